"""What is peculiar to each kind of row that is brought in: what a new one is given, and what follows from its cells."""

from collections.abc import Callable, Iterable
from typing import Any

from secretariat.api.actions.imports.under_way import Writing
from secretariat.api.actions.inserting import insert
from secretariat.api.models import Verdict
from secretariat.api.queries.imports.judged import Judged, Judgement
from secretariat.conference.models import Room
from secretariat.delegations.actions import look_at_watch_list, spelling_key
from secretariat.delegations.models import Delegate, DelegateRole, Delegation, Occasion
from secretariat.programme.models import AgendaItem, Session, SessionItem


def open_delegations(writing: Writing, judgement: Judgement) -> None:
    """Open the delegations of parties from which the first people come."""
    conference = writing.batch.conference
    rows = [
        Delegation(
            conference=conference,
            party=party,
            occasion=Occasion.CONFERENCE,
            entered_by=writing.actor,
            sensitivity=writing.sensitivity,
        )
        for party in judgement.opened
    ]
    insert(rows)
    writing.ledger.made[Delegation._meta.label_lower].update(row.pk for row in rows)
    there = Delegation.objects.filter(conference=conference, occasion=Occasion.CONFERENCE)
    writing.delegations = dict(there.values_list("party_id", "pk"))


def as_new(writing: Writing, each: Judged) -> Any:
    """A row that is not there yet, without its cells."""
    return _NEW[each.kind.name](writing, each)


def finished(writing: Writing, each: Judged) -> None:
    """Fill in what follows from the cells of a row."""
    thing = each.thing
    if isinstance(thing, Session):
        if thing.starts_at is not None:
            thing.day = thing.starts_at.astimezone(writing.batch.conference.zone).date()
        thing.key = thing.key or writing.key_of(thing)
    elif isinstance(thing, AgendaItem):
        thing.number = thing.number or next(writing.numbers_of_items)
    elif isinstance(thing, Delegate):
        thing.search = spelling_key(thing)
        is_press = thing.role == DelegateRole.PRESS or bool(each.cells.get("is_media"))
        thing.is_media = thing.is_media or is_press or thing.party_id in writing.media


def follow(thing: Any) -> None:
    """Fill in what follows from the fields of a row that got back what it had."""
    if isinstance(thing, Delegate):
        thing.search = spelling_key(thing)
    elif isinstance(thing, Session) and thing.starts_at is not None:
        thing.day = thing.starts_at.astimezone(thing.conference.zone).date()


def link_items(writing: Writing, rows: Iterable[Judged]) -> None:
    """Let sessions treat the items that belong to them."""
    links, gone = [], []
    given = [each for each in rows if "session" in each.cells]
    moved = [each for each in given if each.verdict == Verdict.NEW or "session" in each.old]
    for each in given:
        if "position" in each.old and "position" in each.cells:
            link = SessionItem.objects.filter(item=each.thing, session_id=int(each.cells["session"][1:]))
            link.update(position=each.cells["position"])
    for each in moved:
        session = int(each.cells["session"][1:])
        there = each.old.get("session")
        if there:
            gone.append((each.thing.pk, int(there[1:])))
            left = SessionItem.objects.filter(item=each.thing, session_id=int(there[1:]))
            writing.places_before[each.thing.pk] = left.values_list("position", flat=True).first() or 0
            writing.ledger.note_changed(each.thing, {"session": [there, each.cells["session"]]})
        links.append(
            SessionItem(
                conference_id=writing.batch.conference_id,
                session_id=session,
                item=each.thing,
                position=each.cells.get("position") or 0,
            )
        )
    for item, session in gone:
        SessionItem.objects.filter(item=item, session=session).delete()
    insert(links)


def watch(writing: Writing, rows: Iterable[Judged]) -> None:
    """A file is no way round the watch list."""
    look_at_watch_list(writing.actor, [each.thing for each in rows])


def _new_room(writing: Writing, each: Judged) -> Room:
    del each
    room = Room(conference=writing.batch.conference)
    room.position = next(writing.places_of_rooms)
    return room


def _new_session(writing: Writing, each: Judged) -> Session:
    del each
    session = Session(conference=writing.batch.conference, entered_by=writing.actor)
    session.sensitivity, session.key = writing.sensitivity, ""
    return session


def _new_item(writing: Writing, each: Judged) -> AgendaItem:
    del each
    item = AgendaItem(conference=writing.batch.conference, entered_by=writing.actor)
    item.sensitivity, item.position = writing.sensitivity, next(writing.places_of_items)
    return item


def _new_delegate(writing: Writing, each: Judged) -> Delegate:
    party = each.party
    assert party is not None  # noqa: S101 - whoever has none was an error
    delegate = Delegate(conference=writing.batch.conference, party=party, entered_by=writing.actor)
    delegate.delegation_id, delegate.is_overflow = writing.delegations[party.pk], each.is_overflow
    delegate.sensitivity = writing.sensitivity
    return delegate


_NEW: dict[str, Callable[[Writing, Judged], Any]] = {
    "room": _new_room,
    "session": _new_session,
    "item": _new_item,
    "delegate": _new_delegate,
}
