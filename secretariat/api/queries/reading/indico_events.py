"""An event of Indico: rooms, blocks as sessions, contributions as their items or as sessions of their own."""

from collections.abc import Mapping

from secretariat.api.queries.drafted import Chosen, Draft
from secretariat.api.queries.reading.cells import language_of
from secretariat.api.queries.reading.drafting import Making, Row, drafted, fitted, leave, tell
from secretariat.api.queries.reading.indico import Held, chaired, held_in
from secretariat.api.queries.reading.losses import LEFT_OUT
from secretariat.api.queries.reading.opened import json_of, refused
from secretariat.api.queries.reading.placing import Step, note, steps
from secretariat.engines import indico
from secretariat.engines.indico import Contribution, Event, Problem, SessionBlock

__all__ = ["read_event"]

# By the field of Indico the cell that is made of it.
_CELLS = {
    "title": "title",
    "startDate": "starts_at",
    "endDate": "ends_at",
    "duration": "ends_at",
    "room": "room",
    "description": "description",
    "speakers": "description",
    "session": "kind",
    "conveners": "chair_name",
    "type": "kind",
    "code": "number",
    "material": "document",
    "folders": "document",
}
_PAGES = {"s": "sessions", "c": "contributions"}
_LISTS = {"sessions": ("s", ("id", "db_id")), "contributions": ("c", ("db_id", "id"))}


def read_event(content: bytes, chosen: Chosen) -> Draft:
    """Draft what ``/export/event/ID.json`` holds; contributions in no block are sessions of their own."""
    data = json_of(content)
    read = refused("indico", indico.Unreadable, lambda: indico.event_of(data))
    event, making = read.event, Making(chosen)
    making.language = language_of(making, event.language)
    if event.timezone and event.timezone != chosen.zone:
        tell(making, "other_zone", theirs=event.timezone, ours=chosen.zone)
    if event.label:
        tell(making, "label", said=event.label[:200])
    if not read.is_complete:
        tell(making, "incomplete")
    for block in event.sessions:
        _block(making, event, block)
    for each in event.contributions:
        held_in(making, event.source_id, _held(each))
    if not making.rows:
        tell(making, "nothing")
    _left(making, event)
    _note(making, data, event.id, read.problems)
    return drafted(making, LEFT_OUT)


def _block(making: Making, event: Event, block: SessionBlock) -> None:
    session = block.session
    title = block.title or (session.title if session else "")
    # A block that says of itself only which part it is bears the name of its session first.
    if session and session.title and title == block.slot_title:
        title = f"{session.title}: {title}"
    held = Held(
        source_id=block.source_id,
        line=_line(block.source_id),
        title=title,
        starts=block.start_date,
        ends=block.end_date,
        room=block.room or block.room_fullname,
        kind=session.type if session else "",
        description=session.description if session else "",
        material=session.material if session else (),
        note=block.note,
        url=block.url,
    )
    row = held_in(making, event.source_id, held, [_held(each) for each in block.contributions])
    chaired(making, row, block.conveners or (session.session_conveners if session else ()))
    for each in block.contributions:
        _within(making, each)
    if session and session.is_poster:
        leave(making, "poster", title)
    _venue(making, event, block.location)


def _held(each: Contribution) -> Held:
    return Held(
        source_id=each.source_id,
        line=_line(each.source_id),
        title=each.title,
        starts=each.start_date,
        ends=each.end_date,
        minutes=each.duration,
        room=each.room or each.room_fullname,
        kind=each.type,
        description=each.description,
        code=each.code,
        speakers=each.speakers,
        authors=(*each.primaryauthors, *each.coauthors),
        material=each.material,
        references=each.references,
        keywords=each.keywords,
        track=each.track,
        board_number=each.board_number,
        note=each.note,
        url=each.url,
    )


def _within(making: Making, each: Contribution) -> None:
    """Count what only contributions have."""
    parts = each.sub_contributions
    leave(making, "unscheduled_parts", parts[0].title if parts else "", len(parts))


def _venue(making: Making, event: Event, location: str) -> None:
    if location and location != event.location:
        leave(making, "venues", location)


def _line(source_id: str) -> str:
    """Where a thing stands among the pages of its event."""
    known = source_id.rpartition(":")[2]
    return f"{_PAGES[known[0]]}/{known[1:]}" if known else ""


def _left(making: Making, event: Event) -> None:
    for each in event.contributions:
        _within(making, each)
        _venue(making, event, each.location)
    people = [*event.chairs, *([event.creator] if event.creator else [])]
    leave(
        making, "organisers", people[0].full_name if people else event.organizer, len(people) or bool(event.organizer)
    )
    leave(making, "materials", event.material[0].title if event.material else "", len(event.material))
    leave(making, "keywords", event.keywords[0] if event.keywords else "", len(event.keywords))
    leave(making, "references", event.references[0].value if event.references else "", len(event.references))
    leave(making, "event_texts", event.description, bool(event.description))
    leave(making, "notes", event.note, bool(event.note))


def _note(making: Making, data: object, event_id: str, problems: tuple[Problem, ...]) -> None:
    """Bring what is wrong to the row that it speaks of."""
    rows = {each.source_id: each for each in making.rows}
    for problem in problems:
        where = steps(problem.where)
        row, cell, is_known = _place(data, event_id, where, rows)
        # That a title is missing, or a number, was said when the row was made.
        if is_known and not (row and problem.code == "missing" and cell in ("", "title")):
            note(making, row, cell, problem)


def _place(data: object, event_id: str, where: list[Step], rows: Mapping[str, Row]) -> tuple[Row | None, str, bool]:
    """The row and the cell that a path leads to, and whether either is anything that the house has a place for."""
    row, within, node = None, list[Step](), data
    for place, step in enumerate(where):
        node = _inner(node, step)
        of = where[place - 1] if place else ""
        if isinstance(step, int) and of in _LISTS and isinstance(node, Mapping):
            letter, names = _LISTS[str(of)]
            known = next((str(node[each]) for each in names if node.get(each) not in (None, "")), "")
            row, within = rows.get(fitted(f"indico:{event_id}:{letter}{known}")), where[place + 1 :]
    if row is None:
        # Of the event as a whole: its zone, its number, and whatever cannot be told of one thing.
        return None, "", not where or where[-1] in ("timezone", "id") or isinstance(where[-1], int)
    if not within:
        return row, "", True
    cell = _CELLS.get(str(within[0]), "")
    return row, cell, bool(cell) and (cell != "number" or row.kind == "item")


def _inner(node: object, step: Step) -> object:
    if isinstance(node, Mapping):
        return node.get(step)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None
