"""When bilateral meetings are held: hours, rules, and the slots that come of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.programme import actions, permissions
from secretariat.programme.forms.timing import (
    HoursForm,
    TimetableRulesForm,
    hours_in_words,
    what_the_timetable_rules_say,
)
from secretariat.programme.queries.problem import interpreted_languages
from secretariat.programme.queries.slots import grid_of, hours_of, rules_of
from secretariat.programme.views.parts import Crumb, form_page
from secretariat.ui.answering import sent, unless
from secretariat.ui.templatetags.ui import own_name


@require_GET
def timing(request: OfficeRequest) -> HttpResponse:
    """The hours of each day with the slots that fit, and the rules."""
    conference, user = request.conference, request.user
    unless(permissions.may_see_timetable(user, conference))
    rules, hours = rules_of(conference), hours_of(conference)
    grid = grid_of(conference, rules, hours)
    days = sorted({row.starts_at.astimezone(conference.zone).date() for row in hours})
    tables = sum(room.tables for room in conference.rooms.all())
    context = {
        "conference": conference,
        "rules": rules,
        "days": [
            {
                "day": day,
                "hours": hours_in_words(hours, day, conference.zone),
                "slots": sum(each.day == day for each in grid.stretches),
            }
            for day in days
        ],
        "slots": len(grid.stretches),
        "tables": tables,
        "places": len(grid.stretches) * max(0, tables - rules.keep_free),
        "interpreters": [(own_name(code), number) for code, number in sorted(rules.interpreters.items())],
        "may_change": permissions.may_set_hours(user, conference),
        "crumbs": to_drafts(request),
    }
    return render(request, "programme/timing.html", context)


@require_http_methods(["GET", "POST"])
def set_hours(request: OfficeRequest) -> HttpResponse:
    """Say in which hours of each day bilateral meetings are held."""
    conference, user = request.conference, request.user
    unless(permissions.may_set_hours(user, conference))
    form = HoursForm(sent(request), conference=conference, hours=hours_of(conference))

    def deed() -> object:
        kept = form.cleaned_data
        return actions.set_hours(user, conference, hours=kept["hours"], seen=kept["seen"] or None)

    done = attempt(form, deed)
    if done.is_done:
        messages.success(request, _("The hours are kept."))
        return redirect("programme:timing", conference.slug)
    says = _("Times are those of the venue (%(zone)s). An end before the beginning is on the next day.")
    words = {"title": _("Hours of bilateral meetings"), "button": _("Save")}
    text = says % {"zone": conference.time_zone}
    return form_page(request, done, to_timing(request), text=text, **words)


@require_http_methods(["GET", "POST"])
def revise_rules(request: OfficeRequest) -> HttpResponse:
    """Change the rules of the timetable."""
    conference, user = request.conference, request.user
    unless(permissions.may_revise_rules(user, conference))
    needs: dict[str, Any] = {"conference": conference, "spoken": interpreted_languages(conference)}

    def now() -> dict[str, Any]:
        return what_the_timetable_rules_say(rules_of(conference))

    form = TimetableRulesForm(sent(request), initial=now(), **needs)

    def deed() -> object:
        return actions.revise_rules(user, conference, details=form.details, version=seen_version(form))

    done = attempt_revision(form, deed, now=now, **needs)
    if done.is_done:
        messages.success(request, _("The rules are changed."))
        return redirect("programme:timing", conference.slug)
    return form_page(request, done, to_timing(request), title=_("Rules of the timetable"), button=_("Save"))


def to_drafts(request: OfficeRequest) -> list[Crumb]:
    """The way to the pages of the timetable."""
    return [Crumb(reverse("programme:drafts", args=[request.conference.slug]), _("Timetable"))]


def to_timing(request: OfficeRequest) -> list[Crumb]:
    """The way to the pages of hours and rules."""
    timing = Crumb(reverse("programme:timing", args=[request.conference.slug]), _("Hours and rules"))
    return [*to_drafts(request), timing]
