"""Visiting cards (vCard): a file of 2.1, 3.0 or 4.0 in, cards out; and cards as a file of 4.0.

Plain Python on the standard library. ``read_vcf`` reads what address books and phones write: folded lines,
quoted-printable, older letters, base64, several cards in a file. What a card says wrongly is told by ``Problem`` and
costs no more than that property; only what is no such file, or beyond the bounds, raises ``Unreadable``. A picture is
taken from within the file alone; an address is neither fetched nor kept.

``write_vcf`` writes what ``read_vcf`` reads back as it was.
"""

from secretariat.engines.cards.models import (
    FILE_LIMIT,
    LONGEST_NOTE,
    LONGEST_TEXT,
    MOST_CARDS,
    MOST_LINES,
    MOST_PROBLEMS,
    MOST_PROPERTIES,
    MOST_VALUES,
    PHOTO_LIMIT,
    Card,
    CardsRead,
    Contact,
    Names,
    Photo,
    Problem,
    Unreadable,
)
from secretariat.engines.cards.reading import read_vcf
from secretariat.engines.cards.writing import write_vcf

__all__ = [
    "FILE_LIMIT",
    "LONGEST_NOTE",
    "LONGEST_TEXT",
    "MOST_CARDS",
    "MOST_LINES",
    "MOST_PROBLEMS",
    "MOST_PROPERTIES",
    "MOST_VALUES",
    "PHOTO_LIMIT",
    "Card",
    "CardsRead",
    "Contact",
    "Names",
    "Photo",
    "Problem",
    "Unreadable",
    "read_vcf",
    "write_vcf",
]
