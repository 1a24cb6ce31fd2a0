"""What may be added and what may not."""

from datetime import date

import pytest

from secretariat.figures.queries.counting import in_a_year
from secretariat.figures.queries.series import Kind, NotAddable, Series, largest, total_of

STOCK, FLOW = Kind(1, "REF", "stock"), Kind(1, "REF", "flow")


def test_places_of_one_kind_are_added_year_by_year_and_a_gap_stays_a_gap() -> None:
    total = total_of([Series(STOCK, 1, {2019: 5, 2020: 7}), Series(STOCK, 2, {2020: 3})])

    assert total.on([2018, 2019, 2020]) == (None, 5, 10)


@pytest.mark.parametrize(
    "other", [FLOW, Kind(2, "REF", "stock"), Kind(1, "ASY", "stock"), Kind(1, "REF", "stock", "households")]
)
def test_stocks_flows_datasets_groups_and_units_are_never_in_one_sum(other: Kind) -> None:
    with pytest.raises(NotAddable):
        total_of([Series(STOCK, 1, {2020: 1}), Series(other, 2, {2020: 1})])


def test_a_place_is_not_added_twice_and_of_nothing_there_is_no_sum() -> None:
    with pytest.raises(NotAddable):
        total_of([Series(STOCK, 1, {2020: 1}), Series(STOCK, 1, {2021: 1})])
    with pytest.raises(NotAddable):
        total_of([])


def test_what_happened_is_added_over_years_and_people_at_a_date_are_not() -> None:
    assert Series(FLOW, 1, {2019: 5, 2020: 7}).total() == 12
    with pytest.raises(NotAddable):
        Series(STOCK, 1, {2019: 5, 2020: 7}).total()


def test_the_largest_of_a_year_come_first_and_those_without_a_number_last() -> None:
    rows = [Series(STOCK, 1, {2019: 9}), Series(STOCK, 2, {2020: 0}), Series(STOCK, 3, {2020: 8})]

    first, others = largest(rows, 2, 2020)

    assert [each.place for each in first] == [3, 2]
    assert [each.place for each in others] == [1]


def test_within_a_year_the_last_stock_counts_and_overlapping_periods_are_not_added() -> None:
    january = (date(2020, 1, 1), date(2020, 1, 31), 10)
    february = (date(2020, 2, 1), date(2020, 2, 29), 20)
    quarter = (date(2020, 1, 1), date(2020, 3, 31), 35)

    assert in_a_year(STOCK, [january, february]) == 20
    assert in_a_year(FLOW, [january, february]) == 30
    assert in_a_year(FLOW, [january, february, quarter]) == 35
