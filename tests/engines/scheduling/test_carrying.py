"""Problems and plans go out as JSON and come back the same; what does not fit is named with its place."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from secretariat.engines.scheduling import (
    Misfit,
    Plan,
    Problem,
    Progress,
    Score,
    Solution,
    as_data,
    plan_from,
    problem_from,
    solution_from,
)
from tests.make_scheduling import meeting, parties, problems, slots


@given(problems())
@settings(max_examples=60, deadline=None)
def test_every_problem_comes_back_the_same(problem: Problem) -> None:
    assert problem_from(json.loads(json.dumps(as_data(problem)))) == problem


def test_a_solution_comes_back_the_same() -> None:
    plan = Plan((0, None), (1, None))
    trace = (Progress(0.5, Score(unmet=1), (1, None), plan),)
    solution = Solution("feasible", plan, Score(unmet=1), (1, None), 2.5, 0.5, trace)

    assert solution_from(json.loads(json.dumps(as_data(solution)))) == solution
    assert plan_from(as_data(plan)) == plan


@pytest.mark.parametrize(
    ("spoil", "where", "code"),
    [
        (lambda data: data["meetings"][0].update(length="1"), "meetings[0].length", "not_a_whole_number"),
        (lambda data: data["meetings"][0].update(length=True), "meetings[0].length", "not_a_whole_number"),
        (lambda data: data["meetings"][0]["parties"].append(None), "meetings[0].parties[2]", "not_a_whole_number"),
        (lambda data: data["meetings"][0].update(required="yes"), "meetings[0].required", "not_yes_or_no"),
        (lambda data: data["parties"][1].update(key=7), "parties[1].key", "not_a_word"),
        (lambda data: data["slots"][0].pop("end"), "slots[0].end", "missing"),
        (lambda data: data.update(colour="red"), "colour", "unknown_field"),
        (lambda data: data.update(rooms={}), "rooms", "not_a_list"),
        (lambda data: data.update(travel=[[0, 1]]), "travel[0]", "wrong_count"),
        (lambda data: data.update(tiers=["joy"]), "tiers[0]", "not_one_of"),
        (lambda data: data.update(interpreters={"ar": "two"}), "interpreters[ar]", "not_a_whole_number"),
        (lambda data: data.update(published=3), "published", "not_an_object"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(spoil: Any, where: str, code: str) -> None:
    data = json.loads(json.dumps(as_data(Problem(slots(2), parties(2), (meeting(0, 1),)))))
    spoil(data)

    with pytest.raises(Misfit) as raised:
        problem_from(data)

    assert (raised.value.where, raised.value.code) == (where, code)
