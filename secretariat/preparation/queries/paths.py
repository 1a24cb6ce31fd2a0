"""Which chain of tasks is the longest before the opening, how much each task can slip, and where needs run in a circle.

The critical path method: J. E. Kelley and M. R. Walker, "Critical-Path Planning and Scheduling", Proceedings of the
Eastern Joint Computer Conference, 1959. One unit throughout: calendar days. A task lasts from its first to its last
day, both counted; one without a first day lasts a day. All functions are plain: steps in, numbers out, no database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Step:
    """A task that is still to be done: its number, how many days it lasts, and the numbers of what it needs first."""

    number: int
    days: int
    needs: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Place:
    """Where a step stands in the plan.

    ``chain``: days of the longest chain that runs through it, itself counted. ``slack``: days by which that chain is
    shorter than the longest of the plan; a critical step has none. ``latest``: its last possible last day, if all that
    follows it is to be done on the day before the opening.
    """

    chain: int
    slack: int
    latest: date

    @property
    def is_critical(self) -> bool:
        """Whether a day lost here is a day lost for the plan."""
        return self.slack == 0


def days_of(start: date | None, due: date | None) -> int:
    """How many days a task lasts, its first and its last counted; 1, if either is not known."""
    return (due - start).days + 1 if start and due and due >= start else 1


def places(steps: Iterable[Step], opening: date) -> dict[int, Place]:
    """The place of each step by its number; needs that name no step are done already and count nothing.

    Takes time and memory in proportion to steps and needs. Raises ValueError if the needs run in a circle.
    """
    known = {step.number: step for step in steps}
    order = in_order(known)
    before: dict[int, int] = {}
    after: dict[int, int] = dict.fromkeys(order, 0)
    for number in order:
        step = known[number]
        before[number] = step.days + max((before[each] for each in step.needs if each in known), default=0)
    for number in reversed(order):
        step = known[number]
        for each in step.needs & known.keys():
            after[each] = max(after[each], step.days + after[number])
    longest = max((before[number] + after[number] for number in order), default=0)
    eve = opening - timedelta(days=1)
    return {
        number: Place(
            chain=before[number] + after[number],
            slack=longest - before[number] - after[number],
            latest=eve - timedelta(days=after[number]),
        )
        for number in order
    }


def in_order(known: Mapping[int, Step]) -> list[int]:
    """The numbers of all steps, each after all that it needs. Raises ValueError if the needs run in a circle."""
    open_needs = {number: len(step.needs & known.keys()) for number, step in known.items()}
    needed_by: dict[int, list[int]] = {number: [] for number in known}
    for number, step in known.items():
        for each in step.needs & known.keys():
            needed_by[each].append(number)
    order = [number for number, count in open_needs.items() if not count]
    for number in order:
        for each in needed_by[number]:
            open_needs[each] -= 1
            if not open_needs[each]:
                order.append(each)
    if len(order) < len(known):
        raise ValueError("The needs run in a circle.")
    return order


def circle_through(number: int, needs: Mapping[int, Iterable[int]]) -> list[int]:
    """The way from a task over what it needs back to itself, the task first and last; empty if there is none."""
    came_from: dict[int, int] = {}
    waiting = [number]
    while waiting:
        here = waiting.pop()
        for each in needs.get(here, ()):
            if each == number:
                return _way_back(number, here, came_from)
            if each not in came_from:
                came_from[each] = here
                waiting.append(each)
    return []


def _way_back(number: int, last: int, came_from: Mapping[int, int]) -> list[int]:
    way = [number]
    while last != number:
        way.append(last)
        last = came_from[last]
    return [number, *way[:0:-1], number]
