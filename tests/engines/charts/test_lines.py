"""Lines over years: gaps stay gaps, names keep apart, numbers are round."""

import itertools
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from secretariat.engines.charts import Series, lines, round_ticks, shortened, spread, width_of

YEARS = [str(year) for year in range(2011, 2021)]


def test_a_year_in_which_nothing_was_collected_parts_the_line_in_two() -> None:
    values = (10.0, 20.0, 30.0, None, 50.0, 60.0, None, 80.0, None, None)

    chart = lines(YEARS, [Series("Jordan", values)])

    (line,) = chart.lines
    assert [piece.count("L") + 1 for piece in line.pieces] == [3, 2]
    assert [dot.value for dot in line.dots] == [10, 20, 30, 50, 60, 80]
    assert chart.has_gaps


def test_a_gap_is_never_drawn_through_zero() -> None:
    chart = lines(YEARS[:3], [Series("Iraq", (100.0, None, 100.0))])

    assert all(dot.y < chart.bottom for dot in chart.lines[0].dots)
    assert chart.lines[0].pieces == ()


def test_a_counted_zero_lies_on_the_axis() -> None:
    chart = lines(YEARS[:2], [Series("Iraq", (0.0, 10.0))])

    assert chart.lines[0].dots[0].y == chart.bottom


def test_a_series_without_any_number_has_no_name_and_no_line() -> None:
    chart = lines(YEARS[:2], [Series("Egypt", (None, None))])

    assert chart.lines[0].name is None
    assert chart.lines[0].dots == ()


def test_names_at_the_ends_of_equal_lines_do_not_overlap() -> None:
    chart = lines(YEARS, [Series(f"Host {number}", (100.0 + number,) * 10) for number in range(8)])

    places = sorted(line.name.y for line in chart.lines if line.name)
    assert all(later - earlier >= 13 for earlier, later in itertools.pairwise(places))
    assert places[-1] <= chart.bottom + 1


def test_time_runs_from_left_to_right_and_the_last_year_is_always_named() -> None:
    years = [str(year) for year in range(1951, 2026)]

    chart = lines(years, [Series("Syria", tuple(float(number) for number in range(75)))])

    places = [tick.at for tick in chart.places]
    assert places == sorted(places)
    assert chart.places[-1].label == "2025"
    widest = max(width_of(year) for year in years)
    assert all(later - earlier >= widest for earlier, later in itertools.pairwise(places))


def test_more_series_than_can_be_told_apart_and_series_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 8"):
        lines(YEARS[:1], [Series(str(number), (1.0,)) for number in range(9)])
    with pytest.raises(ValueError, match="one value"):
        lines(YEARS, [Series("Jordan", (1.0,))])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(some.floats(min_value=0.5, max_value=1e12))
def test_ticks_are_round_and_reach_just_above_the_highest_number(highest: float) -> None:
    ticks = round_ticks(highest)

    assert ticks[0] == 0
    assert ticks[-1] >= highest * (1 - 1e-9)
    assert len(ticks) <= 7
    assert re.fullmatch(r"[125]0*", f"{ticks[1]:.0f}")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(some.lists(some.floats(min_value=0, max_value=300), min_size=1, max_size=25))
def test_labels_keep_their_order_their_distance_and_the_frame(wanted: list[float]) -> None:
    placed = spread(wanted, 16, 0, 300)

    gap = min(16, 300 / max(len(wanted) - 1, 1))
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    found = [placed[each] for each in order]
    assert all(later - earlier >= gap - 0.11 for earlier, later in itertools.pairwise(found))
    assert min(placed) >= -0.1
    assert max(placed) <= 300.1


def test_a_label_that_is_too_long_is_shortened_and_one_that_fits_is_not() -> None:
    assert shortened("Syrian Arab Republic", 60).endswith("…")
    assert width_of(shortened("Syrian Arab Republic", 60)) <= 60
    assert shortened("Iraq", 60) == "Iraq"
