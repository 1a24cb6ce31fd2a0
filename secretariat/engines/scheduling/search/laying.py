"""Kernels: put a meeting on the desk or take it off, and keep every sum right."""

from secretariat.engines.scheduling.search.compiled import compiled, kernel
from secretariat.engines.scheduling.search.tables import (
    AWAY,
    BREAKS,
    CHANGES,
    EXCESS,
    FAIRNESS,
    IDLE,
    LATER,
    MISSING,
    OUT,
    PREFERENCES,
    RANKS,
    SOONER,
    UNMET,
    Array,
    Desk,
    Frame,
)

__all__ = ["conflicts", "fill", "fits", "keeps_ties", "lift", "note_best", "put", "rest_of", "set_breaks"]


@compiled
def set_breaks(frame: Frame, desk: Desk, party: int, number: int) -> float:
    """A party has so many breaks now; says what that costs more than before."""
    before = desk.breaks[party]
    if number == before:
        return 0.0
    desk.breaks[party] = number
    desk.with_breaks[before] -= 1
    desk.with_breaks[number] += 1
    desk.sums[BREAKS] += number - before
    return frame.by_breaks[number] - frame.by_breaks[before]


@compiled
def fill(frame: Frame, desk: Desk, group: int, place: int, change: int) -> int:
    """So many more meetings of a group are held in a place; says by how many more there are too many."""
    before = desk.used[group, place]
    desk.used[group, place] = before + change
    room = frame.room[group, place]
    more = max(0, before + change - room) - max(0, before - room)
    desk.sums[EXCESS] += more
    return more


@compiled
def rest_of(frame: Frame, desk: Desk, party: int, day: int) -> int:
    """How many places of a day a party is busy in outside its longest run."""
    cell = desk.cell
    all_ = longest = run = 0
    for place in range(frame.begin[day], frame.end[day]):
        if cell[party, place] >= 0:
            all_ += 1
            run += 1
            longest = max(longest, run)
        else:
            run = 0
    return all_ - longest


@compiled
def _change_cell(frame: Frame, desk: Desk, party: int, place: int, meeting: int) -> float:
    """A party is in this meeting there now, or idle; says what its breaks cost more."""
    cell = desk.cell
    was = cell[party, place]
    cell[party, place] = meeting
    if (was >= 0) == (meeting >= 0):
        return 0.0
    day = frame.day[place]
    cost = 0.0
    if frame.by_rest > 0.0:
        rest = rest_of(frame, desk, party, day)
        cost = frame.by_rest * (rest - desk.rest[party, day])
        desk.rest[party, day] = rest
    change = 1
    if cell[party, place - 1] >= 0:
        change -= 1
    if cell[party, place + 1] >= 0:
        change -= 1
    if meeting < 0:
        change = -change
    if change == 0:
        return cost
    before = desk.runs[party, day]
    now = before + change
    desk.runs[party, day] = now
    return cost + set_breaks(frame, desk, party, desk.breaks[party] + max(0, now - 1) - max(0, before - 1))


@compiled
def _refuse(frame: Frame, desk: Desk, meeting: int, change: int) -> float:
    """One meeting more or fewer is refused to its parties; says what that costs more."""
    cost = 0.0
    for at in range(frame.first[meeting], frame.first[meeting + 1]):
        party = frame.parties[at]
        number = desk.refused[party]
        desk.refused[party] = number + change
        desk.with_refused[number] -= 1
        desk.with_refused[number + change] += 1
        cost += frame.by_refused * (2 * number * change + 1)
    return cost


@compiled
def _lay(frame: Frame, desk: Desk, meeting: int, place: int, step: int) -> float:
    """Fill the cells of a meeting (1) or empty them (-1); says what that costs more."""
    cost = 0.0
    slot = frame.slot[place]
    for number in range(frame.length[meeting]):
        here = frame.place[slot + number]
        for at in range(frame.first[meeting], frame.first[meeting + 1]):
            cost += _change_cell(frame, desk, frame.parties[at], here, meeting if step > 0 else IDLE)
        for at in range(frame.group_first[meeting], frame.group_first[meeting + 1]):
            group = frame.groups[at]
            cost += frame.by_excess * fill(frame, desk, group, here, step)
    if frame.has_costs:
        desk.sums[PREFERENCES] += step * frame.misses[meeting, place]
        cost += step * frame.cost[meeting, place]
        if frame.known[meeting] == place:
            desk.sums[CHANGES] -= step
    return cost


@compiled
def lift(frame: Frame, desk: Desk, meeting: int) -> float:
    """Leave a meeting out that was placed; says what that costs more."""
    cost = _lay(frame, desk, meeting, desk.start[meeting], -1)
    desk.start[meeting] = -1
    desk.out[desk.sums[OUT]] = meeting
    desk.out_at[meeting] = desk.sums[OUT]
    desk.sums[OUT] += 1
    desk.sums[UNMET] += frame.weight[meeting]
    desk.sums[MISSING] += frame.required[meeting]
    return cost + frame.loss[meeting] + _refuse(frame, desk, meeting, 1)


@kernel
def put(frame: Frame, desk: Desk, meeting: int, place: int) -> float:
    """Place a meeting that was left out, where its parties are idle; says what that costs more."""
    last = desk.out[desk.sums[OUT] - 1]
    at = desk.out_at[meeting]
    desk.out[at] = last
    desk.out_at[last] = at
    desk.out_at[meeting] = -1
    desk.sums[OUT] -= 1
    desk.sums[UNMET] -= frame.weight[meeting]
    desk.sums[MISSING] -= frame.required[meeting]
    desk.start[meeting] = place
    cost = _refuse(frame, desk, meeting, -1) - frame.loss[meeting]
    return cost + _lay(frame, desk, meeting, place, 1)


@compiled
def fits(frame: Frame, desk: Desk, meeting: int, place: int) -> bool:
    """Whether there are places enough for a meeting that is left out to begin there."""
    for number in range(frame.length[meeting]):
        for at in range(frame.group_first[meeting], frame.group_first[meeting + 1]):
            group = frame.groups[at]
            if desk.used[group, place + number] >= frame.room[group, place + number]:
                return False
    return True


@compiled
def keeps_ties(frame: Frame, desk: Desk, meeting: int) -> bool:
    """Whether a placed meeting keeps what it must to those before it, after it, and not next to it."""
    begins = frame.slot[desk.start[meeting]]
    ends = begins + frame.length[meeting]
    for at in range(frame.tie_first[meeting], frame.tie_first[meeting + 1]):
        other = frame.ties[at, 0]
        if desk.start[other] < 0:
            continue
        kind = frame.ties[at, 1]
        other_begins = frame.slot[desk.start[other]]
        other_ends = other_begins + frame.length[other]
        if kind == SOONER:
            if begins < other_ends:
                return False
        elif kind == LATER:
            if other_begins < ends:
                return False
        # Places beside each other are slots beside each other on one day.
        elif (ends == other_begins and frame.place[ends] == frame.place[ends - 1] + 1) or (
            other_ends == begins and frame.place[begins] == frame.place[begins - 1] + 1
        ):
            return False
    return True


@compiled
def conflicts(frame: Frame, desk: Desk, meeting: int, place: int) -> int:
    """Meetings in the way of one that would begin there, as so many in ``desk.chain``; -1 if it cannot."""
    found = 0
    for at in range(frame.first[meeting], frame.first[meeting + 1]):
        for number in range(frame.length[meeting]):
            other = desk.cell[frame.parties[at], place + number]
            if other == AWAY or (other >= 0 and other != meeting and not frame.movable[other]):
                return -1
            if other >= 0 and other != meeting and not _is_among(desk, other, found):
                desk.chain[found] = other
                found += 1
    return found


@compiled
def _is_among(desk: Desk, meeting: int, count: int) -> bool:
    """Whether a meeting is one of so many in ``desk.chain``."""
    for number in range(count):  # noqa: SIM110 (compiled code has no generators)
        if desk.chain[number] == meeting:
            return True
    return False


@compiled
def _difference(numbers: Array) -> int:
    least = 0
    while least < numbers.size - 1 and numbers[least] == 0:
        least += 1
    most = numbers.size - 1
    while most > least and numbers[most] == 0:
        most -= 1
    return most - least


@kernel
def note_best(frame: Frame, desk: Desk) -> bool:
    """Keep the plan if it is better than the best so far; says whether it is."""
    if _is_behind(frame, desk):
        return False
    sums, best = desk.sums, desk.best_ranks
    breaks = _difference(desk.with_breaks)
    sums[FAIRNESS] = breaks + _difference(desk.with_refused)
    wrong = sums[MISSING] + sums[EXCESS]
    if frame.spread >= 0:
        wrong += max(0, breaks - frame.spread)
    if not _is_better(frame, desk, wrong):
        return False
    best[0] = wrong
    for rank in range(RANKS - 1):
        best[rank + 1] = sums[frame.order[rank]]
    for meeting in range(desk.start.size):
        desk.best[meeting] = desk.start[meeting]
    return True


@compiled
def _is_behind(frame: Frame, desk: Desk) -> bool:
    """Whether the first two numbers show that a plan is no better, as with most they do."""
    sums, best = desk.sums, desk.best_ranks
    wrong = sums[MISSING] + sums[EXCESS]
    if wrong != best[0] or frame.order[0] == FAIRNESS:
        return wrong > best[0]
    first = sums[frame.order[0]]
    if first != best[1] or frame.order[1] == FAIRNESS:
        return first > best[1]
    return sums[frame.order[1]] > best[2]


@compiled
def _is_better(frame: Frame, desk: Desk, wrong: int) -> bool:
    if wrong != desk.best_ranks[0]:
        return wrong < desk.best_ranks[0]
    for rank in range(RANKS - 1):
        number = desk.sums[frame.order[rank]]
        if number != desk.best_ranks[rank + 1]:
            return number < desk.best_ranks[rank + 1]
    return False
