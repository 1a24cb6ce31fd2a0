"""The signed text of a badge, as its QR code holds it: conference, number, name, class, zones, days, signature.

``SC1`` and then in Base32 (RFC 4648, no padding; capital letters and digits alone, so that a QR code packs it tightly
and a hand scanner of any keyboard types it right): the seven fields in UTF-8 parted by line feeds, the four bytes that
mark the key, and the 64 bytes of an Ed25519 signature over ``SC1\\n`` + fields + mark.
"""

import base64
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict

from secretariat.engines.admission.keys import mark_of, public_key_of, sign, verify
from secretariat.engines.admission.numbers import is_number

PREFIX = "SC1"
LONGEST_TEXT = 1000
LONGEST_NAME = 72
_SIGNATURE, _MARK = 64, 4
_FIELDS = 7


class Reading(TypedDict, total=False):
    """What was read at a gate.

    ``kind`` is ``badge``, ``number`` (typed in, proves nothing), or what is wrong with it: ``not-a-badge``,
    ``truncated``, ``too-long``. Days are ``YYYY-MM-DD``; ``signature`` is ``good``, ``bad`` or ``unknown`` (no key of
    this mark is known).
    """

    kind: str
    conference: str
    number: str
    name: str
    badge_class: str
    zones: list[str]
    valid_from: str
    valid_until: str
    mark: str
    signature: str


def badge_text(fields: Reading, private: bytes) -> str:
    """Return the text of a badge with these fields, signed; raises ``ValueError`` if a field holds a line feed."""
    parts = [
        fields["conference"],
        fields["number"],
        name_that_fits(fields["name"]),
        fields["badge_class"],
        ",".join(fields["zones"]),
        fields["valid_from"].replace("-", ""),
        fields["valid_until"].replace("-", ""),
    ]
    if any("\n" in part for part in parts):
        raise ValueError("a field of a badge holds a line feed")
    said = "\n".join(parts).encode()
    mark = bytes.fromhex(mark_of(public_key_of(private)))
    signature = sign(private, _signed(said, mark))
    return PREFIX + base64.b32encode(said + mark + signature).decode("ascii").rstrip("=")


def read(text: str, keys: Mapping[str, bytes]) -> Reading:
    """Return what a scanned or typed text says, its signature judged with the public keys by their marks.

    Never raises: whatever is no badge is said to be none.
    """
    if len(text) > LONGEST_TEXT:
        return {"kind": "too-long"}
    typed = "".join(text.split()).upper()
    if is_number(typed):
        return {"kind": "number", "number": typed}
    if not typed.startswith(PREFIX):
        return {"kind": "not-a-badge"}
    raw = _decoded(typed[len(PREFIX) :])
    fields = _fields(raw)
    if raw is None or fields is None:
        return {"kind": "truncated"}
    mark, signature = raw[-_SIGNATURE - _MARK : -_SIGNATURE], raw[-_SIGNATURE:]
    public = keys.get(mark.hex())
    is_good = public is not None and verify(public, signature, _signed(raw[: -_SIGNATURE - _MARK], mark))
    return {**fields, "mark": mark.hex(), "signature": "unknown" if public is None else "good" if is_good else "bad"}


def name_that_fits(name: str) -> str:
    """Return a name as a badge's text holds it: on one line, at most 72 bytes of UTF-8, the rest as an ellipsis."""
    line = " ".join(name.split())
    if len(line.encode()) <= LONGEST_NAME:
        return line
    short = line.encode()[: LONGEST_NAME - 3].decode(errors="ignore")
    return short.rstrip() + "…"


def _signed(said: bytes, mark: bytes) -> bytes:
    return PREFIX.encode() + b"\n" + said + mark


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError:  # not Base32 (``binascii.Error``), or not even ASCII
        return None


def _fields(raw: bytes | None) -> Reading | None:
    if raw is None or len(raw) <= _SIGNATURE + _MARK:
        return None
    try:
        parts: Sequence[str] = raw[: -_SIGNATURE - _MARK].decode().split("\n")
    except UnicodeDecodeError:
        return None
    if len(parts) != _FIELDS:
        return None
    days = [_day(part) for part in parts[5:]]
    if None in days or not is_number(parts[1]):
        return None
    return {
        "kind": "badge",
        "conference": parts[0],
        "number": parts[1],
        "name": parts[2],
        "badge_class": parts[3],
        "zones": [zone for zone in parts[4].split(",") if zone],
        "valid_from": days[0] or "",
        "valid_until": days[1] or "",
    }


def _day(text: str) -> str | None:
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).isoformat()
    except ValueError:
        return None
