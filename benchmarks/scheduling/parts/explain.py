"""Why there is no plan: how fast it is told, and whether the wishes told do contradict each other, and none too many.

What is told is checked on the file: all rules but those told of are taken out of it, and the plain model is asked.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from benchmarks.report import Report
from benchmarks.scheduling import b2b, plain
from benchmarks.scheduling.b2b import Instance
from benchmarks.scheduling.options import Options
from benchmarks.scheduling.places import BENCH
from secretariat.engines import scheduling
from secretariat.engines.scheduling import Explanation, Problem, Wish

SECONDS = 2.0
_CHECK_SECONDS = 10.0


@dataclass(frozen=True)
class _Case:
    """An instance that has no plan with this fairness."""

    name: str
    instance: Instance
    spread: int


@dataclass
class _Tally:
    cases: int = 0
    slowest: float = 0.0
    told: int = 0
    minimal: int = 0
    unsure: int = 0
    contradictions: int = 0


def measure(report: Report, options: Options) -> None:
    """Each instance that has no plan."""
    tally = _Tally()
    for case in _cases(options):
        if not tally.cases:
            report.part(f"Explanations of instances without a plan, {SECONDS:.0f} s each")
        tally.cases += 1
        problem = b2b.problem(case.instance, spread=case.spread)
        began = perf_counter()
        told = scheduling.explain(problem, seconds=SECONDS)
        seconds = perf_counter() - began
        tally.slowest = max(tally.slowest, seconds)
        report.note(f"{case.name:<34} {seconds:5.2f} s  {_checked(case, told, tally)}")
    if tally.cases:
        report.exactly("explanations told", tally.told, tally.cases, "")
        report.exactly("minimal: without any one wish a plan exists", tally.minimal, tally.cases, "")
        report.exactly("explanations that do not contradict themselves", tally.contradictions, 0, "")
        report.at_most("slowest explanation", tally.slowest, SECONDS, "s")
        report.note(f"not settled by the plain model in {_CHECK_SECONDS:.0f} s: {tally.unsure}")


def _cases(options: Options) -> Iterator[_Case]:
    fair = _fair() if options.folder is None else {}
    for path in options.files("b2b", ".dzn"):
        instance = b2b.read(path)
        status = b2b.known(instance, options.folder).status
        if status == "infeasible" or (status == "unknown" and _is_impossible(instance)):
            yield _Case(instance.name, instance, b2b.SPREAD)
        for spread in (0, 1):
            if fair.get(f"{instance.name}|d={spread}") == "infeasible":
                yield _Case(f"{instance.name}, fairness {spread}", instance, spread)


def _fair() -> dict[str, str]:
    path: Path = BENCH / "b2b" / "best_known.json"
    data = json.loads(path.read_text(encoding="utf-8"))["fair"] if path.exists() else {}
    return {name: each["status"] for name, each in data.items()}


def _is_impossible(instance: Instance) -> bool:
    return plain.is_possible(b2b.problem(instance), seconds=_CHECK_SECONDS) is False


def _checked(case: _Case, told: Explanation, tally: _Tally) -> str:
    """Whether the plain model finds the same, in words."""
    wishes = told.wishes
    if not wishes:
        return "NOT TOLD"
    tally.told += 1
    words = f"{len(wishes)} wishes: {_counted(wishes)}"
    whole = plain.is_possible(_with_only(case, wishes), seconds=_CHECK_SECONDS)
    if whole:
        tally.contradictions += 1
        return f"{words}; CONTRADICTION, they can all be granted"
    answers = [
        plain.is_possible(_with_only(case, [each for each in wishes if each is not wish]), seconds=_CHECK_SECONDS)
        for wish in wishes
    ]
    tally.unsure += (whole is None) + answers.count(None)
    tally.minimal += all(answers)
    spare = [wish.kind for wish, answer in zip(wishes, answers, strict=True) if answer is False]
    return f"{words}; {'NOT MINIMAL: ' + ', '.join(spare) if spare else 'minimal' if all(answers) else 'not settled'}"


def _counted(wishes: tuple[Wish, ...]) -> str:
    kinds = [wish.kind for wish in wishes]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


def _with_only(case: _Case, wishes: "tuple[Wish, ...] | list[Wish]") -> Problem:
    """The instance with every rule taken out that is not among the wishes."""
    instance = case.instance
    of = {kind: [wish for wish in wishes if wish.kind == kind] for kind in {wish.kind for wish in wishes}}
    fixed = {wish.meetings[0] for wish in of.get("fixed", ())}
    windows = {number for wish in of.get("window", ()) for number in wish.meetings}
    away = {wish.parties[0] for wish in of.get("absence", ())}
    order = {wish.meetings for wish in of.get("after", ())}
    required = {number for wish in of.get("required", ()) for number in wish.meetings}
    easier = replace(
        instance,
        meetings=tuple(
            (one, other, session if number in windows else b2b.EITHER)
            for number, (one, other, session) in enumerate(instance.meetings)
        ),
        forbidden=tuple(slots if party in away else frozenset() for party, slots in enumerate(instance.forbidden)),
        fixed=tuple(slot if number in fixed else -1 for number, slot in enumerate(instance.fixed)),
        before=tuple(
            frozenset(each for each in earlier if (each, number) in order)
            for number, earlier in enumerate(instance.before)
        ),
        tables=instance.tables if "rooms" in of else len(instance.meetings),
    )
    problem = b2b.problem(easier, spread=case.spread if "spread" in of else None)
    meetings = (replace(each, required=number in required) for number, each in enumerate(problem.meetings))
    return replace(problem, meetings=tuple(meetings))
