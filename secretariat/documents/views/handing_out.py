"""Texts handed out as files: PDF, Word and Akoma Ntoso, as they are worked on or as they were kept."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import address
from secretariat.documents.models import TextVersion
from secretariat.documents.queries.handing_out import TYPES, Paper, as_docx, as_xml, name_of_text, paper_of
from secretariat.documents.queries.on_paper import as_pdf, negotiation_on_paper
from secretariat.documents.queries.papers import may_read_text, sees_drafts
from secretariat.documents.views.negotiation_parts import document_seen
from secretariat.engines.paper import Unprintable

Made = Callable[[Paper], bytes]


@require_GET
def text_pdf(request: OfficeRequest, pk: int) -> HttpResponse:
    """The text as it is worked on, as a PDF in the language of the page."""
    return _handed(request, pk, "pdf", as_pdf)


@require_GET
def text_docx(request: OfficeRequest, pk: int) -> HttpResponse:
    """The text as it is worked on, as a Word document."""
    return _handed(request, pk, "docx", as_docx)


@require_GET
def text_xml(request: OfficeRequest, pk: int) -> HttpResponse:
    """The text as it is worked on, as Akoma Ntoso."""
    return _handed(request, pk, "xml", _as_xml)


@require_GET
def version_pdf(request: OfficeRequest, pk: int, number: int) -> HttpResponse:
    """A kept version as a PDF."""
    return _handed(request, pk, "pdf", as_pdf, number)


@require_GET
def version_docx(request: OfficeRequest, pk: int, number: int) -> HttpResponse:
    """A kept version as a Word document."""
    return _handed(request, pk, "docx", as_docx, number)


@require_GET
def version_xml(request: OfficeRequest, pk: int, number: int) -> HttpResponse:
    """A kept version as Akoma Ntoso."""
    return _handed(request, pk, "xml", _as_xml, number)


@require_GET
def negotiating_pdf(request: OfficeRequest, pk: int) -> HttpResponse:
    """The text as it is negotiated, with numbered lines, what is proposed, and who stands how."""
    paper = _paper(request, pk)
    name = name_of_text(paper, "pdf").replace(".", "-negotiation.", 1)
    return _made(
        request, paper, lambda each: negotiation_on_paper(each.document, request.user, each.language), ("pdf", name)
    )


def _handed(request: OfficeRequest, pk: int, kind: str, make: Made, number: int | None = None) -> HttpResponse:
    paper = _paper(request, pk, number)
    return _made(request, paper, make, (kind, name_of_text(paper, kind)))


def _made(request: OfficeRequest, paper: Paper, make: Made, named: tuple[str, str]) -> HttpResponse:
    """The file; of a text that cannot be set on paper, back to its document with a sentence."""
    try:
        content = make(paper)
    except Unprintable:
        messages.error(request, _("This text cannot be set on paper; it is too long. Take it as Word."))
        return redirect("documents:document", request.conference.slug, paper.document.pk)
    return _as_file(content, *named)


def _paper(request: OfficeRequest, pk: int, number: int | None = None) -> Paper:
    """A text that this person may read; one without paragraphs is not handed out."""
    seen, user = document_seen(request, pk), request.user
    seen.conference = request.conference
    if not may_read_text(user, seen):
        raise Http404
    kept = None
    if number is not None:
        if not sees_drafts(user, seen.conference_id):
            raise Http404
        kept = get_object_or_404(TextVersion.objects.in_office_of(user), document=seen, number=number)
    paper = paper_of(seen, user, kept)
    if not paper.paragraphs:
        raise Http404
    return paper


def _as_xml(paper: Paper) -> bytes:
    return as_xml(
        paper, address("documents:document", paper.language, paper.document.conference.slug, paper.document.pk)
    )


def _as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be kept, and never shown as a page of this house."""
    answer = HttpResponse(content, content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
