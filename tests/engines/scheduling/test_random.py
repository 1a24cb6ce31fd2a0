"""Random small problems with every rule: what is solved is legal, the best there is, and the same again."""

from hypothesis import given, settings

from secretariat.engines.scheduling import Problem, solve, violations
from tests.make_scheduling import best_plan, problems


@given(problems(most_meetings=3, most_slots=4, most_rooms=2))
@settings(max_examples=40, deadline=None)
def test_the_best_plan_is_as_good_as_the_best_of_all_plans(problem: Problem) -> None:
    best = best_plan(problem)

    found = solve(problem, seconds=20)

    if best is None:
        assert found.status == "infeasible"
        return
    assert found.plan is not None
    assert violations(problem, found.plan) == ()
    assert found.score is not None
    assert found.score.ranked(problem.tiers) >= best[1].ranked(problem.tiers)
    # Rooms are given after times, so what is said to be proved must be; and times alone are always the best.
    if found.status == "optimal":
        assert found.score.ranked(problem.tiers) == best[1].ranked(problem.tiers)


@given(problems(most_meetings=4))
@settings(max_examples=5, deadline=None)
def test_the_same_seed_with_one_worker_gives_the_same_plan(problem: Problem) -> None:
    first, second = (solve(problem, seconds=5, seed=7, workers=1, effort=2_000) for _ in range(2))

    assert first.plan == second.plan
    assert first.status == second.status
