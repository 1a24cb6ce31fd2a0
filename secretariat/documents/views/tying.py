"""Pages of what paragraphs answer; and parts of the pages of a pledge and of a topic."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.action import Refused
from secretariat.audit.forms import attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.documents import actions, permissions
from secretariat.documents.forms.support import ParagraphTieForm
from secretariat.documents.models import Paragraph, ParagraphTie
from secretariat.documents.queries.reading import said_without
from secretariat.documents.queries.tying import (
    TiedParagraph,
    paragraphs_tied,
    thing_named,
    ties_of_document,
    what_can_be_answered,
)
from secretariat.documents.views.negotiation_parts import answered_on, kept_back, row_seen, way_to
from secretariat.dossier.models import Position, Topic
from secretariat.pledges.models import Pledge
from secretariat.ui.answering import sent, unless


@require_GET
def ties_of_paragraph(request: OfficeRequest, pk: int) -> HttpResponse:
    """What a paragraph answers: a page of its own, and a part of the negotiating page."""
    paragraph = row_seen(request, Paragraph, pk)
    context = {
        "conference": request.conference,
        "document": paragraph.document,
        "paragraph": paragraph,
        "said": said_without(paragraph.text, kept_back(request, paragraph.document)),
        "ties": ties_of_document(paragraph.document, request.user).get(paragraph.pk, []),
        "may_tie": permissions.may_tie_paragraph(request.user, paragraph),
        "crumbs": way_to(request, paragraph.document, with_text=True),
    }
    return render(request, "documents/_ties.html" if _is_part(request) else "documents/ties.html", context)


@require_http_methods(["GET", "POST"])
def tie_paragraph(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say which position or pledge a paragraph answers."""
    paragraph, user, held = row_seen(request, Paragraph, pk), request.user, request.conference
    unless(permissions.may_tie_paragraph(user, paragraph))
    form = ParagraphTieForm(
        sent(request), initial={"to": request.GET.get("to", "")}, choices=what_can_be_answered(held, user)
    )
    done = attempt(
        form,
        lambda: actions.tie_paragraph(user, paragraph, to=_named(thing_named(held, user, form.cleaned_data["to"]))),
    )
    words = {
        "title": _("What the paragraph answers"),
        "quoted": paragraph.text,
        "button": pgettext("button", "Tie"),
        "done": _("The paragraph is tied to it."),
    }
    return answered_on(request, done, paragraph.document, words, f"#paragraph-{paragraph.key}")


@require_POST
def untie_paragraph(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take back that a paragraph answers something."""
    tie = row_seen(request, ParagraphTie, pk)
    unless(permissions.may_untie_paragraph(request.user, tie))
    paragraph_id = tie.paragraph_id
    actions.untie_paragraph(request.user, tie)
    messages.success(request, _("The paragraph is no longer tied to it."))
    return redirect(reverse("documents:ties_of_paragraph", args=[request.conference.slug, paragraph_id]))


@require_GET
def paragraphs_of_pledge(request: OfficeRequest, pk: int) -> HttpResponse:
    """The paragraphs that a pledge stands behind: a page of its own, and a part of the pledge's page."""
    rows = Pledge.objects.in_office_of(request.user).filter(conference=request.conference)
    pledge = get_object_or_404(rows.select_related("party"), pk=pk)
    found = paragraphs_tied(request.conference, request.user, "pledge", [pledge], _language())
    leave = reverse("pledges:pledge", args=[request.conference.slug, pledge.pk])
    return _answering(request, str(pledge.title or pledge.text), leave, found.get(pledge.pk, []))


@require_GET
def paragraphs_of_topic(request: OfficeRequest, pk: int) -> HttpResponse:
    """The paragraphs that answer what parties hold on a topic: a page of its own, and a part of the topic's page."""
    topic = get_object_or_404(Topic, conference=request.conference, pk=pk)
    held = list(Position.objects.in_office_of(request.user).filter(topic=topic))
    found = paragraphs_tied(request.conference, request.user, "position", held, _language())
    once = {(each.paragraph.pk): each for some in found.values() for each in some}
    leave = reverse("dossier:topic", args=[request.conference.slug, topic.pk])
    return _answering(request, str(topic.name), leave, list(once.values()))


def _answering(request: OfficeRequest, about: str, leave: str, paragraphs: list[TiedParagraph]) -> HttpResponse:
    context = {"conference": request.conference, "about": about, "leave": leave, "paragraphs": paragraphs}
    return render(request, "documents/_answering.html" if _is_part(request) else "documents/answering.html", context)


def _language() -> str:
    return get_language() or "en"


def _named(thing: Any) -> Any:
    if thing is None:
        raise Refused(_("This is no longer there; somebody removed it."), field="to")
    return thing


def _is_part(request: OfficeRequest) -> bool:
    """Whether a page asks for its part alone."""
    return request.headers.get("HX-Request") == "true"
