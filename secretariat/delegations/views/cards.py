"""Visiting cards of delegates: of one, of a delegation, and of all whom the list shows."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import shown_names
from secretariat.delegations import queries
from secretariat.delegations.forms.people import DelegatesFilter
from secretariat.delegations.models import Delegate, Delegation
from secretariat.delegations.queries.cards import cards_file
from secretariat.delegations.views.delegates import found_by

CONTENT_TYPE = "text/vcard; charset=utf-8"


@require_GET
def delegate_card(request: OfficeRequest, pk: int) -> HttpResponse:
    """The card of one delegate."""
    seen = queries.delegates_of(request.conference, request.user).select_related("party")
    return _file(request, [get_object_or_404(seen, pk=pk)], f"delegate-{pk}")


@require_GET
def delegation_cards(request: OfficeRequest, pk: int) -> HttpResponse:
    """The cards of those of a delegation who come."""
    delegations = Delegation.objects.in_office_of(request.user).filter(conference=request.conference)
    delegation = get_object_or_404(delegations.select_related("party"), pk=pk)
    seen = queries.delegates_of(request.conference, request.user).filter(delegation=delegation)
    people = seen.with_a_place().select_related("party").order_by("name", "pk")
    return _file(request, people, delegation.party.code.lower())


@require_GET
def cards(request: OfficeRequest) -> HttpResponse:
    """The cards of all delegates whom the list would show: everybody, or those of a party, a role, a state, a name."""
    asked = DelegatesFilter(request.GET)
    people, _parties = found_by(request, asked, asked.chosen("sort") or "name")
    return _file(request, people.select_related("party"), "delegates")


def _file(request: OfficeRequest, people: Iterable[Delegate], name: str) -> HttpResponse:
    content = cards_file(request.conference, people, request.user, shown_names(request.conference))
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{request.conference.slug}-{name}.vcf"'
    answer["Cache-Control"] = "no-store, private"
    return answer
