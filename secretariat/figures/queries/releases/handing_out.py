"""A released table as rows for spreadsheets, and as records with the field names of HDX HAPI."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from secretariat.figures.models import Measure
from secretariat.figures.queries.releases.content import SHOWN
from secretariat.figures.queries.releases.layouts import TOTAL, Dimension
from secretariat.figures.queries.releases.showing import ShownTable, in_words

HAPI = "https://hdx-hapi.readthedocs.io/"


def as_table(content: Mapping[str, Any], table: ShownTable) -> list[list[str]]:
    """The table as it is shown, in plain digits that spreadsheets can read."""
    signs = {
        (row["key"], column["key"]): content["cells"][i][j]["s"]
        for i, row in enumerate(content["rows"])
        for j, column in enumerate(content["columns"])
    }
    head = [table.corner, *(in_words(column.label) for column in table.columns)]
    return [head, *([in_words(row.label), *(signs[cell.at] for cell in cells)] for row, cells in table.rows)]


def as_rows_with_notes(content: Mapping[str, Any], table: ShownTable, address: str) -> list[list[str]]:
    """The table, and below it what its readers must know."""
    rows = as_table(content, table)
    rows += [[""], *([note] for note in table.notes)]
    rows += [[label, str(value)] for label, value in table.facts]
    source = content["source"]
    rows.append(
        [_("Source"), " · ".join(each for each in (source["publisher"], source["title"], source["url"]) if each)]
    )
    rows.append([_("As of"), content["as_of"]])
    rows.append([_("Address"), address])
    return rows


def as_records(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One record for each cell that holds something; ``population`` is null where the number is hidden."""
    return list(_records(content))


def _records(content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    common = _common(content)
    for i, row in enumerate(content["rows"]):
        for j, column in enumerate(content["columns"]):
            cell = content["cells"][i][j]
            if row.get("is_rest") or column.get("is_rest") or not cell["s"]:
                continue
            record = {
                **common,
                **_said(content["row_dimension"], row, content),
                **_said(content["column_dimension"], column, content),
            }
            record["population"] = int(cell["s"]) if cell["k"] == SHOWN else None
            record["shown_as"] = cell["s"]
            yield record


def _common(content: Mapping[str, Any]) -> dict[str, Any]:
    groups, filters = content["groups"], content.get("filters", {})
    common: dict[str, Any] = {
        "origin_location_code": "all",
        "asylum_location_code": "all",
        "population_group": groups[0] if len(groups) == 1 else "all",
        "gender": "all",
        "age_range": "all",
        "min_age": None,
        "max_age": None,
        "reference_period_start": None,
        "reference_period_end": None,
        "unit": content["unit"],
        "measure": content["measure"],
    }
    for dimension, items in filters.items():
        if len(items) == 1:
            common |= _said(dimension, items[0], content)
    return common


def _said(dimension: str, item: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    key = str(item["key"])
    if key == TOTAL:
        return {}
    simple = {
        Dimension.ORIGIN: "origin_location_code",
        Dimension.ASYLUM: "asylum_location_code",
        Dimension.SEX: "gender",
        Dimension.GROUP: "population_group",
        Dimension.ACCOMMODATION: "accommodation",
    }
    if dimension in simple:
        return {simple[Dimension(dimension)]: key}
    if dimension == Dimension.YEAR:
        return _period(int(key), content["measure"])
    if dimension == Dimension.AGE:
        low, _dash, high = key.rstrip("+").partition("-")
        return {"age_range": key, "min_age": int(low), "max_age": int(high) if high else None}
    return _area(key, item)


def _period(year: int, measure: str) -> dict[str, str]:
    start = date(year, 1, 1) if measure == Measure.FLOW else date(year, 12, 31)
    return {"reference_period_start": start.isoformat(), "reference_period_end": date(year, 12, 31).isoformat()}


def _area(key: str, item: Mapping[str, Any]) -> dict[str, Any]:
    """An area or a site below a country, by its code and level."""
    kind, _blank, code = key.rpartition(" ")
    if not kind:
        return {"asylum_location_code": key}
    name = in_words(item.get("label"))
    level = kind.removeprefix("admin ")
    if kind.startswith("admin ") and level.isdecimal():
        return {f"admin{level}_code": code, f"admin{level}_name": name, "admin_level": int(level)}
    return {"site_code": key.removeprefix("site "), "site_name": name}
