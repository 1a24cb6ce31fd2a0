"""Drafts of the timetable: the list, seeking, stopping, seeking on, naming, adopting, discarding."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.action import Batch
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.programme import actions, permissions
from secretariat.programme.forms.drafts import ConfirmForm, RenameForm, RepairForm, SeekForm, what_is_said_of_draft
from secretariat.programme.models import Draft
from secretariat.programme.queries.drafts import drafts_of
from secretariat.programme.queries.entries import latest_publication
from secretariat.programme.queries.judging import obstacles_to_seeking
from secretariat.programme.queries.problem import problem_of, table_in
from secretariat.programme.queries.standing import outcome_in_words
from secretariat.programme.queries.words import words_of
from secretariat.programme.views.parts import Crumb, form_page
from secretariat.programme.views.timing import to_drafts
from secretariat.ui.answering import sent, unless

LATEST = 50
MOST_TOLD = 12


@require_GET
def drafts(request: OfficeRequest) -> HttpResponse:
    """The drafts, and what is published."""
    conference, user = request.conference, request.user
    unless(permissions.may_see_timetable(user, conference))
    found = drafts_of(conference, user)[:LATEST]
    context = {
        "conference": conference,
        "rows": [{"draft": draft, "outcome": outcome_in_words(draft) if draft.score else ""} for draft in found],
        "publication": latest_publication(conference),
        "may_seek": permissions.may_seek_timetable(user, conference),
    }
    return render(request, "programme/drafts.html", context)


@require_http_methods(["GET", "POST"])
def seek_timetable(request: OfficeRequest) -> HttpResponse:
    """Hand all that was asked for to the engine."""
    conference, user = request.conference, request.user
    unless(permissions.may_seek_timetable(user, conference))
    form = SeekForm(sent(request))
    made: list[Draft] = []
    done = attempt(
        form,
        lambda: made.append(actions.seek_timetable(user, conference, **form.cleaned_data, at=timezone.now())),
    )
    if done.is_done:
        return redirect("programme:draft", conference.slug, made[0].pk)
    context = {
        **_asked(request),
        "conference": conference,
        "form": done.form,
        "crumbs": to_drafts(request),
        "leave": to_drafts(request)[-1].url,
        "button": _("Seek a timetable"),
    }
    return render(request, "programme/seek.html", context, status=422 if done.form.errors else 200)


@require_http_methods(["GET", "POST"])
def repair_timetable(request: OfficeRequest) -> HttpResponse:
    """Seek a timetable that changes as little as can be of what is published."""
    conference, user = request.conference, request.user
    unless(permissions.may_repair_timetable(user, conference))
    form = RepairForm(sent(request))
    made: list[Draft] = []
    done = attempt(
        form,
        lambda: made.append(actions.repair_timetable(user, conference, **form.cleaned_data, at=timezone.now())),
    )
    if done.is_done:
        return redirect("programme:draft", conference.slug, made[0].pk)
    says = _(
        "When somebody cancels, arrives late, or a room is lost, the published timetable is changed in as few meetings "
        "as can be; only then it is made as good as can be."
    )
    return form_page(request, done, to_drafts(request), title=_("Repair the timetable"), button=_("Repair"), text=says)


@require_POST
def stop_seeking(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let the engine come to an end; the best so far is kept."""
    actions.stop_seeking(request.user, draft_seen(request, pk), at=timezone.now())
    messages.success(request, _("It is stopped. The best so far is kept."))
    return redirect("programme:draft", request.conference.slug, pk)


@require_POST
def seek_again(request: OfficeRequest, pk: int) -> HttpResponse:
    """Seek on from the best so far."""
    actions.seek_again(request.user, draft_seen(request, pk), at=timezone.now())
    messages.success(request, _("It is sought on from the best so far."))
    return redirect("programme:draft", request.conference.slug, pk)


@require_http_methods(["GET", "POST"])
def rename_draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """Call a draft otherwise."""
    draft = draft_seen(request, pk)
    unless(permissions.may_rename_draft(request.user, draft))

    def now() -> dict[str, Any]:
        return what_is_said_of_draft(draft_seen(request, pk))

    form = RenameForm(sent(request), initial=now())

    def deed() -> object:
        return actions.rename_draft(request.user, draft, name=form.cleaned_data["name"], version=seen_version(form))

    done = attempt_revision(form, deed, now=now)
    if done.is_done:
        messages.success(request, _("The draft has a new name."))
        return redirect("programme:draft", request.conference.slug, pk)
    return form_page(request, done, to_draft(request, draft), title=_("Rename the draft"), button=_("Save"))


@require_http_methods(["GET", "POST"])
def discard_draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """Delete a draft that nobody needs."""
    draft = draft_seen(request, pk)
    unless(permissions.may_discard_draft(request.user, draft))
    form = ConfirmForm(sent(request))
    done = attempt(form, lambda: actions.discard_draft(request.user, draft))
    if done.is_done:
        messages.success(request, _("The draft is deleted."))
        return redirect("programme:drafts", request.conference.slug)
    says = _("What it found is lost. The working timetable and what is published stay as they are.")
    words = {"title": _("Delete the draft"), "button": _("Delete"), "text": says}
    return form_page(request, done, to_draft(request, draft), **words)


@require_http_methods(["GET", "POST"])
def adopt_draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """Make a draft the working timetable."""
    draft = draft_seen(request, pk)
    unless(permissions.may_adopt_draft(request.user, draft))
    form = ConfirmForm(sent(request))
    made: list[Batch] = []
    done = attempt(form, lambda: made.append(actions.adopt_draft(request.user, draft, at=timezone.now())))
    if done.is_done:
        tell_what_was_placed(request, made[0], _("The draft is the working timetable now; nobody is told yet."))
        return redirect("programme:draft", request.conference.slug, pk)
    says = _(
        "Every meeting that is not pinned goes where the draft has it; those that the draft leaves out, or has not "
        "seen, lose their place. Delegations learn of it only when you publish."
    )
    words = {"title": _("Adopt the draft"), "button": _("Adopt"), "text": says}
    return form_page(request, done, to_draft(request, draft), **words)


def draft_seen(request: OfficeRequest, pk: int) -> Draft:
    """The draft, if the office shows it to this person, without what is heavy in it."""
    found = get_object_or_404(drafts_of(request.conference, request.user), pk=pk)
    unless(permissions.may_see_timetable(request.user, request.conference))
    return found


def to_draft(request: OfficeRequest, draft: Draft) -> list[Crumb]:
    """The way to the pages of a draft."""
    return [
        *to_drafts(request),
        Crumb(reverse("programme:draft", args=[request.conference.slug, draft.pk]), str(draft)),
    ]


def tell_what_was_placed(request: OfficeRequest, batch: Batch, told: str) -> None:
    """Say how many places were changed, and what was left out and why."""
    changed = batch.counts.get("programme.place", 0)
    sentence = ngettext(
        "%(number)s place has changed.",
        "%(number)s places have changed.",
        changed,
    )
    messages.success(request, f"{told} {sentence % {'number': changed}}")
    for name, reason in batch.skipped[:MOST_TOLD]:
        messages.warning(request, f"{name}: {reason}")
    more = len(batch.skipped) - MOST_TOLD
    if more > 0:
        messages.warning(request, _("And %(number)s more.") % {"number": more})


def _asked(request: OfficeRequest) -> dict[str, Any]:
    """What the engine would be asked, and what is already known to be impossible."""
    asked = problem_of(request.conference)
    found = obstacles_to_seeking(asked, words_of(request.conference, request.user))
    problem = asked.problem
    tables = sum(table_in(room.key) is not None for room in problem.rooms)
    return {
        "wishes": len(asked.wishes),
        "delegations": len(problem.parties),
        "slots": len(problem.slots),
        "tables": tables,
        "against": found.against[:MOST_TOLD],
        "told": found.told[:MOST_TOLD],
        "more": max(0, len(found.told) - MOST_TOLD),
    }
