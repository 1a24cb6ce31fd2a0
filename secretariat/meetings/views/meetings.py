"""Pages of meetings: the list, one meeting with all that belongs to it, and the forms that write it down."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.archive.permissions import may_cite
from secretariat.audit.forms import Attempt, attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.meetings import actions, permissions, queries
from secretariat.meetings.forms.meetings import (
    MORE_ROWS,
    MOST_ROWS,
    MeetingsFilter,
    RecordMeetingForm,
    ReviseMeetingForm,
    what_is_said_of_meeting,
)
from secretariat.meetings.models import Meeting, MeetingKind, Point, RecordState
from secretariat.meetings.queries import MeetingRow
from secretariat.meetings.views.parts import Told, form_page, meeting_seen, narrowed, on_the_way, today_at
from secretariat.ui.answering import on_a_page, sent, unless

PAGE = 100


@require_GET
def meetings(request: OfficeRequest) -> HttpResponse:
    """All meetings in the order of time."""
    conference, user = request.conference, request.user
    asked = MeetingsFilter(request.GET)
    every = queries.meetings_of(conference, user)
    found = _in_order(_chosen(every, asked), asked.chosen("sort") or "-date")
    page = Paginator(found, on_a_page(request, PAGE)).get_page(request.GET.get("page"))
    open_rows = queries.open_follow_ups(conference, user, today=today_at(request))
    points = Counter(
        Point.objects.in_office_of(user).filter(conference=conference).values_list("meeting_id", flat=True)
    )
    still_open = Counter(row.follow_up.meeting_id for row in open_rows)
    context = {
        "conference": conference,
        "rows": [{"row": row, "points": points[row.meeting.pk], "open": still_open[row.meeting.pk]} for row in page],
        "page": page,
        "sort": asked.chosen("sort") or "-date",
        "filters": _filters(every, asked),
        "shown": len(found),
        "total": len(every),
        "may_record": permissions.may_record_meeting(user, conference),
    }
    return render(request, "meetings/meetings.html", context)


@require_GET
def meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    """A meeting: who met, what was said, what follows from it, its minutes, and the missions reported there."""
    conference, user = request.conference, request.user
    seen = Meeting.objects.in_office_of(user).filter(pk=meeting_seen(request, pk).pk)
    row = queries.rows_of(conference, user, seen)[0]
    held = row.meeting
    points = queries.points_of([held], user)[pk]
    follow_ups = queries.follow_ups_of(conference, user, held.follow_ups.all(), today=today_at(request))
    reports = queries.reports_back_in(held, user)
    facts = [held, *(each.point for each in points), *(each.follow_up for each in follow_ups), *reports]
    told = Told(request, facts)
    versions = list(queries.minutes_of(held, user))
    context = {
        "conference": conference,
        "row": row,
        "meeting": held,
        "marks": told.of(held),
        "points": [{"row": each, "point": each.point, "marks": told.of(each.point)} for each in points],
        "follow_ups": [{"row": each, "marks": told.of(each.follow_up)} for each in follow_ups],
        "reports": [{"report": each, "marks": told.of(each)} for each in reports],
        "versions": versions[::-1],
        "newest": versions[-1] if versions else None,
        "may": _may(request, held),
    }
    return render(request, "meetings/meeting.html", context)


@require_http_methods(["GET", "POST"])
def record_meeting(request: OfficeRequest) -> HttpResponse:
    """Write down a meeting."""
    conference, user = request.conference, request.user
    unless(permissions.may_record_meeting(user, conference))
    needs: dict[str, Any] = {"user": user, "conference": conference}
    form = RecordMeetingForm(sent(request), **needs)
    words = {
        "title": _("Record a meeting"),
        "button": pgettext("button", "Record"),
        "another": _("Rows for more visitors"),
    }
    if "another" in request.POST:
        rows = min(len(form.visitor_rows) + MORE_ROWS, MOST_ROWS)
        wider = RecordMeetingForm(initial=form.as_sent(), visitors=rows, **needs)
        return form_page(request, Attempt(is_done=False, form=wider), on_the_way(request), **words)
    made: list[Meeting] = []
    done = attempt(
        form,
        lambda: made.append(
            actions.record_meeting(
                user, conference, details=form.details, visitors=form.visitors or (), cited=form.cited
            )
        ),
    )
    if done.is_done:
        messages.success(request, _("The meeting is recorded. Write down its points next."))
        return redirect("meetings:meeting", conference.slug, made[0].pk)
    return form_page(request, done, on_the_way(request), **words)


@require_http_methods(["GET", "POST"])
def revise_meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what is written down of a meeting."""
    conference, user = request.conference, request.user
    held = meeting_seen(request, pk)
    unless(permissions.may_revise_meeting(user, held))
    came = list(held.visitors.select_related("delegation"))
    needs: dict[str, Any] = {"user": user, "conference": conference, "came": came, "is_frozen": held.is_frozen}
    form = ReviseMeetingForm(sent(request), initial=what_is_said_of_meeting(held), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_meeting(
            user, held, details=form.details, visitors=form.visitors, version=seen_version(form)
        ),
        now=lambda: what_is_said_of_meeting(meeting_seen(request, pk)),
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The meeting is revised."))
        return redirect("meetings:meeting", conference.slug, pk)
    words = {"title": _("Revise the meeting"), "button": _("Save"), "text": _frozen_words(held)}
    return form_page(request, done, on_the_way(request, held), **words)


def _frozen_words(held: Meeting) -> str:
    return (
        _("The record of this meeting is agreed. For whom it is kept can still be changed.") if held.is_frozen else ""
    )


def _chosen(rows: Iterable[MeetingRow], asked: MeetingsFilter) -> list[MeetingRow]:
    words, kind, state, party = (asked.chosen(name) for name in ("q", "kind", "state", "party"))
    found = queries.rows_with(rows, party) if party else list(rows)
    return [
        row
        for row in found
        if (not kind or row.meeting.kind == kind)
        and (not state or row.meeting.record_state == state)
        and row.speaks_of(words)
    ]


def _in_order(rows: list[MeetingRow], sort: str) -> list[MeetingRow]:
    if sort.removeprefix("-") == "title":
        return sorted(rows, key=lambda row: str(row.meeting.title), reverse=sort.startswith("-"))
    known = [row for row in rows if row.meeting.held_date]
    unknown = [row for row in rows if not row.meeting.held_date]
    known.sort(key=lambda row: (row.when, row.meeting.pk), reverse=sort.startswith("-"))
    return [*known, *unknown]


def _filters(rows: Iterable[MeetingRow], asked: MeetingsFilter) -> list[dict[str, object]]:
    met: dict[int, str] = {}
    for row in rows:
        met |= {came.party.pk: str(came.name) for came in row.visitors}
        if row.meeting.host is not None:
            met[row.meeting.host.pk] = str(row.host_name)
    parties = sorted(met.items(), key=lambda each: each[1])
    return [
        narrowed("kind", _("Kind"), [("", _("All kinds")), *MeetingKind.choices], asked.chosen("kind")),
        narrowed("party", _("Party"), [("", _("All parties")), *parties], asked.chosen("party")),
        narrowed(
            "state", pgettext("of a meeting", "Record"), [("", _("All")), *RecordState.choices], asked.chosen("state")
        ),
    ]


def _may(request: OfficeRequest, held: Meeting) -> dict[str, bool]:
    user, is_open = request.user, not held.is_frozen
    return {
        "revise": permissions.may_revise_meeting(user, held),
        "make_point": is_open and permissions.may_make_point(user, held),
        "write": is_open and permissions.may_write_minutes(user, held),
        "agree_follow_up": is_open and permissions.may_agree_follow_up(user, held),
        "cite": may_cite(user, held),
        "follow": user.works_on(permissions.DESK, held.conference_id),
    }
