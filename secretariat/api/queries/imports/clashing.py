"""What the sessions of an import would clash with by the rules of the conference, each other among it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from secretariat.accounts.models import Sensitivity
from secretariat.api.queries.drafted import ERROR, WARNING
from secretariat.api.queries.imports.judged import Judged, Looking
from secretariat.engines.scheduling.clashes import Clash, Code, Hall, Item, clashes, minute_of
from secretariat.programme.models import Session
from secretariat.programme.queries.clashing import Timetable, as_known, timetable_of

# What can make a session clash.
_WEIGHTY = frozenset({"starts_at", "ends_at", "room", "languages", "seats", "is_cancelled"})
# In which cell a person would put right what clashes.
_CELL = {"room_small": "seats", "booths": "languages", "language": "languages", "interpreters": "languages"}
_OF_ROOMS = frozenset({"room_taken", "room_closed", "needs_room", "unknown_room", "equipment", "travel", "apart"})
MOST = 3


def judge_clashes(looking: Looking, rows: Iterable[Judged]) -> None:
    """Say at each session what it would clash with; a clash that is there already is no fault of the file."""
    weighty = [each for each in rows if each.is_brought_in and _is_weighty(each)]
    if not weighty:
        return
    timetable = timetable_of(looking.conference)
    halls = [
        Hall(f"room:{each.key}", each.cells.get("seats")) for each in looking.rows.get("room", []) if each.thing is None
    ]
    venue = replace(timetable.venue, halls=(*timetable.venue.halls, *halls))
    drafted = {item.key: (each, item) for each in weighty if (item := _item(timetable, each)) is not None}
    by_key = {key: each for key, (each, _item) in drafted.items()}
    drafted |= {key: (by_key[key], item) for key, item in _uncrowded(timetable, drafted.values(), by_key)}
    gone = {f"session:{each.thing.pk}" for each in weighty if each.thing is not None}
    items = [item for item in timetable.items if item.key not in gone] + [item for _each, item in drafted.values()]
    known = {as_known(clash) for clash in timetable.clashes()} if gone else set()
    for clash in clashes(tuple(items), venue, timetable.rules):
        if clash.level == "ignore" or as_known(clash) in known:
            continue
        for key in clash.items:
            if key in drafted:
                _tell(by_key[key], clash, timetable, by_key)


def _uncrowded(
    timetable: Timetable, drafted: Iterable[tuple[Judged, Item]], by_key: dict[str, Judged]
) -> Iterator[tuple[str, Item]]:
    """Sessions that share a room or a language with more of the file at once than are named: said, and left at that.

    Otherwise each would be held against each, and a file of thousands at one time in one room take hours.
    """
    held: dict[tuple[Code, str], list[Item]] = defaultdict(list)
    for each, item in sorted(drafted, key=lambda pair: (pair[1].start, pair[1].key)):
        crowded = set()
        for code, lane, most in _lanes(timetable, item):
            there = held[code, lane] = [other for other in held[code, lane] if other.end > item.start]
            if len(there) < most:
                there.append(item)
                continue
            crowded.add(code)
            level = timetable.rules[code]
            if level != "ignore":
                others = tuple(other.key for other in there[:MOST])
                _tell(each, Clash(code, level, (item.key, *others)), timetable, by_key)
        if "room_taken" in crowded:
            item = replace(item, room=None, needs_room=False)  # noqa: PLW2901 - the same session, looked at without it
        if crowded:
            yield item.key, replace(item, languages=()) if "interpreters" in crowded else item


def _lanes(timetable: Timetable, item: Item) -> Iterator[tuple[Code, str, int]]:
    """In what a session is one of so many at once at most: its room, and each language that is interpreted."""
    if item.room is not None:
        yield "room_taken", item.room, MOST
    if timetable.rules["interpreters"] != "ignore":
        for code in sorted(set(item.languages)):
            yield "interpreters", code, timetable.venue.interpreters.get(code, 0) + MOST


def _is_weighty(each: Judged) -> bool:
    return each.thing is None or bool(_WEIGHTY & set(each.old))


def _item(timetable: Timetable, each: Judged) -> Item | None:
    begins, ends = each.will_be("starts_at"), each.will_be("ends_at")
    if not begins or not ends or each.will_be("is_cancelled"):
        return None
    there = timetable.sessions.get(each.thing.pk) if each.thing is not None else None
    chair = there.chair_id if there is not None else None
    wanted = list(there.wanted.all()) if there is not None else []
    people = {f"delegate:{row.delegate_id}" for row in wanted if row.delegate_id}
    people |= {f"delegate:{chair}"} if chair else set()
    room = each.will_be("room")
    return Item(
        key=f"session:{each.thing.pk}" if each.thing is not None else f"session:{each.key}",
        kind="session",
        start=minute_of(datetime.fromisoformat(begins)),
        end=minute_of(datetime.fromisoformat(ends)),
        room=f"room:{room.lstrip('#')}" if room else None,
        parties=tuple(sorted(f"delegation:{row.delegation_id}" for row in wanted if not row.delegate_id)),
        people=tuple(sorted(people)),
        languages=tuple(each.will_be("languages") or ()),
        seats=each.will_be("seats") or 0,
        equipment=tuple(there.equipment) if there is not None else (),
    )


def _tell(each: Judged, clash: Clash, timetable: Timetable, drafted: dict[str, Judged]) -> None:
    cell = "room" if clash.code in _OF_ROOMS else _CELL.get(clash.code, "starts_at")
    if len(each.findings.get(cell, ())) >= MOST:
        return
    own = f"session:{each.thing.pk}" if each.thing is not None else f"session:{each.key}"
    others = [_title(key, timetable, drafted) for key in clash.items if key != own]
    level = ERROR if clash.level == "block" else WARNING
    each.say(cell, level, "clash", {"clash": clash.code, "things": [title for title in others if title]})


def _title(key: str, timetable: Timetable, drafted: dict[str, Judged]) -> object:
    """A session by its title in its languages, as far as everybody in the office may know it."""
    if key in drafted:
        return drafted[key].will_be("title")
    if not key.startswith("session:"):
        return None
    session: Session | None = timetable.sessions.get(int(key.partition(":")[2]))
    if session is None or session.sensitivity == Sensitivity.RESTRICTED:
        return None
    return getattr(session.title, "data", None)
