"""Pages of the people: delegations, and the delegates of each."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.accounts.models import OFFICE_ROLES
from secretariat.archive.permissions import may_cite
from secretariat.archive.queries import Mark, Marks, citations_by_fact, page_in_office
from secretariat.audit.action import Refused, Stale
from secretariat.audit.forms import refuse
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations import actions, permissions, queries
from secretariat.delegations.forms.people import (
    DelegateForm,
    DelegationForm,
    FormDelegationForm,
    name_delegate_form,
    what_is_said_of_delegate,
    what_is_said_of_delegation,
)
from secretariat.delegations.models import Delegate, DelegateState, Delegation
from secretariat.delegations.views.accreditation import PILLS, deeds_about
from secretariat.delegations.views.changes import changes_shown, propose_change
from secretariat.delegations.views.particulars import shown_of_particulars
from secretariat.ui.revising import RevisingForm


@require_GET
def delegations(request: OfficeRequest) -> HttpResponse:
    """All delegations, by party in protocol order."""
    words = request.GET.get("q", "")[:200]
    parties = queries.delegations_by_party(
        request.conference, request.user, words=words, language=get_language() or "en"
    )
    context = {
        "conference": request.conference,
        "parties": parties,
        "shown": sum(len(party.delegations) for party in parties),
        "total": _delegations(request).count(),
        "may_form": permissions.may_form_delegation(request.user, request.conference),
    }
    return render(request, "delegations/delegations.html", context)


@require_http_methods(["GET", "POST"])
def form_delegation(request: OfficeRequest) -> HttpResponse:
    """Open a party's delegation."""
    conference = request.conference
    if not permissions.may_form_delegation(request.user, conference):
        raise PermissionDenied
    form = FormDelegationForm(
        request.POST or None, user=request.user, conference=conference, language=get_language() or "en"
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            formed = actions.form_delegation(
                request.user,
                conference,
                party=said["party"],
                occasion=said["occasion"],
                bodies=form.bodies,
                sensitivity=said["sensitivity"],
            )
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("The delegation is formed."))
            return redirect("delegations:delegation", conference.slug, formed.pk)
    return render(request, "delegations/form_delegation.html", {"conference": conference, "form": form})


@require_GET
def delegation(request: OfficeRequest, pk: int) -> HttpResponse:
    """A delegation and its people, in their precedence."""
    found = _delegation(request, pk)
    people = list(queries.with_papers(queries.people_of(found, request.user)))
    is_examined = queries.is_to_conference(found)
    context = {
        "conference": request.conference,
        "delegation": found,
        "party_name": _party_name(request, found),
        "bodies": found.bodies.all(),
        "people": _lines(request, people) if is_examined else _marked_lines(request, people),
        "places": queries.places_of(found) if is_examined else None,
        "is_office": _is_office(request),
        "may_name": permissions.may_name_delegate(request.user, found),
        "may_revise": permissions.may_revise_delegation(request.user, found),
    }
    return render(request, "delegations/delegation.html", context)


@require_http_methods(["GET", "POST"])
def revise_delegation(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change the bodies of a delegation, or for whom it is kept."""
    found = _delegation(request, pk)
    if not permissions.may_revise_delegation(request.user, found):
        raise PermissionDenied
    needs: dict[str, Any] = {"user": request.user, "conference": request.conference, "bodies": found.bodies.count()}

    def deed(form: DelegationForm) -> None:
        said = form.cleaned_data
        actions.revise_delegation(
            request.user, found, bodies=form.bodies, sensitivity=said["sensitivity"], version=said["version"] or 0
        )

    def now() -> dict[str, Any]:
        present = Delegation.objects.get(pk=pk)
        return what_is_said_of_delegation(present, [body.name for body in present.bodies.all()])

    form = DelegationForm(request.POST or None, initial=now(), **needs)
    revised = _revise(form, deed, now, needs)
    if revised is None:
        messages.success(request, _("The delegation is revised."))
        return redirect("delegations:delegation", request.conference.slug, pk)
    context = {"conference": request.conference, "delegation": found, "party_name": _party_name(request, found)}
    return render(request, "delegations/revise_delegation.html", {**context, **revised})


@require_http_methods(["GET", "POST"])
def name_delegate(request: OfficeRequest, pk: int) -> HttpResponse:
    """Name a person of a delegation."""
    found = _delegation(request, pk)
    if not permissions.may_name_delegate(request.user, found):
        raise PermissionDenied
    form = name_delegate_form(request.POST or None, user=request.user, conference=request.conference)
    if form.is_bound and form.is_valid():
        try:
            named = actions.name_delegate(request.user, found, details=form.details, cited=form.cited)
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(name)s is named.") % {"name": named.name})
            page = "delegations:name_delegate" if "another" in request.POST else "delegations:delegation"
            return redirect(page, request.conference.slug, pk)
    context = {"delegation": found, "party_name": _party_name(request, found), "form": form}
    return render(request, "delegations/name_delegate.html", {"conference": request.conference, **context})


@require_GET
def delegate(request: OfficeRequest, pk: int) -> HttpResponse:
    """A delegate: every name, capacity and body, with the sources."""
    found = _delegate(request, pk)
    marks = next(marks for _person, marks in _marked(request, [found]))
    terms = queries.terms_of(request.conference)
    # Why somebody is on hold or refused is for those who act on it, and those who read the record.
    is_told = permissions.may_revise_delegate(request.user, found) or permissions.may_see_queue(
        request.user, request.conference
    )
    changes = changes_shown(request, found) if is_told else {}
    context = {
        "conference": request.conference,
        "delegate": found,
        "delegation": found.delegation,
        "party_name": _party_name(request, found),
        "marks": marks,
        "is_office": _is_office(request),
        "may_revise": permissions.may_revise_delegate(request.user, found),
        "may_cite": may_cite(request.user, found),
        "is_told": is_told and queries.is_to_conference(found.delegation),
        "pill": PILLS[found.state],
        "missing": queries.what_is_missing(found, terms) if found.has_place else [],
        "deeds": deeds_about(request, found),
        "may_erase": permissions.may_erase_person(request.user, found) and not queries.is_erased(found),
        "must_secretaries_look": permissions.may_accredit(request.user, found) and vars(found)["is_watched"],
        "is_badge_out_of_date": is_told and queries.has_changed_since_accredited(found),
        "came_instead": Delegate.objects.in_office_of(request.user).filter(substitutes=found).first(),
        "came_for": _person_before(request, found),
        "notes": queries.notes_beside_delegate(request.conference, request.user, found),
        **changes,
        **shown_of_particulars(request, found),
    }
    return render(request, "delegations/delegate.html", context)


@require_http_methods(["GET", "POST"])
def revise_delegate(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what is kept of a delegate."""
    found = _delegate(request, pk)
    if not permissions.may_revise_delegate(request.user, found):
        raise PermissionDenied
    if not permissions.may_change_at_once(request.user, found):
        return propose_change(request, pk)
    needs: dict[str, Any] = {"user": request.user, "conference": request.conference}

    def deed(form: DelegateForm) -> None:
        version = form.cleaned_data["version"] or 0
        actions.revise_delegate(request.user, found, version=version, details=form.details)

    def now() -> dict[str, Any]:
        return what_is_said_of_delegate(Delegate.objects.get(pk=pk))

    form = DelegateForm(request.POST or None, initial=now(), **needs)
    revised = _revise(form, deed, now, needs)
    if revised is None:
        messages.success(request, _("What is kept of %(name)s is revised.") % {"name": found.name})
        return redirect("delegations:delegate", request.conference.slug, pk)
    context = {"conference": request.conference, "delegate": found, **revised}
    return render(request, "delegations/revise_delegate.html", context)


def _delegations(request: OfficeRequest) -> Any:
    return Delegation.objects.in_office_of(request.user).filter(conference=request.conference)


def _delegation(request: OfficeRequest, pk: int) -> Delegation:
    found: Delegation = get_object_or_404(_delegations(request).select_related("party"), pk=pk)
    return found


def _delegate(request: OfficeRequest, pk: int) -> Delegate:
    seen = queries.delegates_of(request.conference, request.user).select_related("party", "delegation")
    found: Delegate = get_object_or_404(queries.with_papers(seen), pk=pk)
    return found


def _person_before(request: OfficeRequest, delegate: Delegate) -> Delegate | None:
    """In whose place a person came, if this person may know."""
    if delegate.substitutes_id is None:
        return None
    return Delegate.objects.in_office_of(request.user).filter(pk=delegate.substitutes_id).first()


def _party_name(request: OfficeRequest, thing: Delegation | Delegate) -> object:
    return name_of(thing.party, shown_names(request.conference))


def _is_office(request: OfficeRequest) -> bool:
    return bool(request.roles & OFFICE_ROLES)


def _marked(request: OfficeRequest, people: list[Delegate]) -> Iterable[tuple[Delegate, list[Mark]]]:
    """Each delegate with the marks of the sources that name them; a focal point reads the passages, not the archive."""
    marks, citations = Marks(page_in_office(request.conference.slug)), citations_by_fact(request.user, people)
    for person in people:
        found = marks.of(citations[person._meta.label_lower, person.pk])
        yield person, found if _is_office(request) else [replace(mark, url="") for mark in found]


def _marked_lines(request: OfficeRequest, people: list[Delegate]) -> list[dict[str, Any]]:
    return [{"delegate": person, "marks": marks} for person, marks in _marked(request, people)]


def _lines(request: OfficeRequest, people: list[Delegate]) -> list[dict[str, Any]]:
    """People of a delegation to the conference itself: how far each has come, and what is missing."""
    terms = queries.terms_of(request.conference)
    lines = []
    for line in _marked_lines(request, people):
        person = line["delegate"]
        missing = queries.what_is_missing(person, terms) if person.has_place else []
        may_confirm = not missing and permissions.may_confirm_delegate(request.user, person)
        lines.append(
            {
                **line,
                "pill": PILLS[person.state],
                "missing": missing,
                "may_confirm": may_confirm and person.state == DelegateState.NOMINATED,
            }
        )
    return lines


def _revise(
    form: Any, deed: Callable[[Any], None], now: Callable[[], dict[str, Any]], needs: dict[str, Any]
) -> dict[str, Any] | None:
    """Do the deed; otherwise answer the form to show again, and what somebody else changed meanwhile."""
    if not form.is_bound or not form.is_valid():
        return {"form": form}
    try:
        deed(form)
    except Stale:
        present = now()
        renewed: RevisingForm = form.renewed(present, **needs)
        return {"form": renewed, "differences": form.differences(present)}
    except Refused as error:
        refuse(form, error)
        return {"form": form}
    return None
