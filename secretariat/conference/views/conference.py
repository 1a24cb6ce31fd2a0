"""What is kept of the conference, in one page, and the forms that change it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from secretariat.accounts.models import User
from secretariat.archive.queries import Marks, citations_by_fact, page_in_office
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference import actions, permissions
from secretariat.conference.forms import (
    ConferenceForm,
    ConveneForm,
    ObjectiveForm,
    ShownNameForm,
    StateObjectiveForm,
    what_is_said_of,
    what_is_said_of_objective,
    what_is_said_of_shown_name,
)
from secretariat.conference.models import Conference, Objective, six_languages
from secretariat.conference.permissions import OfficeRequest
from secretariat.parties.models import Party
from secretariat.ui.answering import sent


@require_GET
def conference(request: OfficeRequest) -> HttpResponse:
    """Everything that is kept of the conference."""
    held, user = request.conference, request.user
    stated = _objectives(user, held)
    may_revise = permissions.may_revise_conference(user, held)
    context = {
        "conference": held,
        "co_organisers": held.co_organisers.select_related("party"),
        "objectives": [each for each in stated if each["objective"].kind == Objective.Kind.OBJECTIVE],
        "expected_results": [each for each in stated if each["objective"].kind == Objective.Kind.EXPECTED_RESULT],
        "rooms": held.rooms.all(),
        "shown_names": held.shown_names.select_related("party").order_by("position", "pk"),
        "may_revise": may_revise,
        "may_show_party_as": permissions.may_show_party_as(user, held),
        "may_see_members": permissions.may_see_members(user, held),
    }
    return render(request, "conference/conference.html", context)


@login_required
def convene(request: HttpRequest) -> HttpResponse:
    """Open a new conference."""
    user = request.user
    if not isinstance(user, User) or not permissions.may_convene(user, Party()):
        raise PermissionDenied
    spoken = six_languages()
    form = ConveneForm(
        request.POST if request.method == "POST" else None,
        initial={"languages": spoken, "original_language": get_language(), "state": Conference.State.PREPARING},
        languages=spoken,
        language=get_language() or "en",
    )
    made: list[Conference] = []
    done = attempt(form, lambda: made.append(_convene(user, form)))
    if done.is_done:
        messages.success(request, _("%(conference)s is convened.") % {"conference": made[0]})
        return redirect("conference:conference", made[0].slug)
    return render(request, "conference/convene.html", {"form": done.form}, status=_status(form))


def revise_conference(request: OfficeRequest) -> HttpResponse:
    """Change what is said of the conference."""
    held, user = request.conference, request.user
    if not permissions.may_revise_conference(user, held):
        raise PermissionDenied
    needs: dict[str, Any] = {"languages": held.languages, "language": get_language() or "en"}
    form = ConferenceForm(sent(request), initial=what_is_said_of(held), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_conference(user, held, version=seen_version(form), details=form.details),
        now=lambda: what_is_said_of(held),
        **needs,
    )
    if done.is_done:
        messages.success(request, _("What is said of the conference is changed."))
        return redirect("conference:conference", held.slug)
    context = {"conference": held, "form": done.form, "differences": done.differences}
    return render(request, "conference/revise_conference.html", context, status=_status(form))


def state_objective(request: OfficeRequest) -> HttpResponse:
    """Add an objective or an expected result."""
    held, user = request.conference, request.user
    if not permissions.may_state_objective(user, held):
        raise PermissionDenied
    initial = {"kind": request.GET.get("kind")}
    form = StateObjectiveForm(sent(request), initial=initial, user=user, conference=held)
    done = attempt(
        form,
        lambda: actions.state_objective(
            user,
            held,
            kind=form.cleaned_data["kind"],
            text=form.cleaned_data["text"],
            sensitivity=form.cleaned_data["sensitivity"],
            cited=form.cited,
        ),
    )
    if done.is_done:
        messages.success(request, _("It is added."))
        return redirect("conference:conference", held.slug)
    return render(request, "conference/state_objective.html", {"conference": held, "form": form}, status=_status(form))


def revise_objective(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change the wording of an objective."""
    held, user = request.conference, request.user
    seen = Objective.objects.in_office_of(user).filter(conference=held, pk=pk)
    objective = get_object_or_404(Objective, pk__in=seen)
    if not permissions.may_revise_objective(user, objective):
        raise PermissionDenied
    needs: dict[str, Any] = {"languages": held.languages}
    form = ObjectiveForm(sent(request), initial=what_is_said_of_objective(objective), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_objective(user, objective, version=seen_version(form), **form.details),
        now=lambda: what_is_said_of_objective(objective),
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The wording is changed."))
        return redirect("conference:conference", held.slug)
    context = {"conference": held, "objective": objective, "form": done.form, "differences": done.differences}
    return render(request, "conference/revise_objective.html", context, status=_status(form))


def show_party_as(request: OfficeRequest) -> HttpResponse:
    """Say what this conference calls a party, and where it stands in the order."""
    held, user = request.conference, request.user
    if not permissions.may_show_party_as(user, held):
        raise PermissionDenied
    needs: dict[str, Any] = {"languages": held.languages, "language": get_language() or "en"}
    form = ShownNameForm(sent(request), initial=_shown_now(request), **needs)
    done = attempt_revision(
        form,
        lambda: actions.show_party_as(user, held, version=seen_version(form), **form.details),
        now=lambda: what_is_said_of_shown_name(held.shown_names.get(party=form.cleaned_data["party"])),
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The conference shows it so from now on."))
        return redirect("conference:conference", held.slug)
    shown = held.shown_names.select_related("party").order_by("position", "pk")
    context = {"conference": held, "form": done.form, "differences": done.differences, "shown_names": shown}
    return render(request, "conference/show_party_as.html", context, status=_status(form))


def _convene(user: User, form: ConveneForm) -> Conference:
    details = form.details
    host, slug = details.pop("host"), details.pop("slug")
    return actions.convene(user, host, slug=slug, details=details)


def _status(form: Any) -> int:
    return 422 if form.errors else 200


def _shown_now(request: OfficeRequest) -> dict[str, Any]:
    code = request.GET.get("party", "")
    shown = request.conference.shown_names.filter(party__code=code).first()
    if shown is None:
        return {"party": Party.objects.filter(code=code).first()}
    return what_is_said_of_shown_name(shown)


def _objectives(user: User, held: Conference) -> list[dict[str, Any]]:
    """Objectives and expected results as this person may see them, their sources numbered down the page."""
    seen = Objective.objects.in_office_of(user).filter(conference=held)
    stated = list(Objective.objects.filter(pk__in=seen))
    citations = citations_by_fact(user, stated)
    marks = Marks(page_in_office(held.slug), lambda source: (str(source), source.publisher, source.published_date))
    return [
        {"objective": each, "citations": marks.of(citations.get((each._meta.label_lower, each.pk), []))}
        for each in stated
    ]
