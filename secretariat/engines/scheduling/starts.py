"""When meetings can begin, as far as slots, windows and absences go: sets of slots as whole numbers, a bit a slot."""

from collections.abc import Iterable, Iterator

from secretariat.engines.scheduling.problem import Meeting, Problem

__all__ = ["Calendar", "mask_of", "slots_in"]


def mask_of(slots: Iterable[int]) -> int:
    """A set of slots as a number."""
    mask = 0
    for slot in slots:
        mask |= 1 << slot
    return mask


def slots_in(mask: int) -> tuple[int, ...]:
    """The slots in a number, in the order of time."""
    return tuple(_bits(mask))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


class Calendar:
    """The slots of a problem: all of them, those that the next one joins without a pause, who is away when."""

    def __init__(self, problem: Problem) -> None:
        slots = problem.slots
        self.every = (1 << len(slots)) - 1
        self.joined = mask_of(
            index
            for index in range(len(slots) - 1)
            if slots[index].day == slots[index + 1].day and slots[index].end == slots[index + 1].start
        )
        self.away = [mask_of(party.away) for party in problem.parties]
        self.arrivals = [
            mask_of(slot for absence in party.absences if absence.reason == "arrival" for slot in absence.slots)
            for party in problem.parties
        ]
        self._windows: dict[tuple[int, ...], int] = {}

    def held(self, start: int, length: int) -> int:
        """The slots that a meeting takes which begins in one, as far as there are any."""
        return (((1 << length) - 1) << start) & self.every

    def window_of(self, meeting: Meeting) -> int:
        """The slots in which a meeting may lie."""
        if meeting.window is None:
            return self.every
        if meeting.window not in self._windows:
            self._windows[meeting.window] = mask_of(meeting.window)
        return self._windows[meeting.window]

    def present(self, meeting: Meeting) -> int:
        """The slots in which none of its parties is away."""
        away = 0
        for party in meeting.parties:
            away |= self.away[party]
        return self.every & ~away

    def runs(self, mask: int, length: int) -> int:
        """The slots from which so many follow each other within a set, on one day and without a pause."""
        starts = mask
        for _ in range(length - 1):
            if not starts:
                break
            starts = mask & self.joined & (starts >> 1)
        return starts

    def starts_of(self, meeting: Meeting) -> int:
        """The slots in which it can begin by itself: the given one where it is fixed, whatever contradicts it."""
        if meeting.start is not None:
            return 1 << meeting.start
        return self.runs(self.window_of(meeting) & self.present(meeting), meeting.length)
