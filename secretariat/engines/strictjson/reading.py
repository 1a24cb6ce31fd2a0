"""Reading JSON in one walk from left to right."""

import re
from decimal import Decimal

from secretariat.engines.strictjson.decoding import decoded, refusal
from secretariat.engines.strictjson.models import DEFAULT, Limits
from secretariat.engines.strictjson.pointers import short_pointer
from secretariat.engines.strictjson.scalars import WORDS, Fault, number, string

__all__ = ["parse"]

_Open = list[object] | dict[str, object]

_BLANKS = re.compile("[ \t\n\r]*")
_WORD = re.compile("true|false|null")


def parse(data: bytes, *, limits: Limits = DEFAULT, decimals: bool = False) -> object:
    """Return the value of a JSON text: dict, list, str, int, float, bool or None (RFC 8259, RFC 7493).

    Whole numbers are ``int`` however large; with ``decimals`` others are ``Decimal`` exactly as written, else
    ``float``. Minus nought is nought. Objects keep the order of their names. Time and memory grow with the bytes, and
    no depth of the input is a depth of calls. Raises ``Unreadable`` and nothing else.
    """
    text = decoded(data, limits)
    walk = _Walk(text, limits, decimals=decimals)
    try:
        return walk.whole()
    except Fault as fault:
        raise refusal(fault.code, text[: fault.at], short_pointer(walk.path)) from None


class _Walk:
    """Where the reading stands: the position, the arrays and objects that are open, and the path to the next value."""

    def __init__(self, text: str, limits: Limits, *, decimals: bool) -> None:
        self.path: list[str | int] = []
        self._text = text
        self._limits = limits
        self._decimals = decimals
        self._at = 0
        self._count = 0
        self._open: list[_Open] = []

    def whole(self) -> object:
        value = self._value()
        while self._open:
            self._step(self._open[-1])
        if self._sign():
            raise Fault("trailing text", self._at)
        return value

    def _step(self, within: _Open) -> None:
        """Read the next member of what was opened last, or its end."""
        is_object = isinstance(within, dict)
        sign = self._sign()
        if sign == ("}" if is_object else "]"):
            self._close()
            return
        if within:
            if sign != ",":
                raise self._unexpected()
            self._at += 1
        if isinstance(within, dict):
            name = self._name(within)
            within[name] = value = self._value()
        else:
            self.path.append(len(within))
            value = self._value()
            within.append(value)
        # The path to what was just opened leads on to its members.
        if self._open[-1] is within:
            self.path.pop()

    def _close(self) -> None:
        self._at += 1
        self._open.pop()
        if self._open:
            self.path.pop()

    def _name(self, within: dict[str, object]) -> str:
        if self._sign() != '"':
            raise self._unexpected()
        begins = self._at
        name, self._at = string(self._text, begins, self._limits)
        self.path.append(name)
        if name in within:
            raise Fault("name twice", begins)
        self._take(":")
        return name

    def _value(self) -> object:
        self._count += 1
        sign = self._sign()
        if self._count > self._limits.most_items:
            raise Fault("too many values", self._at)
        if sign == '"':
            said, self._at = string(self._text, self._at, self._limits)
            return said
        if sign in {"[", "{"}:
            return self._opened(sign)
        word = _WORD.match(self._text, self._at)
        if word:
            self._at = word.end()
            return WORDS[word[0]]
        return self._number()

    def _number(self) -> int | float | Decimal:
        if self._at == len(self._text):
            raise self._unexpected()
        amount, self._at = number(self._text, self._at, self._limits, decimals=self._decimals)
        return amount

    def _opened(self, sign: str) -> _Open:
        if len(self._open) == self._limits.most_depth:
            raise Fault("too deep", self._at)
        self._at += 1
        opened: _Open = [] if sign == "[" else {}
        self._open.append(opened)
        return opened

    def _sign(self) -> str:
        """Pass over blanks and look at the next character; none is left at the end."""
        blanks = _BLANKS.match(self._text, self._at)
        self._at = blanks.end() if blanks else self._at
        return self._text[self._at : self._at + 1]

    def _take(self, sign: str) -> None:
        if self._sign() != sign:
            raise self._unexpected()
        self._at += 1

    def _unexpected(self) -> Fault:
        return Fault("unexpected" if self._at < len(self._text) else "unfinished", self._at)
