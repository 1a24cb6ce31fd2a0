"""What must be true across the programme of a conference file: rooms that exist, ends after starts, two who meet."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from secretariat.engines.conferencefile.parsing import Keyed, Listed
from secretariat.engines.conferencefile.problems import N_, Path, Problem, shortened, spoken
from secretariat.engines.conferencefile.values import moment_of
from secretariat.engines.conferencefile.walking import EACH, at, once, repeated_in, words_at

_TURNS = ("programme", EACH, "speakers", "turns")
# Where the programme names a party by its code.
_CODES: tuple[tuple[str, ...], ...] = (
    ("programme", EACH, "must_attend", EACH, "party"),
    ("programme", EACH, "chair", "party"),
    (*_TURNS, EACH, "party"),
    ("timetable", "apart", EACH, EACH),
    ("stays", EACH, "party"),
    ("bilaterals", EACH, "asking"),
    ("bilaterals", EACH, "asked"),
    ("publications", EACH, "entries", EACH, "delegations", EACH),
    ("publications", EACH, "entries", EACH, "delegates", EACH, "party"),
    ("publications", EACH, "entries", EACH, "chair", "party"),
)
# Where it names a room.
_ROOMS: tuple[tuple[str, ...], ...] = (
    ("programme", EACH, "room"),
    ("timetable", "rooms", EACH, "one"),
    ("timetable", "rooms", EACH, "other"),
    ("timetable", "closures", EACH, "room"),
    ("bilaterals", EACH, "place", "room"),
    ("publications", EACH, "entries", EACH, "room"),
)
_ITEMS: tuple[tuple[str, ...], ...] = (
    ("programme", EACH, "items", EACH),
    ("publications", EACH, "entries", EACH, "items", EACH),
)
# Where something begins and ends, with its keys for that.
_PERIODS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("programme", EACH), "starts", "ends"),
    (("timetable", "hours", EACH), "starts", "ends"),
    (("timetable", "closures", EACH), "starts", "ends"),
    (("stays", EACH), "arrives", "departs"),
    (("stays", EACH, "blocked", EACH), "starts", "ends"),
    (("bilaterals", EACH), "after", "until"),
    (("bilaterals", EACH, "proposal"), "after", "until"),
    (("bilaterals", EACH, "place"), "starts", "ends"),
    (("publications", EACH, "entries", EACH), "starts", "ends"),
)
_ONCE: tuple[tuple[str, ...], ...] = (
    ("programme", EACH, "items"),
    ("timetable", "apart", EACH),
    ("publications", EACH, "entries", EACH, "delegations"),
)


def across_the_programme(data: Keyed) -> Iterator[Problem]:
    """Find what is wrong between the parts of the programme; parts malformed in themselves are passed over."""
    message = N_("the agenda item %(what)s is given already, on line %(first)s")
    yield from once(at(data, ("agenda", EACH, "number")), message)
    message = N_("the session %(what)s is given already, on line %(first)s")
    yield from once(at(data, ("programme", EACH, "key")), message)
    message = N_("the stay of %(what)s is given already, on line %(first)s")
    yield from once(at(data, ("stays", EACH, "party")), message)
    for listed in _ONCE:
        for path, values, _line in at(data, listed):
            if isinstance(values, Listed):
                yield from repeated_in(values, path)
    yield from _periods(data)
    yield from _rooms(data)
    yield from _pairs(data)
    yield from _floors(data)
    yield from _items(data)
    yield from _meetings_of_two(data)
    yield from _places(data)


def codes_in_the_programme(data: Keyed) -> Iterator[tuple[Path, str, int]]:
    """Every code of a party that the programme uses, with its place and line."""
    return words_at(data, _CODES)


def _periods(data: Keyed) -> Iterator[Problem]:
    for place, first, last in _PERIODS:
        for path, part, _line in at(data, place):
            if not isinstance(part, Keyed):
                continue
            starts, ends = part.get(first), part.get(last)
            if first == "starts" and (starts is None) != (ends is None):
                given = first if ends is None else last
                message = N_("what begins also ends: starts and ends are given together")
                yield Problem(part.lines[given], spoken((*path, given)), message)
            elif _is_later(starts, ends):
                message = N_("this ends at %(ends)s, before it begins at %(starts)s")
                values = {"ends": shortened(ends), "starts": shortened(starts)}
                yield Problem(part.lines[last], spoken((*path, last)), message, values)
            elif place[0] == "timetable" and place[1] == "hours" and _is_long(starts, ends):
                message = N_("hours of bilateral meetings last a day at most")
                yield Problem(part.lines[last], spoken((*path, last)), message)


def _is_later(one: Any, other: Any) -> bool:
    """Whether the first of two moments is not before the second; what is no moment is told elsewhere."""
    first, second = moment_of(one), moment_of(other)
    return first is not None and second is not None and second <= first


def _is_long(one: Any, other: Any) -> bool:
    """Whether more than a day lies between two moments: every minute of it would become a slot."""
    first, second = moment_of(one), moment_of(other)
    return first is not None and second is not None and second - first > timedelta(days=1)


def _rooms(data: Keyed) -> Iterator[Problem]:
    rooms = [room for _path, room, _line in at(data, ("conference", "rooms", EACH))]
    names = {name for room in rooms if isinstance(room, Keyed) for name in _words(room.get("name"))}
    for place in _ROOMS:
        for path, room, line in at(data, place):
            is_number = isinstance(room, int) and not isinstance(room, bool)
            if (is_number and room > len(rooms)) or (isinstance(room, str) and room not in names):
                message = N_("there is no room %(room)s under conference.rooms")
                yield Problem(line, spoken(path), message, {"room": shortened(str(room))})


def _pairs(data: Keyed) -> Iterator[Problem]:
    """Two rooms, and two parties that are kept apart, are paired once; a room is paired with another than itself."""
    places = _places_of_rooms(data)
    seen: set[frozenset[Any]] = set()
    for path, pair, _line in at(data, ("timetable", "rooms", EACH)):
        if isinstance(pair, Keyed) and all(isinstance(pair.get(end), int | str) for end in ("one", "other")):
            ends = frozenset(places.get(pair[end], pair[end]) for end in ("one", "other"))
            if len(ends) < 2 or ends in seen:
                yield _again(pair.lines["other"], (*path, "other"), pair["other"])
            seen.add(ends)
    for path, parties, line in at(data, ("timetable", "apart", EACH)):
        if isinstance(parties, Listed) and all(isinstance(each, str) for each in parties):
            if frozenset(parties) in seen:
                yield _again(line, path, " – ".join(parties))
            seen.add(frozenset(parties))


def _places_of_rooms(data: Keyed) -> dict[Any, int]:
    """Where each room stands in the list, by its name where one room alone has it."""
    found: dict[Any, int] = {}
    several: set[str] = set()
    for place, (_path, room, _line) in enumerate(at(data, ("conference", "rooms", EACH)), start=1):
        for name in {*_words(room.get("name"))} if isinstance(room, Keyed) else ():
            several |= {name} & found.keys()
            found[name] = place
    return {name: place for name, place in found.items() if name not in several}


def _floors(data: Keyed) -> Iterator[Problem]:
    """Of those on one list, one at a time has the floor."""
    for path, turns, _line in at(data, _TURNS):
        spoken_by = [number for number, turn in enumerate(turns) if _speaks(turn)] if isinstance(turns, Listed) else []
        for number in spoken_by[1:]:
            yield _again(turns[number].lines["state"], (*path, number, "state"), "speaking")


def _speaks(turn: Any) -> bool:
    return isinstance(turn, Keyed) and turn.get("state") == "speaking"


def _again(line: int, path: Path, value: Any) -> Problem:
    message = N_("%(value)s stands in this list already")
    return Problem(line, spoken(path), message, {"value": shortened(str(value))})


def _words(name: Any) -> Iterator[str]:
    if isinstance(name, str):
        yield name
    elif isinstance(name, Keyed):
        yield from (each for each in name.values() if isinstance(each, str))


def _items(data: Keyed) -> Iterator[Problem]:
    numbers = {str(number) for _path, number, _line in at(data, ("agenda", EACH, "number"))}
    for place in _ITEMS:
        for path, number, line in at(data, place):
            if isinstance(number, str | int) and str(number) not in numbers:
                message = N_("there is no item %(number)s in the agenda of this file")
                yield Problem(line, spoken(path), message, {"number": shortened(str(number))})


def _meetings_of_two(data: Keyed) -> Iterator[Problem]:
    """Nobody meets itself; of two parties one waits for the other, and one asks for one meeting at a time."""
    first: dict[tuple[object, ...], int] = {}
    for path, bilateral, line in at(data, ("bilaterals", EACH)):
        for what in _what_is_open(bilateral):
            if what in first:
                message = N_("between these two another request is open already, on line %(first)s")
                yield Problem(line, spoken(path), message, {"first": str(first[what])})
                break
            first[what] = line
        if isinstance(bilateral, Keyed) and bilateral.get("asking") == bilateral.get("asked") is not None:
            values = {"party": shortened(bilateral["asked"])}
            message = N_("%(party)s cannot meet itself")
            yield Problem(bilateral.lines["asked"], spoken((*path, "asked")), message, values)


def _what_is_open(bilateral: Any) -> Iterator[tuple[object, ...]]:
    """What may be there once as long as a request is open: it in its direction, and an answer that is waited for."""
    if not isinstance(bilateral, Keyed):
        return
    asking, asked, state = bilateral.get("asking"), bilateral.get("asked"), bilateral.get("state", "asked")
    if not isinstance(asking, str) or not isinstance(asked, str) or state not in {"asked", "proposed", "accepted"}:
        return
    yield "open", asking, asked
    if state != "accepted":
        yield "unanswered", *sorted((asking, asked))


def _places(data: Keyed) -> Iterator[Problem]:
    """Places in lists of the file: turns that are answered come before, bilateral meetings of versions are there."""
    for path, place, line in at(data, (*_TURNS, EACH, "answers")):
        if isinstance(place, int) and place > int(path[-2]):
            values = {"place": str(place), "turn": str(int(path[-2]) + 1)}
            message = N_("this is turn %(turn)s; it can answer only an earlier one, not turn %(place)s")
            yield Problem(line, spoken(path), message, values)
    bilaterals = data.get("bilaterals")
    most = len(bilaterals) if isinstance(bilaterals, Listed) else 0
    for path, place, line in at(data, ("publications", EACH, "entries", EACH, "bilateral")):
        if isinstance(place, int) and place > most:
            values = {"place": str(place), "most": str(most)}
            message = N_("there is no bilateral meeting %(place)s; the list has %(most)s")
            yield Problem(line, spoken(path), message, values)
    seen: dict[int, int] = {}
    for path, number, line in at(data, ("publications", EACH, "number")):
        if isinstance(number, int) and number in seen:
            values = {"number": str(number), "first": str(seen[number])}
            message = N_("version %(number)s is given already, on line %(first)s")
            yield Problem(line, spoken(path), message, values)
        elif isinstance(number, int):
            seen[number] = line
