"""The plan as list, board and chart; deeds on many tasks; laying whole plans."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.accounts.models import User
from secretariat.audit.action import Batch
from secretariat.audit.forms import attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.engines.folding import folded
from secretariat.parties.queries import in_all_languages
from secretariat.preparation import actions, permissions, queries
from secretariat.preparation.forms.tasks import LayPlanOfForm, LayTemplateForm, ShiftForm
from secretariat.preparation.models import Task
from secretariat.preparation.queries import Column, PlanLine
from secretariat.preparation.queries.chart import chart_of
from secretariat.preparation.views.asking import choice_of, form_page, language, numbers, today_at, without
from secretariat.ui.spreadsheets import harmless

RESULT = "preparation-result"
VIEWS = ("list", "board", "gantt")


@dataclass(frozen=True)
class Asked:
    """What the address of the plan asks for."""

    view: str
    words: str
    state: str
    only: str
    sort: str

    def choose(self, lines: list[PlanLine], user: User) -> list[PlanLine]:
        """The lines asked for, in the order asked for; what has no place in that order stands last."""
        found = [line for line in lines if self._wants(line, user)]
        key = _SORTS.get(self.sort.removeprefix("-"))
        if key is None:
            return found
        known = sorted((line for line in found if key(line) is not None), key=key)
        unknown = [line for line in found if key(line) is None]
        return [*(known[::-1] if self.sort.startswith("-") else known), *unknown]

    def _wants(self, line: PlanLine, user: User) -> bool:
        wanted = {
            "late": line.is_late,
            "blocked": line.is_blocked,
            "critical": line.is_critical,
            "mine": line.task.owner_id == user.pk,
        }
        said = folded(" ".join(in_all_languages(line.task.title, line.task.details, line.owner)))
        return (
            self.state in {"", line.column}
            and wanted.get(self.only, True)
            and all(word in said for word in folded(self.words).split())
        )


def _slack(line: PlanLine) -> int | None:
    return line.place.slack if line.place else None


_SORTS: dict[str, Any] = {
    "title": lambda line: folded(str(line.task.title)),
    "state": lambda line: Column.values.index(line.column),
    "begins": lambda line: line.task.start_date,
    "due": lambda line: line.task.due_date,
    "owner": lambda line: folded(str(line.owner)) or None,
    "slack": _slack,
}


@require_GET
def plan(request: OfficeRequest) -> HttpResponse:
    """What is to be done before the opening, as a list, a board or a chart."""
    asked = _asked(request.GET)
    lines = queries.plan_of(request.conference, request.user, today=today_at(request))
    shown = asked.choose(lines, request.user)
    if request.GET.get("format") == "csv":
        return _exported(request, shown)
    context = _of_page(request, asked, lines, shown)
    if asked.view == "board":
        context["columns_of_tasks"] = _columns(request, shown)
    elif asked.view == "gantt":
        context["chart"] = chart_of(
            shown,
            opening=request.conference.start_date,
            today=today_at(request),
            from_the_right=get_language_bidi(),
        )
    return render(request, "preparation/plan.html", context)


@require_POST
def finish_tasks(request: OfficeRequest) -> HttpResponse:
    """Call the chosen tasks done."""
    if not permissions.may_finish_tasks(request.user, request.conference):
        raise PermissionDenied
    chosen = _chosen(request)
    if not chosen:
        return _nothing_chosen(request)
    return _told(request, actions.finish_tasks(request.user, request.conference, tasks=chosen, on=today_at(request)))


@require_POST
def shift_tasks(request: OfficeRequest) -> HttpResponse:
    """Move the days of the chosen tasks."""
    if not permissions.may_shift_tasks(request.user, request.conference):
        raise PermissionDenied
    chosen, form = _chosen(request), ShiftForm(request.POST)
    if not chosen:
        return _nothing_chosen(request)
    days = form.cleaned_data["days"] if form.is_valid() else 0
    moved = actions.shift_tasks(request.user, request.conference, tasks=chosen, days=days)
    return _told(request, moved, deed="moved")


@require_http_methods(["GET", "POST"])
def lay_template(request: OfficeRequest) -> HttpResponse:
    """Put a plan that comes with the house into this one."""
    held, user = request.conference, request.user
    if not permissions.may_lay_template(user, held):
        raise PermissionDenied
    form = LayTemplateForm(request.POST or None)
    laid: list[Batch] = []
    done = attempt(form, lambda: laid.append(actions.lay_template(user, held, template=form.cleaned_data["template"])))
    if done.is_done:
        return _told(request, laid[0], deed="laid")
    previews = [
        {
            "title": each.title,
            "tasks": [
                (title, task.begins_on(each.day_of(held)), task.due_on(each.day_of(held)))
                for task in each.tasks
                for title in [queries.title_in([language()], task.key)]
            ],
        }
        for each in queries.templates().values()
    ]
    return form_page(request, "preparation/lay_template.html", done, previews=previews)


@require_http_methods(["GET", "POST"])
def lay_plan_of(request: OfficeRequest) -> HttpResponse:
    """Copy the plan of another conference into this one."""
    held, user = request.conference, request.user
    if not permissions.may_lay_plan_of(user, held):
        raise PermissionDenied
    conferences = queries.conferences_to_copy(held, user)
    form = LayPlanOfForm(request.POST or None, conferences=conferences)
    laid: list[Batch] = []
    done = attempt(form, lambda: laid.append(actions.lay_plan_of(user, held, other=form.cleaned_data["other"])))
    if done.is_done:
        return _told(request, laid[0], deed="laid")
    return form_page(request, "preparation/lay_plan_of.html", done, has_any=conferences.exists())


def _asked(query: QueryDict) -> Asked:
    view, state = query.get("view", ""), query.get("state", "")
    return Asked(
        view=view if view in VIEWS else "list",
        words=query.get("q", "")[:200],
        state=state if state in Column.values else "",
        only=query.get("only", ""),
        sort=query.get("sort", ""),
    )


def _of_page(request: OfficeRequest, asked: Asked, lines: list[PlanLine], shown: list[PlanLine]) -> dict[str, Any]:
    held, user = request.conference, request.user
    only = [("", _("All")), ("late", _("Late")), ("blocked", _("Blocked")), ("critical", _("Critical"))]
    tabs = (("list", _("List")), ("board", _("Board")), ("gantt", _("Gantt chart")))
    return {
        "conference": held,
        "lines": shown,
        "shown": len(shown),
        "total": len(lines),
        "view": asked.view,
        "tabs": [
            {
                "label": label,
                "url": f"?{without(request.GET, 'sort', 'format', view=key)}",
                "is_current": key == asked.view,
            }
            for key, label in tabs
        ],
        "filters": [
            choice_of("state", _("State"), [("", _("All")), *Column.choices], asked.state),
            choice_of("only", _("Only"), [*only, ("mine", _("Mine"))], asked.only),
        ],
        "late": sum(line.is_late for line in lines),
        "blocked": sum(line.is_blocked for line in lines),
        "settled": sum(line.task.is_settled for line in lines),
        "may_plan": permissions.may_plan_task(user, held),
        "may_change": permissions.may_finish_tasks(user, held),
        "states": Column.choices,
        "export_query": without(request.GET, "view", format="csv"),
        "result": request.session.pop(RESULT, None) if RESULT in request.session else None,
    }


def _columns(request: OfficeRequest, lines: Iterable[PlanLine]) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = {column: [] for column in Column.values}
    for line in lines:
        may_move = permissions.may_move_task(request.user, line.task)
        found[line.column].append({"line": line, "may_move": may_move})
    return [{"key": key, "label": label, "cards": found[key]} for key, label in Column.choices]


def _chosen(request: OfficeRequest) -> list[Task]:
    ids = numbers(request.POST.getlist("task"))
    return list(queries.tasks_of(request.conference, request.user).filter(pk__in=ids))


def _nothing_chosen(request: OfficeRequest) -> HttpResponse:
    messages.warning(request, _("Choose at least one task first."))
    return _back(request)


def _told(request: OfficeRequest, batch: Batch, *, deed: str = "done") -> HttpResponse:
    """Go to the plan, which says once what was done and what was skipped: loading it again repeats nothing."""
    request.session[RESULT] = {"deed": deed, "done": batch.done, "skipped": [list(pair) for pair in batch.skipped]}
    return _back(request)


def _back(request: OfficeRequest) -> HttpResponse:
    address = reverse("preparation:plan", args=[request.conference.slug])
    seen = request.POST.get("seen", "")
    return redirect(f"{address}?{without(QueryDict(seen[:2000]), 'format')}" if seen else address)


def _exported(request: OfficeRequest, lines: Iterable[PlanLine]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{request.conference.slug}-plan.csv"'
    # Spreadsheets read the file as UTF-8 only if it starts with this mark.
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(
        [
            _("Task"),
            _("State"),
            _("Begins on"),
            _("Due on"),
            _("Done on"),
            _("In charge"),
            _("Needs first"),
            _("Held up because"),
            _("Late"),
            _("Blocked"),
            _("Critical"),
            _("Slack in days"),
            _("Latest end"),
        ]
    )
    for line in lines:
        writer.writerow([harmless(cell) for cell in _cells(line)])
    return response


def _cells(line: PlanLine) -> list[object]:
    task, place = line.task, line.place
    said = {True: _("Yes"), False: _("No")}
    return [
        task.title,
        Column(line.column).label,
        task.start_date or "",
        task.due_date or "",
        task.done_date or "",
        line.owner,
        "; ".join(str(need) for need in line.needs),
        task.blocked_because,
        said[line.is_late],
        said[line.is_blocked],
        said[line.is_critical],
        "" if place is None else place.slack,
        "" if place is None else place.latest,
    ]
