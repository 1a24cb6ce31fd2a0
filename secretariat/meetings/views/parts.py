"""Parts that the pages of this desk share: what is found, who may, and a form on a page of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from secretariat.archive.queries import Mark, Marks, citations_by_fact, page_in_office
from secretariat.audit.forms import Attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import name_of, shown_names
from secretariat.meetings.models import Meeting, Mission
from secretariat.parties.models import Party


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


def today_at(request: OfficeRequest) -> date:
    """The day it is at the venue."""
    return timezone.localdate(timezone=request.conference.zone)


def meeting_seen(request: OfficeRequest, pk: int) -> Meeting:
    """The meeting, if the office shows it to this person."""
    seen = Meeting.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(seen.select_related("host", "country"), pk=pk)


def mission_seen(request: OfficeRequest, pk: int) -> Mission:
    """The mission, if the office shows it to this person."""
    seen = Mission.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(seen.select_related("party"), pk=pk)


def sides_of(request: OfficeRequest, meeting: Meeting) -> list[tuple[Party, object]]:
    """Those who met, the host first, under the names the conference gives them."""
    names = shown_names(request.conference)
    came = [visitor.party for visitor in meeting.visitors.select_related("party")]
    parties = dict.fromkeys([*([meeting.host] if meeting.host is not None else []), *came])
    return [(party, name_of(party, names)) for party in parties]


def on_the_way(request: OfficeRequest, meeting: Meeting | None = None) -> list[Crumb]:
    """The way to a page of meetings."""
    slug = request.conference.slug
    pages = [Crumb(reverse("meetings:meetings", args=[slug]), _("Meetings"))]
    if meeting is None:
        return pages
    return [*pages, Crumb(reverse("meetings:meeting", args=[slug, meeting.pk]), meeting.title)]


def on_tour(request: OfficeRequest, mission: Mission | None = None) -> list[Crumb]:
    """The way to a page of missions."""
    slug = request.conference.slug
    pages = [Crumb(reverse("meetings:missions", args=[slug]), _("Missions"))]
    if mission is None:
        return pages
    title = name_of(mission.party, shown_names(request.conference))
    return [*pages, Crumb(reverse("meetings:mission", args=[slug, mission.pk]), title)]


def of_the_clock(request: OfficeRequest) -> str:
    """Which clock a form means."""
    return _("All times are those of the venue: %(zone)s.") % {"zone": request.conference.time_zone}


def form_page(request: OfficeRequest, done: Attempt, crumbs: list[Crumb], **words: object) -> HttpResponse:
    """A form on a page of its own; whoever leaves it goes back to the last page on the way.

    What surrounds a form is in its own ``template``, if one is named.
    """
    template = str(words.pop("template", "meetings/form.html"))
    context = {
        "conference": request.conference,
        "form": done.form,
        "differences": done.differences,
        "crumbs": crumbs,
        "leave": crumbs[-1].url,
        **words,
    }
    return render(request, template, context, status=422 if done.form.errors else 200)


def narrowed(name: str, label: str, choices: Iterable[tuple[object, object]], chosen: object) -> dict[str, object]:
    """A filter of a list as the table's tools show it."""
    shown = [{"value": value, "label": str(label_), "is_chosen": value == chosen} for value, label_ in choices]
    return {"name": name, "label": label, "choices": shown}
