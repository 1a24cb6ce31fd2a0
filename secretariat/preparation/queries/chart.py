"""The plan as a Gantt chart: where bars, links and lines stand. Units are those of the drawing, 1 to a CSS pixel.

Time runs from left to right in every language; only the labels stand on the side from which one reads.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil

from django.utils.translation import gettext as _

from secretariat.preparation.models import TaskState
from secretariat.preparation.queries.plan import Column, PlanLine
from secretariat.ui.templatetags.ui import day

LABELS, PLOT, ROW, HEAD, FOOT = 290, 710, 28, 56, 12
BAR, SHORTEST, ELBOW = 14, 5, 7
LONGEST_LABEL = 38
MONTH_LABEL = 66
DAY = timedelta(days=1)
# A day that lies further from the plan than this is not drawn: the plan would shrink to a stroke beside it.
FAR = timedelta(days=62)
# What keeps a title in another script from moving the signs before it.
ISOLATE, END = "\u2068", "\u2069"


@dataclass(frozen=True)
class Bar:
    """A task in the chart."""

    label: str
    says: str
    kind: str
    x: float
    y: float
    width: float
    is_critical: bool
    is_late: bool


@dataclass(frozen=True)
class Mark:
    """A day that is marked with a line: the opening, or today; its words stand on the side where there is room."""

    label: str
    kind: str
    x: float
    label_y: int
    is_before: bool
    is_from_the_right: bool

    @property
    def anchor(self) -> str:
        """Which end of the words stands at the line; words that run from the right begin on their right."""
        return "end" if self.is_before != self.is_from_the_right else "start"


@dataclass(frozen=True)
class Chart:
    """The whole drawing."""

    width: int
    height: int
    plot_x: int
    label_x: int
    bars: list[Bar]
    links: list[tuple[str, bool]]
    months: list[tuple[float, str]]
    marks: list[Mark]
    is_from_the_right: bool

    @property
    def plot_end(self) -> int:
        """Where the days end."""
        return self.plot_x + PLOT

    @property
    def floor(self) -> int:
        """Where the rows end."""
        return self.height - FOOT


@dataclass(frozen=True)
class _Scale:
    first: date
    days: int
    origin: int
    rows: dict[int, int] = field(default_factory=dict)

    def x(self, on: date) -> float:
        """Where a day begins."""
        return round(self.origin + (on - self.first).days / self.days * PLOT, 1)

    def span(self, line: PlanLine) -> tuple[float, float]:
        """Where a task begins and ends."""
        first, last = _days(line)
        start = self.x(first)
        return start, max(self.x(last + DAY), start + SHORTEST)

    def middle(self, line: PlanLine) -> float:
        """The height of a task's bar."""
        return HEAD + self.rows[line.task.pk] * ROW + ROW / 2


def chart_of(lines: list[PlanLine], *, opening: date, today: date, from_the_right: bool) -> Chart | None:
    """The chart of what has a day and was not dropped, in the order in which it begins; nothing if nothing has."""
    drawn = [line for line in lines if line.column != Column.DROPPED and (line.task.due_date or line.task.start_date)]
    if not drawn:
        return None
    drawn.sort(key=lambda line: (_days(line), line.task.pk))
    ends = [day for line in drawn for day in _days(line)]
    ends += [each for each in (opening, today) if min(ends) - FAR <= each <= max(ends) + FAR]
    first = min(ends).replace(day=1)
    last = (max(ends).replace(day=28) + timedelta(days=4)).replace(day=1)
    rows = {line.task.pk: row for row, line in enumerate(drawn)}
    scale = _Scale(first, (last - first).days, 0 if from_the_right else LABELS, rows)
    return Chart(
        width=LABELS + PLOT,
        height=HEAD + ROW * len(drawn) + FOOT,
        plot_x=scale.origin,
        label_x=LABELS + PLOT - 6 if from_the_right else 6,
        bars=[_bar(line, scale) for line in drawn],
        links=_links(drawn, scale),
        months=_months(scale, last),
        marks=_marks(scale, last, (opening, today), from_the_right=from_the_right),
        is_from_the_right=from_the_right,
    )


def _days(line: PlanLine) -> tuple[date, date]:
    start, due = line.task.start_date, line.task.due_date
    known = [each for each in (start, due) if each]
    return min(known), max(known)


def _bar(line: PlanLine, scale: _Scale) -> Bar:
    start, end = scale.span(line)
    title = str(line.task.title)
    short = title if len(title) <= LONGEST_LABEL else f"{title[: LONGEST_LABEL - 1].rstrip()}…"
    signs = "".join(
        sign
        for sign, is_so in (
            ("✓", line.task.state == TaskState.DONE),
            ("◆", line.is_critical),
            ("!", line.is_late),
            ("‖", line.column == Column.HELD_UP),
        )
        if is_so
    )
    return Bar(
        label=f"{signs} {ISOLATE}{short}{END}" if signs else f"{ISOLATE}{short}{END}",
        says=f"{title} · {Column(line.column).label} · {_span_in_words(line)}",
        kind=line.column.replace(" ", "-"),
        x=start,
        y=scale.middle(line) - BAR / 2,
        width=round(end - start, 1),
        is_critical=line.is_critical,
        is_late=line.is_late,
    )


def _span_in_words(line: PlanLine) -> str:
    first, last = _days(line)
    return day(last) if first == last else f"{day(first)} – {day(last)}"


def _links(drawn: list[PlanLine], scale: _Scale) -> list[tuple[str, bool]]:
    by_number = {line.task.pk: line for line in drawn}
    return [
        (_elbow(by_number[need.pk], line, scale), line.is_critical and by_number[need.pk].is_critical)
        for line in drawn
        for need in line.needs
        if need.pk in by_number
    ]


def _elbow(need: PlanLine, line: PlanLine, scale: _Scale) -> str:
    """From the end of what is needed to the beginning of what needs it, round the bars if the two overlap in time."""
    _start, x = scale.span(need)
    end, _last = scale.span(line)
    y, goal = scale.middle(need), scale.middle(line)
    if end - x >= 2 * ELBOW:
        return f"M{x} {y}H{end - ELBOW}V{goal}H{end}"
    between = y + (ROW / 2 if goal > y else -ROW / 2)
    return f"M{x} {y}h{ELBOW}V{between}H{end - ELBOW}V{goal}H{end}"


def _months(scale: _Scale, last: date) -> list[tuple[float, str]]:
    firsts, here = [], scale.first
    while here < last:
        firsts.append(here)
        here = (here.replace(day=28) + timedelta(days=4)).replace(day=1)
    every = max(1, ceil(MONTH_LABEL * len(firsts) / PLOT))
    return [
        (scale.x(each), day(f"{each:%Y-%m}", "medium") if place % every == 0 else "")
        for place, each in enumerate(firsts)
    ]


def _marks(scale: _Scale, last: date, days: tuple[date, date], *, from_the_right: bool) -> list[Mark]:
    opening, today = days
    wanted = (
        (opening, "opening", _("Opening, %(day)s"), 34),
        (today, "today", _("Today, %(day)s"), 50),
    )
    middle = scale.origin + PLOT / 2
    return [
        Mark(
            label=words % {"day": f"{ISOLATE}{day(on, 'medium')}{END}"},
            kind=kind,
            x=scale.x(on),
            label_y=y,
            is_before=scale.x(on) > middle,
            is_from_the_right=from_the_right,
        )
        for on, kind, words, y in wanted
        if scale.first <= on < last
    ]
