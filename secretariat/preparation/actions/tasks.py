"""Planning a task, revising it, and moving it on."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.conference.models import Conference
from secretariat.preparation import permissions, queries
from secretariat.preparation.actions.owners import refuse_wrong_owner
from secretariat.preparation.models import Need, Task, TaskState
from secretariat.preparation.queries import Column
from secretariat.ui.templatetags.ui import day

TASK_FIELDS = (
    "key",
    "title",
    "details",
    "state",
    "start_date",
    "due_date",
    "done_date",
    "owner",
    "owner_party",
    "owner_unit",
    "blocked_because",
    "position",
    "sensitivity",
)


@action(allow=permissions.may_plan_task)
def plan_task(actor: User, conference: Conference, *, details: Mapping[str, Any], needs: Iterable[Task] = ()) -> Task:
    """Put a task into the plan, with what must be done before it."""
    task = Task(conference=conference, entered_by=actor)
    _set(task, details)
    _judge(task)
    _refuse_twice(actor, task)
    needed = _of_this_plan(conference.pk, needs)
    task.save()
    _link(task, needed)
    return task


@action(allow=permissions.may_revise_task)
def revise_task(
    actor: User,
    task: Task,
    *,
    details: Mapping[str, Any],
    needs: Iterable[Task] | None = None,
    version: int | None = None,
) -> Task:
    """Change what is kept of a task, or what it needs; needs that this person may not see stay."""
    unless_stale(task, version)
    _set(task, details)
    _judge(task)
    _refuse_twice(actor, task)
    task.save(update_fields=[*TASK_FIELDS])
    if needs is not None:
        _relink(actor, task, _of_this_plan(task.conference_id, needs))
    return task


@action(allow=permissions.may_move_task)
def move_task(actor: User, task: Task, *, to: str, on: date, because: object = "", version: int | None = None) -> Task:
    """Begin a task, call it done, drop it, hold it up for a reason, or take it up again; ``on`` is today."""
    unless_stale(task, version)
    if to not in Column.values:
        raise Refused(_("A task cannot be moved there."), field="to")
    if to == Column.HELD_UP:
        _hold_up(task, because)
    else:
        _bring(actor, task, to, on)
    task.save(update_fields=["state", "done_date", "blocked_because"])
    return task


def _hold_up(task: Task, because: object) -> None:
    if not str(because).strip():
        raise Refused(_("Say what holds it up."), field="because")
    if task.is_settled:
        task.state, task.done_date = TaskState.UNDER_WAY, None
    task.blocked_because = because


def _bring(actor: User, task: Task, to: str, on: date) -> None:
    if to == Column.DONE and task.state != TaskState.DONE:
        unfinished = queries.unfinished_needs(task.conference, actor, [task.pk])[task.pk]
        if unfinished:
            sentence = _("“%(task)s” must be done first, or no longer be needed.")
            raise Refused(sentence % {"task": unfinished[0]}, field="to")
        task.done_date = on
    elif to != Column.DONE:
        task.done_date = None
    task.state = to
    task.blocked_because = ""


def _set(task: Task, details: Mapping[str, Any]) -> None:
    for name in TASK_FIELDS:
        if name in details:
            setattr(task, name, details[name])


def _judge(task: Task) -> None:
    if task.start_date and task.due_date and task.due_date < task.start_date:
        raise Refused(
            _("It cannot be due before it begins, on %(day)s.") % {"day": day(task.start_date)}, field="due_date"
        )
    if task.done_date and task.state != TaskState.DONE:
        raise Refused(_("Only a task that is done has a day on which it was done."), field="done_date")
    refuse_wrong_owner(task)


def _refuse_twice(actor: User, task: Task) -> None:
    others = Task.objects.filter(conference_id=task.conference_id).exclude(pk=task.pk)
    if task.key and others.filter(key=task.key).exists():
        raise Refused(_("There is a task with this key already."), field="key")
    # A refusal tells of no task that this person may not see.
    same = others.filter(title=task.title, due_date=task.due_date).in_office_of(actor)
    if same.exists():
        raise Refused(_("The same task, due on the same day, is in the plan already."), field="title")


def _of_this_plan(conference_id: int, needs: Iterable[Task]) -> list[Task]:
    needed = list({need.pk: need for need in needs}.values())
    if any(need.conference_id != conference_id for need in needed):
        raise Refused(_("A task of another conference cannot be needed here."), field="needs")
    return needed


def _relink(actor: User, task: Task, needed: list[Task]) -> None:
    # Two links made at once may close a circle together: whoever links holds the conference, one after the other.
    conference = Conference.objects.select_for_update(no_key=True).get(pk=task.conference_id)
    seen = queries.tasks_of(conference, actor)
    wanted = {need.pk for need in needed}
    if task.pk in wanted:
        raise Refused(_("A task cannot need itself."), field="needs")
    task.needs.filter(needs__in=seen).exclude(needs__in=wanted).delete()
    present = set(task.needs.values_list("needs", flat=True))
    fresh = [need for need in needed if need.pk not in present]
    _refuse_circle(actor, task, {need.pk for need in fresh})
    _link(task, fresh)


def _refuse_circle(actor: User, task: Task, fresh: set[int]) -> None:
    needs = queries.needs_in_truth(task.conference_id)
    needs[task.pk] = [*needs[task.pk], *sorted(fresh)]
    circle = queries.circle_through(task.pk, needs) if fresh else []
    if not circle:
        return
    titles = {each.pk: str(each.title) for each in queries.tasks_of(task.conference, actor).filter(pk__in=circle)}
    named = [_("“%(task)s”") % {"task": titles[pk]} if pk in titles else _("another task") for pk in circle]
    links = [_("%(task)s needs %(other)s") % {"task": one, "other": other} for one, other in pairwise(named)]
    raise Refused(_("This would be a circle: %(circle)s.") % {"circle": ", ".join(links)}, field="needs")


def _link(task: Task, needed: list[Task]) -> None:
    Need.objects.bulk_create(Need(conference_id=task.conference_id, task=task, needs=need) for need in needed)
