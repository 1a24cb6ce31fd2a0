"""The terms of accreditation and the door of a conference file: zones, classes, gates, rules and templates."""

from typing import TYPE_CHECKING, Any

from secretariat.api.actions.rows import Loading, numbered, put_alone
from secretariat.api.queries import text_of, words_of
from secretariat.delegations.models import Terms
from secretariat.door.models import BadgeClass, BadgeTemplate, DoorRules, Gate, Zone

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.accreditation import DoorData

CLASS_FIELDS = ("name", "colour", "zones", "capacities", "roles", "for_overflow", "position")


def load_terms(loading: Loading) -> None:
    """Bring in what the conference asks of those whom it accredits."""
    said = loading.file.accreditation
    if said is not None:
        put_alone(loading, Terms(conference=loading.conference, **said.model_dump()), tuple(type(said).model_fields))


def load_door(loading: Loading) -> None:
    """Bring in how the door is laid out; badges, devices and scans are no part of a file."""
    door = loading.file.door
    if door is None:
        return
    zones = _zones(loading, door)
    _classes(loading, door)
    _gates(loading, door, zones)
    if door.rules is not None:
        rules = DoorRules(conference=loading.conference, **door.rules.model_dump())
        put_alone(loading, rules, tuple(type(door.rules).model_fields))
    _templates(loading, door)


def _zones(loading: Loading, door: "DoorData") -> dict[str, Zone]:
    language = loading.conference.original_language
    there = {row.code: row for row in _rows(loading, Zone)}
    wanted = []
    for said in door.zones:
        row = Zone(conference=loading.conference, code=said.code, name=text_of(said.name, language))
        row.places, row.position = said.places, said.order or 0
        wanted.append((row.code, row))
    rows = loading.ledger.put(wanted, there, ("name", "places", "position"))
    return {row.code: row for row in rows}


def _classes(loading: Loading, door: "DoorData") -> None:
    language = loading.conference.original_language
    there = {row.code: row for row in _rows(loading, BadgeClass)}
    wanted = []
    for said in door.classes:
        row = BadgeClass(conference=loading.conference, code=said.code, name=text_of(said.name, language))
        row.colour, row.zones, row.for_overflow = said.colour, list(said.zones), said.overflow
        row.capacities, row.roles, row.position = list(said.capacities), list(said.roles), said.order or 0
        wanted.append((row.code, row))
    loading.ledger.put(wanted, there, CLASS_FIELDS)


def _gates(loading: Loading, door: "DoorData", zones: dict[str, Zone]) -> None:
    language = loading.conference.original_language
    there = dict(numbered((words_of(row.name, language), row) for row in _rows(loading, Gate)))
    wanted = []
    for said in door.gates:
        row = Gate(conference=loading.conference, name=text_of(said.name, language), zone=zones[said.zone])
        row.direction, row.is_open = said.direction, said.in_use
        wanted.append((words_of(row.name, language), row))
    loading.ledger.put(numbered(wanted), there, ("name", "zone", "direction", "is_open"))


def _templates(loading: Loading, door: "DoorData") -> None:
    there = dict(numbered(((row.kind, row.name), row) for row in _rows(loading, BadgeTemplate)))
    given = []
    for said in door.templates:
        row = BadgeTemplate(conference=loading.conference, kind=said.kind, name=said.name, source=said.source)
        row.is_in_use, row.entered_by = said.in_use, loading.actor
        given.append(((row.kind, row.name), row))
    wanted = dict(numbered(given))
    in_use = {row.kind: key for key, row in wanted.items() if row.is_in_use}
    others = {key: row for key, row in there.items() if row.is_in_use and in_use.get(row.kind, key) != key}
    # Of a kind one template is in use, so the one there gives way first.
    loading.ledger.step_back(others, wanted, "is_in_use", value=False)
    loading.ledger.put(list(wanted.items()), there, ("source", "is_in_use"))


def _rows(loading: Loading, model: Any) -> Any:
    return model.objects.filter(conference=loading.conference).order_by("id")
