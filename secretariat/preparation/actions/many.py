"""Calling many tasks done, or shifting them, at once."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action, label_of
from secretariat.conference.models import Conference
from secretariat.engines.conferencefile.limits import FIRST_YEAR, LAST_YEAR
from secretariat.preparation import permissions, queries
from secretariat.preparation.models import Task, TaskState
from secretariat.preparation.queries import Step

MOST_DAYS = 3660


@action(allow=permissions.may_finish_tasks)
def finish_tasks(actor: User, conference: Conference, *, tasks: Iterable[Task], on: date) -> Batch:
    """Call these tasks done; those that are settled, held up or still need another are skipped."""
    free, skipped = _free(actor, conference, tasks)
    going = {task.pk for task in free}
    waiting = queries.unfinished_needs(conference, actor, going)
    done: list[Task] = []
    # What is called done in the same breath holds nothing up, whatever the order in which it was chosen.
    for task in _needs_first(free, waiting):
        finished = {each.pk for each in done}
        reason = queries.reason_not_to_finish(task, [need for need in waiting[task.pk] if need.pk not in finished])
        if reason:
            skipped.append((str(task), reason))
        else:
            done.append(task)
    Task.objects.filter(pk__in=[task.pk for task in done]).update(
        state=TaskState.DONE, done_date=on, version=F("version") + 1
    )
    name = ngettext("%(count)s task done", "%(count)s tasks done", len(done)) % {"count": len(done)}
    return _batch(conference, name, done, skipped)


@action(allow=permissions.may_shift_tasks)
def shift_tasks(actor: User, conference: Conference, *, tasks: Iterable[Task], days: int) -> Batch:
    """Move first day and due day of these tasks by as many days; what is settled or has no day is skipped."""
    if not days or abs(days) > MOST_DAYS:
        raise Refused(_("Say by how many days: earlier with a minus before the number, not 0."), field="days")
    free, skipped = _free(actor, conference, tasks)
    shifted: list[Task] = []
    for task in free:
        reason = _reason_not_to_shift(task, days)
        if reason:
            skipped.append((str(task), reason))
            continue
        for name in ("start_date", "due_date"):
            present = getattr(task, name)
            setattr(task, name, present and present + timedelta(days=days))
        task.version += 1
        shifted.append(task)
    Task.objects.bulk_update(shifted, ["start_date", "due_date", "version"])
    name = ngettext(
        "%(count)s task shifted by %(days)s days", "%(count)s tasks shifted by %(days)s days", len(shifted)
    ) % {"count": len(shifted), "days": days}
    return _batch(conference, name, shifted, skipped)


def _free(actor: User, conference: Conference, tasks: Iterable[Task]) -> tuple[list[Task], list[tuple[str, str]]]:
    """The tasks that nobody else is changing at this moment, and the others as skipped.

    Whoever links tasks holds a task and waits for the conference; this deed holds the conference and must not wait.
    """
    wanted = queries.tasks_of(conference, actor).filter(pk__in=[task.pk for task in tasks]).order_by("pk")
    free = list(wanted.select_for_update(no_key=True, skip_locked=True, of=("self",)))
    held = {task.pk for task in free}
    return free, [(str(task), _("somebody is changing it at this moment")) for task in wanted if task.pk not in held]


def _needs_first(tasks: list[Task], waiting: Mapping[int, list[Task]]) -> list[Task]:
    known = {task.pk: task for task in tasks}
    steps = {pk: Step(pk, 1, frozenset(need.pk for need in waiting.get(pk, ()))) for pk in known}
    return [known[pk] for pk in queries.in_order(steps)]


def _reason_not_to_shift(task: Task, days: int) -> str:
    if task.state == TaskState.DONE:
        return _("is done already")
    if task.state == TaskState.DROPPED:
        return _("was dropped")
    dated = [day for day in (task.start_date, task.due_date) if day is not None]
    if not dated:
        return _("has no day")
    is_told = all(date(FIRST_YEAR, 1, 1) <= day + timedelta(days=days) <= date(LAST_YEAR, 12, 31) for day in dated)
    return "" if is_told else _("would leave the years of which a conference speaks")


def _batch(conference: Conference, name: str, tasks: list[Task], skipped: list[tuple[str, str]]) -> Batch:
    kind = label_of(tasks[0]) if tasks else ""
    return Batch(
        name=name,
        conference_id=conference.pk,
        counts={"tasks": len(tasks)},
        rows={kind: [task.pk for task in tasks]} if tasks else {},
        skipped=tuple(skipped),
    )
