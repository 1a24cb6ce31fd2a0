"""Tables that make no sense are refused, with the place and without any value."""

from typing import Any

import pytest

from secretariat.engines.disclosure import (
    BadTables,
    Cell,
    Hidden,
    Interval,
    Known,
    Relation,
    Rules,
    Tables,
    audit,
    check,
    suppress,
)

A, B, SUM = Cell("a", 3731), Cell("b", 9), Cell("sum", 3740)
GOOD = (A, B, SUM)
ADDS = (Relation("sum", ("a", "b")),)


def test_good_tables_pass() -> None:
    check(Tables(GOOD, ADDS, known=(Known(("a", "b"), Interval(3740, 3740)),)))


@pytest.mark.parametrize(
    ("tables", "code", "place"),
    [
        (Tables((Cell("a", -1),), ()), "negative", "a"),
        (Tables((Cell("a", 10**15 + 1),), ()), "too large", "a"),
        (Tables((A, A), ()), "repeated", "a"),
        (Tables((Cell("a", 1, cost=-1),), ()), "cost", "a"),
        (Tables((A, B, Cell("sum", 3741)), ADDS), "not additive", "sum"),
        (Tables(GOOD, (Relation("sum", ()),)), "empty", "sum"),
        (Tables(GOOD, (Relation("sum", ("a", "c")),)), "unknown", "c"),
        (Tables(GOOD, (Relation("gone", ("a", "b")),)), "unknown", "gone"),
        (Tables(GOOD, (Relation("sum", ("a", "a", "b")),)), "repeated", "sum"),
        (Tables(GOOD, (Relation("sum", ("sum",)),)), "repeated", "sum"),
        (Tables(GOOD, ADDS, known=(Known(("a", "b"), Interval(0, 9)),)), "contradicted", "a + b"),
        (Tables(GOOD, ADDS, known=(Known((), Interval(0, 9)),)), "empty", ""),
        (Tables(GOOD, ADDS, known=(Known(("z",), Interval(0, 9)),)), "unknown", "z"),
        (Tables(GOOD, ADDS, Rules(rounding=0)), "rules", "rules"),
        (Tables(GOOD, ADDS, Rules(protection=0)), "rules", "rules"),
        (Tables(GOOD, ADDS, Rules(threshold=-1)), "rules", "rules"),
        (Tables(GOOD, ADDS, Rules(threshold=2, rounding=10)), "rules", "rules"),
        (Tables((Cell("a", 1, rules=Rules(large_rounding=0)),), ()), "rules", "a"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(tables: Tables, code: str, place: str) -> None:
    for deed in (check, suppress, lambda each: audit(each, Hidden())):
        with pytest.raises(BadTables) as refused:
            deed(tables)

        assert (refused.value.code, refused.value.place) == (code, place)
        assert "37" not in str(refused.value)


@pytest.mark.parametrize("value", [1.0, 1.5, True, "1", None])
def test_what_is_no_whole_number_is_refused(value: Any) -> None:
    with pytest.raises(BadTables, match="fractional: a"):
        suppress(Tables((Cell("a", value),), ()))
