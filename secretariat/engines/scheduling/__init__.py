"""A timetable nobody has to fight: meetings of delegations and sessions into slots and rooms, the best there is.

Plain Python; OR-Tools stays in ``solver``. Frozen dataclasses in and out (``problem``), JSON both ways.

``faults_of`` says what is wrong with a problem before anybody is asked to solve it. ``solve`` finds the best plan in
the time it has, ``solve_apart`` does so in a process of its own, ``repair`` keeps a published plan as it is as far as
it can. ``violations`` and ``score_of`` judge any plan, apart from whoever made it. ``explain`` says why there is none,
``why_unmet`` why a meeting is left out. ``clashes`` watches over a programme that people make by hand.

What is heavy is imported when it is first called: importing this package costs a web process next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from secretariat.engines.scheduling.problem import (
    TIERS,
    Absence,
    Meeting,
    Party,
    Plan,
    Problem,
    Progress,
    Room,
    Score,
    Slot,
    Solution,
    Status,
    Tier,
)

if TYPE_CHECKING:
    from secretariat.engines.scheduling.apart import Apart, repair_apart, solve_apart, warm_up_apart
    from secretariat.engines.scheduling.carrying import Misfit, as_data, plan_from, problem_from, solution_from
    from secretariat.engines.scheduling.check import Violation, score_of, violations
    from secretariat.engines.scheduling.explaining import Explanation, explain
    from secretariat.engines.scheduling.faults import Fault, faults_of
    from secretariat.engines.scheduling.reasons import Reason, Remedy, Unmet, why_unmet
    from secretariat.engines.scheduling.repairing import Change, Repaired, repair
    from secretariat.engines.scheduling.solving import solve, warm_up
    from secretariat.engines.scheduling.wishes import Wish

__all__ = [
    "TIERS",
    "Absence",
    "Apart",
    "Change",
    "Explanation",
    "Fault",
    "Meeting",
    "Misfit",
    "Party",
    "Plan",
    "Problem",
    "Progress",
    "Reason",
    "Remedy",
    "Repaired",
    "Room",
    "Score",
    "Slot",
    "Solution",
    "Status",
    "Tier",
    "Unmet",
    "Violation",
    "Wish",
    "as_data",
    "explain",
    "faults_of",
    "plan_from",
    "problem_from",
    "repair",
    "repair_apart",
    "score_of",
    "solution_from",
    "solve",
    "solve_apart",
    "violations",
    "warm_up",
    "warm_up_apart",
    "why_unmet",
]

_HOMES = {
    "apart": ("Apart", "repair_apart", "solve_apart", "warm_up_apart"),
    "carrying": ("Misfit", "as_data", "plan_from", "problem_from", "solution_from"),
    "check": ("Violation", "score_of", "violations"),
    "explaining": ("Explanation", "explain"),
    "faults": ("Fault", "faults_of"),
    "reasons": ("Reason", "Remedy", "Unmet", "why_unmet"),
    "repairing": ("Change", "Repaired", "repair"),
    "solving": ("solve", "warm_up"),
    "wishes": ("Wish",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Fetch a name from its module when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    # Once is enough; no module may be called like a function, for importing it would stand in the function's place.
    globals()[name] = found
    return found
