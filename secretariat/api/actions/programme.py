"""The programme of a conference file: agenda, sessions with whom they need and who speaks, versions published."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from secretariat.api.actions.bilaterals import load_bilaterals, load_stays, load_timetable
from secretariat.api.actions.record import Words, fact, put_facts, put_parts
from secretariat.api.actions.rows import Loading, free_key, numbered
from secretariat.audit.action import Refused
from secretariat.delegations.models import Delegate, Delegation, Occasion
from secretariat.meetings.models import Bilateral
from secretariat.programme.models import (
    AgendaItem,
    Intervention,
    MustAttend,
    Publication,
    Session,
    SessionItem,
    SessionState,
    SpeakersList,
)
from secretariat.programme.queries.entries import changes_between

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.programme import (
        ChairData,
        InterventionData,
        PersonData,
        PublishedData,
        SessionData,
    )

    Given = Sequence[tuple[Session, SessionData]]

_SESSION_FIELDS = (
    "title",
    "kind",
    "day",
    "starts_at",
    "ends_at",
    "room",
    "text",
    "languages",
    "seats",
    "equipment",
    "chair",
    "chair_name",
    "chair_capacity",
    "document",
    "state",
    "sensitivity",
)
_TURN_FIELDS = ("delegate", "answers", "limit_seconds", "used_seconds", "state", "began_at", "ended_at", "position")


class Sent:
    """The delegations to the conference and their people, as a file names them."""

    def __init__(self, loading: Loading, words: Words) -> None:
        self._words = words
        people = Delegate.objects.filter(conference=loading.conference, delegation__occasion=Occasion.CONFERENCE)
        self._people = {(row.delegation_id, row.name): row for row in people}

    def delegation(self, code: str) -> Delegation:
        """The delegation of a party to the conference; refused if there is none."""
        return self._words.sent(code)

    def delegate(self, said: "PersonData | ChairData | InterventionData") -> Delegate | None:
        """One of the people of a delegation, if one is named; refused if there is nobody of that name."""
        if said.delegate is None or said.party is None:
            return None
        found = self._people.get((self.delegation(said.party).pk, said.delegate))
        if found is None:
            names = {"party": said.party, "name": said.delegate}
            raise Refused(
                _("There is nobody called %(name)s in the delegation of %(party)s to the conference.") % names
            )
        return found


def load_programme(loading: Loading) -> None:
    """Bring in the programme, and everything that a timetable is made from."""
    words = Words(loading)
    sent = Sent(loading, words)
    items = _agenda(loading, words)
    sessions = _sessions(loading, words, sent)
    _parts(loading, sessions, items, sent)
    _speakers(loading, sessions, sent)
    load_timetable(loading, words)
    load_stays(loading, words)
    bilaterals = load_bilaterals(loading, words)
    _publications(loading, words, {row.key: row for row, _said in sessions}, bilaterals)


def _agenda(loading: Loading, words: Words) -> dict[str, AgendaItem]:
    given = []
    for said in loading.file.agenda:
        row = fact(loading, AgendaItem, said, number=said.number, title=words.text(said.title))
        row.document, row.position = said.document or "", said.order or 0
        given.append((said, row))
    put_facts(loading, given, ("title", "document", "position", "sensitivity"), lambda row: row.number)
    return {row.number: row for row in AgendaItem.objects.filter(conference=loading.conference)}


def _sessions(loading: Loading, words: Words, sent: Sent) -> "Given":
    given = [
        (said, _session(loading, words, sent, said, key))
        for said, key in zip(loading.file.programme, _keys(loading, words), strict=True)
    ]
    rows = put_facts(loading, given, _SESSION_FIELDS, lambda row: row.key)
    return list(zip(rows, loading.file.programme, strict=True))


def _keys(loading: Loading, words: Words) -> list[str]:
    """The key of each session: its own, that of the session of this title and day, or one made of both."""
    known: dict[tuple[str, Any], list[str]] = {}
    taken = {said.key for said in loading.file.programme if said.key}
    for row in Session.objects.filter(conference=loading.conference).order_by("-id"):
        if row.key not in taken:
            known.setdefault((words.of(row.title), row.day), []).append(row.key)
        taken.add(row.key)
    keys = []
    for said in loading.file.programme:
        title = words.of(words.text(said.title))
        there = known.get((title, said.day), [])
        key = said.key or (there.pop() if there else free_key(f"{title} {said.day or ''}", taken, "session"))
        taken.add(key)
        keys.append(key)
    return keys


def _session(loading: Loading, words: Words, sent: Sent, said: "SessionData", key: str) -> Session:
    row = fact(loading, Session, said, key=key, title=words.text(said.title), kind=said.kind)
    row.text, row.day, row.starts_at, row.ends_at = words.text(said.text), said.day, said.starts, said.ends
    if row.day is None and row.starts_at is not None:
        row.day = row.starts_at.astimezone(loading.conference.zone).date()
    row.room, row.seats, row.document = loading.room(said.room), said.people, said.document or ""
    row.languages, row.equipment = list(said.languages), list(said.equipment)
    row.state = SessionState.CANCELLED if said.cancelled else SessionState.PLANNED
    row.chair_capacity = words.text(None)
    if said.chair is not None:
        row.chair, row.chair_name = sent.delegate(said.chair), said.chair.name or ""
        row.chair_capacity = words.text(said.chair.capacity)
    if said.uid is not None:
        row.uid = uuid.UUID(said.uid)
    return row


def _parts(loading: Loading, sessions: "Given", items: Mapping[str, AgendaItem], sent: Sent) -> None:
    treated, wanted = [], []
    for row, said in sessions:
        its_items = [
            SessionItem(conference=loading.conference, session=row, item=items[number], position=position)
            for position, number in enumerate(said.items)
        ]
        its_people = [
            MustAttend(
                conference=loading.conference,
                session=row,
                delegation=sent.delegation(each.party),
                delegate=sent.delegate(each),
            )
            for each in said.must_attend
        ]
        treated.append((row, its_items))
        wanted.append((row, its_people))
    put_parts(loading, treated, "items", lambda row: row.item_id, ("position",))
    put_parts(loading, wanted, "wanted", lambda row: (row.delegation_id, row.delegate_id))


def _speakers(loading: Loading, sessions: "Given", sent: Sent) -> None:
    there = {row.session_id: row for row in SpeakersList.objects.filter(conference=loading.conference)}
    given = [(row, said.speakers) for row, said in sessions if said.speakers is not None]
    wanted = [
        (
            row.pk,
            SpeakersList(
                conference=loading.conference,
                session=row,
                rule=said.rule,
                limit_seconds=said.seconds,
                reply_seconds=said.reply_seconds,
                is_open=said.open,
            ),
        )
        for row, said in given
    ]
    lists = loading.ledger.put(wanted, there, ("rule", "limit_seconds", "reply_seconds", "is_open"))
    for row, (_session, said) in zip(lists, given, strict=True):
        _turns(loading, row, said.turns, sent)


def _turns(loading: Loading, speakers: SpeakersList, turns: "Sequence[InterventionData]", sent: Sent) -> None:
    there = Intervention.objects.filter(list=speakers).order_by("id")
    present = dict(numbered((_turn_key(row), row) for row in there))
    rows: list[Intervention] = []
    for said in turns:
        row = Intervention(conference=loading.conference, list=speakers, entered_by=loading.actor, kind=said.kind)
        row.delegation, row.delegate = sent.delegation(said.party), sent.delegate(said)
        row.asked_at, row.limit_seconds, row.used_seconds = said.asked, said.given, said.used or 0
        row.state, row.began_at, row.ended_at, row.position = said.state, said.began, said.ended, said.order
        rows.append(row)
    # A reply names the turn that it answers, so those go first.
    wanted = numbered((_turn_key(row), row) for row in rows)
    kept = loading.ledger.put(wanted, present, [name for name in _TURN_FIELDS if name != "answers"])
    answering = [(row, said.answers) for row, said in zip(kept, turns, strict=True) if said.answers is not None]
    differing = [(row, kept[place - 1]) for row, place in answering if row.answers_id != kept[place - 1].pk]
    for row, answered in differing:
        row.answers = answered
    Intervention.objects.bulk_update([row for row, _answered in differing], ["answers"], batch_size=500)
    for row, _answered in differing:
        loading.ledger.note_changed(row)


def _turn_key(row: Intervention) -> tuple[Any, ...]:
    return row.delegation_id, row.kind, row.asked_at


def _publications(
    loading: Loading, words: Words, sessions: Mapping[str, Session], bilaterals: Sequence[Bilateral]
) -> None:
    sent = Sent(loading, words)
    entries = _Entries(loading, sent, sessions, bilaterals)
    there = {row.number: row for row in Publication.objects.filter(conference=loading.conference)}
    wanted: list[tuple[int, Publication]] = []
    before: list[dict[str, Any]] = []
    for said in sorted(loading.file.publications, key=lambda each: each.number):
        row = Publication(conference=loading.conference, number=said.number, published_at=said.published)
        row.note, row.entered_by = said.note or "", loading.actor
        row.entries = [entries.of(each) for each in said.entries]
        row.changes = changes_between(before, row.entries)
        before = row.entries
        wanted.append((said.number, row))
    loading.ledger.put(wanted, there, ("published_at", "note", "entries", "changes"))


class _Entries:
    """Entries of versions, as the house keeps them."""

    def __init__(
        self, loading: Loading, sent: Sent, sessions: Mapping[str, Session], bilaterals: Sequence[Bilateral]
    ) -> None:
        self._loading, self._sent = loading, sent
        self._sessions, self._bilaterals = sessions, bilaterals
        self._items = dict(AgendaItem.objects.filter(conference=loading.conference).values_list("number", "pk"))

    def of(self, said: "PublishedData") -> dict[str, Any]:
        """One entry, with the numbers that rows have in this house."""
        room = self._loading.room(said.room)
        is_session = said.topic is None and said.bilateral is None
        return {
            "kind": "session" if is_session else "bilateral",
            "id": self._id(said),
            "uid": said.uid,
            "sequence": said.sequence,
            "status": "cancelled" if said.cancelled else "confirmed",
            "title": self._title(said),
            "topic": said.topic or "",
            "session_kind": said.kind or "",
            "day": said.day.isoformat() if said.day else None,
            "starts": said.starts.isoformat() if said.starts else None,
            "ends": said.ends.isoformat() if said.ends else None,
            "room": room.pk if room else None,
            "table": said.table,
            "delegations": [self._sent.delegation(code).pk for code in said.delegations],
            "delegates": self._people(said.delegates),
            "chair": said.chair.model_dump(exclude_none=True) if said.chair else None,
            "languages": list(said.languages),
            "items": [self._items[number] for number in said.items],
            "sensitivity": said.sensitivity,
        }

    def _id(self, said: "PublishedData") -> int | None:
        if said.bilateral is not None:
            return self._bilaterals[said.bilateral - 1].pk
        session = self._sessions.get(said.session or "")
        return session.pk if session is not None else None

    def _title(self, said: "PublishedData") -> dict[str, str]:
        if isinstance(said.title, dict):
            return {str(code): text for code, text in said.title.items()}
        return {self._loading.conference.original_language: said.title} if said.title else {}

    def _people(self, given: "Iterable[PersonData]") -> list[int]:
        return [row.pk for row in map(self._sent.delegate, given) if row is not None]
