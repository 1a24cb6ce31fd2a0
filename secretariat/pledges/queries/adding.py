"""Sums of money in one currency: each kind by itself, with every rate applied, and what could not be converted.

Kinds are never added to each other. An amount for which no rate is known stands apart in its own currency; it is in no
total, and never dropped.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from secretariat.conference.models import Conference
from secretariat.pledges.models import FlowKind, MoneyFlow, Pledge
from secretariat.pledges.queries.money import KINDS, PROMISED, Sum
from secretariat.pledges.queries.periods import first_day_of
from secretariat.pledges.queries.rates import Applied, Rates

# In this order; what files report as pledged is shown only where there is any, beside what was promised here.
SHOWN = (PROMISED, FlowKind.COMMITMENT, FlowKind.DISBURSEMENT, FlowKind.EXPENDITURE)


class Amount(NamedTuple):
    """Money of one kind, by the rates of which day it is converted."""

    kind: str
    amount: Decimal
    currency: str
    on: date


@dataclass(frozen=True)
class Conversion:
    """Amounts of one kind and currency that were converted by the same rates."""

    kind: str
    amount: Decimal
    currency: str
    converted: Decimal
    into: str
    applied: tuple[Applied, ...]

    @property
    def label(self) -> str:
        """What kind of money it is, in words."""
        return str(KINDS[self.kind])


@dataclass
class Total:
    """Money of one kind in one currency: how many amounts, their sum, and what stands apart for want of a rate."""

    kind: str
    into: str
    amount: Decimal = Decimal(0)
    count: int = 0
    is_converted: bool = False
    apart: list[Sum] = field(default_factory=list)

    @property
    def label(self) -> str:
        """What kind of money it is, in words."""
        return str(KINDS[self.kind])

    @property
    def is_known(self) -> bool:
        """Whether anything is in the sum."""
        return self.count > 0


class Adder:
    """Adds amounts kind by kind, in one currency, and remembers every rate that was applied."""

    def __init__(self, rates: Rates, into: str) -> None:
        self._rates, self.into = rates, into
        self._conversions: dict[tuple[str, str, tuple[tuple[int, bool], ...]], Conversion] = {}

    @property
    def conversions(self) -> list[Conversion]:
        """What was converted so far, by kind, currency and day."""
        order = list(KINDS)
        found = self._conversions.values()
        return sorted(found, key=lambda each: (order.index(each.kind), each.currency, each.applied[0].rate.rate_date))

    def totals(self, amounts: Iterable[Amount], *, is_noted: bool = True) -> list[Total]:
        """The sum of each kind; those that are always shown, and what files report as pledged if there is any."""
        found = {kind: Total(kind, self.into) for kind in SHOWN}
        apart: dict[tuple[str, str], Sum] = {}
        for each in amounts:
            total = found.setdefault(
                FlowKind(each.kind) if each.kind != PROMISED else PROMISED, Total(each.kind, self.into)
            )
            converted = self._rates.converted(each.amount, each.currency, self.into, each.on)
            if converted is None:
                key, one = (each.kind, each.currency), Sum(each.kind, each.currency, each.amount)
                apart[key] = apart[key] + one if key in apart else one
                continue
            total.amount += converted.amount
            total.count += 1
            if converted.applied:
                total.is_converted = True
                if is_noted:
                    self._note(each, converted.amount, converted.applied)
        for (kind, _currency), one in sorted(apart.items()):
            found[kind].apart.append(one)
        order = list(KINDS)
        return sorted(found.values(), key=lambda total: order.index(total.kind))

    def _note(self, given: Amount, converted: Decimal, applied: tuple[Applied, ...]) -> None:
        key = (given.kind, given.currency, tuple((each.rate.pk, each.is_inverse) for each in applied))
        kept = self._conversions.get(key)
        amount, whole = (
            (given.amount, converted) if kept is None else (kept.amount + given.amount, kept.converted + converted)
        )
        self._conversions[key] = Conversion(given.kind, amount, given.currency, whole, self.into, applied)


def amounts_of(conference: Conference, pledge: Pledge, flows: Iterable[MoneyFlow]) -> list[Amount]:
    """The money of a pledge: what was promised, by the rates of the value date or of the day it was said; its flows."""
    found = []
    if pledge.amount is not None:
        said = first_day_of(pledge.said_date) or conference.start_date
        found.append(Amount(PROMISED, pledge.amount, pledge.currency, pledge.value_date or said))
    return [*found, *flow_amounts(flows)]


def flow_amounts(flows: Iterable[MoneyFlow]) -> list[Amount]:
    """Money that moved, by the rates of its value date or its day."""
    return [Amount(each.kind, each.amount, each.currency, each.value_date or each.flow_date) for each in flows]


def in_part(amounts: Iterable[Amount], percent: Decimal) -> list[Amount]:
    """The part of these amounts that a country has."""
    return [Amount(each.kind, each.amount * percent / 100, each.currency, each.on) for each in amounts]


def by_pledge(flows: Iterable[MoneyFlow]) -> dict[int, list[MoneyFlow]]:
    """Flows by their pledge; those of none are left out."""
    found: dict[int, list[MoneyFlow]] = defaultdict(list)
    for flow in flows:
        if flow.pledge_id is not None:
            found[flow.pledge_id].append(flow)
    return found
