"""Pages of one task: reading it, planning it, revising it, moving it on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.archive.permissions import may_cite
from secretariat.archive.queries import Marks, citations_by_fact, page_in_office
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.preparation import actions, permissions, queries
from secretariat.preparation.forms.tasks import MoveForm, TaskForm, what_is_said_of_task, where_a_task_stands
from secretariat.preparation.models import Task
from secretariat.preparation.queries import Column
from secretariat.preparation.views.asking import form_page, language, today_at


@require_GET
def task(request: OfficeRequest, pk: int) -> HttpResponse:
    """A task: what it is, what it needs, what needs it, how much it can slip."""
    kept = _task(request, pk)
    held, user = request.conference, request.user
    line = next(each for each in queries.plan_of(held, user, today=today_at(request)) if each.task.pk == kept.pk)
    cited = citations_by_fact(user, [kept]).get((kept._meta.label_lower, kept.pk), [])
    may_move = permissions.may_move_task(user, kept)
    context = {
        "conference": held,
        "line": line,
        "task": line.task,
        "column_label": Column(line.column).label,
        "marks": Marks(page_in_office(held.slug)).of(cited),
        "may_revise": permissions.may_revise_task(user, kept),
        "may_move": may_move,
        "may_cite": may_cite(user, kept),
        "states": [(key, label) for key, label in Column.choices if key != line.column] if may_move else [],
    }
    return render(request, "preparation/task.html", context)


@require_http_methods(["GET", "POST"])
def plan_task(request: OfficeRequest) -> HttpResponse:
    """Put a task into the plan."""
    held, user = request.conference, request.user
    if not permissions.may_plan_task(user, held):
        raise PermissionDenied
    form = TaskForm(request.POST or None, **_of_form(request))
    made: list[Task] = []
    done = attempt(form, lambda: made.append(actions.plan_task(user, held, details=form.details, needs=form.needs)))
    if done.is_done:
        messages.success(request, _("The task is in the plan."))
        again = "another" in request.POST
        return redirect("preparation:plan_task", held.slug) if again else _to(request, made[0].pk)
    return form_page(
        request,
        "preparation/task_form.html",
        done,
        title=_("Plan a task"),
        button=_("Plan"),
        another=_("Plan, then another"),
        leave=reverse("preparation:plan", args=[held.slug]),
    )


@require_http_methods(["GET", "POST"])
def revise_task(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what is kept of a task, or what it needs."""
    kept, user = _task(request, pk), request.user
    if not permissions.may_revise_task(user, kept):
        raise PermissionDenied
    seen = queries.tasks_of(request.conference, user)

    def now() -> dict[str, Any]:
        return what_is_said_of_task(Task.objects.get(pk=pk), seen)

    needs = _of_form(request, besides=pk)
    form = TaskForm(request.POST or None, initial=now(), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_task(user, kept, details=form.details, needs=form.needs, version=seen_version(form)),
        now=now,
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The task is changed."))
        return _to(request, pk)
    words = {"title": _("Revise a task"), "button": _("Save"), "task": kept}
    leave = reverse("preparation:task", args=[request.conference.slug, pk])
    return form_page(request, "preparation/task_form.html", done, leave=leave, **words)


@require_http_methods(["GET", "POST"])
def move_task(request: OfficeRequest, pk: int) -> HttpResponse:
    """Begin a task, call it done, drop it, hold it up for a reason, or take it up again."""
    kept, user = _task(request, pk), request.user
    if not permissions.may_move_task(user, kept):
        raise PermissionDenied

    def now() -> dict[str, Any]:
        return where_a_task_stands(Task.objects.get(pk=pk))

    wanted = {"to": request.GET["to"]} if request.GET.get("to") in Column.values else {}
    form = MoveForm(request.POST or None, initial=now() | wanted, conference=request.conference)

    def deed() -> Task:
        said, version = form.cleaned_data, seen_version(form)
        return actions.move_task(
            user, kept, to=said["to"], on=today_at(request), because=said["because"], version=version
        )

    done = attempt_revision(form, deed, now=now, conference=request.conference)
    if done.is_done:
        words = {"task": kept.title, "state": Column(form.cleaned_data["to"]).label}
        messages.success(request, _("“%(task)s”: %(state)s") % words)
        return _after_moving(request, form, pk)
    words = {"title": _("Move a task"), "button": _("Move"), "task": kept}
    leave = reverse("preparation:task", args=[request.conference.slug, pk])
    return form_page(request, "preparation/task_form.html", done, leave=leave, **words)


def _task(request: OfficeRequest, pk: int) -> Task:
    return get_object_or_404(queries.tasks_of(request.conference, request.user), pk=pk)


def _of_form(request: OfficeRequest, *, besides: int = 0) -> dict[str, Any]:
    others = queries.tasks_of(request.conference, request.user).exclude(pk=besides).order_by("due_date", "pk")
    return {"user": request.user, "conference": request.conference, "others": others, "language": language()}


def _to(request: OfficeRequest, pk: int) -> HttpResponse:
    return redirect("preparation:task", request.conference.slug, pk)


def _after_moving(request: OfficeRequest, form: MoveForm, pk: int) -> HttpResponse:
    if form.cleaned_data["back"] != "board":
        return _to(request, pk)
    return redirect(f"{reverse('preparation:plan', args=[request.conference.slug])}?view=board#task-{pk}")
