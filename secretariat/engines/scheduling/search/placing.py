"""Kernels: moves that place what is left out, or what is not simply of two parties and one slot."""

from secretariat.engines.scheduling.search.compiled import below, compiled
from secretariat.engines.scheduling.search.laying import conflicts, fits, keeps_ties, lift, put
from secretariat.engines.scheduling.search.moving import (
    break_cost,
    far_end,
    has_room,
    keeps_order,
    move_chain,
    rest_cost,
    walk,
)
from secretariat.engines.scheduling.search.tables import IDLE, LAST, NEVER, OUT, Desk, Frame

__all__ = ["place_anew", "place_left_out"]


@compiled
def _is_free(frame: Frame, desk: Desk, meeting: int, place: int) -> bool:
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
def _resettle(frame: Frame, desk: Desk, meeting: int, first_choice: int) -> float:
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
def place_anew(frame: Frame, desk: Desk, meeting: int, place: int, limit: float) -> bool:
    """Put a meeting into a place, and those in its way elsewhere or nowhere."""
    before = desk.start[meeting]
    if not frame.allowed[meeting, place] or place == before:
        return False
    found = conflicts(frame, desk, meeting, place)
    if found < 0 or _is_too_dear(frame, desk, meeting, found, limit):
        return False
    notes = desk.notes
    notes[0, 0], notes[0, 1] = meeting, before
    for number in range(found):
        other = desk.chain[number]
        notes[number + 1, 0], notes[number + 1, 1] = other, desk.start[other]
    cost = 0.0
    for number in range(found + 1):
        if desk.start[notes[number, 0]] >= 0:
            cost += lift(frame, desk, notes[number, 0])
    cost += _settle(frame, desk, place, found)
    if cost <= limit:
        return True
    take_back(frame, desk, found + 1)
    return False


@compiled
def _is_too_dear(frame: Frame, desk: Desk, meeting: int, found: int, limit: float) -> bool:
    """Whether what would be left out costs too much even if one of the meetings in the way is placed elsewhere."""
    if found < 2:
        return False
    loss = 0.0 if desk.start[meeting] >= 0 else -frame.loss[meeting]
    for number in range(1, found):
        loss += frame.loss[desk.chain[number]]
    # So many breaks may be won.
    return loss - 4 * found > limit


@compiled
def _settle(frame: Frame, desk: Desk, place: int, found: int) -> float:
    """Place the first meeting of ``desk.notes`` and then the others; says what that costs more."""
    meeting, before = desk.notes[0, 0], desk.notes[0, 1]
    if not fits(frame, desk, meeting, place):
        return NEVER
    cost = put(frame, desk, meeting, place)
    if not keeps_ties(frame, desk, meeting):
        return NEVER
    for number in range(1, found + 1):
        cost += _resettle(frame, desk, desk.notes[number, 0], before)
    return cost


@compiled
def take_back(frame: Frame, desk: Desk, count: int) -> None:
    for number in range(count):
        if desk.start[desk.notes[number, 0]] >= 0:
            lift(frame, desk, desk.notes[number, 0])
    for number in range(count):
        if desk.notes[number, 1] >= 0:
            put(frame, desk, desk.notes[number, 0], desk.notes[number, 1])


@compiled
def _idle_place(frame: Frame, desk: Desk, party: int) -> int:
    """A place in which a party is idle, or -1."""
    places = frame.slot.size - 2
    place = 1 + below(desk.seed, places)
    for _ in range(places):
        place = place + 1 if place < places else 1
        if desk.cell[party, place] == IDLE:
            return place
    return -1


@compiled
def place_left_out(frame: Frame, desk: Desk, limit: float) -> bool:
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
def _place_by_chain(frame: Frame, desk: Desk, meeting: int, party: int, place: int, limit: float) -> bool:
    """Let a party change ``place``, where it is idle, for one in which the other party of a meeting is idle."""
    other = frame.pair[meeting, 0] + frame.pair[meeting, 1] - party
    target = _idle_place(frame, desk, other)
    if target < 0 or not frame.allowed[meeting, target] or desk.cell[party, target] < 0:
        return False
    cost = walk(frame, desk, party, target, place)
    if cost >= NEVER or desk.ends[LAST] == other:
        return False
    if not has_room(frame, desk, target, place) or not keeps_order(frame, desk, target, place):
        return False
    last = desk.ends[LAST]
    left, taken = far_end(desk, target, place)
    cost += break_cost(frame, desk, last, left, taken) + break_cost(frame, desk, party, target, place)
    # What was left out comes in, and makes up for two breaks more.
    if cost - frame.loss[meeting] - 2 > limit:
        return False
    cost += rest_cost(frame, desk, last, left, taken) + rest_cost(frame, desk, party, target, place)
    move_chain(frame, desk, party, target, place)
    return _enter(frame, desk, meeting, target, limit - cost) or _chain_back(frame, desk, party, place, target)


@compiled
def _enter(frame: Frame, desk: Desk, meeting: int, place: int, limit: float) -> bool:
    """Place a meeting that is left out, if that is legal and not too dear."""
    if not fits(frame, desk, meeting, place):
        return False
    cost = put(frame, desk, meeting, place)
    if cost <= limit and keeps_ties(frame, desk, meeting):
        return True
    lift(frame, desk, meeting)
    return False


@compiled
def _chain_back(frame: Frame, desk: Desk, party: int, source: int, target: int) -> bool:
    """Let a chain that has just moved go back."""
    walk(frame, desk, party, source, target)
    move_chain(frame, desk, party, source, target)
    return False
