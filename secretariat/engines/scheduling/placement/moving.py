"""Kernels: the moves by which a plan becomes another one. Each gives whether there was something to move."""

from secretariat.engines.scheduling.placement.compiled import below, compiled
from secretariat.engines.scheduling.placement.laying import compact, drop, free_run, lift

__all__ = [
    "change_rooms",
    "change_sessions",
    "dissolve",
    "exchange",
    "relocate",
    "reorder",
    "sort_group",
    "swap_blocks",
]

TRIES = 6


@compiled
def _fit(given, desk, item, session, room):  # type: ignore[no-untyped-def]
    """Lay an item in hand into a block, closing its gaps if need be; gives whether it had room."""
    length = given.length[item]
    if given.spans[session] - desk.filled[session, room] < length:
        return False
    slot = free_run(given, desk, session, room, length)
    if slot < 0:
        slot = compact(given, desk, session, room)
    drop(given, desk, item, session, room, slot)
    return True


@compiled
def relocate(given, desk, item):  # type: ignore[no-untyped-def]
    """An item into another block of its group, or into an empty one."""
    group, length = given.group[item], given.length[item]
    members = given.member_first[group + 1] - given.member_first[group]
    session, room = -1, -1
    for _ in range(TRIES):
        if below(desk.seed, 10) < 6 and members > 1:
            by = given.member[given.member_first[group] + below(desk.seed, members)]
            session, room = desk.session[by], desk.room[by]
            if session < 0:
                continue
        else:
            session, room = below(desk.seed, desk.owner.shape[0]), below(desk.seed, desk.owner.shape[1])
        is_open = desk.owner[session, room] < 0 or desk.owner[session, room] == group
        is_here = session == desk.session[item] and room == desk.room[item]
        if is_open and not is_here and given.spans[session] - desk.filled[session, room] >= length:
            lift(given, desk, item)
            return _fit(given, desk, item, session, room)
    return False


@compiled
def exchange(given, desk, item):  # type: ignore[no-untyped-def]
    """Two items of one group change places."""
    group = given.group[item]
    members = given.member_first[group + 1] - given.member_first[group]
    other = given.member[given.member_first[group] + below(desk.seed, members)]
    if other == item or desk.session[item] < 0 or desk.session[other] < 0:
        return False
    here, hall, slot = desk.session[item], desk.room[item], desk.slot[item]
    there, other_hall, other_slot = desk.session[other], desk.room[other], desk.slot[other]
    longer = given.length[item] - given.length[other]
    if longer == 0:
        lift(given, desk, item)
        lift(given, desk, other)
        drop(given, desk, item, there, other_hall, other_slot)
        drop(given, desk, other, here, hall, slot)
        return True
    if here == there and hall == other_hall:
        return reorder(given, desk, item)
    room_there = given.spans[there] - desk.filled[there, other_hall] - longer
    room_here = given.spans[here] - desk.filled[here, hall] + longer
    if room_there < 0 or room_here < 0:
        return False
    lift(given, desk, item)
    lift(given, desk, other)
    return _fit(given, desk, item, there, other_hall) and _fit(given, desk, other, here, hall)


@compiled
def _grasp(given, desk, session, room, hand):  # type: ignore[no-untyped-def]
    """Lift all items of a block into a hand, in their order; gives how many."""
    count, slot = 0, 0
    while slot < given.spans[session]:
        item = desk.cell[session, room, slot]
        if item < 0:
            slot += 1
        else:
            slot += given.length[item]
            desk.hand[hand, count] = item
            count += 1
    for at in range(count):
        lift(given, desk, desk.hand[hand, at])
    return count


@compiled
def _lay(given, desk, session, room, hand, count):  # type: ignore[no-untyped-def]
    """Lay a hand into an empty block: where the items were if they fit so, else one behind the other."""
    fits = True
    for at in range(count):
        item = desk.hand[hand, at]
        fits = fits and desk.slot[item] + given.length[item] <= given.spans[session]
    slot = 0
    for at in range(count):
        item = desk.hand[hand, at]
        drop(given, desk, item, session, room, desk.slot[item] if fits else slot)
        slot += given.length[item]


@compiled
def _swap(given, desk, session, room, other_session, other_room):  # type: ignore[no-untyped-def]
    if (
        desk.filled[session, room] > given.spans[other_session]
        or desk.filled[other_session, other_room] > given.spans[session]
    ):
        return False
    count = _grasp(given, desk, session, room, 0)
    other_count = _grasp(given, desk, other_session, other_room, 1)
    _lay(given, desk, other_session, other_room, 0, count)
    _lay(given, desk, session, room, 1, other_count)
    return True


@compiled
def swap_blocks(given, desk, item):  # type: ignore[no-untyped-def]
    """The block of an item changes with another block: of the same session, of the same room, or any."""
    session, room = desk.session[item], desk.room[item]
    if session < 0:
        return False
    way = below(desk.seed, 3)
    there = session if way == 0 else below(desk.seed, desk.owner.shape[0])
    other = room if way == 1 else below(desk.seed, desk.owner.shape[1])
    if there == session and other == room:
        return False
    return _swap(given, desk, session, room, there, other)


@compiled
def change_rooms(given, desk, item):  # type: ignore[no-untyped-def]
    """The group of an item changes two rooms in every session in which it has one of them."""
    room, other, group = desk.room[item], below(desk.seed, desk.owner.shape[1]), given.group[item]
    if desk.session[item] < 0 or room == other:
        return False
    for session in range(desk.owner.shape[0]):
        if desk.owner[session, room] == group or desk.owner[session, other] == group:
            _swap(given, desk, session, room, session, other)
    return True


@compiled
def change_sessions(given, desk, item):  # type: ignore[no-untyped-def]
    """The group of an item changes two sessions in every room in which it has one of them."""
    session, other, group = desk.session[item], below(desk.seed, desk.owner.shape[0]), given.group[item]
    if session < 0 or session == other:
        return False
    for room in range(desk.owner.shape[1]):
        is_here = desk.owner[session, room] == group or desk.owner[other, room] == group
        if is_here and not _swap(given, desk, session, room, other, room):
            return False
    return True


@compiled
def dissolve(given, desk, item):  # type: ignore[no-untyped-def]
    """The items of a block go to the other blocks of the group."""
    session, room, group = desk.session[item], desk.room[item], given.group[item]
    if session < 0:
        return False
    count = _grasp(given, desk, session, room, 0)
    members = given.member_first[group + 1] - given.member_first[group]
    for at in range(count):
        found = False
        start = below(desk.seed, members)
        for step in range(members):
            by = given.member[given.member_first[group] + (start + step) % members]
            if desk.session[by] >= 0 and _fit(given, desk, desk.hand[0, at], desk.session[by], desk.room[by]):
                found = True
                break
        if not found:
            return False
    return True


@compiled
def reorder(given, desk, item):  # type: ignore[no-untyped-def]
    """The items of a block in another order, with another gap before one of them."""
    session, room = desk.session[item], desk.room[item]
    if session < 0:
        return False
    gap = given.spans[session] - desk.filled[session, room]
    count = _grasp(given, desk, session, room, 0)
    for at in range(count - 1, 0, -1):
        by = below(desk.seed, at + 1)
        desk.hand[0, at], desk.hand[0, by] = desk.hand[0, by], desk.hand[0, at]
    slot, before, gap = 0, below(desk.seed, count), below(desk.seed, gap + 1)
    for at in range(count):
        slot += gap if at == before else 0
        drop(given, desk, desk.hand[0, at], session, room, slot)
        slot += given.length[desk.hand[0, at]]
    return True


@compiled
def _blocks_of(desk, group):  # type: ignore[no-untyped-def]
    """Number the blocks of a group into the second hand; gives how many."""
    blocks = 0
    for session in range(desk.owner.shape[0]):
        for room in range(desk.owner.shape[1]):
            if desk.owner[session, room] == group:
                desk.hand[1, blocks] = session * desk.owner.shape[1] + room
                blocks += 1
    return blocks


@compiled
def _in_order(given, desk, count):  # type: ignore[no-untyped-def]
    """Sort the first hand: who has a place goes there, the others between them as they are."""
    for place in range(count):
        for at in range(place, count):
            if given.order[desk.hand[0, at]] == place + 1:
                desk.hand[0, at], desk.hand[0, place] = desk.hand[0, place], desk.hand[0, at]
                break
        else:
            for at in range(place, count):
                if given.order[desk.hand[0, at]] == 0:
                    desk.hand[0, at], desk.hand[0, place] = desk.hand[0, place], desk.hand[0, at]
                    break


@compiled
def sort_group(given, desk, item):  # type: ignore[no-untyped-def]
    """The items of a group into its blocks again, each at its place as far as it fits."""
    group = given.group[item]
    low, high = given.member_first[group], given.member_first[group + 1]
    if not given.is_ordered[group] or high - low > desk.hand.shape[1]:
        return False
    blocks = _blocks_of(desk, group)
    for at in range(low, high):
        desk.hand[0, at - low] = given.member[at]
        lift(given, desk, given.member[at])
    _in_order(given, desk, high - low)
    block, slot = 0, 0
    for at in range(high - low):
        chosen = desk.hand[0, at]
        session = desk.hand[1, block] // desk.owner.shape[1]
        while slot + given.length[chosen] > given.spans[session]:
            block, slot = block + 1, 0
            if block == blocks:
                return False
            session = desk.hand[1, block] // desk.owner.shape[1]
        drop(given, desk, chosen, session, desk.hand[1, block] % desk.owner.shape[1], slot)
        slot += given.length[chosen]
    return True
