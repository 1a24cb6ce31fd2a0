"""Paragraphs in a text that somebody typed or pasted: by blank lines, by numbers, and by their place."""

import re
import unicodedata

from secretariat.engines.wording.models import Written

__all__ = ["recognised"]

_NUMBER = r"(?:PP|OP|pp|op)\s?\d+(?:bis|ter)?\s*[.):]?|\d{1,3}\s*[.)、．](?!\d)|\d{1,3}\s?-(?=\s)(?!\s*\d)"
_LETTER = r"\(\s*[a-z]{1,2}\s*\)|[a-z]\)|\(\s*[ا-ي]\s*\)|[ا-ي]\)"
_ROMAN = r"\(\s*[ivxlc]{2,6}\s*\)|\(\s*[ivx]\s*\)"
_FIGURE = r"\(\s*\d{1,3}\s*\)"
_HEAD = re.compile(rf"(?P<number>{_NUMBER})|(?P<roman>{_ROMAN})|(?P<letter>{_LETTER})|(?P<figure>{_FIGURE})")
_ENDS = tuple(".;:,،؛。；：，")
_LONGEST_HEADING = 90
_HEADING = re.compile(r"#{1,6}\s+")


def recognised(text: str, language: str) -> tuple[Written, ...]:
    """Return the paragraphs of a text in one language (BCP 47), keyed ``n1``, ``n2`` and so on.

    A paragraph ends at a blank line, and where the next line begins with a number, a letter or a Roman numeral as lists
    have them. What stands before the first number is preambular, what bears one is operative; what is lettered stands
    under what is numbered before it. A short line that ends in no sign, or begins with ``#``, is a heading. A text in
    which nothing is numbered is plain.
    """
    found: list[Written] = []
    above: list[tuple[int, str]] = []
    has_numbers = False
    for block in _blocks(text):
        level, words = _level_of(block, bool(above))
        key = f"n{len(found) + 1}"
        if level is None:
            is_named = words != block
            kind = "heading" if not is_named and _is_heading(block) else "plain" if has_numbers else "preambular"
            found.append(Written(key, "preambular" if is_named else kind, {language: _HEADING.sub("", words)}))
            above = [] if kind == "heading" else above
            continue
        has_numbers = True
        above = [row for row in above if row[0] < level]
        found.append(Written(key, "operative", {language: words}, above[-1][1] if above else None))
        above.append((level, key))
    if has_numbers:
        return tuple(found)
    return tuple(Written(each.key, "plain", each.text) if each.kind == "preambular" else each for each in found)


def _blocks(text: str) -> list[str]:
    blocks: list[list[str]] = [[]]
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        bare = line.strip()
        if not bare:
            blocks.append([])
        elif _HEADING.match(bare):
            blocks += [[bare], []]
        elif blocks[-1] and _HEAD.match(_in_plain_digits(bare)):
            blocks.append([bare])
        else:
            blocks[-1].append(bare)
    return [" ".join(block) for block in blocks if block]


def _level_of(block: str, is_under: bool) -> tuple[int | None, str]:  # noqa: FBT001 - whether a number stands before it
    found = _HEAD.match(_in_plain_digits(block))
    words = block[found.end() :].strip() if found else ""
    if found is None or not words:
        return None, block
    if found["number"]:
        is_preambular = found["number"][:2].lower() == "pp"
        return (None, words) if is_preambular else (0, words)
    if not is_under:
        return None, block
    levels = {"letter": 1, "roman": 2, "figure": 3}
    return next(level for name, level in levels.items() if found[name]), words


def _in_plain_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def _is_heading(block: str) -> bool:
    return bool(_HEADING.match(block)) or (len(block) <= _LONGEST_HEADING and not block.endswith(_ENDS))
