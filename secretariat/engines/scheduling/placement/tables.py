"""A problem as arrays that do not change (``Given``), and a plan with what is counted about it (``Desk``)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from secretariat.engines.scheduling.placement.problem import Pairs, Placement, Plan, Spot

__all__ = ["Desk", "Given", "desk_of", "given_of", "plan_of"]

Numbers = NDArray[np.int64]

# Weights, by their place in ``Given.weights``.
ANOTHER_ROOM, SIDE_BY_SIDE, TORN, OUT_OF_ORDER, MISSING = range(5)
# Figures of a desk, by their place in ``Desk.sums``.
COST, DELTA, LOGGED, TOUCHED, UNPLACED, STAMP, BEST, BEST_UNPLACED = range(8)
FIGURES = 8


class Given(NamedTuple):
    """The problem: ``other``, ``apart`` and ``at_once`` list, from ``first[item]`` on, whom an item should not meet."""

    spans: Numbers
    group: Numbers
    length: Numbers
    order: Numbers
    at_session: Numbers
    at_room: Numbers
    block: Numbers
    alike: Numbers
    first: Numbers
    other: Numbers
    apart: Numbers
    at_once: Numbers
    member_first: Numbers
    member: Numbers
    is_ordered: Numbers
    weights: Numbers


class Desk(NamedTuple):
    """A plan and what is counted about it, what the move in hand has changed, and the best plan so far.

    ``session`` of an item is -1 while it has no place. ``cell`` holds the item of each slot, ``owner`` the group of
    each block, -1 for none.
    """

    session: Numbers
    room: Numbers
    slot: Numbers
    cell: Numbers
    owner: Numbers
    filled: Numbers
    in_room: Numbers
    in_session: Numbers
    was_session: Numbers
    was_room: Numbers
    was_slot: Numbers
    logged: Numbers
    item_stamp: Numbers
    touched: Numbers
    group_stamp: Numbers
    group_cost: Numbers
    best_session: Numbers
    best_room: Numbers
    best_slot: Numbers
    hand: Numbers
    key: Numbers
    sums: Numbers
    seed: NDArray[np.uint64]


def given_of(problem: Placement) -> Given:
    """The arrays of a problem."""
    items, groups = problem.items, problem.groups
    sessions, rooms = len(problem.spans), problem.rooms
    weights = problem.weights
    meets = _meetings(problem)
    block = np.zeros((len(groups), sessions, rooms), dtype=np.int64)
    for number, group in enumerate(groups):
        block[number] += _row(group.at_session, sessions)[:, None] + _row(group.at_room, rooms)[None, :]
    if problem.at_block:
        block += np.array(problem.at_block, dtype=np.int64).reshape(1, sessions, rooms)
    alike = np.zeros((len(groups), len(groups)), dtype=np.int64)
    for one, other, cost in problem.alike:
        alike[one, other] += cost
        alike[other, one] += cost
    members: list[list[int]] = [[] for _ in groups]
    for number, item in enumerate(items):
        members[item.group].append(number)
    first, other_items = _listed([[other for other, _apart, _once in each] for each in meets])
    member_first, member = _listed(members)
    return Given(
        spans=_array(problem.spans),
        group=_array(item.group for item in items),
        length=_array(item.length for item in items),
        order=_array(item.order if weights.out_of_order else 0 for item in items),
        at_session=np.array([_row(item.at_session, sessions) for item in items]).reshape(len(items), sessions),
        at_room=np.array([_row(item.at_room, rooms) for item in items]).reshape(len(items), rooms),
        block=block,
        alike=alike,
        first=first,
        other=other_items,
        apart=_array(apart for each in meets for _other, apart, _once in each),
        at_once=_array(once for each in meets for _other, _apart, once in each),
        member_first=member_first,
        member=member,
        is_ordered=_array(any(items[number].order for number in each) and weights.out_of_order > 0 for each in members),
        weights=_array(
            (weights.another_room, weights.side_by_side, weights.torn, weights.out_of_order, _missing(problem))
        ),
    )


def desk_of(given: Given, seed: int) -> Desk:
    """An empty plan."""
    items, groups = len(given.group), len(given.alike)
    sessions, rooms = given.block.shape[1:]
    span = int(given.spans.max(initial=1))

    def empty(*shape: int) -> Numbers:
        return np.full(shape, -1, dtype=np.int64)

    def zero(*shape: int) -> Numbers:
        return np.zeros(shape, dtype=np.int64)

    desk = Desk(
        session=empty(items),
        room=empty(items),
        slot=empty(items),
        cell=empty(sessions, rooms, span),
        owner=empty(sessions, rooms),
        filled=zero(sessions, rooms),
        in_room=zero(groups, rooms),
        in_session=zero(groups, sessions),
        was_session=empty(items),
        was_room=empty(items),
        was_slot=empty(items),
        logged=empty(items),
        item_stamp=zero(items),
        touched=empty(groups),
        group_stamp=zero(groups),
        group_cost=zero(groups),
        best_session=empty(items),
        best_room=empty(items),
        best_slot=empty(items),
        hand=empty(2, max(items, 1)),
        key=zero(max(items, 1)),
        sums=zero(FIGURES),
        seed=np.array([(0x9E3779B97F4A7C15 * (seed + 1)) & 0xFFFFFFFFFFFFFFFF or 1], dtype=np.uint64),
    )
    desk.sums[UNPLACED] = items
    desk.sums[COST] = items * given.weights[MISSING]
    desk.sums[BEST] = desk.sums[COST]
    desk.sums[BEST_UNPLACED] = items
    return desk


def placed_of(desk: Desk) -> int:
    """How many items of the best plan have no place."""
    return int(desk.sums[BEST_UNPLACED])


def plan_of(desk: Desk) -> Plan:
    """The best plan of a desk."""
    return Plan(
        tuple(
            Spot(int(session), int(room), int(slot)) if session >= 0 else None
            for session, room, slot in zip(desk.best_session, desk.best_room, desk.best_slot, strict=True)
        )
    )


def _meetings(problem: Placement) -> list[list[tuple[int, int, int]]]:
    """For each item whom it should not meet: the other, what it costs in one session, and in one slot."""
    costs: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    pairs: tuple[Pairs, Pairs] = (problem.apart, problem.at_once)
    for place, listed in enumerate(pairs):
        for one, other, cost in listed:
            costs[min(one, other), max(one, other)][place] += cost
    meets: list[list[tuple[int, int, int]]] = [[] for _ in problem.items]
    for (one, other), (apart, once) in sorted(costs.items()):
        meets[one].append((other, apart, once))
        meets[other].append((one, apart, once))
    return meets


def _missing(problem: Placement) -> int:
    """What an item without a place weighs in a search: more than the dearest single thing that placing it may cost."""
    costs = [1, *(cost for row in problem.at_block for cost in row)]
    costs += [cost for _one, _other, cost in (*problem.alike, *problem.apart, *problem.at_once)]
    weights = problem.weights
    costs += [weights.another_room, weights.side_by_side, weights.torn, weights.out_of_order]
    for group in problem.groups:
        costs += [*group.at_session, *group.at_room]
    for item in problem.items:
        costs += [*item.at_session, *item.at_room]
    return 2 * max(costs)


def _row(costs: tuple[int, ...], size: int) -> Numbers:
    return _array(costs or (0,) * size)


def _listed(lists: list[list[int]]) -> tuple[Numbers, Numbers]:
    """Lists of numbers as one array, and where each begins."""
    first = np.concatenate(([0], np.cumsum([len(each) for each in lists]))).astype(np.int64)
    return first, _array(number for each in lists for number in each)


def _array(numbers: Iterable[int]) -> Numbers:
    return np.array(list(numbers), dtype=np.int64)
