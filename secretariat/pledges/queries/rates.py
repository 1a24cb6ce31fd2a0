"""Converting money: with the nearest earlier rate that somebody gave, and never without saying which."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from secretariat.accounts.models import User
from secretariat.archive.models import Source
from secretariat.conference.models import Conference
from secretariat.pledges.models import ExchangeRate

CENT = Decimal("0.01")
Pair = tuple[str, str]


@dataclass(frozen=True)
class Applied:
    """A rate that was applied: as it was given, and whether it was turned round."""

    rate: ExchangeRate
    is_inverse: bool = False

    @property
    def factor(self) -> Decimal:
        """By what an amount is multiplied."""
        return 1 / self.rate.rate if self.is_inverse else self.rate.rate


@dataclass(frozen=True)
class Converted:
    """An amount in another currency, to the cent, and the one or two rates that were applied, if any was needed."""

    amount: Decimal
    currency: str
    applied: tuple[Applied, ...] = ()


class Rates:
    """The rates of a conference among these currencies, read once. One query.

    A rate is taken as it was given, or else turned round; where neither is known, two rates with one currency between
    them are taken. Of each, the nearest that is not later than the day; of two sources on a day, the one entered last.
    """

    def __init__(
        self, conference: Conference, currencies: Iterable[str] = (), *, user: User | AnonymousUser | None = None
    ) -> None:
        self._conference = conference
        self._currencies = {code for code in currencies if code}
        # Whoever may not know of a source is not told its rates; without a person, all rates count.
        self._user = user

    @cached_property
    def _known(self) -> dict[Pair, tuple[list[date], list[ExchangeRate]]]:
        rows = ExchangeRate.objects.filter(conference=self._conference)
        if self._user is not None:
            rows = rows.filter(source__in=Source.objects.visible_to(self._user).values("pk"))
        if self._currencies:
            rows = rows.filter(Q(currency__in=self._currencies) | Q(into__in=self._currencies))
        found: dict[Pair, tuple[list[date], list[ExchangeRate]]] = {}
        for rate in rows.select_related("source").order_by("rate_date", "id"):
            days, rates = found.setdefault((rate.currency, rate.into), ([], []))
            days.append(rate.rate_date)
            rates.append(rate)
        return found

    @cached_property
    def _between(self) -> list[str]:
        return sorted({code for pair in self._known for code in pair})

    def converted(self, amount: Decimal, currency: str, into: str, on: date) -> Converted | None:
        """The amount in another currency by the rates of that day or the nearest earlier; None where none is known."""
        if currency == into:
            return Converted(amount, into)
        steps = self._steps(currency, into, on)
        if steps is None:
            return None
        for step in steps:
            amount *= step.factor
        return Converted(amount.quantize(CENT), into, steps)

    def _steps(self, currency: str, into: str, on: date) -> tuple[Applied, ...] | None:
        straight = self._nearest(currency, into, on)
        if straight is not None:
            return (straight,)
        crossed = [
            (first, second)
            for code in self._between
            if code not in {currency, into}
            and (first := self._nearest(currency, code, on)) is not None
            and (second := self._nearest(code, into, on)) is not None
        ]
        # The way whose older rate is the newest.
        return max(crossed, key=lambda pair: min(each.rate.rate_date for each in pair), default=None)

    def _nearest(self, currency: str, into: str, on: date) -> Applied | None:
        given = self._last(self._known.get((currency, into)), on)
        turned = self._last(self._known.get((into, currency)), on)
        if turned is not None and (given is None or given.rate_date < turned.rate_date):
            return Applied(turned, is_inverse=True)
        return None if given is None else Applied(given)

    @staticmethod
    def _last(known: tuple[list[date], list[ExchangeRate]] | None, on: date) -> ExchangeRate | None:
        if known is None:
            return None
        days, rates = known
        place = bisect_right(days, on)
        return rates[place - 1] if place else None


def converted(conference: Conference, amount: Decimal, currency: str, *, into: str, on: date) -> Converted | None:
    """An amount of money in another currency, with the rate, its day and its source; None where no rate is known."""
    return Rates(conference, {currency, into}).converted(amount, currency, into, on)


def rates_seen(user: User | AnonymousUser, conference: Conference, *, currency: str = "") -> QuerySet[ExchangeRate]:
    """Rates whose source this person may see, the newest first."""
    seen = Source.objects.visible_to(user).filter(conference=conference)
    rows = ExchangeRate.objects.filter(conference=conference, source__in=seen.values("pk")).select_related("source")
    rows = rows.filter(Q(currency=currency) | Q(into=currency)) if currency else rows
    return rows.order_by("-rate_date", "currency", "into", "id")
