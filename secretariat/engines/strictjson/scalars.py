"""What does not nest: texts, numbers and the three words."""

import json
import math
import re
from decimal import Decimal

from secretariat.engines.strictjson.models import Limits

__all__ = ["WORDS", "Fault", "number", "string"]

WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}

_PLAIN = re.compile(r'"([^"\\\x00-\x1f]*)"')
_PIECE = re.compile(r'[^"\\\x00-\x1f]+|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})')
# The noncharacters of Unicode: 32 in a row, and the last two of each of the 17 planes.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_UNFIT = re.compile(f"[\ud800-\udfff{_NONCHARACTERS}]")
_SURROGATES = range(0xD800, 0xE000)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_RUN = re.compile("[-+.0-9A-Za-z]*")
_WHOLE = re.compile("-?[0-9]+")
_MANTISSA = re.compile("[-0-9.]+")
_NO_NUMBERS = frozenset(("nan", "infinity", "inf"))
_DECODER = json.JSONDecoder()


class Fault(Exception):  # noqa: N818 - it says what is there
    """What is wrong at a position of the text, counted in characters from 0."""

    def __init__(self, code: str, at: int) -> None:
        super().__init__(code)
        self.code = code
        self.at = at


def string(text: str, at: int, limits: Limits) -> tuple[str, int]:
    """Return the text that begins with the quotation mark at a position, and where it ends; raises ``Fault``."""
    plain = _PLAIN.match(text, at)
    said, end = (plain[1], plain.end()) if plain else _escaped(text, at)
    if len(said) > limits.longest_string:
        raise Fault("string too long", at)
    # PostgreSQL keeps no text with this character, and RFC 8259 (section 9) lets a reader limit what texts hold.
    if not plain and "\x00" in said:
        raise Fault("null character", at)
    unfit = None if said.isascii() else _UNFIT.search(said)
    if unfit:
        raise Fault("lone surrogate" if ord(unfit[0]) in _SURROGATES else "noncharacter", at)
    return said, end


def number(text: str, at: int, limits: Limits, *, decimals: bool) -> tuple[int | float | Decimal, int]:
    """Return the number at a position, and where it ends; raises ``Fault``."""
    run = _RUN.match(text, at, at + limits.longest_number + 1)
    written = run[0] if run else ""
    if written.lstrip("-+").lower() in _NO_NUMBERS:
        raise Fault("not a number", at)
    if not written or written[0].isalpha():
        raise Fault("unexpected", at)
    if len(written) > limits.longest_number:
        raise Fault("number too long", at)
    if not _NUMBER.fullmatch(written):
        raise Fault("unfinished" if _could_go_on(text, at, written) else "bad number", at)
    return _amount(written, at, decimals=decimals), at + len(written)


def _escaped(text: str, at: int) -> tuple[str, int]:
    """Read a text with escapes in it: the library's reader is given no more than this, so nothing nests."""
    try:
        said, end = _DECODER.raw_decode(text, at)
    except ValueError:
        raise _fault_in(text, at) from None
    return str(said), end


def _fault_in(text: str, at: int) -> Fault:
    at += 1
    while piece := _PIECE.match(text, at):
        at = piece.end()
    sign = text[at : at + 1]
    if not sign:
        return Fault("unfinished", at)
    return Fault("bad escape" if sign == "\\" else "control character", at)


def _could_go_on(text: str, at: int, written: str) -> bool:
    """Whether the text ends here, and a digit more would make a number of it."""
    return at + len(written) == len(text) and _NUMBER.fullmatch(written + "0") is not None


def _amount(written: str, at: int, *, decimals: bool) -> int | float | Decimal:
    size = float(written)
    mantissa = _MANTISSA.match(written)
    digits = mantissa[0] if mantissa else ""
    if math.isinf(size) or (not size and digits.strip("-0.")):
        raise Fault("number out of range", at)
    if _WHOLE.fullmatch(written):
        return int(written)
    if not size:
        # Minus nought is nought, and an exponent makes nothing of it.
        return Decimal(digits).copy_abs() if decimals else 0.0
    return Decimal(written) if decimals else size
