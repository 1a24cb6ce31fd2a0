"""Parts that the pages of a negotiation share: a document that is seen, the way to it, who can be named."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from secretariat.accounts.models import OFFICE_ROLES, Role
from secretariat.audit.action import Refused
from secretariat.audit.forms import Attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import name_of, shown_names
from secretariat.documents import permissions
from secretariat.documents.models import Document
from secretariat.documents.queries.papers import may_read_text, sees_drafts
from secretariat.documents.queries.participants import in_protocol_order, voters_of
from secretariat.documents.queries.reading import undone
from secretariat.parties.models import Party
from secretariat.ui.answering import answered_with, asked

FORM = "documents/negotiation_form.html"


@dataclass(frozen=True)
class Crumb:
    """A page on the way to this one."""

    url: str
    label: object


def sits_in_office(request: OfficeRequest) -> bool:
    """Whether this person belongs to the secretariat."""
    return bool(request.roles & OFFICE_ROLES)


def document_seen(request: OfficeRequest, pk: int) -> Document:
    """The document, if the office shows it to this person."""
    rows = Document.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(rows.select_related("conference__host", "adoption"), pk=pk)


def text_seen(request: OfficeRequest, pk: int) -> Document:
    """The document, if its words are for this person: those of one that was withdrawn are the secretariat's."""
    document = document_seen(request, pk)
    if not may_read_text(request.user, document):
        raise Http404
    return document


def drafts_seen(request: OfficeRequest, pk: int) -> Document:
    """The document, for those who read drafts: what it said on its way is nobody else's."""
    document = document_seen(request, pk)
    if not sees_drafts(request.user, document.conference_id):
        raise Http404
    return document


def row_seen(request: OfficeRequest, model: type[Any], pk: int) -> Any:
    """A row of a document that the office shows to this person, with its words."""
    rows = model._default_manager.in_office_of(request.user).filter(conference=request.conference)
    row = get_object_or_404(rows.select_related("document__conference__host"), pk=pk)
    is_struck = getattr(row, "is_struck", False) and not sees_drafts(request.user, row.document.conference_id)
    if is_struck or not may_read_text(request.user, row.document):
        raise Http404
    return row


def kept_back(request: OfficeRequest, document: Document) -> set[str]:
    """The languages of a text that are still being written, and not for this person."""
    return undone(request.user, [document])[document.pk]


def number_asked(request: OfficeRequest, name: str) -> int | None:
    """A number that the address names."""
    value = asked(request, name)
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 12 else None


def spoken_for(request: OfficeRequest) -> set[int]:
    """The parties whose focal point this person is, for a person who does not work on texts."""
    if permissions.works_on_texts(request.user, request.conference.pk):
        return set()
    seats = [seat for seat in request.user.seats if seat.conference_id == request.conference.pk]
    return {seat.party_id for seat in seats if seat.role == Role.FOCAL_POINT and seat.party_id is not None}


def seats_of(request: OfficeRequest) -> list[tuple[Party, object]]:
    """The participants that may vote, in protocol order, each with its name."""
    names = shown_names(request.conference)
    seated = in_protocol_order(voters_of(request.conference).values(), request.conference, names)
    return [(party, name_of(party, names)) for party in seated]


def parties_offered(request: OfficeRequest, document: Document) -> list[tuple[str, str]]:
    """The participants that this person may name: all, or their own party alone."""
    own = spoken_for(request)
    is_free = permissions.works_on_texts(request.user, document.conference_id)
    return [(str(party.pk), str(name)) for party, name in seats_of(request) if is_free or party.pk in own]


def party_named(number: str) -> Party:
    """The party of a choice."""
    found = Party.objects.filter(pk=int(number)).first() if number else None
    if found is None:
        raise Refused(_("Say which party it is."), field="party")
    return found


def way_to(request: OfficeRequest, document: Document, *, with_text: bool = False) -> list[Crumb]:
    """The way to a page of a text under negotiation."""
    slug = request.conference.slug
    pages = [
        Crumb(reverse("documents:documents", args=[slug]), _("Documents")),
        Crumb(reverse("documents:document", args=[slug, document.pk]), document.symbol or document.title),
    ]
    if with_text:
        pages.append(Crumb(reverse("documents:negotiation", args=[slug, document.pk]), _("Negotiation")))
    return pages


def answered_on(
    request: OfficeRequest, done: Attempt, document: Document, words: Mapping[str, object], place: str = ""
) -> HttpResponse:
    """Go back to the text with the word that it is done, or show the form again."""
    leave = reverse("documents:negotiation", args=[request.conference.slug, document.pk])
    said = {"conference": request.conference, "crumbs": way_to(request, document, with_text=True), **words}
    return answered_with(request, FORM, done, said, lambda: f"{leave}{place}")
