"""The preparation plan as a person may see it: each task with what it waits for, whether it is late, and its slack."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.preparation.models import SETTLED, Need, Task, TaskState
from secretariat.preparation.queries.paths import Place, Step, days_of, places

WEEK = timedelta(days=7)


class Column(TextChoices):
    """Where a task stands on the board."""

    PLANNED = "planned", pgettext_lazy("task", "Planned")
    UNDER_WAY = "under way", pgettext_lazy("task", "Under way")
    HELD_UP = "held up", pgettext_lazy("task", "Held up")
    DONE = "done", pgettext_lazy("task", "Done")
    DROPPED = "dropped", pgettext_lazy("task", "Dropped")


@dataclass(frozen=True)
class PlanLine:
    """A task in the plan: who is in charge, what it needs, what it still waits for, how much it can slip."""

    task: Task
    owner: object
    column: str
    needs: list[Task] = field(default_factory=list)
    needed_by: list[Task] = field(default_factory=list)
    place: Place | None = None
    is_late: bool = False

    @property
    def waits_for(self) -> list[Task]:
        """What it needs and is not done yet; a settled task waits for nothing."""
        return [] if self.task.is_settled else [need for need in self.needs if not need.is_settled]

    @property
    def is_blocked(self) -> bool:
        """Whether it is held up, or something that it needs is not done."""
        return self.column == Column.HELD_UP or bool(self.waits_for)

    @property
    def is_critical(self) -> bool:
        """Whether it belongs to the longest chain before the opening."""
        return self.place is not None and self.place.is_critical

    @property
    def endangers(self) -> bool:
        """Whether it is due after the last day on which everything after it can still be done in time."""
        due = self.task.due_date
        return self.place is not None and due is not None and due > self.place.latest

    def should_have_begun(self, today: date) -> bool:
        """Whether the day has come on which work on it begins."""
        begins = self.task.start_date or self.task.due_date
        return begins is not None and begins <= today


def column_of(task: Task) -> str:
    """Where a task stands on the board: held up before its state, as long as it is not settled."""
    return str(Column.HELD_UP if task.blocked_because and not task.is_settled else task.state)


def tasks_of(conference: Conference, user: User) -> QuerySet[Task]:
    """The tasks that the office shows this person."""
    return Task.objects.in_office_of(user).filter(conference=conference)


def plan_of(conference: Conference, user: User, *, today: date) -> list[PlanLine]:
    """The whole plan by due date, what has no date last; of the needs, those between tasks one may see. Three queries.

    The longest chain counts what is not settled and is due before the opening, or has no day.
    """
    tasks = list(
        tasks_of(conference, user).select_related("owner", "owner_party").order_by("due_date", "position", "pk")
    )
    tasks.sort(key=lambda task: task.due_date is None)
    needs = _needs_among(conference, tasks)
    needed_by: dict[int, list[Task]] = defaultdict(list)
    for task in tasks:
        for need in needs[task.pk]:
            needed_by[need.pk].append(task)
    names = shown_names(conference)
    placed = _placed(_steps(tasks, needs, conference.start_date), conference.start_date)
    return [
        PlanLine(
            task=task,
            owner=name_of(task.owner_party, names) if task.owner_party else task.owner or task.owner_unit,
            column=column_of(task),
            needs=needs[task.pk],
            needed_by=needed_by[task.pk],
            place=placed.get(task.pk),
            is_late=is_late(task, today),
        )
        for task in tasks
    ]


def is_late(task: Task, today: date) -> bool:
    """Whether it should be done by now and is not."""
    return not task.is_settled and task.due_date is not None and task.due_date < today


def late_and_blocked(lines: Iterable[PlanLine], today: date) -> tuple[list[PlanLine], list[PlanLine], list[PlanLine]]:
    """What is late; what cannot go on although it should have begun, or is held up; what is due within the week."""
    late, blocked, soon = [], [], []
    for line in lines:
        due = line.task.due_date
        if line.is_late:
            late.append(line)
        elif line.column == Column.HELD_UP or (line.waits_for and line.should_have_begun(today)):
            blocked.append(line)
        elif not line.task.is_settled and due is not None and due < today + WEEK:
            soon.append(line)
    return late, blocked, soon


def needs_in_truth(conference_id: int) -> dict[int, list[int]]:
    """What each task of a conference needs, by number, as nobody is told it: a circle must not close unseen."""
    found: dict[int, list[int]] = defaultdict(list)
    for task, need in Need.objects.filter(conference_id=conference_id).order_by("pk").values_list("task", "needs"):
        found[task].append(need)
    return found


def unfinished_needs(conference: Conference, user: User, tasks: Iterable[int]) -> dict[int, list[Task]]:
    """What these tasks need and is not settled, as far as this person may see it. One query."""
    seen = tasks_of(conference, user).exclude(state__in=SETTLED)
    rows = Need.objects.filter(task__in=list(tasks), needs__in=seen).select_related("needs").order_by("pk")
    found: dict[int, list[Task]] = defaultdict(list)
    for row in rows:
        found[row.task_id].append(row.needs)
    return found


def reason_not_to_finish(task: Task, unfinished: list[Task]) -> str:
    """Why a task cannot be called done; empty if it can."""
    if task.state == TaskState.DONE:
        return _("is done already")
    if task.state == TaskState.DROPPED:
        return _("was dropped")
    if task.blocked_because:
        return _("is held up: %(reason)s") % {"reason": task.blocked_because}
    if unfinished:
        return _("needs “%(task)s” first") % {"task": unfinished[0]}
    return ""


def conferences_to_copy(conference: Conference, user: User) -> QuerySet[Conference]:
    """Other conferences in whose office this person finds a plan."""
    seen = Task.objects.in_office_of(user).order_by().values("conference")
    return Conference.objects.with_seat_for(user).filter(pk__in=seen).exclude(pk=conference.pk).order_by("-start_date")


def _needs_among(conference: Conference, tasks: list[Task]) -> dict[int, list[Task]]:
    known = {task.pk: task for task in tasks}
    found: dict[int, list[Task]] = defaultdict(list)
    for task, need in Need.objects.filter(conference=conference).order_by("pk").values_list("task", "needs"):
        if task in known and need in known:
            found[task].append(known[need])
    return found


def _placed(steps: list[Step], opening: date) -> dict[int, Place]:
    # No deed closes a circle; if one came in by another way, it can be undone only where the plan is still shown.
    try:
        return places(steps, opening)
    except ValueError:
        return {}


def _steps(tasks: list[Task], needs: dict[int, list[Task]], opening: date) -> list[Step]:
    return [
        Step(task.pk, days_of(task.start_date, task.due_date), frozenset(need.pk for need in needs[task.pk]))
        for task in tasks
        if not task.is_settled and (task.due_date is None or task.due_date <= opening)
    ]


def dated(lines: Iterable[PlanLine]) -> list[PlanLine]:
    """Lines that have a day to be drawn at."""
    return [line for line in lines if line.task.due_date or line.task.start_date]
