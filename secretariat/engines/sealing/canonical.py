"""One way to write a JSON value: who holds the same value holds the same bytes, whatever database kept it."""

import json
import re
from decimal import Decimal
from typing import Any, NoReturn

import orjson

__all__ = ["canonical", "canonical_text", "text_bytes"]

# No JSON text begins with this byte: what cannot be read is committed to as it stands, and is never what can be read.
_UNREADABLE = b"\xff"
# A number with a fraction or an exponent, as the fast writer writes it. What looks like one within a text only costs
# time. A fixed character comes first, so that the search leaps from one to the next.
_FRACTION = re.compile(rb"\.[0-9]+(?:[\],}]|\Z)")
_EXPONENT = re.compile(rb"e[-+]?[0-9]+(?:[\],}]|\Z)")
# A whole number that was written with a fraction.
_WHOLE = re.compile(rb"\.0(?:[\],}]|\Z)")
# What is so small that writers differ in whether it needs an exponent.
_SMALL = b"0.0000"
# A number of so many digits may be none that a double holds.
_LONG = re.compile("[0-9.]{16}")
_SMALLEST, _LARGEST, _MOST_DIGITS = -(2**63), 2**64 - 1, 20
_PLAIN_DIGITS, _PLAIN_POWERS = 15, range(-3, 16)
_SORTED = orjson.OPT_SORT_KEYS


def canonical(value: Any) -> bytes:
    """Return the canonical bytes of a value of lists, dicts with text keys, texts, numbers, booleans and None."""
    return canonical_text(json.dumps(value))


def canonical_text(text: str) -> bytes:
    """Return the canonical bytes of the value that a JSON text holds, in UTF-8 without blanks.

    Names stand in the order of their code points, the last of two that are alike counts; texts are escaped only where
    JSON demands it. Numbers count by their exact decimal value: whole ones from -2^63 to 2^64 - 1 are written as
    digits, others from 0.0001 to below 10^15 with 15 digits at most as usual (0.5), and all others as
    ``<digits>e<exponent>`` without noughts at either end. So 1, 1.0 and 1e0 are one value, as they are in PostgreSQL.
    A text that is no JSON gives its own bytes behind the byte 0xff; nothing is raised.
    """
    try:
        value = orjson.loads(text)
        written = orjson.dumps(value, option=_SORTED)
    except (ValueError, TypeError):
        return _exactly(text)
    # The fast reader makes a double of what is no whole number of 64 bits, and a double may stand for several values.
    if _EXPONENT.search(written):
        return _exactly(text)
    if _FRACTION.search(written):
        if _SMALL in written or _LONG.search(text):
            return _exactly(text)
        if _WHOLE.search(written):
            value = _with_whole_numbers(value)
            return orjson.dumps(value, option=_SORTED)
    return written


def text_bytes(text: str) -> bytes:
    """Return a text as the canonical JSON writes it."""
    try:
        return orjson.dumps(text)
    except TypeError:
        # Half of a surrogate pair, which no UTF-8 has.
        return _encoded(json.dumps(text, ensure_ascii=False))


def _with_whole_numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _with_whole_numbers(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_with_whole_numbers(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _exactly(text: str) -> bytes:
    try:
        value = json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number)
        return _encoded(_written(value))
    except (ValueError, ArithmeticError, RecursionError):
        return _UNREADABLE + _encoded(text)


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(f"{_text(name)}:{_written(value[name])}" for name in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_written, value)) + "]"
    if isinstance(value, Decimal):
        return _number(value)
    return _text(value)


def _text(value: str | bool | None) -> str:  # noqa: FBT001 - one of the three words of JSON
    return json.dumps(value, ensure_ascii=False)


def _number(value: Decimal) -> str:
    is_negative, figures, exponent = value.as_tuple()
    digits = "".join(map(str, figures)).lstrip("0")
    stripped = digits.rstrip("0")
    if not stripped:
        return "0"
    power = int(exponent) + len(digits) - len(stripped)
    sign = "-" if is_negative else ""
    if power >= 0 and len(stripped) + power <= _MOST_DIGITS:
        whole = int(f"{sign}{stripped}{'0' * power}")
        if _SMALLEST <= whole <= _LARGEST:
            return str(whole)
    # The place of the point, counted from the first digit that is no nought.
    point = len(stripped) + power
    if power < 0 and len(stripped) <= _PLAIN_DIGITS and point in _PLAIN_POWERS:
        filled = stripped.rjust(1 - power, "0")
        return f"{sign}{filled[:power]}.{filled[power:]}"
    return f"{sign}{stripped}e{power}"
