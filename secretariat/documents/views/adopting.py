"""Pages of an adoption: noting it, with who voted how; reading it, with its seal; and what parties said of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.archive.permissions import may_cite
from secretariat.archive.queries import Marks, citations_by_fact, page_in_office
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import shown_names
from secretariat.documents import actions, permissions
from secretariat.documents.forms.adopting import (
    AdoptForm,
    ExplainForm,
    ReviseExplanationForm,
    what_is_said_of_explanation,
)
from secretariat.documents.models import Explanation
from secretariat.documents.queries.adopting import adoption_told, explanations_told, what_stands_in_the_way
from secretariat.documents.queries.papers import sees_drafts
from secretariat.documents.queries.texts import digest_of_text, written_of
from secretariat.documents.views.negotiation_parts import row_seen, seats_of, sits_in_office, text_seen, way_to
from secretariat.ui.answering import answered_with, sent, unless


@require_GET
def adoption(request: OfficeRequest, pk: int) -> HttpResponse:
    """How a text was adopted, who voted how, what parties said, and whether its seal holds."""
    document, user = text_seen(request, pk), request.user
    told = adoption_told(document, user)
    names = shown_names(request.conference)
    said = explanations_told(document, user, names)
    facts: list[Any] = [each.explanation for each in said] + ([told.adoption] if told else [])
    page_of = page_in_office(request.conference.slug)
    marks = Marks(page_of if sits_in_office(request) else lambda _source: "")
    citations = citations_by_fact(user, facts) if facts else {}
    context = {
        "conference": request.conference,
        "document": document,
        "told": told,
        "said": [(each, marks.of(citations.get(("documents.explanation", each.explanation.pk), []))) for each in said],
        "marks": marks.of(citations.get(("documents.adoption", told.adoption.pk), [])) if told else [],
        "open_points": what_stands_in_the_way(document) if told is None else [],
        "crumbs": way_to(request, document, with_text=True),
        "is_office": sits_in_office(request),
        "sees_drafts": sees_drafts(user, request.conference.pk),
        "may_cite": told is not None and sits_in_office(request) and may_cite(user, told.adoption),
        "may_adopt": told is None and permissions.may_adopt(user, document),
        "may_explain": permissions.may_explain(user, document),
    }
    return render(request, "documents/adoption.html", context)


@require_http_methods(["GET", "POST"])
def adopt(request: OfficeRequest, pk: int) -> HttpResponse:
    """Note that a text was adopted, and who voted how."""
    document, user = text_seen(request, pk), request.user
    unless(permissions.may_adopt(user, document))
    today = timezone.localdate(timezone=request.conference.zone).isoformat()
    form = AdoptForm(
        sent(request),
        user=user,
        conference=request.conference,
        seats=seats_of(request),
        initial={
            "manner": "consensus",
            "adopted_date": today,
            "version": document.version,
            "seen": digest_of_text(written_of(document)),
        },
    )
    done = attempt(
        form,
        lambda: actions.adopt(
            user,
            document,
            details=form.details,
            ballot=form.ballot,
            cited=form.cited,
            seen=form.seen_text,
        ),
    )
    words = {
        "title": _("Adopt the text"),
        "button": pgettext("button", "Adopt and seal"),
        "done": _("The text is adopted and sealed; nothing of it changes any more."),
        "open_points": what_stands_in_the_way(document),
        "document": document,
        "conference": request.conference,
        "crumbs": way_to(request, document, with_text=True),
    }
    return answered_with(request, "documents/adopt.html", done, words, lambda: _page(request, pk))


@require_http_methods(["GET", "POST"])
def explain(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write down how a party explains its vote or position, or what it reserves."""
    document, user = text_seen(request, pk), request.user
    unless(permissions.may_explain(user, document))
    begun = {"kind": "after" if hasattr(document, "adoption") else "before"}
    form = ExplainForm(sent(request), initial=begun, user=user, conference=request.conference, seats=seats_of(request))
    done = attempt(form, lambda: actions.explain(user, document, details=form.details, cited=form.cited))
    words = {
        "title": _("Explanation of vote or position"),
        "text": _("The party's own words, as they were said or handed in."),
        "button": pgettext("button", "Record"),
        "done": _("The explanation is written down."),
    }
    return _answered(request, done, document, words)


@require_http_methods(["GET", "POST"])
def revise_explanation(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct how a party's words were written down."""
    seen, user = row_seen(request, Explanation, pk), request.user
    unless(permissions.may_revise_explanation(user, seen))
    needs: dict[str, Any] = {"conference": request.conference, "seats": seats_of(request)}
    form = ReviseExplanationForm(sent(request), initial=what_is_said_of_explanation(seen), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_explanation(user, seen, details=form.details, version=seen_version(form)),
        now=lambda: what_is_said_of_explanation(row_seen(request, Explanation, pk)),
        **needs,
    )
    words = {
        "title": _("Revise an explanation"),
        "text": _("What was written down before stays in its history."),
        "button": _("Save"),
        "done": _("The explanation is revised."),
    }
    return _answered(request, done, seen.document, words)


def _page(request: OfficeRequest, pk: int) -> str:
    return reverse("documents:adoption", args=[request.conference.slug, pk])


def _answered(request: OfficeRequest, done: Any, document: Any, words: dict[str, Any]) -> HttpResponse:
    said = {"conference": request.conference, "crumbs": way_to(request, document, with_text=True), **words}
    return answered_with(request, "documents/negotiation_form.html", done, said, lambda: _page(request, document.pk))
