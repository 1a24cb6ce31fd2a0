"""The participants of OpenSlides: rows of its CSV in, participants out, and back.

Plain Python on the standard library; rows come from and go to whatever reads and writes tables. ``participants_of``
tells field by field what is wrong and keeps the rest, ``rows_of`` writes what OpenSlides imports. The column
``default_password`` is neither read nor written, and no problem ever quotes one.
"""

from secretariat.engines.openslides.models import (
    COLUMNS,
    LONGEST_COMMENT,
    LONGEST_TEXT,
    MOST_COLUMNS,
    MOST_NAMES,
    MOST_PROBLEMS,
    MOST_ROWS,
    Participant,
    ParticipantsRead,
    Problem,
    Unreadable,
)
from secretariat.engines.openslides.reading import participants_of
from secretariat.engines.openslides.writing import rows_of

__all__ = [
    "COLUMNS",
    "LONGEST_COMMENT",
    "LONGEST_TEXT",
    "MOST_COLUMNS",
    "MOST_NAMES",
    "MOST_PROBLEMS",
    "MOST_ROWS",
    "Participant",
    "ParticipantsRead",
    "Problem",
    "Unreadable",
    "participants_of",
    "rows_of",
]
