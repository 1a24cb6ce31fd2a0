"""Contributions of many tracks into sessions and rooms: each track by itself, close together, and nobody torn.

Where ``scheduling`` gives every meeting a slot, this gives every item of a group a place in a block, which is one
session in one room and holds one group. What is legal is little; what is good is a sum of weighted costs, so that any
house's wishes can be put into tables. ``cost_of`` and ``faults_of`` judge any plan, apart from whoever made it;
``placing.place``, beside this package, finds the cheapest plan in the time it has.
"""

from secretariat.engines.scheduling.placement.judging import cost_of, costs_of, faults_of
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
]
