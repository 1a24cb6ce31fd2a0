"""Contributions of tracks into sessions and rooms: legal, no dearer than a brute force finds, and told as it goes."""

from itertools import product
from random import Random

import pytest

from secretariat.engines.scheduling.placement import (
    Group,
    Item,
    Placement,
    Plan,
    Progress,
    Spot,
    Weights,
    cost_of,
    costs_of,
    faults_of,
)
from secretariat.engines.scheduling.placing import place
from secretariat.engines.scheduling.solver.placing import relax

EFFORT = 20_000


def _random(seed: int) -> Placement:
    chance = Random(seed)  # noqa: S311 - only to vary the problem
    groups = tuple(
        Group(str(number), at_session=_costs(chance, 2), at_room=_costs(chance, 2))
        for number in range(chance.randint(1, 3))
    )
    items = tuple(
        Item(
            key=str(number),
            group=number % len(groups),
            length=chance.choice((1, 1, 2)),
            order=chance.choice((0, 0, 1, 2)),
            at_session=_costs(chance, 2),
            at_room=_costs(chance, 2),
        )
        for number in range(4)
    )
    pairs = [(one, other) for one in range(4) for other in range(one + 1, 4)]
    return Placement(
        spans=(2, 3),
        rooms=2,
        groups=groups,
        items=items,
        at_block=((0, chance.randint(0, 2)), (chance.randint(0, 2), 0)),
        alike=((0, 1, 3),) if len(groups) > 1 else (),
        apart=tuple((*pair, chance.randint(1, 4)) for pair in chance.sample(pairs, 2)),
        at_once=tuple((*pair, chance.randint(1, 4)) for pair in chance.sample(pairs, 2)),
        weights=Weights(*(chance.randint(0, 3) for _ in range(4))),
    )


def _costs(chance: Random, count: int) -> tuple[int, ...]:
    return tuple(chance.choice((0, 0, 1, 5)) for _ in range(count))


def _cheapest(problem: Placement) -> int | None:
    """The cost of the cheapest legal plan, by trying all."""
    spots = [
        Spot(session, room, slot)
        for session, span in enumerate(problem.spans)
        for room in range(problem.rooms)
        for slot in range(span)
    ]
    plans = (Plan(each) for each in product(spots, repeat=len(problem.items)))
    return min((cost_of(problem, plan) for plan in plans if not faults_of(problem, plan)), default=None)


@pytest.mark.parametrize("seed", range(6))
def test_the_plan_of_a_tiny_problem_costs_what_a_brute_force_finds(seed: int) -> None:
    problem = _random(seed)

    found = place(problem, effort=EFFORT)

    cheapest = _cheapest(problem)
    assert found.cost == cheapest
    if cheapest is not None:
        assert found.plan is not None
        assert not faults_of(problem, found.plan)
        assert cost_of(problem, found.plan) == found.cost


@pytest.mark.parametrize("seed", range(4))
def test_the_bound_is_never_above_the_cheapest_plan(seed: int) -> None:
    problem = _random(seed)
    cheapest = _cheapest(problem)

    bound = relax(problem, seconds=5)

    assert bound is None or cheapest is None or bound <= cheapest


def test_the_same_seed_and_effort_give_the_same_plan() -> None:
    problem = _random(3)

    plans = [place(problem, effort=EFFORT, seed=7).plan for _ in range(2)]

    assert plans[0] == plans[1]


def test_progress_tells_each_cheaper_plan_and_the_end_is_proved() -> None:
    problem = Placement(
        spans=(2, 2),
        rooms=1,
        groups=(Group("a", at_session=(4, 0)), Group("b")),
        items=(Item("one", 0), Item("two", 0), Item("three", 1)),
    )
    told: list[Progress] = []

    found = place(problem, seconds=10, on_progress=told.append)

    assert (found.status, found.cost, found.bound) == ("optimal", 0, 0)
    plans = [each.plan for each in told if each.plan is not None]
    assert plans[-1] == found.plan


def test_a_search_ends_when_it_is_told_to() -> None:
    problem = Placement(
        spans=(1, 1),
        rooms=1,
        groups=(Group("a", at_session=(1, 1)),),
        items=(Item("one", 0), Item("two", 0)),
        apart=((0, 1, 5),),
    )
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return True

    found = place(problem, seconds=60, stop=stop)

    assert asked
    assert found.seconds < 30


def test_an_item_longer_than_every_session_has_no_plan() -> None:
    problem = Placement(spans=(2,), rooms=1, groups=(Group("a"),), items=(Item("one", 0, length=3),))

    assert place(problem, seconds=5).status == "infeasible"


def test_more_items_than_slots_have_no_plan() -> None:
    items = tuple(Item(str(number), 0) for number in range(3))
    problem = Placement(spans=(2,), rooms=1, groups=(Group("a"),), items=items)

    found = place(problem, seconds=5)

    assert (found.status, found.plan) == ("infeasible", None)


def test_two_groups_do_not_share_a_block() -> None:
    problem = Placement(spans=(2,), rooms=1, groups=(Group("a"), Group("b")), items=(Item("one", 0), Item("two", 1)))

    assert place(problem, seconds=5).status == "infeasible"
    assert ("block_twice", 1) in faults_of(problem, Plan((Spot(0, 0, 0), Spot(0, 0, 1))))


def test_nothing_to_place_is_placed_for_nothing() -> None:
    found = place(Placement(spans=(2,), rooms=1, groups=(), items=()), seconds=5)

    assert (found.status, found.cost) == ("optimal", 0)


def test_a_negative_cost_is_refused() -> None:
    problem = Placement(spans=(2,), rooms=1, groups=(Group("a", at_room=(-1,)),), items=(Item("one", 0),))

    with pytest.raises(ValueError, match="negative"):
        place(problem, effort=10)


def test_what_a_plan_costs_is_counted_by_what_it_is_for() -> None:
    problem = Placement(
        spans=(2, 1, 2),
        rooms=2,
        groups=(Group("a", at_session=(7, 0, 0)), Group("b")),
        items=(Item("one", 0, order=2), Item("two", 0, order=1), Item("three", 1), Item("four", 0)),
        alike=((0, 1, 11),),
        apart=((0, 2, 13),),
        at_once=((0, 2, 17),),
        weights=Weights(another_room=100, side_by_side=1_000, torn=10_000, out_of_order=100_000),
    )
    plan = Plan((Spot(0, 0, 0), Spot(0, 0, 1), Spot(0, 1, 0), Spot(2, 1, 0)))

    assert costs_of(problem, plan) == {
        "items": 0,
        "blocks": 7,
        "rooms": 100,
        "side_by_side": 0,
        "torn": 10_000,
        "out_of_order": 200_000,
        "alike": 11,
        "apart": 13,
        "at_once": 17,
    }
