"""Releases: the list, one of them, laying it out, and the way by a second person to the public."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.accounts.models import User
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.figures import actions, permissions
from secretariat.figures.forms.releases import (
    DisclosureRulesForm,
    LayOutReleaseForm,
    PrepareReleaseForm,
    ReasonForm,
    what_is_said_of_release,
    what_the_rules_say,
)
from secretariat.figures.models import Release
from secretariat.figures.queries.releases import releases_seen, rules_of_conference
from secretariat.figures.views.office import answered
from secretariat.ui.answering import sent, unless


@require_GET
def releases(request: OfficeRequest) -> HttpResponse:
    """All releases with how far they have come, and the rules by which numbers are hidden."""
    conference, user = request.conference, request.user
    unless(permissions.may_see_releases(user, conference))
    context = {
        "conference": conference,
        "releases": releases_seen(conference, user),
        "rules": rules_of_conference(conference),
        "may_prepare": permissions.may_prepare_release(user, conference),
        "may_revise_rules": permissions.may_revise_disclosure_rules(user, conference),
    }
    return render(request, "figures/releases.html", context)


@require_http_methods(["GET", "POST"])
def prepare_release(request: OfficeRequest) -> HttpResponse:
    """Begin a release over a dataset."""
    conference, user = request.conference, request.user
    unless(permissions.may_prepare_release(user, conference))
    form = PrepareReleaseForm(sent(request), user=user, conference=conference)
    made: list[Release] = []

    def deed() -> None:
        dataset = form.cleaned_data["dataset"]
        made.append(actions.prepare_release(user, conference, words=form.words, dataset=dataset))

    done = attempt(form, deed)
    if made:
        return redirect("figures:lay_out_release", conference.slug, made[0].pk)
    words = {"title": _("Prepare a release"), "button": _("Next"), "done": ""}
    return answered(request, done, words, lambda: _list(request))


@require_http_methods(["GET", "POST"])
def lay_out_release(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say whom the table counts and what stands in its rows and columns."""
    user, found = request.user, release_seen(request, pk)
    unless(permissions.may_lay_out_release(user, found))
    needs: dict[str, Any] = {"user": user, "conference": request.conference, "release": found}
    form = LayOutReleaseForm(sent(request), initial=what_is_said_of_release(found), **needs)

    def deed() -> object:
        return actions.lay_out_release(user, found, laid=form.laid, at=timezone.now(), version=seen_version(form))

    done = attempt_revision(form, deed, now=lambda: what_is_said_of_release(release_seen(request, pk)), **needs)
    words = {
        "title": _("Lay out the release"),
        "button": _("Look at the review"),
        "done": _("The table is laid out."),
        "text": _(
            "What is hidden, and why, stands on the next page. Nothing is public before a second person approves."
        ),
    }
    leave = "figures:review" if done.is_done else "figures:release"
    return answered(request, done, words, lambda: reverse(leave, args=[request.conference.slug, found.pk]))


@require_POST
def review_release(request: OfficeRequest, pk: int) -> HttpResponse:
    """Have it computed anew what must be hidden."""
    found = release_seen(request, pk)
    unless(permissions.may_review_release(request.user, found))
    actions.review_release(request.user, found, at=timezone.now())
    return redirect("figures:review", request.conference.slug, found.pk)


@require_POST
def submit_release(request: OfficeRequest, pk: int) -> HttpResponse:
    """Hand it to a second person."""
    return _done(
        request,
        pk,
        permissions.may_submit_release,
        lambda found: actions.submit_release(request.user, found, version=_version(request)),
        _("It waits for a second person now."),
    )


@require_POST
def approve_release(request: OfficeRequest, pk: int) -> HttpResponse:
    """Publish what somebody else prepared."""
    return _done(
        request,
        pk,
        permissions.may_approve_release,
        lambda found: actions.approve_release(request.user, found, at=timezone.now(), version=_version(request)),
        _("The release is published."),
    )


@require_http_methods(["GET", "POST"])
def return_release(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send it back, and say why."""
    found = release_seen(request, pk)
    unless(permissions.may_return_release(request.user, found))
    form = ReasonForm(sent(request), initial={"version": found.version})
    words = {"title": _("Send the release back"), "button": _("Send back"), "done": _("The release is sent back.")}
    done = attempt(form, lambda: actions.return_release(request.user, found, **_reason(form)))
    return answered(request, done, words, lambda: _page(request, found))


@require_http_methods(["GET", "POST"])
def withdraw_release(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a published table away, and say why."""
    found = release_seen(request, pk)
    unless(permissions.may_withdraw_release(request.user, found))
    form = ReasonForm(sent(request), initial={"version": found.version})
    words = {
        "title": _("Withdraw the release"),
        "button": _("Withdraw"),
        "done": _("The release is withdrawn."),
        "text": _("Its address stays, and shows this reason in place of the table. Who has read it still knows it."),
    }
    done = attempt(form, lambda: actions.withdraw_release(request.user, found, **_reason(form)))
    return answered(request, done, words, lambda: _page(request, found))


@require_POST
def replace_release(request: OfficeRequest, pk: int) -> HttpResponse:
    """Begin a release in the place of a published one."""
    found = release_seen(request, pk)
    unless(permissions.may_replace_release(request.user, found))
    made = actions.replace_release(request.user, found)
    return redirect("figures:lay_out_release", request.conference.slug, made.pk)


@require_http_methods(["GET", "POST"])
def revise_disclosure_rules(request: OfficeRequest) -> HttpResponse:
    """Change by which rules numbers are hidden and rounded."""
    conference, user = request.conference, request.user
    unless(permissions.may_revise_disclosure_rules(user, conference))

    def now() -> dict[str, Any]:
        return what_the_rules_say(rules_of_conference(conference))

    form = DisclosureRulesForm(sent(request), initial=now())
    done = attempt_revision(
        form,
        lambda: actions.revise_disclosure_rules(user, conference, details=form.details, version=seen_version(form)),
        now=now,
    )
    words = {
        "title": _("Rules of disclosure"),
        "button": _("Save"),
        "done": _("The rules are changed."),
        "text": _("They hold for what is reviewed from now on. What is published stays as it was published."),
    }
    return answered(request, done, words, lambda: _list(request))


def release_seen(request: OfficeRequest, pk: int) -> Release:
    """A release, if the office shows it to this person."""
    rows = Release.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(rows.select_related("prepared_by", "approved_by", "replaces", "conference"), pk=pk)


def _done(
    request: OfficeRequest,
    pk: int,
    may: Callable[[User, Release], bool],
    deed: Callable[[Release], object],
    word: str,
) -> HttpResponse:
    found = release_seen(request, pk)
    unless(may(request.user, found))
    deed(found)
    messages.success(request, word)
    return redirect(_page(request, found))


def _version(request: OfficeRequest) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else None


def _reason(form: ReasonForm) -> dict[str, Any]:
    return {"reason": form.cleaned_data["reason"], "version": form.cleaned_data["version"]}


def _list(request: OfficeRequest) -> str:
    return reverse("figures:releases", args=[request.conference.slug])


def _page(request: OfficeRequest, release: Release) -> str:
    return reverse("figures:release", args=[request.conference.slug, release.pk])
