"""Pages of participation: the board, invitations, answers, and the totals that were given."""

import csv
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secretariat.archive.forms.facts import ROWS
from secretariat.archive.permissions import may_cite
from secretariat.archive.queries import Marks, page_in_office
from secretariat.audit.action import Batch, Refused, Stale
from secretariat.conference.models import Message
from secretariat.conference.permissions import OfficeRequest
from secretariat.delegations import actions, permissions, queries
from secretariat.delegations.forms import board as forms
from secretariat.delegations.models import Answer, Delegation, Invitation
from secretariat.delegations.queries import BoardRow
from secretariat.delegations.views import choosing
from secretariat.delegations.views.marks import Telling
from secretariat.delegations.views.sheet import COLUMNS, NOTES, Line, Sheet, exported, sheet_for
from secretariat.parties.models import Party, Region
from secretariat.parties.queries import recognise
from secretariat.ui.answering import unless
from secretariat.ui.spreadsheets import harmless

RESULT = "delegations-result"


def board(request: OfficeRequest) -> HttpResponse:
    """Where every party stands, and everything it ever answered."""
    asked = choosing.asked(request.GET)
    sheet = sheet_for(request, asked.columns)
    lines = asked.choose(sheet.lines)
    if request.GET.get("format") == "csv":
        return _exported(request, asked.columns, lines)
    return render(request, "delegations/board.html", _of_board(request, asked, sheet, lines))


def invite(request: OfficeRequest) -> HttpResponse:
    """Open a party's file with the conference."""
    unless(permissions.may_invite(request.user, request.conference))
    form = forms.InviteForm(request.POST or None, language=_language(), **_of_form(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.invite(
                request.user, request.conference, party=form.cleaned_data["party"], details=form.details
            )
        except Refused as error:
            form.add_error(_field(form, error), str(error))
        else:
            messages.success(request, _("%(party)s is on the list.") % {"party": made.party})
            return redirect("delegations:invitation", request.conference.slug, made.pk)
    return _form_page(request, form, {"title": _("Invite a party"), "button": _("Invite")})


def invite_many(request: OfficeRequest) -> HttpResponse:
    """Open the files of many parties: choose regions or paste a list, look at what was found, then invite."""
    unless(permissions.may_invite_many(request.user, request.conference))
    details = forms.ManyDetailsForm(request.POST or None, **_of_form(request))
    regions = forms.choices_of_regions(Region.objects.all())
    form = forms.InviteManyForm(request.POST or None, regions=regions)
    context: dict[str, Any] = {"conference": request.conference, "form": form, "details": details}
    if request.method != "POST":
        return render(request, "delegations/invite_many.html", context)
    if "party" in request.POST and details.is_valid():
        parties = Party.objects.filter(pk__in=choosing.numbers(request.POST.getlist("party")))
        batch = actions.invite_many(request.user, request.conference, parties=parties, details=details.details)
        return _told(request, batch)
    if form.is_valid() and details.is_valid():
        context["preview"] = _preview(request, form)
    return render(request, "delegations/invite_many.html", context)


@require_POST
def send_invitations(request: OfficeRequest) -> HttpResponse:
    """Mail the invitation to the chosen parties."""
    today = timezone.localdate(timezone=request.conference.zone)
    unless(permissions.may_send_invitations(request.user, request.conference))
    chosen = _chosen(request)
    if not chosen:
        return _nothing_chosen(request)
    return _told(request, actions.send_invitations(request.user, request.conference, invitations=chosen, today=today))


@require_POST
def remind(request: OfficeRequest) -> HttpResponse:
    """Mail a reminder to those of the chosen parties that have not answered."""
    unless(permissions.may_remind(request.user, request.conference))
    chosen = _chosen(request)
    if not chosen:
        return _nothing_chosen(request)
    return _told(request, actions.remind(request.user, request.conference, invitations=chosen))


def claim_total(request: OfficeRequest) -> HttpResponse:
    """Write down how many took part, as somebody said."""
    unless(permissions.may_claim_total(request.user, request.conference))
    form = forms.ClaimForm(request.POST or None, language=_language(), **_of_form(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.claim_total(request.user, request.conference, details=form.details, cited=form.cited)
        except Refused as error:
            form.add_error(_field(form, error), str(error))
        else:
            messages.success(request, _("The total stands on the board."))
            return redirect("delegations:board", request.conference.slug)
    help_text = _("It is kept as somebody's word, beside the number of parties known by name.")
    return _form_page(request, form, {"title": _("Write down a total"), "button": _("Write down"), "text": help_text})


def invitation(request: OfficeRequest, pk: int) -> HttpResponse:
    """A party's file: how it was invited, what it answered, what was written to it, whom it sends."""
    row = _row(request, pk)
    return render(request, "delegations/invitation.html", _of_invitation(request, row))


def revise_invitation(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change how a party is invited."""
    kept = _visible(request, pk)
    unless(permissions.may_revise_invitation(request.user, kept))
    shown = forms.what_is_said_of(kept)
    form = forms.ReviseInvitationForm(request.POST or None, initial=shown, **_of_form(request))
    context: dict[str, Any] = {"title": _("How the party is invited"), "button": _("Save"), "invitation": kept}
    if request.method == "POST" and form.is_valid():
        try:
            # Without the note of what was seen, nothing can be compared, so nothing is overwritten.
            actions.revise_invitation(
                request.user, kept, version=form.cleaned_data["version"] or 0, details=form.details
            )
        except Stale:
            now = forms.what_is_said_of(_visible(request, pk))
            context["differences"] = form.differences(now)
            form = form.renewed(now, **_of_form(request))
        except Refused as error:
            form.add_error(_field(form, error), str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("delegations:invitation", request.conference.slug, pk)
    return _form_page(request, form, context)


def record_answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write down what a party answered, when, on whose word."""
    kept = _visible(request, pk)
    unless(permissions.may_record_answer(request.user, kept))
    form = forms.AnswerForm(
        request.POST or None,
        initial={"said_by_party": kept.party_id, "sensitivity": kept.sensitivity},
        language=_language(),
        **_of_form(request),
    )
    context: dict[str, Any] = {
        "title": _("Record an answer"),
        "button": pgettext("button", "Record"),
        "invitation": kept,
    }
    return _answered(request, form, context, lambda said: actions.record_answer(request.user, kept, **said))


def correct_answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put a right answer in the place of a wrong one, which stays visible."""
    answer = get_object_or_404(Answer.objects.in_office_of(request.user).filter(conference=request.conference), pk=pk)
    unless(permissions.may_correct_answer(request.user, answer))
    kept = _visible(request, answer.invitation_id)
    told = next(each for each in _row(request, kept.pk).told if each.answer.pk == answer.pk)
    form = forms.AnswerForm(
        request.POST or None,
        initial=forms.what_was_said(told),
        language=_language(),
        rows=max(ROWS, len(told.citations) + 1),
        **_of_form(request),
    )
    context: dict[str, Any] = {
        "title": _("Correct an answer"),
        "button": _("Correct"),
        "text": _("The answer as it was stays visible, marked as corrected."),
        "invitation": kept,
    }
    return _answered(request, form, context, lambda said: actions.correct_answer(request.user, answer, **said))


def _answered(
    request: OfficeRequest,
    form: forms.AnswerForm,
    context: dict[str, Any],
    deed: Callable[[dict[str, Any]], Answer],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            made = deed({"details": form.details, "cited": form.cited})
        except Refused as error:
            form.add_error(_field(form, error), str(error))
        else:
            messages.success(request, _("Written down: %(answer)s") % {"answer": made})
            return redirect("delegations:invitation", request.conference.slug, made.invitation_id)
    return _form_page(request, form, context)


def _visible(request: OfficeRequest, pk: int) -> Invitation:
    rows = Invitation.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(rows.select_related("party"), pk=pk)


def _row(request: OfficeRequest, pk: int) -> BoardRow:
    kept = _visible(request, pk)
    rows = Invitation.objects.in_office_of(request.user).filter(pk=kept.pk)
    return queries.board(request.conference, request.user, rows, language=_language())[0]


def _chosen(request: OfficeRequest) -> QuerySet[Invitation]:
    ids = choosing.numbers(request.POST.getlist("invitation"))
    rows = Invitation.objects.in_office_of(request.user).filter(conference=request.conference, pk__in=ids)
    return rows.select_related("party")


def _nothing_chosen(request: OfficeRequest) -> HttpResponse:
    messages.warning(request, _("Choose at least one party first."))
    return _back(request)


def _told(request: OfficeRequest, batch: Batch) -> HttpResponse:
    """Go to the board, which says once what was done and what was skipped: loading it again repeats nothing."""
    request.session[RESULT] = {"done": batch.done, "skipped": [list(pair) for pair in batch.skipped]}
    return _back(request)


def _back(request: OfficeRequest) -> HttpResponse:
    """To the board as it was left."""
    address = reverse("delegations:board", args=[request.conference.slug])
    view = request.POST.get("view", "")
    return redirect(f"{address}?{choosing.known(view)}" if view else address)


def _of_board(request: OfficeRequest, asked: choosing.Asked, sheet: Sheet, lines: list[Line]) -> dict[str, Any]:
    slug = request.conference.slug
    may_invite = permissions.may_invite(request.user, request.conference)
    may_claim = permissions.may_claim_total(request.user, request.conference)
    address = {name: reverse(f"delegations:{name}", args=[slug]) for name in choosing.ADDRESSES}
    export = request.GET.copy()
    export["format"] = "csv"
    return {
        "conference": request.conference,
        "lines": lines,
        "shown": len(lines),
        "total": len(sheet.lines),
        "may_write": permissions.may_remind(request.user, request.conference),
        "party_label": _("Party"),
        "shown_columns": [{"key": key, "label": COLUMNS[key]} for key in asked.columns],
        "columns": [{"key": key, "label": COLUMNS[key], "is_shown": key in asked.columns} for key in COLUMNS],
        "filters": asked.filters(sheet.regions),
        "tallies": asked.tallies(sheet.tallies),
        "given": sheet.given,
        "waiting": choosing.waiting(sheet.waiting),
        "silent": sum(silent for _code, _name, silent, _all in sheet.waiting),
        "export_query": export.urlencode(),
        "result": request.session.pop(RESULT, None) if RESULT in request.session else None,
        "invite_url": address["invite"] if may_invite else "",
        "many_url": address["invite_many"],
        "claim_url": address["claim_total"] if may_claim else "",
        "remind_url": address["remind"],
        "send_url": address["send_invitations"],
    }


def _of_invitation(request: OfficeRequest, row: BoardRow) -> dict[str, Any]:
    conference, user, kept = request.conference, request.user, row.invitation
    telling = Telling(Marks(page_in_office(conference.slug)), {row.party.pk: row.name})
    delegations = Delegation.objects.in_office_of(user).filter(conference=conference, party=kept.party)
    sent = Message.objects.in_office_of(user).filter(conference=conference, party=kept.party).order_by("-id")
    holding = row.present
    return {
        "conference": conference,
        "row": row,
        "notes": queries.notes_beside(conference, user).get(row.party.pk, []),
        "invitation": kept,
        "told": [
            shown
            | {
                "is_present": told is holding,
                "may_correct": not told.is_corrected and permissions.may_correct_answer(user, told.answer),
                "may_cite": may_cite(user, told.answer),
            }
            for told, shown in zip(row.told, telling.all_of(row), strict=True)
        ],
        "delegations": delegations,
        "sent": sent[:50],
        "may_revise": permissions.may_revise_invitation(user, kept),
        "may_record": permissions.may_record_answer(user, kept),
        "may_form": permissions.may_form_delegation(user, conference),
        "may_write": permissions.may_remind(user, conference),
    }


def _preview(request: OfficeRequest, form: forms.InviteManyForm) -> dict[str, Any]:
    """What the list means: parties to invite, parties on the list already, and lines that name nobody."""
    on_list = set(Invitation.objects.filter(conference=request.conference).values_list("party_id", flat=True))
    matches = recognise(form.cleaned_data["pasted"])
    codes = form.cleaned_data["regions"]
    of_regions = Party.objects.states().filter(is_in_united_nations=True).in_protocol_order(_language())
    inside = (
        of_regions.filter(Q(region__code__in=codes) | Q(subregion__code__in=codes)) if codes else Party.objects.none()
    )
    named: Iterable[Party] = [match.party for match in matches if match.party is not None]
    found = list({party.pk: party for party in (*inside, *named)}.values())
    return {
        "fresh": [party for party in found if party.pk not in on_list],
        "present": [party for party in found if party.pk in on_list],
        "unknown": [match for match in matches if match.party is None],
    }


def _exported(request: OfficeRequest, columns: tuple[str, ...], lines: list[Line]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{request.conference.slug}-participation.csv"'
    # Spreadsheets read the file as UTF-8 only if it starts with this mark.
    response.write("\ufeff")
    writer = csv.writer(response)
    cells = exported(request)
    # A party that was hidden while this was read is left out.
    shown = [cells[line.pk] for line in lines if line.pk in cells]
    noted = {NOTES: _("To note")} if any(row[NOTES] for row in shown) else {}
    writer.writerow([_("Code"), _("Party"), *(str(COLUMNS[key]) for key in columns), *noted.values()])
    for row in shown:
        writer.writerow([harmless(row[key]) for key in ("code", "party", *columns, *noted)])
    return response


def _form_page(request: OfficeRequest, form: object, context: dict[str, Any]) -> HttpResponse:
    shown = {"conference": request.conference, "form": form, **context}
    return render(request, "delegations/participation_form.html", shown)


def _of_form(request: OfficeRequest) -> dict[str, Any]:
    today = timezone.localdate(timezone=request.conference.zone)
    return {"user": request.user, "conference": request.conference, "today": today}


def _field(form: Any, error: Refused) -> str | None:
    return error.field if error.field in form.fields else None


def _language() -> str:
    return get_language() or "en"
