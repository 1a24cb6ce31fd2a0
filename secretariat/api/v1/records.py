"""Rows that stand in no table of their own, such as the cells of released tables: told as lists all the same."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

from pydantic import Field

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.listing import BOUNDS, Teller, Wanted
from secretariat.api.v1.refusals import not_here
from secretariat.api.v1.resources import Person, Resource
from secretariat.conference.models import Conference

Record = Mapping[str, Any]


def _none(_user: Person, _conference: Conference, _first: int) -> Iterable[tuple[int, Record]]:
    return ()


@dataclass(frozen=True)
class Records(Resource):
    """Rows of which ``kinds`` says the fields with their types, and ``found`` answers all from an id on, by their ids.

    ``kept`` is what a filter takes of each field by which a list can be narrowed.
    """

    kinds: Mapping[str, Any] = field(default_factory=dict)
    kept: Mapping[str, Any] = field(default_factory=dict)
    found: Callable[[Person, Conference, int], Iterable[tuple[int, Record]]] = _none


class RecordTeller(Teller):
    """The same lists, cursors and tables, made of records."""

    resource: Records

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every field there is."""
        return ("id", *self.resource.kinds)

    def told_shapes(self) -> dict[str, Any]:
        """Every field with its type."""
        return {name: (kind, Field(default=None)) for name, kind in self.resource.kinds.items()}

    def filter_shape(self, name: str) -> Any:
        """What a filter takes."""
        return self.resource.kept[_plain(name)]

    def _condition(self, name: str) -> str:
        return name

    def rows(self, asking: Asking, wanted: Wanted) -> list[dict[str, Any]]:
        """The records in order of their ids."""
        found = self.resource.found(asking.person, asking.conference, wanted.after + 1)
        return list(islice(self._chosen_of(found, wanted), wanted.limit))

    def one(self, asking: Asking, pk: int, wanted: Wanted) -> dict[str, Any]:
        """One record; raises ``Trouble`` if it is not there for this person."""
        first = next(iter(self.resource.found(asking.person, asking.conference, pk)), None)
        if first is None or first[0] != pk:
            raise not_here()
        return self._told_of(*first, wanted)

    def _chosen_of(self, found: Iterable[tuple[int, Record]], wanted: Wanted) -> Iterator[dict[str, Any]]:
        for pk, record in found:
            if all(_fits(record, name, value) for name, value in (wanted.filters or {}).items()):
                yield self._told_of(pk, record, wanted)

    def _told_of(self, pk: int, record: Record, wanted: Wanted) -> dict[str, Any]:
        told = {"id": pk, **record}
        return {name: told.get(name) for name in wanted.names}


def _plain(name: str) -> str:
    for ending in BOUNDS:
        name = name.removesuffix(ending)
    return name


def _fits(record: Record, name: str, value: Any) -> bool:
    kept, sought = record.get(_plain(name)), value.isoformat() if hasattr(value, "isoformat") else value
    if kept is None or name == _plain(name):
        return bool(kept == sought)
    return bool(kept >= sought if name.endswith("_from") else kept <= sought)
