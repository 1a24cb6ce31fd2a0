"""What is placed, where, and what it costs: plain data; everything is named by its index.

A block is one session in one room. It has as many slots as the session, and holds items of one group only. A plan is
legal if every item lies in one block, in slots that follow each other, and no two items share a slot. All else is
cost, summed:

- of an item: for its session and its room;
- of a block that a group uses: for the group in the session, the group in the room, and the session in the room;
- of a group: for each room after its first, each block after its first in one session, once if its sessions do not
  all follow each other, and for each item that is not in its place among the items of the group, counted by session,
  room and slot, as well as for each slot in which two of its items that have such a place run at once;
- of two groups: for each two blocks of theirs in one session;
- of two items: if they are in one session but not in one room, and for each slot that they share.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Table = tuple[tuple[int, ...], ...]
Pairs = tuple[tuple[int, int, int], ...]
# Proved the cheapest; legal; proved that there is none; none was found in the time.
Status = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True)
class Item:
    """Something of a group that takes ``length`` slots; ``order`` is its place among those of the group, 0 for any."""

    key: str
    group: int
    length: int = 1
    order: int = 0
    at_session: tuple[int, ...] = ()
    at_room: tuple[int, ...] = ()


@dataclass(frozen=True)
class Group:
    """What its blocks cost by session and by room."""

    key: str
    at_session: tuple[int, ...] = ()
    at_room: tuple[int, ...] = ()


@dataclass(frozen=True)
class Weights:
    """What it costs that a group has another room, another block at once, is torn, or has an item out of its order."""

    another_room: int = 0
    side_by_side: int = 0
    torn: int = 0
    out_of_order: int = 0


@dataclass(frozen=True)
class Placement:
    """Everything that a plan is made from; ``spans`` are the slots of each session, in the order of time.

    ``alike`` are two groups and what two blocks of theirs cost in one session; ``apart`` two items and what it costs
    if they are in one session but not in one room; ``at_once`` what each slot costs that they share.
    """

    spans: tuple[int, ...]
    rooms: int
    groups: tuple[Group, ...]
    items: tuple[Item, ...]
    at_block: Table = ()
    alike: Pairs = ()
    apart: Pairs = ()
    at_once: Pairs = ()
    weights: Weights = field(default_factory=Weights)


class Spot(NamedTuple):
    """Where an item begins."""

    session: int
    room: int
    slot: int


@dataclass(frozen=True)
class Plan:
    """The spot of each item; ``None`` for one that has none, which no legal plan has."""

    spots: tuple[Spot | None, ...]


@dataclass(frozen=True)
class Progress:
    """How far a search is; ``plan`` is given when it is cheaper than the one before."""

    seconds: float
    cost: int | None = None
    bound: int | None = None
    plan: Plan | None = None


@dataclass(frozen=True)
class Placed:
    """What a search found; ``bound`` is what no plan can cost less than, as far as that is known."""

    status: Status
    plan: Plan | None = None
    cost: int | None = None
    bound: int | None = None
    seconds: float = 0.0
    first_seconds: float | None = None
