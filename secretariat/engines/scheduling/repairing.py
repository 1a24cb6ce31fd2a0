"""A new plan when something has happened to the one that people know: the fewest changed meetings first, then quality.

What can stay stays, time and room. Meetings that cannot are held in another room at the same time if there is one, or
at another time where nobody else has to move, or are left out. Others move only for those that must be held.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from secretariat.engines.scheduling.board import Board
from secretariat.engines.scheduling.check import Violation, score_of, violations
from secretariat.engines.scheduling.greedy import first_starts
from secretariat.engines.scheduling.problem import Meeting, Plan, Problem, Score, Solution
from secretariat.engines.scheduling.rooms import Site, housed, narrowed

__all__ = ["Change", "Repaired", "repair"]

Place = tuple[int | None, int | None]

# What a meeting breaks when only its room is at fault: it can be held at the same time in another.
_OF_ROOMS = frozenset(
    {
        "fixed_room",
        "needs_room",
        "room_twice",
        "room_closed",
        "seats",
        "equipment",
        "booths",
        "language",
        "unknown_room",
    }
)
# Of the time that is given so much goes into the quality of what is placed anew.
_FOR_QUALITY = 0.6
_NOT_LOADED = 0.3


@dataclass(frozen=True)
class Change:
    """A meeting that is held elsewhere now, is left out, or has come in: its start and room before and after."""

    meeting: int
    before: Place
    after: Place
    parties: tuple[int, ...]


@dataclass(frozen=True)
class Repaired:
    """The plan after a repair, what changed for whom, and how many meetings had to change whatever is done."""

    solution: Solution
    changes: tuple[Change, ...]
    least: int = 0


def repair(
    problem: Problem, *, seconds: float = 2.0, seed: int = 0, stop: Callable[[], bool] | None = None
) -> Repaired:
    """A plan that differs from ``problem.published`` in as few meetings as can be.

    Judged by the number of changes first and then by the other tiers. Takes up to ``seconds``, and a tenth of a second
    if nothing is in the way of the plan as it is. Without a published plan everything that is placed is new.
    """
    task = _Task(problem, seconds, seed, stop)
    base = _with_fixed(problem)
    hit = _hit(problem, base)
    least = _must_change(problem, base, hit)
    if hit.all or _could_come_in(problem, base):
        task.offer(_settled(task, base, hit))
        if task.plan is None:
            task.offer(_widened(task, base, hit))
        elif hit.all:
            _improve(task, base, hit)
    else:
        task.offer(base)
    return Repaired(task.solution(least), _changes(problem, task.plan), least)


class _Task:
    """A repair under way: the best legal plan so far, and the time."""

    def __init__(self, problem: Problem, seconds: float, seed: int, stop: Callable[[], bool] | None) -> None:
        self.problem = problem
        self.seed = seed
        self.stop = stop
        self.begun = time.monotonic()
        self.deadline = self.begun + seconds
        self.plan: Plan | None = None
        self.score: Score | None = None
        self.first_seconds: float | None = None

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return max(0.0, self.deadline - time.monotonic())

    def ranks(self, score: Score) -> tuple[int, ...]:
        """What a plan costs here: changes first."""
        return (score.changes, *score.ranked(self.problem.tiers))

    def offer(self, plan: Plan | None) -> None:
        """Keep a plan if it is legal and better."""
        if plan is None or violations(self.problem, plan):
            return
        score = score_of(self.problem, plan)
        if self.score is None or self.ranks(score) < self.ranks(self.score):
            self.plan, self.score = plan, score
            if self.first_seconds is None:
                self.first_seconds = time.monotonic() - self.begun

    def solution(self, least: int) -> Solution:
        """What was found, with what is known of the number of changes."""
        return Solution(
            status="unknown" if self.plan is None else "feasible",
            plan=self.plan,
            score=self.score,
            bound=tuple(least if tier == "changes" else None for tier in self.problem.tiers),
            seconds=time.monotonic() - self.begun,
            first_seconds=self.first_seconds,
        )


@dataclass(frozen=True)
class _Hit:
    """Meetings that cannot stay: those that only need another room, and those that need another time."""

    room: frozenset[int] = frozenset()
    time: frozenset[int] = frozenset()

    @property
    def all(self) -> frozenset[int]:
        """All of them."""
        return self.room | self.time


def _with_fixed(problem: Problem) -> Plan:
    """The published plan, with meetings that have been fixed since where they were fixed."""
    count = len(problem.meetings)
    known = problem.published or Plan((None,) * count, (None,) * count)
    starts = [
        start if meeting.start is None else meeting.start
        for meeting, start in zip(problem.meetings, known.starts, strict=True)
    ]
    rooms = [
        None if start is None or not problem.rooms else (room if meeting.room is None else meeting.room)
        for meeting, start, room in zip(problem.meetings, starts, known.rooms, strict=True)
    ]
    return Plan(tuple(starts), tuple(rooms))


def _hit(problem: Problem, base: Plan) -> _Hit:
    """As few meetings as are to be taken away so that the rest breaks no rule."""
    room: set[int] = set()
    other: set[int] = set()
    plan = base
    # Each round takes at least one meeting away.
    for _ in range(len(problem.meetings) + 1):
        broken = [one for one in violations(problem, plan) if one.code not in {"required", "spread"}]
        found = _cover(problem, plan, broken)
        if not found:
            break
        for code, meeting in found:
            (room if code in _OF_ROOMS else other).add(meeting)
        plan = _without(base, room | other)
    return _Hit(frozenset(room - other), frozenset(other))


def _cover(problem: Problem, plan: Plan, broken: list[Violation]) -> list[tuple[str, int]]:
    """For each broken rule a meeting that breaks it, those first that break most, and are least missed."""
    counts = Counter(meeting for one in broken for meeting in set(one.meetings))
    found: dict[int, str] = {}
    for one in sorted(broken, key=lambda each: len(each.meetings) != 1):
        meetings = one.meetings or _held_in(problem, plan, one.slots)
        spare = len(meetings) - max(one.limit or 0, 0) if one.code == "interpreters" else 1
        for meeting in sorted(meetings, key=lambda each: _importance(problem, each, counts)):
            if spare <= sum(each in found for each in meetings):
                break
            found.setdefault(meeting, one.code)
    return [(code, meeting) for meeting, code in found.items()]


def _importance(problem: Problem, index: int, counts: Counter[int]) -> tuple[bool, bool, int, int]:
    meeting = problem.meetings[index]
    return (meeting.start is not None, meeting.required, -counts[index], meeting.weight)


def _held_in(problem: Problem, plan: Plan, slots: Iterable[int]) -> tuple[int, ...]:
    wanted = set(slots)
    return tuple(
        index
        for index, start in enumerate(plan.starts)
        if start is not None and not wanted.isdisjoint(range(start, start + problem.meetings[index].length))
    )


def _must_change(problem: Problem, base: Plan, hit: _Hit) -> int:
    """How many meetings cannot stay as they are published, each for a reason of its own."""
    known = problem.published
    if known is None:
        return 0
    alone = {
        one.meetings[0] for one in violations(problem, base) if len(one.meetings) == 1 and one.meetings[0] in hit.all
    }
    moved = {
        index
        for index, start in enumerate(known.starts)
        if start is not None and (start != base.starts[index] or (known.rooms[index] != base.rooms[index]))
    }
    return len({index for index in alone | moved if known.starts[index] is not None})


def _without(plan: Plan, meetings: Iterable[int]) -> Plan:
    starts, rooms = list(plan.starts), list(plan.rooms)
    for meeting in meetings:
        starts[meeting] = rooms[meeting] = None
    return Plan(tuple(starts), tuple(rooms))


def _could_come_in(problem: Problem, base: Plan) -> bool:
    """Whether a meeting that is left out has a place where nobody has to move, as far as times go."""
    out = [index for index, start in enumerate(base.starts) if start is None]
    if not out:
        return False
    board = _board(problem, base)
    return any(board.options(index) for index in out)


def _board(problem: Problem, plan: Plan) -> Board:
    board = Board(problem)
    for index, start in enumerate(plan.starts):
        if start is not None:
            board.place(index, start)
    return board


def _kept(problem: Problem, base: Plan, hit: _Hit) -> Problem:
    """The problem in which all stays that can: those that only need a room at their time, if there is any."""
    stays = _without(base, hit.all)
    fixed: dict[int, Place] = {
        index: (start, room) for index, (start, room) in enumerate(zip(stays.starts, stays.rooms, strict=True))
    }
    board = _board(_fixed(problem, fixed), stays) if hit.room else None
    for index in sorted(hit.room, key=lambda each: (-problem.meetings[each].weight, each)):
        start = base.starts[index]
        if board is not None and start is not None and board.options(index) >> start & 1:
            board.place(index, start)
            fixed[index] = (start, None)
    return _fixed(problem, fixed)


def _fixed(problem: Problem, places: dict[int, Place]) -> Problem:
    return replace(
        problem,
        meetings=tuple(
            _pinned(meeting, *places.get(index, (None, None))) for index, meeting in enumerate(problem.meetings)
        ),
    )


def _pinned(meeting: Meeting, start: int | None, room: int | None) -> Meeting:
    if start is None or (meeting.start == start and meeting.room == room):
        return meeting
    return replace(meeting, start=start, room=meeting.room if room is None else room)


def _settled(task: _Task, base: Plan, hit: _Hit) -> Plan:
    """All stays that can; the others where there is room for them."""
    kept = _kept(task.problem, base, hit)
    return housed(Site(kept), first_starts(narrowed(kept)), seconds=task.left / 4).plan


def _improve(task: _Task, base: Plan, hit: _Hit) -> None:
    """Better places for those that are placed anew, while all others stay."""
    kept = _kept(task.problem, base, hit)
    if task.plan is None or task.left < _NOT_LOADED:
        return
    from secretariat.engines.scheduling import search  # noqa: PLC0415 (heavy)

    starts = search.anneal(
        narrowed(kept), starts=task.plan.starts, seconds=_FOR_QUALITY * task.left, seed=task.seed, stop=task.stop
    )
    if starts != task.plan.starts:
        task.offer(housed(Site(kept), starts, seconds=task.left / 2).plan)


def _widened(task: _Task, base: Plan, hit: _Hit) -> Plan | None:
    """Somebody else must move, for what must be held or for the spread: as few as can be found in the time."""
    from secretariat.engines.scheduling import search  # noqa: PLC0415 (heavy)

    problem = task.problem
    # Only what must be held is worth moving others for.
    urgent = replace(
        problem,
        tiers=("unmet", "changes", "breaks"),
        meetings=tuple(replace(meeting, weight=int(meeting.required)) for meeting in problem.meetings),
        published=base,
    )
    starts = first_starts(narrowed(_kept(problem, base, hit)))
    found = search.anneal(
        narrowed(urgent), starts=starts, seconds=_FOR_QUALITY * task.left, seed=task.seed, stop=task.stop
    )
    plan = housed(Site(problem), found, seconds=task.left / 2).plan
    task.offer(plan)
    # With these in place others may come in.
    return _settled(task, plan, _Hit())


def _changes(problem: Problem, plan: Plan | None) -> tuple[Change, ...]:
    if plan is None:
        return ()
    count = len(problem.meetings)
    known = problem.published or Plan((None,) * count, (None,) * count)
    before = zip(known.starts, known.rooms, strict=True)
    after = zip(plan.starts, plan.rooms, strict=True)
    return tuple(
        Change(index, then, now, problem.meetings[index].parties)
        for index, (then, now) in enumerate(zip(before, after, strict=True))
        if then[0] != now[0] or (then[1] is not None and then[1] != now[1])
    )
