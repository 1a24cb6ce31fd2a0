"""Put names into the order in which a reader of their language looks for them.

The method is the Unicode Collation Algorithm (Unicode Technical Standard 10, https://www.unicode.org/reports/tr10/)
over its default table, with what CLDR changes for Arabic, Chinese, Russian and Spanish. Letters decide first, then
accents, then capitals. The Arabic article is a part of the name and is not skipped.

The table takes about 15 MB and a twentieth of a second and is opened with the first key that is asked for; a key is
meant to be stored beside the name and sorted by the database.
"""

from secretariat.engines.collation.weights import LANGUAGES, Element, elements

__all__ = ["LANGUAGES", "sort_key"]

_LEVELS = 3
_SEPARATOR = "0000"


def sort_key(text: str, language: str) -> str:
    """Return a key whose plain order is the order of the names in a language.

    `text` is any text and `language` one of "ar", "en", "es", "fr", "ru", "zh"; another raises ValueError.
    The key is lower-case hexadecimal: four digits a weight, "0000" between letters, accents and capitals, so that
    every database sorts it alike, a shorter name stands before its continuations, and canonically equal texts have
    equal keys. It has about twelve digits for every character of the text.
    """
    if language not in LANGUAGES:
        raise ValueError(f"There is no order for the language {language!r}, only for {', '.join(sorted(LANGUAGES))}.")
    found = elements(text, language)
    return _SEPARATOR.join(_weights(found, level) for level in range(_LEVELS))


def _weights(found: list[Element], level: int) -> str:
    # A weight of zero means that the element says nothing on this level.
    return "".join(f"{element[level]:04x}" for element in found if element[level])
