"""What the house has already: its rows by their names, by what another program knows them, and as last written."""

import json
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.crypto import salted_hmac

from secretariat.accounts.models import Sensitivity
from secretariat.api.models import SourceId
from secretariat.api.queries.imports.kinds import KINDS, Kind, by_language
from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegate, Occasion
from secretariat.engines.folding import folded
from secretariat.programme.models import AgendaItem, Session, SessionItem

# Before the name of a cell: what the file said where somebody put something else in its place.
IN_FILE = "~"
# In place of a cell: the import with which a row came first.
CAME_WITH = "@"
# The kinds that name each other, and so come from one source together.
_OF_PROGRAMME = frozenset({"room", "session", "item"})
# Of an item: where it is treated, which no field of its own says.
PLACES = ("session", "position")


@dataclass
class Known:
    """The rows of one kind. What is kept for secretaries alone is not compared, only known to be there."""

    rows: dict[int, Any] = field(default_factory=dict)
    by_name: dict[Hashable, list[int]] = field(default_factory=lambda: defaultdict(list))
    hidden: set[Hashable] = field(default_factory=set)
    hidden_sources: set[str] = field(default_factory=set)
    by_source: dict[str, int] = field(default_factory=dict)
    # By row and cell, keyed hashes of what imports wrote last, one for each program that knows the row.
    written: dict[int, dict[str, set[str]]] = field(default_factory=dict)
    # Under what another program knows a row, the import with which it came first.
    came_with: dict[str, str] = field(default_factory=dict)

    def one(self, name: Hashable) -> int | None:
        """The only row of this name, if there is exactly one."""
        found = self.by_name.get(name, [])
        return found[0] if len(found) == 1 else None


@dataclass
class House:
    """All that an import is compared with."""

    conference: Conference
    kinds: dict[str, Known]
    # The sessions that treat an item, each with its place, by the item.
    treated: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    numbers: set[str] = field(default_factory=set)


def house_of(conference: Conference, kinds: Iterable[str], *, sees_all: bool = False) -> House:
    """The rows of these kinds, and of those that they name. Two queries a kind.

    What is kept for secretaries alone is seen where the file is, too.
    """
    wanted = set(kinds)
    if wanted & _OF_PROGRAMME:
        wanted |= _OF_PROGRAMME
    house = House(
        conference, {name: _known(conference, KINDS[name], sees_all=sees_all) for name in KINDS if name in wanted}
    )
    if "item" in wanted:
        for row in SessionItem.objects.filter(conference=conference).order_by("pk"):
            house.treated[row.item_id].append((row.session_id, row.position))
        house.numbers = set(AgendaItem.objects.filter(conference=conference).values_list("number", flat=True))
    return house


def mac_of(value: Any) -> str:
    """A value of a cell as it is remembered: whether another is the same can be told, what it was cannot."""
    plain = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return salted_hmac("secretariat.api.imports", plain).hexdigest()[:16]


def names_of(kind: str, row: Any) -> set[Hashable]:
    """By what a row is known again where nothing else tells it; all its spellings."""
    if kind == "delegate":
        spellings = [row.name, row.original_name, *row.spellings]
        return {(row.delegation_id, folded(each)) for each in spellings if each}
    text = row.name if kind == "room" else row.title
    return {folded(each) for each in by_language(text).values() if each}


def names_in(kind: str, cells: Mapping[str, Any]) -> set[Hashable]:
    """By what a row of a file may be known; of a delegate, the name alone."""
    if kind == "delegate":
        return {folded(cells[name]) for name in ("name", "original_name") if cells.get(name)}
    return {folded(each) for each in (cells.get("name" if kind == "room" else "title") or {}).values() if each}


def _known(conference: Conference, kind: Kind, *, sees_all: bool) -> Known:
    known = Known()
    hidden: set[int] = set()
    for row in _rows(conference, kind):
        names = names_of(kind.name, row)
        if getattr(row, "sensitivity", "") == Sensitivity.RESTRICTED and not sees_all:
            known.hidden |= names
            hidden.add(row.pk)
            continue
        known.rows[row.pk] = row
        for name in names:
            known.by_name[name].append(row.pk)
        if kind.name == "delegate" and row.mail:
            known.by_name["mail", row.mail.casefold()].append(row.pk)
    _remember(known, hidden, SourceId.objects.filter(conference=conference, thing_type=kind.thing_type))
    return known


def _remember(known: Known, hidden: Collection[int], remembered: "models.QuerySet[SourceId]") -> None:
    """Note by what other programs know the rows, and what imports wrote of them last."""
    for source_id, pk, written in remembered.order_by("pk").values_list("source_id", "thing_id", "written"):
        if pk in hidden:
            known.hidden_sources.add(source_id)
        elif pk in known.rows:
            known.by_source[source_id] = pk
            known.came_with[source_id] = written.get(CAME_WITH, "")
            macs = known.written.setdefault(pk, {})
            for name, mac in written.items():
                macs.setdefault(name, set()).add(mac)


def _rows(conference: Conference, kind: Kind) -> "models.QuerySet[Any]":
    if kind.model is Delegate:
        return Delegate.objects.filter(conference=conference, delegation__occasion=Occasion.CONFERENCE).order_by("pk")
    if kind.model is Session:
        return Session.objects.filter(conference=conference).prefetch_related("wanted").order_by("pk")
    if kind.model is Room:
        return Room.objects.filter(conference=conference).order_by("pk")
    return kind.model._default_manager.filter(conference=conference).order_by("pk")
