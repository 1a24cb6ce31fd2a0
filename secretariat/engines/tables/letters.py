"""What is taken out of a cell because nobody typed it on purpose."""

import unicodedata

__all__ = ["cleaned"]

# Joiners stand within words of Persian and Indian scripts and within emoji; they stay.
_KEPT = frozenset("\u200c\u200d")
_WIDE = frozenset("\t\n\r\v\f\x85\u2028\u2029")


def cleaned(text: str) -> tuple[str, bool]:
    """Return a text in one line, composed (NFC) and with single blanks, and whether hidden characters were taken out.

    Taken out are control and format characters, among them those that turn the direction of reading
    (https://www.unicode.org/reports/tr9/), lone surrogates, and the mark of byte order.
    """
    # What a keyboard writes and no rule touches is most of what comes.
    if text.isascii() and text.isprintable():
        return " ".join(text.split()), False
    bare = "".join(" " if char in _WIDE else char for char in text)
    kept = "".join(char for char in bare if char in _KEPT or unicodedata.category(char) not in {"Cc", "Cf", "Cs"})
    return " ".join(unicodedata.normalize("NFC", kept).split()), kept != bare
