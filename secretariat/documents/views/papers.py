"""The list of papers, the page of one, and the forms in which papers are registered, revised, issued and withdrawn."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.archive.permissions import may_cite
from secretariat.archive.queries import Marks, as_sheet, citations_by_fact, page_in_office
from secretariat.audit.forms import Attempt, attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import shown_names
from secretariat.documents import actions, permissions
from secretariat.documents.forms.papers import (
    IssueDocumentForm,
    RegisterDocumentForm,
    ReviseDocumentForm,
    WithdrawDocumentForm,
    what_is_said_of_document,
)
from secretariat.documents.models import Document, DocumentKind, DocumentState
from secretariat.documents.queries.listing import SORTS, Found, Wanted, found, rows_of
from secretariat.documents.queries.papers import (
    documents_seen,
    items_seen,
    language_rows,
    languages_seen,
    party_of,
    place_of,
    readable,
    revised_by,
    sees_drafts,
)
from secretariat.documents.queries.reading import written_for
from secretariat.documents.queries.symbols import next_symbol, next_symbols
from secretariat.documents.queries.texts import adoption_of, shown_text
from secretariat.documents.views.negotiation_parts import Crumb, document_seen, number_asked, sits_in_office
from secretariat.documents.views.sheet import sheet_of
from secretariat.ui.answering import answered_with, asked, sent, unless
from secretariat.ui.spreadsheets import as_file
from secretariat.ui.templatetags.ui import own_name

FORM = "documents/form.html"
PAGE = 200
Filter = dict[str, Any]


@require_GET
def documents(request: OfficeRequest) -> HttpResponse:
    """All papers: found by words, kind, state, party, agenda item, and language in which they are not there."""
    held, user, wanted = request.conference, request.user, _wanted(request)
    known = found(user, held, wanted)
    kind = request.GET.get("format")
    if kind in {"csv", "xlsx"}:
        rows = sheet_of(held, rows_of(user, held, known.ids), items_seen(user, held))
        return as_file(as_sheet(rows, str(kind), title=_("Documents")), str(kind), name=f"{held.slug}-documents")
    page = number_asked(request, "page") or 1
    first, last = (page - 1) * PAGE, min(page * PAGE, len(known.ids))
    context = {
        "conference": held,
        "rows": rows_of(user, held, known.ids[first:last]),
        "filters": _filters(request, wanted, known),
        "shown": max(last - first, 0),
        "total": known.total,
        "sort": wanted.sort or "symbol",
        "more": _address(request, page=page + 1) if last < len(known.ids) else "",
        "back": _address(request, page=page - 1) if page > 1 else "",
        "csv": _address(request, format="csv"),
        "xlsx": _address(request, format="xlsx"),
        "may_register": permissions.may_register_document(user, held),
        "sees_drafts": sees_drafts(user, held.pk),
    }
    return render(request, "documents/documents.html", context)


@require_GET
def document(request: OfficeRequest, pk: int) -> HttpResponse:
    """One paper: its masthead, its languages, its text, what it revises, how it was adopted, and its sources."""
    seen, user, held = document_seen(request, pk), request.user, request.conference
    versions = languages_seen(user, [seen])[pk]
    is_drafting = sees_drafts(user, held.pk)
    seen.conference = held
    earlier = documents_seen(user, held).filter(pk=seen.revises_id).first() if seen.revises_id else None
    marks = Marks(page_in_office(held.slug) if sits_in_office(request) else lambda _source: "")
    citations = citations_by_fact(user, [seen])
    adoption = adoption_of(seen)
    context = {
        "conference": held,
        "document": seen,
        "crumbs": on_the_way(request),
        "name": party_of(seen, shown_names(held)),
        "item": items_seen(user, held).get(seen.item_id or 0),
        "revises": earlier,
        "revised_by": revised_by(user, seen),
        "language_rows": language_rows(seen, versions, today_at(request)) if is_drafting else [],
        "readable": readable(versions),
        "sees_drafts": is_drafting,
        "paragraphs": shown_text(written_for(user, seen), _language(), adoption=adoption),
        "adoption": adoption,
        "marks": marks.of(citations[seen._meta.label_lower, seen.pk]),
        "is_office": sits_in_office(request),
        "may": _may(request, seen),
    }
    return render(request, "documents/document.html", context)


@require_http_methods(["GET", "POST"])
def register_document(request: OfficeRequest) -> HttpResponse:
    """Register a paper; the next symbol is proposed."""
    held, user = request.conference, request.user
    unless(permissions.may_register_document(user, held))
    kind, revises = asked(request, "kind"), _earlier(request)
    initial: dict[str, Any] = {
        "symbol": next_symbol(held, kind=kind, revises=revises),
        "kind": revises.kind if revises else kind if kind in DocumentKind.values else DocumentKind.WORKING_PAPER,
        "original": held.original_language,
        "sensitivity": "secretariat",
    }
    if revises is not None:
        kept = ("title", "party", "item", "session", "distribution", "sensitivity")
        initial |= {"revises": revises.pk, **{name: getattr(revises, name) for name in kept}}
    form = RegisterDocumentForm(
        sent(request), initial=initial, user=user, conference=held, proposed=tuple(next_symbols(held)[:6])
    )
    made: list[Document] = []
    done = attempt(
        form,
        lambda: made.append(
            actions.register_document(
                user, held, details=form.details, original=form.cleaned_data["original"], cited=form.cited
            )
        ),
    )
    words = {
        "title": _("Register a revision of %(symbol)s") % {"symbol": revises.symbol or revises.title}
        if revises
        else _("Register a document"),
        "text": _("It is seen by the secretariat alone until it is issued."),
        "button": pgettext("button", "Register"),
        "done": _("The document is registered."),
        "crumbs": on_the_way(request),
    }
    leave = reverse("documents:documents", args=[held.slug])
    return _answered(request, done, words, made[0] if made else None, leave)


@require_http_methods(["GET", "POST"])
def revise_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct the masthead of a paper; its address stays."""
    seen, user, held = document_seen(request, pk), request.user, request.conference
    unless(permissions.may_revise_document(user, seen))
    needs: dict[str, Any] = {"user": user, "conference": held, "document": seen}
    form = ReviseDocumentForm(sent(request), initial=what_is_said_of_document(seen), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_document(user, seen, details=form.details, version=seen_version(form)),
        now=lambda: what_is_said_of_document(document_seen(request, pk)),
        **needs,
    )
    words = {"title": _("Revise the masthead"), "button": _("Save"), "done": _("The document is revised.")}
    return _answered(request, done, words, seen)


@require_http_methods(["GET", "POST"])
def issue_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """Hand a paper out on a day: it stands in the list of that day."""
    seen, user = document_seen(request, pk), request.user
    unless(permissions.may_issue_document(user, seen))
    form = IssueDocumentForm(sent(request), today=today_at(request))
    done = attempt(form, lambda: actions.issue_document(user, seen, issued_date=form.cleaned_data["issued_date"]))
    words = {
        "title": _("Issue the document"),
        "text": _("From that day on those for whom it is can read it, in the languages that are there: %(whom)s.")
        % {"whom": seen.get_sensitivity_display()},
        "button": pgettext("button", "Issue"),
        "done": _("The document is issued."),
    }
    return _answered(request, done, words, seen)


@require_http_methods(["GET", "POST"])
def withdraw_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a paper back, and say why."""
    seen, user = document_seen(request, pk), request.user
    unless(permissions.may_withdraw_document(user, seen))
    form = WithdrawDocumentForm(sent(request), conference=request.conference)
    done = attempt(form, lambda: actions.withdraw_document(user, seen, reason=form.cleaned_data["reason"]))
    words = {
        "title": _("Withdraw the document"),
        "text": _("It stays in the lists and says why it is gone; its files and its words are handed out no more."),
        "button": pgettext("button of a document", "Withdraw"),
        "done": _("The document is withdrawn."),
    }
    return _answered(request, done, words, seen)


def on_the_way(request: OfficeRequest, seen: Document | None = None) -> list[Crumb]:
    """The way to a page of papers."""
    slug = request.conference.slug
    pages = [Crumb(reverse("documents:documents", args=[slug]), _("Documents"))]
    if seen is None:
        return pages
    return [*pages, Crumb(reverse("documents:document", args=[slug, seen.pk]), seen.symbol or seen.title)]


def today_at(request: OfficeRequest) -> date:
    """The day at the venue."""
    return timezone.localdate(timezone=request.conference.zone)


def _answered(
    request: OfficeRequest, done: Attempt, words: Mapping[str, object], seen: Document | None, leave: str = ""
) -> HttpResponse:
    way = on_the_way(request, seen)
    said = {"conference": request.conference, "crumbs": way, "text": "", **words}
    return answered_with(request, FORM, done, said, lambda: way[-1].url if seen else leave)


def _may(request: OfficeRequest, seen: Document) -> dict[str, bool]:
    user = request.user
    is_issued = seen.state == DocumentState.ISSUED
    is_officer = permissions.may_issue_document(user, seen)
    return {
        "revise": permissions.may_revise_document(user, seen),
        "issue": is_officer and not is_issued,
        "withdraw": is_officer and is_issued and not hasattr(seen, "adoption"),
        "set_language": permissions.may_set_language_version(user, seen),
        "register": permissions.may_register_document(user, request.conference),
        "cite": may_cite(user, seen),
    }


def _earlier(request: OfficeRequest) -> Document | None:
    number = number_asked(request, "revises")
    return documents_seen(request.user, request.conference).filter(pk=number).first() if number else None


def _wanted(request: OfficeRequest) -> Wanted:
    sort = asked(request, "sort")
    return Wanted(
        words=asked(request, "q"),
        kind=asked(request, "kind"),
        state=asked(request, "state"),
        party=number_asked(request, "party"),
        item=number_asked(request, "item"),
        without=asked(request, "without"),
        sort=sort if sort.removeprefix("-") in SORTS else "",
    )


def _filters(request: OfficeRequest, wanted: Wanted, known: Found) -> list[Filter]:
    spoken = sorted(request.conference.languages, key=place_of)
    offered: list[tuple[str, object, list[tuple[object, object]], object]] = [
        ("kind", _("Kind"), [("", _("All kinds")), *DocumentKind.choices], wanted.kind),
        ("state", _("State"), [("", _("All states")), *DocumentState.choices], wanted.state),
        ("party", _("Submitted by"), [("", _("All parties")), *known.parties.items()], wanted.party),
        ("item", _("Agenda item"), [("", _("All items")), *known.items.items()], wanted.item),
        (
            "without",
            _("Not there in"),
            [("", _("Any language")), *((code, own_name(code)) for code in spoken)],
            wanted.without,
        ),
    ]
    return [
        {
            "name": name,
            "label": label,
            "choices": [
                {"value": value, "label": str(words), "is_chosen": value == (chosen or "")} for value, words in choices
            ],
        }
        for name, label, choices, chosen in offered
    ]


def _address(request: OfficeRequest, **changes: object) -> str:
    """The address of this page with something else asked for."""
    wanted = request.GET.copy()
    wanted.pop("page", None)
    for name, value in changes.items():
        wanted[name] = str(value)
    return f"?{wanted.urlencode()}"


def _language() -> str:
    return get_language() or "en"
