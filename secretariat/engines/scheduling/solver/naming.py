"""Rooms for meetings whose times are fixed, where moving one after the other no longer helps: an exact model.

Some meetings are free to take any place, the others keep theirs. The weightiest set of meetings is housed; of those
ways the one in which most stay in the room that people know.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ortools.sat.python import cp_model

from secretariat.engines.scheduling.starts import slots_in

__all__ = ["houses"]


def houses(
    choices: Mapping[int, int],
    slots: Sequence[range],
    ties: Mapping[int, Sequence[tuple[int, Sequence[int]]]],
    worth: Mapping[int, tuple[int, int]],
    rest: "Rest",
    *,
    seconds: float,
) -> dict[int, int | None]:
    """The place of each free meeting, ``None`` for one that cannot be housed.

    ``choices`` are the places that each may take as bits, closed and taken ones left out; ``worth`` is what it is worth
    to house it, and the place that people know (-1 for none); ``rest`` says how many more may be housed in a slot and
    where the meetings are that stay.
    """
    model = cp_model.CpModel()
    x = {
        index: {place: model.new_bool_var("") for place in slots_in(_left(index, places, ties, rest))}
        for index, places in choices.items()
    }
    for mine in x.values():
        model.add_at_most_one(mine.values())
    _one_at_a_time(model, x, slots, rest.limits)
    _tie(model, x, ties)
    kept = [x[index][known] for index, (_, known) in worth.items() if known in x.get(index, {})]
    housed = sum(value * sum(x[index].values()) for index, (value, _) in worth.items())
    model.maximize((len(kept) + 1) * housed + sum(kept))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.max_deterministic_time = seconds
    solver.parameters.num_workers = 1
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return dict.fromkeys(choices)
    return {
        index: next((place for place, chosen in mine.items() if solver.boolean_value(chosen)), None)
        for index, mine in x.items()
    }


class Rest:
    """What stands beside the free meetings: places that others keep, and how many more rooms may be used in a slot."""

    def __init__(self, kept: Mapping[int, int], limits: Mapping[int, int]) -> None:
        self.kept = kept
        self.limits = limits


def _left(index: int, places: int, ties: Mapping[int, Sequence[tuple[int, Sequence[int]]]], rest: Rest) -> int:
    for other, left in ties.get(index, ()):
        if other in rest.kept:
            places &= left[rest.kept[other]]
    return places


def _one_at_a_time(
    model: Any, x: Mapping[int, Mapping[int, Any]], slots: Sequence[range], limits: Mapping[int, int]
) -> None:
    at: dict[tuple[int, int], list[Any]] = {}
    for index, mine in x.items():
        for slot in slots[index]:
            for place, chosen in mine.items():
                at.setdefault((slot, place), []).append(chosen)
    for chosen in at.values():
        model.add_at_most_one(chosen)
    for slot, limit in limits.items():
        there: Collection[Any] = [each for index, mine in x.items() if slot in slots[index] for each in mine.values()]
        if len(there) > limit:
            model.add(sum(there) <= limit)


def _tie(
    model: Any, x: Mapping[int, Mapping[int, Any]], ties: Mapping[int, Sequence[tuple[int, Sequence[int]]]]
) -> None:
    """Where one is in a place, another that is tied to it is in one that this leaves, or is not housed."""
    for index, mine in x.items():
        for other, left in ties.get(index, ()):
            for place, chosen in mine.items():
                barred = [each for there, each in x.get(other, {}).items() if not left[place] >> there & 1]
                if barred:
                    model.add(sum(barred) == 0).only_enforce_if(chosen)
