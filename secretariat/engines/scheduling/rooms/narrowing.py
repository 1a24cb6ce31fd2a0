"""What rooms say about times before any is given: the windows of meetings, narrowed to slots in which they have one.

Whoever looks for slots does so in the narrowed problem, and finds fewer plans that no rooms can be found for.
"""

from dataclasses import replace

from secretariat.engines.scheduling.problem import Problem
from secretariat.engines.scheduling.site import Site
from secretariat.engines.scheduling.starts import Calendar, mask_of, slots_in

__all__ = ["narrowed"]


def narrowed(problem: Problem) -> Problem:
    """The same problem, with no slot in a window in which no room is open for it, or from which none can be reached.

    Every plan that is legal in the one is legal in the other.
    """
    if not problem.rooms:
        return problem
    site, calendar = Site(problem), Calendar(problem)
    barred = _closed(site)
    for index, slots in _out_of_reach(site, calendar).items():
        barred[index] = barred.get(index, 0) | slots
    meetings = list(problem.meetings)
    for index, slots in barred.items():
        meeting = meetings[index]
        # What is fixed stays as it is: that it contradicts itself is for others to say.
        if meeting.start is None and (window := calendar.window_of(meeting)) & slots:
            meetings[index] = replace(meeting, window=slots_in(window & ~slots))
    return replace(problem, meetings=tuple(meetings))


def _closed(site: Site) -> dict[int, int]:
    """Slots in which all rooms are closed that suit a meeting."""
    if all(open_ == site.every for open_ in site.open):
        known = {places: 0 if places else (1 << len(site.open)) - 1 for places in set(site.suiting)}
    else:
        known = {
            places: mask_of(slot for slot, open_ in enumerate(site.open) if not places & open_)
            for places in set(site.suiting)
        }
    return {index: known[places] for index, places in enumerate(site.suiting) if known[places]}


def _out_of_reach(site: Site, calendar: Calendar) -> dict[int, int]:
    """Slots too close to a fixed meeting of one of its parties, as the rooms of the two are too far from each other."""
    found: dict[int, int] = {}
    if not site.longest_way:
        return found
    meetings = site.problem.meetings
    fixed: dict[int, list[int]] = {}
    free: dict[int, list[int]] = {}
    for index, meeting in enumerate(meetings):
        for party in meeting.parties:
            (free if meeting.start is None else fixed).setdefault(party, []).append(index)
    ways = _Ways(site)
    for party, theirs in fixed.items():
        for index in theirs:
            held = calendar.held(meetings[index].start or 0, meetings[index].length)
            for other in free.get(party, ()):
                needed = ways.least(site.suiting[index], site.suiting[other])
                if needed:
                    found[other] = found.get(other, 0) | ways.too_close(held, needed)
    return found


class _Ways:
    """How long it takes at least from one of some rooms to one of others, by the way that is shortest in all."""

    def __init__(self, site: Site) -> None:
        self.slots = site.problem.slots
        self.kind_of, self.minutes = _shortest(site)
        self._least: dict[tuple[int, int], int] = {}
        self._close: dict[tuple[int, int], int] = {}

    def least(self, some: int, others: int) -> int:
        """Minutes; nothing where one room can be the same."""
        if some & others or not some or not others:
            return 0
        if (some, others) not in self._least:
            here = {self.kind_of[place] for place in slots_in(some)}
            there = {self.kind_of[place] for place in slots_in(others)}
            self._least[some, others] = min(self.minutes[one][other] for one in here for other in there)
        return self._least[some, others]

    def too_close(self, held: int, needed: int) -> int:
        """Slots that end or begin less than so many minutes from a stretch of slots, outside it."""
        if (held, needed) not in self._close:
            stretch = slots_in(held)
            start, end = self.slots[stretch[0]].start, self.slots[stretch[-1]].end
            self._close[held, needed] = mask_of(
                index
                for index, slot in enumerate(self.slots)
                if start - needed < slot.end <= start or end <= slot.start < end + needed
            )
        return self._close[held, needed]


# More kinds of rooms than this take too long to compare; then nothing is narrowed.
_MOST_KINDS = 100


def _shortest(site: Site) -> tuple[list[int], list[list[int]]]:
    """The kind of each place, and the minutes between kinds when one may go by way of others (Floyd, Warshall).

    Places from which all others are as far are one kind. Going by others makes no rule stricter than it is.
    """
    count = range(len(site.order))
    rows = [tuple(site.ways.get((here, there), 0) for there in count) for here in count]
    kinds = {row: number for number, row in enumerate(dict.fromkeys(rows))}
    first = [rows.index(row) for row in kinds]
    if len(kinds) > _MOST_KINDS:
        return [0] * len(rows), [[0]]
    minutes = [[site.ways.get((one, other), 0) for other in first] for one in first]
    for middle in range(len(minutes)):
        through = minutes[middle]
        for row in minutes:
            way = row[middle]
            row[:] = [min(known, way + further) for known, further in zip(row, through, strict=True)]
    return [kinds[row] for row in rows], minutes
