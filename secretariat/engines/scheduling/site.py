"""The rooms of a problem as sets, a bit a room, so that what is free for a meeting is found at once.

The rooms are numbered anew: the plainest first, so that what only few rooms have is left for those who need it.
"""

from collections.abc import Iterable
from functools import cached_property

from secretariat.engines.scheduling.capacity import suits
from secretariat.engines.scheduling.problem import Problem
from secretariat.engines.scheduling.starts import mask_of, slots_in

__all__ = ["Site"]


class Site:
    """What is known of rooms before anything has a time: which suit which meeting, are open, are near each other."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        rooms = problem.rooms
        self.order = sorted(range(len(rooms)), key=lambda index: (*_plainness(problem, index), index))
        self.place_of = {room: place for place, room in enumerate(self.order)}
        self.every = (1 << len(rooms)) - 1
        self.open = self._open()
        # Of the rooms that are open so many may be used at once.
        self.limits = [max(0, rooms_open.bit_count() - problem.keep_free) for rooms_open in self.open]
        self.suiting = self._suiting()
        self.weight = sum(meeting.weight for meeting in problem.meetings)
        self.beside = self._beside()
        self.foes = self._foes()
        self._reaches: dict[int, list[int]] = {}

    def _open(self) -> list[int]:
        open_ = [self.every] * len(self.problem.slots)
        for index, room in enumerate(self.problem.rooms):
            for slot in room.closed:
                open_[slot] &= ~(1 << self.place_of[index])
        return open_

    def _suiting(self) -> list[int]:
        """For each meeting the rooms that suit it; alike meetings are judged once."""
        known: dict[tuple[object, ...], int] = {}
        suiting = []
        for meeting in self.problem.meetings:
            need = (meeting.seats, meeting.equipment, meeting.languages, meeting.room)
            if need not in known:
                known[need] = mask_of(
                    place
                    for place, index in enumerate(self.order)
                    if meeting.room in {None, index} and suits(meeting, self.problem.rooms[index])
                )
            suiting.append(known[need])
        return suiting

    def _beside(self) -> list[int]:
        beside = [0] * len(self.order)
        for one, other in self.problem.adjacent:
            here, there = self.place_of[one], self.place_of[other]
            # A room is not beside itself, whatever is said.
            if here != there:
                beside[here] |= 1 << there
                beside[there] |= 1 << here
        return beside

    def _foes(self) -> dict[int, set[int]]:
        foes: dict[int, set[int]] = {}
        for one, other in self.problem.apart if self.problem.adjacent else ():
            foes.setdefault(one, set()).add(other)
            foes.setdefault(other, set()).add(one)
        return foes

    @cached_property
    def ways(self) -> dict[tuple[int, int], int]:
        """Minutes between two places, both ways, where there are any; the last that is said of a pair stands."""
        pairs = {
            frozenset((self.place_of[one], self.place_of[other])): minutes
            for one, other, minutes in self.problem.travel
            if one != other
        }
        found = {}
        for pair, minutes in pairs.items():
            if minutes > 0:
                here, there = sorted(pair)
                found[here, there] = found[there, here] = minutes
        return found

    @cached_property
    def longest_way(self) -> int:
        """The longest time that it takes between two rooms."""
        return max(self.ways.values(), default=0)

    def reach(self, minutes: int) -> list[int]:
        """For each place those that can be reached from it in so many minutes, itself included."""
        if minutes not in self._reaches:
            reach = [self.every] * len(self.order)
            for (here, there), needed in self.ways.items():
                if needed > minutes:
                    reach[here] &= ~(1 << there)
            self._reaches[minutes] = reach
        return self._reaches[minutes]

    def suiting_at(self, meeting: int, slots: Iterable[int]) -> int:
        """The places that suit a meeting and are open all the time."""
        places = self.suiting[meeting]
        for slot in slots:
            places &= self.open[slot]
        return places

    def room(self, places: int) -> int:
        """The room at the only, or the plainest, of some places."""
        return self.order[slots_in(places & -places)[0]]


def _plainness(problem: Problem, index: int) -> tuple[float, ...]:
    room = problem.rooms[index]
    return (room.booths, len(room.equipment), float("inf") if room.seats is None else room.seats)
