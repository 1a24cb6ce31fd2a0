"""What pledges have to do with: obstacles, initiatives, meetings and points; and from those back to the pledges."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.archive.queries import Mark
from secretariat.conference.queries import name_of
from secretariat.dossier.models import Initiative, Obstacle, Tie
from secretariat.dossier.queries.sight import Sight
from secretariat.meetings.models import Meeting, Point
from secretariat.pledges.models import Pledge

KINDS: dict[str, tuple[type[Any], str | Promise]] = {
    "obstacle": (Obstacle, _("Obstacles that it addresses")),
    "initiative": (Initiative, _("Initiatives that led to it")),
    "point": (Point, _("What was said of it in meetings")),
    "meeting": (Meeting, _("Meetings")),
}
RELATED = ("obstacle", "initiative__party", "meeting", "point__meeting")


@dataclass(frozen=True)
class Tied:
    """One end of a tie, seen from the pledge: the thing, whose word it is, and its sources."""

    tie: Tie
    thing: Any
    by: list[object]
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class TiedKind:
    """All things of a kind that a pledge is tied to."""

    key: str
    label: str | Promise
    tied: list[Tied]


@dataclass(frozen=True)
class TiedPledge:
    """A pledge that is tied to something, seen from there."""

    pledge: Pledge
    name: object
    tie: Tie | None = None


def ties_of(sight: Sight, pledge: Pledge) -> list[TiedKind]:
    """What a pledge has to do with, as far as this person sees it. Four queries."""
    rows = list(
        ties_seen(sight)
        .filter(pledge=pledge)
        .select_related(*RELATED)
        .prefetch_related("obstacle__claimants__party", "point__speakers__party")
    )
    things = [_thing(tie)[1] for tie in rows]
    marked = sight.marked(things)
    found: dict[str, list[Tied]] = defaultdict(list)
    for tie in rows:
        key, thing = _thing(tie)
        found[key].append(Tied(tie, thing, _by(sight, thing), marked[thing]))
    return [TiedKind(key, label, found[key]) for key, (_model, label) in KINDS.items() if found[key]]


def pledges_tied(sight: Sight, kind: str, things: Iterable[Model]) -> dict[int, list[TiedPledge]]:
    """The pledges tied to these things of one kind, by the thing's number. One query."""
    ids = [thing.pk for thing in things]
    if not ids:
        return {}
    rows = ties_seen(sight).filter(**{f"{kind}__in": ids}).select_related("pledge__party", kind)
    found: dict[int, list[TiedPledge]] = defaultdict(list)
    for tie in rows.order_by("pledge__number", "id"):
        found[getattr(tie, f"{kind}_id")].append(TiedPledge(tie.pledge, name_of(tie.pledge.party, sight.names), tie))
    return found


def ties_seen(sight: Sight) -> Any:
    """The ties whose both ends this person sees here."""
    rows: Any = Tie.objects.all()
    seen = rows.in_office_of(sight.user) if sight.is_office else rows.visible_to(sight.user)
    return seen.filter(conference=sight.conference)


def what_can_be_tied(sight: Sight) -> list[tuple[str, list[tuple[str, str]]]]:
    """Everything to which a pledge can be tied, by kind, as a list of choices. Four queries."""
    obstacles = [(f"obstacle-{each.pk}", _short(each)) for each in sight.of(Obstacle).order_by("kind", "id")]
    initiatives = [
        (f"initiative-{each.pk}", _short(each)) for each in sight.of(Initiative).select_related("party").order_by("id")
    ]
    meetings = sight.of(Meeting).order_by("-held_date", "-id")
    points = sight.of(Point).select_related("meeting").order_by("-meeting__held_date", "meeting", "position", "id")
    held = [(f"meeting-{each.pk}", _short(each, each.held_date)) for each in meetings]
    said = [(f"point-{each.pk}", _short(each, each.meeting.held_date)) for each in points]
    groups = (
        (_("Obstacles"), obstacles),
        (_("Initiatives"), initiatives),
        (_("Points of meetings"), said),
        (_("Meetings"), held),
    )
    return [(str(label), choices) for label, choices in groups if choices]


def thing_named(sight: Sight, value: str) -> Any:
    """The obstacle, initiative, meeting or point that a choice names, if this person sees it."""
    kind, _dash, number = value.partition("-")
    if kind not in KINDS or not (number.isascii() and number.isdecimal()):
        return None
    return sight.of(KINDS[kind][0]).filter(pk=int(number)).first()


def _thing(tie: Tie) -> tuple[str, Any]:
    # A tie to a point names its meeting too, and is told by the point.
    key = next(name for name in ("obstacle", "initiative", "point", "meeting") if getattr(tie, f"{name}_id"))
    return key, getattr(tie, key)


def _by(sight: Sight, thing: Any) -> list[object]:
    if isinstance(thing, Obstacle):
        return [sight.name(party) for party in sight.in_order(each.party for each in thing.claimants.all())]
    if isinstance(thing, Point):
        return [sight.name(party) for party in sight.in_order(each.party for each in thing.speakers.all())]
    return [sight.name(thing.party)] if isinstance(thing, Initiative) else []


def _short(thing: object, date: str = "") -> str:
    words = " ".join(part for part in (date, str(thing)) if part)
    return words if len(words) <= 110 else f"{words[:110].rstrip()}…"
