"""Why a meeting is left out, and what would make room for it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretariat.engines.scheduling import Plan, Problem, Reason, Remedy, Room, violations, why_unmet
from tests.make_scheduling import legal_plans, meeting, parties, problems, slots

_OUT = (None, None)


def _why(problem: Problem, *places: tuple[int | None, int | None]) -> tuple[tuple[Reason, ...], tuple[Remedy, ...]]:
    plan = Plan(tuple(start for start, _ in places), tuple(room for _, room in places))
    (unmet,) = why_unmet(problem, plan)
    return unmet.reasons, unmet.remedies


def test_parties_who_never_are_there_together() -> None:
    problem = Problem(slots(2), parties(2, p0=(0,), p1=(1,)), (meeting(0, 1),))

    assert _why(problem, _OUT) == (
        (Reason("absent", (0, 1), slots=(0, 1)),),
        (Remedy("lift_absence", (0,), slots=(0,)), Remedy("lift_absence", (1,), slots=(1,))),
    )


def test_a_meeting_that_another_one_of_its_parties_displaced() -> None:
    problem = Problem(slots(1), parties(3), (meeting(0, 1, weight=5), meeting(0, 2)), (Room("a"),))

    assert _why(problem, (0, 0), _OUT) == ((Reason("busy", (0,), (0,), (0,)),), (Remedy("drop", (), (0,), (0,)),))


def test_all_tables_taken() -> None:
    problem = Problem(slots(1), parties(4), (meeting(0, 1), meeting(2, 3)), (Room("a"),))

    assert _why(problem, (0, 0), _OUT) == (
        (Reason("tables_full", slots=(0,)),),
        (Remedy("one_more_table", slots=(0,)),),
    )


def test_a_place_that_nobody_has_taken() -> None:
    problem = Problem(slots(2), parties(2), (meeting(0, 1),))

    assert _why(problem, _OUT) == ((Reason("free", slots=(0, 1)),), (Remedy("place", slots=(0, 1)),))


def test_too_long_for_the_day_and_the_length_that_would_do() -> None:
    problem = Problem(slots(2), parties(2), (meeting(0, 1, length=3),))

    assert _why(problem, _OUT) == ((Reason("too_long"),), (Remedy("shorten", slots=(0,), number=2),))


@pytest.mark.parametrize(
    ("changes", "reason", "remedy"),
    [
        ({"window": ()}, "window", "widen_window"),
        ({"languages": ("ar",)}, "interpreters", "one_more_interpreter"),
        ({"seats": 9}, "no_room", None),
    ],
)
def test_what_one_wish_stands_in_the_way_of(changes: dict[str, Any], reason: str, remedy: str | None) -> None:
    rooms = (Room("a", seats=5, booths=1),)
    problem = Problem(slots(1), parties(2), (replace(meeting(0, 1), **changes),), rooms)

    reasons, remedies = _why(problem, _OUT)

    assert [each.code for each in reasons] == [reason]
    assert [each.code for each in remedies] == ([remedy] if remedy else [])


@given(problems(), st.integers(0, 30))
@settings(max_examples=80, deadline=None)
def test_every_meeting_has_a_reason_and_every_remedy_makes_room(problem: Problem, which: int) -> None:
    plans = list(islice(legal_plans(problem), 40))
    for plan in plans[which % len(plans) : which % len(plans) + 1] if plans else ():
        for unmet in why_unmet(problem, plan):
            assert unmet.reasons
            for remedy in unmet.remedies:
                changed, rest = _REMEDIES[remedy.code](problem, plan, unmet.meeting, remedy)
                assert _can_be_held(changed, rest, unmet.meeting, remedy.slots)


def _of_meeting(problem: Problem, index: int, **changes: Any) -> Problem:
    meetings = list(problem.meetings)
    meetings[index] = replace(meetings[index], **changes)
    return replace(problem, meetings=tuple(meetings))


def _dropped(plan: Plan, index: int) -> Plan:
    starts, rooms = list(plan.starts), list(plan.rooms)
    starts[index] = rooms[index] = None
    return Plan(tuple(starts), tuple(rooms))


def _with_table(problem: Problem, index: int) -> Problem:
    room = Room("new", booths=9, equipment=problem.meetings[index].equipment)
    return _of_meeting(replace(problem, rooms=(*problem.rooms, room)), index, room=None)


def _present(problem: Problem, remedy: Remedy) -> Problem:
    there = [
        replace(each, absences=()) if index in remedy.parties else each for index, each in enumerate(problem.parties)
    ]
    return replace(problem, parties=tuple(there))


def _with_interpreter(problem: Problem, word: str) -> Problem:
    return replace(problem, interpreters={**problem.interpreters, word: problem.interpreters.get(word, 0) + 1})


_REMEDIES: dict[str, Callable[[Problem, Plan, int, Remedy], tuple[Problem, Plan]]] = {
    "place": lambda problem, plan, _index, _remedy: (problem, plan),
    "drop": lambda problem, plan, _index, remedy: (problem, _dropped(plan, remedy.meetings[0])),
    "lift_absence": lambda problem, plan, _index, remedy: (_present(problem, remedy), plan),
    "widen_window": lambda problem, plan, index, _remedy: (_of_meeting(problem, index, window=None), plan),
    "shorten": lambda problem, plan, index, remedy: (_of_meeting(problem, index, length=remedy.number), plan),
    "one_more_table": lambda problem, plan, index, _remedy: (_with_table(problem, index), plan),
    "one_more_interpreter": lambda problem, plan, _index, remedy: (_with_interpreter(problem, remedy.word), plan),
}


def _can_be_held(problem: Problem, plan: Plan, index: int, starts: tuple[int, ...]) -> bool:
    """Whether the meeting finds a room at one of the starts; the evenness of breaks is another matter."""
    for start in starts:
        for room in range(len(problem.rooms)) if problem.rooms else [None]:
            placed, rooms = list(plan.starts), list(plan.rooms)
            placed[index], rooms[index] = start, room
            broken = violations(problem, Plan(tuple(placed), tuple(rooms)))
            if all(each.code in {"spread", "travel"} for each in broken):
                return True
    return False
