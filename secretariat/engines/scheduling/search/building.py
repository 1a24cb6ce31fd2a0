"""From a problem and starts to arrays, and back."""

from collections.abc import Sequence

import numpy as np

from secretariat.engines.scheduling.board import Board, bits
from secretariat.engines.scheduling.problem import TIERS, Problem
from secretariat.engines.scheduling.search.laying import put
from secretariat.engines.scheduling.search.tables import (
    AWAY,
    CHANGES,
    IDLE,
    LATER,
    MISSING,
    OUT,
    RANKS,
    SOONER,
    UNMET,
    UNTOUCHED,
    Array,
    Desk,
    Frame,
)

__all__ = ["Starts", "desk_of", "frame_of", "starts_of"]

Starts = tuple[int | None, ...]

# What tiers weigh in the search: one break is 1, each tier before it so much more, each after it so much less.
_MORE, _LESS = 8.0, 0.15
# Leaving out what is required, each break of a party beyond what the spread allows, a meeting too many at once, and
# each meeting of a party outside its longest run of a day: the fewer these are the sooner a break can be closed.
_REQUIRED, _SPREAD, _EXCESS, _REST = 60.0, 3.0, 1.0, 0.1
_NEVER = 1 << 60


def frame_of(problem: Problem, *, held: frozenset[int] = frozenset()) -> Frame:
    """The arrays that a search does not change; meetings in ``held`` stay where they are."""
    board = Board(problem)
    place, slot, day = _places(problem)
    begin, end = _days(slot, day)
    weights = _weights(problem)
    allowed = _allowed(problem, board, place, len(slot))
    first, parties, pair = _who(problem)
    cost, misses, known = _costs(problem, allowed, place, weights)
    movable = np.array(
        [meeting.start is None and number not in held for number, meeting in enumerate(problem.meetings)],
        dtype=np.bool_,
    )
    group_first, groups = _listed(board.counted)
    room = np.full((len(board.places), len(slot)), 1 << 30, dtype=np.int32)
    for number, places in enumerate(board.places):
        room[number, place] = places
    tie_first, ties = _ties(board)
    required = np.array([m.required or m.start is not None for m in problem.meetings], dtype=np.int64)
    weight = np.array([meeting.weight for meeting in problem.meetings], dtype=np.int64)
    return Frame(
        place=place,
        slot=slot,
        day=day,
        first=first,
        parties=parties,
        pair=pair,
        length=_lengths(problem),
        movable=movable,
        allowed=allowed,
        cost=cost,
        misses=misses,
        known=known,
        weight=weight,
        loss=_losses(problem, weights["unmet"]),
        required=required,
        tie_first=tie_first,
        ties=ties,
        group_first=group_first,
        groups=groups,
        room=room,
        by_breaks=_by_breaks(problem, weights, len(slot)),
        by_rest=_REST * weights["breaks"],
        begin=begin,
        end=end,
        by_excess=_EXCESS * max(weights["breaks"], 1.0),
        by_refused=0.02 * weights["fairness"],
        order=np.array([TIERS.index(tier) for tier in _order(problem)], dtype=np.int64),
        odd=np.flatnonzero(movable & (pair[:, 0] < 0)).astype(np.int32),
        spread=-1 if problem.spread is None else problem.spread,
        has_costs=cost.size > 1,
        has_groups=len(board.places) > 1 or any(len(counted) != len(board.places) for counted in board.counted),
    )


def desk_of(problem: Problem, frame: Frame, starts: Sequence[int | None], seed: int) -> Desk:
    """A plan laid out for a search; it is the best so far."""
    meetings, parties, places = len(problem.meetings), len(problem.parties), len(frame.slot)
    cell = np.full((parties, places), IDLE, dtype=np.int32)
    cell[:, frame.slot < 0] = AWAY
    degree = np.zeros(parties, dtype=np.int64)
    np.add.at(degree, frame.parties, 1)
    for number, party in enumerate(problem.parties):
        cell[number, frame.place[sorted(party.away)]] = AWAY
    widest = max((len(m.parties) * m.length for m in problem.meetings), default=0)
    sums = np.zeros(8, dtype=np.int64)
    sums[[UNMET, MISSING, OUT]] = frame.weight.sum(), frame.required.sum(), meetings
    sums[CHANGES] = (frame.known >= 0).sum() if frame.has_costs else 0
    with_refused = np.zeros(int(degree.max(initial=0)) + 2, dtype=np.int64)
    np.add.at(with_refused, degree[degree > 0], 1)
    with_breaks = np.zeros(places + 1, dtype=np.int64)
    with_breaks[0] = parties
    room = meetings + widest + 8
    desk = Desk(
        start=np.full(meetings, -1, dtype=np.int32),
        cell=cell,
        runs=np.zeros((parties, int(frame.day.max(initial=0)) + 1), dtype=np.int32),
        rest=np.zeros((parties, int(frame.day.max(initial=0)) + 1), dtype=np.int32),
        breaks=np.zeros(parties, dtype=np.int32),
        refused=degree.astype(np.int32),
        with_breaks=with_breaks,
        with_refused=with_refused,
        used=np.zeros(frame.room.shape, dtype=np.int32),
        out=np.arange(meetings, dtype=np.int32),
        out_at=np.arange(meetings, dtype=np.int32),
        sums=sums,
        best=np.full(meetings, -1, dtype=np.int32),
        best_ranks=np.full(RANKS, _NEVER, dtype=np.int64),
        seed=np.array([(seed * 2 + 1) * 0x9E3779B97F4A7C15 % (1 << 64)], dtype=np.uint64),
        chain=np.zeros(room, dtype=np.int32),
        ends=np.zeros(2, dtype=np.int64),
        notes=np.zeros((room, 2), dtype=np.int32),
        net=np.zeros(len(frame.room), dtype=np.int64),
    )
    lay_out(frame, desk, starts)
    return desk


def lay_out(frame: Frame, desk: Desk, starts: Sequence[int | None]) -> None:
    """Put the meetings of an empty desk where a plan has them."""
    for meeting, start in enumerate(starts):
        if start is not None:
            put(frame, desk, meeting, frame.place[start])


def starts_of(frame: Frame, places: Array) -> Starts:
    """Places of meetings as starts."""
    return tuple(int(frame.slot[place]) if place >= 0 else None for place in places.tolist())


def _places(problem: Problem) -> tuple[Array, Array, Array]:
    places: list[int] = []
    slots, days = [-1], [0]
    number = -1
    before: int | None = None
    for index, slot in enumerate(problem.slots):
        if slot.day != before:
            number += 1
            if before is not None:
                slots.append(-1)
                days.append(number)
        before = slot.day
        places.append(len(slots))
        slots.append(index)
        days.append(number)
    return (
        np.array(places, dtype=np.int32),
        np.array([*slots, -1], dtype=np.int32),
        np.array([*days, max(0, number)], dtype=np.int32),
    )


def _days(slot: Array, day: Array) -> tuple[Array, Array]:
    """Where each day begins, and where it is over."""
    days = [np.flatnonzero((day == number) & (slot >= 0)) for number in range(int(day.max(initial=0)) + 1)]
    begin = [int(places[0]) if places.size else 0 for places in days]
    end = [int(places[-1]) + 1 if places.size else 0 for places in days]
    return np.array(begin, dtype=np.int32), np.array(end, dtype=np.int32)


def _order(problem: Problem) -> list[str]:
    """All tiers, those of the problem first; the others never decide, since they come last."""
    return [*problem.tiers, *(tier for tier in TIERS if tier not in problem.tiers)]


def _weights(problem: Problem) -> dict[str, float]:
    order = problem.tiers
    middle = order.index("breaks") if "breaks" in order else 0
    weights: dict[str, float] = dict.fromkeys(TIERS, 0.0)
    for number, tier in enumerate(order):
        weights[tier] = _MORE ** (middle - number) if number <= middle else _LESS ** (number - middle)
    return weights


def _losses(problem: Problem, weight: float) -> Array:
    weights = [meeting.weight for meeting in problem.meetings if meeting.weight > 0]
    unit = min(weights, default=1)
    return np.array(
        [weight * m.weight / unit + (_REQUIRED if m.required or m.start is not None else 0.0) for m in problem.meetings]
    )


def _by_breaks(problem: Problem, weights: dict[str, float], places: int) -> Array:
    numbers = np.arange(places + 1, dtype=np.float64)
    cost = weights["breaks"] * numbers + weights["fairness"] * 0.3 * numbers * numbers
    if problem.spread is not None:
        cost += _SPREAD * np.maximum(0, numbers - problem.spread)
    return np.asarray(cost)


def _allowed(problem: Problem, board: Board, place: Array, places: int) -> Array:
    allowed = np.zeros((len(problem.meetings), places), dtype=np.bool_)
    columns: dict[tuple[int, int], list[int]] = {}
    for number, meeting in enumerate(problem.meetings):
        key = (board.windows[number], meeting.length)
        if key not in columns:
            columns[key] = [int(place[slot]) for slot in bits(board.run(*key))]
        allowed[number, columns[key]] = True
    return allowed


def _who(problem: Problem) -> tuple[Array, Array, Array]:
    first, parties = _listed([sorted(set(meeting.parties)) for meeting in problem.meetings])
    pair = np.full((len(problem.meetings), 2), -1, dtype=np.int32)
    for number, meeting in enumerate(problem.meetings):
        if len(set(meeting.parties)) == 2 and meeting.length == 1:
            pair[number] = sorted(set(meeting.parties))
    return first, parties, pair


def _lengths(problem: Problem) -> Array:
    """How long meetings are; what is fixed and runs beyond the last slot is cut there, and never legal."""
    count = len(problem.slots)
    return np.array(
        [m.length if m.start is None else min(m.length, count - m.start) for m in problem.meetings], dtype=np.int32
    )


def _listed(lists: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    first = np.zeros(len(lists) + 1, dtype=np.int32)
    first[1:] = np.cumsum([len(one) for one in lists])
    return first, np.array([each for one in lists for each in one], dtype=np.int32)


def _ties(board: Board) -> tuple[Array, Array]:
    ties = [
        [
            *((other, SOONER) for other in board.sooner[meeting]),
            *((other, LATER) for other in board.later[meeting]),
            *((other, UNTOUCHED) for other in sorted(board.untouched[meeting])),
        ]
        for meeting in range(len(board.starts))
    ]
    first = np.zeros(len(ties) + 1, dtype=np.int32)
    first[1:] = np.cumsum([len(one) for one in ties])
    return first, np.array([pair for one in ties for pair in one], dtype=np.int32).reshape(-1, 2)


def _costs(problem: Problem, allowed: Array, place: Array, weights: dict[str, float]) -> tuple[Array, Array, Array]:
    known = np.full(len(problem.meetings), -1, dtype=np.int32)
    if problem.published is not None:
        for number, start in enumerate(problem.published.starts):
            if start is not None:
                known[number] = place[start]
    prefer = "preferences" in problem.tiers and any(meeting.preferred for meeting in problem.meetings)
    changes = "changes" in problem.tiers and bool((known >= 0).any())
    if not prefer and not changes:
        return np.zeros((1, 1), dtype=np.float32), np.zeros((1, 1), dtype=np.int8), known
    misses = np.zeros(allowed.shape, dtype=np.int8)
    cost = np.zeros(allowed.shape, dtype=np.float32)
    for number, meeting in enumerate(problem.meetings):
        if prefer and meeting.preferred:
            misses[number] = 1
            misses[number, place[list(meeting.preferred)]] = 0
            cost[number] += weights["preferences"] * misses[number]
        if changes and known[number] >= 0:
            cost[number] += weights["changes"]
            cost[number, known[number]] -= weights["changes"]
    return cost, misses, known
