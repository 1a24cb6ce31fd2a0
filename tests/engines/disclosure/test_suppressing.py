"""What is hidden protects, costs little, and is proved where it can be."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretariat.engines.disclosure import (
    Cell,
    Hidden,
    Interval,
    Known,
    Relation,
    Rules,
    Tables,
    Unprotectable,
    audit,
    primary,
    shown,
    suppress,
)
from secretariat.engines.disclosure.searching import Search
from secretariat.engines.disclosure.system import system_of
from tests.engines.disclosure.drawn import (
    cube,
    cubes,
    grid,
    grids,
    hierarchies,
    hierarchy,
    links,
    rules_drawn,
    table,
    tables_drawn,
)


@settings(max_examples=25, deadline=None)
@given(tables_drawn())
def test_what_is_hidden_passes_the_audit(tables: Tables) -> None:
    found = suppress(tables, seconds=1.0)

    verdict = audit(tables, found.hidden)
    assert verdict.passes, verdict.failures
    assert found.primary <= found.hidden.keys
    assert found.hidden.below <= found.primary
    assert found.bound <= found.cost
    assert all(finding.interval.width != 0 for finding in verdict.findings)


@settings(max_examples=25, deadline=None)
@given(st.one_of(grids(), cubes(), hierarchies(), links()), st.integers(0, 3))
def test_the_proved_pattern_costs_no_more_than_the_quick_one(tables: Tables, seed: int) -> None:
    system = system_of(tables)
    found = suppress(tables, seconds=2.0, seed=seed)

    search = Search(system, seed=seed, deadline=1e12)
    quick = search.tidied(search.mended(~system.published))

    assert found.bound <= system.cost(quick)
    if found.status == "optimal":
        assert found.cost <= system.cost(quick)
        assert found.gap == 0


@pytest.mark.parametrize(
    "rows",
    [[[3, 9], [8, 7]], [[2, 6], [5, 0]], [[1, 2], [9, 30]], [[0, 4], [4, 0]], [[3, 0], [0, 8]]],
)
def test_the_proved_pattern_is_the_cheapest_of_all(rows: list[list[int]]) -> None:
    tables = grid(rows)

    found = suppress(tables, seconds=5.0)

    assert found.status == "optimal"
    assert found.cost == _cheapest(tables)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=4, max_size=4), rules_drawn, st.integers(0, 8), st.integers(0, 3))
def test_with_other_rules_and_an_earlier_release_it_is_the_cheapest_too(
    values: list[int], rules: Rules, place: int, doubt: int
) -> None:
    tables = grid([values[:2], values[2:]], rules)
    told = tables.cells[place]
    known = Known((told.key,), Interval(max(0, told.value - doubt), told.value + doubt))
    tables = Tables(tables.cells, tables.relations, rules, (known,))

    try:
        found = suppress(tables, seconds=5.0)
    except Unprotectable:
        assert _cheapest(tables) is None
        return

    assert found.status == "optimal"
    assert found.cost == _cheapest(tables)


def test_the_smallest_cycle_is_hidden() -> None:
    tables = grid([[3, 90, 9], [8, 70, 7], [50, 60, 40]], costs="value")

    found = suppress(tables)

    assert found.hidden.below == {"r0c0"}
    assert found.complementary == {"r0c2", "r1c0", "r1c2"}
    assert (found.status, found.cost) == ("optimal", 27.0)


def test_hiding_a_small_number_as_blank_is_cheaper_than_hiding_another() -> None:
    tables = table({"a": 3, "b": 4, "c": 90}, {"all": [["a", "b", "c"]]})

    found = suppress(tables)

    assert found.complementary == frozenset()
    assert len(found.hidden.blank) == 1
    assert (found.status, found.cost) == ("optimal", 0.25)


def test_a_table_without_small_numbers_is_shown_whole() -> None:
    found = suppress(grid([[30, 9], [8, 0]]))

    assert (found.hidden, found.cost, found.status) == (Hidden(), 0.0, "optimal")


@pytest.mark.parametrize("value", [0, 1, 4, 5])
def test_a_table_of_one_number(value: int) -> None:
    tables = Tables((Cell("a", value),), ())

    found = suppress(tables)

    assert found.hidden == Hidden(below=frozenset({"a"}) if 0 < value < 5 else frozenset())
    assert shown(tables, found.hidden) == {"a": "<5" if 0 < value < 5 else str(value)}


def test_nothing_at_all() -> None:
    assert suppress(Tables((), ())).hidden == Hidden()


def test_a_small_number_among_zeros_hides_a_zero_or_the_total() -> None:
    tables = grid([[3, 0, 0], [0, 0, 0], [8, 7, 9]])

    found = suppress(tables)

    assert audit(tables, found.hidden).passes
    assert found.status == "optimal"


def test_rows_of_zeros_are_shown_as_zeros() -> None:
    tables = grid([[0, 0, 0], [30, 40, 50], [3, 9, 9], [8, 7, 9]])

    signs = shown(tables, suppress(tables).hidden)

    assert [signs[key] for key in ("r0c0", "r0c1", "r0c2", "r0")] == ["0", "0", "0", "0"]


def test_a_table_in_which_all_is_small() -> None:
    tables = grid([[1, 2, 3], [2, 1, 1], [4, 1, 2]])

    found = suppress(tables)

    assert audit(tables, found.hidden).passes
    assert primary(tables) <= found.hidden.keys


def test_equal_sums_one_upon_the_other() -> None:
    cells = (Cell("a", 3), Cell("b", 3), Cell("c", 3), Cell("d", 9), Cell("e", 12), Cell("f", 20), Cell("g", 32))
    sums = (Relation("b", ("a",)), Relation("c", ("b",)), Relation("e", ("c", "d")), Relation("g", ("e", "f")))

    found = suppress(Tables(cells, sums))

    assert found.hidden.below == {"a", "b", "c"}
    assert found.complementary == {"d"}


def test_the_same_sum_twice_changes_nothing() -> None:
    tables = grid([[3, 9], [8, 7]])
    twice = Tables(tables.cells, tables.relations * 2)

    assert suppress(twice).hidden == suppress(tables).hidden


def test_a_national_margin_has_its_own_rules() -> None:
    local, national = Rules(10, 5, 1000, 10, 3), Rules(5, 1, 1000, 1, 3)
    tables = grid([[7, 41], [33, 8]], local)
    cells = tuple(
        Cell(each.key, each.value, 1, None if "c" in each.key and "r" in each.key else national)
        for each in tables.cells
    )

    found = suppress(Tables(cells, tables.relations, local))
    signs = shown(Tables(cells, tables.relations, local), found.hidden)

    assert primary(Tables(cells, tables.relations, local)) == {"r0c0", "r1c1"}
    assert signs["all"] == "89"
    assert audit(Tables(cells, tables.relations, local), found.hidden).passes


def test_earlier_releases_make_it_hide_more() -> None:
    tables = grid([[3, 9, 20], [8, 7, 30]])
    first = suppress(tables, seconds=2.0)
    opposite = frozenset(first.complementary)
    known = tuple(Known((key,), Interval(cell.value, cell.value)) for key, cell in _cells(tables) if key in opposite)

    second = suppress(Tables(tables.cells, tables.relations, tables.rules, known), seconds=2.0)

    assert second.hidden != first.hidden
    assert audit(Tables(tables.cells, tables.relations, tables.rules, known), second.hidden).passes


def test_what_was_published_before_and_tells_all_cannot_be_mended() -> None:
    tables = grid([[3, 9], [8, 7]])
    known = (Known(("r0c0", "r0c1"), Interval(12, 12)), Known(("r0c1",), Interval(9, 9)))

    with pytest.raises(Unprotectable) as refused:
        suppress(Tables(tables.cells, tables.relations, tables.rules, known))

    assert refused.value.keys == ("r0c0",)


def test_a_cell_that_was_published_exactly_before_is_not_hidden_in_vain() -> None:
    tables = table({"a": 3, "b": 9, "c": 9, "d": 40}, {"all": [["a", "b", "c", "d"]]})
    known = (Known(("b",), Interval(9, 9)), Known(("c",), Interval(8, 10)))

    found = suppress(Tables(tables.cells, tables.relations, tables.rules, known))

    assert "b" not in found.hidden.keys
    assert audit(Tables(tables.cells, tables.relations, tables.rules, known), found.hidden).passes


def test_the_same_seed_finds_the_same_pattern() -> None:
    tables = cube([1, 7, 20, 9, 3, 12, 4, 30], (2, 2, 2))

    assert suppress(tables, seed=4).hidden == suppress(tables, seed=4).hidden


def test_a_short_time_still_gives_a_pattern_that_protects() -> None:
    tables = hierarchy([(7 * step) % 23 for step in range(60)], (4, 5, 3))

    found = suppress(tables, seconds=0.0)

    assert found.status == "heuristic"
    assert 0 < found.gap <= 1
    assert audit(tables, found.hidden).passes


def _cells(tables: Tables) -> list[tuple[str, Cell]]:
    return [(cell.key, cell) for cell in tables.cells]


def _cheapest(tables: Tables) -> float | None:
    """The least cost of all patterns there are; None where none protects."""
    small = primary(tables)
    others = [cell.key for cell in tables.cells]
    costs: list[float] = []
    for count in range(len(others) + 1):
        for blank in map(frozenset, combinations(others, count)):
            cost = len(blank - small) + len(blank & small) / 4
            if (not costs or cost < min(costs)) and audit(tables, Hidden(small - blank, blank)).passes:
                costs.append(cost)
    return min(costs, default=None)
