"""Pages of amendments: one by itself; handed in, joined, revised and taken back; and what becomes of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import now
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from i18nfield.strings import LazyI18nString

from secretariat.archive.permissions import may_cite
from secretariat.audit.action import Refused
from secretariat.audit.forms import Attempt, attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.documents import actions, permissions
from secretariat.documents.forms.amending import (
    AcceptForm,
    AmendForm,
    PartyForm,
    ReviseAmendmentForm,
    WithdrawForm,
    what_is_said_of_amendment,
    words_shown,
)
from secretariat.documents.models import Amendment, AmendmentKind, AmendmentState, Document, Paragraph
from secretariat.documents.queries.amendments import (
    UNDECIDED,
    Clash,
    clashes_of,
    has_clashed,
    has_open_brackets,
    target_of,
    words_in,
)
from secretariat.documents.queries.negotiating import NegotiatedAmendment, negotiation_of
from secretariat.documents.queries.papers import sees_drafts
from secretariat.documents.queries.reading import without, words_without
from secretariat.documents.queries.texts import as_written, paragraphs_of, shown_text
from secretariat.documents.views.negotiation_parts import (
    answered_on,
    kept_back,
    number_asked,
    parties_offered,
    party_named,
    row_seen,
    sits_in_office,
    text_seen,
    way_to,
)
from secretariat.parties.models import Party
from secretariat.ui.answering import asked, sent, unless


@require_GET
def amendment(request: OfficeRequest, pk: int) -> HttpResponse:
    """One amendment: its words, who hands it in, who stands how, where it clashes, and what may be done with it."""
    seen, user = row_seen(request, Amendment, pk), request.user
    document = seen.document
    is_free = not hasattr(document, "adoption")
    is_undecided = is_free and seen.state in UNDECIDED
    works = permissions.works_on_texts(user, seen.conference_id)
    own_open = permissions.may_join_amendment(user, seen) and document.is_open
    context = {
        "conference": request.conference,
        "document": document,
        "told": _told(request, seen),
        "clashes": clashes_of(seen, kept_back(request, document)) if is_undecided else [],
        "target": target_of(seen),
        "crumbs": way_to(request, document, with_text=True),
        "is_office": sits_in_office(request),
        "sees_drafts": sees_drafts(user, request.conference.pk),
        "may_cite": sits_in_office(request) and may_cite(user, seen),
        "may_join": is_undecided and (works or own_open),
        "may_revise": is_free and seen.state == "proposed" and permissions.may_revise_amendment(user, seen),
        "may_withdraw": is_undecided and permissions.may_withdraw_amendment(user, seen),
        "may_decide": is_undecided and works,
        "may_stand": is_undecided and permissions.may_take_stance(user, document),
    }
    return render(request, "documents/amendment.html", context)


@require_http_methods(["GET", "POST"])
def amend(request: OfficeRequest, pk: int) -> HttpResponse:
    """Hand in what one or more parties would have the text say."""
    document, user = text_seen(request, pk), request.user
    unless(permissions.may_amend(user, document))
    parties = parties_offered(request, document)
    form = AmendForm(
        sent(request),
        user=user,
        conference=request.conference,
        initial=_begun(request, document, parties),
        paragraphs=_paragraphs(request, document),
        parties=parties,
    )
    made: list[Amendment] = []
    done = attempt(
        form,
        lambda: made.append(
            actions.amend(
                user,
                document,
                details=_details(request, form, document),
                parties=_parties(form.cleaned_data["parties"]),
                at=now(),
                cited=form.cited,
            )
        ),
    )
    words = {
        "title": _("Hand in an amendment"),
        "text": _("The words that stand now are kept with it: if they change meanwhile, both are shown side by side."),
        "button": pgettext("button", "Hand it in"),
        "done": _("The amendment is handed in."),
    }
    return answered_on(request, done, document, words, f"#amendment-{made[0].number}" if made else "")


@require_http_methods(["GET", "POST"])
def join_amendment(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let a party join those that handed an amendment in."""
    seen, user = row_seen(request, Amendment, pk), request.user
    unless(permissions.may_join_amendment(user, seen))
    there = {str(each.party_id) for each in seen.parties.all()}
    offered = [(number, name) for number, name in parties_offered(request, seen.document) if number not in there]
    form = PartyForm(sent(request), parties=offered)
    done = attempt(
        form, lambda: actions.join_amendment(user, seen, party=party_named(form.cleaned_data["party"]), at=now())
    )
    words = {
        "title": _("Join amendment %(number)s") % {"number": seen.number},
        "button": pgettext("button", "Join"),
        "done": _("The party has joined the amendment."),
    }
    return _answered(request, done, seen, words)


@require_http_methods(["GET", "POST"])
def revise_amendment(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what an amendment says, against the words that stand now."""
    seen, user, needs = row_seen(request, Amendment, pk), request.user, {"conference": request.conference}
    unless(permissions.may_revise_amendment(user, seen))
    form = ReviseAmendmentForm(sent(request), initial=_said_of(request, seen), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_amendment(
            user,
            seen,
            details={**form.details, "base_text": _base(request, seen.paragraph, form.base)},
            at=now(),
            version=seen_version(form),
        ),
        now=lambda: _said_of(request, row_seen(request, Amendment, pk)),
        **needs,
    )
    words = {
        "title": _("Revise amendment %(number)s") % {"number": seen.number},
        "text": _(
            "New words are read against those that stand in the text now; what it said before stays in its history. "
            "Stances that were taken on it stay: ask whether they still hold."
        ),
        "button": _("Save"),
        "done": _("The amendment is revised."),
    }
    return _answered(request, done, seen, words)


@require_http_methods(["GET", "POST"])
def withdraw_amendment(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take an amendment back, or let one of its parties leave it."""
    seen, user = row_seen(request, Amendment, pk), request.user
    unless(permissions.may_withdraw_amendment(user, seen))
    offered = dict(parties_offered(request, seen.document))
    numbers = [str(each.party_id) for each in seen.parties.all()]
    mine = [(number, offered[number]) for number in numbers if number in offered] if len(numbers) > 1 else []
    form = WithdrawForm(sent(request), parties=mine, initial={"version": seen.version})
    done = attempt(
        form,
        lambda: actions.withdraw_amendment(
            user,
            seen,
            at=now(),
            party=party_named(form.cleaned_data["party"]) if form.cleaned_data["party"] else None,
            version=seen_version(form),
        ),
    )
    if done.is_done and seen.state == AmendmentState.BRACKETED:
        _tell_of_brackets(request, row_seen(request, Amendment, pk))
    words = {
        "title": _("Withdraw amendment %(number)s") % {"number": seen.number},
        "text": _("Where other parties handed it in too, it stays theirs when one of them leaves."),
        "button": pgettext("button", "Withdraw"),
        "done": _("It is written down that it is withdrawn."),
    }
    return _answered(request, done, seen, words)


@require_http_methods(["GET", "POST"])
def accept_amendment(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let the paragraph say what is proposed; where it changed meanwhile, choose the words."""
    seen, user = row_seen(request, Amendment, pk), request.user
    unless(permissions.may_accept_amendment(user, seen))
    is_strike = seen.kind == AmendmentKind.STRIKE
    clashes = clashes_of(seen)
    form = AcceptForm(sent(request), initial=_agreed(seen, clashes), conference=request.conference, is_strike=is_strike)
    done = attempt(
        form,
        lambda: actions.accept_amendment(user, seen, at=now(), words=form.cleaned_data["text"], seen=form.seen),
    )
    words = {
        "title": _("Accept amendment %(number)s") % {"number": seen.number},
        "clashes": clashes,
        "is_gone": not clashes and has_clashed(seen),
        "button": pgettext("button", "Accept"),
        "done": _("The amendment is accepted; the text says so now."),
    }
    return _answered(request, done, seen, words)


@require_POST
def bracket_amendment(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let both wordings stand in the text in square brackets."""
    return _decided(
        request,
        pk,
        (permissions.may_bracket_amendment, actions.bracket_amendment),
        _("Both wordings stand in brackets."),
    )


@require_POST
def reject_amendment(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say that an amendment is not accepted."""
    return _decided(
        request, pk, (permissions.may_reject_amendment, actions.reject_amendment), _("The amendment is not accepted.")
    )


def _decided(
    request: OfficeRequest, pk: int, deed: tuple[Callable[..., bool], Callable[..., Amendment]], said: str
) -> HttpResponse:
    seen = row_seen(request, Amendment, pk)
    may, decide = deed
    unless(may(request.user, seen))
    versions = actions.Seen(_posted(request, "version"), _posted(request, "paragraph_version"))
    was_bracketed = seen.state == AmendmentState.BRACKETED
    decided = decide(request.user, seen, at=now(), seen=versions)
    messages.success(request, said)
    if was_bracketed:
        _tell_of_brackets(request, decided)
    return redirect(_page(request, seen))


def _tell_of_brackets(request: OfficeRequest, gone: Amendment) -> None:
    """Say so where brackets are left although the amendment for which some were set is gone."""
    if has_open_brackets(gone):
        messages.warning(
            request,
            _(
                "Brackets still stand in the paragraph: of other amendments, or because their words were changed "
                "meanwhile. Those are taken out by hand."
            ),
        )


def _posted(request: OfficeRequest, name: str) -> int | None:
    value = request.POST.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 12 else None


def _page(request: OfficeRequest, seen: Amendment) -> str:
    text = reverse("documents:negotiation", args=[request.conference.slug, seen.document_id])
    return f"{text}#amendment-{seen.number}"


def _answered(request: OfficeRequest, done: Attempt, seen: Amendment, words: dict[str, Any]) -> HttpResponse:
    return answered_on(request, done, seen.document, words, f"#amendment-{seen.number}")


def _told(request: OfficeRequest, seen: Amendment) -> NegotiatedAmendment:
    told = negotiation_of(seen.document, request.user, get_language() or "en")
    every = [*told.first, *told.elsewhere, *(each for row in told.rows for each in row.amendments)]
    return next(each for each in every if each.amendment.pk == seen.pk)


def _said_of(request: OfficeRequest, seen: Amendment) -> dict[str, Any]:
    return what_is_said_of_amendment(seen, kept_back(request, seen.document))


def _paragraphs(request: OfficeRequest, document: Document) -> list[tuple[str, str]]:
    rows = paragraphs_of(document)
    by_key = {row.key: row for row in rows}
    language = get_language() or "en"
    return [
        (str(by_key[each.key].pk), _short(" ".join(part for part in (each.name, each.words) if part)))
        for each in shown_text(without(as_written(rows), kept_back(request, document)), language)
    ]


def _begun(request: OfficeRequest, document: Document, parties: list[tuple[str, str]]) -> dict[str, Any]:
    """The form filled in as far as the address and the person say."""
    kind = asked(request, "kind")
    kind = kind if kind in AmendmentKind.values else AmendmentKind.REPLACE
    begun: dict[str, Any] = {
        "kind": kind,
        "said_date": timezone.localdate(timezone=request.conference.zone).isoformat(),
    }
    if len(parties) == 1:
        begun["parties"] = [parties[0][0]]
    number = number_asked(request, "paragraph")
    standing = Paragraph.objects.filter(document=document, is_struck=False)
    paragraph = standing.filter(pk=number).first() if number is not None else None
    if paragraph is None:
        return begun
    begun |= {"paragraph": str(paragraph.pk), "new_kind": paragraph.kind if kind == AmendmentKind.INSERT else ""}
    hidden = kept_back(request, document)
    begun["base"] = words_shown(paragraph, hidden)
    if kind == AmendmentKind.REPLACE:
        begun["text"] = LazyI18nString(_in_one_language(words_without(paragraph.text, hidden)))
    return begun


def _in_one_language(said: dict[str, str]) -> dict[str, str]:
    """The words to begin from: in the reader's language, or in the first there is; one is enough to amend."""
    language = get_language() or "en"
    spoken = language if said.get(language) else next(iter(said), language)
    return {spoken: said.get(spoken, "")}


def _details(request: OfficeRequest, form: AmendForm, document: Document) -> dict[str, Any]:
    details, number = form.details, form.cleaned_data["paragraph"]
    found = Paragraph.objects.filter(document=document, pk=int(number)).first() if number else None
    if number and found is None:
        raise Refused(_("This paragraph is no longer there."), field="paragraph")
    return {**details, "paragraph": found, "base_text": _base(request, found, form.base)}


def _base(request: OfficeRequest, paragraph: Paragraph | None, shown: LazyI18nString | None) -> LazyI18nString | None:
    """The words that the page showed, and those of now in languages that it kept back: against these nobody wrote."""
    if paragraph is None or shown is None:
        return shown
    hidden = kept_back(request, paragraph.document)
    unseen = {code: words for code, words in words_in(paragraph.text).items() if code in hidden}
    return LazyI18nString({**unseen, **words_in(shown)} or "")


def _parties(numbers: list[str]) -> list[Party]:
    return list(Party.objects.filter(pk__in=[int(number) for number in numbers]).order_by("pk"))


def _agreed(seen: Amendment, clashes: list[Clash]) -> dict[str, Any]:
    """The words as they would stand: what is proposed, or where the paragraph changed, what can be made of both."""
    target = target_of(seen)
    words = {**words_in(seen.text), **{each.language: each.merged for each in clashes}}
    if seen.kind == AmendmentKind.STRIKE:
        words = {}
    return {
        "text": LazyI18nString(words or ""),
        "version": seen.version,
        "paragraph_version": target.version if target is not None else None,
    }


def _short(words: str) -> str:
    return words if len(words) <= 110 else f"{words[:110].rstrip()}…"
