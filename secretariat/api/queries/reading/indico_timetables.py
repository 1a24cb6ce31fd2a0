"""A timetable of Indico: blocks as sessions, once each, whichever days they stand under."""

from secretariat.api.queries.drafted import Chosen, Draft
from secretariat.api.queries.reading.drafting import Making, Row, drafted, leave, tell
from secretariat.api.queries.reading.indico import Held, chaired, held_in
from secretariat.api.queries.reading.losses import LEFT_OUT
from secretariat.api.queries.reading.opened import json_of, refused
from secretariat.api.queries.reading.placing import note, steps
from secretariat.engines import indico
from secretariat.engines.indico import Problem, TimetableEntry

__all__ = ["read_timetable"]

_CELLS = {
    "title": "title",
    "startDate": "starts_at",
    "endDate": "ends_at",
    "duration": "ends_at",
    "room": "room",
    "description": "description",
    "presenters": "description",
    "conveners": "chair_name",
    "code": "number",
    "attachments": "document",
}


def read_timetable(content: bytes, chosen: Chosen) -> Draft:
    """Draft what ``/export/timetable/ID.json`` holds; breaks are no sessions and are left out."""
    data = json_of(content)
    read = refused("indico", indico.Unreadable, lambda: indico.timetable_of(data))
    making = Making(chosen)
    if read.timezone and read.timezone != chosen.zone:
        tell(making, "other_zone", theirs=read.timezone, ours=chosen.zone)
    rows: dict[str, Row] = {}
    for entry in read.entries:
        _entry(making, f"indico:{read.event_id}", entry, rows)
    if not read.is_published:
        tell(making, "unpublished")
    elif not making.rows:
        tell(making, "nothing")
    for problem in read.problems:
        _note(making, rows, problem)
    return drafted(making, LEFT_OUT)


def _entry(making: Making, namespace: str, entry: TimetableEntry, rows: dict[str, Row]) -> None:
    if entry.entry_type == "Break":
        leave(making, "breaks", entry.title)
        return
    inner = [each for each in entry.entries if each.entry_type != "Break"]
    for each in entry.entries:
        leave(making, "breaks", each.title, each.entry_type == "Break")
    before = len(making.rows)
    row = held_in(making, namespace, _held(entry), [_held(each) for each in inner])
    items = [each for each in making.rows[before:] if each.kind == "item"]
    rows |= {entry.key: row, **{each.key: item for each, item in zip(inner, items, strict=True)}}
    chaired(making, row, entry.conveners)
    leave(making, "poster", entry.title, entry.is_poster)


def _held(entry: TimetableEntry) -> Held:
    is_part = entry.slot_title and entry.slot_title not in entry.title
    return Held(
        source_id=entry.source_id,
        line=f"{min(entry.days, default='')}/{entry.key}",
        title=f"{entry.title}: {entry.slot_title}" if is_part else entry.title,
        starts=entry.start_date,
        ends=entry.end_date,
        minutes=entry.duration,
        room=entry.room,
        description=entry.description,
        code=entry.code,
        speakers=entry.presenters,
        authors=entry.authors,
        material=entry.attachments,
        references=entry.references,
        board_number=entry.board_number,
        url=entry.url,
    )


def _note(making: Making, rows: dict[str, Row], problem: Problem) -> None:
    """Bring what is wrong to the entry that it speaks of, by its key."""
    where = steps(problem.where)
    row, within = None, where
    for place, step in enumerate(where):
        if str(step) in rows:
            row, within = rows[str(step)], where[place + 1 :]
    cell = _CELLS.get(str(within[0]), "") if row and within else ""
    if row is None or not within:
        note(making, row, "", problem)
    elif cell and not (problem.code == "missing" and cell == "title") and (cell != "number" or row.kind == "item"):
        note(making, row, cell, problem)
