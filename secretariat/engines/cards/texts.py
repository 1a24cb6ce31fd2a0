"""Texts of a card: cleaned of what nobody typed, taken apart at their separators, escaped and unescaped."""

import re
import unicodedata

__all__ = ["escaped", "parted", "tidy", "tidy_lines", "unescaped"]

# Joiners stand within words of Persian and Indian scripts and within emoji; they stay.
_KEPT = frozenset("\u200c\u200d")
_ENDS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_MARKS = re.compile(r"[\\,;]")
_CUTS = {mark: re.compile(rf"\\.|[{mark}]", re.DOTALL) for mark in (",", ";", ",;")}


def tidy(text: str) -> str:
    """Return a text in one line, composed (NFC), with single blanks and without control and direction marks."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_bare(_ENDS.sub(" ", text).replace("\t", " ")).split())


def tidy_lines(text: str) -> str:
    """Return a text of lines, each as ``tidy`` has it; never more than one empty line on end, none at the borders."""
    lines = [tidy(line) for line in _ENDS.split(text)]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _bare(text: str) -> str:
    kept = (char for char in text if char in _KEPT or unicodedata.category(char) not in {"Cc", "Cf", "Cs"})
    return unicodedata.normalize("NFC", "".join(kept))


def parted(text: str, marks: str) -> list[str]:
    """Return the parts of a text between the separators of ``marks`` that no backslash stands before, still escaped."""
    parts, start = [], 0
    for found in _CUTS[marks].finditer(text):
        if found.group()[0] != "\\":
            parts.append(text[start : found.start()])
            start = found.end()
    parts.append(text[start:])
    return parts


def unescaped(text: str, version: str) -> str:
    r"""Return a text as it was before a card was written: ``\n`` a line break, ``\,`` ``\;`` ``\:`` ``\\`` themselves.

    In 2.1 a backslash before n is one of its own, as in a path of Windows. Any other stays as it is.
    """
    if "\\" not in text:
        return text
    breaks = "" if version == "2.1" else "nN"

    def plain(found: re.Match[str]) -> str:
        char = found.group(1)
        if char in breaks:
            return "\n"
        return char if char in "\\,;:" else found.group()

    return _ESCAPE.sub(plain, text)


def escaped(text: str) -> str:
    """Return a text as a value of vCard 4.0 holds it (RFC 6350, 3.4 and 4.1)."""
    return _ENDS.sub(r"\\n", _MARKS.sub(r"\\\g<0>", text))
