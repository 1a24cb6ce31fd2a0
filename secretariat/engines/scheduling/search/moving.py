"""Kernels: the moves of the search, each tried and kept or taken back.

``limit`` is how much dearer a plan may become; it is drawn before the move, so that most moves are given up early.
"""

from secretariat.engines.scheduling.search.compiled import below, compiled
from secretariat.engines.scheduling.search.laying import fill, keeps_ties, rest_of, set_breaks
from secretariat.engines.scheduling.search.tables import (
    AWAY,
    CHANGES,
    IDLE,
    LAST,
    LENGTH,
    NEVER,
    PREFERENCES,
    Desk,
    Frame,
)

__all__ = ["break_cost", "far_end", "has_room", "keeps_order", "move_chain", "rest_cost", "swap_chain", "walk"]


@compiled
def _runs_after(desk: Desk, party: int, source: int, target: int) -> tuple[int, int]:
    """How the runs of a party change on the days of two places if it is busy in the second instead of the first."""
    cell = desk.cell
    less = -1
    if cell[party, source - 1] >= 0:
        less += 1
    if cell[party, source + 1] >= 0:
        less += 1
    more = 1
    if target - 1 != source and cell[party, target - 1] >= 0:
        more -= 1
    if target + 1 != source and cell[party, target + 1] >= 0:
        more -= 1
    return less, more


@compiled
def _breaks_after(frame: Frame, desk: Desk, party: int, source: int, target: int) -> int:
    """How many breaks a party has if it is busy in the second place instead of the first."""
    less, more = _runs_after(desk, party, source, target)
    here, there = frame.day[source], frame.day[target]
    runs = desk.runs[party, here]
    number = desk.breaks[party]
    if here == there:
        return number + max(0, runs + less + more - 1) - max(0, runs - 1)
    number += max(0, runs + less - 1) - max(0, runs - 1)
    runs = desk.runs[party, there]
    return number + max(0, runs + more - 1) - max(0, runs - 1)


@compiled
def walk(frame: Frame, desk: Desk, party: int, source: int, target: int) -> float:
    """Follow the chain that begins with a party's meeting in ``source`` and swaps the two places.

    Its meetings stand in ``desk.chain``, how many they are and who is at the other end in ``desk.ends``. Says what
    their places cost more; more than any limit if the chain cannot move.
    """
    cell, chain, ends = desk.cell, desk.chain, desk.ends
    cost = 0.0
    here, there = source, target
    ends[LENGTH] = 0
    while True:
        meeting = cell[party, here]
        if frame.pair[meeting, 0] < 0 or not frame.movable[meeting] or not frame.allowed[meeting, there]:
            return NEVER
        chain[ends[LENGTH]] = meeting
        ends[LENGTH] += 1
        if frame.has_costs:
            cost += frame.cost[meeting, there] - frame.cost[meeting, here]
        party = frame.pair[meeting, 0] + frame.pair[meeting, 1] - party
        next_ = cell[party, there]
        if next_ == AWAY:
            return NEVER
        if next_ == IDLE:
            ends[LAST] = party
            return cost
        here, there = there, here


@compiled
def far_end(desk: Desk, source: int, target: int) -> tuple[int, int]:
    """The place that the party at the other end of a chain leaves, and the one it takes."""
    if desk.ends[LENGTH] % 2 == 1:
        return source, target
    return target, source


@compiled
def has_room(frame: Frame, desk: Desk, source: int, target: int) -> bool:
    """Whether the groups of a chain have places enough after it has moved."""
    if not frame.has_groups:
        return True
    net = desk.net
    for number in range(desk.ends[LENGTH]):
        meeting = desk.chain[number]
        for at in range(frame.group_first[meeting], frame.group_first[meeting + 1]):
            net[frame.groups[at]] += 1 if number % 2 == 0 else -1
    enough = True
    for number in range(desk.ends[LENGTH]):
        meeting = desk.chain[number]
        for at in range(frame.group_first[meeting], frame.group_first[meeting + 1]):
            group = frame.groups[at]
            fuller = target if net[group] > 0 else source
            if net[group] != 0 and desk.used[group, fuller] + abs(net[group]) > frame.room[group, fuller]:
                enough = False
            net[group] = 0
    return enough


@compiled
def _excess_cost(frame: Frame, desk: Desk, source: int, target: int) -> float:
    """What it costs more that slots are too full, where that is allowed on the way."""
    if frame.has_groups or desk.ends[LENGTH] % 2 == 0 or frame.room.shape[0] == 0:
        return 0.0
    cost = 0.0
    if desk.used[0, target] >= frame.room[0, target]:
        cost += frame.by_excess
    if desk.used[0, source] > frame.room[0, source]:
        cost -= frame.by_excess
    return cost


@compiled
def _move_starts(desk: Desk, source: int, target: int) -> None:
    for number in range(desk.ends[LENGTH]):
        desk.start[desk.chain[number]] = target if number % 2 == 0 else source


@compiled
def keeps_order(frame: Frame, desk: Desk, source: int, target: int) -> bool:
    """Whether all that must keep an order still would; starts are as they were afterwards."""
    chain, length = desk.chain, desk.ends[LENGTH]
    tied = False
    for number in range(length):
        if frame.tie_first[chain[number]] < frame.tie_first[chain[number] + 1]:
            tied = True
    if not tied:
        return True
    _move_starts(desk, source, target)
    kept = True
    for number in range(length):
        if kept and not keeps_ties(frame, desk, chain[number]):
            kept = False
    _move_starts(desk, target, source)
    return kept


@compiled
def _move_one(frame: Frame, desk: Desk, meeting: int, here: int, there: int) -> None:
    if frame.has_costs:
        desk.sums[PREFERENCES] += frame.misses[meeting, there] - frame.misses[meeting, here]
        if frame.known[meeting] == here:
            desk.sums[CHANGES] += 1
        elif frame.known[meeting] == there:
            desk.sums[CHANGES] -= 1
    if frame.has_groups:
        for at in range(frame.group_first[meeting], frame.group_first[meeting + 1]):
            desk.used[frame.groups[at], there] += 1
            desk.used[frame.groups[at], here] -= 1
    desk.start[meeting] = there
    desk.cell[frame.pair[meeting, 0], there] = meeting
    desk.cell[frame.pair[meeting, 1], there] = meeting


@compiled
def move_chain(frame: Frame, desk: Desk, party: int, source: int, target: int) -> None:
    """Let the chain in ``desk.chain`` move; the parties at its ends change what they are busy in."""
    for number in range(desk.ends[LENGTH]):
        if number % 2 == 0:
            _move_one(frame, desk, desk.chain[number], source, target)
        else:
            _move_one(frame, desk, desk.chain[number], target, source)
    if not frame.has_groups and desk.ends[LENGTH] % 2 == 1 and frame.room.shape[0] > 0:
        fill(frame, desk, 0, target, 1)
        fill(frame, desk, 0, source, -1)
    _settle_end(frame, desk, party, source, target)
    left, taken = far_end(desk, source, target)
    _settle_end(frame, desk, desk.ends[LAST], left, taken)


@compiled
def _settle_end(frame: Frame, desk: Desk, party: int, source: int, target: int) -> None:
    """A party at the end of a chain is busy in ``target`` instead of ``source`` now: count its runs and breaks."""
    cell = desk.cell
    # Counting expects the cells as they were; the one it left still shows its meeting.
    meeting = cell[party, target]
    cell[party, target] = IDLE
    number = _breaks_after(frame, desk, party, source, target)
    less, more = _runs_after(desk, party, source, target)
    desk.runs[party, frame.day[source]] += less
    desk.runs[party, frame.day[target]] += more
    cell[party, source] = IDLE
    cell[party, target] = meeting
    if frame.by_rest > 0.0:
        here, there = frame.day[source], frame.day[target]
        desk.rest[party, here] = rest_of(frame, desk, party, here)
        desk.rest[party, there] = rest_of(frame, desk, party, there)
    set_breaks(frame, desk, party, number)


@compiled
def rest_cost(frame: Frame, desk: Desk, party: int, source: int, target: int) -> float:
    """What the runs of a party cost more by their lengths if it is busy in ``target`` instead of ``source``."""
    if frame.by_rest == 0.0:
        return 0.0
    cell = desk.cell
    meeting = cell[party, source]
    cell[party, source] = IDLE
    cell[party, target] = meeting
    here, there = frame.day[source], frame.day[target]
    rest = rest_of(frame, desk, party, here) - desk.rest[party, here]
    if here != there:
        rest += rest_of(frame, desk, party, there) - desk.rest[party, there]
    cell[party, source] = meeting
    cell[party, target] = IDLE
    return frame.by_rest * rest


@compiled
def break_cost(frame: Frame, desk: Desk, party: int, source: int, target: int) -> float:
    """What the breaks of a party cost more if it is busy in ``target`` instead of ``source``."""
    return frame.by_breaks[_breaks_after(frame, desk, party, source, target)] - frame.by_breaks[desk.breaks[party]]


@compiled
def swap_chain(frame: Frame, desk: Desk, limit: float) -> bool:
    """Let a party be busy in another place, and with it all whose meetings must change places for that."""
    meeting = below(desk.seed, desk.start.size)
    source = desk.start[meeting]
    if source < 0 or frame.pair[meeting, 0] < 0:
        return False
    party = frame.pair[meeting, below(desk.seed, 2)]
    target = frame.place[below(desk.seed, frame.place.size)]
    if desk.cell[party, target] != IDLE:
        return False
    cost = break_cost(frame, desk, party, source, target)
    # Of the two ends of a chain one costs at most half, and the chain is as likely to be looked at from there.
    if not frame.has_costs and 2 * cost > limit + 4 * frame.by_rest:
        return False
    cost += rest_cost(frame, desk, party, source, target)
    if not frame.has_costs and 2 * cost > limit:
        return False
    return _follow(frame, desk, party, source, target, limit - cost)


@compiled
def _follow(frame: Frame, desk: Desk, party: int, source: int, target: int, limit: float) -> bool:
    """Move the whole chain that begins with a party, if the rest of it does not cost more than the limit."""
    cost = walk(frame, desk, party, source, target)
    if cost >= NEVER:
        return False
    last = desk.ends[LAST]
    left, taken = far_end(desk, source, target)
    cost += _excess_cost(frame, desk, source, target) + break_cost(frame, desk, last, left, taken)
    if cost > limit + 4 * frame.by_rest:
        return False
    cost += rest_cost(frame, desk, last, left, taken)
    if cost > limit:
        return False
    if not has_room(frame, desk, source, target) or not keeps_order(frame, desk, source, target):
        return False
    move_chain(frame, desk, party, source, target)
    return True
