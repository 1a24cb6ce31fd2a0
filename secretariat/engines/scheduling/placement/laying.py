"""Kernels: an item laid into a block or lifted from it, with what that costs; a move kept or taken back."""

import numpy as np

from secretariat.engines.scheduling.placement.compiled import compiled, draw
from secretariat.engines.scheduling.placement.tables import (
    ANOTHER_ROOM,
    BEST,
    BEST_UNPLACED,
    COST,
    DELTA,
    LOGGED,
    MISSING,
    OUT_OF_ORDER,
    SIDE_BY_SIDE,
    STAMP,
    TORN,
    TOUCHED,
    UNPLACED,
)

__all__ = ["begin", "compact", "drop", "end", "free_run", "group_cost", "lift", "take_back"]


@compiled
def _met(given, desk, item):  # type: ignore[no-untyped-def]
    """What it costs whom an item meets where it is."""
    cost = 0
    session, room, slot = desk.session[item], desk.room[item], desk.slot[item]
    for at in range(given.first[item], given.first[item + 1]):
        other = given.other[at]
        if desk.session[other] == session:
            if desk.room[other] != room:
                cost += given.apart[at]
            if given.at_once[at]:
                ends = min(slot + given.length[item], desk.slot[other] + given.length[other])
                cost += given.at_once[at] * max(0, ends - max(slot, desk.slot[other]))
    return cost


@compiled
def _block_cost(given, desk, group, session, room):  # type: ignore[no-untyped-def]
    """What it costs that a group uses a block beside those of other groups in the session."""
    cost = given.block[group, session, room]
    for other in range(desk.owner.shape[1]):
        owner = desk.owner[session, other]
        if owner >= 0 and other != room:
            cost += given.alike[group, owner]
    return cost


@compiled
def group_cost(given, desk, group):  # type: ignore[no-untyped-def]
    """What a group costs for its rooms, sessions and order."""
    weights = given.weights
    rooms = 0
    for room in range(desk.in_room.shape[1]):
        rooms += desk.in_room[group, room] > 0
    first, last, used, beside = -1, -1, 0, 0
    for session in range(desk.in_session.shape[1]):
        blocks = desk.in_session[group, session]
        if blocks > 0:
            first = session if first < 0 else first
            last = session
            used += 1
            beside += blocks - 1
    cost = weights[ANOTHER_ROOM] * max(0, rooms - 1) + weights[SIDE_BY_SIDE] * beside
    if used > 0 and last - first + 1 != used:
        cost += weights[TORN]
    if given.is_ordered[group]:
        cost += weights[OUT_OF_ORDER] * _astray(given, desk, group)
    return cost


@compiled
def _astray(given, desk, group):  # type: ignore[no-untyped-def]
    """How many items are out of their order, and in how many slots two that have one run at once."""
    low, high = given.member_first[group], given.member_first[group + 1]
    rooms, span = desk.cell.shape[1], desk.cell.shape[2]
    for at in range(low, high):
        item = given.member[at]
        # An item without a place comes last of all.
        place = (desk.session[item] * rooms + desk.room[item]) * span + desk.slot[item]
        desk.key[item] = place if desk.session[item] >= 0 else desk.cell.size
    count = 0
    for at in range(low, high):
        item = given.member[at]
        if given.order[item] == 0 or desk.session[item] < 0:
            continue
        place = 1
        for by in range(low, high):
            other = given.member[by]
            place += desk.key[other] < desk.key[item]
            if by < at and given.order[other] and desk.session[other] == desk.session[item]:
                ends = min(desk.slot[item] + given.length[item], desk.slot[other] + given.length[other])
                count += max(0, ends - max(desk.slot[item], desk.slot[other]))
        count += place != given.order[item]
    return count


@compiled
def begin(desk):  # type: ignore[no-untyped-def]
    """A new move."""
    sums = desk.sums
    sums[STAMP] += 1
    sums[DELTA] = 0
    sums[LOGGED] = 0
    sums[TOUCHED] = 0


@compiled
def _touch(given, desk, group):  # type: ignore[no-untyped-def]
    """Remember what a group costs before the move changes it."""
    sums = desk.sums
    if desk.group_stamp[group] != sums[STAMP]:
        desk.group_stamp[group] = sums[STAMP]
        desk.touched[sums[TOUCHED]] = group
        sums[TOUCHED] += 1
        desk.group_cost[group] = group_cost(given, desk, group)


@compiled
def _take(given, desk, item):  # type: ignore[no-untyped-def]
    """Take an item out of its block; gives what that changes, groups apart."""
    session, room, slot, group = desk.session[item], desk.room[item], desk.slot[item], given.group[item]
    delta = given.weights[MISSING] - given.at_session[item, session] - given.at_room[item, room]
    delta -= _met(given, desk, item)
    length = given.length[item]
    for each in range(slot, slot + length):
        desk.cell[session, room, each] = -1
    desk.filled[session, room] -= length
    desk.session[item] = -1
    desk.sums[UNPLACED] += 1
    if desk.filled[session, room] == 0:
        desk.owner[session, room] = -1
        desk.in_room[group, room] -= 1
        desk.in_session[group, session] -= 1
        delta -= _block_cost(given, desk, group, session, room)
    return delta


@compiled
def _put(given, desk, item, session, room, slot):  # type: ignore[no-untyped-def]
    """Lay an item into a block that is empty or its group's; gives what that changes, groups apart."""
    group, length = given.group[item], given.length[item]
    delta = 0
    if desk.filled[session, room] == 0:
        delta += _block_cost(given, desk, group, session, room)
        desk.owner[session, room] = group
        desk.in_room[group, room] += 1
        desk.in_session[group, session] += 1
    for each in range(slot, slot + length):
        desk.cell[session, room, each] = item
    desk.filled[session, room] += length
    desk.session[item], desk.room[item], desk.slot[item] = session, room, slot
    desk.sums[UNPLACED] -= 1
    delta += given.at_session[item, session] + given.at_room[item, room] + _met(given, desk, item)
    return delta - given.weights[MISSING]


@compiled
def lift(given, desk, item):  # type: ignore[no-untyped-def]
    """Take an item into the hand, and remember where it was before the move."""
    sums = desk.sums
    _touch(given, desk, given.group[item])
    if desk.item_stamp[item] != sums[STAMP]:
        desk.item_stamp[item] = sums[STAMP]
        desk.logged[sums[LOGGED]] = item
        sums[LOGGED] += 1
        desk.was_session[item] = desk.session[item]
        desk.was_room[item] = desk.room[item]
        desk.was_slot[item] = desk.slot[item]
    if desk.session[item] >= 0:
        sums[DELTA] += _take(given, desk, item)


@compiled
def drop(given, desk, item, session, room, slot):  # type: ignore[no-untyped-def]
    """Lay an item that was lifted into a block."""
    desk.sums[DELTA] += _put(given, desk, item, session, room, slot)


@compiled
def take_back(given, desk):  # type: ignore[no-untyped-def]
    """Everything as it was before the move."""
    for at in range(desk.sums[LOGGED]):
        item = desk.logged[at]
        if desk.session[item] >= 0:
            _take(given, desk, item)
    for at in range(desk.sums[LOGGED]):
        item = desk.logged[at]
        if desk.was_session[item] >= 0:
            _put(given, desk, item, desk.was_session[item], desk.was_room[item], desk.was_slot[item])


@compiled
def end(given, desk, temperature):  # type: ignore[no-untyped-def]
    """Keep the move if it is cheaper, or by chance if it is not much dearer; else take it back."""
    sums = desk.sums
    delta = sums[DELTA]
    for at in range(sums[TOUCHED]):
        group = desk.touched[at]
        delta += group_cost(given, desk, group) - desk.group_cost[group]
    if delta > 0:
        chance = (np.float64(draw(desk.seed) >> np.uint64(11)) + 1.0) / 9007199254740993.0
        if temperature <= 0.0 or delta > -np.log(chance) * temperature:
            take_back(given, desk)
            return False
    sums[COST] += delta
    is_fuller = sums[UNPLACED] < sums[BEST_UNPLACED]
    if is_fuller or (sums[UNPLACED] == sums[BEST_UNPLACED] and sums[COST] < sums[BEST]):
        sums[BEST] = sums[COST]
        sums[BEST_UNPLACED] = sums[UNPLACED]
        for item in range(desk.session.shape[0]):
            desk.best_session[item] = desk.session[item]
            desk.best_room[item] = desk.room[item]
            desk.best_slot[item] = desk.slot[item]
    return True


@compiled
def free_run(given, desk, session, room, length):  # type: ignore[no-untyped-def]
    """The first slot of a block from which so many are free, -1 if there is none."""
    run = 0
    for slot in range(given.spans[session]):
        run = run + 1 if desk.cell[session, room, slot] < 0 else 0
        if run == length:
            return slot - length + 1
    return -1


@compiled
def compact(given, desk, session, room):  # type: ignore[no-untyped-def]
    """Move the items of a block to its beginning; gives the first free slot."""
    at, slot = 0, 0
    while slot < given.spans[session]:
        item = desk.cell[session, room, slot]
        if item < 0:
            slot += 1
            continue
        slot += given.length[item]
        if desk.slot[item] != at:
            lift(given, desk, item)
            drop(given, desk, item, session, room, at)
        at += given.length[item]
    return at
