"""Bounds of what strangers send: they cost no more than they may, and are refused where they are passed."""

import sys
import tracemalloc

import pytest

from secretariat.engines.strictjson import Limits, parse
from tests.engines.strictjson.told import code, refused

DEEP = 10_000


@pytest.mark.parametrize("sign", ["[", '{"a":', '[{"a":'])
def test_what_nests_too_deep_is_refused_where_it_passes_the_bound(sign: str) -> None:
    refusal = refused(sign * DEEP, limits=Limits(most_depth=4))

    assert refusal.code == "too deep"
    assert refusal.offset < 4 * len(sign) + 1


def test_depth_costs_no_stack() -> None:
    """With as few calls left as a plain text needs, ten thousand arrays within each other are read all the same."""
    text = b"[" * DEEP + b"]" * DEEP
    frame, depth = sys._getframe(), 0
    while frame.f_back:
        frame, depth = frame.f_back, depth + 1
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + 40)
    try:
        value = parse(text, limits=Limits(most_depth=DEEP))
    finally:
        sys.setrecursionlimit(limit)

    levels = 0
    while isinstance(value, list) and value:
        value, levels = value[0], levels + 1
    assert levels == DEEP - 1


def test_a_bare_value_has_no_depth() -> None:
    assert parse(b"1", limits=Limits(most_depth=0)) == 1
    assert code(b"[]", limits=Limits(most_depth=0)) == "too deep"
    assert parse(b"[[],[]]", limits=Limits(most_depth=2)) == [[], []]


def test_the_bytes_are_counted_before_anything_is_read() -> None:
    assert parse(b"[1]", limits=Limits(most_bytes=3)) == [1]
    assert code(b"\xff[1]", limits=Limits(most_bytes=3)) == "too large"


def test_fifty_megabytes_are_refused_without_memory() -> None:
    text = b" " * 50_000_000
    tracemalloc.start()
    try:
        assert code(text) == "too large"
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()


def test_values_are_counted_containers_among_them() -> None:
    assert parse(b'{"a":[1,2]}', limits=Limits(most_items=4)) == {"a": [1, 2]}

    refusal = refused(b'{"a":[1,2]}', limits=Limits(most_items=3))

    assert (refusal.code, refusal.pointer, refusal.offset) == ("too many values", "/a/1", 8)


def test_texts_and_names_are_as_long_as_they_may_be() -> None:
    three = Limits(longest_string=3)

    assert parse(rb'{"abc":"\u00e9\n\t"}', limits=three) == {"abc": "é\n\t"}
    assert code(b'"abcd"', limits=three) == "string too long"
    assert code(rb'"\n\n\n\n"', limits=three) == "string too long"
    assert code(b'{"abcd":1}', limits=three) == "string too long"


def test_numbers_are_as_long_as_they_may_be() -> None:
    assert parse(b"-1.5", limits=Limits(longest_number=4)) == -1.5
    assert code(b"-1.55", limits=Limits(longest_number=4)) == "number too long"


def test_no_limit_lets_numbers_grow_beyond_what_is_read_in_time() -> None:
    with pytest.raises(ValueError, match="at most 1000"):
        Limits(longest_number=1_001)

    assert code(b"1" * 1_000, limits=Limits(longest_number=1_000)) == "number out of range"
    assert parse(b"0." + b"1" * 998, limits=Limits(longest_number=1_000), decimals=True) != 0


def test_a_long_text_of_escapes_takes_memory_in_proportion() -> None:
    text = b'"' + rb"\n" * 200_000 + b'"'
    tracemalloc.start()
    try:
        assert parse(text) == "\n" * 200_000
        assert tracemalloc.get_traced_memory()[1] < 10 * len(text)
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "text",
    [
        '"' + "a" * 1_000_000,
        '"' + r"\n" * 500_000,
        '"' + r"\u00e9" * 300_000 + r"\u",
        " " * 1_000_000 + "x",
        "[" + " " * 1_000_000,
        "-" * 1_000_000,
        "1" + "0" * 1_000_000,
        "[" + "1," * 40_000 + "x",
        '{"' + "~" * 150_000 + '":x',
    ],
)
def test_long_and_broken_texts_are_refused_once_they_are_walked(text: str) -> None:
    refusal = refused(text)

    assert refusal.code in {"unfinished", "unexpected", "bad escape", "bad number", "number too long"}
    assert len(refusal.pointer) <= 500


def test_a_pointer_that_would_be_long_names_what_stands_around() -> None:
    refusal = refused('{"days":{"' + "a" * 600 + '":[x]}}')

    assert (refusal.code, refusal.pointer) == ("unexpected", "/days")
