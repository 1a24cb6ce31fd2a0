"""The conference itself, as the public sees it: when it is, who convenes it, and for what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from secretariat.archive.queries import Mark, Marks, citations_by_fact
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference, Objective, ShownName
from secretariat.conference.queries import name_of, shown_names
from secretariat.public.queries.editions import STRANGER

_AIMS = (
    (Objective.Kind.OBJECTIVE, "objectives", _("Objectives")),
    (Objective.Kind.EXPECTED_RESULT, "expected-results", _("Expected results")),
)


@dataclass(frozen=True)
class Listed:
    """A conference on the front page."""

    conference: Conference
    host: object
    days_to_go: int


@dataclass(frozen=True)
class Season:
    """Conferences that come, are under way, or were held."""

    label: str | Promise
    conferences: list[Listed]


@dataclass(frozen=True)
class Aim:
    """An objective or an expected result, with its sources."""

    objective: Objective
    marks: list[Mark]


@dataclass(frozen=True)
class Aims:
    """All objectives, or all expected results."""

    anchor: str
    label: str | Promise
    aims: list[Aim]


@dataclass(frozen=True)
class Hosts:
    """Who convenes the conference, as the conference calls them."""

    host: object
    co_organisers: list[object]


def public_conferences() -> list[Conference]:
    """The conferences that everybody may see, in the order of their days. Two queries."""
    visible = Conference.objects.visible_to(STRANGER).select_related("host", "country")
    return list(visible.prefetch_related("shown_names").order_by("start_date", "end_date", "slug"))


def by_time(conferences: Iterable[Conference]) -> list[Season]:
    """Conferences under way first, then those that come, the nearest first, then those held, the latest first."""
    now, coming, held = Season(_("Under way"), []), Season(_("Coming"), []), Season(_("Held"), [])
    for conference in conferences:
        today = localdate(timezone=conference.zone)
        host = name_of(conference.host, shown_names(conference))
        listed = Listed(conference, host, max((conference.start_date - today).days, 0))
        if conference.start_date > today:
            coming.conferences.append(listed)
        elif conference.end_date >= today:
            now.conferences.append(listed)
        else:
            held.conferences.insert(0, listed)
    return [season for season in (now, coming, held) if season.conferences]


def hosts(conference: Conference, names: dict[int, ShownName]) -> Hosts:
    """The host and the co-organisers. One query."""
    helping = conference.co_organisers.select_related("party")
    return Hosts(name_of(conference.host, names), [name_of(each.party, names) for each in helping])


def aims(conference: Conference, marks: Marks) -> list[Aims]:
    """The objectives, then the expected results, as far as they are public. Two queries."""
    objectives = list(Objective.objects.visible_to(STRANGER).filter(conference=conference))
    citations = citations_by_fact(STRANGER, objectives)
    found = []
    for kind, anchor, label in _AIMS:
        wanted = [each for each in objectives if each.kind == kind]
        shown = [Aim(each, marks.of(citations[each._meta.label_lower, each.pk])) for each in wanted]
        found.append(Aims(anchor, label, shown))
    return [part for part in found if part.aims]


def changed_at(conferences: Iterable[Conference]) -> datetime | None:
    """When the last deed in these conferences was done; None before the first. One query."""
    ids = [conference.pk for conference in conferences]
    found = Entry.objects.filter(conference_id__in=ids).aggregate(last=Max("at"))["last"]
    return found if isinstance(found, datetime) else None
