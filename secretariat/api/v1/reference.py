"""What the API can do, made ready for people to read: desk by desk, rows and deeds, from the description itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.api.queries import DESKS
from secretariat.api.v1 import service
from secretariat.api.v1.described_shapes import title_of
from secretariat.api.v1.describing import REFERENCE

_SCHEMAS = REFERENCE.partition("{")[0]
_LONGEST_LIST = 30
_DEEPEST = 4


@dataclass(frozen=True)
class Said:
    """A field, a filter or a detail: its name, its kind in words, and whether it must be there."""

    name: str
    kind: str
    what: str = ""
    is_needed: bool = False


@dataclass(frozen=True)
class Rows:
    """Rows of one kind: where they are read, what they hold, by what they can be narrowed."""

    name: str
    address: str
    what: str
    fields: tuple[Said, ...]
    filters: tuple[Said, ...]
    is_public: bool
    has_csv: bool


@dataclass(frozen=True)
class Done:
    """A deed: where it is done, what it does, and what it wants to be told."""

    verb: str
    address: str
    what: str
    details: tuple[Said, ...]


@dataclass(frozen=True)
class Desk:
    """What a program can read and do at one desk."""

    name: str
    rows: tuple[Rows, ...]
    deeds: tuple[Done, ...]


@cache
def desks(language: str) -> tuple[Desk, ...]:
    """Every desk at which there is something, in the words of a language; made once for each process."""
    del language
    told = service.description()
    rows, deeds = _rows(told), _deeds(told)
    found = (
        Desk(name, tuple(rows.get(name, ())), tuple(sorted(deeds.get(name, ()), key=lambda each: each.verb)))
        for name in DESKS
    )
    return tuple(desk for desk in found if desk.rows or desk.deeds)


def _rows(told: Mapping[str, Any]) -> dict[str, list[Rows]]:
    found: dict[str, list[Rows]] = {}
    schemas = told["components"]["schemas"]
    for resource in service.resources():
        shape = schemas[title_of(resource.path)]["properties"]
        operation = told["paths"][f"/api/v1/{{slug}}/{resource.path}"]["get"]
        filters = {each["name"]: each for each in operation["parameters"]}
        narrowing = [name for name in resource.filters if name in filters]
        found.setdefault(resource.desk, []).append(
            Rows(
                name=resource.path,
                address=f"/api/v1/…/{resource.path}",
                what=resource.what,
                fields=tuple(_said(name, each, schemas) for name, each in shape.items()),
                filters=tuple(_said(name, filters[name]["schema"], schemas) for name in narrowing),
                is_public=resource.is_public,
                has_csv=resource.has_csv,
            )
        )
    return found


def _deeds(told: Mapping[str, Any]) -> dict[str, list[Done]]:
    found: dict[str, list[Done]] = {}
    schemas = told["components"]["schemas"]
    for doer in service.doers():
        deed = doer.deed
        shape = doer.body.model_json_schema(ref_template=REFERENCE) if doer.body else {}
        inside = {**schemas, **shape.get("$defs", {})}
        where = f"{deed.on}/{_('number')}/{deed.name}" if deed.on else f"{deed.desk}/{deed.name}"
        what = (deed.action.__doc__ or "").strip().partition("\n\n")[0]
        found.setdefault(deed.desk, []).append(
            Done(deed.verb, f"/api/v1/…/{where}", " ".join(what.split()), tuple(_details(shape, inside)))
        )
    return found


def _details(shape: Mapping[str, Any], schemas: Mapping[str, Any]) -> list[Said]:
    """The details of a deed; those inside ``details`` stand by themselves, with the way to them."""
    found = []
    for name, each in shape.get("properties", {}).items():
        inner = _looked_up(each, schemas)
        if name == "details" and inner.get("properties"):
            found += [
                _said(f"details.{key}", one, schemas, is_needed=key in inner.get("required", ()))
                for key, one in inner["properties"].items()
            ]
        else:
            found.append(_said(name, each, schemas, is_needed=name in shape.get("required", ())))
    return found


def _said(name: str, shape: Mapping[str, Any], schemas: Mapping[str, Any], *, is_needed: bool = False) -> Said:
    return Said(name, kind_of(shape, schemas), str(shape.get("description", "")), is_needed)


def kind_of(shape: Mapping[str, Any], schemas: Mapping[str, Any], depth: int = 0) -> str:
    """A shape of JSON in plain words."""
    shape = _looked_up(shape, schemas)
    if depth > _DEEPEST:
        return "…"
    for key in ("anyOf", "oneOf", "allOf"):
        if key in shape:
            return _either(shape[key], schemas, depth)
    if "enum" in shape or "const" in shape:
        return _one_of(shape.get("enum") or [shape["const"]])
    return _plain(shape, schemas, depth)


def _either(arms: list[Mapping[str, Any]], schemas: Mapping[str, Any], depth: int) -> str:
    kinds = [kind_of(each, schemas, depth + 1) for each in arms if each.get("type") != "null"]
    told = _(" or ").join(dict.fromkeys(kinds))
    return _("%(kind)s, or null") % {"kind": told} if len(kinds) < len(arms) else told


def _one_of(values: list[Any]) -> str:
    shown = ", ".join(f"“{each}”" for each in values[:_LONGEST_LIST])
    more = len(values) - _LONGEST_LIST
    if more > 0:
        shown += ngettext(", and %(count)s more", ", and %(count)s more", more) % {"count": more}
    return _("one of %(values)s") % {"values": shown}


def _plain(shape: Mapping[str, Any], schemas: Mapping[str, Any], depth: int) -> str:
    kind = shape.get("type")
    if kind == "array":
        return _("list of: %(kind)s") % {"kind": kind_of(shape.get("items", {}), schemas, depth + 1)}
    if kind == "object":
        return _object(shape, schemas, depth)
    formats = {"date": _("day"), "date-time": _("moment"), "time": _("time of day"), "uuid": _("identifier")}
    kinds = {
        "string": _("text"),
        "integer": _("whole number"),
        "number": _("number"),
        "boolean": _("true or false"),
        "null": _("null"),
    }
    return formats.get(shape.get("format", "")) or kinds.get(str(kind)) or _("any JSON")


def _object(shape: Mapping[str, Any], schemas: Mapping[str, Any], depth: int) -> str:
    inside = shape.get("properties")
    if inside:
        parts = "; ".join(f"{name}: {kind_of(each, schemas, depth + 1)}" for name, each in inside.items())
        return f"{{ {parts} }}"
    value = shape.get("additionalProperties")
    is_text = isinstance(value, Mapping) and _looked_up(value, schemas).get("type") == "string"
    return _("a text for each language") if is_text else _("an object")


def _looked_up(shape: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    name = shape.get("$ref", "").removeprefix(_SCHEMAS)
    found: Mapping[str, Any] = schemas[name] if name else shape
    return found


__all__ = ["desks", "kind_of"]
