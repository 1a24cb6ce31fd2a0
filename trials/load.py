"""``python -m trials.load [--database postgres]``: how many the house bears on opening day.

A house is served as ever (two processes, the worker beside them) with a conference of 120 delegations, 1,560 delegates
and four doors that opens today. Locust lets people come: the public, focal points, tablets at the doors, programs and
the secretariat (``trials/load_profile.py`` says how many of each, and what each does). Step by step there are more, until
an answer is wrong or the slowest hundredth of some kind of request takes longer than half a second; then the place
between is looked for by halves. Ends with 1 if the lowest step is not borne.

With ``--hold MINUTES --users N`` the number stays, and the memory of all processes is watched: ends with 1 if an answer
is wrong or if memory is not flat.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from benchmarks.report import UnexpectedError
from trials.load_house import QUICK, SETUP, Opened, Outcome, begun, driven, ended, opened
from trials.load_memory import Memory, Watch, judged

LONGEST = 500.0
LOWEST, MOST = 50, 6400
# The last load that holds and the first that does not are brought this close together.
CLOSE = 1.25
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


@dataclass(frozen=True)
class Step:
    """What came of one load."""

    users: int
    outcome: Outcome

    @property
    def errors(self) -> int:
        """Answers that were wrong, whatever was asked."""
        return sum(sum(each.values()) for each in self.outcome.failures.values())

    def slow(self) -> list[str]:
        """Kinds of request whose slowest hundredth took too long."""
        return [kind for kind, times in self.outcome.times.items() if slowest(times) > LONGEST]

    def holds(self, kind: str) -> bool:
        """Whether one kind was answered in time and without error."""
        return slowest(self.outcome.times.get(kind, [])) <= LONGEST and not self.outcome.failures.get(kind)

    @property
    def is_borne(self) -> bool:
        """Whether every kind was."""
        return not self.errors and not self.slow()


def slowest(times: list[float]) -> float:
    """What 99 of 100 answers took at most; of fewer than a hundred, the longest of all."""
    ordered = sorted(times)
    return ordered[max(0, -(-99 * len(ordered) // 100) - 1)] if ordered else 0.0


def main() -> int:
    """Try it; 1 where it does not hold."""
    options = _options()
    print(f"{NAMES[options.database]}, two processes of two threads and a worker on {psutil.cpu_count()} cores")
    with tempfile.TemporaryDirectory(prefix="secretariat-load-") as place:
        try:
            setup = QUICK if options.quick else SETUP
            with opened(options.database, Path(place), size=options.size, setup=setup) as house:
                return _held(house, options) if options.hold else _climbed(house, options)
        except UnexpectedError as error:
            print(f"\nBROKEN: {error}")
            return 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m trials.load", description=__doc__)
    parser.add_argument("--database", choices=sorted(NAMES), default="sqlite")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long each step is counted")
    parser.add_argument(
        "--steps", type=int, nargs="+", help="these numbers of users, instead of looking for the highest"
    )
    parser.add_argument("--lowest", type=int, default=LOWEST, help="where to begin looking")
    parser.add_argument("--hold", type=float, metavar="MINUTES", help="one load, with memory watched")
    parser.add_argument("--users", type=int, default=100, help="how many, with --hold")
    parser.add_argument("--quick", action="store_true", help="tables as the models have them, without a whole setup")
    parser.add_argument("--size", choices=("whole", "small"), default="whole", help="of the conference")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


# ---- step by step ------------------------------------------------------------------------------------------------------


def _climbed(house: Opened, options: argparse.Namespace) -> int:
    steps: list[Step] = []
    # The next load to try is chosen by those that were: each is kept before it is asked for.
    for users in options.steps or loads(steps, options.lowest):
        step = _tried(house, users, options)
        steps += [step]
    lowest = min(steps, key=lambda step: step.users)
    _sum_up(steps)
    return int(not lowest.is_borne)


def loads(steps: list[Step], lowest: int) -> Iterator[int]:
    """Loads to try one after another: twice as many each time, then between the last borne and the first that was not."""
    users = lowest
    while users <= MOST:
        yield users
        if not steps[-1].is_borne:
            break
        users *= 2
    while (best := max((each.users for each in steps if each.is_borne), default=0)) > 0:
        worst = min((each.users for each in steps if not each.is_borne and each.users > best), default=0)
        if not worst or worst <= CLOSE * best:
            return
        yield (best + worst) // 2


def _tried(house: Opened, users: int, options: argparse.Namespace) -> Step:
    # Nobody meets what a step before left behind: each has chance of its own.
    job = house.job(users, options.seconds, coming(users), seed=1000 * options.seed + users)
    began = spent(house)
    step = Step(users, driven(house, job))
    _tell(step, began, spent(house))
    return step


def coming(users: int) -> float:
    """How many seconds they take to come: ten a second at most, so that not all sign in at once."""
    return max(10.0, users / 10)


@dataclass(frozen=True)
class Spent:
    """CPU seconds up to a moment: of the house, and of the whole machine whatever it does."""

    at: float
    house: float
    machine: float


def spent(house: Opened) -> Spent:
    """What was spent up to now."""
    times = psutil.cpu_times()
    machine = times.user + times.nice + times.system + times.irq + times.softirq
    return Spent(time.monotonic(), house.server.cpu_seconds(), machine)


def _tell(step: Step, began: Spent, over: Spent) -> None:
    outcome = step.outcome
    answers = sum(map(len, outcome.times.values()))
    print(f"\n{step.users} users: {answers / outcome.seconds:.1f} requests/s in {outcome.seconds:.0f} s")
    print(f"  {'kind of request':<28}{'number':>8}{'wrong':>7}{'median':>9}{'p99':>9}  ms")
    for kind, times in sorted(outcome.times.items()):
        wrong = sum(outcome.failures.get(kind, {}).values())
        mark = "" if step.holds(kind) else "  ←"
        print(f"  {kind:<28}{len(times):>8,}{wrong:>7}{median(times):>9.0f}{slowest(times):>9.0f}{mark}")
    for kind, told in sorted(outcome.failures.items()):
        for sentence, number in told.items():
            print(f"  WRONG {number} times, {kind}: {sentence}")
    seconds = over.at - began.at
    house, machine = (over.house - began.house) / seconds, (over.machine - began.machine) / seconds
    print(
        f"  cores taken: the house {house:.2f}, Locust {outcome.cpu / outcome.seconds:.2f},"
        f" the whole machine {machine:.2f} of {psutil.cpu_count()}",
        flush=True,
    )


def _sum_up(steps: list[Step]) -> None:
    print(f"\nhighest load at which 99 of 100 answers came within {LONGEST:.0f} ms, none of them wrong:")
    kinds = sorted({kind for step in steps for kind in step.outcome.times})
    for kind in kinds:
        print(f"  {kind:<28}{_highest(steps, kind):>8} users")
    every = max((step.users for step in _unbroken(steps)), default=0)
    print(f"  {'every kind':<28}{every or 'none':>8} users", flush=True)


def _unbroken(steps: list[Step], kind: str = "") -> list[Step]:
    """Steps up to the first that did not hold: what holds again higher up was luck."""
    found = []
    for step in sorted(steps, key=lambda each: each.users):
        if kind and kind not in step.outcome.times:
            continue
        if not (step.holds(kind) if kind else step.is_borne):
            break
        found.append(step)
    return found


def _highest(steps: list[Step], kind: str) -> str:
    held = _unbroken(steps, kind)
    return str(held[-1].users) if held else "none"


# ---- one load, for long ------------------------------------------------------------------------------------------------


def _held(house: Opened, options: argparse.Namespace) -> int:
    seconds = 60 * options.hold
    job = house.job(options.users, seconds, coming(options.users), seed=options.seed)
    memory = Memory(house.server.process.pid)
    print(f"\n{options.users} users for {options.hold:g} minutes; memory of all processes:")
    watch = Watch(memory, after=job.coming, every=min(15.0, seconds / 40), says_every=min(600.0, seconds / 4))
    began = spent(house)
    driver = begun(house, job)
    watch.start()
    try:
        step = Step(options.users, ended(driver))
    finally:
        driver.kill()
        watch.stop()
    _tell(step, began, spent(house))
    is_flat = judged(memory)
    print(f"\n{step.errors or 'no'} wrong answers; memory {'is flat' if is_flat else 'is NOT FLAT'}")
    return int(step.errors > 0 or not is_flat)


if __name__ == "__main__":
    sys.exit(main())
