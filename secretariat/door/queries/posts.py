"""What a device that calls is told by its token: where it stands, and what holds there."""

import hashlib
from datetime import datetime
from typing import NamedTuple

from secretariat.door.models import Device

# A device that nobody has taken up has shown nothing yet; the code it was enrolled with opens no door.
_FIELDS = (
    "pk",
    "conference_id",
    "conference__slug",
    "conference__time_zone",
    "gate_id",
    "gate__zone__code",
    "seen_at",
    "revoked_at",
    "conference__door_rules__photos_at_door",
)


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
    has_photos: bool | None


def fingerprint(secret: str) -> str:
    """What is kept of a token or a code: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def plain_code(typed: str) -> str:
    """A code as it was made, however it was typed."""
    return "".join(char for char in typed.upper() if char.isascii() and char.isalnum())


def post_of(token: str) -> Post | None:
    """The device that shows this token, wherever it stands; nothing if none does. One query."""
    kept = Device.objects.filter(token_sha256=fingerprint(token), seen_at__isnull=False)
    row = kept.values_list(*_FIELDS).first()
    return None if row is None else Post(*row)
