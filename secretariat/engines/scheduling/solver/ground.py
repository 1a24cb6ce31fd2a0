"""What a model stands on: when each meeting can begin, and what each party is sure to attend."""

from collections.abc import Sequence
from dataclasses import dataclass

from secretariat.engines.scheduling.problem import Problem
from secretariat.engines.scheduling.starts import Calendar, slots_in

__all__ = ["Ground", "ground_of", "is_bound"]


@dataclass(frozen=True)
class Ground:
    """``starts`` of each meeting; those that are ``certain`` are held in every plan; the meetings of each party.

    ``days`` is the day of each slot.
    """

    problem: Problem
    starts: tuple[tuple[int, ...], ...]
    certain: tuple[bool, ...]
    theirs: tuple[tuple[int, ...], ...]
    days: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many pairs of a meeting and a start there are."""
        return sum(map(len, self.starts))

    def held(self, meeting: int, start: int) -> range:
        """The slots that a meeting takes which begins in one."""
        return range(start, min(start + self.problem.meetings[meeting].length, len(self.days)))


def ground_of(problem: Problem, *, is_all: bool = False, starts: Sequence[Sequence[int]] | None = None) -> Ground:
    """What is known of a problem; with ``is_all`` only plans count in which every meeting is held."""
    theirs: list[list[int]] = [[] for _ in problem.parties]
    for index, meeting in enumerate(problem.meetings):
        for party in dict.fromkeys(meeting.parties):
            theirs[party].append(index)
    return Ground(
        problem=problem,
        starts=tuple(map(tuple, starts)) if starts is not None else _starts(problem),
        certain=tuple(is_all or is_bound(problem, index) for index in range(len(problem.meetings))),
        theirs=tuple(map(tuple, theirs)),
        days=tuple(slot.day for slot in problem.slots),
    )


def is_bound(problem: Problem, meeting: int) -> bool:
    """Whether a meeting is held in every plan: it is required, or its time is fixed."""
    return problem.meetings[meeting].required or problem.meetings[meeting].start is not None


def _starts(problem: Problem) -> tuple[tuple[int, ...], ...]:
    calendar = Calendar(problem)
    found = []
    for meeting in problem.meetings:
        starts = slots_in(calendar.starts_of(meeting))
        if meeting.start is not None:
            # What is fixed where it cannot be has no start at all, and the problem no plan.
            free = calendar.window_of(meeting) & calendar.present(meeting)
            last = meeting.start + meeting.length
            held = calendar.held(meeting.start, meeting.length)
            starts = starts if last <= len(problem.slots) and not held & ~free else ()
        found.append(starts)
    return tuple(found)
