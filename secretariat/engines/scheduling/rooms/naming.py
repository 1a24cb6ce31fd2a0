"""A room for each meeting that has a time: one after the other, and where none is free, others make way.

Where all meetings take one slot and nothing ties rooms to each other this is exact: no more, and no weightier, meetings
could be housed (matchings, whose sets of housed meetings are a matroid). Elsewhere ``solver.naming`` goes on.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import pairwise

from secretariat.engines.scheduling.problem import Meeting
from secretariat.engines.scheduling.site import Site
from secretariat.engines.scheduling.starts import slots_in

__all__ = ["Naming"]

# From which meeting something is asked of the room, and for each of its places the places that are left by it.
_Tie = tuple[int, Sequence[int]]


class Naming:
    """Rooms for meetings at given starts, in the making. ``place`` of a meeting is a number of the site, not a room."""

    def __init__(self, site: Site, starts: Sequence[int | None]) -> None:
        self.site = site
        meetings = site.problem.meetings
        self.slots = [_NOWHEN] * len(meetings)
        self.place: list[int | None] = [None] * len(meetings)
        self.holder: list[dict[int, int]] = [{} for _ in site.problem.slots]
        self.taken = [0] * len(site.problem.slots)
        self.last: dict[int, int] = {}
        for index, start in enumerate(starts):
            if start is not None:
                self.slots[index] = _slots(site, index, start)
        self.ties = _ties(site, self.slots)

    def name_all(self) -> tuple[int, ...]:
        """Find a room for each; return those for which there is none, of which none could replace another."""
        for index in self._published():
            self._try(index, 1 << self.site.place_of[self._known(index)])
        for index in self._in_turn():
            if self.place[index] is None:
                self._try(index, self.free_for(index))
        meetings = self.site.problem.meetings
        waiting = [index for index, slots in enumerate(self.slots) if slots and self.place[index] is None]
        for index in sorted(waiting, key=lambda one: _rank(meetings[one]), reverse=True):
            self._make_way(index)
        return tuple(i for i, slots in enumerate(self.slots) if slots and self.place[i] is None)

    def rooms(self) -> tuple[int | None, ...]:
        """The room of each meeting as the problem numbers them."""
        return tuple(None if place is None else self.site.order[place] for place in self.place)

    def add(self, index: int, start: int) -> bool:
        """Give a meeting that had no time a start, if there is a room for it then."""
        self.slots[index] = _slots(self.site, index, start)
        self._tie_one(index)
        if self._try(index, self.free_for(index)) or self._make_way(index, replacing=False):
            return True
        self._untie(index)
        return False

    def drop(self, index: int) -> None:
        """Take the time from a meeting, and the room."""
        self.leave(index)
        self.slots[index] = _NOWHEN

    def drop_untied(self) -> tuple[int, ...]:
        """After meetings were dropped: drop those that are too far from what now comes before or after them."""
        dropped: list[int] = []
        meetings = self.site.problem.meetings
        is_done = not self.site.longest_way
        while not is_done:
            self.ties = _ties(self.site, self.slots)
            is_done = True
            for index, place in enumerate(self.place):
                if place is not None and not self._tied(index, 1 << place):
                    others = [other for other, left in self.ties[index] if self._is_barred(other, left[place])]
                    least = min((index, *others), key=lambda one: _rank(meetings[one]))
                    self.drop(least)
                    dropped.append(least)
                    is_done = False
                    break
        return tuple(dropped)

    def _is_barred(self, other: int, left: int) -> bool:
        there = self.place[other]
        return there is not None and not left >> there & 1

    def _tie_one(self, index: int) -> None:
        """Tie a meeting that was added to those just before and after it, and at the same time."""
        if not self.site.longest_way and not self.site.foes:
            return
        parties = set(self.site.problem.meetings[index].parties)
        concerned = parties.union(*(self.site.foes.get(party, ()) for party in parties))
        some = [
            held if concerned.intersection(meeting.parties) else _NOWHEN
            for held, meeting in zip(self.slots, self.site.problem.meetings, strict=True)
        ]
        for other, left in _ties(self.site, some).get(index, ()):
            self.ties.setdefault(index, []).append((other, left))
            self.ties.setdefault(other, []).append((index, left))

    def places_at(self, index: int, start: int, *, tied: bool = True) -> int:
        """Places in which a meeting without a time could be held from a slot on; not ``tied``: too far ones as well."""
        self.slots[index] = _slots(self.site, index, start)
        if tied:
            self._tie_one(index)
        places = self.free_for(index)
        self._untie(index)
        return places

    def _untie(self, index: int) -> None:
        self.slots[index] = _NOWHEN
        for other, _ in self.ties.pop(index, ()):
            self.ties[other] = [tie for tie in self.ties[other] if tie[0] != index]

    def free_for(self, index: int) -> int:
        """Places that suit a meeting, are open and free, and go with what it is tied to."""
        places = self.site.suiting[index]
        for slot in self.slots[index]:
            if len(self.holder[slot]) >= self.site.limits[slot]:
                return 0
            places &= self.site.open[slot] & ~self.taken[slot]
        return self._tied(index, places)

    def _tied(self, index: int, places: int) -> int:
        for other, left in self.ties.get(index, ()):
            there = self.place[other]
            if there is not None:
                places &= left[there]
        return places

    def _known(self, index: int) -> int:
        published = self.site.problem.published
        room = published.rooms[index] if published else None
        return -1 if room is None else room

    def _published(self) -> list[int]:
        """Meetings that can stay where people know them to be."""
        published = self.site.problem.published
        if published is None:
            return []
        return [
            index
            for index, slots in enumerate(self.slots)
            if slots
            and published.starts[index] == slots[0]
            and self._known(index) >= 0
            and self.free_for(index) >> self.site.place_of[self._known(index)] & 1
        ]

    def _in_turn(self) -> list[int]:
        """Those first that only one room can take, then by time, the hardest to house first, the long ones before."""
        suiting = self.site.suiting
        counts = {places: places.bit_count() for places in set(suiting)}
        held = [index for index, slots in enumerate(self.slots) if slots]
        return sorted(
            held,
            key=lambda index: (
                counts[suiting[index]] > 1,
                self.slots[index][0],
                -len(self.slots[index]),
                counts[suiting[index]],
            ),
        )

    def _try(self, index: int, places: int) -> bool:
        """Take one of some places: where one of its parties was last, else the plainest."""
        places &= self.free_for(index)
        if not places:
            return False
        for party in self.site.problem.meetings[index].parties:
            last = self.last.get(party)
            if last is not None and places >> last & 1:
                self.enter(index, last)
                return True
        self.enter(index, (places & -places).bit_length() - 1)
        return True

    def enter(self, index: int, place: int) -> None:
        self.place[index] = place
        for slot in self.slots[index]:
            self.holder[slot][place] = index
            self.taken[slot] |= 1 << place
        for party in self.site.problem.meetings[index].parties:
            self.last[party] = place

    def leave(self, index: int) -> None:
        place = self.place[index]
        if place is not None:
            for slot in self.slots[index]:
                del self.holder[slot][place]
                self.taken[slot] &= ~(1 << place)
            self.place[index] = None

    def _make_way(self, index: int, *, replacing: bool = True) -> bool:
        """House a meeting by moving others of the same slots from room to room; or else in place of a lesser one."""
        came_from: dict[int, tuple[int, int]] = {}  # A meeting that would leave its place: to whom, and which place.
        waiting, seen = deque([index]), 0
        is_full = any(len(self.holder[slot]) >= self.site.limits[slot] for slot in self.slots[index])
        while waiting:
            mover = waiting.popleft()
            if mover != index and not is_full and (free := self._could_go(mover, index)):
                return self._shift(mover, (free & -free).bit_length() - 1, came_from)
            wanted = self.site.suiting_at(mover, self.slots[mover]) & ~seen
            seen |= wanted
            for place in slots_in(wanted):
                holder = self._only_holder(index, place)
                if holder is not None and holder not in came_from and self.slots[holder] == self.slots[index]:
                    came_from[holder] = (mover, place)
                    waiting.append(holder)
        return replacing and self._replace(index, came_from)

    def _could_go(self, mover: int, index: int) -> int:
        places = self.site.suiting_at(mover, self.slots[mover])
        for slot in self.slots[index]:
            places &= ~self.taken[slot]
        return places

    def _only_holder(self, index: int, place: int) -> int | None:
        holders = {self.holder[slot].get(place) for slot in self.slots[index]}
        return holders.pop() if len(holders) == 1 else None

    def _replace(self, index: int, came_from: dict[int, tuple[int, int]]) -> bool:
        meetings = self.site.problem.meetings
        least = min(came_from, key=lambda one: _rank(meetings[one]), default=None)
        if least is None or _rank(meetings[least]) >= _rank(meetings[index]):
            return False
        mover, place = came_from[least]
        self.leave(least)
        if self._shift(mover, place, came_from):
            return True
        self.enter(least, place)
        return False

    def _shift(self, mover: int, place: int, came_from: dict[int, tuple[int, int]]) -> bool:
        """Move each along the chain to the place that the one before it leaves, unless a tie forbids it."""
        moves = [(mover, place)]
        while mover in came_from:
            mover, place = came_from[mover]
            moves.append((mover, place))
        before = [(each, self.place[each]) for each, _ in moves]
        for each, _ in moves:
            self.leave(each)
        for each, place in moves:
            self.enter(each, place)
        if all(self._tied(each, 1 << place) for each, place in moves):
            return True
        for each, _ in moves:
            self.leave(each)
        for each, old in before:
            if old is not None:
                self.enter(each, old)
        return False


_NOWHEN = range(0)


def _slots(site: Site, index: int, start: int) -> range:
    return range(start, min(start + site.problem.meetings[index].length, len(site.problem.slots)))


def _rank(meeting: Meeting) -> tuple[bool, int]:
    return (meeting.required or meeting.start is not None, meeting.weight)


def _ties(site: Site, slots: Sequence[range]) -> dict[int, list[_Tie]]:
    """What the room of one meeting asks of the room of another: ways that are too long, parties that are kept apart."""
    ties: dict[int, list[_Tie]] = {}
    for one, other, left in (*_by_ways(site, slots), *_by_foes(site, slots)):
        ties.setdefault(one, []).append((other, left))
        ties.setdefault(other, []).append((one, left))
    return ties


def _by_ways(site: Site, slots: Sequence[range]) -> Iterable[tuple[int, int, Sequence[int]]]:
    if not site.longest_way:
        return
    theirs: dict[int, list[int]] = {}
    for index, held in enumerate(slots):
        for party in site.problem.meetings[index].parties if held else ():
            theirs.setdefault(party, []).append(index)
    for meetings in theirs.values():
        for one, other in pairwise(sorted(meetings, key=lambda index: (slots[index][0], slots[index][-1]))):
            minutes = site.problem.slots[slots[other][0]].start - site.problem.slots[slots[one][-1]].end
            if slots[one][-1] < slots[other][0] and minutes < site.longest_way:
                yield one, other, site.reach(minutes)


def _by_foes(site: Site, slots: Sequence[range]) -> Iterable[tuple[int, int, Sequence[int]]]:
    if not site.foes:
        return
    left = [site.every & ~beside for beside in site.beside]
    where: dict[tuple[int, int], int] = {}
    for index, held in enumerate(slots):
        for party in site.problem.meetings[index].parties:
            if party in site.foes:
                where.update(dict.fromkeys(((party, slot) for slot in held), index))
    pairs = {
        tuple(sorted((index, where[foe, slot])))
        for (party, slot), index in where.items()
        for foe in site.foes[party]
        if where.get((foe, slot), index) != index
    }
    for one, other in sorted(pairs):
        yield one, other, left
