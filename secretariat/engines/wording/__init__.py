"""The words of a text under negotiation: numbers, brackets, what differs, and what two changes make together.

``numbers`` and ``called`` name paragraphs, ``brackets`` finds what is not agreed, ``differing`` compares words,
``compare`` two whole texts, ``merge`` puts two changed texts together. Paragraphs are ``Written``, languages BCP 47.
"""

from secretariat.engines.wording.brackets import brackets, unbalanced
from secretariat.engines.wording.comparing import compare
from secretariat.engines.wording.differing import differing, likeness, words_of
from secretariat.engines.wording.merging import merge, merge_words
from secretariat.engines.wording.models import Bracket, Comparison, Merged, MergedParagraph, Pair, Piece, Written
from secretariat.engines.wording.numbering import called, depths, numbers
from secretariat.engines.wording.recognising import recognised

__all__ = [
    "Bracket",
    "Comparison",
    "Merged",
    "MergedParagraph",
    "Pair",
    "Piece",
    "Written",
    "brackets",
    "called",
    "compare",
    "depths",
    "differing",
    "likeness",
    "merge",
    "merge_words",
    "numbers",
    "recognised",
    "unbalanced",
    "words_of",
]
