"""Accreditation and the door of a conference, as the data of a conference file."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from secretariat.api.queries.texts import Cited, said_in
from secretariat.conference.models import Conference
from secretariat.delegations.models import (
    Body,
    Capacity,
    Credentials,
    Delegate,
    DelegateRole,
    DelegateState,
    Delegation,
    HitState,
    Invitation,
    Terms,
    WatchHit,
)
from secretariat.door.models import BadgeClass, BadgeTemplate, DoorRules, Gate, Zone

_TERMS = (
    "photo_required",
    "document_required",
    "birth_date_required",
    "mail_required",
    "credentials_required",
    "retention_days",
)
_RULES = ("photos_at_door", "quorum", "snapshot_hours")


def parties_of_the_media(conference: Conference) -> frozenset[int]:
    """The parties that are invited as media: whoever they send stands among the media."""
    invited = Invitation.objects.filter(conference=conference, capacity=Capacity.MEDIA)
    return frozenset(invited.values_list("party_id", flat=True))


def who_is_watched(conference: Conference) -> frozenset[int]:
    """The delegates whom a name on the watch list holds, as long as no secretary has cleared them."""
    hits = WatchHit.objects.filter(conference=conference).exclude(state=HitState.CLEARED)
    return frozenset(hits.values_list("delegate_id", flat=True))


def delegations_of(conference: Conference, cited: Cited) -> list[dict[str, Any]]:
    """Who was sent, by party and occasion, with credentials and how far each person has come."""
    bodies: dict[int, list[Any]] = defaultdict(list)
    for body in Body.objects.filter(conference=conference).order_by("id"):
        bodies[body.delegation_id].append(said_in(body.name))
    letters = {row.delegation_id: row for row in Credentials.objects.filter(conference=conference)}
    people = _people(conference, cited)
    rows = Delegation.objects.filter(conference=conference).select_related("party").order_by("id")
    return [
        {
            "party": row.party.code,
            "occasion": row.occasion,
            "bodies": bodies[row.pk],
            "sensitivity": row.sensitivity,
            "credentials": _letter(letters[row.pk], cited) if row.pk in letters else None,
            "delegates": people[row.pk],
        }
        for row in rows
    ]


def terms_in_file(conference: Conference) -> dict[str, Any] | None:
    """What the conference asks of those whom it accredits, if that was ever written down."""
    terms = Terms.objects.filter(conference=conference).values(*_TERMS).first()
    return dict(terms) if terms else None


def door_of(conference: Conference) -> dict[str, Any] | None:
    """How the door is laid out, if anybody laid it out."""
    codes = {row.code for row in _rows(Zone, conference)}
    rules = DoorRules.objects.filter(conference=conference).values(*_RULES).first()
    said = {
        "zones": [_zone(row) for row in _rows(Zone, conference)],
        "classes": [_class(row, codes) for row in _rows(BadgeClass, conference)],
        "gates": [
            {"name": said_in(row.name), "zone": row.zone.code, "direction": row.direction, "in_use": row.is_open}
            for row in _rows(Gate, conference).select_related("zone")
        ],
        "rules": dict(rules) if rules else None,
        "templates": [
            {"kind": row.kind, "name": row.name, "source": row.source, "in_use": row.is_in_use}
            for row in _rows(BadgeTemplate, conference)
        ],
    }
    return said if any(said.values()) else None


def _people(conference: Conference, cited: Cited) -> dict[int, list[Any]]:
    media = parties_of_the_media(conference)
    rows = list(Delegate.objects.filter(conference=conference).order_by("id"))
    names = {row.pk: row.name for row in rows}
    people: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        people[row.delegation_id].append({**_person(row, media, names), **cited.on(row)})
    return people


def _person(row: Delegate, media: Collection[int], names: Mapping[int, str]) -> dict[str, Any]:
    return {
        "name": row.name,
        "original": row.original_name or None,
        "spellings": row.spellings,
        "honorific": row.honorific or None,
        "role": row.role,
        "capacity": said_in(row.capacity),
        "body": said_in(row.body),
        "rank": row.rank or None,
        "mail": row.mail or None,
        "languages": row.languages,
        "state": _state(row),
        "state_since": row.state_since,
        "reason": row.reason or None,
        "overflow": row.is_overflow or None,
        "media": _media(row, media),
        "in_place_of": names.get(row.substitutes_id or 0),
    }


def _state(row: Delegate) -> str | None:
    """A state; nothing of somebody who is nominated and never was anything else."""
    goes_without_saying = row.state == DelegateState.NOMINATED and row.state_since is None and not row.reason
    return None if goes_without_saying else row.state


def _media(row: Delegate, media: Collection[int]) -> bool | None:
    """Whether somebody stands among the media; that they do not is said where one would take them for media."""
    would_be_taken = row.role == DelegateRole.PRESS or row.party_id in media
    return row.is_media if row.is_media or would_be_taken else None


def _letter(row: Credentials, cited: Cited) -> dict[str, Any]:
    return {
        "state": row.state,
        "received": row.received_date,
        "signed_by": row.signed_by or None,
        "remark": row.remark or None,
        **cited.on(row),
    }


def _zone(row: Zone) -> dict[str, Any]:
    return {"code": row.code, "name": said_in(row.name), "places": row.places, "order": row.position or None}


def _class(row: BadgeClass, codes: Collection[str]) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": said_in(row.name),
        "colour": row.colour,
        "zones": [code for code in dict.fromkeys(row.zones) if code in codes],
        "capacities": list(dict.fromkeys(row.capacities)),
        "roles": list(dict.fromkeys(row.roles)),
        "overflow": row.for_overflow,
        "order": row.position or None,
    }


def _rows(model: Any, conference: Conference) -> Any:
    return model.objects.filter(conference=conference).order_by("id")
