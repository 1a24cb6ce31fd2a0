"""The B2B set: every instance at its best known value or proved to have no plan, and never against what is known."""

from dataclasses import dataclass, field
from functools import partial

from benchmarks.report import Report
from benchmarks.scheduling import b2b
from benchmarks.scheduling.b2b import Instance, Judged, Known
from benchmarks.scheduling.measuring import by_annealing, by_plain_model, ours, when
from benchmarks.scheduling.options import Options
from benchmarks.scheduling.watching import Run

PUBLISHED_SECONDS = 81.0  # UWrMaxSAT, the sum of its times to proof on the 20 originals.
ORIGINALS, EQUAL_THEN, WORSE_THEN = 20, 18, 2
# The baselines run on the originals only, and for as long as the early figure takes: else they need most of the time.
_HEAD = (
    f"{'instance':<30} {'size':>15} {'known':>8} {'ours':>8} {'bound':>6} {'proved':>7} {'early':>6} {'first s':>8}"
    f" {'s':>6} | plain: value, bound, first s, s | annealing: value, first s"
)


@dataclass
class _Tally:
    """What is added up over the instances."""

    at_best: int = 0
    instances: int = 0
    proved: int = 0
    proof_seconds: float = 0.0
    originals: int = 0
    equal_then: int = 0
    worst_then: int = 0
    slowest_first: float = 0.0
    contradictions: list[str] = field(default_factory=list)


def measure(report: Report, options: Options) -> None:
    """All instances asked for."""
    paths = options.files("b2b", ".dzn")
    if not paths:
        return
    report.part(
        f"B2B meetings, fairness {b2b.SPREAD}, {options.seconds:.0f} s; early = breaks after {options.at:.0f} s"
    )
    report.note(_HEAD)
    tally = _Tally()
    for path in paths:
        instance = b2b.read(path)
        known = b2b.known(instance, options.folder)
        run, _silence, wrong = ours(b2b.problem(instance), options, partial(b2b.judge, instance))
        tally.contradictions += _contradictions(instance, known, run, wrong)
        _count(tally, instance, known, run)
        report.note(_line(instance, known, run) + _baselines(instance, options))
    _sum_up(report, tally)


def _line(instance: Instance, known: Known, run: Run[Judged]) -> str:
    best = "none" if known.status == "infeasible" else "?" if known.breaks is None else str(known.breaks)
    proved = "yes" if run.status in {"optimal", "infeasible"} else "no"
    return (
        f"{instance.name:<30} {instance.size:>15} {best:>8} {_value(run.end, run.status):>8} {_bound(run):>6} {proved:>7}"
        f" {_value(run.then, run.status):>6} {when(run.first_seconds):>8} {when(run.seconds):>6}"
    )


def _value(judged: Judged | None, status: str) -> str:
    if judged is None:
        return "none" if status == "infeasible" else "?"
    return f"{judged.breaks} BAD" if judged.faults else str(judged.breaks)


def _bound(run: Run[Judged]) -> str:
    """The bound of the breaks, as far as there is one."""
    return str(run.bound[1]) if len(run.bound) > 1 and run.bound[1] is not None else "-"


def _baselines(instance: Instance, options: Options) -> str:
    if not options.baselines or not instance.name.endswith(".original"):
        return ""
    problem = b2b.problem(instance)
    plain = by_plain_model(problem, options, partial(b2b.judge, instance), seconds=options.at)
    annealed = by_annealing(problem, options, partial(b2b.judge, instance), seconds=options.at)
    return (
        f" | {_value(plain.end, plain.status)}, {_bound(plain)}, {when(plain.first_seconds)}, {when(plain.seconds)}"
        f" | {_value(annealed.end, '')}, {when(annealed.first_seconds)}"
    )


def _contradictions(instance: Instance, known: Known, run: Run[Judged], wrong: list[str]) -> list[str]:
    """Everything in which a run contradicts the file, the literature or itself."""
    found = [f"{instance.name}: the engine's own check finds {', '.join(sorted(set(wrong)))}"] if wrong else []
    for judged in (run.end, run.then):
        found += [f"{instance.name}: {fault}" for fault in judged.faults[:3]] if judged else []
    if run.end is not None:
        found += _against(instance, known, run.end.breaks, run)
    elif run.status == "infeasible" and known.status == "optimal":
        found.append(f"{instance.name}: said to have no plan, but one of {known.breaks} breaks is known")
    return found


def _against(instance: Instance, known: Known, breaks: int, run: Run[Judged]) -> list[str]:
    bound = run.bound[1] if len(run.bound) > 1 and run.bound[1] is not None else 0
    best = breaks if known.breaks is None else known.breaks
    cases = {
        "a plan where none is said to exist": known.status == "infeasible",
        f"{breaks} breaks, fewer than the proved {best}": breaks < best,
        f"a bound of {bound} above the best known {best}": bound > best,
        f"a bound of {bound} above its own plan of {breaks}": bound > breaks,
        f"{breaks} said to be the best, but {best} is known": run.status == "optimal" and breaks > best,
        "said to have no plan, with a plan": run.status == "infeasible",
    }
    return [f"{instance.name}: {words}" for words, is_so in cases.items() if is_so]


def _count(tally: _Tally, instance: Instance, known: Known, run: Run[Judged]) -> None:
    if known.status == "unknown":
        return
    proved = run.status in {"optimal", "infeasible"}
    tally.instances += 1
    is_best = run.end is not None and run.end.breaks == known.breaks
    tally.at_best += is_best or (known.status == "infeasible" and run.status == "infeasible")
    tally.slowest_first = max(tally.slowest_first, run.first_seconds or 0.0)
    if instance.name.endswith(".original"):
        worse = 99 if run.then is None or known.breaks is None else run.then.breaks - known.breaks
        tally.originals += 1
        tally.proved += proved
        tally.proof_seconds += run.seconds
        tally.equal_then += worse == 0
        tally.worst_then = max(tally.worst_then, worse)


def _sum_up(report: Report, tally: _Tally) -> None:
    report.exactly("contradictions to the file, to what is known, or in itself", len(tally.contradictions), 0, "")
    for each in tally.contradictions:
        report.note(f"CONTRADICTION {each}")
    if tally.instances:
        report.exactly("at the best known value, or proved to have no plan", tally.at_best, tally.instances, "")
        report.note(f"slowest first plan: {when(tally.slowest_first)} s")
    if tally.originals:
        share = tally.originals / ORIGINALS
        report.exactly("originals proved", tally.proved, tally.originals, "")
        report.at_most("sum of the times to proof, originals", tally.proof_seconds, PUBLISHED_SECONDS, "s")
        report.note(f"ratio to the published times: {tally.proof_seconds / PUBLISHED_SECONDS:.2f}")
        report.at_least("originals equal to the best known early", tally.equal_then, round(share * EQUAL_THEN), "")
        report.at_most("the most by which one is worse early", tally.worst_then, WORSE_THEN, "breaks")
