"""The plan as a Gantt chart: where bars, links and lines stand.

Across, places are shares of the width in percent, so that the whole plan is on every screen; down, they are CSS pixels.
Time runs from left to right in every language; only the labels, above their bars, stand on the side from which one
reads.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil

from django.utils.translation import gettext as _

from secretariat.preparation.models import TaskState
from secretariat.preparation.queries.plan import Column, PlanLine
from secretariat.ui.templatetags.ui import day

ROW, HEAD, FOOT = 38, 56, 8
LABEL, BAR_TOP, BAR = 14, 19, 13
SHORTEST, ELBOW = 0.9, 0.7
LONGEST_LABEL = 42
# How many names of months stand beside each other on a wide screen and on a narrow one.
MONTHS_WIDE, MONTHS_NARROW = 10, 4
# Beyond this the name of a month runs out of a narrow screen.
LAST_NARROW = 82
MIDDLE = 50
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
    is_second: bool

    @property
    def label_y(self) -> float:
        """Where its name stands: above it."""
        return self.y + LABEL - BAR_TOP

    @property
    def row_y(self) -> float:
        """Where its row begins."""
        return self.y - BAR_TOP


@dataclass(frozen=True)
class Month:
    """Where a month begins; its name stands there as far as there is room for it."""

    x: float
    label: str
    is_on_narrow_screens: bool


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

    height: int
    bars: list[Bar]
    links: list[tuple[str, bool]]
    months: list[Month]
    marks: list[Mark]
    is_from_the_right: bool
    row: int = ROW
    thickness: int = BAR

    @property
    def floor(self) -> int:
        """Where the rows end."""
        return self.height - FOOT


@dataclass(frozen=True)
class _Scale:
    first: date
    days: int
    rows: dict[int, int] = field(default_factory=dict)

    def x(self, on: date) -> float:
        """Where a day begins."""
        return round((on - self.first).days / self.days * 100, 2)

    def span(self, line: PlanLine) -> tuple[float, float]:
        """Where a task begins and ends."""
        first, last = _days(line)
        start = min(self.x(first), 100 - SHORTEST)
        return start, max(self.x(last + DAY), start + SHORTEST)

    def top(self, line: PlanLine) -> float:
        """Where a task's bar begins."""
        return HEAD + self.rows[line.task.pk] * ROW + BAR_TOP

    def middle(self, line: PlanLine) -> float:
        """The height at which links reach a task's bar."""
        return self.top(line) + BAR / 2


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
    scale = _Scale(first, (last - first).days, rows)
    return Chart(
        height=HEAD + ROW * len(drawn) + FOOT,
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
        y=scale.top(line),
        width=round(end - start, 2),
        is_critical=line.is_critical,
        is_late=line.is_late,
        is_second=scale.rows[line.task.pk] % 2 == 1,
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
    before = round(end - ELBOW, 2)
    if end - x >= 2 * ELBOW:
        return f"M{x} {y}H{before}V{goal}H{end}"
    # Beneath its own bar and above the name of the next.
    between = y + BAR if goal > y else y - BAR
    return f"M{x} {y}h{ELBOW}V{between}H{before}V{goal}H{end}"


def _months(scale: _Scale, last: date) -> list[Month]:
    firsts, here = [], scale.first
    while here < last:
        firsts.append(here)
        here = (here.replace(day=28) + timedelta(days=4)).replace(day=1)
    wide, narrow = (max(1, ceil(len(firsts) / most)) for most in (MONTHS_WIDE, MONTHS_NARROW))
    # Whatever is named on a narrow screen is named on a wide one.
    narrow = -(-narrow // wide) * wide
    return [
        Month(
            x=scale.x(each),
            label=day(f"{each:%Y-%m}", "medium") if place % wide == 0 else "",
            is_on_narrow_screens=place % narrow == 0 and scale.x(each) <= LAST_NARROW,
        )
        for place, each in enumerate(firsts)
    ]


def _marks(scale: _Scale, last: date, days: tuple[date, date], *, from_the_right: bool) -> list[Mark]:
    opening, today = days
    wanted = (
        (opening, "opening", _("Opening, %(day)s"), 34),
        (today, "today", _("Today, %(day)s"), 50),
    )
    return [
        Mark(
            label=words % {"day": f"{ISOLATE}{day(on, 'medium')}{END}"},
            kind=kind,
            x=scale.x(on),
            label_y=y,
            is_before=scale.x(on) > MIDDLE,
            is_from_the_right=from_the_right,
        )
        for on, kind, words, y in wanted
        if scale.first <= on < last
    ]
