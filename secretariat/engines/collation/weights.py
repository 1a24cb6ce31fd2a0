"""The weights of a text: what each of its characters counts for on each level."""

import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Protocol

from secretariat.engines.collation.tailorings import LAST, TAILORINGS

Element = tuple[int, int, int]
Shift = Callable[[int], int]

LANGUAGES = frozenset(TAILORINGS)


class _Collator(Protocol):
    def collation_elements(self, normalized_string: str) -> list[list[int]]: ...


_LAST_ELEMENT: Element = (0xFFFF, 0, 0)
# From here on weights are computed ones, of characters that have none in the table.
_COMPUTED = 0x8000
_ACCENTLESS, _SMALL = 0x20, 0x02


def elements(text: str, language: str) -> list[Element]:
    """Return the elements of a text, of three weights each: letter, accent, capital."""
    own, shift = _letters(language), _shift(language)
    found: list[Element] = []
    # A combining mark at the next place may belong to an unchanged letter, so only changed letters are cut out.
    for is_changed, part in groupby(unicodedata.normalize("NFC", text), own.__contains__):
        if is_changed:
            found += [element for letter in part for element in own[letter]]
        else:
            found += [(shift(p), s, t) for p, s, t in _common("".join(part))]
    return found


@cache
def _letters(language: str) -> Mapping[str, list[Element]]:
    """Return the elements of the letters that a language changes."""
    if language == "zh":
        return {
            character: [(_first_letter() + place, _ACCENTLESS, _SMALL)] for place, character in enumerate(_pinyin())
        }
    shift, letters = _shift(language), TAILORINGS[language].letters
    return {letter: _as_letters(others, step, shift) for letter, (others, step) in letters.items()}


def _as_letters(others: str, step: int, shift: Shift) -> list[Element]:
    found = [(shift(p), s + step, t) for p, s, t in _common(others.removesuffix(LAST))]
    return [*found, _LAST_ELEMENT] if others.endswith(LAST) else found


@cache
def _shift(language: str) -> Shift:
    """Return the change of the first weights that puts the language's own script before the others."""
    if language == "zh":
        return _after_a_gap(_first_letter(), len(_pinyin()))
    script = TAILORINGS[language].script
    if script is None:
        return lambda weight: weight
    first, after = (_common(letter)[0][0] for letter in script)
    return _brought_forward(_first_letter(), first, after)


def _after_a_gap(start: int, width: int) -> Shift:
    return lambda weight: weight + width if start <= weight < _COMPUTED else weight


def _brought_forward(start: int, first: int, after: int) -> Shift:
    def shift(weight: int) -> int:
        if first <= weight < after:
            return weight - first + start
        return weight + after - first if start <= weight < first else weight

    return shift


@cache
def _pinyin() -> str:
    lines = files("secretariat.engines.collation").joinpath("pinyin.txt").read_text(encoding="utf-8")
    return "".join(lines.split())


@cache
def _first_letter() -> int:
    return _common("a")[0][0]


def _common(text: str) -> list[Element]:
    """Return the elements of a text in the default table."""
    decomposed = unicodedata.normalize("NFD", text)
    return [(p, s, t) for p, s, t in _collator().collation_elements(decomposed)]


@cache
def _collator() -> _Collator:
    # The table is large, so only those who sort pay for it. Its version is named, because pyuca would otherwise
    # choose by the version of Python and stored keys would no longer agree.
    from secretariat.engines.collation.table import Collator  # noqa: PLC0415

    collator: _Collator = Collator()
    return collator
