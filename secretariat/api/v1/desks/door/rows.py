"""The rows of the desk ``door``: how it is laid out, badges, devices, what was read at the gates, and printing.

Neither keys nor the signed texts of badges, neither tokens of devices nor photos are told to any program.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from secretariat.accounts.models import User
from secretariat.api.v1.resources import Computed, Part, Person, Resource, Rows
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, DelegateState
from secretariat.door import permissions, queries
from secretariat.door.models import (
    Badge,
    BadgeClass,
    BadgeState,
    BadgeTemplate,
    Device,
    DoorRules,
    Gate,
    PrintJob,
    Scan,
    SigningKey,
    Zone,
)

Found = Callable[[User, Conference], "QuerySet[Any]"]


def _for(may: Callable[[User, Conference], bool], model: type[Any], found: Found) -> Rows:
    """Rows for those who open the page; for all others none."""

    def rows(person: Person, conference: Conference) -> "QuerySet[Any]":
        if isinstance(person, User) and may(person, conference):
            return found(person, conference)
        none: QuerySet[Any] = model._default_manager.none()
        return none

    return rows


def _at_door(model: type[Any]) -> Rows:
    """Rows of the door, for those who have business there."""
    return _for(
        permissions.may_see_door,
        model,
        lambda person, conference: model._default_manager.in_office_of(person).filter(conference=conference),
    )


def _rules(_person: User, conference: Conference) -> "QuerySet[Any]":
    return DoorRules.objects.filter(conference=conference)


def _badges(person: User, conference: Conference) -> "QuerySet[Any]":
    return Badge.objects.in_office_of(person).filter(conference=conference)


def _unbadged(person: User, conference: Conference) -> "QuerySet[Any]":
    return queries.without_badge(conference, person)


def _scans(person: User, conference: Conference) -> "QuerySet[Any]":
    return Scan.objects.in_office_of(person).filter(conference=conference, badge__isnull=False)


def _turned_away(_person: User, conference: Conference) -> "QuerySet[Any]":
    return queries.turned_away(conference.pk)


def _conflicts(_person: User, conference: Conference) -> "QuerySet[Any]":
    # A condition on the rows would be looked at before the passages are compared.
    return Scan.objects.filter(pk__in=queries.conflicting(conference).order_by().values("pk"))


def _jobs(person: User, conference: Conference) -> "QuerySet[Any]":
    return queries.jobs_of(conference, person)


def _templates(person: User, conference: Conference) -> "QuerySet[Any]":
    return BadgeTemplate.objects.in_office_of(person).filter(conference=conference)


def _inside(_person: Person, conference: Conference, ids: list[int]) -> Iterable[tuple[int, Any]]:
    """How many are in each zone now."""
    now = queries.in_now(conference.pk, since=queries.day_began(timezone.now(), conference.zone))
    for pk, code in Zone.objects.filter(pk__in=ids).values_list("pk", "code"):
        yield pk, {"inside": now.by_zone[code]}


def _state_now(state: str, of_delegate: str) -> str:
    is_fallen = state == BadgeState.ISSUED and of_delegate != DelegateState.ACCREDITED
    return queries.NOT_ACCREDITED if is_fallen else state


_READ = (
    "badge",
    "number",
    "gate",
    "device",
    "zone",
    "direction",
    "at",
    "was_offline",
    "was_typed",
    "by_hand",
    "door_verdict",
    "server_verdict",
    "is_admitted",
)
_LAYOUT = (
    Resource(
        "door/zones",
        Zone,
        _at_door(Zone),
        ("code", "name", "places", "position", "version"),
        "Parts of the venue that one needs a right to be in, and how many are inside now.",
        filters=("code",),
        parts=(Part("now", {"inside": int}, _inside),),
    ),
    Resource(
        "door/classes",
        BadgeClass,
        _at_door(BadgeClass),
        ("code", "name", "colour", "zones", "capacities", "roles", "for_overflow", "position", "version"),
        "Classes of badges: the zones they open, and for whom they are meant.",
        filters=("code",),
        shapes={"zones": list[str], "capacities": list[str], "roles": list[str]},
    ),
    Resource(
        "door/gates",
        Gate,
        _at_door(Gate),
        ("name", "zone", "direction", "is_open", "version"),
        "Entries and exits of zones.",
        filters=("zone", "direction", "is_open"),
    ),
    Resource(
        "door/rules",
        DoorRules,
        _for(permissions.may_see_door, DoorRules, _rules),
        ("photos_at_door", "quorum", "snapshot_hours", "version"),
        "What devices carry, how old that may be, and the quorum; nothing until it was said once.",
    ),
    Resource(
        "door/keys",
        SigningKey,
        _at_door(SigningKey),
        ("mark", "made_at", "retired_at", "broken_at"),
        "Keys with which badges are signed, by their marks; no half of a key is told.",
    ),
)
_BADGES = (
    Resource(
        "door/badges",
        Badge,
        _for(permissions.may_see_door, Badge, _badges),
        (
            "number",
            "delegate",
            "party=delegate__party",
            "badge_class",
            "name",
            "zones",
            "valid_from",
            "valid_until",
            "state",
            "reason",
            "replaces",
            "printed_at",
            "ended_at",
            "issued_at",
            "version",
        ),
        "Badges, and what became of each; ``state_now`` tells whether the door would let somebody in with it.",
        filters=("number", "delegate", "party", "badge_class", "state", "issued_at_from", "issued_at_until"),
        computed=(Computed("state_now", str, ("state", "delegate__state"), _state_now),),
        has_csv=True,
        shapes={"zones": list[str]},
    ),
    Resource(
        "door/unbadged",
        Delegate,
        _for(permissions.may_see_door, Delegate, _unbadged),
        ("name", "party", "delegation"),
        "Accredited people who have no badge that holds.",
        filters=("party",),
    ),
    Resource(
        "door/devices",
        Device,
        _at_door(Device),
        ("name", "gate", "seen_at", "revoked_at", "entered_at", "version"),
        "Tablets at the gates.",
        filters=("gate", "seen_at_from", "seen_at_until"),
    ),
    Resource(
        "door/scans",
        Scan,
        _for(permissions.may_see_door, Scan, _scans),
        ("badge", "gate", "direction", "at", "is_admitted", "by_hand"),
        "Where badges were read, and whether somebody went through.",
        filters=("badge", "gate", "direction", "at_from", "at_until", "is_admitted"),
    ),
    Resource(
        "door/turned_away",
        Scan,
        _for(permissions.may_see_door, Scan, _turned_away),
        _READ,
        "What was refused at the gates, and where the door let somebody in whom the server would not have.",
        filters=("gate", "server_verdict", "at_from", "at_until"),
    ),
    Resource(
        "door/conflicts",
        Scan,
        _for(permissions.may_see_door, Scan, _conflicts),
        _READ,
        "Entries of a badge into a zone in which it was already that day.",
        filters=("badge", "at_from", "at_until"),
    ),
)
_PRINTING = (
    Resource(
        "door/print_jobs",
        PrintJob,
        _for(permissions.may_print_badges, PrintJob, _jobs),
        ("kind", "language", "total", "done", "state", "reason", "entered_at", "asked_at", "stopped_at", "version"),
        "What was given to be printed, and how far it is; the files themselves are fetched from the page.",
        filters=("kind", "state", "entered_at_from", "entered_at_until"),
    ),
    Resource(
        "door/templates",
        BadgeTemplate,
        _for(permissions.may_print_badges, BadgeTemplate, _templates),
        ("kind", "name", "source", "is_in_use", "entered_at", "version"),
        "The conference's own Typst files for badges and papers.",
        filters=("kind", "is_in_use"),
    ),
)
RESOURCES: tuple[Resource, ...] = (*_LAYOUT, *_BADGES, *_PRINTING)
