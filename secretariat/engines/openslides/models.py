"""What the participants of an OpenSlides meeting are read as.

Names are those of the columns in OpenSlides 4: the lists of columns in OpenSlides/openslides-client
(participant-import, account-import) and the action ``participant.json_upload`` of OpenSlides/openslides-backend, whose
documents say their types.
"""

from dataclasses import dataclass
from decimal import Decimal

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
]

# Rows below the heading.
MOST_ROWS = 50_000
MOST_COLUMNS = 200
# Names in one cell.
MOST_NAMES = 100
MOST_PROBLEMS = 1_000
# Characters of a cell.
LONGEST_TEXT = 1_000
LONGEST_COMMENT = 20_000
LONGEST_SAID = 200

# In the order in which OpenSlides writes them; its column default_password is left out, and never read.
COLUMNS = (
    "title",
    "first_name",
    "last_name",
    "email",
    "member_number",
    "structure_level",
    "groups",
    "number",
    "vote_weight",
    "gender",
    "pronoun",
    "username",
    "is_active",
    "is_physical_person",
    "is_present",
    "locked_out",
    "saml_id",
    "home_committee",
    "external",
    "comment",
)


class Unreadable(Exception):  # noqa: N818 - it says what the table is
    """A table that is not read at all.

    Codes: "empty", "no header" (the first row that holds something names no column of OpenSlides), "too many columns",
    "too many rows".
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Problem:
    """Something that was not taken as it stands in the table; the rest of its row was.

    ``where`` is ``rows[3].email``, ``rows[3]`` or, in the heading, ``rows[0][7]``: rows and columns are counted from 0
    in what was given. ``said`` is what stands there, at most 200 characters; of a password, of cells to the right of
    its column, and of cells beyond the last column nothing is ever said.

    Codes of the heading: "unknown column", "column twice" (the first counts), "password" (a column that is not read).
    Of a row: "nameless" (neither first_name, last_name, username nor saml_id), "too many cells" (more than columns; not
    read where the table has a column of passwords). Of a cell: "boolean",
    "vote weight" (no number of at most six decimals with a point), "zero" (a weight must be more), "mail", "too long",
    "too many" (names in one cell), "twice" (a username, member_number or saml_id that a row before it has).
    "more", with nowhere, is the last where there are more than are told.
    """

    where: str
    code: str
    said: str = ""


@dataclass(frozen=True)
class Participant:
    """One participant of a meeting; what a table does not say is empty or None.

    ``vote_weight`` is more than 0 and has six decimals. What is true or false is None where the cell is empty, as
    OpenSlides leaves it where it exports "false". ``comment`` may hold lines, and HTML, which is kept as a text.
    """

    title: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    member_number: str = ""
    structure_level: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    number: str = ""
    vote_weight: Decimal | None = None
    gender: str = ""
    pronoun: str = ""
    username: str = ""
    is_active: bool | None = None
    is_physical_person: bool | None = None
    is_present: bool | None = None
    locked_out: bool | None = None
    saml_id: str = ""
    home_committee: str = ""
    external: bool | None = None
    comment: str = ""


@dataclass(frozen=True)
class ParticipantsRead:
    """The participants of a table in its order, for each the row it stands in (from 0), and what was not taken."""

    participants: tuple[Participant, ...]
    rows: tuple[int, ...]
    problems: tuple[Problem, ...] = ()
