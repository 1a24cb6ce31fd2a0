"""What is proved: bounds that no plan is below, and the plan that meets them."""

from hypothesis import given, settings

from secretariat.engines.scheduling import Meeting, Problem, Room
from secretariat.engines.scheduling.check import score_of
from secretariat.engines.scheduling.solver.exact import Course
from secretariat.engines.scheduling.solver.flows import breaks_bound
from secretariat.engines.scheduling.solver.ground import ground_of
from secretariat.engines.scheduling.standing import Standing
from tests.make_scheduling import legal_plans, meeting, parties, problems, slots


def _standing(problem: Problem) -> Standing:
    return Standing(problem, seconds=60)


def _narrow() -> Problem:
    """One table and four slots: p0 meets first and last, unless somebody else has a break."""
    return Problem(
        slots(4),
        parties(4, p1=(1, 2, 3), p2=(0, 1, 2)),
        (meeting(0, 1, required=True), meeting(0, 2, required=True), meeting(3, 0, required=True)),
        rooms=(Room("r"),),
    )


@given(problems(most_meetings=3, most_slots=4, most_rooms=2))
@settings(max_examples=40, deadline=None)
def test_no_plan_with_all_meetings_has_fewer_breaks_than_the_bound(problem: Problem) -> None:
    bound = breaks_bound(ground_of(problem, is_all=True))

    whole = [plan for plan in legal_plans(problem) if None not in plan.starts]

    assert all(score_of(problem, plan).breaks >= bound for plan in whole)


def test_few_tables_are_seen_to_cost_breaks_without_a_look_at_meetings() -> None:
    # In each slot one of the three is idle; whoever is so in the middle has a break.
    problem = Problem(
        slots(3),
        parties(3),
        tuple(meeting(*pair, required=True) for pair in ((0, 1), (0, 2), (1, 2))),
        rooms=(Room("r"),),
    )

    assert breaks_bound(ground_of(problem)) == 1


def test_a_party_that_can_only_come_early_and_late_has_a_break() -> None:
    assert breaks_bound(ground_of(_narrow())) == 1


def test_the_proof_finds_the_plan_as_well() -> None:
    standing = _standing(_without_rooms(_narrow()))

    Course(standing).prove(30)

    assert standing.is_proved
    assert standing.score is not None
    assert standing.score.breaks == 1


def test_a_question_that_has_no_answer_raises_the_bound() -> None:
    standing = _standing(_without_rooms(_narrow()))
    tier = standing.problem.tiers.index("breaks")

    Course(standing).ask(30, units=10)

    assert standing.bounds[tier] == 1
    assert standing.score is not None
    assert standing.score.breaks == 1


def test_no_plan_is_said_to_exist_only_after_it_was_asked_twice() -> None:
    standing = _standing(Problem(slots(1), parties(3), (meeting(0, 1, required=True), meeting(0, 2, required=True))))

    Course(standing).prove(30)

    assert standing.is_infeasible
    assert standing.plan is None


def test_a_meeting_fixed_while_a_party_is_away_has_no_start() -> None:
    problem = Problem(slots(2), parties(2, p1=(0,)), (Meeting("a", (0, 1), start=0),))

    assert ground_of(problem).starts == ((),)


def _without_rooms(problem: Problem) -> Problem:
    return Problem(problem.slots, problem.parties, problem.meetings)
