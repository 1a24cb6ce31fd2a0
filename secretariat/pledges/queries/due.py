"""What needs attention: pledges overdue, due soon and silent, and how many stand at which stage."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Max, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.conference.models import Conference
from secretariat.pledges.models import Pledge, Progress, Stage, StageUpdate, Target
from secretariat.pledges.queries.sight import SHARED, Sight, last_day_of, reporters_of

# After these nothing more is awaited.
CLOSED = frozenset({Stage.FULFILLED, Stage.CANCELLED})
SOON = timedelta(days=30)
NO_UPDATE = ""


@dataclass(frozen=True)
class DueDay:
    """A day on which something of a pledge is due: a target that is not reached, or the end of its period."""

    day: date
    target: Target | None = None


@dataclass(frozen=True)
class Standing:
    """A pledge on a day: what of it is due, and since when nobody reported on it."""

    pledge: Pledge
    on: date
    due: list[DueDay] = field(default_factory=list)
    # The day of the last report that this person sees; the pledge itself tells of those alone that all who see it see.
    reported: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still awaited."""
        return self.pledge.stage not in CLOSED

    @property
    def overdue(self) -> list[DueDay]:
        """What should have been done by now, the longest overdue first."""
        return [each for each in self.due if each.day < self.on] if self.is_open else []

    @property
    def due_soon(self) -> list[DueDay]:
        """What is due within thirty days."""
        return [each for each in self.due if self.on <= each.day <= self.on + SOON] if self.is_open else []

    @property
    def last_heard(self) -> date:
        """When somebody last reported on it; before any report, when it was made or written down."""
        known = self.pledge.updated_date or last_day_of(self.pledge.said_date) or self.pledge.entered_at.date()
        return known if self.reported is None else max(known, self.reported)

    @property
    def years_silent(self) -> int:
        """For how many whole years nobody has reported on it."""
        heard = self.last_heard
        # The 29th of February has its day in other years on the first of March.
        return self.on.year - heard.year - ((self.on.month, self.on.day) < (heard.month, heard.day))

    @property
    def is_silent(self) -> bool:
        """Whether it is open and nobody has reported on it for twelve months."""
        return self.is_open and self.years_silent >= 1


@dataclass(frozen=True)
class Share:
    """How many pledges stand at a stage, of how many; pledges without a report are a class of their own."""

    stage: str
    label: str | Promise
    count: int
    base: int

    @property
    def percent(self) -> float | None:
        """The part in per cent of the base, to one decimal; nothing of nothing is no part."""
        return round(100 * self.count / self.base, 1) if self.base else None


def standings(sight: Sight, on: date, pledges: QuerySet[Pledge] | None = None) -> list[Standing]:
    """How these pledges stand on a day, by what this person sees of them; all of them, unless some are named.

    Four queries.
    """
    rows = sight.pledges() if pledges is None else pledges
    held = list(rows.select_related("party"))
    told = (sight.of(Target), sight.of(Progress))
    waiting = _unreached(told, [each.pk for each in held if each.stage not in CLOSED])
    reported = _reported(sight)
    return [Standing(each, on, _due_days(each, waiting.get(each.pk, [])), reported.get(each.pk)) for each in held]


def standings_in_truth(conference: Conference, on: date) -> list[Standing]:
    """How all pledges of a conference stand by what their parties may know: for letters to those that made them.

    What the office wrote down for itself is no reason to write: it is not the party's to read.
    """
    held = list(Pledge.objects.filter(conference=conference).exclude(stage__in=CLOSED).select_related("party"))
    shared = Q(sensitivity__in=SHARED) | Q(entered_by__in=reporters_of(conference))
    told = (Target.objects.filter(shared, conference=conference), Progress.objects.filter(conference=conference))
    waiting = _unreached(told, [each.pk for each in held])
    return [Standing(each, on, _due_days(each, waiting.get(each.pk, []))) for each in held]


def overdue(sight: Sight, on: date) -> list[Standing]:
    """Open pledges of which something should have been done by now, the longest overdue first."""
    found = [each for each in standings(sight, on) if each.overdue]
    return sorted(found, key=lambda each: (each.overdue[0].day, each.pledge.number))


def due_soon(sight: Sight, on: date) -> list[Standing]:
    """Open pledges of which something is due within thirty days, the nearest first."""
    found = [each for each in standings(sight, on) if each.due_soon]
    return sorted(found, key=lambda each: (each.due_soon[0].day, each.pledge.number))


def silent(sight: Sight, on: date) -> list[Standing]:
    """Open pledges on which nobody has reported for twelve months, the longest silent first."""
    found = [each for each in standings(sight, on) if each.is_silent]
    return sorted(found, key=lambda each: (each.last_heard, each.pledge.number))


def shares(stages: Iterable[str]) -> list[Share]:
    """How many of these pledges stand at each stage, and without a report; each part with its base."""
    counted = Counter(stages)
    base = counted.total()
    classes = [(NO_UPDATE, _("No update")), *Stage.choices]
    return [Share(stage, label, counted[stage], base) for stage, label in classes]


def is_reached(target: Target, latest: Progress | None) -> bool:
    """Whether the last report says that a target is reached, upwards or downwards from where it is counted."""
    if latest is None:
        return False
    if target.baseline is not None and target.baseline > target.value:
        return latest.actual <= target.value
    return latest.actual >= target.value


def part_reached(target: Target, latest: Progress | None) -> float | None:
    """Which part of the way to the target is behind, in per cent; nothing is known without a report."""
    if latest is None:
        return None
    start = target.baseline or Decimal(0)
    way = target.value - start
    return round(float(100 * (latest.actual - start) / way), 1) if way else None


def _unreached(told: tuple[QuerySet[Target], QuerySet[Progress]], pledge_ids: list[int]) -> dict[int, list[Target]]:
    """Targets with a day that no report says are reached, by pledge. Two queries."""
    targets = list(told[0].filter(pledge__in=pledge_ids).exclude(due_date=None))
    latest: dict[int, Progress] = {}
    if targets:
        reports = told[1].filter(target__in=[each.pk for each in targets])
        latest = {each.target_id: each for each in reports.order_by("end_date", "id")}
    found: dict[int, list[Target]] = defaultdict(list)
    for target in targets:
        if not is_reached(target, latest.get(target.pk)):
            found[target.pledge_id].append(target)
    return found


def _reported(sight: Sight) -> dict[int, date]:
    """The day of the last report on each pledge that this person sees."""
    rows = sight.of(StageUpdate).order_by().values("pledge").annotate(last=Max("said_date"))
    return dict(rows.values_list("pledge", "last"))


def _due_days(pledge: Pledge, targets: list[Target]) -> list[DueDay]:
    days = [DueDay(each.due_date, each) for each in targets if each.due_date is not None]
    end = last_day_of(pledge.end_date)
    if end is not None:
        days.append(DueDay(end))
    return sorted(days, key=lambda each: (each.day, each.target is None))
