"""Repair: what one cancellation, one late arrival and one lost table cost those who know the published plan."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import perf_counter

from benchmarks.report import Report
from benchmarks.scheduling import summit
from benchmarks.scheduling.options import Options
from benchmarks.scheduling.parts.summit import instances
from benchmarks.scheduling.summit import Instance
from secretariat.engines import scheduling
from secretariat.engines.scheduling import Absence, Plan, Problem, Repaired

AT_ONCE, SOON = 0.1, 2.0
_HIT = 4  # So many meetings of the most requested delegation lie before it arrives.


@dataclass(frozen=True)
class _Upset:
    """What happened: the problem as it is now, which meetings it hits, and how long a repair may take."""

    name: str
    problem: Problem
    instance: Instance
    hit: frozenset[int]
    seconds: float


def measure(report: Report, options: Options) -> None:
    """Three upsets of a plan that was published, at each size."""
    found = list(instances(options))
    if not found:
        return
    report.part(
        f"Repair of a plan made in {options.at:.0f} s; changed = begins or is held elsewhere, or is left out now"
    )
    for instance in found:
        problem = summit.problem(instance)
        plan = scheduling.solve(problem, seconds=options.at, seed=options.seed).plan
        if plan is None:
            report.exactly(f"{instance.name}: plans to repair", 0, 1, "")
            continue
        for upset in (
            _cancelled(instance, problem, plan),
            _late(instance, problem, plan),
            _lost(instance, problem, plan),
        ):
            _mend(report, upset)


def _mend(report: Report, upset: _Upset) -> None:
    began = perf_counter()
    repaired = scheduling.repair(upset.problem, seconds=SOON, seed=1)
    seconds = perf_counter() - began
    name, after, before = f"{upset.instance.name}, {upset.name}", repaired.solution.plan, upset.problem.published
    report.at_most(f"{name}: seconds", seconds, upset.seconds, "s")
    if after is None or before is None:
        report.exactly(f"{name}: plans found", 0, 1, "")
        return
    faults = list(scheduling.violations(upset.problem, after))
    judged = summit.judge(upset.instance, after.starts)
    report.exactly(f"{name}: faults", len(faults) + len(judged.faults), 0, "")
    changed = set(_changed(before, after))
    report.at_most(f"{name}: changed, hit {len(upset.hit)}", len(changed), len(upset.hit), "")
    told = {change.meeting for change in repaired.changes if before.starts[change.meeting] is not None}
    report.exactly(f"{name}: changes not told, or told and none", len(told ^ changed), 0, "")
    left_out = sum(after.starts[number] is None for number in changed)
    report.note(
        f"{name}: {len(changed - upset.hit)} changed that were not hit, {left_out} left out now, "
        f"unmet {judged.unmet}, breaks {judged.breaks}{_bound(repaired)}"
    )


def _bound(repaired: Repaired) -> str:
    return f"; proved: {repaired.least} cannot stay as they are"


def _changed(before: Plan, after: Plan) -> Iterator[int]:
    for number, start in enumerate(before.starts):
        if start is not None and (start, before.rooms[number]) != (after.starts[number], after.rooms[number]):
            yield number


def _cancelled(instance: Instance, problem: Problem, plan: Plan) -> _Upset:
    """A meeting in the middle of the list is no longer wanted."""
    gone = next(number for number in range(len(plan.starts) // 2, len(plan.starts)) if plan.starts[number] is not None)
    kept = [number for number in range(len(plan.starts)) if number != gone]
    known = Plan(tuple(plan.starts[number] for number in kept), tuple(plan.rooms[number] for number in kept))
    easier = replace(problem, meetings=tuple(problem.meetings[number] for number in kept), published=known)
    fewer = replace(instance, meetings=tuple(instance.meetings[number] for number in kept))
    return _Upset("one cancellation", easier, fewer, frozenset(), AT_ONCE)


def _late(instance: Instance, problem: Problem, plan: Plan) -> _Upset:
    """The delegation with the most meetings arrives after some of them."""
    held: list[list[tuple[int, int]]] = [[] for _ in problem.parties]
    fixed = {number for number, meeting in enumerate(problem.meetings) if meeting.start is not None}
    for number, start in enumerate(plan.starts):
        if start is not None:
            for party in problem.meetings[number].parties:
                held[party].append((start, number))
    party = max(
        range(len(held)),
        key=lambda each: (not fixed & {number for _start, number in sorted(held[each])[:_HIT]}, len(held[each])),
    )
    hit = sorted(held[party])[:_HIT]
    gone = tuple(range(hit[-1][0] + 1))
    late = replace(problem.parties[party], absences=(*problem.parties[party].absences, Absence(gone, "arrival")))
    parties = tuple(late if number == party else each for number, each in enumerate(problem.parties))
    available = tuple(
        each - frozenset(gone) if number == party else each for number, each in enumerate(instance.available)
    )
    return _Upset(
        "one late arrival",
        replace(problem, parties=parties, published=plan),
        replace(instance, available=available),
        frozenset(number for _start, number in hit),
        SOON,
    )


def _lost(instance: Instance, problem: Problem, plan: Plan) -> _Upset:
    """A table that holds no fixed meeting is lost for good."""
    fixed = {plan.rooms[number] for number, meeting in enumerate(problem.meetings) if meeting.start is not None}
    lost = next((room for room in range(len(problem.rooms)) if room not in fixed), 0)
    closed = replace(problem.rooms[lost], closed=tuple(range(len(problem.slots))))
    rooms = tuple(closed if number == lost else room for number, room in enumerate(problem.rooms))
    return _Upset(
        "one lost table",
        replace(problem, rooms=rooms, published=plan),
        replace(instance, tables=instance.tables - 1),
        frozenset(number for number, room in enumerate(plan.rooms) if room == lost),
        SOON,
    )
