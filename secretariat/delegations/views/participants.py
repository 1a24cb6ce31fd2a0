"""Pages of precedence: the heads of delegations, and the list of participants, to read, to print and to take along."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from secretariat.archive.queries import as_sheet
from secretariat.conference.permissions import OfficeRequest
from secretariat.delegations import queries
from secretariat.delegations.queries import Head, Participants
from secretariat.delegations.queries.paper import participants_on_paper
from secretariat.engines.paper import Unprintable
from secretariat.ui.spreadsheets import as_file
from secretariat.ui.templatetags.ui import day


@require_GET
def heads(request: OfficeRequest) -> HttpResponse:
    """The heads of all delegations, by rank, then in protocol order."""
    language = get_language() or "en"
    found = queries.heads_of(request.conference, request.user, language=language)
    kind = request.GET.get("format", "")
    if kind in {"csv", "xlsx"}:
        name = f"{request.conference.slug}-heads-{language}"
        return as_file(as_sheet(_rows_of_heads(found), kind, title=_("Heads of delegations")), kind, name=name)
    return render(request, "delegations/heads.html", {"conference": request.conference, "heads": found})


@require_GET
def participants(request: OfficeRequest) -> HttpResponse:
    """Everybody who is accredited, by party in protocol order, in precedence."""
    language = get_language() or "en"
    found = queries.participants_of(request.conference, request.user, language=language)
    kind, name = request.GET.get("format", ""), f"{request.conference.slug}-participants-{language}"
    if kind in {"csv", "xlsx"}:
        return as_file(as_sheet(_rows_of_participants(found), kind, title=_("List of participants")), kind, name=name)
    if kind == "pdf" and found.count:
        try:
            return as_file(_on_paper(request, found), "pdf", name=name)
        except Unprintable:
            messages.error(request, _("The list could not be laid out. Take it as XLSX meanwhile."))
            return redirect("delegations:participants", request.conference.slug)
    return render(request, "delegations/participants.html", {"conference": request.conference, "participants": found})


def _on_paper(request: OfficeRequest, found: Participants) -> bytes:
    today = day(timezone.localdate(timezone=request.conference.zone))
    return participants_on_paper(request.conference, found, as_of=_("As of %(day)s") % {"day": today})


def _rows_of_heads(heads: Iterable[Head]) -> Iterable[list[object]]:
    yield [
        _("No."),
        pgettext("column", "Rank"),
        _("Party"),
        _("Name"),
        _("Name in original script"),
        _("Capacity"),
        _("State"),
    ]
    for place, head in enumerate(heads, start=1):
        person = head.delegate
        yield [
            place,
            person.get_rank_display(),
            head.party_name,
            queries.titled(person),
            person.original_name,
            person.capacity,
            person.get_state_display(),
        ]


def _rows_of_participants(found: Participants) -> Iterable[list[object]]:
    yield [_("Party"), _("Name"), _("Name in original script"), _("Role"), _("Capacity"), _("Body")]
    for party in found.parties:
        for person in party.people:
            yield [
                party.name,
                queries.titled(person),
                person.original_name,
                person.get_role_display(),
                person.capacity,
                person.body,
            ]
