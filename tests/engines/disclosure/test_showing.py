"""What is small is hidden, what is shown is rounded, and a sign tells no more than it should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines.disclosure import (
    BadTables,
    Cell,
    Hidden,
    Interval,
    Rules,
    Tables,
    interval_of_shown,
    interval_of_small,
    primary,
    rounded,
    shown,
)

LOCAL = Rules(threshold=10, rounding=5, large_from=1000, large_rounding=10)


@pytest.mark.parametrize(
    ("value", "as_shown"),
    [(0, 0), (10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (997, 995), (998, 1000), (1004, 1000), (1005, 1010)],
)
def test_numbers_are_rounded_to_the_nearest_base(value: int, as_shown: int) -> None:
    assert rounded(value, LOCAL) == as_shown


def test_national_numbers_stay_exact() -> None:
    assert [rounded(value, Rules()) for value in (0, 5, 1341148)] == [0, 5, 1341148]


@pytest.mark.parametrize(
    ("value", "interval"),
    [
        (15, Interval(13, 17)),
        (11, Interval(10, 12)),
        (0, Interval(0, 0)),
        (998, Interval(998, 1004)),
        (1012, Interval(1005, 1014)),
        (1341148, Interval(1341145, 1341154)),
    ],
)
def test_what_a_rounded_number_tells(value: int, interval: Interval) -> None:
    assert interval_of_shown(value, LOCAL) == interval


def test_what_less_than_five_tells() -> None:
    assert interval_of_small(Rules()) == Interval(1, 4)
    assert interval_of_small(LOCAL) == Interval(1, 9)


@given(
    st.integers(0, 400),
    st.builds(
        Rules,
        threshold=st.sampled_from([0, 1, 5, 10]),
        rounding=st.sampled_from([1, 2, 3, 5, 7, 10]),
        large_from=st.sampled_from([0, 1, 99, 100, 1000]),
        large_rounding=st.sampled_from([1, 4, 10]),
    ),
)
def test_the_interval_is_all_that_is_shown_alike(value: int, rules: Rules) -> None:
    if 0 < value < rules.threshold:
        return
    visible = [each for each in range(500) if each == 0 or each >= rules.threshold]
    alike = [each for each in visible if rounded(each, rules) == rounded(value, rules)]
    if rules.threshold > 1 and value == 0:
        alike = [0]
    elif rules.threshold > 1:
        alike = [each for each in alike if each > 0]

    assert interval_of_shown(value, rules) == Interval(min(alike), max(alike))


@given(st.lists(st.integers(0, 3000), min_size=2), st.sampled_from([1, 3, 5]), st.sampled_from([7, 10, 300]))
def test_a_larger_number_is_never_shown_as_a_smaller_one(values: list[int], base: int, large: int) -> None:
    rules = Rules(10, base, 1000, large)

    signs = [rounded(value, rules) for value in sorted(values)]

    assert signs == sorted(signs)


def test_signs_of_a_table() -> None:
    tables = Tables((Cell("a", 3), Cell("b", 0), Cell("c", 9), Cell("d", 12345), Cell("e", 2, rules=LOCAL)), ())

    signs = shown(tables, Hidden(below=frozenset({"a", "e"}), blank=frozenset({"c"})))

    assert signs == {"a": "<5", "b": "0", "c": ":", "d": "12345", "e": "<10"}


def test_what_is_not_published_has_no_sign_and_is_not_hidden() -> None:
    tables = Tables((Cell("a", 3, is_published=False), Cell("b", 8)), ())

    assert primary(tables) == frozenset()
    assert shown(tables, Hidden()) == {"b": "8"}


def test_zero_is_shown_and_one_to_four_are_hidden() -> None:
    tables = Tables(tuple(Cell(str(value), value) for value in range(7)), ())

    assert primary(tables) == {"1", "2", "3", "4"}


@pytest.mark.parametrize(
    ("hidden", "words"),
    [
        (Hidden(below=frozenset({"z"})), "unknown: z"),
        (Hidden(frozenset({"a"}), frozenset({"a"})), "hidden twice: a"),
    ],
)
def test_patterns_that_make_no_sense_are_refused(hidden: Hidden, words: str) -> None:
    with pytest.raises(BadTables, match=words):
        shown(Tables((Cell("a", 3),), ()), hidden)
