"""Whether the data are a problem at all: sizes, indices, numbers, order. What is found here is fatal."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import chain, pairwise

from secretariat.engines.scheduling.faults.fault import Fault
from secretariat.engines.scheduling.problem import TIERS, Meeting, Problem

__all__ = ["LIMITS", "faults_of_shape"]

LIMITS = {"slots": 2_000, "parties": 10_000, "meetings": 50_000, "rooms": 2_000}
# Weights are summed in 64 bits by those who solve, and so are minutes.
_LARGEST = 10**9


def faults_of_shape(problem: Problem) -> tuple[Fault, ...]:
    """What leaves nothing to be solved; later checks rest on earlier ones, so the first that finds anything is all."""
    for part in (_sizes, _indices, _numbers, _order):
        found = tuple(part(problem))
        if found:
            return found
    return ()


def _sizes(problem: Problem) -> Iterator[Fault]:
    for name, limit in LIMITS.items():
        number = len(getattr(problem, name))
        if number > limit:
            yield Fault("too_many", number=number, limit=limit, word=name)
    if not set(problem.tiers) <= set(TIERS) or len(set(problem.tiers)) < len(problem.tiers):
        yield Fault("wrong_tiers")
    published = problem.published
    if published and {len(published.starts), len(published.rooms)} != {len(problem.meetings)}:
        yield Fault("published_shape", number=len(published.starts), limit=len(problem.meetings))


def _indices(problem: Problem) -> Iterator[Fault]:
    slots, parties, rooms = range(len(problem.slots)), range(len(problem.parties)), range(len(problem.rooms))
    yield from _of_meetings(problem)
    for index, party in enumerate(problem.parties):
        for absence in party.absences:
            for fault in _unknown("absences", absence.slots, slots):
                yield replace(fault, parties=(index,))
    for index, room in enumerate(problem.rooms):
        for fault in _unknown("closed", room.closed, slots):
            yield replace(fault, rooms=(index,))
    yield from _unknown("travel", (room for row in problem.travel for room in row[:2]), rooms)
    yield from _unknown("adjacent", chain.from_iterable(problem.adjacent), rooms)
    yield from _unknown("apart", chain.from_iterable(problem.apart), parties)
    if problem.published:
        yield from _unknown("published", _given(problem.published.starts), slots)
        yield from _unknown("published", _given(problem.published.rooms), rooms)


def _of_meetings(problem: Problem) -> Iterator[Fault]:
    slots, parties = range(len(problem.slots)), range(len(problem.parties))
    meetings, rooms = range(len(problem.meetings)), range(len(problem.rooms))
    for index, meeting in enumerate(problem.meetings):
        for name, known in (("parties", parties), ("after", meetings), ("not_next_to", meetings)):
            yield from _unknown(name, getattr(meeting, name), known, (index,))
        for name in ("window", "preferred"):
            yield from _unknown(name, getattr(meeting, name) or (), slots, (index,))
        yield from _unknown("start", _given([meeting.start]), slots, (index,))
        yield from _unknown("room", _given([meeting.room]), rooms, (index,))


def _given(indices: Iterable[int | None]) -> Iterator[int]:
    return (index for index in indices if index is not None)


def _unknown(field: str, given: Iterable[int], known: range, meetings: tuple[int, ...] = ()) -> Iterator[Fault]:
    for index in given:
        if index not in known:
            yield Fault("unknown_index", meetings, number=index, limit=len(known), word=field)


def _numbers(problem: Problem) -> Iterator[Fault]:
    for index, meeting in enumerate(problem.meetings):
        if meeting.length < 1:
            yield Fault("length_below_one", (index,), number=meeting.length)
        for name in ("weight", "seats", "length"):
            yield from _odd(name, getattr(meeting, name), meetings=(index,))
    for index, room in enumerate(problem.rooms):
        for name in ("seats", "booths"):
            yield from _odd(name, getattr(room, name), rooms=(index,))
    for one, other, minutes in problem.travel:
        yield from _odd("travel", minutes, rooms=(one, other))
    for language, number in problem.interpreters.items():
        yield from _odd(language, number)
    yield from _odd("keep_free", problem.keep_free)
    yield from _odd("spread", problem.spread)


def _odd(
    field: str, number: int | None, *, meetings: tuple[int, ...] = (), rooms: tuple[int, ...] = ()
) -> Iterator[Fault]:
    if number is None:
        return
    if number < 0:
        yield Fault("negative", meetings, rooms=rooms, number=number, word=field)
    elif number > _LARGEST:
        yield Fault("too_many", meetings, rooms=rooms, number=number, limit=_LARGEST, word=field)


def _order(problem: Problem) -> Iterator[Fault]:
    yield from _order_of_slots(problem)
    for name in _ABOUT:
        yield from _same_keys(problem, name)
    for index, meeting in enumerate(problem.meetings):
        if len(set(meeting.parties)) < len(meeting.parties):
            twice = tuple(sorted({party for party in meeting.parties if meeting.parties.count(party) > 1}))
            yield Fault("with_itself", (index,), twice)
    circle = _circle(problem.meetings)
    if circle:
        yield Fault("after_in_a_circle", circle)


def _order_of_slots(problem: Problem) -> Iterator[Fault]:
    for index, slot in enumerate(problem.slots):
        if slot.end <= slot.start:
            yield Fault("slot_ends_first", slots=(index,))
    for index, (one, other) in enumerate(pairwise(problem.slots)):
        if other.start < one.end or other.day < one.day:
            yield Fault("slots_in_disorder", slots=(index, index + 1))


_ABOUT: dict[str, Callable[[int, int, str], Fault]] = {
    "parties": lambda one, other, key: Fault("same_key", parties=(one, other), word=key),
    "meetings": lambda one, other, key: Fault("same_key", meetings=(one, other), word=key),
    "rooms": lambda one, other, key: Fault("same_key", rooms=(one, other), word=key),
}


def _same_keys(problem: Problem, name: str) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for index, thing in enumerate(getattr(problem, name)):
        other = first.setdefault(thing.key, index)
        if other != index:
            yield _ABOUT[name](other, index, thing.key)


def _circle(meetings: tuple[Meeting, ...]) -> tuple[int, ...]:
    """Meetings of which each must come after the one before, the first after the last; nothing where there are none."""
    try:
        TopologicalSorter({index: meeting.after for index, meeting in enumerate(meetings)}).prepare()
    except CycleError as error:
        return tuple(error.args[1][:-1])
    return ()
