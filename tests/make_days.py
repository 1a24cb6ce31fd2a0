"""Builders of published timetables, feeds and speakers' lists; plain, never through the door."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import uuid4

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation
from secretariat.programme.models import Feed, Intervention, Publication, Session, SpeakersList
from tests import make, make_programme

STAMP = datetime(2020, 11, 5, 9, 30, tzinfo=UTC)
SECRET = "a-secret-of-the-tests"


def entry(**fields: Any) -> dict[str, Any]:
    """A public session from ten to eleven on the first day, as a published timetable keeps it."""
    values = {
        "kind": "session",
        "id": 1,
        "uid": str(uuid4()),
        "sequence": 0,
        "status": "confirmed",
        "title": {"en": "Round table"},
        "topic": "",
        "session_kind": "round table",
        "day": make_programme.DAY.isoformat(),
        "starts": make_programme.at(10).isoformat(),
        "ends": make_programme.at(11).isoformat(),
        "room": None,
        "table": None,
        "delegations": [],
        "delegates": [],
        "chair": None,
        "languages": [],
        "items": [],
        "sensitivity": "public",
    }
    return {**values, **fields}


def meeting(one: Delegation, other: Delegation, **fields: Any) -> dict[str, Any]:
    """A bilateral meeting of two delegations, as a published timetable keeps it."""
    values = {"kind": "bilateral", "title": {}, "topic": "Return of refugees", "session_kind": ""}
    pair = {"delegations": sorted((one.pk, other.pk)), "sensitivity": "delegations"}
    return entry(**{**values, **pair, **fields})


def publication(conference: Conference, entries: list[dict[str, Any]], **fields: Any) -> Publication:
    """A version of the timetable, the next one."""
    number = Publication.objects.filter(conference=conference).count() + 1
    values = {"number": number, "published_at": STAMP, "entered_by": make._house_hand()}
    return Publication.objects.create(conference=conference, entries=entries, **{**values, **fields})


def fingerprint(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def feed(delegation: Delegation, secret: str = SECRET, **fields: Any) -> Feed:
    """A calendar of a delegation with a secret address, which a secretary opened."""
    return feed_of(delegation.conference, secret, delegation=delegation, **fields)


def feed_of(conference: Conference, secret: str = SECRET, **fields: Any) -> Feed:
    """A calendar with a secret address, of the whole conference unless it is of something in it."""
    values = {"secret_hash": fingerprint(secret), "name": "Phone"}
    opener = fields.pop("entered_by", None) or make.user(Role.SECRETARY, conference)
    return Feed.objects.create(conference=conference, entered_by=opener, **{**values, **fields})


def speakers_list(session: Session, secret: str = "", **fields: Any) -> SpeakersList:
    """The open speakers' list of a session, in the order of request, five minutes each."""
    values = {"conference": session.conference, "screen_hash": fingerprint(secret) if secret else ""}
    return SpeakersList.objects.create(session=session, **{**values, **fields})


def intervention(kept: SpeakersList, code: str = "LB", **fields: Any) -> Intervention:
    """Somebody who waits for the floor."""
    delegation = fields.pop("delegation", None) or make_programme.delegation(kept.conference, code)
    values = {"conference": kept.conference, "list": kept, "delegation": delegation}
    values |= {"asked_at": make.NOON, "limit_seconds": kept.limit_seconds, "entered_by": make._house_hand()}
    return Intervention.objects.create(**{**values, **fields})
