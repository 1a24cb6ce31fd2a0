"""The search for a timetable: legal plans as it goes, the best at the end, and an end when it is asked for."""

import time
from dataclasses import replace

import pytest

from secretariat.engines.scheduling import (
    Absence,
    Meeting,
    Party,
    Plan,
    Problem,
    Progress,
    Room,
    score_of,
    solve,
    violations,
)
from tests.make_scheduling import meeting, parties, slots


def _fair(count: int = 8, days: tuple[int, ...] = (6, 6), tables: int = 4) -> Problem:
    """Everybody meets three neighbours."""
    wanted = {tuple(sorted((one, (one + step) % count))) for one in range(count) for step in (1, 2, 3)}
    return Problem(
        slots(*days),
        parties(count),
        tuple(meeting(*pair) for pair in sorted(wanted)),
        rooms=tuple(Room(f"r{number}") for number in range(tables)),
    )


def test_without_meetings_the_empty_plan_is_the_best_at_once() -> None:
    found = solve(Problem(slots(3), parties(2), ()), seconds=60)

    assert found.status == "optimal"
    assert found.plan == Plan((), ())
    assert found.bound == (0, 0, 0, 0, 0)


def test_what_is_proved_costs_what_its_bound_says() -> None:
    problem = _fair()

    found = solve(problem, seconds=30)

    assert found.status == "optimal"
    assert found.plan is not None
    assert found.score is not None
    assert violations(problem, found.plan) == ()
    assert found.score == score_of(problem, found.plan)
    assert found.bound == found.score.ranked()


def test_a_meeting_is_left_out_only_where_there_is_no_place_for_it() -> None:
    crowd = Problem(slots(2), parties(4), tuple(meeting(0, other, weight=other) for other in (1, 2, 3)))

    found = solve(crowd, seconds=30)

    assert found.status == "optimal"
    assert found.plan is not None
    assert found.plan.starts[0] is None
    assert found.bound[0] == 1


def test_tiers_are_judged_in_the_order_that_is_given() -> None:
    # To keep the published times costs a break; to have none, two meetings move.
    problem = Problem(
        slots(4),
        parties(3),
        (meeting(0, 1), meeting(0, 2)),
        published=Plan((0, 3), (None, None)),
    )

    quality = solve(problem, seconds=30)
    stability = solve(replace(problem, tiers=("unmet", "changes", "breaks")), seconds=30)

    assert quality.score is not None
    assert stability.score is not None
    assert (quality.score.breaks, quality.score.changes) == (0, 1)
    assert (stability.score.breaks, stability.score.changes) == (1, 0)
    assert (quality.status, stability.status) == ("optimal", "optimal")


def test_a_contradiction_is_told_as_such() -> None:
    late = (Party("p0", absences=(Absence((0, 1, 2), "arrival"),)), Party("p1"))
    problem = Problem(slots(3, 1), late, (meeting(0, 1, start=1),))

    found = solve(problem, seconds=30)

    assert found.status == "infeasible"
    assert found.plan is None


def test_two_rooms_that_are_far_from_each_other_cost_a_pause() -> None:
    # Only the hall seats the first and only the annex the second, and from one to the other it takes half an hour.
    problem = Problem(
        slots(3),
        parties(3),
        (meeting(0, 1, seats=50, required=True), meeting(0, 2, equipment=("screen",), required=True)),
        rooms=(Room("hall", seats=60), Room("annex", seats=10, equipment=("screen",))),
        travel=((0, 1, 30),),
    )

    found = solve(problem, seconds=30)

    assert found.status == "optimal"
    assert found.plan is not None
    assert sorted(start for start in found.plan.starts if start is not None) == [0, 2]
    assert found.bound[:2] == (0, 1)


def test_a_meeting_of_two_slots_does_not_run_over_the_pause() -> None:
    times = slots(2)
    problem = Problem(
        (*times, *(replace(slot, start=slot.start + 300, end=slot.end + 300) for slot in times)),
        parties(3),
        (meeting(0, 1, length=2, required=True), meeting(0, 2, required=True), meeting(1, 2, required=True)),
    )

    found = solve(problem, seconds=30)

    assert found.status == "optimal"
    assert found.plan is not None
    assert found.plan.starts[0] in {0, 2}


def test_every_plan_on_the_way_is_legal_and_better_than_the_one_before() -> None:
    problem = _fair(12, (8, 8), 5)
    told: list[Progress] = []

    found = solve(problem, seconds=30, on_progress=told.append)

    plans = [progress for progress in told if progress.plan is not None]
    ranks = [progress.score.ranked() for progress in plans if progress.score is not None]
    assert plans[-1].plan == found.plan
    assert ranks == sorted(ranks, reverse=True)
    assert all(violations(problem, progress.plan) == () for progress in plans if progress.plan is not None)


def test_it_ends_when_it_is_told_to_with_the_best_so_far() -> None:
    # Too many wishes to be done with all of it in a moment.
    problem = _fair(40, (8, 8, 8), 12)
    begun = time.monotonic()

    found = solve(problem, seconds=120, stop=lambda: time.monotonic() > begun + 1)

    assert time.monotonic() - begun < 60
    assert found.plan is not None
    assert violations(problem, found.plan) == ()


@pytest.mark.parametrize("seed", [1, 2])
def test_one_worker_and_an_effort_give_the_same_plan_for_a_seed(seed: int) -> None:
    problem = _fair(10, (6, 6), 3)

    first, second = (solve(problem, seconds=60, seed=seed, workers=1, effort=50_000) for _ in range(2))

    assert first.plan == second.plan
    assert first.status == second.status


def test_a_plan_to_begin_from_is_never_made_worse() -> None:
    problem = _fair(10, (6, 6), 3)
    known = solve(problem, seconds=30)

    again = solve(problem, seconds=0.5, start=known.plan)

    assert known.score is not None
    assert again.score is not None
    assert again.score.ranked() <= known.score.ranked()


def test_what_cannot_be_asked_about_is_refused() -> None:
    with_itself = Problem(slots(2), parties(2), (Meeting("a", (0, 0)),))

    with pytest.raises(ValueError, match="faults_of"):
        solve(with_itself)
