"""Publishing: what would change for whom, the deed itself, and the versions so far."""

from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.accounts.models import User
from secretariat.audit.forms import attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.programme import actions, permissions
from secretariat.programme.forms.drafts import PublishForm
from secretariat.programme.models import Publication
from secretariat.programme.queries.entries import Entry, changes_between, latest_publication, working_entries
from secretariat.programme.queries.judging import judged
from secretariat.programme.queries.known import Known, known_of, shown_in_office
from secretariat.programme.queries.telling import change_in_words, concerned, readers_of
from secretariat.programme.queries.words import words_of
from secretariat.programme.views.parts import Crumb
from secretariat.programme.views.timing import to_drafts
from secretariat.ui.answering import sent, unless

MOST_SHOWN = 300


@require_GET
def publications(request: OfficeRequest) -> HttpResponse:
    """The versions that were published, the latest first."""
    conference, user = request.conference, request.user
    unless(permissions.may_see_timetable(user, conference))
    rows = Publication.objects.in_office_of(user).filter(conference=conference).order_by("-number")
    context = {
        "conference": conference,
        "publications": rows.select_related("entered_by").defer("entries"),
        "crumbs": to_drafts(request),
        "may_publish": permissions.may_publish(user, conference),
    }
    return render(request, "programme/publications.html", context)


@require_GET
def publication(request: OfficeRequest, pk: int) -> HttpResponse:
    """One version: its note, and what differed from the one before."""
    conference, user = request.conference, request.user
    rows = Publication.objects.in_office_of(user).filter(conference=conference).select_related("entered_by")
    found = get_object_or_404(rows, pk=pk)
    unless(permissions.may_see_timetable(user, conference))
    before = rows.filter(number__lt=found.number).order_by("-number").first()
    known = known_of(conference, user)
    entries = _told(known, user, [*(before.entries if before else ()), *found.entries])
    context = {
        "conference": conference,
        "publication": found,
        "changes": _in_words(known, found.changes, entries),
        "count": len(found.changes),
        "crumbs": [*to_drafts(request), _to_publications(request)],
    }
    return render(request, "programme/publication.html", context)


@require_http_methods(["GET", "POST"])
def publish(request: OfficeRequest) -> HttpResponse:
    """What a new version would change, for whom, how many messages go out, what stands against it; and the deed."""
    conference, user = request.conference, request.user
    unless(permissions.may_publish(user, conference))
    latest = latest_publication(conference)
    form = PublishForm(sent(request), initial={"seen": latest.number if latest else 0})
    made: list[Publication] = []

    def deed() -> None:
        kept = form.cleaned_data
        made.append(actions.publish(user, conference, note=kept["note"], seen=kept["seen"], at=timezone.now()))

    done = attempt(form, deed)
    if done.is_done:
        told = _("Version %(number)s is published. Everybody whom it changes something for is written to.")
        messages.success(request, told % {"number": made[0].number})
        return redirect("programme:publication", conference.slug, made[0].pk)
    context = {
        **_preview(request, latest),
        "conference": conference,
        "form": _again(done.form, latest) if done.form.errors else done.form,
        "problems": done.form.non_field_errors(),
        "crumbs": [*to_drafts(request), _to_publications(request)],
    }
    return render(request, "programme/publish.html", context, status=422 if done.form.errors else 200)


def _again(form: PublishForm, latest: Publication | None) -> PublishForm:
    """The note again, and the version that this person has before them now."""
    if form.errors.keys() - {NON_FIELD_ERRORS}:
        return form
    return PublishForm(initial={"seen": latest.number if latest else 0, "note": form.cleaned_data.get("note", "")})


def _preview(request: OfficeRequest, latest: Publication | None) -> dict[str, Any]:
    conference, user = request.conference, request.user
    before = latest.entries if latest else []
    after = working_entries(conference, before)
    changes = changes_between(before, after)
    known = known_of(conference, user)
    judgement = judged(conference, user, words_of(conference, user))
    theirs = concerned(before, after)
    readers = readers_of(conference, before, after, theirs)
    reached = {reader.delegation_id for reader in readers}
    return {
        "number": (latest.number if latest else 0) + 1,
        "changes": _in_words(known, changes, _told(known, user, [*before, *after])),
        "count": len(changes),
        "against": judgement.against[:MOST_SHOWN],
        "told": judgement.told[:MOST_SHOWN],
        "mails": len(readers),
        "reached": len(reached),
        "unreached": [str(known.parties.get(number, "")) for number in theirs if number not in reached],
    }


def _told(known: Known, user: User, entries: list[Entry]) -> dict[str, Entry]:
    """What this person may be told of, by uid, as it stands in the later of two versions."""
    latest = {entry["uid"]: entry for entry in entries}
    return {entry["uid"]: entry for entry in known.told(shown_in_office(latest.values(), user, known.conference))}


def _in_words(known: Known, changes: list[Entry], entries: dict[str, Entry]) -> list[str]:
    return [
        change_in_words(known, change, entries[change["uid"]])
        for change in sorted((each for each in changes if each["uid"] in entries), key=_when)[:MOST_SHOWN]
    ]


def _when(change: Entry) -> tuple[datetime, str]:
    place = change["after"] or change["before"] or {}
    moment = datetime.fromisoformat(place["starts"]) if place.get("starts") else datetime.max.replace(tzinfo=UTC)
    return moment, change["uid"]


def _to_publications(request: OfficeRequest) -> Crumb:
    return Crumb(reverse("programme:publications", args=[request.conference.slug]), _("Published versions"))
