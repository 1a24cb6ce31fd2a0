"""Programmes that come from Indico: what its events and timetables have in common, as sessions with their items."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from secretariat.api.queries.reading.cells import (
    LONGEST,
    affiliated,
    described,
    joined,
    put_kind,
    put_times,
    room_named,
    spoken,
    zoned,
)
from secretariat.api.queries.reading.drafting import Making, Row, leave
from secretariat.engines.indico import Material, Person, Reference

__all__ = ["Held", "chaired", "held_in", "speaking", "treated"]


@dataclass(frozen=True)
class Held:
    """A block or a contribution of Indico, by what both files tell of it."""

    source_id: str
    line: str
    title: str
    starts: datetime | None = None
    ends: datetime | None = None
    minutes: int | None = None
    room: str = ""
    kind: str = ""
    description: str = ""
    code: str = ""
    speakers: Sequence[Person] = ()
    authors: Sequence[Person] = ()
    material: Sequence[Material] = ()
    references: Sequence[Reference] = ()
    keywords: Sequence[str] = ()
    track: str = ""
    board_number: str = ""
    note: str = ""
    url: str = ""


def held_in(making: Making, namespace: str, held: Held, parts: Iterable[Held] = ()) -> Row:
    """Draft a session, its room before it and its items after it."""
    room = room_named(making, namespace, held.room, held.line)
    row = making.row("session", held.source_id, held.line)
    if not row.source_id:
        row.find("", "no_id")
    row.cells["title"] = spoken(held.title, making.language)
    put_kind(making, row, held.kind)
    length = timedelta(minutes=held.minutes) if held.minutes else None
    put_times(making, row, held.starts, held.ends, length)
    if room:
        row.cells["room"] = room
    inner = list(parts)
    told = [speaking(held.speakers), *(_told(making, each) for each in inner)]
    described(making, row, held.description, told, making.language)
    for position, each in enumerate(inner, start=1):
        treated(making, row, each, position)
    _left(making, held)
    if held.material:
        leave(making, "materials", held.material[0].title, len(held.material))
    return row


def treated(making: Making, session: Row, held: Held, position: int) -> Row:
    """Draft an item that a session treats; its papers are named by their titles."""
    row = making.row("item", held.source_id, held.line)
    if not row.source_id:
        row.find("", "no_id")
    row.cells["title"] = spoken(held.title, making.language)
    row.cells |= {"session": session.source_id or joined(session.cells["title"].values()), "position": position}
    _number(making, row, held.code)
    papers = joined(each.title for each in held.material)
    if papers and len(papers) <= LONGEST["document"]:
        row.cells["document"] = papers
    elif papers:
        leave(making, "materials", held.material[0].title, len(held.material))
    leave(making, "item_texts", held.title, bool(held.description))
    leave(making, "types", held.kind, bool(held.kind))
    _left(making, held)
    return row


def chaired(making: Making, row: Row, conveners: Sequence[Person]) -> None:
    """Put who convenes a session as its chair; the house keeps one name."""
    names = [affiliated(each.full_name, each.affiliation) for each in conveners if each.full_name]
    kept = joined(names)
    while names and len(kept) > LONGEST["chair_name"]:
        leave(making, "conveners", names.pop())
        kept = joined(names)
    if kept:
        row.cells["chair_name"] = kept


def speaking(persons: Iterable[Person]) -> str:
    """Return who speaks, in one line."""
    return joined((affiliated(each.full_name, each.affiliation) for each in persons), ", ")


def _number(making: Making, row: Row, code: str) -> None:
    """Put the number of an item, which no other item has."""
    if code and len(code) <= LONGEST["number"] and code not in making.numbers:
        making.numbers.add(code)
        row.cells["number"] = code
    elif code:
        row.find("number", "twice_here" if code in making.numbers else "left_out", said=code[:100])


def _told(making: Making, held: Held) -> str:
    """A line of the running order: when, what, and who speaks."""
    speakers = speaking(held.speakers)
    if held.starts is None and not speakers:
        return ""
    begins = f"{held.starts.astimezone(zoned(making)):%H:%M} " if held.starts else ""
    return f"{begins}{held.title}" + (f" – {speakers}" if speakers else "")


def _left(making: Making, held: Held) -> None:
    """Count what neither a session nor an item has a place for."""
    leave(making, "authors", held.authors[0].full_name if held.authors else "", len(held.authors))
    leave(making, "references", held.references[0].value if held.references else "", len(held.references))
    leave(making, "keywords", held.keywords[0] if held.keywords else "", len(held.keywords))
    for code, said in (
        ("tracks", held.track),
        ("board_numbers", held.board_number),
        ("notes", held.note),
        ("addresses_of_pages", held.url),
    ):
        leave(making, code, said, bool(said))
