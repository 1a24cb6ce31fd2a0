"""Kernels: moves that place what is left out, or what is not simply of two parties and one slot."""

from secretariat.engines.scheduling.search.compiled import below, compiled
from secretariat.engines.scheduling.search.laying import conflicts, fits, keeps_ties, lift, put
from secretariat.engines.scheduling.search.moving import break_cost, has_room, keeps_order, move_chain, rest_cost, walk
from secretariat.engines.scheduling.search.tables import IDLE, OUT

__all__ = ["place_anew", "place_left_out"]


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
def place_anew(frame, desk, meeting, place, limit):
    """Put a meeting into a place, and those in its way elsewhere or nowhere."""
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
    take_back(frame, desk, found + 1)
    return False


@compiled
def take_back(frame, desk, count):
    for number in range(count):
        if desk.start[desk.notes[number, 0]] >= 0:
            lift(frame, desk, desk.notes[number, 0])
    for number in range(count):
        if desk.notes[number, 1] >= 0:
            put(frame, desk, desk.notes[number, 0], desk.notes[number, 1])


@compiled
def _idle_place(frame, desk, party):
    """A place in which a party is idle, or -1."""
    places = frame.slot.size - 2
    place = 1 + below(desk.seed, places)
    for _ in range(places):
        place = place + 1 if place < places else 1
        if desk.cell[party, place] == IDLE:
            return place
    return -1


@compiled
def place_left_out(frame, desk, limit):
    """Give a meeting that is left out a place."""
    meeting = desk.out[below(desk.seed, desk.sums[OUT])]
    chance = below(desk.seed, 8)
    if frame.pair[meeting, 0] < 0 or chance == 0:
        return place_anew(frame, desk, meeting, frame.place[below(desk.seed, frame.place.size)], limit)
    party = frame.pair[meeting, chance & 1]
    place = _idle_place(frame, desk, party)
    if place < 0:
        return False
    if chance < 5:
        return place_anew(frame, desk, meeting, place, limit)
    return _place_by_chain(frame, desk, meeting, party, place, limit)


@compiled
def _place_by_chain(frame, desk, meeting, party, place, limit):
    """Let a party change ``place``, where it is idle, for one in which the other party of a meeting is idle."""
    other = frame.pair[meeting, 0] + frame.pair[meeting, 1] - party
    target = _idle_place(frame, desk, other)
    if target < 0 or not frame.allowed[meeting, target] or desk.cell[party, target] < 0:
        return False
    length, last, cost = walk(frame, desk, party, target, place)
    if length == 0 or last == other or not has_room(frame, desk, length, target, place):
        return False
    if not keeps_order(frame, desk, length, target, place):
        return False
    left, taken = (target, place) if length % 2 == 1 else (place, target)
    cost += break_cost(frame, desk, last, left, taken) + break_cost(frame, desk, party, target, place)
    # What was left out comes in, and makes up for at most two breaks more.
    if cost - frame.loss[meeting] - 2 > limit:
        return False
    cost += rest_cost(frame, desk, last, left, taken) + rest_cost(frame, desk, party, target, place)
    move_chain(frame, desk, party, last, length, target, place)
    if fits(frame, desk, meeting, target):
        cost += put(frame, desk, meeting, target)
        if cost <= limit and keeps_ties(frame, desk, meeting):
            return True
        lift(frame, desk, meeting)
    # The same chain, the other way.
    length, last, _ = walk(frame, desk, party, place, target)
    move_chain(frame, desk, party, last, length, place, target)
    return False
