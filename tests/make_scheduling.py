"""Builders of timetables: plain ones by hand, and random small ones with every rule for Hypothesis."""

import itertools
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from secretariat.engines.scheduling.check import score_of, violations
from secretariat.engines.scheduling.problem import (
    TIERS,
    Absence,
    Meeting,
    Party,
    Plan,
    Problem,
    Room,
    Score,
    Slot,
)


def slots(*days: int, minutes: int = 30, pause: int = 0) -> tuple[Slot, ...]:
    """So many slots on each day, from eight o'clock, one after the other, with a pause between each two."""
    return tuple(
        Slot(day, day * 1440 + 480 + place * (minutes + pause), day * 1440 + 480 + place * (minutes + pause) + minutes)
        for day, count in enumerate(days)
        for place in range(count)
    )


def parties(count: int, **away: tuple[int, ...]) -> tuple[Party, ...]:
    """So many parties p0, p1 …; ``p1=(0, 1)`` is away in slots 0 and 1."""
    return tuple(
        Party(f"p{index}", absences=(Absence(away[f"p{index}"], "blocked"),) if f"p{index}" in away else ())
        for index in range(count)
    )


def meeting(*who: int, key: str = "", **rest: Any) -> Meeting:
    """A meeting of some parties; its key says whose it is."""
    return Meeting(key or "-".join(map(str, who)), who, **rest)


def every_plan(problem: Problem) -> Iterator[Plan]:
    """Every way to place or leave out each meeting in every room, legal or not."""
    places: list[tuple[int | None, int | None]] = [(None, None)]
    rooms: list[int | None] = list(range(len(problem.rooms))) if problem.rooms else [None]
    places += list(itertools.product(range(len(problem.slots)), rooms))
    for chosen in itertools.product(places, repeat=len(problem.meetings)):
        yield Plan(tuple(start for start, _ in chosen), tuple(room for _, room in chosen))


def best_plan(problem: Problem) -> tuple[Plan, Score] | None:
    """The best legal plan, found by looking at all that there are; ``None`` if none is legal."""
    best: tuple[Plan, Score] | None = None
    for plan in legal_plans(problem):
        score = score_of(problem, plan)
        if best is None or score.ranked(problem.tiers) < best[1].ranked(problem.tiers):
            best = (plan, score)
    return best


def legal_plans(problem: Problem) -> Iterator[Plan]:
    """Every legal plan. Whatever already breaks a rule that more meetings cannot mend is not followed further."""
    count = len(problem.meetings)
    rooms: list[int | None] = list(range(len(problem.rooms))) if problem.rooms else [None]
    places = [(None, None), *itertools.product(range(len(problem.slots)), rooms)]
    mendable = {"required", "spread", "travel"}

    def go_on(chosen: list[tuple[int | None, int | None]]) -> Iterator[Plan]:
        rest = [(None, None)] * (count - len(chosen))
        plan = Plan(
            tuple(start for start, _ in (*chosen, *rest)),
            tuple(room for _, room in (*chosen, *rest)),
        )
        broken = violations(problem, plan)
        if len(chosen) == count:
            if not broken:
                yield plan
            return
        if any(each.code not in mendable for each in broken):
            return
        for place in places:
            yield from go_on([*chosen, place])

    yield from go_on([])


_SOMETIMES = st.sampled_from([False, False, False, True])


@st.composite
def problems(draw: st.DrawFn, *, most_meetings: int = 4, most_slots: int = 4, most_rooms: int = 3) -> Problem:
    """Small problems without a fatal fault, in which any rule may be there."""
    first, second = draw(st.integers(1, most_slots)), draw(st.integers(0, 1))
    first = max(1, min(first, most_slots - second))
    when = slots(first, second, minutes=30, pause=draw(st.sampled_from([0, 0, 10])))
    some_slots = st.lists(st.integers(0, len(when) - 1), unique=True, max_size=len(when)).map(tuple)
    who = draw(st.integers(2, 4))
    people = tuple(
        Party(f"p{index}", absences=(Absence(draw(some_slots)[:1]),) if draw(_SOMETIMES) else ())
        for index in range(who)
    )
    rooms = tuple(_room(draw, index, some_slots) for index in range(draw(st.integers(0, most_rooms))))
    count = draw(st.integers(0, most_meetings))
    meetings = tuple(_meeting(draw, index, (who, len(when), len(rooms), count), some_slots) for index in range(count))
    pairs = list(itertools.combinations(range(len(rooms)), 2))
    problem = Problem(
        when,
        people,
        meetings,
        rooms,
        interpreters=draw(st.sampled_from([{}, {"ar": 1}, {"ar": 2, "fr": 1}])),
        travel=tuple((one, other, draw(st.sampled_from([5, 20, 40]))) for one, other in pairs if draw(_SOMETIMES)),
        adjacent=tuple(pair for pair in pairs if draw(_SOMETIMES)),
        apart=tuple(pair for pair in itertools.combinations(range(who), 2) if draw(_SOMETIMES)),
        spread=draw(st.sampled_from([None, None, 0, 1])),
        keep_free=draw(st.sampled_from([0, 0, 0, 1])),
        tiers=draw(st.sampled_from([TIERS, TIERS, TIERS, ("unmet", "changes", "breaks", "fairness", "preferences")])),
    )
    if draw(_SOMETIMES) and rooms:
        starts = tuple(draw(st.one_of(st.none(), st.integers(0, len(when) - 1))) for _ in meetings)
        known = tuple(None if start is None else draw(st.integers(0, len(rooms) - 1)) for start in starts)
        problem = Problem(**{**vars(problem), "published": Plan(starts, known)})
    return problem


def _room(draw: st.DrawFn, index: int, some_slots: st.SearchStrategy[tuple[int, ...]]) -> Room:
    return Room(
        f"r{index}",
        seats=draw(st.sampled_from([None, 4, 10])),
        equipment=draw(st.sampled_from([(), (), ("screen",)])),
        booths=draw(st.sampled_from([0, 1, 2])),
        languages=draw(st.sampled_from([(), (), ("ar",)])),
        closed=draw(some_slots)[:1] if draw(_SOMETIMES) else (),
    )


def _meeting(
    draw: st.DrawFn, index: int, counts: tuple[int, int, int, int], some_slots: st.SearchStrategy[tuple[int, ...]]
) -> Meeting:
    who, when, rooms, count = counts
    others = st.integers(0, count - 1).filter(lambda other: other != index)
    return Meeting(
        f"m{index}",
        tuple(draw(st.lists(st.integers(0, who - 1), unique=True, min_size=2, max_size=3))),
        weight=draw(st.integers(0, 3)),
        required=draw(_SOMETIMES),
        length=draw(st.sampled_from([1, 1, 1, 2])),
        window=draw(some_slots) if draw(_SOMETIMES) else None,
        start=draw(st.integers(0, when - 1)) if draw(_SOMETIMES) and draw(_SOMETIMES) else None,
        room=draw(st.integers(0, rooms - 1)) if rooms and draw(_SOMETIMES) and draw(_SOMETIMES) else None,
        preferred=draw(some_slots) if draw(_SOMETIMES) else (),
        # Only earlier ones, so that there is no circle.
        after=(draw(st.integers(0, index - 1)),) if index and draw(_SOMETIMES) else (),
        not_next_to=(draw(others),) if count > 1 and draw(_SOMETIMES) else (),
        seats=draw(st.sampled_from([0, 0, 4, 8])),
        equipment=draw(st.sampled_from([(), (), (), ("screen",)])),
        languages=draw(st.sampled_from([(), (), (), ("ar",), ("ar", "fr")])),
    )
