"""What devices do on their own: take up their enrolment, say that they are there, and hand in scans.

Nobody is signed in at a gate, and a scan is no deed on anything: it is appended, under a unique constraint and without
a lock, and the record of the conference does not move.
"""

import json
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from secretariat.door.models import Device
from secretariat.door.queries import Judged, Post, fingerprint, plain_code

CODE_GOOD_FOR = timedelta(minutes=15)
SAYS_SO_EVERY = timedelta(minutes=1)

# fmt: off
_COLUMNS = (
    "conference_id", "nonce", "follows", "device_id", "gate_id", "zone", "badge_id", "number", "direction", "at",
    "device_at", "received_at", "was_offline", "was_typed", "by_hand", "door_verdict", "server_verdict", "is_admitted",
)
# fmt: on
# A queue goes to PostgreSQL as one text: thousands of values, each by itself, would cost more than the rows.
_KINDS = {
    **dict.fromkeys(("conference_id", "device_id", "gate_id", "badge_id"), "bigint"),
    **dict.fromkeys(("at", "device_at", "received_at"), "timestamptz"),
    **dict.fromkeys(("was_offline", "was_typed", "by_hand", "is_admitted"), "boolean"),
}
_AS_READ = ", ".join(f"{name} {_KINDS.get(name, 'text')}" for name in _COLUMNS)
_ROW = f"({', '.join(['%s'] * len(_COLUMNS))})"
_INSERT = f"INSERT INTO door_scan ({', '.join(_COLUMNS)}) VALUES "  # noqa: S608 - made of constants
_INSERT_WHOLE = (
    f"INSERT INTO door_scan ({', '.join(_COLUMNS)})"  # noqa: S608 - made of constants
    f" SELECT * FROM json_to_recordset(%s) AS sent({_AS_READ})"
)
_ONCE = " ON CONFLICT (conference_id, nonce) DO NOTHING RETURNING nonce"


def take_up(conference_id: int, code: str, *, at: datetime) -> tuple[str, Device] | None:
    """Give a device its token for the code it was enrolled with; nothing if the code is not good, or no longer.

    The code is replaced by the token in one conditional statement: of two tablets, one takes it up.
    """
    known = Device.objects.filter(
        conference_id=conference_id,
        token_sha256=fingerprint(plain_code(code)),
        seen_at=None,
        revoked_at=None,
        entered_at__gt=at - CODE_GOOD_FOR,
    )
    token = secrets.token_urlsafe(32)
    if not known.update(token_sha256=fingerprint(token), seen_at=at):
        return None
    return token, Device.objects.select_related("gate").get(token_sha256=fingerprint(token))


def note_seen(post: Post, *, at: datetime) -> None:
    """Note that a device was heard of, once a minute at most."""
    if at - post.seen_at >= SAYS_SO_EVERY:
        Device.objects.filter(pk=post.device_id, seen_at__lte=at - SAYS_SO_EVERY).update(seen_at=at)


def keep_scans(post: Post, judged: Sequence[Judged], *, at: datetime) -> set[str]:
    """Append these scans in one statement, and answer the nonces that were not here before."""
    if not judged:
        return set()
    # Moments come in UTC; SQLite keeps them as text without saying so.
    write: Callable[[datetime], object] = _as_text if connection.vendor == "sqlite" else _as_it_is
    received = write(at)
    rows = [_values(post, each, write, received) for each in judged]
    if len(rows) > 1 and connection.vendor == "postgresql":
        statement = f"{_INSERT_WHOLE}{_ONCE}"
        values: list[Any] = [json.dumps([dict(zip(_COLUMNS, row, strict=True)) for row in rows], default=str)]
    else:
        statement = f"{_INSERT}{', '.join([_ROW] * len(rows))}{_ONCE}"
        values = [value for row in rows for value in row]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return {nonce for (nonce,) in cursor.fetchall()}


def _values(post: Post, judged: Judged, write: Callable[[datetime], object], received: object) -> tuple[object, ...]:
    scan = judged.scan
    return (
        post.conference_id,
        scan.nonce,
        scan.follows,
        post.device_id,
        post.gate_id,
        post.zone,
        judged.badge_id,
        judged.number,
        scan.direction,
        write(scan.at),
        write(scan.device_at),
        received,
        scan.was_offline,
        judged.was_typed,
        scan.by_hand,
        scan.door_verdict,
        judged.verdict.code,
        judged.is_admitted,
    )


def _as_text(at: datetime) -> str:
    return str(at.replace(tzinfo=None))


def _as_it_is(at: datetime) -> datetime:
    return at
