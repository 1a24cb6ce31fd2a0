"""The dashboard: promised against committed, paid out and spent; stages with their base; by party, country and more."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from secretariat.conference.queries import name_of, shown_names
from secretariat.pledges.models import CompactObjective, MoneyFlow, Pledge, PledgeKind
from secretariat.pledges.queries.adding import (
    Adder,
    Amount,
    Conversion,
    Total,
    amounts_of,
    by_pledge,
    flow_amounts,
    in_part,
)
from secretariat.pledges.queries.due import Share, Standing, shares, standings
from secretariat.pledges.queries.money import is_currency
from secretariat.pledges.queries.rates import Rates
from secretariat.pledges.queries.sight import Sight

USUAL = "USD"
SEVERAL, NOT_SAID = "several", "not said"
Key = int | str
Parts = list[tuple[Key, Decimal]]
WHOLE = Decimal(100)


@dataclass(frozen=True)
class Row:
    """One party, country, objective or kind: how many pledges, at which stages, how many overdue, and their money."""

    label: object
    count: int
    shares: list[Share]
    overdue: int
    totals: list[Total]


@dataclass(frozen=True)
class Grouping:
    """The pledges divided by something: no money is counted twice; a pledge is counted in each of its countries."""

    key: str
    title: str | Promise
    rows: list[Row]
    note: str | Promise = ""


@dataclass(frozen=True)
class Dashboard:
    """All that the dashboard tells of the pledges a person may know of."""

    count: int
    shares: list[Share]
    totals: list[Total]
    groupings: list[Grouping]
    overdue: list[Standing]
    silent: list[Standing]
    conversions: list[Conversion]
    into: str
    currencies: list[str]
    # Amounts that were said with "about", "more than" and the like.
    approximate: int
    # Money that belongs to no pledge yet, and how many flows.
    loose: list[Total] = field(default_factory=list)
    loose_count: int = 0


def dashboard(sight: Sight, on: date, *, into: str = "") -> Dashboard:
    """The dashboard on a day, in one currency: the one asked for, or else the one in which most was promised.

    Eleven queries, however many pledges there are.
    """
    rows = sight.pledges().prefetch_related("countries__party")
    stood = standings(sight, on, rows.order_by("number"))
    flows = list(sight.of(MoneyFlow))
    teller = _Teller(sight, stood, flows, into)
    pledges = [each.pledge for each in stood]
    # The whole is added first: what is noted of rates is noted once.
    totals = teller.adder.totals(amount for each in pledges for amount in teller.amounts[each.pk])
    loose = [flow for flow in flows if flow.pledge_id is None]
    return Dashboard(
        count=len(stood),
        shares=shares(each.stage for each in pledges),
        totals=totals,
        groupings=teller.groupings(),
        overdue=sorted(
            (each for each in stood if each.overdue), key=lambda each: (each.overdue[0].day, each.pledge.number)
        ),
        silent=sorted(
            (each for each in stood if each.is_silent), key=lambda each: (each.last_heard, each.pledge.number)
        ),
        loose=teller.adder.totals(flow_amounts(loose)) if loose else [],
        loose_count=len(loose),
        conversions=teller.adder.conversions,
        into=teller.adder.into,
        currencies=teller.currencies,
        approximate=sum(1 for each in pledges if each.amount is not None and each.qualifier),
    )


def currency_for(pledges: Iterable[Pledge], asked: str = "") -> str:
    """The currency asked for, if it is one; else the one in which most pledges are; else dollars."""
    if is_currency(asked):
        return asked
    counted = Counter(each.currency for each in pledges if each.amount is not None)
    return min(counted, key=lambda code: (-counted[code], code)) if counted else USUAL


class _Teller:
    """The pledges of a dashboard with their money, read once."""

    def __init__(self, sight: Sight, stood: list[Standing], flows: list[MoneyFlow], into: str) -> None:
        self._stood, self._names = stood, shown_names(sight.conference)
        moved = by_pledge(flows)
        self.amounts: dict[int, list[Amount]] = {
            each.pledge.pk: amounts_of(sight.conference, each.pledge, moved.get(each.pledge.pk, [])) for each in stood
        }
        used = {amount.currency for amounts in self.amounts.values() for amount in amounts}
        used |= {flow.currency for flow in flows}
        chosen = currency_for((each.pledge for each in stood), into)
        self.currencies = sorted({*used, chosen, USUAL})
        self.adder = Adder(Rates(sight.conference, {*used, chosen}, user=sight.user), chosen)

    def groupings(self) -> list[Grouping]:
        """By leading party, country, objective and kind."""
        return [
            self._grouping(
                "party",
                _("By party"),
                {each.pledge.party_id: name_of(each.pledge.party, self._names) for each in self._stood},
                _("A joint pledge is counted with the party that leads it."),
            ),
            self._grouping(
                "country",
                _("By country"),
                {
                    SEVERAL: _("Several countries, the parts are not said"),
                    NOT_SAID: _("No country is named"),
                    **self._countries(),
                },
                _("A pledge for several countries is divided where it says which part each has."),
            ),
            self._grouping(
                "objective", _("By objective"), {NOT_SAID: _("No objective is named"), **dict(CompactObjective.choices)}
            ),
            self._grouping("kind", _("By kind of contribution"), dict(PledgeKind.choices)),
        ]

    def _countries(self) -> dict[Key, object]:
        parties = [country.party for each in self._stood for country in each.pledge.countries.all()]
        return {party.pk: name_of(party, self._names) for party in parties}

    def _grouping(self, key: str, title: str, labels: Mapping[Any, object], note: str = "") -> Grouping:
        held: dict[Key, list[tuple[Standing, Decimal]]] = {}
        for each in self._stood:
            for place, percent in _PARTS[key](each.pledge):
                held.setdefault(place, []).append((each, percent))
        rows = [self._row(label, held[place]) for place, label in labels.items() if place in held]
        return Grouping(key, title, sorted(rows, key=lambda row: (-row.count, str(row.label))), note)

    def _row(self, label: object, held: list[tuple[Standing, Decimal]]) -> Row:
        amounts = [
            amount
            for each, percent in held
            for amount in (
                self.amounts[each.pledge.pk] if percent == WHOLE else in_part(self.amounts[each.pledge.pk], percent)
            )
        ]
        return Row(
            label=label,
            count=len(held),
            shares=shares(each.pledge.stage for each, _percent in held),
            overdue=sum(1 for each, _percent in held if each.overdue),
            totals=self.adder.totals(amounts, is_noted=False),
        )


def _by_country(pledge: Pledge) -> Parts:
    """Where a pledge stands: with its only country, with each of several by its part, or with those that do not say."""
    named = list(pledge.countries.all())
    if not named:
        return [(NOT_SAID, WHOLE)]
    if len(named) == 1 and named[0].percent in {None, WHOLE}:
        return [(named[0].party_id, WHOLE)]
    parts: Parts = [(each.party_id, each.percent) for each in named if each.percent is not None]
    if len(parts) < len(named):
        return [(SEVERAL, WHOLE)]
    rest = WHOLE - sum((percent for _place, percent in parts), Decimal(0))
    return [*parts, (NOT_SAID, rest)] if rest > 0 else parts


_PARTS: dict[str, Callable[[Pledge], Parts]] = {
    "party": lambda pledge: [(pledge.party_id, WHOLE)],
    "country": _by_country,
    "objective": lambda pledge: [(pledge.objective or NOT_SAID, WHOLE)],
    "kind": lambda pledge: [(pledge.kind, WHOLE)],
}
