"""The least that a deed can be told: a body made of its shape, with rows of a conference where it asks for rows."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

TEXT, DAY, MOMENT = "A text", "2020-11-11", "2020-11-11T09:00:00Z"
LENGTH_OF_A_DAY, LENGTH_OF_A_CODE = 10, 20

# What no shape tells: an address for mail, a currency that there is, a fact by its kind.
MORE: dict[str, dict[str, Any]] = {
    "archive.cite": {"source": "seen"},
    "conference.admit": {"mail": "noor@example.org"},
    "parties.register": {"code": "NOOR"},
    "pledges.import_rates": {"given": [{"currency": "EUR", "rate": "1", "rate_date": DAY}]},
}


def for_deed(verb: str, shape: type[BaseModel] | None, rows: Mapping[str, Sequence[int]]) -> Any:
    """A body that passes the shape of a deed, so that whoever may not do it is told so, and not what is wrong in it."""
    body = least(shape, rows)
    if verb == "archive.cite":
        body["thing"] = {"kind": "delegations.delegation", "id": rows["delegations/delegations"][0]}
    return {**body, **MORE[verb]} if verb in MORE else body


def least(shape: type[BaseModel] | None, rows: Mapping[str, Sequence[int]]) -> Any:
    """A body that holds what must be there and nothing more; of rows the first there is of any kind."""
    if shape is None:
        return {}
    told = _described(shape)
    first = next((numbers[0] for numbers in rows.values() if numbers), 1)
    return _made(told, told.get("$defs", {}), first)


@cache
def _described(shape: type[BaseModel]) -> dict[str, Any]:
    return shape.model_json_schema()


def _made(shape: Mapping[str, Any], known: Mapping[str, Any], row: int) -> Any:
    if "$ref" in shape:
        return _made(known[shape["$ref"].rpartition("/")[2]], known, row)
    for key in ("anyOf", "oneOf", "allOf"):
        if key in shape:
            return _made(shape[key][0], known, row)
    if "const" in shape:
        return shape["const"]
    if "enum" in shape:
        return shape["enum"][0]
    return _of_kind(shape, known, row)


def _of_kind(shape: Mapping[str, Any], known: Mapping[str, Any], row: int) -> Any:
    kind = shape.get("type")
    if kind == "object":
        needed = shape.get("required", ())
        if not needed and (shape.get("minProperties") or shape.get("minLength")):
            return {"en": TEXT}
        return {name: _made(shape["properties"][name], known, row) for name in needed}
    if kind == "array":
        return [_made(shape["items"], known, row)] * shape.get("minItems", 0)
    if kind == "integer":
        return row if shape.get("maximum", 0) > 2**32 else max(shape.get("minimum", 0), 0)
    return {"boolean": False, "number": 0, "null": None}.get(str(kind), _text(shape))


def _text(shape: Mapping[str, Any]) -> str:
    if shape.get("format") in {"date", "date-time"}:
        return DAY if shape["format"] == "date" else MOMENT
    if "0-9]" in shape.get("pattern", ""):
        return "1"
    if shape.get("maxLength") == LENGTH_OF_A_DAY and "pattern" not in shape:
        return DAY
    if shape.get("maxLength") == LENGTH_OF_A_CODE:
        return "LB"
    return TEXT[: shape.get("maxLength", len(TEXT))]
