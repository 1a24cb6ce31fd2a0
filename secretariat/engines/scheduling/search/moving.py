"""Kernels: the moves of the search, each tried and kept or taken back.

``limit`` is how much dearer a plan may become; it is drawn before the move, so that most moves are given up early.
"""

from secretariat.engines.scheduling.search.compiled import below, compiled
from secretariat.engines.scheduling.search.laying import conflicts, fits, keeps_ties, lift, put, set_breaks
from secretariat.engines.scheduling.search.tables import AWAY, BREAKS, CHANGES, IDLE, OUT, PREFERENCES

__all__ = ["place_anew", "swap_chain"]


@compiled
def _runs_after(frame, desk, party, source, target):
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
def _breaks_after(frame, desk, party, source, target):
    """How many breaks a party has if it is busy in the second place instead of the first."""
    less, more = _runs_after(frame, desk, party, source, target)
    here, there = frame.day[source], frame.day[target]
    runs = desk.runs[party, here]
    number = desk.breaks[party]
    if here == there:
        return number + max(0, runs + less + more - 1) - max(0, runs - 1)
    number += max(0, runs + less - 1) - max(0, runs - 1)
    runs = desk.runs[party, there]
    return number + max(0, runs + more - 1) - max(0, runs - 1)


@compiled
def _walk(frame, desk, party, source, target):
    """Follow the chain that begins with a party's meeting in ``source`` and swaps the two places.

    Meetings stand in ``desk.chain``. Says how many they are, who is at the other end and what places cost more; 0 if
    the chain cannot move.
    """
    cell, chain = desk.cell, desk.chain
    length = 0
    cost = 0.0
    here, there = source, target
    while True:
        meeting = cell[party, here]
        one, other = frame.pair[meeting, 0], frame.pair[meeting, 1]
        if one < 0 or not frame.movable[meeting] or not frame.allowed[meeting, there]:
            return 0, party, 0.0
        chain[length] = meeting
        length += 1
        if frame.has_costs:
            cost += frame.cost[meeting, there] - frame.cost[meeting, here]
        party = other if one == party else one
        next_ = cell[party, there]
        if next_ == AWAY:
            return 0, party, 0.0
        if next_ == IDLE:
            return length, party, cost
        here, there = there, here


@compiled
def _has_room(frame, desk, length, source, target):
    """Whether the groups of a chain have places enough after it has moved."""
    if not frame.has_groups:
        if length % 2 == 0 or frame.room.shape[0] == 0:
            return True
        return desk.used[0, target] < frame.room[0, target]
    chain, net = desk.chain, desk.net
    for number in range(length):
        step = 1 if number % 2 == 0 else -1
        for at in range(frame.group_first[chain[number]], frame.group_first[chain[number] + 1]):
            net[frame.groups[at]] += step
    enough = True
    for number in range(length):
        for at in range(frame.group_first[chain[number]], frame.group_first[chain[number] + 1]):
            group = frame.groups[at]
            more = net[group]
            if more > 0 and desk.used[group, target] + more > frame.room[group, target]:
                enough = False
            if more < 0 and desk.used[group, source] - more > frame.room[group, source]:
                enough = False
            net[group] = 0
    return enough


@compiled
def _move_starts(desk, length, source, target):
    for number in range(length):
        desk.start[desk.chain[number]] = target if number % 2 == 0 else source


@compiled
def _keeps_order(frame, desk, length, source, target):
    """Whether all that must keep an order still would; starts are as they were afterwards."""
    chain = desk.chain
    tied = False
    for number in range(length):
        if frame.tie_first[chain[number]] < frame.tie_first[chain[number] + 1]:
            tied = True
    if not tied:
        return True
    _move_starts(desk, length, source, target)
    kept = True
    for number in range(length):
        if kept and not keeps_ties(frame, desk, chain[number]):
            kept = False
    _move_starts(desk, length, target, source)
    return kept


@compiled
def _swap(frame, desk, party, last, length, source, target):
    """Let the chain in ``desk.chain`` move; the parties at its ends change what they are busy in."""
    cell, chain = desk.cell, desk.chain
    for number in range(length):
        meeting = chain[number]
        here, there = (source, target) if number % 2 == 0 else (target, source)
        if frame.has_costs:
            desk.sums[PREFERENCES] += frame.misses[meeting, there] - frame.misses[meeting, here]
            if frame.known[meeting] == here:
                desk.sums[CHANGES] += 1
            elif frame.known[meeting] == there:
                desk.sums[CHANGES] -= 1
        step = 1 if number % 2 == 0 else -1
        if frame.has_groups:
            for at in range(frame.group_first[meeting], frame.group_first[meeting + 1]):
                desk.used[frame.groups[at], target] += step
                desk.used[frame.groups[at], source] -= step
        desk.start[meeting] = there
        cell[frame.pair[meeting, 0], there] = meeting
        cell[frame.pair[meeting, 1], there] = meeting
    if not frame.has_groups and length % 2 == 1 and frame.room.shape[0] > 0:
        desk.used[0, target] += 1
        desk.used[0, source] -= 1
    _settle_end(frame, desk, party, source, target)
    if length % 2 == 1:
        _settle_end(frame, desk, last, source, target)
    else:
        _settle_end(frame, desk, last, target, source)


@compiled
def _settle_end(frame, desk, party, source, target):
    """A party at the end of a chain is busy in ``target`` instead of ``source`` now: count its runs and breaks."""
    cell = desk.cell
    # Counting expects the cells as they were; the one it left still shows its meeting.
    meeting = cell[party, target]
    cell[party, target] = IDLE
    number = _breaks_after(frame, desk, party, source, target)
    less, more = _runs_after(frame, desk, party, source, target)
    desk.runs[party, frame.day[source]] += less
    desk.runs[party, frame.day[target]] += more
    cell[party, source] = IDLE
    cell[party, target] = meeting
    set_breaks(frame, desk, party, number)


@compiled
def _swap_cost(frame, desk, party, source, target):
    return frame.by_breaks[_breaks_after(frame, desk, party, source, target)] - frame.by_breaks[desk.breaks[party]]


@compiled
def swap_chain(frame, desk, limit):
    """Let a party be busy in another place, and with it all whose meetings must change places for that."""
    meeting = below(desk.seed, desk.start.size)
    source = desk.start[meeting]
    if source < 0 or frame.pair[meeting, 0] < 0:
        return False
    party = frame.pair[meeting, below(desk.seed, 2)]
    target = frame.place[below(desk.seed, frame.place.size)]
    if desk.cell[party, target] != IDLE:
        return False
    cost = _swap_cost(frame, desk, party, source, target)
    # Of the two ends of a chain one costs at most half, and the chain is as likely to be looked at from there.
    if not frame.has_costs and 2 * cost > limit:
        return False
    length, last, more = _walk(frame, desk, party, source, target)
    if length == 0:
        return False
    if length % 2 == 1:
        cost += more + _swap_cost(frame, desk, last, source, target)
    else:
        cost += more + _swap_cost(frame, desk, last, target, source)
    if cost > limit:
        return False
    if not _has_room(frame, desk, length, source, target) or not _keeps_order(frame, desk, length, source, target):
        return False
    _swap(frame, desk, party, last, length, source, target)
    return True


@compiled
def _is_free(frame, desk, meeting, place):
    """Whether a meeting that is left out can begin there, but for its ties."""
    if not frame.allowed[meeting, place]:
        return False
    if frame.pair[meeting, 0] < 0:
        return conflicts(frame, desk, meeting, place) == 0 and fits(frame, desk, meeting, place)
    cell = desk.cell
    if cell[frame.pair[meeting, 0], place] != IDLE or cell[frame.pair[meeting, 1], place] != IDLE:
        return False
    return fits(frame, desk, meeting, place)


@compiled
def _resettle(frame, desk, meeting, first_choice):
    """Find another place for a meeting that is left out, ``first_choice`` if it can; says what that costs more."""
    if first_choice >= 0 and _is_free(frame, desk, meeting, first_choice):
        cost = put(frame, desk, meeting, first_choice)
        if keeps_ties(frame, desk, meeting):
            return cost
        lift(frame, desk, meeting)
    places = frame.slot.size - 2
    place = 1 + below(desk.seed, places)
    for _ in range(places):
        place = place + 1 if place < places else 1
        if _is_free(frame, desk, meeting, place):
            cost = put(frame, desk, meeting, place)
            if keeps_ties(frame, desk, meeting):
                return cost
            lift(frame, desk, meeting)
    return 0.0


@compiled
def place_anew(frame, desk, meeting, limit):
    """Put a meeting into any place, and those in its way elsewhere or nowhere."""
    place = frame.place[below(desk.seed, frame.place.size)]
    before = desk.start[meeting]
    if not frame.allowed[meeting, place] or place == before:
        return False
    found = conflicts(frame, desk, meeting, place)
    if found < 0:
        return False
    notes = desk.notes
    notes[0, 0], notes[0, 1] = meeting, before
    loss = 0.0 if before >= 0 else -frame.loss[meeting]
    for number in range(found):
        other = desk.chain[number]
        notes[number + 1, 0], notes[number + 1, 1] = other, desk.start[other]
        loss += frame.loss[other]
    # All but one may be lost, and so many breaks won.
    if found > 1 and loss - frame.loss[desk.chain[0]] - 4 * found > limit:
        return False
    cost = 0.0
    for number in range(found + 1):
        if desk.start[notes[number, 0]] >= 0:
            cost += lift(frame, desk, notes[number, 0])
    legal = fits(frame, desk, meeting, place)
    if legal:
        cost += put(frame, desk, meeting, place)
        legal = keeps_ties(frame, desk, meeting)
    if legal:
        for number in range(1, found + 1):
            cost += _resettle(frame, desk, notes[number, 0], before)
    if legal and cost <= limit:
        return True
    _take_back(frame, desk, found + 1)
    return False


@compiled
def _take_back(frame, desk, count):
    for number in range(count):
        if desk.start[desk.notes[number, 0]] >= 0:
            lift(frame, desk, desk.notes[number, 0])
    for number in range(count):
        if desk.notes[number, 1] >= 0:
            put(frame, desk, desk.notes[number, 0], desk.notes[number, 1])
