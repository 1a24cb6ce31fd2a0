"""Repair: the fewest changed meetings first, then quality, and each change told."""

from dataclasses import replace

from hypothesis import given, settings

from secretariat.engines.scheduling.check import violations
from secretariat.engines.scheduling.problem import Absence, Plan, Problem, Room
from secretariat.engines.scheduling.repairing import repair
from tests.make_scheduling import best_plan, meeting, parties, problems, slots


def _known(*places: tuple[int | None, int | None]) -> Plan:
    return Plan(tuple(start for start, _ in places), tuple(room for _, room in places))


def _problem(**rest: object) -> Problem:
    """Three meetings of p0 on one morning, in two rooms, as they were published."""
    problem = Problem(
        slots(5),
        parties(4),
        (meeting(0, 1), meeting(0, 2), meeting(0, 3)),
        rooms=(Room("r0"), Room("r1")),
        published=_known((0, 0), (1, 0), (2, 0)),
    )
    return replace(problem, **rest)  # type: ignore[arg-type]


def test_a_plan_that_can_stay_stays() -> None:
    problem = _problem()

    repaired = repair(problem)

    assert repaired.solution.plan == problem.published
    assert repaired.changes == ()
    assert repaired.least == 0


def test_after_a_cancellation_nothing_moves() -> None:
    problem = _problem()
    fewer = replace(problem, meetings=problem.meetings[:2], published=_known((0, 0), (1, 0)))

    repaired = repair(fewer)

    assert repaired.solution.plan == fewer.published
    assert not repaired.changes


def test_what_was_left_out_comes_in_where_a_cancellation_made_room() -> None:
    problem = Problem(slots(1), parties(3), (meeting(0, 1),), rooms=(Room("r0"),), published=_known((None, None)))

    repaired = repair(problem)

    assert repaired.solution.plan == _known((0, 0))
    [change] = repaired.changes
    assert (change.before, change.after, change.parties) == ((None, None), (0, 0), (0, 1))


def test_only_the_meetings_before_a_late_arrival_move() -> None:
    problem = _problem()
    late = replace(problem.parties[1], absences=(Absence((0,), "arrival"),))
    everybody = (problem.parties[0], late, *problem.parties[2:])

    repaired = repair(replace(problem, parties=everybody))

    [change] = repaired.changes
    assert change.meeting == 0
    assert change.before == (0, 0)
    # Slots 3 leaves no break, and the room is the one people know.
    assert change.after == (3, 0)
    assert repaired.least == 1


def test_a_lost_room_changes_the_room_and_not_the_time() -> None:
    problem = _problem(rooms=(Room("r0", closed=(0, 1, 2, 3, 4)), Room("r1")))

    repaired = repair(problem)

    assert repaired.solution.plan is not None
    assert repaired.solution.plan.starts == (0, 1, 2)
    assert repaired.solution.plan.rooms == (1, 1, 1)
    assert len(repaired.changes) == repaired.least == 3


def test_a_meeting_without_any_place_is_left_out_and_nobody_else_moves() -> None:
    problem = _problem()
    gone = replace(problem.parties[1], absences=(Absence((0, 1, 2, 3, 4), "departure"),))

    repaired = repair(replace(problem, parties=(problem.parties[0], gone, *problem.parties[2:])))

    assert repaired.solution.plan is not None
    assert repaired.solution.plan.starts == (None, 1, 2)
    assert [change.after for change in repaired.changes] == [(None, None)]


def test_others_move_only_for_what_must_be_held() -> None:
    # p1 can be there in slot 1 only, and there p0 meets p2.
    problem = _problem()
    late = replace(problem.parties[1], absences=(Absence((0, 2, 3, 4), "arrival"),))
    everybody = (problem.parties[0], late, *problem.parties[2:])
    must = (replace(problem.meetings[0], required=True), *problem.meetings[1:])

    spared = repair(replace(problem, parties=everybody))
    moved = repair(replace(problem, parties=everybody, meetings=must))

    assert spared.solution.plan is not None
    assert spared.solution.plan.starts[0] is None
    assert len(spared.changes) == 1
    assert moved.solution.plan is not None
    assert moved.solution.plan.starts[0] == 1
    assert len(moved.changes) == 2


def test_a_meeting_that_has_been_fixed_elsewhere_goes_there() -> None:
    problem = _problem()
    fixed = (replace(problem.meetings[0], start=4), *problem.meetings[1:])

    repaired = repair(replace(problem, meetings=fixed))

    assert repaired.solution.plan is not None
    assert repaired.solution.plan.starts == (4, 1, 2)
    assert repaired.least == 1


def test_one_of_two_that_are_in_each_others_way_stays() -> None:
    problem = _problem(published=_known((0, 0), (0, 1), (2, 0)))

    repaired = repair(problem)

    assert len(repaired.changes) == 1


def test_without_a_published_plan_all_is_new() -> None:
    problem = _problem(published=None)

    repaired = repair(problem)

    assert repaired.solution.plan is not None
    assert not violations(problem, repaired.solution.plan)
    assert {change.before for change in repaired.changes} == {(None, None)}
    assert len(repaired.changes) == 3


def test_no_meetings_need_no_repair() -> None:
    assert repair(Problem(slots(2), parties(2), ())).solution.plan == Plan((), ())


@given(problems())
@settings(max_examples=40, deadline=None)
def test_no_plan_changes_fewer_meetings(problem: Problem) -> None:
    best = best_plan(replace(problem, tiers=("changes",)))

    repaired = repair(problem, seconds=0.5)

    assert (repaired.solution.plan is None) or not violations(problem, repaired.solution.plan)
    if best is None:
        assert repaired.solution.plan is None
    elif repaired.solution.score is not None:
        assert repaired.least <= best[1].changes
        told = [change for change in repaired.changes if change.before[0] is not None]
        assert len(told) == repaired.solution.score.changes
