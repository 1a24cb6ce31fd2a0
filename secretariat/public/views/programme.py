"""The public programme: the sessions that everybody may know of, as they were published last, and their calendar."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from secretariat.conference.queries import address
from secretariat.engines import frab
from secretariat.programme.queries.calendars import CONTENT_TYPE, Calendared, calendar_of, public_entries
from secretariat.programme.queries.entries import latest_publication
from secretariat.programme.queries.known import known_to_strangers
from secretariat.programme.queries.published import public_programme
from secretariat.programme.queries.schedule import CONTENT_TYPES, Edition, schedule_file
from secretariat.public.views.kept import public_page
from secretariat.public.views.pages import frame_of, public_conference


@public_page()
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Every public session by day: when, where, on what, under whom; and what the last version changed."""
    found = public_conference(slug)
    # Times are those of the venue, whoever reads; the page tells the reader's own beside them.
    with timezone.override(found.zone):
        return render(request, "public/programme.html", {**frame_of(found), "programme": public_programme(found)})


@public_page()
def programme_calendar(_request: HttpRequest, slug: str) -> HttpResponse:
    """The public sessions as a calendar that phones and mail programs take."""
    found = public_conference(slug)
    publication = latest_publication(found)
    if publication is None:
        raise Http404
    name = _("Programme of %(conference)s") % {"conference": found.acronym or found.title}
    whose = Calendared(name, publication.published_at, get_language() or "en")
    content = calendar_of(known_to_strangers(found), public_entries(publication.entries), whose)
    return HttpResponse(content, content_type=CONTENT_TYPE)


@public_page()
def schedule_json(_request: HttpRequest, slug: str) -> HttpResponse:
    """The public sessions as a schedule in JSON, which programs of other conferences read."""
    return _schedule(slug, "json")


@public_page()
def schedule_xml(_request: HttpRequest, slug: str) -> HttpResponse:
    """The public sessions as a schedule in XML, which programs of other conferences read."""
    return _schedule(slug, "xml")


def _schedule(slug: str, kind: str) -> HttpResponse:
    found, language = public_conference(slug), get_language() or "en"
    publication = latest_publication(found)
    if publication is None:
        raise Http404
    edition = Edition(str(publication.number), language, address("public:programme", language, slug))
    try:
        content = schedule_file(known_to_strangers(found), public_entries(publication.entries), edition, kind)
    except frab.Unwritable:
        raise Http404 from None
    return HttpResponse(content, content_type=CONTENT_TYPES[kind])
