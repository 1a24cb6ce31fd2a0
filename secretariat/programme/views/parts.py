"""Parts that the pages of this desk share: what is found, who may, forms on a page of their own, and times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from secretariat.archive.queries import Mark, Marks, citations_by_fact, page_in_office
from secretariat.audit.forms import Attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.programme.models import AgendaItem, Place, Session
from secretariat.programme.queries.clash_words import names_for, sentences
from secretariat.programme.queries.clashing import timetable_of


@dataclass(frozen=True)
class Crumb:
    """A page on the way to this one."""

    url: str
    label: object


class Told:
    """The sources of a page: one source has one number there."""

    def __init__(self, request: OfficeRequest, facts: Iterable[Model]) -> None:
        self._marks = Marks(page_in_office(request.conference.slug))
        self._citations = citations_by_fact(request.user, facts)

    def of(self, fact: Model) -> list[Mark]:
        """The marks of one fact."""
        return self._marks.of(self._citations.get((fact._meta.label_lower, fact.pk), []))


def session_seen(request: OfficeRequest, pk: int) -> Session:
    """The session, if the office shows it to this person."""
    seen = Session.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(seen.select_related("room", "chair", "conference"), pk=pk)


def item_seen(request: OfficeRequest, pk: int) -> AgendaItem:
    """The item of the agenda, if the office shows it to this person."""
    return get_object_or_404(AgendaItem.objects.in_office_of(request.user).filter(conference=request.conference), pk=pk)


def place_seen(request: OfficeRequest, pk: int) -> Place:
    """The place of a bilateral meeting, if the office shows it to this person."""
    rows = Place.objects.in_office_of(request.user).filter(conference=request.conference)
    whole = rows.select_related("room", "bilateral__asking__party", "bilateral__asked__party")
    return get_object_or_404(whole, pk=pk)


def to_the_grid(request: OfficeRequest, at: datetime | None = None) -> str:
    """The address of the grid, on the day of a time if one is given."""
    address = reverse("programme:grid", args=[request.conference.slug])
    return f"{address}?day={localtime(at, request.conference.zone):%Y-%m-%d}" if at is not None else address


def on_the_way(request: OfficeRequest, session: Session | None = None) -> list[Crumb]:
    """The way to a page of the programme."""
    slug = request.conference.slug
    pages = [
        Crumb(reverse("programme:grid", args=[slug]), _("Programme")),
        Crumb(reverse("programme:sessions", args=[slug]), _("Sessions")),
    ]
    if session is None:
        return pages
    return [*pages, Crumb(reverse("programme:session", args=[slug, session.pk]), session.title)]


def form_page(request: OfficeRequest, done: Attempt, crumbs: list[Crumb], **words: object) -> HttpResponse:
    """A form on a page of its own; whoever leaves it goes back to the last page on the way."""
    context = {
        "conference": request.conference,
        "form": done.form,
        "differences": done.differences,
        "crumbs": crumbs,
        "leave": crumbs[-1].url,
        **words,
    }
    return render(request, "programme/form.html", context, status=422 if done.form.errors else 200)


def clashes_now(request: OfficeRequest, key: str) -> list[str]:
    """What a thing of the timetable clashes with at present, in sentences."""
    timetable = timetable_of(request.conference)
    item = next((each for each in timetable.items if each.key == key), None)
    if item is None:
        return []
    found = timetable.clashes_of(item)
    return sentences(found, names_for(timetable, request.user), key) if found else []


def warn(request: OfficeRequest, key: str) -> list[str]:
    """Say on the next page what a thing clashes with where it stands now."""
    found = clashes_now(request, key)
    for said in found:
        messages.warning(request, said)
    return found
