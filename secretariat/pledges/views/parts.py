"""Parts that the pages of pledges share: a pledge that is seen, the way to it, and its sources."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from secretariat.accounts.models import OFFICE_ROLES
from secretariat.archive.queries import Mark, Marks, citations_by_fact, page_in_office
from secretariat.audit.forms import Attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.pledges import queries
from secretariat.pledges.models import Pledge
from secretariat.pledges.queries import Sight
from secretariat.pledges.views.office import answered


@dataclass(frozen=True)
class Crumb:
    """A page on the way to this one."""

    url: str
    label: object


class Told:
    """The sources of a page: one source has one number there; only the office has a page of each."""

    def __init__(self, request: OfficeRequest, facts: Iterable[Model]) -> None:
        page_of = page_in_office(request.conference.slug)
        self._marks = Marks(page_of if sits_in_office(request) else lambda _source: "")
        self._citations = citations_by_fact(request.user, facts)

    def of(self, fact: Model) -> list[Mark]:
        """The marks of one fact."""
        return self._marks.of(self._citations.get((fact._meta.label_lower, fact.pk), []))


def sits_in_office(request: OfficeRequest) -> bool:
    """Whether this person belongs to the secretariat."""
    return bool(request.roles & OFFICE_ROLES)


def sight_of(request: OfficeRequest) -> Sight:
    """What this person may know of pledges."""
    return queries.sight_in_office(request.conference, request.user)


def pledge_seen(request: OfficeRequest, pk: int) -> Pledge:
    """The pledge, if the office shows it to this person."""
    return get_object_or_404(sight_of(request).pledges().select_related("party", "conference"), pk=pk)


def page_of(request: OfficeRequest, pledge_id: int) -> str:
    """Where the office reads about a pledge."""
    return reverse("pledges:pledge", args=[request.conference.slug, pledge_id])


def on_the_way(request: OfficeRequest, pledge: Pledge | None = None) -> list[Crumb]:
    """The way to a page of pledges."""
    pages = [Crumb(reverse("pledges:pledges", args=[request.conference.slug]), _("Pledges"))]
    if pledge is None:
        return pages
    return [*pages, Crumb(page_of(request, pledge.pk), _("Pledge %(number)s") % {"number": pledge.number})]


def answered_on(request: OfficeRequest, done: Attempt, pledge: Pledge, /, **words: object) -> HttpResponse:
    """Go back to the pledge with the word that it is done, or show the form again."""
    way = on_the_way(request, pledge)
    said = {"button": _("Save"), "crumbs": way, "text": "", **words}
    return answered(request, done, said, lambda: way[-1].url)
