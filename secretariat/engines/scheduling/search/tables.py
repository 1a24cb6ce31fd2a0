"""A problem and a plan as arrays for the kernels.

Places are slots with an empty place before each day and after the last, so that the neighbours of a place are never
on another day. A cell (party, place) holds the meeting the party is in, ``IDLE`` or ``AWAY``.
"""

from typing import Any, NamedTuple

import numpy.typing as npt

__all__ = ["AWAY", "IDLE", "Array", "Desk", "Frame"]

Array = npt.NDArray[Any]

IDLE = -1
AWAY = -2
# What two meetings must keep: the other ends before this begins, begins after it has ended, or does not touch it.
SOONER, LATER, UNTOUCHED = 0, 1, 2
# Where the sums of a plan stand in ``Desk.sums``; the first five in the order of ``problem.TIERS``.
UNMET, BREAKS, FAIRNESS, PREFERENCES, CHANGES, MISSING, OUT, EXCESS = range(8)
# Where these stand in ``Desk.ends``.
LENGTH, LAST = 0, 1
# What cannot be done costs that much.
NEVER = 1e18
# How the best plan's sums are kept: what makes it illegal, then tier by tier.
RANKS = 6


class Frame(NamedTuple):
    """What a search does not change."""

    place: Array  # slot -> place
    slot: Array  # place -> slot, -1 between days
    day: Array  # place -> day
    first: Array  # meeting -> where its parties begin
    parties: Array
    pair: Array  # meeting -> its two parties, -1 if it is not of two parties and one slot
    length: Array
    movable: Array
    allowed: Array  # meeting, place -> whether it may begin there by its window and its length
    cost: Array  # meeting, place -> what it costs to begin there; 1 x 1 if nothing ever does
    misses: Array  # meeting, place -> whether that is not preferred; 1 x 1 likewise
    known: Array  # meeting -> place in the published plan, -1 if none
    weight: Array  # meeting -> what leaving it out counts
    loss: Array  # meeting -> what leaving it out costs the search
    required: Array
    tie_first: Array
    ties: Array  # the other meeting, and what the two must keep
    group_first: Array
    groups: Array
    room: Array  # group, place -> how many at once
    by_breaks: Array  # number of breaks of a party -> what that costs
    by_rest: float  # what each meeting outside the longest run of a party on a day costs
    begin: Array  # day -> its first place
    end: Array  # day -> the place after its last
    by_excess: float  # what each meeting too many at once costs
    by_refused: float  # what the square of the number of meetings refused to a party costs
    order: Array  # tiers, the first to be judged first
    odd: Array  # movable meetings that are not of two parties and one slot
    spread: int  # -1 if any
    has_costs: bool
    has_groups: bool  # other groups than the one of all


class Desk(NamedTuple):
    """A plan being worked on."""

    start: Array  # meeting -> place, -1 if left out
    cell: Array  # party, place
    runs: Array  # party, day -> how many runs of meetings
    rest: Array  # party, day -> how many of its busy places are outside its longest run
    breaks: Array  # party
    refused: Array  # party -> how many of its meetings are left out
    with_breaks: Array  # how many parties have so many breaks
    with_refused: Array  # how many of those that have any meeting were refused so many
    used: Array  # group, place
    out: Array  # the meetings that are left out, the first ``sums[OUT]``
    out_at: Array  # meeting -> where in ``out``
    sums: Array
    best: Array  # the starts of the best plan so far
    best_ranks: Array
    seed: Array
    chain: Array  # room for meetings that move together
    ends: Array  # how many they are, and the party at the other end
    notes: Array  # room for what is to be undone: meeting, place before
    net: Array  # group -> by how many more a chain would fill its target
