"""What must be left out at the least: never more than the best plan leaves out."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from secretariat.engines.scheduling.bounds import unmet_bound
from secretariat.engines.scheduling.problem import Problem, Room
from secretariat.engines.scheduling.solver.relaxing import least_unmet
from tests.make_scheduling import best_plan, meeting, parties, problems, slots


def test_who_is_asked_for_more_than_it_has_slots_refuses_the_least_weighty() -> None:
    problem = Problem(slots(2), parties(4), (meeting(0, 1, weight=5), meeting(0, 2, weight=2), meeting(0, 3, weight=3)))

    assert unmet_bound(problem) == 2


def test_where_there_is_room_for_all_the_bound_is_nothing() -> None:
    assert unmet_bound(Problem(slots(3), parties(3), (meeting(0, 1), meeting(1, 2)))) == 0


@pytest.mark.parametrize(("rooms", "left_out"), [(1, 2), (2, 0)])
def test_rooms_are_counted(rooms: int, left_out: int) -> None:
    problem = Problem(
        slots(2),
        parties(8),
        tuple(meeting(2 * number, 2 * number + 1) for number in range(4)),
        rooms=tuple(Room(f"r{number}") for number in range(rooms)),
    )

    assert unmet_bound(problem) == left_out


def test_meetings_that_share_a_window_are_counted_in_it() -> None:
    problem = Problem(slots(4), parties(3), (meeting(0, 1, window=(0,)), meeting(0, 2, window=(0,))))

    assert unmet_bound(problem) == 1


@given(problems())
@settings(max_examples=60, deadline=None)
def test_no_plan_leaves_out_less(problem: Problem) -> None:
    best = best_plan(replace(problem, tiers=("unmet",)))

    if best is not None:
        assert unmet_bound(problem) <= best[1].unmet
        assert least_unmet(problem) <= best[1].unmet
