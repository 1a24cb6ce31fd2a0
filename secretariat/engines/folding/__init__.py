"""Names as people look for them: a search finds them however they are accented, capitalised or spaced."""

import unicodedata

__all__ = ["folded"]


def folded(words: str) -> str:
    """Return a text without case, accents and marks of vowels, one blank between words, apostrophes straight.

    The decomposition is Unicode's NFKD (https://www.unicode.org/reports/tr15/), so hamza above and below an alef count
    as accents. Folding a folded text changes nothing.
    """
    parts = unicodedata.normalize("NFKD", words)
    bare = "".join(char for char in parts if not unicodedata.combining(char)).casefold()
    return " ".join(bare.replace("’", "'").split())
