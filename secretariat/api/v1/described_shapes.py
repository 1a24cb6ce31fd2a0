"""Shapes of what is asked and answered, made of what a resource says of itself, for the description and for judging."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field, create_model

from secretariat.api.v1.listing import Teller
from secretariat.api.v1.resources import Computed, Part
from secretariat.api.v1.shapes import PLAIN, Shape


class Row(Shape):
    """A row that a deed was done on, or that it made."""

    kind: str
    id: int
    address: str | None


class Skipped(Shape):
    """A row that a deed on many left out, and why."""

    name: str
    why: str


class Outcome(Shape):
    """What a deed did."""

    verb: str
    thing: Row
    made: Row | None
    counts: dict[str, int]
    skipped: list[Skipped]


def row_shape(teller: Teller) -> type[BaseModel]:
    """The shape of one row; every field may be left out by ``fields``."""
    resource = teller.resource
    fields: dict[str, Any] = {"id": (int, ...), **teller.told_shapes()}
    more: list[Computed | Part] = [*resource.computed, *resource.parts]
    for each in more:
        fields[each.name] = (_shape_of(each, title_of(resource.path)), None)
    return create_model(title_of(resource.path), __base__=Shape, **fields)


def _shape_of(each: Computed | Part, title: str) -> Any:
    shape: Any = each.shape
    if isinstance(shape, Mapping):
        inside: dict[str, Any] = {name: (kind, ...) for name, kind in shape.items()}
        shape = create_model(f"{title}{each.name.title()}", __base__=Shape, **inside)
    if isinstance(each, Part):
        return shape | None if each.is_one else list[shape]
    return shape


def query_shape(teller: Teller) -> type[BaseModel]:
    """The shape of the parameters of a list."""
    resource = teller.resource
    fields: dict[str, Any] = {
        "limit": (int, Field(default=min(100, resource.most), ge=1, le=resource.most)),
        "cursor": _words(200, "The place that ``next`` names."),
        **_narrowing(),
    }
    for name in resource.filters:
        fields[name] = (teller.filter_shape(name), None)
    return create_model(f"{title_of(resource.path)}Query", **fields)


def narrow_shape(name: str) -> type[BaseModel]:
    """The shape of the parameters of one row."""
    return create_model(name, **_narrowing())


def _narrowing() -> dict[str, Any]:
    return {
        "fields": _words(2000, "Names of fields, by commas."),
        "languages": _words(20, "Codes of languages, by commas."),
    }


def _words(longest: int, said: str) -> tuple[Any, Any]:
    return Annotated[str, Field(max_length=longest, pattern=PLAIN, description=said)], None


def title_of(path: str) -> str:
    """The name of a shape."""
    return "".join(part.title() for part in path.replace("/", "_").split("_"))
