"""Badges as lists show them, for whom which class is meant, and which badges no longer say what is so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Capacity, Delegate, DelegateState, Invitation
from secretariat.delegations.queries import Note
from secretariat.door import permissions
from secretariat.door.models import Badge, BadgeClass, BadgeState, Zone
from secretariat.door.queries.snapshot import STATE_NOW
from secretariat.engines import admission


@dataclass(frozen=True)
class Meant:
    """The classes of a conference, and in what capacity its parties are invited: enough to say who gets which."""

    classes: list[BadgeClass]
    capacities: Mapping[int, str]

    def class_for(self, delegate: Delegate) -> BadgeClass | None:
        """The first class, in their order, that is meant for this person; nothing if none is."""
        return self.class_of(delegate.party_id, delegate.role, media=delegate.is_media, overflow=delegate.is_overflow)

    def class_of(self, party_id: int, role: str, *, media: bool, overflow: bool) -> BadgeClass | None:
        """The same, for whoever comes for this party in this role."""
        capacity = Capacity.MEDIA if media else self.capacities.get(party_id, Capacity.PARTICIPANT)
        return next(
            (
                each
                for each in self.classes
                if (overflow or not each.for_overflow)
                and (not each.capacities or capacity in each.capacities)
                and (not each.roles or role in each.roles)
            ),
            None,
        )


def meant(conference_id: int) -> Meant:
    """Who gets which class. Two queries."""
    classes = list(BadgeClass.objects.filter(conference_id=conference_id).order_by("position", "code"))
    invited = Invitation.objects.filter(conference_id=conference_id).order_by().values_list("party_id", "capacity")
    return Meant(classes, dict(invited))


def class_for(delegate: Delegate) -> BadgeClass | None:
    """The class that is meant for this person; nothing if none is."""
    return meant(delegate.conference_id).class_for(delegate)


def badges_of(conference: Conference, user: User) -> QuerySet[Any]:
    """The badges of a conference as its door shows them, each with what it is worth now."""
    badges = Badge.objects.in_office_of(user).filter(conference=conference)
    found: QuerySet[Any] = badges.annotate(state_now=STATE_NOW)
    return found


def named(badges: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Badges whose number begins so, or whose bearer is called so."""
    typed = "".join(words.split())
    if typed.isascii() and typed.isdecimal():
        return badges.filter(number__startswith=typed)
    return badges.filter(delegate__in=Delegate.objects.all().named(words)) if words else badges


@dataclass(frozen=True)
class Stock:
    """The badges of a conference, counted in one reading: how many there are, hold, and were never printed; which no
    longer say what is so; and for which parties they are.
    """

    total: int
    good: int
    unprinted: int
    out_of_date: frozenset[int]
    parties: frozenset[int]
    classes: Mapping[int, BadgeClass]


# What is compared to see whether a badge still says what is so.
_COMPARED = (
    "pk",
    "state_now",
    "printed_at",
    "name",
    "badge_class_id",
    "zones",
    "is_by_choice",
    "key__broken_at",
    "delegate__name",
    "delegate__party_id",
    "delegate__role",
    "delegate__is_media",
    "delegate__is_overflow",
)


class _Compared(NamedTuple):
    """A badge beside the person who bears it."""

    pk: int
    state: str
    printed_at: datetime | None
    name: str
    class_id: int
    zones: list[str]
    is_by_choice: bool
    key_broken_at: datetime | None
    called: str
    party_id: int
    role: str
    media: bool
    overflow: bool


def stock_of(conference: Conference, user: User) -> Stock:
    """Every badge beside what is meant now. Three queries, however many there are."""
    known = meant(conference.pk)
    classes = {each.pk: each for each in known.classes}
    rows = [_Compared(*row) for row in badges_of(conference, user).order_by().values_list(*_COMPARED)]
    good = [row for row in rows if row.state == BadgeState.ISSUED]
    return Stock(
        total=len(rows),
        good=len(good),
        unprinted=sum(row.printed_at is None for row in good),
        out_of_date=frozenset(row.pk for row in good if _is_out_of_date(row, known, classes)),
        parties=frozenset(row.party_id for row in rows),
        classes=classes,
    )


def is_out_of_date(badge: Badge) -> bool:
    """Whether a badge that holds no longer says what is so. Two queries."""
    known, person = meant(badge.conference_id), badge.delegate
    row = _Compared(
        badge.pk,
        badge.state,
        badge.printed_at,
        badge.name,
        badge.badge_class_id,
        badge.zones,
        badge.is_by_choice,
        badge.key.broken_at,
        person.name,
        person.party_id,
        person.role,
        person.is_media,
        person.is_overflow,
    )
    return badge.state == BadgeState.ISSUED and _is_out_of_date(row, known, {each.pk: each for each in known.classes})


def _is_out_of_date(row: _Compared, known: Meant, classes: Mapping[int, BadgeClass]) -> bool:
    present = set(classes[row.class_id].zones)
    if row.key_broken_at or row.name != row.called or set(row.zones) - present:
        return True
    wanted = known.class_of(row.party_id, row.role, media=row.media, overflow=row.overflow)
    return not row.is_by_choice and (wanted is None or wanted.pk != row.class_id or set(row.zones) != present)


def badge_beside(conference: Conference, user: User, delegate: Delegate) -> list[Note]:
    """The badge of a delegate, or where one is issued, for whoever has business at the door. Two queries."""
    if not permissions.may_see_door(user, conference):
        return []
    badges = badges_of(conference, user).filter(delegate=delegate).select_related("key")
    badge = badges.filter(state=BadgeState.ISSUED).first() or badges.order_by("-pk").first()
    found = []
    if badge is not None:
        words = {"number": badge.number, "state": badge.get_state_display()}
        page = reverse("door:badge", args=[conference.slug, badge.pk])
        found.append(Note(_("Badge %(number)s: %(state)s") % words, page))
    has_none = badge is None or badge.state != BadgeState.ISSUED or badge.key.broken_at is not None
    if has_none and delegate.state == DelegateState.ACCREDITED and permissions.may_issue_badge(user, delegate):
        found.append(Note(_("Issue a badge"), reverse("door:issue_badge", args=[conference.slug, delegate.pk])))
    return found


def without_badge(conference: Conference, user: User) -> QuerySet[Delegate]:
    """Accredited people who have no badge that holds: none at all, or one whose key is held to be broken."""
    people: QuerySet[Delegate] = Delegate.objects.in_office_of(user).filter(
        conference=conference, state=DelegateState.ACCREDITED
    )
    return people.exclude(Exists(holding(conference.pk).filter(delegate=OuterRef("pk"))))


def holding(conference_id: int) -> QuerySet[Badge]:
    """Badges that were issued and not ended, and whose key is not held to be broken."""
    found: QuerySet[Badge] = Badge.objects.filter(
        conference_id=conference_id, state=BadgeState.ISSUED, key__broken_at=None
    )
    return found


def printable_badges(conference_id: int) -> QuerySet[Badge]:
    """Badges that open a door; whoever is no longer accredited is given none on paper either."""
    return holding(conference_id).filter(delegate__state=DelegateState.ACCREDITED)


def fallen(conference_id: int) -> QuerySet[Badge]:
    """Badges that nobody ended, but whose key is held to be broken: their bearers are to be given others."""
    found: QuerySet[Badge] = Badge.objects.filter(
        conference_id=conference_id, state=BadgeState.ISSUED, key__broken_at__isnull=False
    )
    return found.select_related("key")


def next_place(conference_id: int) -> int:
    """The place in the count of the next badge; whoever asks holds the conference."""
    last = Badge.objects.filter(conference_id=conference_id).aggregate(last=Max("number"))["last"]
    return admission.place_of(last) + 1 if last else 1


def signed_by_each_key(conference_id: int) -> dict[int, int]:
    """How many badges that hold each key signed, by the key's number. One query."""
    counted = Badge.objects.filter(conference_id=conference_id, state=BadgeState.ISSUED).order_by()
    return dict(counted.values_list("key").annotate(Count("pk")))


def zone_names(conference_id: int) -> dict[str, object]:
    """The names of the zones by their codes, in their order. One query."""
    rows = Zone.objects.filter(conference_id=conference_id).order_by("position", "code")
    return dict(rows.values_list("code", "name"))


def zones_in_words(codes: Iterable[str], names: Mapping[str, object]) -> list[object]:
    """What zones are called."""
    return [names.get(code, code) for code in codes]
