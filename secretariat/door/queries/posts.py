"""What a device that calls is told by its token: where it stands, and what holds there."""

import hashlib
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection
from django.utils.dateparse import parse_datetime

# A device that nobody has taken up has shown nothing yet; the code it was enrolled with opens no door. Written out,
# for it is asked at every scan.
_POST = """
    SELECT d.id, d.conference_id, c.slug, c.time_zone, d.gate_id, z.code, d.seen_at, d.revoked_at, r.photos_at_door,
        COALESCE(a.revision, 0)
    FROM door_device d
    JOIN door_gate g ON g.id = d.gate_id
    JOIN door_zone z ON z.id = g.zone_id
    JOIN conference_conference c ON c.id = d.conference_id
    LEFT JOIN audit_record a ON a.conference_id = d.conference_id
    LEFT JOIN door_doorrules r ON r.conference_id = d.conference_id
    WHERE d.token_sha256 = %s AND d.seen_at IS NOT NULL
"""


class Post(NamedTuple):
    """A device at its gate."""

    device_id: int
    conference_id: int
    slug: str
    time_zone: str
    gate_id: int
    zone: str
    seen_at: datetime
    revoked_at: datetime | None
    has_photos: bool
    revision: int


def fingerprint(secret: str) -> str:
    """What is kept of a token or a code: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def plain_code(typed: str) -> str:
    """A code as it was made, however it was typed."""
    return "".join(char for char in typed.upper() if char.isascii() and char.isalnum())


def post_of(token: str) -> Post | None:
    """The device that shows this token, wherever it stands; nothing if none does. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_POST, [fingerprint(token)])
        row = cursor.fetchone()
    if row is None:
        return None
    device, conference, slug, time_zone, gate, zone, seen_at, revoked_at, photos, revision = row
    revoked = moment_of(revoked_at) if revoked_at else None
    return Post(device, conference, slug, time_zone, gate, zone, moment_of(seen_at), revoked, bool(photos), revision)


def moment_of(value: datetime | str) -> datetime:
    """A moment as a statement of our own gives it back."""
    at = parse_datetime(value) if isinstance(value, str) else value
    if at is None:
        raise ValueError(value)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
