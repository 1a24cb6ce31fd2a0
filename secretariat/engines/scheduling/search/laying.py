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
)

__all__ = ["conflicts", "fill", "fits", "keeps_ties", "lift", "note_best", "put", "rest_of", "set_breaks"]


@compiled
def set_breaks(frame, desk, party, number):
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
def fill(frame, desk, group, place, change):
    """So many more meetings of a group are held in a place; says by how many more there are too many."""
    before = desk.used[group, place]
    desk.used[group, place] = before + change
    room = frame.room[group, place]
    more = max(0, before + change - room) - max(0, before - room)
    desk.sums[EXCESS] += more
    return more


@compiled
def rest_of(frame, desk, party, day):
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
def _change_cell(frame, desk, party, place, meeting):
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
def _refuse(frame, desk, meeting, change):
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
def _lay(frame, desk, meeting, place, taken):
    """Fill or empty the cells of a meeting; says what breaks cost more."""
    cost = 0.0
    slot = frame.slot[place]
    step = 1 if taken else -1
    for number in range(frame.length[meeting]):
        here = frame.place[slot + number]
        for at in range(frame.first[meeting], frame.first[meeting + 1]):
            cost += _change_cell(frame, desk, frame.parties[at], here, meeting if taken else IDLE)
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
def lift(frame, desk, meeting):
    """Leave a meeting out that was placed; says what that costs more."""
    cost = _lay(frame, desk, meeting, desk.start[meeting], False)  # noqa: FBT003 (compiled code has no keywords)
    desk.start[meeting] = -1
    desk.out[desk.sums[OUT]] = meeting
    desk.out_at[meeting] = desk.sums[OUT]
    desk.sums[OUT] += 1
    desk.sums[UNMET] += frame.weight[meeting]
    desk.sums[MISSING] += frame.required[meeting]
    return cost + frame.loss[meeting] + _refuse(frame, desk, meeting, 1)


@kernel
def put(frame, desk, meeting, place):
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
    return cost + _lay(frame, desk, meeting, place, True)  # noqa: FBT003


@compiled
def fits(frame, desk, meeting, place):
    """Whether there are places enough for a meeting that is left out to begin there."""
    for number in range(frame.length[meeting]):
        for at in range(frame.group_first[meeting], frame.group_first[meeting + 1]):
            group = frame.groups[at]
            if desk.used[group, place + number] >= frame.room[group, place + number]:
                return False
    return True


@compiled
def keeps_ties(frame, desk, meeting):
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
def conflicts(frame, desk, meeting, place):
    """Meetings in the way of one that would begin there, as so many in ``desk.chain``; -1 if it cannot."""
    found = 0
    for at in range(frame.first[meeting], frame.first[meeting + 1]):
        for number in range(frame.length[meeting]):
            other = desk.cell[frame.parties[at], place + number]
            if other == IDLE or other == meeting:  # noqa: PLR1714 (faster compiled)
                continue
            if other == AWAY or not frame.movable[other]:
                return -1
            known = False
            for before in range(found):
                if desk.chain[before] == other:
                    known = True
            if not known:
                desk.chain[found] = other
                found += 1
    return found


@compiled
def _difference(numbers):
    least = 0
    while least < numbers.size - 1 and numbers[least] == 0:
        least += 1
    most = numbers.size - 1
    while most > least and numbers[most] == 0:
        most -= 1
    return most - least


@kernel
def note_best(frame, desk):
    """Keep the plan if it is better than the best so far; says whether it is."""
    sums, best = desk.sums, desk.best_ranks
    wrong = sums[MISSING] + sums[EXCESS]
    if wrong > best[0]:
        return False
    decided = wrong < best[0]
    if not decided and frame.order[0] != FAIRNESS:
        # Most plans are seen to be no better by this alone.
        if sums[frame.order[0]] > best[1]:
            return False
        decided = sums[frame.order[0]] < best[1]
        if not decided and frame.order[1] != FAIRNESS and sums[frame.order[1]] > best[2]:
            return False
    sums[FAIRNESS] = _difference(desk.with_breaks) + _difference(desk.with_refused)
    if frame.spread >= 0:
        wrong += max(0, _difference(desk.with_breaks) - frame.spread)
        if wrong > best[0]:
            return False
        decided = wrong < best[0]
    for rank in range(RANKS - 1):
        if decided:
            break
        if sums[frame.order[rank]] > best[rank + 1]:
            return False
        decided = sums[frame.order[rank]] < best[rank + 1]
    if not decided:
        return False
    best[0] = wrong
    for rank in range(RANKS - 1):
        best[rank + 1] = sums[frame.order[rank]]
    for meeting in range(desk.start.size):
        desk.best[meeting] = desk.start[meeting]
    return True
