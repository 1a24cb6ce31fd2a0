"""The world map is complete, well formed and inside its frame."""

import json
import re
from pathlib import Path

import pytest

from secretariat.engines.worldmap import HEIGHT, OTHER, VIEW_BOX, WIDTH, Shape, bounds, shapes

PACKAGE = Path(__file__).resolve().parents[2] / "secretariat"
STATES = json.loads((PACKAGE / "parties" / "data" / "states.json").read_text(encoding="utf-8"))

NUMBER = r"-?(?:\d+(?:\.\d)?|\.\d)"
BETWEEN = r"(?: |(?=-)|(?<=\.\d)(?=\.))"
OUTLINE = re.compile(rf"M{NUMBER}{BETWEEN}{NUMBER}l{NUMBER}(?:{BETWEEN}{NUMBER})+z")
CIRCLE = re.compile(rf"M({NUMBER}) ({NUMBER})a1\.6 1\.6 0 1 0 3\.2 0a1\.6 1\.6 0 1 0-3\.2 0z")


def corners(path: str) -> list[list[tuple[float, float]]]:
    """Return the outlines of a path as places in the view box."""
    outlines = []
    for outline in OUTLINE.findall(path):
        numbers = [float(number) for number in re.findall(NUMBER, outline)]
        places = [(numbers[0], numbers[1])]
        for across, down in zip(numbers[2::2], numbers[3::2], strict=True):
            places.append((places[-1][0] + across, places[-1][1] + down))
        outlines.append(places)
    return outlines


def is_inside(x: float, y: float, outline: list[tuple[float, float]]) -> bool:
    edges = zip(outline, [*outline[1:], outline[0]], strict=True)
    return sum((b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a for (a, b), (c, d) in edges) % 2 == 1


def test_every_state_of_the_united_nations_has_a_shape() -> None:
    united = {state["iso2"] for state in STATES if state["united_nations"]}

    assert united <= set(shapes())
    assert {"PS", "EH", "HK", "GL"} <= set(shapes())


def test_only_parts_of_other_shapes_and_specks_have_none() -> None:
    without = {state["iso2"] for state in STATES} - set(shapes())

    assert without == {"AQ", "BQ", "BV", "CC", "CX", "GF", "GP", "MQ", "RE", "SJ", "TK", "YT"}
    assert set(shapes()) <= {state["iso2"] for state in STATES}


@pytest.mark.parametrize("shape", shapes().values(), ids=lambda shape: shape.code)
def test_a_shape_is_well_formed_and_inside_the_view_box(shape: Shape) -> None:
    if shape.is_small:
        circle = CIRCLE.fullmatch(shape.path)
        assert circle is not None
        assert (float(circle[1]) + 1.6, float(circle[2])) == pytest.approx((shape.x, shape.y))
        assert 1.6 <= shape.x <= WIDTH - 1.6
        assert 1.6 <= shape.y <= HEIGHT - 1.6
        return
    assert OUTLINE.sub("", shape.path) == ""
    outlines = corners(shape.path)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for outline in outlines for x, y in outline)
    assert any(is_inside(shape.x, shape.y, outline) for outline in outlines)


def test_land_without_a_code_is_well_formed_and_inside_the_view_box() -> None:
    outlines = corners(OTHER)

    assert OUTLINE.sub("", OTHER) == ""
    assert len(outlines) >= 3
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for outline in outlines for x, y in outline)


def test_no_outline_runs_across_the_whole_map() -> None:
    widths = [
        max(x for x, _ in outline) - min(x for x, _ in outline)
        for shape in shapes().values()
        for outline in corners(shape.path)
    ]

    assert max(widths) < WIDTH / 2


def test_places_stand_to_each_other_as_on_the_globe() -> None:
    drawn = shapes()

    assert drawn["US"].x < drawn["BR"].x < drawn["FR"].x < drawn["SY"].x < drawn["IN"].x < drawn["JP"].x < drawn["FJ"].x
    assert drawn["NO"].y < drawn["FR"].y < drawn["SY"].y < drawn["ET"].y < drawn["ZA"].y


def test_areas_compare() -> None:
    def area(code: str) -> float:
        return sum(
            abs(sum(a * d - c * b for (a, b), (c, d) in zip(outline, [*outline[1:], outline[0]], strict=True))) / 2
            for outline in corners(shapes()[code].path)
        )

    assert area("DZ") / area("SY") == pytest.approx(2381.7 / 185.2, rel=0.05)
    assert area("GL") / area("DZ") == pytest.approx(2166.1 / 2381.7, rel=0.05)


def test_circles_come_last_so_that_they_lie_on_top() -> None:
    order = [shape.is_small for shape in shapes().values()]

    assert order == sorted(order)
    assert shapes()["MT"].is_small
    assert not shapes()["LB"].is_small


def test_a_regional_view_holds_the_labels_of_its_states() -> None:
    codes = ["SY", "LB", "JO", "IQ", "TR", "BH"]

    x, y, width, height = bounds(codes)

    assert all(x < shapes()[code].x < x + width and y < shapes()[code].y < y + height for code in codes)
    assert width < WIDTH / 5
    assert height < HEIGHT / 4


def test_an_island_beyond_the_ocean_does_not_widen_the_view() -> None:
    assert bounds(["FR"])[2] < 60
    assert bounds(["US"])[2] < 250


@pytest.mark.parametrize("codes", [["MT"], ["TV"], ["RU", "FJ"], ["GL", "NZ"], ["US", "RU", "NZ", "AR", "CA"]])
def test_a_regional_view_stays_inside_the_map(codes: list[str]) -> None:
    x, y, width, height = bounds(codes)

    assert 0 <= x <= x + width <= WIDTH
    assert 0 <= y <= y + height <= HEIGHT
    assert min(width, height) >= 40


def test_without_a_known_state_the_whole_map_is_shown() -> None:
    assert bounds([]) == bounds(["UNHCR"]) == (0.0, 0.0, WIDTH, HEIGHT)
    assert f"0 0 {WIDTH:g} {HEIGHT:g}" == VIEW_BOX
    assert bounds(["UNHCR", "SY"]) == bounds(["SY"])


def test_the_map_is_light_enough_for_a_page() -> None:
    assert (PACKAGE / "engines" / "worldmap" / "shapes.json").stat().st_size <= 90_000


def test_the_shapes_cannot_be_changed_by_a_page() -> None:
    with pytest.raises(TypeError):
        shapes()["SY"] = shapes()["LB"]  # type: ignore[index]
