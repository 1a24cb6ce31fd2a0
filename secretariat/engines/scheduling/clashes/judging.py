"""Which things of a programme clash, and which would if one of them were moved.

What an item clashes with is found in three parts, so that a whole grid is judged quickly: what depends on its time
alone, on its room alone, and on both.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from secretariat.engines.scheduling.clashes.book import Book, at_once, laid_out, neighbours
from secretariat.engines.scheduling.clashes.models import RULES, Clash, Code, Item, Level, Venue

__all__ = ["Lane", "Shade", "clashes", "clashes_if_moved", "levels_if_moved"]

Shade = Literal["free", "warn", "block"]
# A room, and the number of a table in it.
Lane = tuple[str | None, int | None]
_SHADES: tuple[Shade, ...] = ("free", "warn", "block")
_GRAVITY = {"ignore": 0, "warn": 1, "block": 2}


def clashes(items: Iterable[Item], venue: Venue, rules: Mapping[Code, Level] = RULES) -> tuple[Clash, ...]:
    """Everything that clashes in a programme, each once, in the order of time."""
    book = laid_out(items, venue)
    found = [clash for item in book.items for clash in _of_item(book, item, rules)]
    return tuple(sorted(_each_once(found), key=lambda clash: (clash.start, clash.items, clash.code, clash.word)))


def clashes_if_moved(
    book: Book, item: Item, start: int, room: str | None, rules: Mapping[Code, Level] = RULES
) -> tuple[Clash, ...]:
    """What an item would clash with if it began at a minute in a room, as long as it is now, all else left as it is.

    Its table stays the same; for another, give the item with that table.
    The item need not be in the book yet; where it is, it does not clash with itself.
    """
    return _each_once(_of_item(book, _moved(item, start, (room, item.table)), rules))


def levels_if_moved(
    book: Book,
    item: Item,
    starts: Sequence[int],
    lanes: Sequence[Lane],
    rules: Mapping[Code, Level] = RULES,
) -> dict[tuple[int, Lane], Shade]:
    """How grave the gravest clash of ``clashes_if_moved`` would be, for each of some starts in each of some lanes.

    A lane is a room and the number of a table in it, or ``None`` for the whole room.
    """
    by_lane = {lane: _gravest(_of_room(book, _moved(item, item.start, lane)), rules) for lane in lanes}
    levels: dict[tuple[int, Lane], Shade] = {}
    for start in starts:
        there = _moved(item, start, (item.room, item.table))
        by_time = _gravest(_of_time(book, there, rules), rules)
        near, shunned = _nearest(_near(book, there), there), list(_shunned(book, there))
        for lane in lanes:
            here = replace(there, room=lane[0], table=lane[1])
            gravity = max(by_time, by_lane[lane])
            if here.room is not None:
                gravity = _gravest(_in_room(book, here, here.room), rules, gravity)
                # What could not make it worse is not looked for.
                if gravity < _gravity("travel", rules) and any(_ways(book, here, here.room, near)):
                    gravity = _gravity("travel", rules)
                if gravity < _gravity("apart", rules) and any(_apart(book, here, here.room, shunned)):
                    gravity = _gravity("apart", rules)
            levels[start, lane] = _SHADES[gravity]
    return levels


def _moved(item: Item, start: int, lane: Lane) -> Item:
    return replace(item, start=start, end=start + item.end - item.start, room=lane[0], table=lane[1])


def _gravest(found: Iterable[Clash], rules: Mapping[Code, Level], gravity: int = 0) -> int:
    most = max(_gravity(code, rules) for code in RULES)
    for clash in found:
        gravity = max(gravity, _gravity(clash.code, rules))
        if gravity == most:
            break
    return gravity


def _gravity(code: Code, rules: Mapping[Code, Level]) -> int:
    return _GRAVITY[_level(code, rules)]


def _level(code: Code, rules: Mapping[Code, Level]) -> Level:
    return rules.get(code) or RULES[code]


def _of_item(book: Book, item: Item, rules: Mapping[Code, Level]) -> Iterator[Clash]:
    if item.start >= item.end:
        found: Iterable[Clash] = (_clash("ends_first", item),)
    else:
        both = _of_both(book, item, _near(book, item), _shunned(book, item))
        found = (*_of_time(book, item, rules), *_of_room(book, item), *both)
    for clash in found:
        level = _level(clash.code, rules)
        if level != "ignore":
            yield replace(clash, level=level)


def _clash(code: Code, *items: Item, room: str | None = None, number: int | None = None, word: str = "") -> Clash:
    """A clash of items, over the time that they share; its level is set when it is told."""
    ordered = sorted(items, key=lambda item: (item.start, item.key))
    start, end = max(item.start for item in items), min(item.end for item in items)
    # Where they share no time, the way from one to the other is in question.
    start, end = (start, end) if start <= end else (end, start)
    return Clash(code, "block", tuple(item.key for item in ordered), room, (), (), start, end, number, None, word)


def _of_time(book: Book, item: Item, rules: Mapping[Code, Level]) -> Iterator[Clash]:
    if book.days and not any(day.start <= item.start and item.end <= day.end for day in book.days):
        yield _clash("outside", item)
    yield from _absent(book, item)
    yield from _twice(book, item)
    # Who is at work at once is looked for in many items.
    for language in sorted(set(item.languages)) if _level("interpreters", rules) != "ignore" else ():
        yield from _interpreters(book, item, language)


def _absent(book: Book, item: Item) -> Iterator[Clash]:
    for who, is_party in (*((party, True) for party in item.parties), *((person, False) for person in item.people)):
        for span in book.venue.absences.get(who, ()):
            if span.start < item.end and item.start < span.end:
                start, end = max(span.start, item.start), min(span.end, item.end)
                clash = replace(_clash("absent", item, word=span.reason), start=start, end=end)
                yield replace(clash, parties=(who,)) if is_party else replace(clash, people=(who,))


def _twice(book: Book, item: Item) -> Iterator[Clash]:
    for other, parties in _shared(book.of_party, item.parties, item, book.longest):
        yield replace(_clash("party_twice", item, other), parties=parties)
    for other, people in _shared(book.of_person, item.people, item, book.longest):
        yield replace(_clash("person_twice", item, other), people=people)


def _shared(
    held: Mapping[str, Sequence[Item]], who: Iterable[str], item: Item, longest: int
) -> Iterator[tuple[Item, tuple[str, ...]]]:
    """Items at the same time, each with those of some who are in it as well."""
    both: dict[str, set[str]] = {}
    others: dict[str, Item] = {}
    for each in who:
        for other in at_once(held.get(each, ()), item, longest):
            others[other.key] = other
            both.setdefault(other.key, set()).add(each)
    for key, other in others.items():
        yield other, tuple(sorted(both[key]))


def _interpreters(book: Book, item: Item, language: str) -> Iterator[Clash]:
    """More items at once in a language than it has interpreters: most are at work when one of them begins."""
    limit = book.venue.interpreters.get(language, 0)
    there = [item, *at_once(book.in_language.get(language, ()), item, book.longest)]
    for moment in sorted({max(each.start, item.start) for each in there}):
        busy = [each for each in there if each.start <= moment < each.end]
        if len(busy) > limit:
            yield replace(_clash("interpreters", *busy, number=len(busy), word=language), limit=limit)


def _of_room(book: Book, item: Item) -> Iterator[Clash]:
    room = item.room
    if room is None:
        if item.needs_room:
            yield _clash("needs_room", item)
        return
    hall = book.halls.get(room)
    if hall is None:
        yield _clash("unknown_room", item, room=room)
        return
    if hall.seats is not None and item.seats > hall.seats:
        yield replace(_clash("room_small", item, room=room, number=hall.seats), limit=item.seats)
    for missing in sorted(set(item.equipment) - set(hall.equipment)):
        yield _clash("equipment", item, room=room, word=missing)
    languages = set(item.languages)
    if len(languages) > hall.booths:
        yield replace(_clash("booths", item, room=room, number=hall.booths), limit=len(languages))
    for missing in sorted(languages - set(hall.languages)) if hall.languages else ():
        yield _clash("language", item, room=room, word=missing)


# Somebody's item that is close in time to another: whose it is, and whether that is a party.
_Near = tuple[Item, str, bool]
_Shunned = tuple[Item, str, str]


def _of_both(book: Book, item: Item, near: Iterable[_Near], shunned: Iterable[_Shunned]) -> Iterator[Clash]:
    if item.room is not None:
        yield from _in_room(book, item, item.room)
        yield from _ways(book, item, item.room, near)
        yield from _apart(book, item, item.room, shunned)


def _in_room(book: Book, item: Item, room: str) -> Iterator[Clash]:
    for other in at_once(book.in_room.get(room, ()), item, book.longest):
        # Who has a table shares the room with other tables; who has none takes all of it.
        if item.table is None or other.table is None or item.table == other.table:
            yield _clash("room_taken", item, other, room=room)
    for span in book.halls[room].closed if room in book.halls else ():
        if span.start < item.end and item.start < span.end:
            clash = _clash("room_closed", item, room=room, word=span.reason)
            yield replace(clash, start=max(span.start, item.start), end=min(span.end, item.end))


def _ways(book: Book, item: Item, room: str, near: Iterable[_Near]) -> Iterator[Clash]:
    for other, who, is_party in near:
        needed = book.minutes.get(frozenset((room, other.room or room)), 0)
        time = _minutes_between(item, other)
        if time < needed:
            clash = replace(_clash("travel", item, other, room=room, number=time), limit=needed)
            yield replace(clash, parties=(who,)) if is_party else replace(clash, people=(who,))


def _apart(book: Book, item: Item, room: str, shunned: Iterable[_Shunned]) -> Iterator[Clash]:
    for other, one, shuns in shunned:
        if other.room in book.beside.get(room, ()):
            yield replace(_clash("apart", item, other, room=room), parties=tuple(sorted((one, shuns))))


def _minutes_between(item: Item, other: Item) -> int:
    return other.start - item.end if other.start >= item.end else item.start - other.end


def _near(book: Book, item: Item) -> Iterator[_Near]:
    """What each of its parties and people does just before and just after."""
    if not book.minutes:
        return
    for party in item.parties:
        for other in neighbours(book.of_party.get(party, ()), item, book.longest_way):
            yield other, party, True
    for person in item.people:
        for other in neighbours(book.of_person.get(person, ()), item, book.longest_way):
            yield other, person, False


def _nearest(near: Iterable[_Near], item: Item) -> list[_Near]:
    """Of each room the item that is closest in time, whoever's it is: enough to know how grave it is."""
    closest: dict[str | None, _Near] = {}
    for each in near:
        known = closest.get(each[0].room)
        if known is None or _minutes_between(item, each[0]) < _minutes_between(item, known[0]):
            closest[each[0].room] = each
    return list(closest.values())


def _shunned(book: Book, item: Item) -> Iterator[_Shunned]:
    """Items at the same time of those from whom one of its parties is kept apart."""
    if not book.beside:
        return
    for party in item.parties:
        for shuns in sorted(book.shuns.get(party, ())):
            for other in at_once(book.of_party.get(shuns, ()), item, book.longest):
                yield other, party, shuns


def _each_once(found: Iterable[Clash]) -> tuple[Clash, ...]:
    """The same clash of several parties or people told once, and of too few interpreters the largest only."""
    merged: dict[tuple[object, ...], Clash] = {}
    for clash in found:
        what = (clash.code, clash.items, clash.word, clash.start, clash.end, clash.number)
        known = merged.get(what)
        merged[what] = clash if known is None else _together(known, clash)
    crowds: dict[str, list[Clash]] = {}
    for clash in merged.values():
        for key in clash.items if clash.code == "interpreters" else ():
            crowds.setdefault(key, []).append(clash)
    return tuple(
        clash
        for clash in merged.values()
        if clash.code != "interpreters" or not any(_holds(more, clash) for more in crowds[clash.items[0]])
    )


def _together(one: Clash, other: Clash) -> Clash:
    parties = tuple(sorted({*one.parties, *other.parties}))
    return replace(one, parties=parties, people=tuple(sorted({*one.people, *other.people})))


def _holds(more: Clash, clash: Clash) -> bool:
    return more.word == clash.word and set(more.items) > set(clash.items)
