"""Texts handed out as files: PDF, Word and Akoma Ntoso, as they are worked on or as they were kept."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import address
from secretariat.documents.models import TextVersion
from secretariat.documents.queries.handing_out import TYPES, Paper, as_docx, as_xml, name_of_text, paper_of
from secretariat.documents.queries.on_paper import as_pdf, negotiation_on_paper
from secretariat.documents.queries.papers import may_read_text
from secretariat.documents.views.negotiation_parts import document_seen

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
    content = negotiation_on_paper(paper.document, request.user, get_language() or "en")
    return _as_file(content, "pdf", name_of_text(paper, "pdf").replace(".", "-negotiation.", 1))


def _handed(request: OfficeRequest, pk: int, kind: str, make: Made, number: int | None = None) -> HttpResponse:
    paper = _paper(request, pk, number)
    return _as_file(make(paper), kind, name_of_text(paper, kind))


def _paper(request: OfficeRequest, pk: int, number: int | None = None) -> Paper:
    """A text that this person may read; one without paragraphs is not handed out."""
    seen, user = document_seen(request, pk), request.user
    seen.conference = request.conference
    if not may_read_text(user, seen):
        raise Http404
    kept = None
    if number is not None:
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
