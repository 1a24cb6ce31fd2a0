"""What devices send: scans in JSON, each judged by itself."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from secretariat.door.queries import Scanned
from secretariat.engines.admission import CODES
from secretariat.engines.admission.verdict import ENTRY, EXIT

MOST_SCANS = 500
# Texts longer than any badge's are kept as refused, not turned back: somebody held them before a gate.
LONGEST_SENT = 20_000
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")
OLDEST = timedelta(days=400)


class Wrong(ValueError):  # noqa: N818 - the house's word
    """Something that was sent is not as it should be; the message is a sentence."""


class Queue(NamedTuple):
    """The scans that can be kept, and the sentences of those that cannot, each by its place in what was sent."""

    scans: dict[int, Scanned]
    errors: dict[int, tuple[str, str]]
    total: int


def queue_of(sent: object, *, now: datetime) -> Queue:
    """Read what a device sent; raises ``Wrong`` if it is no queue of scans at all."""
    if not isinstance(sent, dict) or not isinstance(sent.get("scans"), list) or not sent["scans"]:
        raise Wrong(_("Scans come as a list named “scans”, with “device_at” beside it."))
    says = _moment(sent.get("device_at"))
    # What its clock is behind or ahead, its scans are too.
    behind = now - says
    scans: dict[int, Scanned] = {}
    errors: dict[int, tuple[str, str]] = {}
    for place, each in enumerate(sent["scans"]):
        try:
            scans[place] = _scan(each, now, behind)
        except Wrong as error:
            nonce = each.get("nonce") if isinstance(each, dict) else None
            errors[place] = (nonce[:36] if isinstance(nonce, str) else "", str(error))
    return Queue(scans, errors, len(sent["scans"]))


def _scan(sent: object, now: datetime, behind: timedelta) -> Scanned:
    if not isinstance(sent, dict):
        raise Wrong(_("A scan is an object."))
    nonce, text, follows = sent.get("nonce"), sent.get("text"), sent.get("follows", "")
    if not isinstance(nonce, str) or not UUID.match(nonce):
        raise Wrong(_("A scan needs a nonce of its own: a UUID of version 4."))
    if not isinstance(text, str) or len(text) > LONGEST_SENT:
        raise Wrong(_("A scan needs the text that was read."))
    if not isinstance(follows, str) or not (follows == "" or UUID.match(follows)) or follows == nonce:
        raise Wrong(_("“follows” is the nonce of another scan, or empty."))
    if sent.get("direction") not in (ENTRY, EXIT):
        raise Wrong(_("A scan goes in or out: “entry” or “exit”."))
    if not isinstance(sent.get("verdict"), str) or sent["verdict"] not in CODES:
        raise Wrong(_("This verdict is not known."))
    device_at = _moment(sent.get("at"))
    at = _corrected(device_at, behind, now)
    if now - at > OLDEST:
        raise Wrong(_("This scan is older than a year."))
    return Scanned(
        nonce,
        text,
        sent["direction"],
        at,
        device_at,
        sent["verdict"],
        _is_true(sent, "admitted"),
        _is_true(sent, "offline"),
        follows,
        _is_true(sent, "by_hand"),
    )


def _corrected(device_at: datetime, behind: timedelta, now: datetime) -> datetime:
    try:
        return min(device_at + behind, now)
    except OverflowError:
        raise Wrong(_("A time is written like 2020-11-11T07:00:00Z.")) from None


def _is_true(sent: Mapping[str, Any], name: str) -> bool:
    return sent.get(name, False) is True


def _moment(value: object) -> datetime:
    if not isinstance(value, str):
        raise Wrong(_("A time is written like 2020-11-11T07:00:00Z."))
    try:
        at = datetime.fromisoformat(value)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise Wrong(_("A time is written like 2020-11-11T07:00:00Z.")) from None
