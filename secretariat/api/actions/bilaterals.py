"""What the timetable of a conference file is made from: rules, hours, stays, and what delegations ask of each other."""

import uuid
from typing import TYPE_CHECKING, Any

from secretariat.api.actions.record import Words
from secretariat.api.actions.rows import Loading, numbered, put_alone
from secretariat.meetings.models import Bilateral, BlockedTime, Stay
from secretariat.programme.models import Hours, KeptApart, Place, ProgrammeRules, RoomClosure, RoomPair

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.programme import BilateralData, PlacingData

_RULES = ("slot_minutes", "changeover_minutes", "keep_free", "spread", "interpreters", "clashes")
_BILATERAL_FIELDS = (
    "rank",
    "minutes",
    "window_from",
    "window_until",
    "part_of_day",
    "languages",
    "seats",
    "expires_at",
    "state",
    "answer",
    "answered_at",
    "proposed_minutes",
    "proposed_from",
    "proposed_until",
    "proposed_topic",
)


def load_timetable(loading: Loading, words: Words) -> None:
    """Bring in the rules and hours of the timetable, and how rooms lie to each other."""
    said = loading.file.timetable
    if said is None:
        return
    conference, ledger = loading.conference, loading.ledger
    rules = ProgrammeRules(conference=conference, **{name: getattr(said, name) for name in _RULES})
    put_alone(loading, rules, _RULES)

    hours = [Hours(conference=conference, starts_at=each.starts, ends_at=each.ends) for each in said.hours]
    present: Any = dict(numbered((_span(row), row) for row in _rows(loading, Hours)))
    ledger.put(numbered((_span(row), row) for row in hours), present, ())

    closures = [
        RoomClosure(
            conference=conference,
            room=loading.room(each.room),
            starts_at=each.starts,
            ends_at=each.ends,
            reason=each.reason or "",
        )
        for each in said.closures
    ]
    present = dict(numbered(((row.room_id, *_span(row)), row) for row in _rows(loading, RoomClosure)))
    ledger.put(numbered(((row.room_id, *_span(row)), row) for row in closures), present, ("reason",))
    _pairs(loading, words)


def load_stays(loading: Loading, words: Words) -> None:
    """Bring in when delegations can meet."""
    stays, blocked = [], []
    for said in loading.file.stays:
        delegation = words.sent(said.party)
        if said.arrives is not None or said.departs is not None:
            stay = Stay(conference=loading.conference, delegation=delegation)
            stay.arrives_at, stay.departs_at = said.arrives, said.departs
            stays.append((delegation.pk, stay))
        for each in said.blocked:
            row = BlockedTime(conference=loading.conference, delegation=delegation, reason=each.reason or "")
            row.starts_at, row.ends_at = each.starts, each.ends
            blocked.append(((delegation.pk, *_span(row)), row))
    present: Any = {row.delegation_id: row for row in _rows(loading, Stay)}
    loading.ledger.put(stays, present, ("arrives_at", "departs_at"))
    there = dict(numbered(((row.delegation_id, *_span(row)), row) for row in _rows(loading, BlockedTime)))
    loading.ledger.put(numbered(blocked), there, ("reason",))


def load_bilaterals(loading: Loading, words: Words) -> list[Bilateral]:
    """Bring in what delegations ask of each other, and where it stands in the working timetable."""
    given = loading.file.bilaterals
    wanted = numbered((_key(row), row) for row in (_bilateral(loading, words, said) for said in given))
    present: Any = dict(numbered((_key(row), row) for row in _rows(loading, Bilateral)))
    rows = loading.ledger.put(wanted, present, _BILATERAL_FIELDS)
    places = [
        (row.pk, _place(loading, row, said.place))
        for row, said in zip(rows, given, strict=True)
        if said.place is not None
    ]
    there: Any = {row.bilateral_id: row for row in _rows(loading, Place)}
    loading.ledger.put(places, there, ("room", "table", "starts_at", "ends_at", "is_pinned"))
    return rows


def _pairs(loading: Loading, words: Words) -> None:
    said = loading.file.timetable
    pairs, apart = [], []
    for each in said.rooms if said is not None else ():
        one, other = sorted((loading.room(each.one), loading.room(each.other)), key=lambda row: row.pk if row else 0)
        pair = RoomPair(conference=loading.conference, one=one, other=other)
        pair.minutes, pair.is_adjacent = each.minutes, each.adjacent
        pairs.append(((pair.one_id, pair.other_id), pair))
    for codes in said.apart if said is not None else ():
        lower, higher = sorted((words.sent(code) for code in codes), key=lambda row: row.pk)
        kept = KeptApart(conference=loading.conference, one=lower, other=higher)
        apart.append(((lower.pk, higher.pk), kept))
    present: Any = {(row.one_id, row.other_id): row for row in _rows(loading, RoomPair)}
    loading.ledger.put(pairs, present, ("minutes", "is_adjacent"))
    there: Any = {(row.one_id, row.other_id): row for row in _rows(loading, KeptApart)}
    loading.ledger.put(apart, there, ())


def _bilateral(loading: Loading, words: Words, said: "BilateralData") -> Bilateral:
    row = Bilateral(conference=loading.conference, entered_by=loading.actor, topic=said.topic)
    row.asking, row.asked = words.sent(said.asking), words.sent(said.asked)
    row.rank, row.minutes, row.part_of_day = said.rank, said.minutes, said.preferred
    row.window_from, row.window_until, row.expires_at = said.after, said.until, said.answer_by
    row.languages, row.seats = list(said.languages), said.seats
    row.state, row.answer, row.answered_at = said.state, said.answer or "", said.answered
    if said.proposal is not None:
        row.proposed_minutes, row.proposed_topic = said.proposal.minutes, said.proposal.topic or ""
        row.proposed_from, row.proposed_until = said.proposal.after, said.proposal.until
    if said.uid is not None:
        row.uid = uuid.UUID(said.uid)
    return row


def _place(loading: Loading, bilateral: Bilateral, said: "PlacingData") -> Place:
    row = Place(conference=loading.conference, bilateral=bilateral, room=loading.room(said.room), table=said.table)
    row.starts_at, row.ends_at, row.is_pinned = said.starts, said.ends, said.pinned
    return row


def _key(row: Bilateral) -> tuple[Any, ...]:
    return row.asking_id, row.asked_id, row.topic


def _span(row: Any) -> tuple[Any, Any]:
    return row.starts_at, row.ends_at


def _rows(loading: Loading, model: Any) -> Any:
    return model.objects.filter(conference=loading.conference).order_by("id")
