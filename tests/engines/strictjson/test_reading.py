"""Reading JSON: what is read is what the text says, and where it is wrong is told."""

import json
import math
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines.strictjson import Limits, Unreadable, parse, pointer
from tests.engines.strictjson.told import code, refused

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\x00"), max_size=30)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: number != 0 or math.copysign(1, number) > 0),
    TEXTS,
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(TEXTS, inner, max_size=5))
)
ROOMY = Limits(most_depth=100)


def _refusal(data: bytes) -> Unreadable | None:
    try:
        parse(data)
    except Unreadable as refusal:
        return refusal
    return None


@given(VALUES, st.booleans(), st.sampled_from([None, 0, 3]))
def test_what_is_written_is_read_back(value: Any, is_ascii: bool, indent: int | None) -> None:
    written = json.dumps(value, ensure_ascii=is_ascii, indent=indent).encode()

    assert parse(written, limits=ROOMY) == value


@given(
    st.lists(
        st.sampled_from(
            [*'{}[],:"\\01-+.eEu \n\t', '"a"', '"b":', "true", "null", "\\u", "d800", "NaN", "é", "\ufeff"]
        ),
        max_size=14,
    ).map("".join)
)
def test_what_the_library_refuses_is_refused_and_what_is_read_is_the_same(text: str) -> None:
    try:
        known = json.loads(text)
        is_known = True
    except ValueError:
        known, is_known = None, False

    try:
        value = parse(text.encode())
    except Unreadable:
        return

    assert is_known
    assert value == known


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    refusal = _refusal(data)

    assert refusal is None or 0 <= refusal.offset <= len(data)


@given(st.binary(max_size=6), st.integers(0, 40))
def test_a_broken_text_is_read_or_refused_with_a_place_in_it(noise: bytes, at: int) -> None:
    whole = '{"days": [{"rooms": {"Hall": [1.5, "é\\n", null]}}]}'.encode()
    data = whole[:at] + noise + whole[at + len(noise) :]

    refusal = _refusal(data)

    if refusal and refusal.line:
        before = data[: refusal.offset].decode().replace("\r\n", "\n").replace("\r", "\n")
        assert refusal.line == before.count("\n") + 1


def test_whole_numbers_stay_whole_and_others_are_as_asked_for() -> None:
    text = b"[1, -7, 12345678901234567890123, 0.10, 1e2, 1E-2]"

    plain = parse(text)
    exact = parse(text, decimals=True)

    assert plain == [1, -7, 12345678901234567890123, 0.1, 100.0, 0.01]
    assert [type(each) for each in plain] == [int, int, int, float, float, float]
    assert [str(each) for each in exact] == ["1", "-7", "12345678901234567890123", "0.10", "1E+2", "0.01"]  # type: ignore[attr-defined]


def test_minus_nought_is_nought_in_every_form() -> None:
    text = b"[-0, -0.0, -0e5, 0e99999999999999999999, -0.00]"

    assert [str(each) for each in parse(text)] == ["0", "0.0", "0.0", "0.0", "0.0"]  # type: ignore[attr-defined]
    assert [str(each) for each in parse(text, decimals=True)] == ["0", "0.0", "0", "0", "0.00"]  # type: ignore[attr-defined]


def test_the_largest_and_the_smallest_double_are_read() -> None:
    assert parse(b"[1.7976931348623157e308, 5e-324]") == [1.7976931348623157e308, 5e-324]
    assert parse(b"1.5e308", decimals=True) == Decimal("1.5e308")


def test_escapes_are_read() -> None:
    assert parse(rb'"\"\\\/\b\f\n\r\t\u00e9\ud83d\udE00"') == '"\\/\b\f\n\r\té😀'


def test_any_value_may_stand_alone_and_between_blanks() -> None:
    assert parse(b" \r\n\ttrue \n") is True
    assert parse(b'""') == ""
    assert parse(b"{}") == {}


def test_the_order_of_names_is_kept() -> None:
    assert list(parse(b'{"b":1,"a":2,"":3}')) == ["b", "a", ""]  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("[1", "unfinished"),
        ('{"a', "unfinished"),
        ('{"a"', "unfinished"),
        ('{"a":', "unfinished"),
        ('{"a":1', "unfinished"),
        ("-", "unfinished"),
        ("[1.", "unfinished"),
        ("1e", "unfinished"),
        ("[1,]", "unexpected"),
        ('{"a":1,}', "unexpected"),
        ("[1 2]", "unexpected"),
        ("[,1]", "unexpected"),
        ("{1:2}", "unexpected"),
        ("{'a':2}", "unexpected"),
        ('{"a" 1}', "unexpected"),
        ("[1}", "unexpected"),
        ("]", "unexpected"),
        ("True", "unexpected"),
        ("nul", "unexpected"),
        ("// said\n1", "unexpected"),
        ("\xa01", "unexpected"),
        ("[1]]", "trailing text"),
        ("1 2", "trailing text"),
        ("nullx", "trailing text"),
        ("{}\x00", "trailing text"),
        ("[01]", "bad number"),
        ("[-01]", "bad number"),
        ("[+1]", "bad number"),
        ("[1.]", "bad number"),
        ("[.5]", "bad number"),
        ("[1.e5]", "bad number"),
        ("[0x1f]", "bad number"),
        ("[1_000]", "unexpected"),
        ("[--1]", "bad number"),
        ("[１]", "unexpected"),
        ("[NaN]", "not a number"),
        ("[Infinity]", "not a number"),
        ("[-Infinity]", "not a number"),
        ("nan", "not a number"),
        ("1e309", "number out of range"),
        ("-1e309", "number out of range"),
        ("1e99999999999", "number out of range"),
        ("1e-400", "number out of range"),
        ("0." + "0" * 30 + "1e-320", "number out of range"),
        ("1" * 41, "number too long"),
        ("1" * 1_000_000, "number too long"),
        ('"\n"', "control character"),
        ('"a\x00"', "control character"),
        ('{"a\tb":1}', "control character"),
        (r'"\n' + "\x1f" + '"', "control character"),
        (r'"\x41"', "bad escape"),
        (r'"\u12g4"', "bad escape"),
        (r'"\u+123"', "bad escape"),
        (r'"\'"', "bad escape"),
        (r'"\ud800"', "lone surrogate"),
        (r'"\udc00\ud800"', "lone surrogate"),
        (r'{"\ud83dx":1}', "lone surrogate"),
        (r'"\uFFFE"', "noncharacter"),
        (r'"\ud83f\udfff"', "noncharacter"),
        ('"\ufdd0"', "noncharacter"),
        ('"\U0010ffff"', "noncharacter"),
        (r'"a\u0000"', "null character"),
        ("\ufeff1", "byte order mark"),
    ],
)
def test_what_is_no_strict_json_is_refused_by_name(text: str, known: str) -> None:
    assert code(text) == known


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-32-le"])
def test_wider_encodings_are_refused(encoding: str) -> None:
    assert code('{"a": 1}'.encode(encoding)) == "utf-16"


@pytest.mark.parametrize("broken", [b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\x80"])
def test_broken_utf_8_is_refused_where_it_begins(broken: bytes) -> None:
    refusal = refused(b'["\xc3\xa9",\n"' + broken + b'"]')

    assert (refusal.code, refusal.offset, refusal.line, refusal.column) == ("not utf-8", 8, 2, 2)


@pytest.mark.parametrize(
    ("text", "known"), [('{"a":1,"a":2}', "/a"), (r'{"a":1,"\u0061":2}', "/a"), ('[{"x":{"":0,"":0}}]', "/0/x/")]
)
def test_a_name_twice_in_one_object_is_refused_however_it_is_spelt(text: str, known: str) -> None:
    refusal = refused(text)

    assert (refusal.code, refusal.pointer) == ("name twice", known)


def test_a_name_may_come_again_in_another_object() -> None:
    assert parse(b'{"a":{"a":[{"a":1},{"a":2}]}}') == {"a": {"a": [{"a": 1}, {"a": 2}]}}


@pytest.mark.parametrize(
    ("text", "offset", "line", "column", "known"),
    [
        ('{"days": [\n {"é": [1, 2, nope]}]}', 26, 2, 15, "/days/0/é/2"),
        ('{"a/b": {"m~n": .5}}', 16, 1, 17, "/a~1b/m~0n"),
        ('[[1], [2], {"a": 1 "b"}]', 19, 1, 20, "/2"),
        ("[[1], 2}", 7, 1, 8, ""),
        ("[1,\r\n2,\r3,\n4,x]", 13, 4, 3, "/4"),
        ('{"a": 1', 7, 1, 8, ""),
    ],
)
def test_a_fault_is_told_by_byte_line_column_and_pointer(
    text: str, offset: int, line: int, column: int, known: str
) -> None:
    refusal = refused(text)

    assert (refusal.offset, refusal.line, refusal.column, refusal.pointer) == (offset, line, column, known)


def test_a_pointer_is_written_as_the_standard_has_it() -> None:
    assert pointer(()) == ""
    assert pointer(("",)) == "/"
    assert pointer(("days", 2, "a/b", "m~n", "~1")) == "/days/2/a~1b/m~0n/~01"
