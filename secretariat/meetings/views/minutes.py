"""Pages of the minutes: a version to read and to print, the forms of its life, and two versions compared."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.audit.forms import attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.meetings import actions, permissions, queries
from secretariat.meetings.forms.record import AgreeForm, CirculateForm, MinutesForm, what_the_minutes_say
from secretariat.meetings.models import Meeting, Minutes, RecordState
from secretariat.meetings.views.parts import Crumb, form_page, meeting_seen, on_the_way, today_at
from secretariat.ui.answering import sent, unless
from secretariat.ui.templatetags.ui import direction_of


@require_GET
def minutes(request: OfficeRequest, pk: int) -> HttpResponse:
    """One version of the minutes."""
    version = _minutes(request, pk)
    held, user = version.meeting, request.user
    newest = queries.newest_minutes(held)
    is_newest = newest is not None and newest.pk == version.pk and not held.is_frozen
    context = {
        "conference": request.conference,
        "minutes": version,
        "meeting": held,
        "paragraphs": version.text.splitlines(),
        "direction": direction_of(version.language),
        "crumbs": on_the_way(request, held),
        "is_newest": newest is not None and newest.pk == version.pk,
        "may_write": not held.is_frozen and permissions.may_write_minutes(user, held),
        "may_circulate": is_newest
        and version.state == RecordState.DRAFT
        and permissions.may_circulate_minutes(user, version),
        "may_agree": is_newest
        and version.state == RecordState.CIRCULATED
        and permissions.may_agree_minutes(user, version),
    }
    return render(request, "meetings/minutes.html", context)


@require_http_methods(["GET", "POST"])
def write_minutes(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write a new version of the minutes, from the newest one or from what is written down of the meeting."""
    conference, user = request.conference, request.user
    held = meeting_seen(request, pk)
    unless(permissions.may_write_minutes(user, held) and _reads_minutes(request, held))
    needs: dict[str, Any] = {"languages": conference.languages}
    form = MinutesForm(sent(request), initial=_first_text(request, held), **needs)
    done = attempt_revision(
        form,
        lambda: actions.write_minutes(
            user,
            held,
            text=form.cleaned_data["text"],
            language=form.cleaned_data["language"],
            version=seen_version(form),
        ),
        now=lambda: what_the_minutes_say(queries.newest_minutes(held), "", conference.original_language),
        **needs,
    )
    if done.is_done:
        messages.success(request, _("A new version of the minutes is written."))
        newest = queries.newest_minutes(held)
        return redirect("meetings:minutes", conference.slug, newest.pk if newest else 0)
    words = {
        "title": _("Write minutes"),
        "button": _("Save as a new version"),
        "text": _("Earlier versions stay as they are and can be compared with this one."),
        "compose_from": held if held.minutes.exists() else None,
    }
    return form_page(request, done, on_the_way(request, held), **words)


@require_http_methods(["GET", "POST"])
def circulate_minutes(request: OfficeRequest, pk: int) -> HttpResponse:
    """Note that the minutes went out to those who were at the meeting."""
    version = _minutes(request, pk)
    unless(permissions.may_circulate_minutes(request.user, version))
    needs: dict[str, Any] = {"today": today_at(request)}
    initial = {"circulated_date": today_at(request), "version": version.version}
    form = CirculateForm(sent(request), initial=initial, **needs)
    done = attempt_revision(
        form,
        lambda: actions.circulate_minutes(
            request.user, version, version=seen_version(form), circulated_date=form.cleaned_data["circulated_date"]
        ),
        now=lambda: {**initial, "version": _minutes(request, pk).version},
        **needs,
    )
    if done.is_done:
        messages.success(request, _("It is noted that the minutes went out."))
        return redirect("meetings:minutes", request.conference.slug, pk)
    words = {
        "title": _("Note that the minutes went out"),
        "button": _("They went out"),
        "text": _("The house sends nothing; it keeps when they went out, so that those who met can agree to them."),
    }
    return form_page(request, done, _way_to(request, version), **words)


@require_http_methods(["GET", "POST"])
def agree_minutes(request: OfficeRequest, pk: int) -> HttpResponse:
    """Note that the minutes are agreed, and freeze the record of the meeting."""
    version = _minutes(request, pk)
    unless(permissions.may_agree_minutes(request.user, version))
    needs: dict[str, Any] = {"today": today_at(request)}
    initial = {"agreed_date": today_at(request), "version": version.version}
    form = AgreeForm(sent(request), initial=initial, **needs)
    done = attempt_revision(
        form,
        lambda: actions.agree_minutes(
            request.user, version, version=seen_version(form), agreed_date=form.cleaned_data["agreed_date"]
        ),
        now=lambda: {**initial, "version": _minutes(request, pk).version},
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The minutes are agreed. The record of the meeting stays as it is."))
        return redirect("meetings:minutes", request.conference.slug, pk)
    words = {
        "title": _("Note that the minutes are agreed"),
        "button": _("They are agreed"),
        "text": _(
            "From then on nobody changes the meeting, who was there, its points or its minutes."
            " Reports on follow-ups and further sources can still be added."
        ),
    }
    return form_page(request, done, _way_to(request, version), **words)


@require_GET
def compare_minutes(request: OfficeRequest, pk: int) -> HttpResponse:
    """Two versions of the minutes side by side."""
    held = meeting_seen(request, pk)
    versions = list(queries.minutes_of(held, request.user))
    if len(versions) < 2:
        raise Http404
    by_number = {str(each.number): each for each in versions}
    older = by_number.get(request.GET.get("older", ""), versions[-2])
    newer = by_number.get(request.GET.get("newer", ""), versions[-1])
    passages = queries.compared(older.text, newer.text)
    context = {
        "conference": request.conference,
        "meeting": held,
        "versions": versions,
        "older": older,
        "newer": newer,
        "older_direction": direction_of(older.language),
        "newer_direction": direction_of(newer.language),
        "passages": passages,
        "differing": sum(passage.kind != "same" for passage in passages),
        "crumbs": on_the_way(request, held),
    }
    return render(request, "meetings/compare_minutes.html", context)


def _minutes(request: OfficeRequest, pk: int) -> Minutes:
    seen = Minutes.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(seen.select_related("meeting__host", "meeting__country", "entered_by"), pk=pk)


def _reads_minutes(request: OfficeRequest, held: Meeting) -> bool:
    """Whether this person sees the earlier versions: nobody writes past what they may not read."""
    newest = queries.newest_minutes(held)
    return newest is None or queries.minutes_of(held, request.user).filter(pk=newest.pk).exists()


def _first_text(request: OfficeRequest, held: Meeting) -> dict[str, Any]:
    """What the form begins with: the newest version, or what is written down of the meeting if that is asked for."""
    newest, conference = queries.newest_minutes(held), request.conference
    if newest is not None and request.GET.get("from") != "points":
        return what_the_minutes_say(newest, "", newest.language)
    spoken = get_language() or "en"
    language = spoken if spoken in conference.languages else conference.original_language
    rows = queries.rows_of(conference, request.user, Meeting.objects.filter(pk=held.pk))
    text = queries.composed(rows[0], queries.points_of([held], request.user)[held.pk], language)
    return {"text": text, "language": language, "version": newest.number if newest else 0}


def _way_to(request: OfficeRequest, version: Minutes) -> list[Crumb]:
    page = Crumb(_address(request, version), _("Version %(number)s") % {"number": version.number})
    return [*on_the_way(request, version.meeting), page]


def _address(request: OfficeRequest, version: Minutes) -> str:
    return redirect("meetings:minutes", request.conference.slug, version.pk).url
