"""What a run found and when, by the clock of whoever measures: its first plan, its plan at a moment, and its last."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Generic, TypeVar

Judged = TypeVar("Judged")

Starts = tuple[int | None, ...]


@dataclass
class Watch:
    """Takes each better plan as it comes."""

    at: float
    started: float = field(default_factory=perf_counter)
    first_seconds: float | None = None
    last_seconds: float = 0.0
    first: Starts | None = None
    then: Starts | None = None
    last: Starts | None = None
    longest_silence: float = 0.0
    _heard: float = 0.0

    def seconds(self) -> float:
        """Since it began."""
        return perf_counter() - self.started

    def found(self, starts: Starts) -> None:
        """Here is a better plan."""
        now = self.seconds()
        if self.first is None:
            self.first, self.first_seconds = starts, now
        if now <= self.at:
            self.then = starts
        self.last, self.last_seconds = starts, now

    def heard(self) -> None:
        """Something was said, a plan or not."""
        now = self.seconds()
        self.longest_silence = max(self.longest_silence, now - self._heard)
        self._heard = now


@dataclass(frozen=True)
class Run(Generic[Judged]):
    """One run, judged: its plan, its plan at a moment, what it proved, and how long it took."""

    end: Judged | None
    then: Judged | None
    status: str
    bound: tuple[int | None, ...]
    first_seconds: float | None
    seconds: float


def judged(watch: Watch, status: str, bound: tuple[int | None, ...], judge: Callable[[Starts], Judged]) -> Run[Judged]:
    """What was watched, judged."""
    return Run(
        end=None if watch.last is None else judge(watch.last),
        then=None if watch.then is None else judge(watch.then),
        status=status,
        bound=bound,
        first_seconds=watch.first_seconds,
        seconds=watch.seconds(),
    )
