"""How a search stands: the best plan of all who look for one, and what is proved, shared between threads.

Whoever finds something offers it here. A plan is given rooms, judged by ``check`` and kept if it is better; bounds only
rise. When the best plan costs no more than what is proved, tier by tier, the search is over.
"""

import threading
import time
from collections.abc import Callable, Sequence

from secretariat.engines.scheduling.check import score_of, violations
from secretariat.engines.scheduling.problem import Plan, Problem, Score

__all__ = ["Standing", "Starts"]

Starts = tuple[int | None, ...]
House = Callable[[Starts], Plan]


class Standing:
    """The best plan, the bounds, and whether there is reason to go on."""

    def __init__(
        self, problem: Problem, *, seconds: float, narrowed: Problem | None = None, house: House | None = None
    ) -> None:
        """``narrowed`` is the problem for those who look for times only; ``house`` gives a plan its rooms."""
        self.problem = problem
        self.narrowed = problem if narrowed is None else narrowed
        self._house = house or _without_rooms
        self.begun = time.monotonic()
        self.deadline = self.begun + seconds
        self.plan: Plan | None = None
        self.score: Score | None = None
        self.first_seconds: float | None = None
        # No tier costs less than nothing.
        self.bounds = [0] * len(problem.tiers)
        self.is_infeasible = False
        self._is_stopped = False
        self._failure: Exception | None = None
        self._lock = threading.RLock()
        self._listeners: list[Callable[[], None]] = []
        self._news = threading.Event()

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self.begun

    @property
    def left(self) -> float:
        """How many seconds are left."""
        return max(0.0, self.deadline - time.monotonic())

    @property
    def ranks(self) -> tuple[int, ...] | None:
        """What the best plan costs, tier by tier."""
        return None if self.score is None else self.score.ranked(self.problem.tiers)

    @property
    def settled(self) -> int:
        """How many tiers, from the first, are proved to be the best there are."""
        ranks = self.ranks
        if ranks is None:
            return 0
        for tier, (cost, bound) in enumerate(zip(ranks, self.bounds, strict=True)):
            if cost > bound:
                return tier
        return len(ranks)

    @property
    def is_proved(self) -> bool:
        """Whether nothing better can exist."""
        return self.ranks is not None and self.settled == len(self.bounds)

    @property
    def is_over(self) -> bool:
        """Whether there is no reason to go on."""
        return self._is_stopped or self.is_infeasible or self.is_proved or time.monotonic() >= self.deadline

    def proved_bound(self) -> tuple[int | None, ...]:
        """The bound of each tier as far as the tiers before it are settled."""
        settled = self.settled
        return tuple(bound if tier <= settled else None for tier, bound in enumerate(self.bounds))

    def offer(self, starts: Sequence[int | None]) -> bool:
        """Take a plan that has no rooms yet, if it is better than the best."""
        bare = score_of(self.problem, Plan(tuple(starts), self._known_rooms(starts)))
        if not self._is_better(bare):
            return False
        return self.offer_plan(self._house(tuple(starts)))

    def offer_plan(self, plan: Plan) -> bool:
        """Take a plan if it is legal and better than the best."""
        score = score_of(self.problem, plan)
        if not self._is_better(score) or violations(self.problem, plan):
            return False
        with self._lock:
            if not self._is_better(score):
                return False
            self.plan, self.score = plan, score
            if self.first_seconds is None:
                self.first_seconds = self.seconds
        self._tell()
        return True

    def raise_bound(self, tier: int, bound: int) -> None:
        """No plan that is best in the tiers before costs less than this in a tier."""
        with self._lock:
            if bound <= self.bounds[tier]:
                return
            self.bounds[tier] = bound
        self._tell()

    def refute(self) -> None:
        """No plan exists."""
        self.is_infeasible = True
        self._tell()

    def stop(self) -> None:
        """Enough."""
        self._is_stopped = True
        self._tell()

    def fail(self, error: Exception) -> None:
        """A search went wrong: that ends it all, and is told when it has ended."""
        self._failure = self._failure or error
        self.stop()

    def raise_failure(self) -> None:
        """Raise what went wrong, if anything did."""
        if self._failure is not None:
            raise self._failure

    def wait(self, seconds: float) -> None:
        """Wait for news, but not for long."""
        self._news.wait(seconds)
        self._news.clear()

    def listen(self, listener: Callable[[], None]) -> None:
        """Call when the best plan or a bound has changed, from whatever thread it was."""
        with self._lock:
            self._listeners.append(listener)

    def ignore(self, listener: Callable[[], None]) -> None:
        """Call no more."""
        with self._lock:
            self._listeners.remove(listener)

    def _tell(self) -> None:
        self._news.set()
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            listener()

    def _is_better(self, score: Score) -> bool:
        ranks = self.ranks
        return ranks is None or score.ranked(self.problem.tiers) < ranks

    def _known_rooms(self, starts: Sequence[int | None]) -> tuple[int | None, ...]:
        """The rooms that people know, as if each meeting could keep its own: the fewest changes there can be."""
        if self.problem.published is None:
            return (None,) * len(starts)
        rooms = self.problem.published.rooms
        return tuple(None if start is None else room for start, room in zip(starts, rooms, strict=True))


def _without_rooms(starts: Starts) -> Plan:
    return Plan(starts, (None,) * len(starts))
