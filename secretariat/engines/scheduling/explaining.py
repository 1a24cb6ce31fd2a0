"""Why there is no plan: a few wishes that contradict each other, none of which could be left out of the contradiction.

Cheap counting comes first: a meeting that has no slot, two that are fixed on one, a party with more meetings than free
slots. What it finds, or else all wishes, is then asked of the exact model with fewer and fewer wishes. A contradiction
is told only when a second model, or a second run in another order, agrees.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from secretariat.engines.scheduling.counting import is_counted_out, suspects
from secretariat.engines.scheduling.possible import is_possible, only_bound
from secretariat.engines.scheduling.problem import Meeting, Problem
from secretariat.engines.scheduling.starts import Calendar, slots_in
from secretariat.engines.scheduling.wishes import KINDS, Kind, Wish, keeping, wishes_of

__all__ = ["Explanation", "explain"]


# No question takes more than this part of the time that is left, so that others are asked as well.
_SHARE = 0.25


@dataclass(frozen=True)
class Explanation:
    """Wishes that contradict each other; none if there is a plan, or if nothing was found out.

    ``is_minimal``: without any one of them the others could be granted. ``is_complete``: the search came to its end;
    with no wishes this means that there is a plan, otherwise that a second, different run found the same.
    """

    wishes: tuple[Wish, ...] = ()
    is_minimal: bool = True
    is_complete: bool = True


def explain(problem: Problem, *, seconds: float = 2.0, seed: int = 0) -> Explanation:
    """Find a minimal set of wishes that contradict each other, for a problem in which nothing is fatal."""
    search = _Search(problem, time.monotonic() + seconds, seed)
    everything = wishes_of(problem)
    for some in suspects(problem, everything):
        if search.is_impossible(some):
            return search.told(some)
    # Half of the time at most for whether there is anything to explain.
    answer = search.is_impossible(everything, share=0.5)
    if not answer:
        return Explanation(is_complete=answer is False)
    return search.told(everything)


class _Search:
    """Asks which wishes are possible together until its time is over."""

    def __init__(self, problem: Problem, deadline: float, seed: int) -> None:
        self.problem = problem
        self.deadline = deadline
        self.seed = seed
        self.is_sure = True

    def told(self, wishes: Sequence[Wish]) -> Explanation:
        """The explanation that some wishes which contradict each other come to."""
        # The second opinion needs its time, too.
        whole, self.deadline = self.deadline, self.deadline - 0.25 * self.left()
        kept = self.fewest(wishes)
        is_minimal = self.is_sure
        kept = [part for wish in kept for part in self._narrowed(wish, kept)]
        self.deadline = whole
        if not self._is_confirmed(kept):
            return Explanation(is_minimal=False, is_complete=False)
        return Explanation(tuple(_described(self.problem, kept)), is_minimal=is_minimal)

    def left(self) -> float:
        """Seconds that are left."""
        return self.deadline - time.monotonic()

    def is_impossible(self, wishes: Sequence[Wish], *, share: float = 1.0) -> bool | None:
        """Whether there is no plan with these wishes alone; ``None`` if that is not found out in the time."""
        seconds = self.left() * share
        if seconds <= 0:
            return None
        left = keeping(self.problem, wishes)
        if is_counted_out(left if left.spread is not None else only_bound(left)):
            return True
        answer = is_possible(left, seconds=seconds, seed=self.seed)
        return None if answer is None else not answer

    def fewest(self, wishes: Sequence[Wish]) -> list[Wish]:
        """Of wishes that contradict each other a minimal set: whole kinds are tried first, then halves, then each."""
        kept, open_ = self._without_kinds(list(wishes), KINDS)
        if open_:
            # With fewer others it may be easier to say.
            kept, open_ = self._without_kinds(kept, open_)
            self.is_sure = self.is_sure and not open_
        for kind in KINDS:
            some = [wish for wish in kept if wish.kind == kind]
            if len(some) > 1:
                rest = [wish for wish in kept if wish.kind != kind]
                kept = self._needed(rest, some) + rest
        return sorted(kept, key=lambda wish: (KINDS.index(wish.kind), wish.meetings, wish.parties))

    def _without_kinds(self, kept: list[Wish], kinds: Iterable[Kind]) -> tuple[list[Wish], list[Kind]]:
        """Leave out each kind that the contradiction does not need; say of which kinds that was not found out."""
        open_ = []
        for kind in kinds:
            without = [wish for wish in kept if wish.kind != kind]
            if len(without) < len(kept):
                answer = self.is_impossible(without, share=_SHARE)
                if answer:
                    kept = without
                elif answer is None:
                    open_.append(kind)
        return kept, open_

    def _needed(self, rest: list[Wish], some: list[Wish]) -> list[Wish]:
        """Those of some wishes that are needed beside the rest, which is possible by itself (QuickXplain)."""
        if len(some) == 1:
            return some
        if self.left() <= 0:
            self.is_sure = False
            return some
        half = len(some) // 2
        one, other = some[:half], some[half:]
        of_other = self._part([*rest, *one], other)
        return self._part([*rest, *of_other], one) + of_other

    def _part(self, rest: list[Wish], some: list[Wish]) -> list[Wish]:
        answer = self.is_impossible(rest, share=_SHARE)
        if answer:
            return []
        if answer is None:
            self.is_sure = False
            return some
        return self._needed(rest, some)

    def _narrowed(self, wish: Wish, kept: Sequence[Wish]) -> list[Wish]:
        """The wish for those meetings only that are needed, as far as there is time to find out."""
        if wish.kind != "required" or len(wish.meetings) < 2:
            return [wish]
        sure = self.is_sure
        rest = [other for other in kept if other is not wish]
        needed = self._needed(rest, [replace(wish, meetings=(index,)) for index in wish.meetings])
        self.is_sure = sure
        return [replace(wish, meetings=tuple(sorted(index for each in needed for index in each.meetings)))]

    def _is_confirmed(self, wishes: Sequence[Wish]) -> bool:
        """Whether another model, or else the same in another order, finds the same."""
        from secretariat.engines.scheduling.solver.contradicting import contradicts  # noqa: PLC0415 - heavy

        problem = only_bound(keeping(self.problem, wishes))
        seconds = max(0.5, self.left())
        answer = contradicts(problem, seconds=seconds / 2, seed=self.seed)
        if answer is None or _needs_rooms(wishes):
            turned = _turned(problem)
            possible = is_possible(turned, seconds=seconds, seed=self.seed + 1)
            return possible is False
        return answer


def _needs_rooms(wishes: Iterable[Wish]) -> bool:
    """Whether the other model, in which rooms are only counted, may see no contradiction where there is one."""
    return any(wish.kind == "rooms" for wish in wishes)


def _turned(problem: Problem) -> Problem:
    """The same problem with its meetings and parties the other way round."""
    last, last_party = len(problem.meetings) - 1, len(problem.parties) - 1

    def turned(meeting: Meeting) -> Meeting:
        return replace(
            meeting,
            parties=tuple(last_party - party for party in meeting.parties),
            after=tuple(last - other for other in meeting.after),
            not_next_to=tuple(last - other for other in meeting.not_next_to),
        )

    return replace(
        problem,
        parties=problem.parties[::-1],
        meetings=tuple(map(turned, problem.meetings[::-1])),
        apart=tuple((last_party - one, last_party - other) for one, other in problem.apart),
    )


def _described(problem: Problem, wishes: Sequence[Wish]) -> Iterator[Wish]:
    """Windows for those meetings only that are spoken of, and who and when in the wish that meetings be held."""
    held = {index for wish in wishes if wish.kind in {"required", "fixed"} for index in wish.meetings}
    has_spread = any(wish.kind == "spread" for wish in wishes)
    left = keeping(problem, wishes)
    calendar = Calendar(left)
    for wish in wishes:
        if wish.kind == "window" and not has_spread:
            yield replace(wish, meetings=tuple(index for index in wish.meetings if index in held))
        elif wish.kind == "required":
            meetings = [left.meetings[index] for index in wish.meetings]
            parties = set(meetings[0].parties).intersection(*(meeting.parties for meeting in meetings))
            slots = 0
            for meeting in meetings:
                for step in range(meeting.length):
                    slots |= calendar.starts_of(meeting) << step
            found = slots_in(slots & calendar.every)
            yield replace(wish, parties=tuple(sorted(parties)), slots=found, number=len(found))
        else:
            yield wish
