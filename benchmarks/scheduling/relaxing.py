"""What no plan of a summit can be below: the meetings that fit when slots are forgotten (a b-matching)."""

from collections import defaultdict
from typing import Any

from ortools.linear_solver import pywraplp

from benchmarks.scheduling.summit import Instance

MILLISECONDS = 120_000


def least_unmet(instance: Instance) -> int:
    """The least weight left out if each delegation may only not have more meetings than slots, and tables suffice."""
    solver = pywraplp.Solver.CreateSolver("SCIP")
    solver.SetTimeLimit(MILLISECONDS)
    of_party: dict[int, list[Any]] = defaultdict(list)
    placed = []
    for one, other, _priority, fixed in instance.meetings:
        held = solver.BoolVar("") if fixed < 0 else solver.IntVar(1, 1, "")
        placed.append(held)
        of_party[one].append(held)
        of_party[other].append(held)
    for party, held in of_party.items():
        solver.Add(solver.Sum(held) <= len(instance.available[party]))
    solver.Add(solver.Sum(placed) <= instance.tables * sum(instance.days))
    weights = [priority for _one, _other, priority, _fixed in instance.meetings]
    solver.Maximize(solver.Sum([weight * held for weight, held in zip(weights, placed, strict=True)]))
    solver.Solve()
    # The bound, not the value: it holds also where the time was too short for a proof.
    return sum(weights) - int(solver.Objective().BestBound() + 1e-6)
