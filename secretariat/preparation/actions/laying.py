"""Laying a whole plan: one that comes with the house, or that of another conference."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action, label_of
from secretariat.conference.models import Conference
from secretariat.preparation import permissions, queries
from secretariat.preparation.models import Need, Task


@action(allow=permissions.may_lay_template)
def lay_template(actor: User, conference: Conference, *, template: str) -> Batch:
    """Put the tasks of a template into the plan, dated for this conference; those that stand there are skipped."""
    chosen = queries.templates().get(template)
    if chosen is None:
        raise Refused(_("There is no such template."), field="template")
    origin = chosen.day_of(conference)
    tasks, links = [], []
    for position, planned in enumerate(chosen.tasks):
        task = Task(conference=conference, entered_by=actor, key=chosen.key_of(planned.key), position=position)
        task.title = queries.title_in(conference.languages, planned.key)
        task.start_date, task.due_date = planned.begins_on(origin), planned.due_on(origin)
        tasks.append(task)
        links += [(task.key, chosen.key_of(need)) for need in planned.needs]
    return _laid(conference, tasks, links)


@action(allow=permissions.may_lay_plan_of)
def lay_plan_of(actor: User, conference: Conference, *, other: Conference) -> Batch:
    """Copy the plan of another conference, its days shifted from that opening to this one; nothing is done yet.

    Copied is what that office shows this person; who was in charge there in person is left out.
    """
    if not queries.conferences_to_copy(conference, actor).filter(pk=other.pk).exists():
        raise Refused(_("There is no plan there that you may see."), field="other")
    shift = conference.start_date - other.start_date
    keys: dict[int, str] = {}
    tasks = []
    for model in queries.tasks_of(other, actor).order_by("due_date", "position", "pk"):
        keys[model.pk] = model.key or f"{other.slug}/{model.pk}"
        tasks.append(_copied(actor, conference, model, (keys[model.pk], shift)))
    rows = Need.objects.filter(conference=other).order_by("pk").values_list("task", "needs")
    return _laid(conference, tasks, [(keys[one], keys[need]) for one, need in rows if one in keys and need in keys])


def _copied(actor: User, conference: Conference, model: Task, details: tuple[str, timedelta]) -> Task:
    key, shift = details
    task = Task(conference=conference, entered_by=actor, key=key)
    for name in ("title", "details", "owner_party_id", "owner_unit", "sensitivity", "position"):
        setattr(task, name, getattr(model, name))
    task.start_date, task.due_date = _shifted(model.start_date, shift), _shifted(model.due_date, shift)
    return task


def _shifted(day: date | None, shift: timedelta) -> date | None:
    return day and day + shift


def _laid(conference: Conference, tasks: list[Task], links: Iterable[tuple[str, str]]) -> Batch:
    present = dict(
        Task.objects.filter(conference=conference, key__in=[task.key for task in tasks]).values_list("key", "pk")
    )
    fresh = Task.objects.bulk_create(task for task in tasks if task.key not in present)
    known = present | {task.key: task.pk for task in fresh}
    laid = {task.key for task in fresh}
    # Only what is new gets needs: nothing that stood there before can come to need it, so no circle can close.
    Need.objects.bulk_create(
        Need(conference=conference, task_id=known[one], needs_id=known[need])
        for one, need in links
        if one in laid and need in known
    )
    count = len(fresh)
    return Batch(
        name=ngettext("%(count)s task laid", "%(count)s tasks laid", count) % {"count": count},
        conference_id=conference.pk,
        counts={"tasks": count},
        rows={label_of(task): [each.pk for each in fresh] for task in fresh[:1]},
        skipped=tuple((str(task), _("stands in the plan already")) for task in tasks if task.key in present),
    )
