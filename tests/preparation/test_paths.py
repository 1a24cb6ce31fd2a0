"""The longest chain before the opening, slack, and circles: plain numbers."""

from datetime import date

import pytest

from secretariat.preparation.queries import Step, circle_through, days_of, in_order, places

OPENING = date(2020, 11, 11)


def _steps(**plan: tuple[int, str]) -> list[Step]:
    numbers = {name: number for number, name in enumerate(plan, start=1)}
    return [
        Step(numbers[name], days, frozenset(numbers[need] for need in needs.split()))
        for name, (days, needs) in plan.items()
    ]


def test_the_longest_chain_is_critical_and_the_others_have_slack() -> None:
    # a(3) → b(5) → d(2) takes ten days; a(3) → c(1) → d(2) six; e(4) stands alone.
    steps = _steps(a=(3, ""), b=(5, "a"), c=(1, "a"), d=(2, "b c"), e=(4, ""))

    found = places(steps, OPENING)

    assert [found[number].chain for number in range(1, 6)] == [10, 10, 6, 10, 4]
    assert [found[number].slack for number in range(1, 6)] == [0, 0, 4, 0, 6]
    assert [number for number, place in found.items() if place.is_critical] == [1, 2, 4]


def test_the_latest_end_leaves_room_for_all_that_follows() -> None:
    found = places(_steps(a=(3, ""), b=(5, "a"), d=(2, "b")), OPENING)

    assert [found[number].latest for number in (1, 2, 3)] == [date(2020, 11, 3), date(2020, 11, 8), date(2020, 11, 10)]


def test_a_need_that_is_no_step_is_done_already() -> None:
    found = places([Step(1, 2, frozenset({99}))], OPENING)

    assert (found[1].chain, found[1].slack) == (2, 0)


def test_an_empty_plan_has_no_chain() -> None:
    assert places([], OPENING) == {}


def test_first_and_last_day_are_both_counted() -> None:
    assert days_of(date(2020, 11, 1), date(2020, 11, 3)) == 3
    assert days_of(date(2020, 11, 1), date(2020, 11, 1)) == 1
    assert days_of(None, date(2020, 11, 1)) == 1


def test_needs_that_run_in_a_circle_have_no_order() -> None:
    with pytest.raises(ValueError, match="circle"):
        in_order({1: Step(1, 1, frozenset({2})), 2: Step(2, 1, frozenset({1}))})


def test_a_circle_is_told_from_a_task_back_to_itself() -> None:
    assert circle_through(1, {1: [2, 4], 2: [3], 3: [1]}) == [1, 2, 3, 1]
    assert circle_through(1, {1: [1]}) == [1, 1]
    assert circle_through(1, {1: [2], 2: [3], 4: [1]}) == []
    # A circle elsewhere is none through this task.
    assert circle_through(1, {1: [2], 2: [3], 3: [2]}) == []


def test_a_chain_of_ten_thousand_steps_is_no_burden() -> None:
    steps = [Step(number, 1, frozenset({number - 1} if number else ())) for number in range(10_000)]

    found = places(steps, OPENING)

    assert found[9_999].chain == 10_000
    assert len(circle_through(0, {number: [(number + 1) % 10_000] for number in range(10_000)})) == 10_001
