"""What the server knows of badges at the moment they are scanned, and what it says of them.

The rows are read with statements of our own: at the door a few milliseconds are a queue in the rain.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from cachetools import LRUCache
from django.db import connection

from secretariat.conference.models import ShownName
from secretariat.delegations.models import DelegateState, Delegation
from secretariat.door.models import BadgeClass, BadgeState, SigningKey
from secretariat.door.queries.keys import public_keys
from secretariat.door.queries.posts import Post, moment_of
from secretariat.door.queries.presence import day_began
from secretariat.engines import admission
from secretariat.engines.admission.payload import PREFIX, Reading
from secretariat.engines.admission.verdict import CODES, ENDED, ENTRY, EXIT, GREEN, RED, Facts, Known, Verdict
from secretariat.parties.models import Party

NOT_ACCREDITED = "not-accredited"
# Base32 turns five bytes into eight characters.
_BYTES, _CHARACTERS = 5, 8
_NUMBER = 7
_ALPHABET, _DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHIJKLMNOPQRSTUV"
_AS_DIGITS = str.maketrans(_ALPHABET + "0189_+-", _DIGITS + "!!!!!!!")
# The server has no list but the truth.
LONGEST_AGE = 1.0

_NOT_FOLLOWED = """
    NOT EXISTS (
        SELECT 1 FROM door_scan f WHERE f.badge_id = s.badge_id AND f.follows = s.nonce AND NOT (f.follows = '')
    )
"""
_LAST = f"""
    FROM door_scan s
    WHERE s.badge_id = b.id AND s.zone = %s AND s.is_admitted AND s.at <= %s AND s.nonce NOT IN ({{follows}})
      AND {_NOT_FOLLOWED}
    ORDER BY s.at DESC, s.id DESC LIMIT 1
"""
_BADGES = """
    SELECT b.id, b.number, b.text, b.state, CAST(b.zones AS TEXT), CAST(b.valid_from AS TEXT),
        CAST(b.valid_until AS TEXT), b.name, d.state, d.original_name, d.party_id, b.badge_class_id, b.key_id,
        l.direction, l.at, l.gate_id, l.nonce
    FROM door_badge b
    JOIN delegations_delegate d ON d.id = b.delegate_id
    LEFT JOIN {last}
    WHERE b.conference_id = %s AND b.number IN ({numbers})
"""
# PostgreSQL keeps the plan of a statement that comes again, even one it made when there were no scans yet. Joined in
# this way, a badge's scans are found by their index in any plan; SQLite knows no such join, and does so anyway.
_JOINED = {
    "postgresql": f"LATERAL (SELECT s.direction, s.at, s.gate_id, s.nonce {_LAST}) l ON TRUE",
    "sqlite": f"door_scan l ON l.id = (SELECT s.id {_LAST})",
}
_LATER = {
    "postgresql": f"""
        SELECT s.badge_id, s.direction, s.at, s.gate_id, s.nonce FROM ({{badges}}) AS w (id)
        CROSS JOIN LATERAL (
            SELECT * FROM door_scan s WHERE s.badge_id = w.id AND s.zone = %s AND s.is_admitted AND s.at > %s OFFSET 0
        ) s
        WHERE {_NOT_FOLLOWED} ORDER BY s.at, s.id
    """,  # noqa: S608 - made of constants
    "sqlite": f"""
        SELECT s.badge_id, s.direction, s.at, s.gate_id, s.nonce FROM door_scan s
        WHERE s.badge_id IN ({{badges}}) AND s.zone = %s AND s.is_admitted AND s.at > %s
          AND {_NOT_FOLLOWED} ORDER BY s.at, s.id
    """,  # noqa: S608 - made of constants
}


class Scanned(NamedTuple):
    """A scan as a device sent it, its time already corrected."""

    nonce: str
    text: str
    direction: str
    at: datetime
    device_at: datetime
    door_verdict: str
    was_admitted: bool
    was_offline: bool
    follows: str
    by_hand: bool


class Passage(NamedTuple):
    """Somebody went through."""

    direction: str
    at: datetime
    gate_id: int
    nonce: str


@dataclass(frozen=True)
class Told:
    """What a conference says of its badges besides themselves, as of a revision of its record."""

    revision: int
    classes: Mapping[int, tuple[str, str]]
    good_keys: frozenset[int]
    parties: Mapping[int, Mapping[str, str]]


_TOLD: LRUCache[int, Told] = LRUCache(maxsize=16)


@dataclass
class Bearer:
    """A badge as it is kept, who bears it, and who went through with it."""

    pk: int
    number: str
    text: str
    is_key_good: bool
    known: Known
    original_name: str
    name: str
    party: Mapping[str, str]
    badge_class: tuple[str, str]
    passages: list[Passage] = field(default_factory=list)

    @property
    def shown(self) -> dict[str, Any]:
        """What the page at the gate shows of this person."""
        code, colour = self.badge_class
        return {
            "number": self.number,
            "name": self.name,
            "original_name": self.original_name,
            "party": self.party,
            "class": code,
            "colour": colour,
        }

    def last_before(self, at: datetime, *, besides: str) -> Passage | None:
        """The last passage up to a moment, without the one on which a second scan was made."""
        last = None
        for each in self.passages:
            if each.at <= at and each.nonce != besides and (last is None or each.at >= last.at):
                last = each
        return last


class Judged(NamedTuple):
    """A scan with what the server knows of it."""

    scan: Scanned
    badge_id: int | None
    number: str
    was_typed: bool
    verdict: Verdict
    is_admitted: bool
    bearer: Bearer | None
    last: Passage | None


def judged(post: Post, scans: Sequence[Scanned], *, now: datetime) -> list[Judged]:
    """What the server says of these scans, each in its turn by the time it was made; the answers stand as asked.

    One query; a second one for the passages of a whole queue, and one for the keys if a text is not as it was issued.
    """
    plain = ["".join(scan.text.split()).upper() if len(scan.text) <= admission.LONGEST_TEXT else "" for scan in scans]
    numbers = [_number_in(text, post.slug) for text in plain]
    bearers = _bearers(post, {number for number in numbers if number}, scans, now=now)
    desk = _Desk(post, ZoneInfo(post.time_zone), now)
    found: dict[int, Judged] = {}
    for place in sorted(range(len(scans)), key=lambda place: scans[place].at):
        found[place] = desk.judge(scans[place], plain[place], bearers.get(numbers[place]))
    return [found[place] for place in range(len(scans))]


@dataclass
class _Desk:
    """One call of a device."""

    post: Post
    zone: ZoneInfo
    now: datetime
    keys: dict[str, bytes] | None = None

    def judge(self, scan: Scanned, plain: str, bearer: Bearer | None) -> Judged:
        """What the server says of one scan."""
        reading = self._reading(scan.text, plain, bearer)
        kind = reading["kind"]
        is_known = kind == "number" or reading.get("signature") == "good"
        bearer = bearer if is_known else None
        last = self._last(scan, bearer) if bearer else None
        verdict = admission.judge(self._facts(scan, reading, bearer, last))
        is_admitted = self._is_admitted(scan, verdict)
        if bearer and is_admitted:
            if scan.follows:
                bearer.passages = [each for each in bearer.passages if each.nonce != scan.follows]
            bearer.passages.append(Passage(scan.direction, scan.at, self.post.gate_id, scan.nonce))
        number = reading.get("number", "") if kind in {"number", "badge"} else ""
        badge_id = bearer.pk if bearer else None
        return Judged(scan, badge_id, number, kind == "number", verdict, is_admitted, bearer, last)

    def _last(self, scan: Scanned, bearer: Bearer) -> Passage | None:
        # What comes from the queue is judged as of its own time; what comes at once, by all that is known.
        as_of = scan.at if scan.was_offline else max(self.now, scan.at)
        last = bearer.last_before(as_of, besides=scan.follows)
        return last if last and last.at >= day_began(scan.at, self.zone) else None

    def _reading(self, text: str, plain: str, bearer: Bearer | None) -> Reading:
        if bearer is not None and plain == bearer.text and bearer.is_key_good:
            # As it was issued: nothing has to be verified.
            return {"kind": "badge", "conference": self.post.slug, "number": bearer.number, "signature": "good"}
        if self.keys is None and plain.startswith(PREFIX):
            self.keys = public_keys(self.post.conference_id)
        return admission.read(text, self.keys or {})

    def _facts(self, scan: Scanned, reading: Reading, bearer: Bearer | None, last: Passage | None) -> Facts:
        return {
            "reading": reading,
            "conference": self.post.slug,
            "zone": self.post.zone,
            "direction": scan.direction,
            "known": bearer.known if bearer else None,
            "last": None
            if last is None
            else {
                "direction": last.direction,
                "seconds_ago": max(0.0, (scan.at - last.at).total_seconds()),
                "same_gate": last.gate_id == self.post.gate_id,
            },
            "clock": {
                "day": scan.at.astimezone(self.zone).date().isoformat(),
                "age": 0.0,
                "longest_age": LONGEST_AGE,
            },
        }

    def _is_admitted(self, scan: Scanned, verdict: Verdict) -> bool:
        if not (scan.was_offline or scan.by_hand or self.post.revoked_at):
            return verdict.admits
        revoked_at = self.post.revoked_at
        if revoked_at is not None and scan.at >= revoked_at:
            # Kept, but it counts for nothing: nobody answers for a device that was taken out of service.
            return False
        return scan.was_admitted and _may_have_let_in(scan)


def _may_have_let_in(scan: Scanned) -> bool:
    """Whether somebody went through as the door says: unasked at green, by hand in doubt, and always out."""
    colour = CODES.get(scan.door_verdict, RED)
    return scan.direction == EXIT or colour == GREEN or (scan.by_hand and colour != RED)


def _bearers(post: Post, numbers: set[str], scans: Sequence[Scanned], *, now: datetime) -> dict[str, Bearer]:
    if not numbers:
        return {}
    # One scan takes the last passage with it; of a queue, the passages during it are read in one more turn.
    is_queue = len(scans) > 1
    until = _kept(min(scan.at for scan in scans) if is_queue or scans[0].was_offline else now)
    follows = sorted({scan.follows for scan in scans})
    last = _JOINED[connection.vendor].format(follows=_places(follows))
    statement = _BADGES.format(last=last, numbers=_among(numbers, "text"))
    with connection.cursor() as cursor:
        cursor.execute(statement, [post.zone, until, *follows, post.conference_id, *_each(sorted(numbers))])
        told = told_of(post)
        found = {row[1]: _bearer(row, told) for row in cursor.fetchall()}
        if is_queue and found:
            by_id = {bearer.pk: bearer for bearer in found.values()}
            later = _LATER[connection.vendor].format(badges=_among(by_id, "bigint"))
            cursor.execute(later, [*_each(list(by_id)), post.zone, until])
            for pk, direction, at, gate_id, nonce in cursor.fetchall():
                by_id[pk].passages.append(Passage(direction, moment_of(at), gate_id, nonce))
    return found


def told_of(post: Post) -> Told:
    """What is the same at every scan, kept by this process until the record of the conference moves on."""
    kept = _TOLD.get(post.conference_id)
    if kept is None or kept.revision != post.revision:
        kept = _TOLD[post.conference_id] = _read_anew(post)
    return kept


def forget() -> None:
    """Forget what this process keeps; for tests, whose records begin anew."""
    _TOLD.clear()


def _read_anew(post: Post) -> Told:
    classes = BadgeClass.objects.filter(conference_id=post.conference_id)
    keys = SigningKey.objects.filter(conference_id=post.conference_id, broken_at=None)
    sent = Delegation.objects.filter(conference_id=post.conference_id).order_by().values("party")
    names = {party.pk: _by_language(party.name) for party in Party.objects.filter(pk__in=sent).only("name")}
    for shown in ShownName.objects.filter(conference_id=post.conference_id):
        names[shown.party_id] = _by_language(shown.name) or names.get(shown.party_id, {})
    return Told(
        revision=post.revision,
        classes={pk: (code, colour) for pk, code, colour in classes.values_list("pk", "code", "colour")},
        good_keys=frozenset(keys.values_list("pk", flat=True)),
        parties=names,
    )


def _among(values: Collection[object], kind: str) -> str:
    """A list of values within a statement; many go to PostgreSQL as one text, planned for as a table."""
    if connection.vendor == "postgresql" and len(values) > 1:
        return f"SELECT unnest(string_to_array(%s, ',')::{kind}[])"
    return _places(values) if connection.vendor == "sqlite" else f"SELECT %s::{kind}"


def _each(values: list[Any]) -> list[Any]:
    return [",".join(map(str, values))] if connection.vendor == "postgresql" and len(values) > 1 else values


def _places(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _bearer(row: tuple[Any, ...], told: Told) -> Bearer:
    pk, number, text, state, zones, first, last, name, standing, original, party_id, class_id, key_id = row[:13]
    if state == BadgeState.ISSUED and standing != DelegateState.ACCREDITED:
        state = NOT_ACCREDITED
    return Bearer(
        pk=pk,
        number=number,
        text=text,
        is_key_good=key_id in told.good_keys,
        known={"state": state, "zones": _zones(zones), "valid_from": first, "valid_until": last},
        original_name=original,
        name=name,
        party=told.parties.get(party_id, {}),
        badge_class=told.classes[class_id],
        passages=[Passage(row[13], moment_of(row[14]), row[15], row[16])] if row[13] else [],
    )


@lru_cache(maxsize=512)
def _zones(kept: str) -> list[str]:
    zones: list[str] = json.loads(kept)
    return zones


def _by_language(text: Any) -> dict[str, str]:
    data = getattr(text, "data", text)
    if isinstance(data, dict):
        return {code: words for code, words in data.items() if words}
    return {"en": str(data)} if data else {}


def _number_in(plain: str, slug: str) -> str:
    """The number that a text names, if it is one of this conference's badges or a number alone.

    Only as much is decoded as the number needs; whether the text is what was issued is seen by comparing it.
    """
    if admission.is_number(plain):
        return plain
    if not plain.startswith(PREFIX):
        return ""
    head = f"{slug}\n".encode()
    wanted = -(-(len(head) + _NUMBER) // _BYTES) * _CHARACTERS
    said = plain[len(PREFIX) : len(PREFIX) + wanted].translate(_AS_DIGITS)
    try:
        # Read as one number of base 32: ten times as fast as the library, and what is misread is compared anyway.
        raw = int(said, 32).to_bytes(wanted // _CHARACTERS * _BYTES, "big")
    except (ValueError, OverflowError):
        return ""
    if len(said) < wanted or not raw.startswith(head):
        return ""
    number = raw[len(head) : len(head) + _NUMBER].decode("ascii", errors="replace")
    return number if admission.is_number(number) else ""


def _kept(at: datetime) -> datetime | str:
    """A moment as the database compares it."""
    return at if connection.vendor == "postgresql" else str(connection.ops.adapt_datetimefield_value(at))


def stored(conference_id: int, nonces: Iterable[str]) -> dict[str, tuple[str, str]]:
    """What was answered to scans that are here already: the server's verdict and the direction, by their nonces."""
    wanted = list(nonces)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nonce, server_verdict, direction FROM door_scan"  # noqa: S608 - places for values alone
            f" WHERE conference_id = %s AND nonce IN ({_places(wanted)})",
            [conference_id, *wanted],
        )
        return {nonce: (verdict, direction) for nonce, verdict, direction in cursor.fetchall()}


def verdict_again(code: str, direction: str) -> Verdict:
    """A verdict from its code, as it was given then."""
    colour = CODES.get(code, RED)
    is_out = direction == EXIT and (colour == GREEN or code in ENDED)
    return Verdict(code, colour, is_out or (direction == ENTRY and colour == GREEN))
