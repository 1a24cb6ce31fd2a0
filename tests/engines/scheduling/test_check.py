"""The judge of plans names every rule that is broken, and counts as people count."""

from dataclasses import replace

import pytest

from secretariat.engines.scheduling import Meeting, Plan, Problem, Room, Score, Violation, score_of, violations
from tests.make_scheduling import meeting, parties, slots

_THREE = Problem(slots(3, 3), parties(4), (meeting(0, 1), meeting(2, 3), meeting(0, 2)))


def _codes(problem: Problem, starts: tuple[int | None, ...], rooms: tuple[int | None, ...] | None = None) -> list[str]:
    return [each.code for each in violations(problem, Plan(starts, rooms or (None,) * len(starts)))]


def test_a_plan_that_keeps_every_rule_has_nothing_against_it() -> None:
    assert violations(_THREE, Plan((0, 0, 1), (None, None, None))) == ()


def test_a_party_that_is_in_two_meetings_at_once_is_named_with_both() -> None:
    found = violations(_THREE, Plan((1, 1, 1), (None,) * 3))

    assert found == (
        Violation("party_twice", (0, 2), (0,), (1,)),
        Violation("party_twice", (1, 2), (2,), (1,)),
    )


@pytest.mark.parametrize(
    ("changes", "start", "code"),
    [
        ({"window": (1, 2)}, 0, "window"),
        ({"start": 2}, 1, "fixed_start"),
        ({"length": 2}, 2, "runs_over"),
        ({"length": 9}, 0, "runs_over"),
        ({"required": True}, None, "required"),
        ({"start": 1}, None, "required"),
        ({"languages": ("ar",)}, 0, "interpreters"),
        ({}, 17, "unknown_slot"),
        ({}, -1, "unknown_slot"),
    ],
)
def test_each_rule_about_the_time_of_one_meeting(changes: dict[str, object], start: int | None, code: str) -> None:
    problem = replace(_THREE, meetings=(replace(_THREE.meetings[0], **changes),))  # type: ignore[arg-type]

    assert _codes(problem, (start,)) == [code]


def test_a_fixed_meeting_may_run_over_a_pause_and_a_free_one_may_not() -> None:
    problem = Problem(slots(3, pause=10), parties(2), (meeting(0, 1, length=2),))

    assert _codes(problem, (0,)) == ["runs_over"]
    assert _codes(replace(problem, meetings=(meeting(0, 1, length=2, start=0),)), (0,)) == []


def test_nobody_meets_who_is_away() -> None:
    problem = replace(_THREE, parties=parties(4, p1=(0, 1)))

    assert violations(problem, Plan((1, 0, None), (None,) * 3)) == (Violation("absent", (0,), (1,), (1,)),)


def test_what_comes_after_waits_and_what_must_not_touch_keeps_its_distance_on_one_day() -> None:
    after = replace(_THREE, meetings=(meeting(0, 1), meeting(2, 3, after=(0,))))
    apart = replace(_THREE, meetings=(meeting(0, 1), meeting(2, 3, not_next_to=(0,))))

    assert _codes(after, (1, 1)) == ["after"]
    assert _codes(after, (1, 2)) == []
    assert _codes(after, (None, 0)) == []
    assert _codes(apart, (1, 0)) == ["not_next_to"]
    assert _codes(apart, (2, 3)) == []


def test_each_rule_about_rooms() -> None:
    hall = Room("hall", seats=10, equipment=("screen",), booths=1, languages=("ar",), closed=(5,))
    wish = Meeting("m", (0, 1), seats=20, equipment=("piano",), languages=("fr", "ru"), room=1)
    problem = Problem(slots(6), parties(4), (wish, meeting(2, 3)), (hall, Room("r")), {"fr": 1, "ru": 1})

    assert _codes(problem, (5, 5), (0, 0)) == [
        "fixed_room", "seats", "equipment", "booths", "language", "language", "room_closed", "room_twice", "room_closed",
    ]  # fmt: skip
    assert _codes(problem, (None, 0), (None, None)) == ["needs_room"]
    assert _codes(problem, (None, None), (None, 1)) == ["half"]
    assert _codes(problem, (None, 0), (None, 7)) == ["unknown_room"]


def test_ways_neighbours_and_tables_that_stay_free() -> None:
    rooms = (Room("a"), Room("b"), Room("c"))
    problem = Problem(slots(3), parties(4), _THREE.meetings, rooms)

    assert _codes(replace(problem, travel=((0, 1, 5),)), (0, 0, 1), (0, 2, 1)) == ["travel"]
    assert _codes(replace(problem, travel=((0, 1, 5),)), (0, 0, 2), (0, 2, 1)) == []
    beside = replace(problem, adjacent=((0, 1),), apart=((1, 3),))
    assert _codes(beside, (0, 0, 1), (0, 1, 0)) == ["apart"]
    assert _codes(beside, (0, 0, 1), (0, 2, 0)) == []
    assert _codes(replace(problem, keep_free=2), (0, 0, 1), (0, 1, 0)) == ["keep_free"]


def test_breaks_are_counted_and_not_measured_and_nights_are_none() -> None:
    problem = Problem(slots(4, 2), parties(2), (meeting(0, 1, key="a"), meeting(0, 1, key="b"), meeting(0, 1, key="c")))

    assert score_of(problem, Plan((0, 3, 4), (None,) * 3)).breaks == 2
    assert score_of(problem, Plan((0, 1, 5), (None,) * 3)).breaks == 0
    assert _codes(replace(problem, parties=parties(3), spread=0), (0, 2, None)) == ["spread"]


def test_a_score_tells_every_tier() -> None:
    known = Plan((0, 1, 2), (None, None, None))
    wishes = (meeting(0, 1, preferred=(1,)), meeting(2, 3, weight=5), meeting(0, 2))
    problem = Problem(slots(3), parties(4), wishes, published=known)

    score = score_of(problem, Plan((0, None, 2), (None,) * 3))

    assert score == Score(unmet=5, breaks=1, fairness=1 + 1, preferences=1, changes=1)
    assert score.ranked(("changes", "unmet")) == (1, 5)


def test_a_plan_for_another_problem_is_no_plan() -> None:
    assert _codes(_THREE, (0,)) == ["shape"]


def test_nothing_to_hold_is_a_legal_plan_that_costs_nothing() -> None:
    nothing = Problem((), (), ())

    assert violations(nothing, Plan((), ())) == ()
    assert score_of(nothing, Plan((), ())) == Score()
