"""What engines find wrong, brought to the cell that it speaks of: their paths taken apart, their codes made ours."""

import re
from collections.abc import Mapping
from typing import Protocol

from secretariat.api.queries.drafted import CELLS
from secretariat.api.queries.reading.drafting import Making, Row, tell
from secretariat.api.queries.reading.words import FINDINGS

__all__ = ["CODES", "Step", "Wrong", "note", "steps"]

Step = str | int
_STEPS = re.compile(r'\["((?:[^"\\]|\\.)*+)"\]|\[([0-9]{1,9})\]|([^.\[\]"]+)')

# Ours by those of the engines. What is wrong in a field that the house has no place for is not told.
CODES: dict[str, str] = {
    "missing": "missing",
    "required": "missing",
    "shape": "shape",
    "type": "shape",
    "value": "shape",
    "boolean": "shape",
    "date": "time",
    "start": "time",
    "duration": "time",
    "not a time": "time",
    "not a duration": "time",
    "out of range": "time",
    "kinds differ": "time",
    "zone": "zone",
    "unknown zone": "no_zone",
    "no zone": "no_zone",
    "ambiguous time": "time_twice",
    "time twice": "time_twice",
    "impossible time": "time_impossible",
    "no such time": "time_impossible",
    # The reader judges it itself, by the times that it puts.
    "order": "",
    "email": "mail",
    "mail": "mail",
    "not a mail": "mail",
    "number": "number",
    "not a number": "number",
    "too long": "cut",
    "line too long": "cut",
    "too many": "too_many",
    "too many properties": "too_many",
    "too deep": "too_many",
    "characters": "characters",
    "languages": "other_texts",
    "language": "left_out",
    "several": "several",
    "twice": "twice",
    "guid twice": "twice",
    "duplicate": "twice",
    "id twice": "twice_here",
    "differs": "differs",
    "start differs": "start_differs",
    "end differs": "end_differs",
    "offset differs": "offset_differs",
    "offsets differ": "offset_differs",
    "room differs": "room_differs",
    "day differs": "day_differs",
    # What clashes is judged against the whole house.
    "overlap": "",
    "rule": "rule",
    "unsupported": "rule",
    "too many occurrences": "too_often",
    "this and future": "this_and_future",
    "encoding": "letters",
    "charset": "letters",
    # What a row needs is judged when it is compared with the house.
    "nameless": "",
    "unclosed": "unclosed",
    "nested": "nested",
    "line": "line",
    "too many cells": "too_many_cells",
    "not a line": "not_read",
    "more": "more",
    "more problems": "more",
}


class Wrong(Protocol):
    """A problem as every engine tells it."""

    @property
    def where(self) -> str:
        """Its path."""

    @property
    def code(self) -> str:
        """The engine's code."""

    @property
    def said(self) -> str:
        """What stands there."""


def steps(path: str) -> list[Step]:
    """Return the names and places of a path: ``days[2].rooms["Hall A"][4].start``."""
    found: list[Step] = []
    for quoted, number, name in _STEPS.findall(path):
        found.append(int(number) if number else quoted or name)
    return found


def note(making: Making, row: Row | None, cell: str, wrong: Wrong, codes: Mapping[str, str] = CODES) -> None:
    """Say at a row what an engine found wrong with a cell; without a row, of the whole and with its place.

    A place that is a number alone is that of a line.
    """
    code = codes.get(wrong.code, "not_read")
    if not code:
        return
    if code == "more":
        tell(making, code)
    elif row is None:
        tell(making, code, where=wrong.where[:200], said=wrong.said, **_values(making))
    elif code == "no_zone":
        row.find(cell, code, zone=making.chosen.zone)
    elif cell not in CELLS[row.kind]:
        # An item has no time and no room: what is wrong there is said of the whole.
        row.find("", code, **_said(code, wrong))
    else:
        # It has a time in the file, though none that can be read.
        row.findings = [each for each in row.findings if (each.cell, each.code) != (cell, "unscheduled")]
        row.find(cell, code, **_said(code, wrong))


def _said(code: str, wrong: Wrong) -> dict[str, str]:
    return {"said": wrong.said} if "%(said)s" in str(FINDINGS[code]) else {}


def _values(making: Making) -> dict[str, str]:
    return {"zone": making.chosen.zone}
