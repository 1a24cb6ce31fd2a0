"""How paragraphs are numbered: as resolutions of the United Nations are.

Operative paragraphs are numbered through the whole text, whatever headings stand between them; what stands under a
paragraph is lettered, then numbered in small Roman numerals, then in figures in parentheses (United Nations Editorial
Manual, "Resolutions and other formal decisions"). Preambular paragraphs bear no number in the text; while it is
negotiated they are called PP1, PP2 and so on, and operative ones OP1, OP2.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence

from secretariat.engines.wording.models import Written

__all__ = ["called", "depths", "numbers"]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_FOR_NEGOTIATION = {"preambular": "PP", "operative": "OP"}


def numbers(paragraphs: Sequence[Written]) -> dict[str, str]:
    """Return what is printed before each paragraph, by key: ``1.``, ``(a)``, ``(i)``, ``(1)``, or nothing."""
    counts = _counts(paragraphs)
    return {each.key: _printed(each, *counts[each.key]) for each in paragraphs}


def called(paragraphs: Sequence[Written]) -> dict[str, str]:
    """Return what each paragraph is called in a negotiation, by key: ``PP2``, ``OP3 (a) (i)``; nothing for headings."""
    counts = _counts(paragraphs)
    names: dict[str, str] = {}
    for each in paragraphs:
        depth, count = counts[each.key]
        if depth:
            names[each.key] = f"{names.get(each.parent or '', '')} {_mark(depth, count)}".strip()
        else:
            head = _FOR_NEGOTIATION.get(each.kind, "")
            names[each.key] = f"{head}{count}" if head else ""
    return names


def depths(paragraphs: Sequence[Written]) -> dict[str, int]:
    """Return how deep each paragraph stands, by key; 0 for one that stands under none.

    A paragraph whose parent is missing, comes later or would stand under itself counts as standing under none.
    """
    found: dict[str, int] = {}
    for each in paragraphs:
        found[each.key] = found[each.parent] + 1 if each.parent in found else 0
    return found


def _counts(paragraphs: Sequence[Written]) -> dict[str, tuple[int, int]]:
    """Depth of each paragraph, and which one it is among those of its kind under the same parent."""
    deep = depths(paragraphs)
    seen: dict[tuple[str | None, str], int] = defaultdict(int)
    found: dict[str, tuple[int, int]] = {}
    for each in paragraphs:
        depth = deep[each.key]
        row = (each.parent, "") if depth else (None, each.kind)
        if depth and each.kind == "heading":
            found[each.key] = (depth, 0)
            continue
        seen[row] += 1
        found[each.key] = (depth, seen[row])
    return found


def _printed(paragraph: Written, depth: int, count: int) -> str:
    if paragraph.kind == "heading":
        return ""
    if depth:
        return _mark(depth, count)
    return f"{count}." if paragraph.kind == "operative" else ""


def _mark(depth: int, count: int) -> str:
    if not count:
        return ""
    form = _FORMS[min(depth, len(_FORMS)) - 1]
    return f"({form(count)})"


def _lettered(count: int) -> str:
    """a to z, then aa, bb, … as lists of the United Nations go on."""
    turns, place = divmod(count - 1, len(_LETTERS))
    return _LETTERS[place] * (turns + 1)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        written += letters * times
    return written


_FORMS: tuple[Callable[[int], str], ...] = (_lettered, _roman, str)
