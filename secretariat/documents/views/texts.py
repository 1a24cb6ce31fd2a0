"""The text of a document, as a rapporteur drafts it: paragraph by paragraph, or as a whole."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.archive.queries import Marks, citations_by_fact, page_in_office
from secretariat.audit.action import Refused
from secretariat.audit.forms import Attempt, attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.documents import actions, permissions
from secretariat.documents.actions.texts import MOST_PARAGRAPHS, Place
from secretariat.documents.forms.texts import (
    KeepVersionForm,
    ParagraphForm,
    RecognisedForm,
    ReviseParagraphForm,
    TranslateParagraphForm,
    WholeTextForm,
    what_is_said,
)
from secretariat.documents.models import Document, Paragraph
from secretariat.documents.queries.bringing_in import as_text, staying_of
from secretariat.documents.queries.placing import place_of_move
from secretariat.documents.queries.texts import (
    adoption_of,
    as_written,
    digest_of_text,
    languages_in,
    open_brackets,
    paragraphs_of,
    shown_text,
    struck_of,
    versions_of,
    written_of,
)
from secretariat.documents.views.negotiation_parts import (
    Crumb,
    drafts_seen,
    number_asked,
    row_seen,
    sits_in_office,
    way_to,
)
from secretariat.engines.wording import Written, recognised
from secretariat.ui.answering import answered_with, sent, unless

FORM = "documents/form.html"


@require_GET
def text(request: OfficeRequest, pk: int) -> HttpResponse:
    """The text that is worked on: each paragraph with its number and lines, what is open, and the kept versions."""
    seen, user, held = drafts_seen(request, pk), request.user, request.conference
    rows = paragraphs_of(seen)
    written = as_written(rows)
    marks = Marks(page_in_office(held.slug) if sits_in_office(request) else lambda _source: "")
    citations = citations_by_fact(user, rows)
    adoption = adoption_of(seen)
    is_adopted = adoption is not None
    shown = shown_text(written, get_language() or "en", {row.key: row for row in rows}, adoption)
    context = {
        "conference": held,
        "document": seen,
        "crumbs": way_to(request, seen),
        "paragraphs": [
            (each, marks.of(citations.get(("documents.paragraph", each.row.pk), []))) for each in shown if each.row
        ],
        "struck": struck_of(seen),
        "open": open_brackets(written),
        "spoken": languages_in(written),
        "versions": versions_of(seen),
        "is_adopted": is_adopted,
        "may_write": permissions.may_write_text(user, seen) and not is_adopted,
        "may_translate": permissions.may_write_text(user, seen) and is_adopted,
        "version_form": KeepVersionForm(),
    }
    return render(request, "documents/text.html", context)


@require_http_methods(["GET", "POST"])
def write_paragraph(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write a new paragraph: at the end, after another, or under another."""
    seen, user = drafts_seen(request, pk), request.user
    unless(permissions.may_write_paragraph(user, seen))
    after, parent = (_named(request, seen, name) for name in ("after", "parent"))
    kind = after.kind if after is not None else "operative"
    form = ParagraphForm(sent(request), initial={"kind": kind}, user=user, conference=request.conference)
    where = Place(after=after, parent=parent or (after.parent if after is not None else None))
    made: list[Paragraph] = []
    done = attempt(
        form,
        lambda: made.append(
            actions.write_paragraph(
                user,
                seen,
                kind=form.cleaned_data["kind"],
                text=form.cleaned_data["text"],
                where=where,
                cited=form.cited,
            )
        ),
    )
    words = {
        "title": _("Write a paragraph"),
        "button": pgettext("button", "Write"),
        "done": _("The paragraph is written."),
    }
    return _answered(request, done, words, seen, made[0] if made else after)


@require_http_methods(["GET", "POST"])
def revise_paragraph(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change the words of a paragraph; what somebody else changed meanwhile stands beside them."""
    paragraph, user = row_seen(request, Paragraph, pk), request.user
    unless(permissions.may_revise_paragraph(user, paragraph))
    needs = {"conference": request.conference}
    form = ReviseParagraphForm(sent(request), initial=what_is_said(paragraph), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_paragraph(
            user,
            paragraph,
            text=form.cleaned_data["text"],
            kind=form.cleaned_data["kind"],
            version=seen_version(form),
        ),
        now=lambda: what_is_said(row_seen(request, Paragraph, pk)),
        **needs,
    )
    words = {"title": _("Revise a paragraph"), "button": _("Save"), "done": _("The paragraph is revised.")}
    if request.method == "GET" and request.headers.get("HX-Request") == "true":
        place = _place(request, paragraph.document, paragraph)
        said = {"conference": request.conference, "form": form, "paragraph": paragraph, "leave": place, **words}
        return render(request, "documents/_revising.html", said)
    return _answered(request, done, words, paragraph.document, paragraph)


@require_http_methods(["GET", "POST"])
def translate_paragraph(request: OfficeRequest, pk: int) -> HttpResponse:
    """Add words of an adopted paragraph in languages that have none."""
    paragraph, user = row_seen(request, Paragraph, pk), request.user
    unless(permissions.may_translate_paragraph(user, paragraph))
    needs = {"conference": request.conference}
    form = TranslateParagraphForm(sent(request), initial=what_is_said(paragraph), **needs)
    done = attempt_revision(
        form,
        lambda: actions.translate_paragraph(
            user, paragraph, text=form.cleaned_data["text"], version=seen_version(form)
        ),
        now=lambda: what_is_said(row_seen(request, Paragraph, pk)),
        **needs,
    )
    words = {
        "title": _("Translate an adopted paragraph"),
        "text": _("What was adopted stays as it is; translations made afterwards are no part of what was sealed."),
        "button": _("Save"),
        "done": _("The translation is written down."),
    }
    return _answered(request, done, words, paragraph.document, paragraph)


@require_POST
def move_paragraph(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put a paragraph one place up or down, or one level in or out."""
    paragraph, user = row_seen(request, Paragraph, pk), request.user
    unless(permissions.may_move_paragraph(user, paragraph))
    where = place_of_move(paragraph, request.POST.get("to", ""))
    if where is None:
        raise Refused(_("There is no place for the paragraph there."))
    actions.move_paragraph(user, paragraph, where=Place(*where), version=_version(request))
    return redirect(_place(request, paragraph.document, paragraph))


@require_POST
def strike_paragraph(request: OfficeRequest, pk: int) -> HttpResponse:
    """Strike a paragraph out; it can be put back."""
    paragraph, user = row_seen(request, Paragraph, pk), request.user
    unless(permissions.may_strike_paragraph(user, paragraph))
    actions.strike_paragraph(user, paragraph, version=_version(request))
    messages.success(request, _("The paragraph is struck out. It can be put back below."))
    return redirect(_place(request, paragraph.document))


@require_POST
def restore_paragraph(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put back a paragraph that was struck out."""
    paragraph, user = row_seen(request, Paragraph, pk), request.user
    unless(permissions.may_restore_paragraph(user, paragraph))
    actions.restore_paragraph(user, paragraph, version=_version(request))
    return redirect(_place(request, paragraph.document, paragraph))


@require_http_methods(["GET", "POST"])
def write_text(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write a whole text: what is pasted is parted into paragraphs, shown, corrected, and only then written."""
    seen, user, held = drafts_seen(request, pk), request.user, request.conference
    unless(permissions.may_write_text(user, seen))
    if "count" in request.POST:
        return _write_recognised(request, seen)
    initial = {"language": held.original_language}
    form = WholeTextForm(sent(request), conference=held, initial=initial)
    if form.is_bound and form.is_valid():
        language = form.cleaned_data["language"]
        found = recognised(form.cleaned_data["text"], language)
        if found:
            if len(found) <= MOST_PARAGRAPHS:
                preview = RecognisedForm(conference=held, paragraphs=found, initial={"language": language})
                return _preview(request, seen, preview, found)
            sentence = _("A text has at most %(most)s paragraphs; this one has %(count)s.")
            form.add_error("text", sentence % {"most": MOST_PARAGRAPHS, "count": len(found)})
        else:
            form.add_error("text", _("There is no paragraph in this text."))
    has_text = Paragraph.objects.filter(document=seen, is_struck=False).exists()
    words = {
        "title": _("Write the whole text"),
        "text": _(
            "Paragraphs that are there now are known again by their words; those that do not come are struck out."
        )
        if has_text
        else "",
        "button": _("Show the paragraphs"),
    }
    context = {"conference": held, "form": form, "leave": _place(request, seen), "crumbs": _way(request, seen), **words}
    return render(request, FORM, context, status=422 if form.errors else 200)


def _write_recognised(request: OfficeRequest, seen: Document) -> HttpResponse:
    form = RecognisedForm(request.POST, conference=request.conference)
    name = _("Text of %(symbol)s") % {"symbol": seen.symbol or seen.key}
    done = attempt(
        form,
        lambda: actions.write_text(
            request.user,
            seen,
            paragraphs=as_text(form.proposed(), form.cleaned_data["language"], written_of(seen)),
            name=name,
            seen=request.POST.get("seen", ""),
        ),
    )
    if not done.is_done:
        return _preview(request, seen, form)
    messages.success(request, _("The text is written."))
    return redirect(_place(request, seen))


def _preview(
    request: OfficeRequest, seen: Document, form: RecognisedForm, found: Sequence[Written] = ()
) -> HttpResponse:
    present = written_of(seen)
    context = {
        "staying": staying_of(present, found) if found and present else None,
        "seen": digest_of_text(present),
        "conference": request.conference,
        "document": seen,
        "form": form,
        "leave": _place(request, seen),
        "crumbs": _way(request, seen),
    }
    return render(request, "documents/recognised.html", context, status=422 if form.errors else 200)


def _named(request: OfficeRequest, seen: Document, name: str) -> Paragraph | None:
    number = number_asked(request, name)
    return Paragraph.objects.filter(document=seen, pk=number).first() if number else None


def _version(request: OfficeRequest) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 12 else None


def _way(request: OfficeRequest, seen: Document) -> list[Crumb]:
    return [*way_to(request, seen), Crumb(_place(request, seen), _("Text"))]


def _place(request: OfficeRequest, seen: Document, paragraph: Paragraph | None = None) -> str:
    address = reverse("documents:text", args=[request.conference.slug, seen.pk])
    return f"{address}#paragraph-{paragraph.key}" if paragraph is not None else address


def _answered(
    request: OfficeRequest, done: Attempt, words: Mapping[str, Any], seen: Document, paragraph: Paragraph | None
) -> HttpResponse:
    said = {"conference": request.conference, "text": "", "crumbs": _way(request, seen), **words}
    return answered_with(request, FORM, done, said, lambda: _place(request, seen, paragraph))
