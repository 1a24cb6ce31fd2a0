"""Pages of a text under negotiation: the text with what is proposed to it, and who stands how."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.archive.queries import as_sheet
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import name_of, shown_names
from secretariat.documents import actions, permissions
from secretariat.documents.forms.amending import OpenForm
from secretariat.documents.forms.support import StanceForm
from secretariat.documents.models import Amendment, Paragraph, Support, SupportStance
from secretariat.documents.queries.negotiating import Grid, Narrowed, Negotiation, grid_of, negotiation_of
from secretariat.documents.queries.papers import sees_drafts
from secretariat.documents.queries.participants import in_protocol_order
from secretariat.documents.queries.reading import said_without, written_for
from secretariat.documents.queries.texts import languages_in
from secretariat.documents.views.negotiation_parts import (
    answered_on,
    kept_back,
    number_asked,
    parties_offered,
    party_named,
    row_seen,
    sits_in_office,
    spoken_for,
    text_seen,
    way_to,
)
from secretariat.ui.answering import asked, sent, unless
from secretariat.ui.spreadsheets import as_file
from secretariat.ui.templatetags.ui import own_name

MARKS = {
    SupportStance.SUPPORTS: "+",
    SupportStance.OPPOSES: "−",
    SupportStance.RESERVES: "?",
    SupportStance.SILENT: "·",
}


@require_GET
def negotiation(request: OfficeRequest, pk: int) -> HttpResponse:
    """The text with line numbers, each amendment under its paragraph, brackets, and who stands how."""
    document, user = text_seen(request, pk), request.user
    spoken = languages_in(written_for(user, document))
    chosen = asked(request, "language")
    language = chosen if chosen in spoken else (get_language() or "en")
    wanted = Narrowed(number_asked(request, "party"), asked(request, "open") == "1")
    told = negotiation_of(document, user, language, wanted)
    works = permissions.works_on_texts(user, document.conference_id)
    is_adopted = hasattr(document, "adoption")
    context = {
        "conference": request.conference,
        "document": document,
        "told": told,
        "crumbs": way_to(request, document),
        "filters": _filters(told, wanted, (spoken, language)),
        "is_office": sits_in_office(request),
        "is_adopted": is_adopted,
        "may_amend": not is_adopted and (works or (permissions.may_amend(user, document) and document.is_open)),
        "may_stand": not is_adopted and permissions.may_take_stance(user, document),
        "may_open": not is_adopted and permissions.may_open_text(user, document),
        "may_adopt": not is_adopted and permissions.may_adopt(user, document),
        "may_decide": not is_adopted and works,
        "may_tie": works,
    }
    return render(request, "documents/negotiation.html", context)


@require_GET
def stances(request: OfficeRequest, pk: int) -> HttpResponse:
    """Every participant by every paragraph and amendment, also as a file."""
    document = text_seen(request, pk)
    grid = grid_of(document, request.user, get_language() or "en")
    kind = asked(request, "format")
    if kind in {"csv", "xlsx"}:
        title = _("Who stands how to %(document)s") % {"document": document.symbol or document.key}
        return as_file(as_sheet(_sheet(grid), kind, title=title), kind, name=f"stances-{document.key}")
    # Most cells are silent, and say so by being empty.
    spoken: dict[str, dict[str, str]] = {
        stance: {"stance": stance, "mark": mark, "label": str(stance.label)}
        for stance, mark in MARKS.items()
        if stance != SupportStance.SILENT
    }
    # One that takes part no more has no word where it did not speak.
    spoken[""] = {"stance": "out", "mark": "–", "label": _("Takes part no more")}
    context = {
        "conference": request.conference,
        "document": document,
        "heads": [(name, place, _counted(counts)) for name, place, counts in grid.heads],
        "rows": [
            {
                "name": row.name,
                "cells": [spoken.get(cell) for cell in row.cells],
            }
            for row in grid.rows
        ],
        "legend": [
            (each["mark"], each["label"])
            for stance, each in spoken.items()
            if stance or any("" in row.cells for row in grid.rows)
        ],
        "crumbs": way_to(request, document, with_text=True),
    }
    return render(request, "documents/stances.html", context)


@require_http_methods(["GET", "POST"])
def open_text(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let parties hand in amendments, until a moment if one is named."""
    document, user = text_seen(request, pk), request.user
    unless(permissions.may_open_text(user, document))
    form = OpenForm(sent(request), initial={"deadline": document.deadline, "version": document.version})
    done = attempt_revision(
        form,
        lambda: actions.open_text(
            user, document, at=now(), deadline=form.cleaned_data["deadline"], version=seen_version(form)
        ),
        now=lambda: _openness(text_seen(request, pk)),
    )
    words = {
        "title": _("Open the text to amendments"),
        "text": _("The focal points of the delegations hand in amendments for their own party while the text is open."),
        "button": pgettext("button", "Open it"),
        "done": _("The text is open to amendments."),
    }
    return answered_on(request, done, document, words)


@require_POST
def close_text(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take no more amendments from the delegations."""
    document = text_seen(request, pk)
    unless(permissions.may_close_text(request.user, document))
    actions.close_text(request.user, document)
    messages.success(request, _("The text is closed to amendments."))
    return redirect(reverse("documents:negotiation", args=[request.conference.slug, document.pk]))


@require_http_methods(["GET", "POST"])
def take_stance(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say how a party stands to a paragraph or an amendment."""
    document, user = text_seen(request, pk), request.user
    unless(permissions.may_take_stance(user, document))
    on = _thing(request, pk)
    offered = parties_offered(request, document)
    form = StanceForm(sent(request), parties=offered, initial=_stands(request, on))
    done = attempt(
        form,
        lambda: actions.take_stance(
            user,
            document,
            on=on,
            party=party_named(form.cleaned_data["party"]),
            stance=form.cleaned_data["stance"],
            note=form.cleaned_data["note"],
        ),
    )
    title = _("Stance on amendment %(number)s") % {"number": on.number} if isinstance(on, Amendment) else ""
    words = {
        "title": title or _("Stance on a paragraph"),
        # What an amendment says is what its parties handed in; a paragraph is read as its text is.
        "quoted": on.text if isinstance(on, Amendment) else said_without(on.text, kept_back(request, document)),
        "stood": _stood(request, on),
        "button": pgettext("button", "Write it down"),
        "done": _("The stance is written down."),
    }
    place = f"#amendment-{on.number}" if isinstance(on, Amendment) else f"#paragraph-{on.key}"
    return answered_on(request, done, document, words, place)


@require_POST
def clear_stance(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take back how a party stands: it is silent again."""
    support = row_seen(request, Support, pk)
    unless(permissions.may_clear_stance(request.user, support))
    document_id = support.document_id
    actions.clear_stance(request.user, support)
    messages.success(request, _("The stance is taken back; the party is silent again."))
    return redirect(reverse("documents:negotiation", args=[request.conference.slug, document_id]))


def _openness(document: Any) -> dict[str, object]:
    return {"deadline": document.deadline, "version": document.version}


def _thing(request: OfficeRequest, document_id: int) -> Paragraph | Amendment:
    """The paragraph or the amendment that the address names, of this text."""
    paragraph, amendment = number_asked(request, "paragraph"), number_asked(request, "amendment")
    model: type[Any] = Paragraph if paragraph is not None else Amendment
    number = paragraph if paragraph is not None else amendment
    if number is None:
        raise Http404
    rows = model._default_manager.in_office_of(request.user).filter(
        conference=request.conference, document_id=document_id
    )
    found: Paragraph | Amendment = get_object_or_404(rows, pk=number)
    if isinstance(found, Paragraph) and found.is_struck and not sees_drafts(request.user, found.conference_id):
        raise Http404
    return found


def _stands(request: OfficeRequest, on: Paragraph | Amendment) -> dict[str, object]:
    """How the party stands now for which this person speaks."""
    own = spoken_for(request)
    named = number_asked(request, "for") or (next(iter(own)) if len(own) == 1 else None)
    known = on.supports.filter(party=named).first() if named is not None else None
    if known is None:
        return {"party": str(named or "")}
    return {"party": str(named), "stance": known.stance, "note": known.note}


def _stood(request: OfficeRequest, on: Paragraph | Amendment) -> list[tuple[Support, object]]:
    """The stances on it that this person may take back, each with the name of its party."""
    names = shown_names(request.conference)
    kind = "amendment" if isinstance(on, Amendment) else "paragraph"
    rows = Support.objects.in_office_of(request.user).filter(**{kind: on}).select_related("party", "document")
    mine = [each for each in rows if permissions.may_clear_stance(request.user, each)]
    known = {each.party_id: each for each in mine}
    ordered = in_protocol_order((each.party for each in mine), request.conference, names)
    return [(known[party.pk], name_of(party, names)) for party in ordered]


def _filters(told: Negotiation, wanted: Narrowed, spoken: tuple[tuple[str, ...], str]) -> list[dict[str, object]]:
    parties = [("", _("All parties")), *((str(party.pk), str(name)) for party, name in told.participants)]
    what = [("", _("The whole text")), ("1", _("Open points alone"))]
    languages = [(code, own_name(code)) for code in spoken[0]]
    offered: list[tuple[str, str, list[tuple[str, str]], str]] = [
        ("party", _("Party"), parties, str(wanted.party or "")),
        ("open", _("Shown"), what, "1" if wanted.is_open else ""),
    ]
    if len(languages) > 1:
        offered.append(("language", _("Language of the text"), languages, spoken[1]))
    return [
        {
            "name": name,
            "label": label,
            "choices": [{"value": value, "label": words, "is_chosen": value == chosen} for value, words in choices],
        }
        for name, label, choices, chosen in offered
    ]


def _counted(counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    return [(mark, str(stance.label), counts[stance]) for stance, mark in MARKS.items()]


def _sheet(grid: Grid) -> Iterator[list[object]]:
    yield [_("Party"), *(name for name, _place, _counts in grid.heads)]
    for row in grid.rows:
        yield [str(row.name), *(str(SupportStance(cell).label) if cell else "" for cell in row.cells)]
