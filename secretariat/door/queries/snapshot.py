"""What a device carries: every badge with its zones, days and state, and who is inside; signed, so that it is ours."""

import base64
import hashlib
import json
from collections.abc import Hashable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Case, CharField, F, QuerySet, Value, When

from secretariat.audit.queries import revision_of
from secretariat.conference.models import Conference, ShownName
from secretariat.delegations.models import DelegateState
from secretariat.door.models import Badge, BadgeClass, BadgeState, Gate, Zone
from secretariat.door.queries.keys import public_keys, signatures
from secretariat.door.queries.posts import Post
from secretariat.door.queries.presence import day_began, inside
from secretariat.door.queries.scanning import NOT_ACCREDITED
from secretariat.parties.models import Party

FORMAT = 1
SIGNED = b"SC1 snapshot\n"
STATES = ("issued", "lost", "revoked", "replaced", "not-accredited")
USUAL_HOURS = 24
# What a device holds is called unchanged for this long at most: then it takes a new one, with a new time on it.
UNCHANGED_FOR = 600

# What a badge is worth now: whoever is no longer accredited has a badge that is good no more.
STATE_NOW: Any = Case(
    When(state=BadgeState.ISSUED, delegate__state=DelegateState.ACCREDITED, then=Value(BadgeState.ISSUED.value)),
    When(state=BadgeState.ISSUED, then=Value(NOT_ACCREDITED)),
    default=F("state"),
    output_field=CharField(),
)


class Snapshot(NamedTuple):
    """The bytes a device keeps, their signatures as a header names them, and what tells one from another."""

    body: bytes
    signature: str
    tag: str


def snapshot_of(post: Post, *, at: datetime) -> Snapshot:
    """Everything a device needs to judge badges on its own. Nine queries, however many badges there are."""
    conference = Conference.objects.select_related("door_rules").get(pk=post.conference_id)
    gate = Gate.objects.get(pk=post.gate_id)
    rules = getattr(conference, "door_rules", None)
    zones, classes = _zones(conference.pk), _classes(conference.pk)
    there = inside(conference.pk, post.zone, since=day_began(at, conference.zone))
    shown = {
        "format": FORMAT,
        "conference": conference.slug,
        "title": words_of(conference.title),
        "revision": revision_of(conference.pk),
        "time_zone": conference.time_zone,
        "zone": post.zone,
        "gate": {"id": gate.pk, "name": words_of(gate.name), "direction": gate.direction},
        "longest_age": 3600 * (rules.snapshot_hours if rules else USUAL_HOURS),
        "keys": [
            {"mark": mark, "public": base64.b64encode(raw).decode()} for mark, raw in public_keys(conference.pk).items()
        ],
        "zones": zones,
        "classes": classes,
        "states": STATES,
        **_badges(conference.pk, list(classes)),
        "inside": [[number, _iso(when), gate_id] for number, when, gate_id in there],
        "photos": bool(rules and rules.photos_at_door),
    }
    tag = hashlib.sha256(_written({**shown, "turn": int(at.timestamp()) // UNCHANGED_FOR})).hexdigest()[:32]
    body = _written({**shown, "made_at": _iso(at)})
    signed = signatures(conference.pk, SIGNED + body)
    header = ", ".join(f"{mark}:{base64.b64encode(signature).decode()}" for mark, signature in signed)
    return Snapshot(body, header, tag)


def words_of(text: Any) -> dict[str, str]:
    """A text in several languages, by language."""
    data = getattr(text, "data", text)
    if isinstance(data, dict):
        return {code: words for code, words in data.items() if words}
    return {"en": str(data)} if data else {}


def _badges(conference_id: int, class_codes: list[str]) -> dict[str, Any]:
    """The badges, each fact in a row of its own, and what comes up again and again said once."""
    zone_sets, day_sets, parties = _Said(), _Said(), _Said()
    columns: dict[str, list[Any]] = {
        name: [] for name in ("numbers", "names", "parties", "classes", "zones", "days", "states")
    }
    class_places = {code: place for place, code in enumerate(class_codes)}
    state_places = {state: place for place, state in enumerate(STATES)}
    for number, name, party, code, zones, first, last, state in _rows(conference_id):
        columns["numbers"].append(number)
        columns["names"].append(name)
        columns["parties"].append(parties.place(party))
        columns["classes"].append(class_places[code])
        columns["zones"].append(zone_sets.place(tuple(zones)))
        columns["days"].append(day_sets.place((first, last)))
        columns["states"].append(state_places[state])
    return {
        "parties": _party_names(conference_id, parties.things),
        "zone_sets": [list(zones) for zones in zone_sets.things],
        "day_sets": [[str(first), str(last)] for first, last in day_sets.things],
        "class_list": class_codes,
        "badges": columns,
    }


def _rows(conference_id: int) -> QuerySet[Any, tuple[Any, ...]]:
    return (
        Badge.objects.filter(conference_id=conference_id)
        .annotate(state_now=STATE_NOW)
        .order_by("number")
        .values_list(
            "number",
            "name",
            "delegate__party_id",
            "badge_class__code",
            "zones",
            "valid_from",
            "valid_until",
            "state_now",
        )
    )


class _Said:
    """Things in the order in which they came up first."""

    def __init__(self) -> None:
        self._places: dict[Hashable, int] = {}

    def place(self, thing: Hashable) -> int:
        """Where a thing stands."""
        return self._places.setdefault(thing, len(self._places))

    @property
    def things(self) -> list[Any]:
        """All of them."""
        return list(self._places)


def _zones(conference_id: int) -> dict[str, dict[str, str]]:
    rows = Zone.objects.filter(conference_id=conference_id).order_by("position", "code")
    return {code: words_of(name) for code, name in rows.values_list("code", "name")}


def _classes(conference_id: int) -> dict[str, dict[str, Any]]:
    rows = BadgeClass.objects.filter(conference_id=conference_id).order_by("position", "code")
    return {
        code: {"name": words_of(name), "colour": colour}
        for code, name, colour in rows.values_list("code", "name", "colour")
    }


def _party_names(conference_id: int, ids: list[int]) -> list[dict[str, str]]:
    names = {pk: words_of(name) for pk, name in Party.objects.filter(pk__in=ids).values_list("pk", "name")}
    shown = ShownName.objects.filter(conference_id=conference_id, party__in=ids).values_list("party_id", "name")
    names |= {pk: words for pk, words in ((pk, words_of(name)) for pk, name in shown) if words}
    return [names[pk] for pk in ids]


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def _written(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
