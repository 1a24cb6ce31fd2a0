"""Money as bars: one bar for each kind, side by side and never end to end, for kinds are never added."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from secretariat.engines.charts import BarChart, Series, bars
from secretariat.pledges.queries.adding import SHOWN, Total
from secretariat.pledges.queries.dashboard import Grouping
from secretariat.pledges.queries.money import KINDS, PROMISED, Sum

MOST_ROWS = 12


def money_chart(totals: Sequence[Total], *, from_right: bool) -> BarChart | None:
    """A bar for each kind of money; nothing where no money is known."""
    if not any(total.is_known for total in totals):
        return None
    values = tuple(_length(total) for total in totals)
    return bars([total.label for total in totals], [Series("", values)], from_right=from_right)


def grouping_chart(grouping: Grouping, *, from_right: bool) -> BarChart | None:
    """The rows with the most promised, each with a bar for each kind; nothing where less than two have money."""
    rows = [row for row in grouping.rows if any(total.is_known for total in row.totals)]
    if len(rows) < 2:
        return None
    shown = sorted(rows, key=lambda row: -max(total.amount for total in row.totals))[:MOST_ROWS]
    kinds = list(dict.fromkeys(total.kind for row in shown for total in row.totals))
    labels = {total.kind: total.label for row in shown for total in row.totals}
    series = [Series(labels[kind], tuple(_of_kind(row.totals, kind) for row in shown)) for kind in kinds]
    return bars([str(row.label) for row in shown], series, from_right=from_right)


@dataclass(frozen=True)
class Drawn:
    """The money of a pledge in one currency as bars."""

    currency: str
    key: str
    chart: BarChart


def pledge_charts(sums: Sequence[Sum], *, from_right: bool) -> list[Drawn]:
    """The kinds of money of a pledge beside each other, a drawing for each currency; nothing for a promise alone."""
    found = []
    for currency in sorted({each.currency for each in sums if each.kind != PROMISED}):
        kinds = {each.kind: each for each in sums if each.currency == currency}
        labels = [str(KINDS[kind]) for kind in SHOWN]
        values = tuple(float(max(kinds[kind].amount, Decimal(0))) if kind in kinds else None for kind in SHOWN)
        chart = bars(labels, [Series("", values)], from_right=from_right)
        found.append(Drawn(currency, f"chart-{currency.lower()}", chart))
    return found


def _of_kind(totals: Sequence[Total], kind: str) -> float | None:
    return next((_length(total) for total in totals if total.kind == kind), None)


def _length(total: Total) -> float | None:
    """How long a bar is; what was taken back is no bar, and its number stands in the table."""
    return float(max(total.amount, Decimal(0))) if total.is_known else None
