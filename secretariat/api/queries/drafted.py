"""What a file of another program says, as drafted rows: the one form in which all formats meet the house.

A reader turns bytes into a ``Draft`` and writes nothing. What the rows would change is found out afterwards, by
comparing them with the house; what is wrong with them is told here as codes, and worded in one place.

Cells by kind of row; a cell that is left out or empty leaves what is there:

``room``      name {language: text} or text · seats int
``session``   title {language: text} · kind (a value of ``SessionKind``) · starts_at, ends_at (ISO 8601 with offset) ·
              day (ISO date, where no hours are known) · room (``source_id`` of a room row, or the name of a room) ·
              description {language: text} · languages [code, …] · seats int · chair_name text · is_cancelled bool
``item``      title {language: text} · session (``source_id`` of a session row) · position int · number text (where
              the file has numbers of its own; else the house gives the next that is free) · document text
``delegate``  name text · original_name text · honorific text · capacity {language: text} · body {language: text} ·
              mail text · affiliation text (as the file has it) · party (code of the register, where the file knows
              it) · role (a value of ``DelegateRole``) · rank (a value of ``Rank``) · languages [code, …] ·
              is_media bool

Values are plain JSON. Whoever comes in is nominated, whatever the file says of their registration.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

__all__ = [
    "BY_LANGUAGE",
    "CELLS",
    "ERROR",
    "KINDS",
    "WARNING",
    "Chosen",
    "Draft",
    "Drafted",
    "Finding",
    "LeftOut",
    "Unreadable",
]

ERROR, WARNING = "error", "warning"
# In the order in which they are written: what a row names has to be there before it.
CELLS: dict[str, tuple[str, ...]] = {
    "room": ("name", "seats"),
    "session": (
        "title",
        "kind",
        "starts_at",
        "ends_at",
        "day",
        "room",
        "description",
        "languages",
        "seats",
        "chair_name",
        "is_cancelled",
    ),
    "item": ("title", "session", "position", "number", "document"),
    "delegate": (
        "name",
        "original_name",
        "honorific",
        "role",
        "affiliation",
        "party",
        "capacity",
        "body",
        "rank",
        "mail",
        "languages",
        "is_media",
    ),
}
KINDS = tuple(CELLS)
# Cells that hold a text by language.
BY_LANGUAGE: dict[str, frozenset[str]] = {
    "room": frozenset({"name"}),
    "session": frozenset({"title", "description"}),
    "item": frozenset({"title"}),
    "delegate": frozenset({"capacity", "body"}),
}


@dataclass(frozen=True)
class Finding:
    """Something to say of a cell: a warning is brought in as it is, an error has to be corrected or skipped first.

    ``cell`` is empty where the row as a whole is meant; ``values`` are what the sentence of the code names.
    """

    cell: str
    level: str
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Drafted:
    """One thing of a file: its kind, by what the other program knows it, and its cells.

    ``source_id`` is empty where the file knows it by nothing that lasts; ``line`` says where in the file it stands, for
    a person ("Line 7", "contributions/12").
    """

    kind: str
    source_id: str
    cells: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()
    line: str = ""


@dataclass(frozen=True)
class LeftOut:
    """Something that the file holds and the house has no place for: how often, and the first of it."""

    code: str
    count: int
    example: str = ""


@dataclass(frozen=True)
class Draft:
    """A file as it was read: its rows in the order of the file, what was left out, and what is wrong with the whole."""

    rows: tuple[Drafted, ...]
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """How a file is to be read, as somebody chose it.

    ``zone`` is where times without one are meant; ``language`` is the one of texts that name none. ``first_day`` and
    ``last_day`` are those of the conference: a series is followed within them. Of a table alone: ``kind`` is what each
    row is, ``columns`` the cell that each column holds (empty where it is left out), ``is_headed`` whether the first
    line says so, ``sheet`` the name of the sheet.
    """

    zone: str
    language: str
    first_day: date | None = None
    last_day: date | None = None
    kind: str = ""
    columns: tuple[str, ...] = ()
    is_headed: bool = True
    sheet: str = ""


class Unreadable(ValueError):  # noqa: N818 - as the engines call it
    """A file cannot be read in this format at all; ``code`` and ``values`` say why."""

    def __init__(self, code: str, values: Mapping[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.values = dict(values or {})
