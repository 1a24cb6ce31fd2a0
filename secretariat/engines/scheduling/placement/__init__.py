"""Contributions of many tracks into sessions and rooms: each track by itself, close together, and nobody torn.

Where ``scheduling`` gives every meeting a slot, this gives every item of a group a place in a block, which is one
session in one room and holds one group. What is legal is little; what is good is a sum of weighted costs, so that any
house's wishes can be put into tables. ``place`` finds the cheapest plan in the time it has; ``cost_of`` and
``faults_of`` judge any plan, apart from whoever made it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from secretariat.engines.scheduling.placement.problem import (
    Group,
    Item,
    Placed,
    Placement,
    Plan,
    Progress,
    Spot,
    Weights,
)

if TYPE_CHECKING:
    from secretariat.engines.scheduling.placement.judging import cost_of, costs_of, faults_of
    from secretariat.engines.scheduling.placement.placing import place, warm_up

__all__ = [
    "Group",
    "Item",
    "Placed",
    "Placement",
    "Plan",
    "Progress",
    "Spot",
    "Weights",
    "cost_of",
    "costs_of",
    "faults_of",
    "place",
    "warm_up",
]

_HOMES = {"judging": ("cost_of", "costs_of", "faults_of"), "placing": ("place", "warm_up")}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Fetch a name from its module when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
