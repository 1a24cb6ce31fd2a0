"""CoSPLib: legal schedules of real conferences, against those that the library's authors published."""

from dataclasses import dataclass

from benchmarks.report import Report
from benchmarks.scheduling import cosplib
from benchmarks.scheduling.cosplib import Conference
from benchmarks.scheduling.cosplib_judge import Judged, judge
from benchmarks.scheduling.measuring import when
from benchmarks.scheduling.options import Options
from benchmarks.scheduling.places import BENCH
from benchmarks.scheduling.watching import Run, Watch, judged
from secretariat.engines.scheduling import placing
from secretariat.engines.scheduling.placement import Plan, Progress

# By the library's own checker under all weights; where a folder holds published schedules, they are judged anew.
EXACT = {"N2OR": 2, "GECCO19": 1_000_116, "GECCO20": 6_298, "OR60F": 1_664}
_HEAD = (
    f"{'instance':<20} {'size':>15} {'published':>10} {'extended':>10} {'ours':>10} {'bound':>8} {'proved':>7} {'early':>10}"
    f" {'first s':>8} {'s':>6}  ratio; what it is made of"
)


@dataclass(frozen=True)
class _Published:
    """What the published schedules of an instance cost, judged anew."""

    exact: int | None
    extended: int | None


def measure(report: Report, options: Options) -> None:
    """Each conference asked for."""
    paths = [path for path in options.files("conf/cosplib/Dataset", ".xlsx") if cosplib.is_conference(path)]
    if not paths:
        return
    report.part(f"CoSPLib, {options.seconds:.0f} s; early = after {options.at:.0f} s")
    placing.warm_up()
    report.note("The published schedules of the exact model are the anchor here; the two baselines do not run.")
    report.note(_HEAD)
    misfits: list[str] = []
    for path in paths:
        conference = cosplib.read(path)
        published = _published(report, conference, options)
        run = _ours(conference, options)
        report.note(_line(conference, published, run))
        misfits += _misfits(conference, run)
        if published.exact is not None and run.end is not None:
            report.at_most(f"{conference.name}: cost, published", run.end.cost, published.exact, "")
    report.exactly("faults of the schedules", len(misfits), 0, "")
    for each in misfits[:20]:
        report.note(f"CONTRADICTION {each}")


def _ours(conference: Conference, options: Options) -> Run[Judged]:
    problem, watch = cosplib.problem(conference), Watch(options.at)
    plans: dict[int, Plan] = {}

    def keep(plan: Plan) -> None:
        plans[len(plans)] = plan
        watch.found((len(plans) - 1,))

    def heard(progress: Progress) -> None:
        if progress.plan is not None:
            keep(progress.plan)

    found = placing.place(problem, seconds=options.seconds, seed=options.seed, on_progress=heard)
    if found.plan is not None and (not plans or plans[len(plans) - 1] != found.plan):
        keep(found.plan)
    return judged(
        watch,
        found.status,
        (found.bound,),
        lambda number: judge(conference, cosplib.schedule_of(conference, plans[number[0] or 0])),
    )


def _published(report: Report, conference: Conference, options: Options) -> _Published:
    """The published schedules, judged; that of the public set must cost what is known of it."""
    costs: list[int | None] = []
    for kind in ("Exact Model", "Extended Model"):
        folder = options.folder or BENCH / "conf" / "cosplib"
        path = next(iter(sorted(folder.rglob(f"{kind}/{conference.name}Solution.xlsx"))), None)
        found = None if path is None else judge(conference, cosplib.read_schedule(path, conference))
        costs.append(None if found is None or found.faults else found.cost)
    known = EXACT.get(conference.name)
    if known is not None and costs[0] is not None:
        report.exactly(f"{conference.name}: the published schedule as this judge counts it", costs[0], known, "")
    return _Published(known if costs[0] is None else costs[0], costs[1])


def _misfits(conference: Conference, run: Run[Judged]) -> list[str]:
    if run.end is None:
        return [f"{conference.name}: no schedule"]
    faults = [f"{conference.name}: {fault}" for fault in run.end.faults]
    bound = run.bound[0] if run.bound else None
    if bound is not None and bound > run.end.cost:
        faults.append(f"{conference.name}: a bound of {bound} above its own schedule of {run.end.cost}")
    return faults


def _line(conference: Conference, published: _Published, run: Run[Judged]) -> str:
    end, then = run.end, run.then
    cost = end.cost if end else None
    ratio = f"{cost / published.exact:.4f}" if cost is not None and published.exact else "-"
    terms = ", ".join(f"{name} {value}" for name, value in (end.terms if end else {}).items() if value)
    return (
        f"{conference.name:<20} {conference.size:>15} {_told(published.exact):>10} {_told(published.extended):>10}"
        f" {_told(cost):>10} {_told(run.bound[0] if run.bound else None):>8}"
        f" {'yes' if run.status == 'optimal' else 'no':>7} {_told(then.cost if then else None):>10}"
        f" {when(run.first_seconds):>8} {when(run.seconds):>6}  {ratio}; {terms}"
    )


def _told(number: int | None) -> str:
    return "-" if number is None else str(number)
