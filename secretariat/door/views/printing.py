"""Pages of printing: what is printed and how far it is, giving something to be printed, and one badge at once."""

from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.action import Refused
from secretariat.audit.forms import attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.door import actions, permissions, queries
from secretariat.door.forms.printing import PrintForm
from secretariat.door.models import Badge, PrintJob, PrintKind, PrintState
from secretariat.engines.paper import Unprintable, lay_out

LATEST = 50
Answer = TypeVar("Answer", bound=HttpResponseBase)


@require_GET
def printing(request: OfficeRequest) -> HttpResponse:
    """What was given to be printed and how far it is, and the conference's own templates."""
    held, user = request.conference, request.user
    _let_in(request)
    context = {
        "conference": held,
        "jobs": queries.jobs_of(held, user)[:LATEST],
        "unprinted": queries.not_yet_printed(held, user),
        "templates": queries.templates_of(held, user),
        "kinds": PrintKind.choices,
    }
    return render(request, "door/printing.html", context)


@require_http_methods(["GET", "POST"])
def print_badges(request: OfficeRequest) -> HttpResponse:
    """Give badges, plates, cards or certificates to the worker."""
    held, user = request.conference, request.user
    _let_in(request)
    language = get_language() or held.original_language
    started = {"only": ",".join(request.GET.getlist("badge")), "kind": request.GET.get("kind", PrintKind.BADGE)}
    form = PrintForm(request.POST or None, initial=started, conference=held, language=language)
    made: list[PrintJob] = []

    def deed() -> None:
        wanted, kept = _wanted(request, form), form.cleaned_data
        made.append(
            actions.print_badges(
                user, held, kind=kept["kind"], wanted=wanted, language=kept["language"], at=timezone.now()
            )
        )

    done = attempt(form, deed)
    if done.is_done:
        _tell_of_left_out(request, len(set(form.chosen)) - made[0].total if form.chosen else 0)
        return redirect("door:print_job", held.slug, made[0].pk)
    context = {
        "conference": held,
        "form": done.form,
        "chosen": len(request.GET.getlist("badge")),
        "title": _("Print"),
        "button": _("Print"),
        "leave": reverse("door:printing", args=[held.slug]),
    }
    return render(request, "door/print_badges.html", context, status=422 if done.form.errors else 200)


@require_GET
def print_job(request: OfficeRequest, pk: int) -> HttpResponse:
    """How far it is; the page looks again by itself while the worker is at it."""
    job = _job(request, pk)
    now = timezone.now()
    is_stuck = job.is_stuck(now)
    context = {
        "conference": request.conference,
        "job": job,
        "is_stuck": is_stuck,
        "may_stop": job.is_under_way,
        "may_resume": is_stuck or job.state in {PrintState.STOPPED, PrintState.FAILED},
        "kept_until": job.heard_at + actions.KEPT_FOR if job.heard_at and job.file else None,
    }
    return render(request, "door/print_job.html", context)


@require_POST
def stop_printing(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let the worker make no more of it."""
    job = _job(request, pk)
    actions.stop_printing(request.user, job, at=timezone.now())
    messages.success(request, _("It is stopped. Nothing was counted as printed."))
    return redirect("door:print_job", request.conference.slug, pk)


@require_POST
def resume_printing(request: OfficeRequest, pk: int) -> HttpResponse:
    """Begin again with what was stopped, failed, or got stuck."""
    job = _job(request, pk)
    actions.resume_printing(request.user, job, at=timezone.now())
    messages.success(request, _("It is begun again."))
    return redirect("door:print_job", request.conference.slug, pk)


@require_GET
def print_file(request: OfficeRequest, pk: int) -> FileResponse:
    """The file that was made, to be kept and never shown as a page of this house."""
    job = _job(request, pk)
    try:
        content = job.file.open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    name = f"{request.conference.slug}-{job.kind.replace(' ', '-')}-{job.pk}.pdf"
    return _as_pdf(FileResponse(content, as_attachment=True, filename=name))


@require_http_methods(["GET", "POST"])
def badge_pdf(request: OfficeRequest, pk: int) -> HttpResponse:
    """One badge, at once; asked for by a form it is counted as printed, looked at it is not."""
    held = request.conference
    badge = get_object_or_404(Badge.objects.in_office_of(request.user).filter(conference=held), pk=pk)
    _let_in(request)
    if not queries.printable_badges(held.pk).filter(pk=pk).exists():
        raise Refused(_("This badge was ended and is printed no more."))
    papers = queries.papers_of(held, PrintKind.BADGE, [pk], get_language() or held.original_language)
    files = {**papers.files, **queries.files_beside(held, PrintKind.BADGE)}
    try:
        laid = lay_out(queries.source_in_use(held, PrintKind.BADGE), papers.data, files)
    except Unprintable as error:
        raise Refused(queries.fault_in_words(error)) from error
    if request.method == "POST":
        actions.count_as_printed([pk], timezone.now())
    answer = _as_pdf(HttpResponse(laid))
    answer["Content-Disposition"] = f'attachment; filename="{held.slug}-badge-{badge.number}.pdf"'
    return answer


def _let_in(request: OfficeRequest) -> None:
    if not permissions.may_print_badges(request.user, request.conference):
        raise PermissionDenied


def _job(request: OfficeRequest, pk: int) -> PrintJob:
    job = get_object_or_404(queries.jobs_of(request.conference, request.user), pk=pk)
    _let_in(request)
    return job


def _wanted(request: OfficeRequest, form: PrintForm) -> set[int]:
    """The numbers of the rows that the form asks for."""
    kept: dict[str, Any] = form.cleaned_data
    rows = queries.what_can_be_printed(request.conference, request.user, kept["kind"], kept["language"])
    if kept["party"] is not None:
        rows = queries.of_party(rows, kept["kind"], kept["party"].pk)
    if kept["kind"] in queries.OF_BADGES:
        if form.chosen:
            return set(form.chosen)
        if not kept["again"]:
            rows = rows.filter(times_printed=0)
    return set(rows.values_list("pk", flat=True))


def _tell_of_left_out(request: OfficeRequest, number: int) -> None:
    if number > 0:
        sentence = ngettext(
            "%(number)s that you chose is left out: it was ended.",
            "%(number)s that you chose are left out: they were ended.",
            number,
        )
        messages.warning(request, sentence % {"number": number})


def _as_pdf(answer: Answer) -> Answer:
    answer["Content-Type"] = "application/pdf"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
