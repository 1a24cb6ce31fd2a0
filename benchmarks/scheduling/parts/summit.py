"""The summit set: bilaterals of 60, 120 and 190 delegations, the last with more wishes than tables."""

from collections.abc import Iterator
from functools import partial

from benchmarks.report import Report
from benchmarks.scheduling import summit
from benchmarks.scheduling.measuring import by_annealing, by_plain_model, ours, when
from benchmarks.scheduling.options import Options
from benchmarks.scheduling.relaxing import least_unmet
from benchmarks.scheduling.summit import Instance, Judged
from benchmarks.scheduling.watching import Run

FIRST = 0.2
SILENCE = 1.0
_HEAD = (
    f"{'instance':<20} {'size':>15} {'bound':>6} {'ours: unmet/breaks/most':>24} {'proved':>7} {'early':>14} {'first s':>8}"
    f" {'s':>6} | plain | annealing, early, first s"
)


def instances(options: Options) -> Iterator[Instance]:
    """The one that is given, and the larger ones made by the recipe; or those that somebody keeps apart."""
    for path in options.files("summit", ".json"):
        if summit.is_summit(path):
            yield summit.read(path)
    if options.folder is None:
        for delegations, (meetings, tables) in list(summit.SIZES.items())[1:]:
            made = summit.make(delegations, meetings, tables, options.seed)
            if options.wants(made.name):
                yield made


def measure(report: Report, options: Options) -> None:
    """Each instance, then its targets."""
    found = list(instances(options))
    if not found:
        return
    report.part(f"Summit bilaterals, {options.seconds:.0f} s; early = after {options.at:.0f} s")
    report.note(_HEAD)
    for instance in found:
        problem = summit.problem(instance)
        relaxed = least_unmet(instance)
        run, silence, wrong = ours(problem, options, partial(summit.judge, instance))
        report.note(_line(instance, relaxed, run) + _baselines(instance, options))
        faults = [*wrong, *(run.end.faults if run.end else ()), *(run.then.faults if run.then else ())]
        report.exactly(f"{instance.name}: faults of its plans", len(faults), 0, "")
        for each in faults[:5]:
            report.note(f"CONTRADICTION {instance.name}: {each}")
        if run.end is not None and run.then is not None:
            _judge(report, instance, (run, run.end, run.then), relaxed)
            report.at_most(f"{instance.name}: longest time without a word", silence, SILENCE, "s")
        else:
            report.exactly(f"{instance.name}: plans found", 0, 1, "")


def _judge(report: Report, instance: Instance, found: tuple[Run[Judged], Judged, Judged], relaxed: int) -> None:
    run, end, then = found
    name = instance.name
    if end.unmet < relaxed or (run.bound and run.bound[0] is not None and run.bound[0] > end.unmet):
        report.exactly(f"{name}: CONTRADICTION, below a bound", 1, 0, "")
    report.at_most(f"{name}: first legal plan", run.first_seconds or 99.0, FIRST, "s")
    delegations = len(instance.available)
    if delegations <= 60:
        report.at_most(f"{name}: unmet and breaks", end.unmet + end.breaks, 0, "")
        report.exactly(f"{name}: proved", int(run.status == "optimal"), 1, "")
        report.at_most(f"{name}: seconds", run.seconds, 10.0, "s")
    elif relaxed == 0:
        report.exactly(f"{name}: unmet", end.unmet, 0, "")
        report.at_most(f"{name}: breaks early", then.breaks if then.unmet == 0 else 999, 40, "")
        report.at_most(f"{name}: breaks at the end", end.breaks, 5, "")
    else:
        report.at_most(f"{name}: unmet early, above the relaxation of {relaxed}", _above(then, relaxed), 2.0, "%")
        report.at_most(f"{name}: unmet at the end, above it", _above(end, relaxed), 0.5, "%")
        report.at_most(f"{name}: breaks at the end", end.breaks, 46, "")


def _above(judged: Judged, relaxed: int) -> float:
    """By how many parts in a hundred more is left out."""
    return round(100 * (judged.unmet / relaxed - 1), 3)


def _line(instance: Instance, relaxed: int, run: Run[Judged]) -> str:
    proved = "yes" if run.status == "optimal" else "no"
    return (
        f"{instance.name:<20} {instance.size:>15} {relaxed:>6} {_value(run.end):>24} {proved:>7} {_value(run.then):>14}"
        f" {when(run.first_seconds):>8} {when(run.seconds):>6}"
    )


def _value(judged: Judged | None) -> str:
    if judged is None:
        return "?"
    return f"{judged.unmet}/{judged.breaks}/{judged.most_breaks}" + (" BAD" if judged.faults else "")


def _baselines(instance: Instance, options: Options) -> str:
    """The plain model is run where it can do something in the time: on the smallest only."""
    if not options.baselines:
        return ""
    problem = summit.problem(instance)
    annealed = by_annealing(problem, options, partial(summit.judge, instance), seconds=options.seconds)
    told = f"{_value(annealed.end)}, {_value(annealed.then)}, {when(annealed.first_seconds)}"
    if len(instance.available) > 120:
        return f" | too large | {told}"
    plain = by_plain_model(problem, options, partial(summit.judge, instance), seconds=options.seconds)
    return f" | {_value(plain.end)} | {told}"
