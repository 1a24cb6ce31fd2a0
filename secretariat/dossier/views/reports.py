"""Reports handed in, read, and decided on draft by draft."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.action import Batch, Refused
from secretariat.audit.forms import attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import shown_names
from secretariat.dossier import actions, permissions
from secretariat.dossier.forms.reports import MendForm, Needs, ReadAgainForm, ReadReportForm
from secretariat.dossier.models import Draft, DraftKind, Report, Topic
from secretariat.dossier.queries import reading
from secretariat.dossier.queries.mending import CHOICES, FIELDS
from secretariat.dossier.queries.reports import Card, Telling, names_by_code, pieces, reports_of
from secretariat.dossier.views.office import answered
from secretariat.ui.answering import sent, unless


@require_GET
def reports(request: OfficeRequest) -> HttpResponse:
    """All reports that were read, with what is still to decide."""
    context = {
        "conference": request.conference,
        "reports": reports_of(request.conference, request.user),
        "may_read": permissions.may_read_report(request.user, request.conference),
    }
    return render(request, "dossier/reports.html", context)


@require_http_methods(["GET", "POST"])
def read_report(request: OfficeRequest) -> HttpResponse:
    """Hand in a report and have it read."""
    held, user = request.conference, request.user
    unless(permissions.may_read_report(user, held))
    form = ReadReportForm(sent(request), request.FILES or None, user=user, conference=held)
    made: list[Any] = []
    known: list[Report] = []
    done = attempt(form, lambda: made.append(_read(request, form, known)))
    if done.is_done:
        return redirect("dossier:report", held.slug, made[0].pk)
    kept = _keep_unread(request, form) if form.is_bound else None
    context = {"conference": held, "form": form, "kept": kept, "known": known[0] if known else None}
    return render(request, "dossier/read_report.html", context, status=422 if form.errors else 200)


@require_GET
def report(request: OfficeRequest, pk: int) -> HttpResponse:
    """The clean text with the passages found, and the drafts beside it."""
    found = _report(request, pk)
    drafts = list(found.drafts.order_by("position", "id"))
    telling = _telling(request)
    groups = telling.groups(found, drafts)
    context = {
        "conference": request.conference,
        "report": found,
        "paragraphs": pieces(found.text, drafts),
        "groups": groups,
        "undecided": sum(group.undecided for group in groups),
        "joinable": sum(group.joinable for group in groups),
        "notes": reading.notes_of(found.notes),
        "found": telling.found(found),
        "is_open": "date_open" in found.notes,
        "topics": _topics(request),
        "may_decide": permissions.may_accept_drafts(request.user, found),
    }
    return render(request, "dossier/report.html", context)


@require_POST
def accept_draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """Make a draft a fact."""
    draft = _draft(request, pk)
    topic = _topic(request)
    changes = {"topic": topic} if topic and draft.kind == DraftKind.STATEMENT else None
    seen = _seen(request)
    return _decided(
        request, draft, lambda: actions.accept_draft(request.user, draft, at=now(), changes=changes, version=seen)
    )


@require_POST
def join_draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """Make the report a further source of what is there already."""
    draft = _draft(request, pk)
    seen = _seen(request)
    return _decided(request, draft, lambda: actions.join_draft(request.user, draft, at=now(), version=seen))


@require_POST
def refuse_draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let a draft become nothing."""
    draft = _draft(request, pk)
    return _decided(request, draft, lambda: actions.refuse_draft(request.user, draft, at=now()))


@require_POST
def take_up_draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take up a refused draft again."""
    draft = _draft(request, pk)
    return _decided(request, draft, lambda: actions.take_up_draft(request.user, draft))


@require_http_methods(["GET", "POST"])
def mend_draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put right what reading got wrong; and accept it, if it is right now."""
    draft = _draft(request, pk)
    unless(permissions.may_mend_draft(request.user, draft))
    needs = Needs(request.conference, get_language() or "en", _meetings(draft.report))
    form = MendForm(sent(request), kind=draft.kind, draft=draft.data, needs=needs, initial={"version": draft.version})

    def deed() -> None:
        version = int(form.cleaned_data["version"] or 0)
        if "accept" in request.POST:
            actions.accept_draft(request.user, draft, at=now(), changes=form.changes, version=version)
        else:
            actions.mend_draft(request.user, draft, changes=form.changes, version=version)

    done = attempt(form, deed)
    if done.is_done:
        return redirect(_place(request, draft))
    context = {
        "conference": request.conference,
        "draft": draft,
        "form": form,
        "topics": needs.topics,
        "leave": _place(request, draft),
        "passage": draft.report.text[draft.start or 0 : draft.end or 0],
    }
    return render(request, "dossier/mend_draft.html", context, status=422 if form.errors else 200)


@require_POST
def accept_drafts(request: OfficeRequest, pk: int) -> HttpResponse:
    """Accept all drafts of a kind, or of all kinds."""
    found = _report(request, pk)
    kinds = _kinds(request)
    batch = actions.accept_drafts(request.user, found, kinds=kinds, at=now(), topic=_topic(request))
    return _told(request, found, batch, ngettext("%(n)s accepted", "%(n)s accepted", batch.done))


@require_POST
def join_drafts(request: OfficeRequest, pk: int) -> HttpResponse:
    """Add the report as a source to everything of a kind, or of all kinds, that it seems to tell of."""
    found = _report(request, pk)
    batch = actions.join_drafts(request.user, found, kinds=_kinds(request), at=now())
    return _told(request, found, batch, ngettext("%(n)s joined", "%(n)s joined", batch.done))


@require_http_methods(["GET", "POST"])
def read_again(request: OfficeRequest, pk: int) -> HttpResponse:
    """Read a report once more with the date that it did not carry."""
    found = _report(request, pk)
    unless(permissions.may_read_again(request.user, found))
    form = ReadAgainForm(sent(request))

    def deed() -> None:
        anew = reading.read_with_date(found, published=form.cleaned_data["published"])
        actions.read_again(request.user, found, reading=anew)

    done = attempt(form, deed)
    words = {
        "title": _("Read again with its date"),
        "button": _("Read it again"),
        "done": _("The report was read again; what you had decided stays."),
        "text": _("Dates such as “next month” are reckoned anew. What you accepted, mended or refused stays as it is."),
    }
    return answered(request, done, words, lambda: reverse("dossier:report", args=[request.conference.slug, found.pk]))


@require_POST
def refuse_drafts(request: OfficeRequest, pk: int) -> HttpResponse:
    """Refuse all drafts of a kind, or of all kinds."""
    found = _report(request, pk)
    batch = actions.refuse_drafts(request.user, found, kinds=_kinds(request), at=now())
    return _told(request, found, batch, ngettext("%(n)s refused", "%(n)s refused", batch.done))


def _read(request: OfficeRequest, form: ReadReportForm, known: list[Report]) -> Report:
    """Read what was handed in; a report that was read already is put among those known, if this person sees it."""
    given = form.cleaned_data
    upload = given["upload"]
    name = upload.name if upload else ""
    try:
        if upload:
            found = reading.read_upload(upload, published=given["published"])
        else:
            found = reading.read_pasted(given["text"], published=given["published"])
    except Refused as refusal:
        raise Refused(refusal.sentence, field="upload" if upload else "text") from refusal
    digest = actions.digest_of(found)
    seen = Report.objects.in_office_of(request.user).filter(conference=request.conference, sha256=digest)
    known += seen.defer("text", "furniture", "found")
    return actions.read_report(
        request.user, request.conference, reading=found, facts_for=given["sensitivity"], name=name, upload=upload
    )


def _keep_unread(request: OfficeRequest, form: ReadReportForm) -> Any:
    """Keep the file of a report that could not be read, if the officer wants it and it was the file that failed."""
    # A field with an error is no longer among what was entered.
    upload = request.FILES.get("upload")
    if not upload or not form.cleaned_data.get("keep_anyway") or list(form.errors) != ["upload"]:
        return None
    sensitivity = form.cleaned_data["sensitivity"]
    try:
        return actions.keep_unread(request.user, request.conference, upload=upload, facts_for=sensitivity)
    except Refused:
        # It cannot be kept either; the page says already why it was not read.
        return None


def _report(request: OfficeRequest, pk: int) -> Report:
    seen = Report.objects.in_office_of(request.user).filter(conference=request.conference)
    found: Report = get_object_or_404(seen.select_related("source", "file"), pk=pk)
    return found


def _draft(request: OfficeRequest, pk: int) -> Draft:
    seen = Report.objects.in_office_of(request.user).filter(conference=request.conference)
    found: Draft = get_object_or_404(Draft.objects.filter(report__in=seen).select_related("report"), pk=pk)
    return found


def _topic(request: OfficeRequest) -> str:
    return " ".join(request.POST.get("topic", "").replace("\x00", "").split())[:300]


def _seen(request: OfficeRequest) -> int:
    """The version of the draft that this person saw; whoever does not say has seen none."""
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0


def _telling(request: OfficeRequest) -> Telling:
    names = names_by_code(shown_names(request.conference))
    return Telling(
        request.conference,
        request.user,
        names,
        {**{str(kind): fields for kind, fields in FIELDS.items()}, "choices": CHOICES},
    )


def _decided(request: OfficeRequest, draft: Draft, deed: Callable[[], object]) -> HttpResponse:
    """Do the deed; answer the card alone to a script, and the page at the draft to everybody else."""
    error = ""
    try:
        deed()
    except Refused as refusal:
        error = str(refusal)
    if not request.headers.get("HX-Request"):
        if error:
            messages.error(request, error)
        return redirect(_place(request, draft))
    drafts = list(draft.report.drafts.order_by("position", "id"))
    telling = _telling(request)
    cards = {
        each.pk: (each, number)
        for number, each in enumerate(drafts, start=1)
        # The source is accepted with the first fact: its card may be another now.
        if each.pk == draft.pk or each.kind == DraftKind.SOURCE
    }
    card: Card = telling.card(draft.report, *cards.pop(draft.pk))
    context = {
        "conference": request.conference,
        "report": draft.report,
        "card": card,
        "others": [telling.card(draft.report, *other) for other in cards.values()],
        "error": error,
        "is_answer": True,
        "undecided": sum(each.state == Draft.State.PROPOSED for each in drafts),
        "topics": _topics(request),
        "may_decide": True,
    }
    return render(request, "dossier/_draft.html", context)


def _place(request: OfficeRequest, draft: Draft) -> str:
    return f"{reverse('dossier:report', args=[request.conference.slug, draft.report_id])}#draft-{draft.pk}"


def _meetings(found: Report) -> list[tuple[int, str]]:
    drafts = found.drafts.filter(kind=DraftKind.MEETING).order_by("position", "id")
    return [(number, draft.summary) for number, draft in enumerate(drafts)]


def _topics(request: OfficeRequest) -> list[str]:
    return [str(topic.name) for topic in Topic.objects.filter(conference=request.conference)]


def _kinds(request: OfficeRequest) -> list[str]:
    asked = request.POST.getlist("kind")
    return [kind for kind in DraftKind.values if not asked or kind in asked]


def _told(request: OfficeRequest, found: Report, batch: Batch, words: str) -> HttpResponse:
    messages.success(request, words % {"n": batch.done})
    for what, why in batch.skipped:
        messages.warning(request, _("%(draft)s: %(reason)s") % {"draft": what, "reason": why})
    return redirect("dossier:report", request.conference.slug, found.pk)
