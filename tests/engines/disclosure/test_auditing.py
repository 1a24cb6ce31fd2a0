"""The auditor finds what anybody can compute, and never calls safe what is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretariat.engines.disclosure import (
    Audit,
    BadTables,
    Cell,
    Finding,
    Hidden,
    Interval,
    Known,
    Relation,
    Rules,
    Tables,
    audit,
)
from tests.engines.disclosure.drawn import cube, every_table, grid, linked, table

SMALL = st.one_of(st.just(0), st.integers(0, 3))


def test_a_single_hidden_cell_of_a_row_is_computed_from_the_total() -> None:
    found = _of(audit(grid([[3, 9], [8, 7]]), Hidden(below=frozenset({"r0c0"}))), "r0c0")

    assert (found.code, found.interval, found.is_tight) == ("exact", Interval(3, 3), True)


def test_four_hidden_cells_protect_each_other() -> None:
    hidden = Hidden(below=frozenset({"r0c0"}), blank=frozenset({"r0c1", "r1c0", "r1c1"}))

    verdict = audit(grid([[3, 9], [8, 7]]), hidden)

    assert verdict.passes
    assert _of(verdict, "r0c0").interval == Interval(1, 4)
    assert _of(verdict, "r1c0").interval == Interval(7, 10)


def test_two_small_cells_of_a_small_total_tell_too_much_as_less_than_five() -> None:
    tables = table({"a": 3, "b": 4, "c": 9}, {"all": [["a", "b", "c"]]})

    as_small = audit(tables, Hidden(below=frozenset({"a", "b"})))
    as_blank = audit(tables, Hidden(blank=frozenset({"a", "b"})))

    assert _of(as_small, "a").interval == Interval(3, 4)
    assert not as_small.passes
    assert _of(as_blank, "a").interval == Interval(0, 7)
    assert as_blank.passes


def test_a_small_number_that_is_shown_fails() -> None:
    verdict = audit(grid([[3, 9], [8, 7]]), Hidden())

    assert [(finding.key, finding.code) for finding in verdict.failures] == [("r0c0", "shown")]


def test_a_large_number_that_is_shown_as_small_fails() -> None:
    verdict = audit(grid([[9, 9], [8, 7]]), Hidden(below=frozenset({"r0c0"})))

    assert [finding.code for finding in verdict.failures] == ["mismarked"]


def test_nothing_bounds_a_number_whose_total_is_hidden() -> None:
    tables = table({"a": 30, "b": 40}, {"all": [["a", "b"]]})

    found = _of(audit(tables, Hidden(blank=frozenset({"a", "all"}))), "a")

    assert found.interval == Interval(0, None)
    assert found.is_tight


def test_equal_sums_in_a_row_tell_the_same_number() -> None:
    cells = (Cell("a", 3), Cell("b", 3), Cell("c", 3), Cell("d", 9), Cell("e", 12))
    sums = (Relation("b", ("a",)), Relation("c", ("b",)), Relation("e", ("c", "d")))
    below = frozenset({"a", "b", "c"})

    assert _of(audit(Tables(cells, sums), Hidden(below)), "a").code == "exact"
    assert audit(Tables(cells, sums), Hidden(below, frozenset({"d"}))).passes


def test_one_number_alone_is_safe_as_less_than_five() -> None:
    verdict = audit(Tables((Cell("a", 2),), ()), Hidden(below=frozenset({"a"})))

    assert verdict.passes
    assert verdict.findings[0].interval == Interval(1, 4)


def test_a_row_of_zeros_besides_gives_the_number_away() -> None:
    tables = grid([[3, 0, 0], [8, 7, 9]])
    below = frozenset({"r0c0", "r0"})

    assert _of(audit(tables, Hidden(below, frozenset({"c0"}))), "r0c0").code in ("narrow", "exact")


def test_rounded_sums_leave_room() -> None:
    rules = Rules(threshold=10, rounding=5, large_rounding=10)
    tables = grid([[3, 19], [28, 37]], rules)

    found = _of(audit(tables, Hidden(below=frozenset({"r0c0"}))), "r0c0")

    # A total of 20 to 22 less 18 to 22.
    assert found.interval == Interval(1, 4)
    assert found.code == "safe"


def test_what_was_published_before_counts() -> None:
    tables = grid([[3, 9], [8, 7]])
    hidden = Hidden(below=frozenset({"r0c0"}), blank=frozenset({"r0c1", "r1c0", "r1c1"}))
    earlier = (Known(("r0c0", "r1c1"), Interval(10, 10)),)

    before = Tables(tables.cells, tables.relations, tables.rules, earlier)

    assert audit(tables, hidden).passes
    assert _of(audit(before, hidden), "r0c0").code == "exact"


def test_a_small_number_that_is_not_in_the_release_is_judged_too() -> None:
    cells = (Cell("new", 12), Cell("seen", 9, is_published=False), Cell("unseen", 3, is_published=False))
    sums = (Relation("new", ("seen", "unseen")),)

    alone = audit(Tables(cells, sums), Hidden())
    with_earlier = audit(Tables(cells, sums, known=(Known(("seen",), Interval(9, 9)),)), Hidden())

    assert alone.passes
    assert [(finding.key, finding.code) for finding in with_earlier.failures] == [("unseen", "exact")]


@pytest.mark.parametrize("size", [10**6, 10**9, 10**12, 4 * 10**14])
def test_huge_numbers_beside_it_hide_nothing(size: int) -> None:
    tables = grid([[3, size], [size + 7, 12]])

    alone = audit(tables, Hidden(below=frozenset({"r0c0"})))
    cycle = audit(tables, Hidden(below=frozenset({"r0c0"}), blank=frozenset({"r0c1", "r1c0", "r1c1"})))

    assert _of(alone, "r0c0").code == "exact"
    assert cycle.passes


def test_without_time_nothing_is_proved() -> None:
    hidden = Hidden(below=frozenset({"r0c0"}), blank=frozenset({"r0c1", "r1c0", "r1c1"}))

    verdict = audit(grid([[3, 9], [8, 7]]), hidden, seconds=0)

    assert {finding.code for finding in verdict.findings} == {"unproved"}
    assert not verdict.passes


def test_a_pattern_of_unknown_cells_is_refused() -> None:
    with pytest.raises(BadTables, match="unknown: elsewhere"):
        audit(grid([[3, 9], [8, 7]]), Hidden(blank=frozenset({"elsewhere"})))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_in_two_way_tables_it_finds_what_trying_every_table_finds(data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(SMALL, min_size=3, max_size=3), min_size=2, max_size=2))
    rules = data.draw(st.sampled_from([Rules(3, 1, 1000, 1, 1), Rules(4, 3, 1000, 3, 2), Rules(1, 3, 1000, 3, 2)]))
    tables = grid(rows, rules)
    inner = [f"r{r}c{c}" for r in range(2) for c in range(3)]

    _assert_agrees(data, tables, inner, "all")


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_in_three_way_tables_it_finds_what_trying_every_table_finds(data: st.DataObject) -> None:
    values = data.draw(st.lists(st.integers(0, 2), min_size=8, max_size=8))
    tables = cube(values, (2, 2, 2), Rules(3, 1, 1000, 1, 1))
    inner = [f"{a}.{b}.{c}" for a in range(2) for b in range(2) for c in range(2)]

    _assert_agrees(data, tables, inner, "*.*.*")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_with_earlier_releases_it_finds_what_trying_every_table_finds(data: st.DataObject) -> None:
    tables = grid(data.draw(st.lists(st.lists(SMALL, min_size=3, max_size=3), min_size=2, max_size=2)), Rules(3))
    inner = [f"r{r}c{c}" for r in range(2) for c in range(3)]
    values = {cell.key: cell.value for cell in tables.cells}
    known = []
    for _ in range(data.draw(st.integers(1, 3))):
        parts = tuple(sorted(data.draw(st.sets(st.sampled_from(inner), min_size=1, max_size=4))))
        total = sum(values[part] for part in parts)
        low = max(0, total - data.draw(st.integers(0, 2)))
        known.append(Known(parts, Interval(low, data.draw(st.sampled_from([total, total + 2, None])))))

    _assert_agrees(data, Tables(tables.cells, tables.relations, tables.rules, tuple(known)), inner, "all")


def test_linked_tables_are_one_system() -> None:
    tables = linked([3, 20, 15, 16, 6, 9, 7, 8])
    below = frozenset(cell.key for cell in tables.cells if 0 < cell.value < 5)

    verdict = audit(tables, Hidden(below, frozenset({"p0s1", "p1s0", "p1s1"})))

    assert _of(verdict, "p0s0").interval == Interval(1, 4)


def _assert_agrees(data: st.DataObject, tables: Tables, inner: list[str], top: str) -> None:
    small = {cell.key for cell in tables.cells if 0 < cell.value < tables.rules.threshold}
    others = sorted({cell.key for cell in tables.cells} - {top})
    blank = frozenset(data.draw(st.sets(st.sampled_from(others), max_size=7)))
    hidden = Hidden(below=frozenset(small - blank - {top}), blank=blank)

    verdict = audit(tables, hidden)

    possible = every_table(tables, hidden, inner, top)
    for finding in verdict.findings:
        if finding.code != "shown":
            assert finding.is_tight
            assert finding.interval == possible[finding.key], finding
            width = finding.interval.width
            assert (finding.code == "safe") == (width is None or width >= tables.rules.protection)
            assert (finding.code == "exact") == (width == 0)


def _of(verdict: Audit, key: str) -> Finding:
    return next(finding for finding in verdict.findings if finding.key == key)
