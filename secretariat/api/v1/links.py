"""What leads on to what, for the description (link objects of OpenAPI): from lists to rows, to deeds, and back."""

from collections.abc import Iterable, Mapping
from typing import Any

from secretariat.api.v1.doing import Doer
from secretariat.api.v1.resources import Resource

ASKED_CONFERENCE = "$request.path.slug"
ASKED_ROW = "$request.path.pk"


def link(operations: Mapping[str, dict[str, Any]], doers: Iterable[Doer], resources: Iterable[Resource]) -> None:
    """Write into the operations, known by their ids, which others their answers lead to.

    A list leads to its first row, a row to each deed on it, a deed back to the row that it was done on, and one that
    makes a row to that row.
    """
    rows = {each.path: f"get_{each.path.replace('/', '_')}" for each in resources}
    kinds = {each.model: rows[each.path] for each in reversed(list(resources))}
    for row in rows.values():
        _lead(operations[row.replace("get_", "list_", 1)], row, "$response.body#/data/0/id")
    for doer in doers:
        deed = doer.deed
        name = f"{deed.desk}_{deed.name}"
        if deed.on:
            _lead(operations[rows[deed.on]], name, ASKED_ROW)
            _lead(operations[name], rows[deed.on], ASKED_ROW)
        if deed.makes and deed.of in kinds:
            _lead(operations[name], kinds[deed.of], "$response.body#/made/id", as_name="made")


def _lead(operation: dict[str, Any], to: str, row: str, as_name: str = "") -> None:
    told = {"operationId": to, "parameters": {"slug": ASKED_CONFERENCE, "pk": row}}
    for status in ("200", "201"):
        if status in operation["responses"]:
            operation["responses"][status].setdefault("links", {})[as_name or to] = told
