"""Memory of a house's processes over time, and whether it is flat."""

import contextlib
import threading
import time
from dataclasses import dataclass, field
from statistics import linear_regression, mean

import psutil

from benchmarks.servers import tree

MEGABYTE = 1e6
HOUR = 3600.0
# A process whose memory grows by less than one of these in the second half is called flat.
FLAT_A_HOUR, FLAT_SHARE = 5.0, 0.03


@dataclass(frozen=True)
class Line:
    """How one process went: megabytes at both ends of the second half, as a line through its samples has them."""

    name: str
    first: float
    last: float
    slope: float

    @property
    def is_flat(self) -> bool:
        """Whether it grew by no more than 5 MB an hour, or by no more than 3 % in all of the second half."""
        return self.slope <= FLAT_A_HOUR or self.last - self.first <= FLAT_SHARE * self.first


@dataclass
class Memory:
    """Samples of all processes: when, and of each its number and its megabytes, with those of what it started for a while.

    Pages that processes share are shared out among them (PSS), so that the sum is what the house takes of the machine.
    """

    pid: int
    names: dict[int, str] = field(default_factory=dict)
    samples: list[tuple[float, dict[int, float]]] = field(default_factory=list)

    def sample(self, at: float) -> float:
        """Look at every process now; answers the sum."""
        found = {}
        with contextlib.suppress(psutil.NoSuchProcess):
            watching = psutil.Process(self.pid)
            found[self.pid] = _size(watching)
            self.names[self.pid] = "who watches over them"
            for each in watching.children():
                with contextlib.suppress(psutil.NoSuchProcess):
                    words = each.cmdline()
                    found[each.pid] = sum(map(_size, tree(each.pid)))
                    self.names.setdefault(each.pid, "the worker" if "work" in words else f"web process {each.pid}")
        self.samples.append((at, found))
        return sum(found.values())

    def lost(self) -> list[str]:
        """Processes that were there at the beginning or at the end and not all the time."""
        ends = set(self.samples[0][1]) | set(self.samples[-1][1])
        return sorted(self.names[pid] for pid in ends if not all(pid in found for _at, found in self.samples))

    def lines(self) -> list[Line]:
        """Of each process that was there all the time, a line through the second half (least squares)."""
        begins, ends = self.samples[0][0], self.samples[-1][0]
        half = [(at, found) for at, found in self.samples if at >= (begins + ends) / 2]
        pids = [pid for pid in half[0][1] if all(pid in found for _at, found in self.samples)]
        return [line(self.names[pid], [(at, found[pid]) for at, found in half]) for pid in pids]


def _size(process: psutil.Process) -> float:
    """Megabytes of one process; none if it has just ended."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return float(process.memory_full_info().pss / MEGABYTE)
    return 0.0


def line(name: str, points: list[tuple[float, float]]) -> Line:
    """The line that lies closest to these points of seconds and megabytes."""
    times = [at for at, _size in points]
    if len(points) < 2:
        return Line(name, points[0][1], points[0][1], 0.0)
    slope, start = linear_regression(times, [size for _at, size in points])
    return Line(name, start + slope * times[0], start + slope * times[-1], slope * HOUR)


class Watch(threading.Thread):
    """Samples every so many seconds, and says the sum every so many, until told to stop."""

    def __init__(self, memory: Memory, *, after: float, every: float, says_every: float) -> None:
        super().__init__(daemon=True)
        self.memory, self._after, self._every, self._says_every = memory, after, every, says_every
        self._is_over = threading.Event()

    def run(self) -> None:
        """Look once all have come, and look again."""
        self._is_over.wait(self._after)
        began = told = time.monotonic()
        say(0.0, self.memory.sample(0.0))
        while not self._is_over.wait(self._every):
            now = time.monotonic()
            size = self.memory.sample(now - began)
            if now - told >= self._says_every:
                told = now
                say(now - began, size)
        now = time.monotonic()
        say(now - began, self.memory.sample(now - began))

    def stop(self) -> None:
        """A last look."""
        self._is_over.set()
        self.join()


def say(at: float, size: float) -> None:
    """One line of what is printed."""
    print(f"  after {at / 60:5.1f} minutes {size:8.1f} MB", flush=True)


def judged(memory: Memory) -> bool:
    """Say how each process went, and whether memory is flat."""
    lines, lost = memory.lines(), memory.lost()
    print("\n  second half, a line through all samples:")
    for each in lines:
        verdict = "flat" if each.is_flat else "GROWS"
        print(
            f"    {each.name:<24} {each.first:7.1f} → {each.last:7.1f} MB {each.slope:+8.1f} MB an hour"
            f" ({(each.last - each.first) / max(each.first, 0.1):+.1%})  {verdict}"
        )
    for name in lost:
        print(f"    {name} did not live through it")
    print(f"    mean of the sum: {mean(sum(found.values()) for _at, found in memory.samples):.1f} MB")
    return not lost and all(each.is_flat for each in lines)
