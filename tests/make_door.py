"""Builders of the door desk: places, keys, badges, devices and scans; never through the door of change."""

import json
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from i18nfield.strings import LazyI18nString

from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, DelegateState, Delegation
from secretariat.door.actions.keys import key_for
from secretariat.door.models import Badge, BadgeClass, Device, DoorRules, Gate, Scan, Zone
from secretariat.door.queries import fingerprint, private_half
from secretariat.engines import admission
from tests import make

# Ten in the morning in Damascus, on the first day.
MORNING = datetime(2020, 11, 11, 8, tzinfo=UTC)
FIRST_DAY, LAST_DAY = date(2020, 11, 11), date(2020, 11, 12)
TOKEN = "token-of-the-main-entrance"
_numbers = count(1)


def zone(conference: Conference, code: str = "A", name: str = "Plenary", **fields: Any) -> Zone:
    """A part of the venue."""
    found = Zone.objects.filter(conference=conference, code=code).first()
    return found or Zone.objects.create(conference=conference, code=code, name=LazyI18nString({"en": name}), **fields)


def badge_class(conference: Conference, code: str = "DEL", name: str = "Delegate", **fields: Any) -> BadgeClass:
    """A class of badges that opens zone A."""
    found = BadgeClass.objects.filter(conference=conference, code=code).first()
    values = {"name": LazyI18nString({"en": name}), "zones": ["A"], **fields}
    return found or BadgeClass.objects.create(conference=conference, code=code, **values)


def gate(conference: Conference, name: str = "Main entrance", **fields: Any) -> Gate:
    """A gate of zone A."""
    values = {"name": LazyI18nString({"en": name}), **fields}
    values.setdefault("zone", zone(conference))
    return Gate.objects.create(conference=conference, **values)


def rules(conference: Conference, **fields: Any) -> DoorRules:
    """The rules of the door."""
    return DoorRules.objects.update_or_create(conference=conference, defaults=fields)[0]


def delegate(conference: Conference, name: str = "Amal Haddad", code: str = "LB", **fields: Any) -> Delegate:
    """An accredited delegate."""
    return make.delegate(_delegation(conference, code), name, **{"state": DelegateState.ACCREDITED, **fields})


def _delegation(conference: Conference, code: str) -> Delegation:
    party = make.party(code)
    return Delegation.objects.filter(conference=conference, party=party).first() or make.delegation(conference, party)


def badge(bearer: Delegate, **fields: Any) -> Badge:
    """A badge as it would be issued: signed with the conference's key."""
    conference = bearer.conference
    key = fields.pop("key", None) or key_for(conference)
    values: dict[str, Any] = {
        "number": admission.number_for(next(_numbers)),
        "badge_class": fields.pop("badge_class", None) or badge_class(conference),
        "zones": ["A"],
        "valid_from": FIRST_DAY,
        "valid_until": LAST_DAY,
        "name": bearer.name,
        "entered_by": make._house_hand(),
        **fields,
    }
    values.setdefault("text", _text(conference, values, key))
    zone(conference)
    return Badge.objects.create(conference=conference, delegate=bearer, key=key, **values)


def _text(conference: Conference, values: dict[str, Any], key: Any) -> str:
    fields: admission.Reading = {
        "conference": conference.slug,
        "number": values["number"],
        "name": values["name"],
        "badge_class": values["badge_class"].code,
        "zones": values["zones"],
        "valid_from": values["valid_from"].isoformat(),
        "valid_until": values["valid_until"].isoformat(),
    }
    return admission.badge_text(fields, private_half(key))


def device(gate: Gate, token: str = TOKEN, **fields: Any) -> Device:
    """A tablet that was taken up at a gate."""
    values = {"name": f"Tablet {next(_numbers)}", "seen_at": MORNING, "entered_by": make._house_hand(), **fields}
    return Device.objects.create(conference_id=gate.conference_id, gate=gate, token_sha256=fingerprint(token), **values)


def scan(badge: Badge, gate: Gate, at: datetime = MORNING, direction: str = "entry", **fields: Any) -> Scan:
    """Somebody went through."""
    values = {
        "nonce": str(uuid4()),
        "device": fields.pop("device", None) or Device.objects.filter(gate=gate).first() or device(gate, str(uuid4())),
        "zone": gate.zone.code,
        "number": badge.number,
        "device_at": at,
        "door_verdict": "valid",
        "server_verdict": "valid",
        "is_admitted": True,
        **fields,
    }
    return Scan.objects.create(
        conference_id=badge.conference_id, badge=badge, gate=gate, at=at, direction=direction, **values
    )


def sent(text: str, at: datetime = MORNING, **fields: Any) -> dict[str, Any]:
    """A scan as a device sends it."""
    return {
        "nonce": str(uuid4()),
        "text": text,
        "direction": "entry",
        "at": at.isoformat(),
        "verdict": "valid",
        "admitted": True,
        "offline": False,
        "follows": "",
        "by_hand": False,
        **fields,
    }


def hand_in(
    conference: Conference, scans: list[Any], *, token: str = TOKEN, device_at: datetime = MORNING, **headers: Any
) -> Any:
    """What a device is answered when it hands in scans."""
    return Client().post(
        reverse("door:receive", args=[conference.slug]),
        json.dumps({"device_at": device_at.isoformat(), "scans": scans}),
        content_type="application/json",
        headers={"Authorization": f"Device {token}", **headers},
    )
