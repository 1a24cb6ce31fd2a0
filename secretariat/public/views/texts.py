"""The texts of public papers to be kept: PDF, Word, Akoma Ntoso, in the language of the address."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from secretariat.conference.queries import address
from secretariat.documents.queries.handing_out import TYPES, Paper, as_docx, as_xml, name_of_text, paper_of
from secretariat.documents.queries.on_paper import as_pdf
from secretariat.documents.queries.papers import may_read_text, public_documents
from secretariat.engines.paper import Unprintable
from secretariat.public.queries.editions import STRANGER
from secretariat.public.views.kept import public_page
from secretariat.public.views.pages import public_conference


def _file(kind: str, make: Callable[[Paper], bytes]) -> Callable[[HttpRequest, str, str], HttpResponse]:
    def view(request: HttpRequest, slug: str, key: str) -> HttpResponse:
        del request
        found = public_conference(slug)
        shown = get_object_or_404(public_documents(found), key=key)
        shown.conference = found
        if not may_read_text(STRANGER, shown):
            raise Http404
        paper = paper_of(shown, STRANGER)
        if not paper.paragraphs:
            raise Http404
        try:
            answer = HttpResponse(make(paper), content_type=TYPES[kind])
        except Unprintable:
            sentence = _("This text cannot be set on paper; it is too long. Take it as Word.")
            return HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=503)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name_of_text(paper, kind)}"'
        return answer

    view.__name__ = f"text_{kind}"
    view.__doc__ = f"The text of a paper as {kind.upper()}."
    return public_page()(view)


def _as_xml(paper: Paper) -> bytes:
    return as_xml(paper, address("public:document", paper.language, paper.document.conference.slug, paper.document.key))


text_pdf, text_docx, text_xml = _file("pdf", as_pdf), _file("docx", as_docx), _file("xml", _as_xml)
