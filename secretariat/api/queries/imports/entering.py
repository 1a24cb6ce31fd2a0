"""The inputs in which the cells of a row are corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from secretariat.api.models import Import
from secretariat.api.queries.drafted import BY_LANGUAGE
from secretariat.api.queries.imports.kinds import KINDS
from secretariat.api.queries.imports.showing import CHOICES, Names, ShownCell, ShownRow, as_entered, names_for, zone_of
from secretariat.ui.templatetags.ui import direction_of, own_name

LONG = 120
# What is longer could not be kept anyway; its end is not shown.
LONGEST = 5000


@dataclass(frozen=True)
class Input:
    """One input of a cell: its name, what stands in it, and in which language, if it is for one."""

    name: str
    value: str
    language: str = ""
    own_name: str = ""
    direction: str = "auto"

    @property
    def is_long(self) -> bool:
        """Whether it needs more than a line."""
        return len(self.value) > LONG or "\n" in self.value


@dataclass(frozen=True)
class Entry:
    """A cell with its inputs, or with the words of which one is chosen."""

    cell: ShownCell
    inputs: list[Input]
    choices: list[tuple[str, str]]


def inputs_of(batch: Import, shown: ShownRow) -> list[Entry]:
    """The cells of a row, each with what can be entered."""
    names = names_for(batch, [shown.row])
    return [entry_of(batch, shown, cell, names) for cell in shown.cells]


def to_mend(batch: Import, rows: Iterable[ShownRow]) -> list[list[tuple[ShownCell, Entry | None]]]:
    """The cells of the rows of a page; those that are wrong with their inputs, to be put right on the spot."""
    given = list(rows)
    names = names_for(batch, [shown.row for shown in given])
    return [
        [(cell, entry_of(batch, shown, cell, names) if _is_to_mend(shown, cell) else None) for cell in shown.cells]
        for shown in given
    ]


def entry_of(batch: Import, shown: ShownRow, cell: ShownCell, names: Names) -> Entry:
    """One cell with its inputs."""
    row = shown.row
    spec = KINDS[row.kind].cells[cell.name]
    raw = row.corrected.get(cell.name, row.cells.get(cell.name))
    if cell.name in BY_LANGUAGE[row.kind]:
        return Entry(cell, _by_language(batch, raw), [])
    said = as_entered(spec, raw, names, zone_of(batch))
    return Entry(cell, [Input("value", said[:LONGEST])], _choices(cell.name, raw))


def _is_to_mend(shown: ShownRow, cell: ShownCell) -> bool:
    return cell.state in {"wrong", "kept"} and not shown.row.is_skipped


def _choices(name: str, raw: Any) -> list[tuple[str, str]]:
    if name not in CHOICES or (raw and raw not in CHOICES[name].values):
        # What is no word of the house is shown as it is.
        return []
    return [("", "–"), *((value, str(label)) for value, label in CHOICES[name].choices)]


def _by_language(batch: Import, raw: Any) -> list[Input]:
    said = dict(raw) if isinstance(raw, Mapping) else {batch.chosen.get("language") or "en": str(raw or "")}
    codes = dict.fromkeys([*batch.conference.languages, *said])
    return [
        Input(f"value_{code}", str(said.get(code, ""))[:LONGEST], code, own_name(code), direction_of(code))
        for code in codes
    ]
