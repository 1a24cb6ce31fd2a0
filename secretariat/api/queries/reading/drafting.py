"""A draft while it is being made: rows that findings are still added to, what is left out, what is wrong with all."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from secretariat.api.queries.drafted import WARNING, Chosen, Draft, Drafted, Finding, LeftOut

__all__ = ["LONGEST_SOURCE", "MOST_FINDINGS", "MOST_PROBLEMS", "Making", "Row", "drafted", "fitted", "leave", "tell"]

# Of one row, and of a file; what is beyond is told as "more".
MOST_FINDINGS = 20
MOST_PROBLEMS = 200
# Letters of a source id, and of what is shown of a thing that is left out.
LONGEST_SOURCE = 300
_LONGEST_EXAMPLE = 120


@dataclass
class Row:
    """One thing of a file before it is drafted; what cannot be brought in is judged when it is compared."""

    kind: str
    source_id: str
    line: str
    cells: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def find(self, cell: str, code: str, **values: Any) -> None:
        """Say something of a cell, once; an empty name means the row."""
        said = Finding(cell, WARNING, code, values)
        if said not in self.findings and len(self.findings) < MOST_FINDINGS:
            self.findings.append(said)


@dataclass
class Making:
    """What is known of a file so far."""

    chosen: Chosen
    rows: list[Row] = field(default_factory=list)
    left: dict[str, tuple[int, str]] = field(default_factory=dict)
    problems: list[Finding] = field(default_factory=list)
    # The language of texts that name none; and the source id of each room by its folded name.
    language: str = ""
    rooms_by_name: dict[str, str] = field(default_factory=dict)
    # Numbers of agenda items that the file gave away already.
    numbers: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.language = self.language or self.chosen.language

    def row(self, kind: str, source_id: str, line: str) -> Row:
        """Begin a row."""
        made = Row(kind, fitted(source_id), line)
        self.rows.append(made)
        return made


def leave(making: Making, code: str, example: str = "", count: int = 1) -> None:
    """Count something that the house has no place for; the first of it is shown."""
    if count:
        before, first = making.left.get(code, (0, ""))
        making.left[code] = (before + count, first or example[:_LONGEST_EXAMPLE])


def tell(making: Making, code: str, **values: Any) -> None:
    """Say something of the file as a whole, once."""
    said = Finding("", WARNING, code, values)
    if said in making.problems:
        return
    if len(making.problems) < MOST_PROBLEMS - 1:
        making.problems.append(said)
    elif len(making.problems) == MOST_PROBLEMS - 1:
        making.problems.append(Finding("", WARNING, "more"))


def drafted(making: Making, codes: Mapping[str, Any]) -> Draft:
    """Return the draft; what was left out comes in the order in which the codes are listed."""
    order = {code: place for place, code in enumerate(codes)}
    left = sorted(making.left.items(), key=lambda each: order.get(each[0], len(order)))
    return Draft(
        rows=tuple(
            Drafted(each.kind, each.source_id, each.cells, tuple(each.findings), each.line) for each in making.rows
        ),
        left_out=tuple(LeftOut(code, count, example) for code, (count, example) in left),
        problems=tuple(making.problems),
    )


def fitted(source_id: str) -> str:
    """Return a name of another program as it is kept: one that is too long by what it amounts to."""
    if len(source_id) <= LONGEST_SOURCE:
        return source_id
    digest = hashlib.sha256(source_id.encode("utf-8", errors="replace")).hexdigest()
    return f"{source_id[:200]}~{digest[:40]}"
