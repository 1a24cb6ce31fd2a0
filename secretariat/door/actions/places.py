"""Laying out the venue: zones, classes of badges, gates, and the rules of the door."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action, label_of, unless_stale
from secretariat.conference.models import Conference
from secretariat.delegations.actions.entering import revise_settings, take_over
from secretariat.door import permissions
from secretariat.door.models import BadgeClass, DoorRules, Gate, Zone
from secretariat.door.queries import layout

ZONE_FIELDS = ("name", "places", "position")
CLASS_FIELDS = ("name", "colour", "zones", "capacities", "roles", "for_overflow", "position")
GATE_FIELDS = ("name", "zone", "direction", "is_open")
RULES_FIELDS = ("photos_at_door", "quorum", "snapshot_hours")


@action(allow=permissions.may_lay_out_door)
def lay_out_door(actor: User, conference: Conference) -> Batch:
    """Make the zones, classes and the gate that most conferences begin with."""
    del actor
    if Zone.objects.filter(conference=conference).exists() or BadgeClass.objects.filter(conference=conference).exists():
        raise Refused(_("The door is laid out already; change what is there."))
    zones = Zone.objects.bulk_create(layout.zones_for(conference))
    classes = BadgeClass.objects.bulk_create(layout.classes_for(conference))
    gates = Gate.objects.bulk_create([layout.gate_for(conference, zones[0])])
    made: dict[str, list[Any]] = {label_of(rows[0]): list(rows) for rows in (zones, classes, gates)}
    return Batch(
        name=str(_("Zones, classes and a gate to begin with")),
        conference_id=conference.pk,
        counts={kind: len(rows) for kind, rows in made.items()},
        rows={kind: [row.pk for row in rows] for kind, rows in made.items()},
    )


@action(allow=permissions.may_add_zone)
def add_zone(actor: User, conference: Conference, *, code: str, details: Mapping[str, Any]) -> Zone:
    """Name a part of the venue that one needs a right to be in."""
    del actor
    if Zone.objects.filter(conference=conference, code=code).exists():
        raise Refused(_("There is a zone with this code already."), field="code")
    zone = Zone(conference=conference, code=code)
    take_over(zone, ZONE_FIELDS, details)
    zone.save()
    return zone


@action(allow=permissions.may_revise_zone)
def revise_zone(actor: User, zone: Zone, *, details: Mapping[str, Any], version: int | None = None) -> Zone:
    """Change what is kept of a zone; its code stays, for it stands on badges."""
    del actor
    unless_stale(zone, version)
    take_over(zone, ZONE_FIELDS, details)
    zone.save(update_fields=ZONE_FIELDS)
    return zone


@action(allow=permissions.may_add_class)
def add_class(actor: User, conference: Conference, *, code: str, details: Mapping[str, Any]) -> BadgeClass:
    """Name a class of badges: its zones, its colour, and for whom it is."""
    del actor
    if BadgeClass.objects.filter(conference=conference, code=code).exists():
        raise Refused(_("There is a class with this code already."), field="code")
    _refuse_unknown_zones(conference.pk, details.get("zones"))
    made = BadgeClass(conference=conference, code=code)
    take_over(made, CLASS_FIELDS, details)
    made.save()
    return made


@action(allow=permissions.may_revise_class)
def revise_class(
    actor: User, badge_class: BadgeClass, *, details: Mapping[str, Any], version: int | None = None
) -> BadgeClass:
    """Change a class; badges that were issued stay as printed, and the list says that they are out of date."""
    del actor
    unless_stale(badge_class, version)
    _refuse_unknown_zones(badge_class.conference_id, details.get("zones"))
    take_over(badge_class, CLASS_FIELDS, details)
    badge_class.save(update_fields=CLASS_FIELDS)
    return badge_class


@action(allow=permissions.may_add_gate)
def add_gate(actor: User, conference: Conference, *, details: Mapping[str, Any]) -> Gate:
    """Name an entry or exit of a zone."""
    del actor
    gate = Gate(conference=conference)
    take_over(gate, GATE_FIELDS, details)
    _refuse_foreign_zone(gate)
    gate.save()
    return gate


@action(allow=permissions.may_revise_gate)
def revise_gate(actor: User, gate: Gate, *, details: Mapping[str, Any], version: int | None = None) -> Gate:
    """Change what is kept of a gate; what was scanned there stays in the zone it was scanned in."""
    del actor
    unless_stale(gate, version)
    take_over(gate, GATE_FIELDS, details)
    _refuse_foreign_zone(gate)
    gate.save(update_fields=GATE_FIELDS)
    return gate


@action(allow=permissions.may_revise_rules)
def revise_rules(
    actor: User, conference: Conference, *, details: Mapping[str, Any], version: int | None = None
) -> DoorRules | Batch:
    """Say what devices carry, how old that may be, and how many delegations make a quorum."""
    del actor
    rules = DoorRules.objects.select_for_update(no_key=True).filter(conference=conference).first()
    if rules is None:
        rules = DoorRules(conference=conference)
        take_over(rules, RULES_FIELDS, details)
        rules.save()
        return rules
    return revise_settings(rules, RULES_FIELDS, details, version)


def _refuse_unknown_zones(conference_id: int, codes: Iterable[str] | None) -> None:
    if codes is None:
        return
    if not list(codes):
        raise Refused(_("Choose at least one zone."), field="zones")
    known = set(Zone.objects.filter(conference_id=conference_id).values_list("code", flat=True))
    if set(codes) - known:
        raise Refused(_("There is no such zone here."), field="zones")


def _refuse_foreign_zone(gate: Gate) -> None:
    if gate.zone.conference_id != gate.conference_id:
        raise Refused(_("There is no such zone here."), field="zone")
