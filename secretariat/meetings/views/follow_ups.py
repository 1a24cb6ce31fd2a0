"""Pages of follow-ups: what is open over all meetings, the history of one, and the forms that write it down."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.archive.permissions import may_cite
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.engines.folding import folded
from secretariat.meetings import actions, permissions, queries
from secretariat.meetings.forms.record import (
    AgreeFollowUpForm,
    FollowUpsFilter,
    ProgressForm,
    ReviseFollowUpForm,
    what_is_said_of_follow_up,
)
from secretariat.meetings.models import FollowUp
from secretariat.meetings.queries import FollowUpRow
from secretariat.meetings.views.parts import Crumb, Told, form_page, meeting_seen, narrowed, on_the_way, today_at
from secretariat.parties.queries import in_all_languages
from secretariat.ui.answering import sent, unless


@require_GET
def follow_ups(request: OfficeRequest) -> HttpResponse:
    """What is still to be done over all meetings, late first."""
    conference = request.conference
    asked = FollowUpsFilter(request.GET)
    every = queries.follow_ups_of(
        conference, request.user, FollowUp.objects.filter(conference=conference), today=today_at(request)
    )
    found = [row for row in every if _is_asked_for(row, asked)]
    # Late ones first: their days lie before all others that are open.
    found.sort(key=lambda row: (not row.is_late, not row.is_open))
    told = Told(request, [row.follow_up for row in found])
    context = {
        "conference": conference,
        "rows": [{"row": row, "marks": told.of(row.follow_up)} for row in found],
        "late": sum(row.is_late for row in every),
        "filters": _filters(every, asked),
        "shown": len(found),
        "total": len(every),
    }
    return render(request, "meetings/follow_ups.html", context)


@require_GET
def follow_up(request: OfficeRequest, pk: int) -> HttpResponse:
    """A follow-up and everything that was reported on it."""
    row = _row(request, pk)
    told = Told(request, [row.follow_up, *row.reports])
    context = {
        "conference": request.conference,
        "row": row,
        "follow_up": row.follow_up,
        "marks": told.of(row.follow_up),
        "reports": [{"progress": each, "marks": told.of(each)} for each in row.reports[::-1]],
        "crumbs": on_the_way(request, row.meeting),
        "may_revise": permissions.may_revise_follow_up(request.user, row.follow_up),
        "may_report": permissions.may_report_progress(request.user, row.follow_up),
        "may_cite": may_cite(request.user, row.follow_up),
    }
    return render(request, "meetings/follow_up.html", context)


@require_http_methods(["GET", "POST"])
def agree_follow_up(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write down what somebody is to do after a meeting."""
    conference, user = request.conference, request.user
    held = meeting_seen(request, pk)
    unless(permissions.may_agree_follow_up(user, held))
    initial = {"sensitivity": held.sensitivity}
    form = AgreeFollowUpForm(sent(request), initial=initial, user=user, conference=conference)
    done = attempt(form, lambda: actions.agree_follow_up(user, held, details=form.details, cited=form.cited))
    if done.is_done:
        messages.success(request, _("The follow-up is written down."))
        return redirect(reverse("meetings:meeting", args=[conference.slug, pk]) + "#follow-ups")
    words = {"title": _("Write down a follow-up"), "button": _("Save")}
    return form_page(request, done, on_the_way(request, held), **words)


@require_http_methods(["GET", "POST"])
def revise_follow_up(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what is to be done, by whom or until when."""
    conference, user = request.conference, request.user
    row = _row(request, pk)
    kept = row.follow_up
    unless(permissions.may_revise_follow_up(user, kept))
    needs: dict[str, Any] = {"user": user, "conference": conference, "is_frozen": row.meeting.is_frozen}
    form = ReviseFollowUpForm(sent(request), initial=what_is_said_of_follow_up(kept), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_follow_up(user, kept, details=form.details, version=seen_version(form)),
        now=lambda: what_is_said_of_follow_up(_row(request, pk).follow_up),
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The follow-up is revised."))
        return redirect("meetings:follow_up", conference.slug, pk)
    frozen = _("The record of this meeting is agreed: what is to be done, and by which party, stays as it is.")
    words = {"title": _("Revise a follow-up"), "button": _("Save"), "text": frozen if row.meeting.is_frozen else ""}
    return form_page(request, done, _way_to(request, kept), **words)


@require_http_methods(["GET", "POST"])
def report_progress(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write down what was reported back on a follow-up."""
    conference, user = request.conference, request.user
    row = _row(request, pk)
    kept = row.follow_up
    unless(permissions.may_report_progress(user, kept))
    today = today_at(request)
    initial = {"said_date": today, "state": row.state, "sensitivity": kept.sensitivity}
    form = ProgressForm(sent(request), initial=initial, user=user, conference=conference, today=today)
    done = attempt(form, lambda: actions.report_progress(user, kept, details=form.details, cited=form.cited))
    if done.is_done:
        messages.success(request, _("The report is written down."))
        return redirect("meetings:follow_up", conference.slug, pk)
    words = {"title": _("Report progress"), "button": _("Save"), "text": str(kept.text)}
    return form_page(request, done, _way_to(request, kept), **words)


def _row(request: OfficeRequest, pk: int) -> FollowUpRow:
    seen = FollowUp.objects.in_office_of(request.user).filter(conference=request.conference)
    kept = get_object_or_404(seen, pk=pk)
    wanted = FollowUp.objects.filter(pk=kept.pk)
    return queries.follow_ups_of(request.conference, request.user, wanted, today=today_at(request))[0]


def _is_asked_for(row: FollowUpRow, asked: FollowUpsFilter) -> bool:
    show, party = asked.chosen("show"), asked.chosen("party")
    kinds = {"late": row.is_late, "closed": not row.is_open, "all": True}
    if not kinds.get(show, row.is_open) or (party and row.follow_up.owner_party_id != party):
        return False
    kept = row.follow_up
    said = (kept.text, kept.owner_unit, row.owner_name, str(kept.owner or ""), row.meeting.title)
    known = folded(" ".join(in_all_languages(*said)))
    return all(word in known for word in folded(asked.chosen("q")).split())


def _filters(rows: list[FollowUpRow], asked: FollowUpsFilter) -> list[dict[str, object]]:
    shown = [
        ("", pgettext("follow-ups", "Open")),
        ("late", _("Late")),
        ("closed", _("Done or dropped")),
        ("all", _("All")),
    ]
    owners = {row.follow_up.owner_party_id: str(row.owner_name) for row in rows if row.follow_up.owner_party_id}
    parties = sorted(owners.items(), key=lambda each: each[1])
    return [
        narrowed("show", _("State"), shown, asked.chosen("show")),
        narrowed("party", _("Party in charge"), [("", _("All parties")), *parties], asked.chosen("party")),
    ]


def _way_to(request: OfficeRequest, kept: FollowUp) -> list[Crumb]:
    page = reverse("meetings:follow_up", args=[request.conference.slug, kept.pk])
    return [*on_the_way(request, kept.meeting), Crumb(page, _("Follow-up"))]
