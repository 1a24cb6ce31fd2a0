"""One value has one form, whichever database wrote it down, and two values never share one."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines.sealing import canonical, canonical_text
from secretariat.engines.sealing.canonical import _exactly, text_bytes

_MONEY = st.decimals(-(10**12), 10**12, places=4).map(float)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _MONEY
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def as_jsonb(value: Any) -> str:
    """The text that PostgreSQL gives back: other order, other blanks, numbers in full."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: (len(name.encode()), name.encode()))
        return (
            "{" + ", ".join(f"{json.dumps(name, ensure_ascii=False)}: {as_jsonb(value[name])}" for name in names) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(as_jsonb, value)) + "]"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").removeprefix("-" if value == 0 else "")
    return json.dumps(value, ensure_ascii=False)


@given(VALUES)
def test_a_value_has_the_same_bytes_however_a_database_writes_it(value: Any) -> None:
    assert canonical_text(json.dumps(value)) == canonical_text(as_jsonb(value))
    assert canonical_text(json.dumps(value, ensure_ascii=False, indent=1)) == canonical(value)


@given(VALUES)
def test_the_fast_way_and_the_exact_way_write_the_same(value: Any) -> None:
    assert canonical(value) == _exactly(json.dumps(value))


@given(st.text())
def test_a_label_is_written_as_the_same_text_in_json(text: str) -> None:
    assert text_bytes(text) == canonical(text)


@given(VALUES, VALUES)
def test_two_values_that_differ_have_different_bytes(one: Any, other: Any) -> None:
    assert (canonical(one) == canonical(other)) == (_exact(one) == _exact(other))


def _exact(value: Any) -> Any:
    """The value by kind and exact amount: True is not 1, but 1.0 is."""
    if isinstance(value, dict):
        return {name: _exact(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_exact(each) for each in value]
    return ("number", Decimal(repr(value))) if type(value) in (int, float) else (type(value).__name__, value)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1.0", b"1"),
        ("1e0", b"1"),
        ("-0.0", b"0"),
        ("0.50", b"0.5"),
        ("[-12.25, 0.0001, 0.00001]", b"[-12.25,0.0001,1e-5]"),
        ("999999999999999.5", b"9999999999999995e-1"),
        ("99999999999999.5", b"99999999999999.5"),
        ("18446744073709551615", b"18446744073709551615"),
        ("18446744073709551616", b"18446744073709551616e0"),
        ("100000000000000000000", b"1e20"),
        ("1E+20", b"1e20"),
        ("-9223372036854775808", b"-9223372036854775808"),
        ("0.10000000000000000001", b"10000000000000000001e-20"),
        ('{"b": 1, "a": {"\\u00e9": "\\ud83d\\ude00"}, "b": 2}', '{"a":{"é":"😀"},"b":2}'.encode()),
        ('["12.5]", "e-7,", "/"]', b'["12.5]","e-7,","/"]'),
        ('{"\\uffff": 1, "\\ud800\\udc00": 2}', '{"\uffff":1,"\U00010000":2}'.encode()),
    ],
)
def test_numbers_count_by_their_amount_and_names_by_their_code_points(text: str, written: bytes) -> None:
    assert canonical_text(text) == written


@pytest.mark.parametrize("text", ["", "{", "NaN", "[1,]", "[" * 100_000, '{"a": 1e99999999999999999999}'])
def test_what_is_no_json_keeps_its_own_bytes_and_is_like_nothing_that_is(text: str) -> None:
    assert canonical_text(text) == b"\xff" + text.encode()


def test_half_a_character_is_written_and_not_lost() -> None:
    assert canonical_text('["\\ud800"]') != canonical_text('["\\ud801"]')
    assert text_bytes("\ud800") == b'"\xed\xa0\x80"'


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_amounts_of_any_number_of_digits_take_the_exact_way_where_they_need_it(amount: Decimal) -> None:
    text = f"[{amount}]"

    assert canonical_text(text) == _exactly(text)
