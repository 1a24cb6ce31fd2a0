"""Words as they are looked for: each language by its own rules, names however they are spelt.

A text becomes terms (:func:`terms`), a question becomes what to look for among them (:func:`asked`), names that sound
or look alike are found (:func:`near`), and the place in a text that answers a question is cut out (:func:`snippet`).
Nothing here knows a database: two that keep the same terms find the same.
"""

from secretariat.engines.searching.asking import Asked, Piece, asked, widened
from secretariat.engines.searching.names import near
from secretariat.engines.searching.snippets import Run, snippet
from secretariat.engines.searching.words import ANALYSED, Word, folded_words, is_chinese, stems, terms, words_of

__all__ = [
    "ANALYSED",
    "Asked",
    "Piece",
    "Run",
    "Word",
    "asked",
    "folded_words",
    "is_chinese",
    "near",
    "snippet",
    "stems",
    "terms",
    "widened",
    "words_of",
]
