"""Tables (XLSX or CSV): what stands in their columns, as remembered or proposed, and their rows as drafts."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from secretariat.api.models import ColumnMatching
from secretariat.api.queries.drafted import ERROR, WARNING, Chosen, Draft, Drafted, Finding, LeftOut
from secretariat.api.queries.imports.headings import (
    FAMILY,
    GIVEN,
    SOURCE_ID,
    choices_of,
    columns_called,
    kind_called,
)
from secretariat.api.queries.imports.lists import list_of
from secretariat.api.queries.reading.opened import table_of
from secretariat.conference.models import Conference
from secretariat.delegations.queries.headings import columns_of, plain_words
from secretariat.engines import tables
from secretariat.engines.tables import Row, Table, place_of


@dataclass(frozen=True)
class Columns:
    """What a table holds: the kind of its rows, the cell in each column, and whether the first line says so."""

    kind: str
    columns: tuple[str, ...]
    is_headed: bool
    is_remembered: bool = False


def proposed(table: Table, conference: Conference, kind: str = "") -> Columns:
    """What the columns of a table seem to hold: as was decided for the same headings, else by what they are called."""
    first = list(table.rows[0].cells)
    width = max(len(row.cells) for row in table.rows)
    headings = [*first, *[""] * (width - len(first))]
    known = ColumnMatching.objects.filter(conference=conference, fingerprint=fingerprint(headings)).first()
    if known is not None and kind in {"", known.kind} and len(known.columns["columns"]) == width:
        return Columns(known.kind, tuple(known.columns["columns"]), known.columns["is_headed"], is_remembered=True)
    chosen = kind or kind_called(headings)
    columns = columns_called(headings, chosen)
    if any(columns):
        return Columns(chosen, tuple(columns), is_headed=True)
    if chosen == "delegate":
        # Without headings, what most cells of a column look like tells what it holds.
        columns = columns_of([row.cells for row in table.rows])
    return Columns(chosen, tuple(columns), is_headed=False)


def fingerprint(headings: Iterable[str]) -> str:
    """By what a table with the same headings is known again."""
    return hashlib.sha256("\x1f".join(map(plain_words, headings)).encode()).hexdigest()


def is_known(conference_id: int, headings: Iterable[str]) -> bool:
    """Whether a table with these headings was matched before."""
    known = ColumnMatching.objects.filter(conference=conference_id, fingerprint=fingerprint(headings))
    return known.exists()


def draft_of_table(content: bytes, chosen: Chosen) -> Draft:
    """The rows of a table as drafts, one each."""
    table = table_of(content)
    rows = table.rows[1 if chosen.is_headed else 0 :]
    filled = (row for row in rows if any(row.cells) or row.problems)
    first = table.rows[0].cells if table.rows else ()
    of_list = list_of(first, chosen.kind, chosen.columns, is_headed=chosen.is_headed)
    drafted = [_drafted(row, place, chosen, of_list) for place, row in enumerate(filled, start=1)]
    problems = tuple(Finding("", WARNING, note.code, dict(note.said)) for note in table.notes)
    return Draft(tuple(drafted), tuple(_left_out(table, chosen)), problems)


def _drafted(row: Row, place: int, chosen: Chosen, of_list: str) -> Drafted:
    said: dict[str, str] = {}
    findings: list[Finding] = []
    wrong = {problem.column: problem.code for problem in row.problems}
    for column, cell in enumerate(chosen.columns):
        if cell not in choices_of(chosen.kind):
            continue
        if column < len(row.cells):
            said[cell] = row.cells[column]
        if column in wrong:
            findings.append(_finding(cell, wrong[column], place_of(row.number, column)))
    source_id = said.pop(SOURCE_ID, "")[:300]
    halves = [said.pop(GIVEN, ""), said.pop(FAMILY, "")]
    if any(halves) and not said.get("name"):
        said["name"] = " ".join(half for half in halves if half)
    cells: dict[str, Any] = dict(said)
    if chosen.kind == "item" and said.get("session"):
        cells["position"] = place
    known = f"{of_list}{source_id}" if source_id else ""
    return Drafted(chosen.kind, known, cells, tuple(findings), str(row.number))


def _finding(cell: str, code: str, place: str) -> Finding:
    # Half a name that is none makes the whole name wrong.
    shown = "name" if cell in {GIVEN, FAMILY} else "" if cell == SOURCE_ID else cell
    if code == "too long":
        return Finding(shown, ERROR, "cut")
    return Finding(shown, ERROR, code, {"place": place})


def _left_out(table: Table, chosen: Chosen) -> Iterable[LeftOut]:
    first: Sequence[str] = table.rows[0].cells if table.rows else ()
    without = [column for column, cell in enumerate(chosen.columns) if not cell]
    filled = [column for column in without if any(any(row.cells[column : column + 1]) for row in table.rows[1:])]
    if filled:
        names = [first[column] if chosen.is_headed and column < len(first) else "" for column in filled]
        example = next((name for name in names if name), tables.letters_of(filled[0]))
        yield LeftOut("other_columns", len(filled), example)
