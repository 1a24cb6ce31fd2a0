"""The timeline as a drawing: one lane for each kind of event, time from left to right in every language.

Across, places are shares of the width in percent; down, they are CSS pixels.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import ngettext

from secretariat.dossier.queries.timeline import DAY, KINDS, MONTH, Key
from secretariat.ui.templatetags.ui import day, number

MARGIN, LANE, AXIS = 2.5, 44, 28
# No more columns than an eye can part, however many days there are.
COLUMNS = 120
TICKS = 8


@dataclass(frozen=True)
class Dot:
    """One event, or all events that fall on one place."""

    x: float
    radius: float
    count: int
    title: str

    @property
    def word(self) -> str:
        """How many there are, where there is more than one."""
        return str(number(self.count)) if self.count > 1 else ""


@dataclass(frozen=True)
class Bar:
    """Events of a month of which no day is known: they lie somewhere within it."""

    x: float
    width: float
    title: str


@dataclass(frozen=True)
class Lane:
    """All events of a kind."""

    label: str | Promise
    y: float
    count: int
    dots: list[Dot]
    bars: list[Bar]

    @property
    def label_y(self) -> float:
        """Where the name of the lane stands."""
        return self.y - 15

    @property
    def word_y(self) -> float:
        """Where the number in a dot stands."""
        return self.y + 3.5

    @property
    def bar_y(self) -> float:
        """Where a month's bar begins."""
        return self.y - 5


@dataclass(frozen=True)
class Tick:
    """The beginning of a month."""

    x: float
    label: str


@dataclass(frozen=True)
class Strip:
    """The whole drawing; events without any date are not on it."""

    height: int
    lanes: list[Lane]
    ticks: list[Tick]
    undated: int
    first: str
    last: str

    @property
    def axis_y(self) -> int:
        """Where the names of the months stand."""
        return self.height - 8

    @property
    def foot(self) -> int:
        """Where the lanes end."""
        return self.height - AXIS


def strip_of(keys: Iterable[Key]) -> Strip | None:
    """The drawing of these events; None where no date is known at all."""
    dated: dict[str, Counter[str]] = defaultdict(Counter)
    undated = 0
    for key in keys:
        if _first_day(key.date) is None:
            undated += 1
        else:
            dated[key.kind][key.date[:DAY]] += 1
    days = [each for counts in dated.values() for each in counts]
    if not days:
        return None
    scale = _Scale(min(filter(None, map(_first_day, days))), max(filter(None, map(_last_day, days))))
    kinds = [kind for kind in KINDS if dated[kind]]
    lanes = [_lane(kind, LANE * (place + 1) - 12, (dated[kind], scale)) for place, kind in enumerate(kinds)]
    height = LANE * len(kinds) + AXIS + 4
    return Strip(height, lanes, scale.ticks(), undated, min(days), max(days))


class _Scale:
    """Days as places from left to right; the first month is shown from its first day, the last to its end."""

    def __init__(self, first: date, last: date) -> None:
        self._first, self._last = first.replace(day=1), _end_of_month(last)
        self._days = (self._last - self._first).days + 1
        self._column = max(1, -(-self._days // COLUMNS))

    def x(self, when: date, *, part: float = 0.0) -> float:
        """Where a day lies; ``part`` of a day further on."""
        share = ((when - self._first).days + part) / self._days
        return round(MARGIN + share * (100 - 2 * MARGIN), 2)

    def column(self, when: date) -> date:
        """The day for which this one is drawn, where there are too many to draw each."""
        past = (when - self._first).days
        return self._first + timedelta(days=past - past % self._column)

    def middle(self, column: date) -> float:
        """The middle of a column."""
        return self.x(column, part=self._column / 2)

    def ticks(self) -> list[Tick]:
        """The beginnings of months, no more than there is room for."""
        months = []
        month = self._first
        while month <= self._last:
            months.append(month)
            month = _end_of_month(month) + timedelta(days=1)
        step = -(-len(months) // TICKS)
        return [Tick(self.x(each), day(each.isoformat()[:MONTH], "medium")) for each in months[::step]]


def _lane(kind: str, y: float, drawn: tuple[Counter[str], _Scale]) -> Lane:
    counts, scale = drawn
    dots: dict[date, Counter[str]] = defaultdict(Counter)
    bars = []
    for said, count in sorted(counts.items()):
        first, last = _first_day(said), _last_day(said)
        if first is None or last is None:
            continue
        if len(said) == DAY:
            dots[scale.column(first)][said] += count
        else:
            begin = scale.x(first)
            bars.append(Bar(begin, round(scale.x(last, part=1) - begin, 2), _title({said: count})))
    placed = [
        Dot(scale.middle(column), _radius(held.total()), held.total(), _title(held))
        for column, held in sorted(dots.items())
    ]
    return Lane(KINDS[kind].plural, y, counts.total(), placed, bars)


def _title(held: "Counter[str] | dict[str, int]") -> str:
    count, days = sum(held.values()), sorted(held)
    when = day(days[0]) if len(days) == 1 else f"{day(days[0])} – {day(days[-1])}"
    told = ngettext("%(count)s entry", "%(count)s entries", count) % {"count": number(count)}
    return f"{when}: {told}"


def _radius(count: int) -> float:
    return 5 if count == 1 else 8 if count < 10 else 11


def _first_day(said: str) -> date | None:
    parts = [int(part) for part in said.split("-") if part.isascii() and part.isdecimal()]
    try:
        return date(*(*parts, 1, 1)[:3]) if parts else None
    except ValueError:
        return None


def _last_day(said: str) -> date | None:
    first = _first_day(said)
    if first is None or len(said) == DAY:
        return first
    return _end_of_month(first if len(said) == MONTH else first.replace(month=12))


def _end_of_month(when: date) -> date:
    return (when.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
