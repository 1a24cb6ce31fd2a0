"""How many of which meetings there is room for at once: what is to be kept while nobody has a room yet.

Rooms are given after slots, and that goes well only if no slot holds more meetings than there are rooms that suit
them. Meetings that the same rooms suit are one kind. For each union of such sets of rooms (Hall) the meetings that no
room outside it suits are counted; for each language those that need its interpreters.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from secretariat.engines.scheduling.problem import Meeting, Problem, Room

__all__ = ["Capacity", "capacities", "suits"]

# Unions of sets of rooms grow without end where rooms differ in many ways; so many are looked at.
_MOST_UNIONS = 48


@dataclass(frozen=True)
class Capacity:
    """At most ``places[slot]`` of these meetings can be held in a slot."""

    meetings: tuple[int, ...]
    places: tuple[int, ...]


def capacities(problem: Problem) -> tuple[Capacity, ...]:
    """What limits how many meetings are held at once; those that can never be exceeded are left out."""
    return (*_of_rooms(problem), *_of_interpreters(problem))


def suits(meeting: Meeting, room: Room) -> bool:
    """Whether a room has what a meeting needs, apart from being free."""
    languages = set(meeting.languages)
    return (
        (room.seats is None or meeting.seats <= room.seats)
        and set(meeting.equipment) <= set(room.equipment)
        and len(languages) <= room.booths
        and (not room.languages or languages <= set(room.languages))
    )


def _of_rooms(problem: Problem) -> Iterable[Capacity]:
    if not problem.rooms:
        return
    kinds = _kinds(problem)
    everywhere = (1 << len(problem.rooms)) - 1
    shut = [0] * len(problem.slots)
    for index, room in enumerate(problem.rooms):
        for slot in set(room.closed):
            shut[slot] |= 1 << index
    for union in _unions(kinds, everywhere):
        meetings = sorted(index for kind, theirs in kinds.items() if not kind & ~union for index in theirs)
        free = [(union & ~closed).bit_count() for closed in shut]
        if problem.keep_free:
            # So many rooms stay empty, whichever they are.
            open_ = [len(problem.rooms) - closed.bit_count() for closed in shut]
            free = [min(some, max(0, all_ - problem.keep_free)) for some, all_ in zip(free, open_, strict=True)]
        if len(meetings) > min(free, default=0):
            yield Capacity(tuple(meetings), tuple(free))


def _kinds(problem: Problem) -> dict[int, list[int]]:
    """Meetings by the set of rooms that suit them, as bits."""
    needs: dict[tuple[object, ...], int] = {}
    kinds: dict[int, list[int]] = defaultdict(list)
    for index, meeting in enumerate(problem.meetings):
        need = (meeting.seats, frozenset(meeting.equipment), frozenset(meeting.languages), meeting.room)
        if need not in needs:
            needs[need] = sum(
                1 << number
                for number, room in enumerate(problem.rooms)
                if meeting.room in {None, number} and suits(meeting, room)
            )
        kinds[needs[need]].append(index)
    return kinds


def _unions(kinds: Iterable[int], everywhere: int) -> list[int]:
    """All rooms first, then each kind, then what they make together, as far as it goes."""
    unions = dict.fromkeys((everywhere, *kinds))
    singles = list(unions)
    waiting = list(unions)
    while waiting and len(unions) < len(singles) + _MOST_UNIONS:
        one = waiting.pop(0)
        for other in singles:
            # Two sets that share no room limit nothing together that they do not limit apart.
            if one & other and one | other not in unions:
                unions[one | other] = None
                waiting.append(one | other)
    return list(unions)


def _of_interpreters(problem: Problem) -> Iterable[Capacity]:
    spoken: dict[str, list[int]] = defaultdict(list)
    for index, meeting in enumerate(problem.meetings):
        for language in sorted(set(meeting.languages)):
            spoken[language].append(index)
    for language, meetings in spoken.items():
        limit = problem.interpreters.get(language, 0)
        if len(meetings) > limit:
            yield Capacity(tuple(meetings), (limit,) * len(problem.slots))
