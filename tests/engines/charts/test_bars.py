"""Bars, flows and circles: lengths and areas are the numbers, whichever side one reads from."""

import itertools
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from secretariat.engines.charts import Point, Series, bars, circles, flow

HOSTS = ["Türkiye", "Lebanon", "Jordan"]
PEOPLE = some.integers(0, 100_000_000).map(float)


def test_a_bar_is_as_long_as_its_number() -> None:
    chart = bars(HOSTS, [Series("", (400.0, 200.0, 0.0))])

    lengths = [bar.width for bar in chart.bars]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=0.2)
    assert lengths[2] == 0
    assert [end.value for end in chart.ends] == [400, 200, 0]


def test_what_was_not_collected_has_no_bar_and_says_so() -> None:
    chart = bars(HOSTS, [Series("", (400.0, None, 0.0))])

    assert [bar.category for bar in chart.bars] == ["Türkiye", "Jordan"]
    assert [gap.full for gap in chart.gaps] == ["Lebanon"]


def test_stacked_bars_lie_end_to_end_and_the_end_says_the_sum() -> None:
    promised, delivered = Series("2024", (100.0, None)), Series("2025", (300.0, None))

    chart = bars(["Jordan", "Iraq"], [promised, delivered], is_stacked=True)

    first, second = chart.bars
    assert first.x + first.width == pytest.approx(second.x, abs=0.2)
    assert [end.value for end in chart.ends] == [400]
    assert [gap.full for gap in chart.gaps] == ["Iraq"]


def test_bars_side_by_side_do_not_overlap_and_each_has_a_key_with_a_hatch() -> None:
    chart = bars(HOSTS, [Series("Promised", (5.0, 4.0, 3.0)), Series("Delivered", (1.0, 2.0, 3.0))])

    tops = sorted((bar.y, bar.y + bar.height) for bar in chart.bars)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(tops))
    assert [key.label for key in chart.keys] == ["Promised", "Delivered"]
    assert chart.keys[1].hatch


def test_lying_bars_begin_on_the_right_for_those_who_read_from_there_and_years_never_do() -> None:
    series = [Series("A", (5.0, 4.0, 3.0)), Series("B", (1.0, 2.0, 3.0))]

    lying = bars(HOSTS, series, from_right=True)
    upright = bars(["2023", "2024", "2025"], series, is_upright=True, from_right=True)

    assert all(bar.x + bar.width == pytest.approx(lying.zero, abs=0.2) for bar in lying.bars)
    assert lying.categories[0].anchor == "start"
    assert lying.categories[0].x > lying.zero
    assert upright.bars == bars(["2023", "2024", "2025"], series, is_upright=True).bars


# A busy machine is no fault of the numbers.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(some.lists(some.tuples(PEOPLE, PEOPLE), min_size=1, max_size=8), some.booleans(), some.booleans())
def test_every_bar_lies_within_the_frame(rows: list[tuple[float, float]], is_stacked: bool, is_upright: bool) -> None:
    series = [Series("A", tuple(row[0] for row in rows)), Series("B", tuple(row[1] for row in rows))]

    chart = bars([str(number) for number in range(len(rows))], series, is_stacked=is_stacked, is_upright=is_upright)

    for bar in chart.bars:
        assert chart.left - 0.2 <= bar.x
        assert bar.x + bar.width <= chart.right + 0.3
        assert chart.top - 0.2 <= bar.y
        assert bar.y + bar.height <= chart.bottom + 0.3


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        bars(["Jordan"], [Series("", (-1.0,))])
    with pytest.raises(ValueError, match="negative"):
        flow([("Syria", "Jordan", -1)])


def test_a_flow_joins_equal_links_leaves_out_nothing_else_and_puts_the_largest_first() -> None:
    chart = flow([("Syria", "Jordan", 100), ("Syria", "Türkiye", 500), ("Syria", "Jordan", 50), ("Iraq", "Jordan", 0)])

    assert [node.label.full for node in chart.targets] == ["Türkiye", "Jordan"]
    assert [node.value for node in chart.targets] == [500, 150]
    assert [node.label.full for node in chart.sources] == ["Syria"]
    assert [band.value for band in chart.bands] == [500, 150]


def test_a_flow_is_mirrored_for_those_who_read_from_the_right() -> None:
    links = [("Syria", "Jordan", 100.0), ("Syria", "Türkiye", 500.0)]

    plain, mirrored = flow(links), flow(links, from_right=True)

    assert plain.sources[0].x < plain.targets[0].x
    assert mirrored.sources[0].x > mirrored.targets[0].x
    assert mirrored.sources[0].label.anchor == "start"


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    some.dictionaries(some.text("ABCDEFGHIJKLMNOP", min_size=1, max_size=2), PEOPLE, min_size=1, max_size=30),
    some.booleans(),
)
def test_bands_of_any_flow_fit_their_nodes_and_the_frame(targets: dict[str, float], from_right: bool) -> None:
    chart = flow([("Syria", target, value) for target, value in targets.items()], from_right=from_right)

    assert len(chart.bands) == sum(value > 0 for value in targets.values())
    for node in (*chart.sources, *chart.targets):
        assert node.y >= -0.2
        assert node.y + node.height <= chart.height + 0.3
        assert 0 <= node.label.y <= chart.height


def test_an_empty_flow_and_empty_bars_are_drawn_as_nothing() -> None:
    assert flow([]).bands == ()
    assert bars([], []).bars == ()
    assert circles([], (0, 0, 100, 50)).circles == ()


def test_the_area_of_a_circle_is_its_number_and_names_do_not_lie_on_each_other() -> None:
    points = [Point("TR", "Türkiye", 300, 100, 400), Point("LB", "Lebanon", 302, 101, 100)]

    chart = circles(points, (0, 0, 1000, 443))

    first, second = chart.circles
    assert math.isclose(first.radius, 2 * second.radius, rel_tol=0.01)
    assert first.name is not None
    assert second.name is not None
    assert (first.name.x, first.name.anchor) != (second.name.x, second.name.anchor)
    assert chart.legend
