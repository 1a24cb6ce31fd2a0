"""A row of an import that was looked at, and what it is looked at with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from secretariat.api.models import ImportRow, Verdict
from secretariat.api.queries.drafted import ERROR, WARNING
from secretariat.api.queries.imports.kinds import Kind, kept
from secretariat.api.queries.imports.known import House
from secretariat.api.queries.imports.values import About
from secretariat.conference.models import Conference
from secretariat.parties.models import Party


@dataclass
class Judged:
    """A row: what its cells mean, the row of the house it speaks of, what would be written over, and what is to say."""

    row: ImportRow
    kind: Kind
    cells: dict[str, Any] = field(default_factory=dict)
    findings: dict[str, list[list[Any]]] = field(default_factory=dict)
    thing: Any = None
    old: dict[str, Any] = field(default_factory=dict)
    verdict: str = Verdict.SAME
    party: Party | None = None
    is_overflow: bool = False
    # Under what the house knows it, where that is other than what the file calls it now.
    known_as: str = ""

    def __post_init__(self) -> None:
        self.known_as = self.known_as or self.row.source_id

    @cached_property
    def raw(self) -> dict[str, Any]:
        """What the file says, and in its place what somebody corrected."""
        return {**self.row.cells, **self.row.corrected}

    @property
    def key(self) -> str:
        """By what other rows name it: its number in the house, or its place in the file where it is new."""
        return f"#{self.thing.pk}" if self.thing is not None else f"@{self.row.position}"

    @property
    def is_wrong(self) -> bool:
        """Whether an error stands against it."""
        return any(level == ERROR for found in self.findings.values() for level, _code, _said in found)

    @property
    def is_brought_in(self) -> bool:
        """Whether it would be written, or is there already."""
        return not self.row.is_skipped and not self.is_wrong

    def is_wrong_in(self, cell: str) -> bool:
        """Whether an error stands against one of its cells."""
        return any(level == ERROR for level, _code, _said in self.findings.get(cell, ()))

    def say(self, cell: str, level: str, code: str, said: Mapping[str, Any]) -> None:
        """Note something to say of a cell, or of the row as a whole."""
        found = [level, code, dict(said)]
        if found not in self.findings.setdefault(cell, []):
            self.findings[cell].append(found)

    def keep_here(self, cell: str) -> None:
        """Leave a cell as somebody changed it here since the last import, and say so."""
        self.cells.pop(cell, None)
        self.say(cell, WARNING, "changed here", {})

    def will_be(self, cell: str) -> Any:
        """What a cell says once the row is brought in."""
        if cell in self.cells:
            return self.cells[cell]
        return kept(self.thing, self.kind.cells[cell]) if self.thing is not None else None


@dataclass
class Looking:
    """What the rows of an import are looked at with, and those that were looked at before."""

    conference: Conference
    house: House
    about: About
    rows: dict[str, list[Judged]] = field(default_factory=dict)
    # Of a table: whether one with its headings was matched before it came.
    is_known_table: bool = False
    # By kind, the rows of the house that other programs know under a number of the file.
    claimed: dict[str, set[int | None]] = field(default_factory=dict)
    # Of people alone: what was found of their parties and delegations.
    register: Any = None


@dataclass(frozen=True)
class Judgement:
    """An import that was looked at: its rows in their order, and whose delegations it would open."""

    rows: list[Judged]
    opened: list[Party]
    # The import with which most of the file came first, and what came with it and is no longer in the file, by kind.
    source: str = ""
    missing: Mapping[str, list[int]] = field(default_factory=dict)
