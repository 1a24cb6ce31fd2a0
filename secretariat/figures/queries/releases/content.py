"""What is published of a release: labels, and each cell as it is shown; nothing hidden is in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from secretariat.audit.action import plain
from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.engines.disclosure import BLANK as BLANK_SIGN
from secretariat.engines.disclosure import Hidden, Rules, Tables, shown
from secretariat.figures.models import Edition, Group, ValueStatus
from secretariat.figures.queries.releases.drawing import Places
from secretariat.figures.queries.releases.layouts import Dimension, TableLayout, observations_of
from secretariat.figures.queries.releases.tabling import Item, Table, key_of

SHOWN, BELOW, BLANK, MISSING = "shown", "below", "blank", "missing"
OF_PLACES = frozenset({Dimension.ORIGIN, Dimension.ASYLUM, Dimension.AREA})
RETURNS = frozenset({Group.RETURNED, Group.RETURNED_DISPLACED})


def content_cells(content: Mapping[str, Any]) -> dict[tuple[str, str], dict[str, str]]:
    """The cells of a published table by row and column."""
    rows, columns = content.get("rows", ()), content.get("columns", ())
    return {
        (row["key"], column["key"]): content["cells"][i][j]
        for i, row in enumerate(rows)
        for j, column in enumerate(columns)
    }


def cells_as_shown(table: Table, tables: Tables, hidden: Hidden) -> list[list[dict[str, str]]]:
    """Each cell as it is shown, row by row."""
    signs = shown(tables, hidden)
    return [[_cell(signs.get(key_of((row.key, column.key)))) for column in table.columns] for row in table.rows]


def _cell(sign: str | None) -> dict[str, str]:
    if sign is None:
        return {"s": "", "k": MISSING}
    if sign == BLANK_SIGN:
        return {"s": sign, "k": BLANK}
    return {"s": sign, "k": BELOW if sign.startswith("<") else SHOWN}


def content_of(
    layout: TableLayout, edition: Edition, places: Places, drawn: tuple[Table, Tables, Hidden]
) -> dict[str, Any]:
    """The whole table for the public: labels, cells, notes, source."""
    table, tables, hidden = drawn
    names = _Names(edition.conference, places)
    cells = cells_as_shown(table, tables, hidden)
    return {
        "row_dimension": layout.rows,
        "column_dimension": layout.columns,
        "rows": [names.item(item, layout.rows) for item in table.rows],
        "columns": [names.item(item, layout.columns) for item in table.columns],
        "cells": cells,
        "measure": layout.measure,
        "unit": layout.unit,
        "groups": list(layout.groups),
        "filters": {name: [names.code(code, name) for code in codes] for name, codes in sorted(layout.filters.items())},
        "notes": _notes(table, cells, layout, tables.rules),
        **_source(edition, layout),
    }


class _Names:
    """What codes are called, in every language in which it is known."""

    def __init__(self, conference: Conference, places: Places) -> None:
        self.places, self.names = places, shown_names(conference)

    def item(self, item: Item, dimension: str) -> dict[str, Any]:
        """A row or column."""
        if item.is_rest:
            return {"key": item.key, "level": item.level, "is_rest": True}
        return {**self.code(item.key, dimension), "level": item.level}

    def code(self, code: str, dimension: str) -> dict[str, Any]:
        """A code, with the names of the place it is."""
        place = self.places.by_key.get(code) if dimension in OF_PLACES else None
        if place is None:
            return {"key": code}
        name = place.name if place.party is None else name_of(place.party, self.names)
        return {"key": code, "label": plain(name)}


def _notes(
    table: Table, cells: Iterable[Iterable[Mapping[str, str]]], layout: TableLayout, rules: Rules
) -> list[dict[str, Any]]:
    """What a reader must know: codes and numbers, of which sentences are made in each language."""
    kinds = {cell["k"] for row in cells for cell in row}
    notes: list[dict[str, Any]] = []
    if BELOW in kinds:
        notes.append({"code": BELOW, "threshold": rules.threshold})
    if BLANK in kinds:
        notes.append({"code": BLANK})
    if rules.rounding > 1 or rules.large_rounding > 1:
        notes.append(
            {
                "code": "rounded",
                "base": rules.rounding,
                "large_from": rules.large_from,
                "large_base": rules.large_rounding,
            }
        )
    if MISSING in kinds:
        notes.append({"code": MISSING})
    if any(item.is_rest for item in (*table.rows, *table.columns)):
        notes.append({"code": "rest"})
    if RETURNS & set(layout.groups):
        notes.append({"code": "returns"})
    return notes


def _source(edition: Edition, layout: TableLayout) -> dict[str, Any]:
    """Whose figures they are, as of when, how they were found, and under which licence."""
    dataset, source = edition.dataset, edition.source
    rows = observations_of(edition).filter(measure=layout.measure, group__in=layout.groups)
    years = layout.filters.get(Dimension.YEAR)
    if years:
        rows = rows.filter(year__in=[int(year) for year in years])
    newest = rows.order_by("-period_end").values_list("period_end", flat=True).first()
    is_provisional = rows.filter(status=ValueStatus.PROVISIONAL).exists()
    return {
        "dataset": {
            "key": dataset.key,
            "name": dataset.name,
            "publisher": dataset.publisher,
            "definition": plain(dataset.definition),
            "coverage": plain(dataset.coverage),
        },
        "edition": edition.number,
        "method": dataset.method,
        "licence": source.licence or dataset.licence,
        "as_of": newest.isoformat() if newest else "",
        "is_provisional": is_provisional,
        "source": {
            "key": source.key if source.sensitivity == "public" else "",
            "title": source.title,
            "publisher": source.publisher or dataset.publisher,
            "published_date": source.published_date,
            "url": source.url,
        },
    }
