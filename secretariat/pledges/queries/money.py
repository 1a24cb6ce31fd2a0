"""Currencies and amounts: which currencies there are, how an amount is read, and sums of a kind in a currency."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from secretariat.pledges.models import FlowKind, MoneyFlow, Pledge


@cache
def currencies() -> frozenset[str]:
    """The codes of ISO 4217 that have been in use since 1900."""
    from babel.core import get_global  # noqa: PLC0415 - heavy, and only forms of money ask

    # The code of no currency and that of tests are no money.
    return frozenset(get_global("all_currencies")) - {"XXX", "XTS"}


def is_currency(code: str) -> bool:
    """Whether these three letters are a currency of ISO 4217."""
    return code in currencies()


def places_of(code: str) -> int:
    """How many decimal places an amount in this currency has, and never more than the two that are kept."""
    from babel.numbers import get_currency_precision  # noqa: PLC0415 - heavy

    return min(get_currency_precision(code), 2)


class MixedKinds(TypeError):  # noqa: N818 - the house's word
    """Money of different kinds, or in different currencies, was to be added."""


@dataclass(frozen=True)
class Sum:
    """An amount of one kind in one currency; sums of another kind or currency cannot be added to it."""

    kind: str
    currency: str
    amount: Decimal

    def __add__(self, other: "Sum") -> "Sum":
        """The two together, if they are of one kind and in one currency."""
        if not isinstance(other, Sum) or (self.kind, self.currency) != (other.kind, other.currency):
            raise MixedKinds(f"{self.kind} {self.currency} + {other}")
        return Sum(self.kind, self.currency, self.amount + other.amount)

    @property
    def label(self) -> str:
        """What kind of money it is, in words."""
        return str(KINDS[self.kind])


# What was promised is the pledge's own amount; it stands beside the four kinds of flows and is none of them.
PROMISED = "promised"
KINDS: dict[str, str | Promise] = {PROMISED: pgettext_lazy("money", "Promised"), **dict(FlowKind.choices)}


def money_by_kind(pledge: Pledge, flows: Iterable[MoneyFlow]) -> list[Sum]:
    """What was promised, pledged, committed, paid out and spent, each kind and currency by itself."""
    found: dict[tuple[str, str], Sum] = {}
    if pledge.amount is not None:
        found[PROMISED, pledge.currency] = Sum(PROMISED, pledge.currency, pledge.amount)
    for flow in flows:
        key = (flow.kind, flow.currency)
        one = Sum(flow.kind, flow.currency, flow.amount)
        found[key] = found[key] + one if key in found else one
    order = list(KINDS)
    return [found[key] for key in sorted(found, key=lambda key: (key[1], order.index(key[0])))]


@cache
def currencies_in_use(language: str) -> tuple[tuple[str, str], ...]:
    """The currencies in which money is paid today, by their letters, with their names in a language."""
    from babel import Locale  # noqa: PLC0415 - heavy, and only forms of money ask
    from babel.core import get_global  # noqa: PLC0415

    rows = (row for kept in get_global("territory_currencies").values() for row in kept)
    codes = {code for code, _begins, ends, is_tender in rows if ends is None and is_tender} & currencies()
    names = Locale.parse(language.replace("-", "_")).currencies
    return tuple((code, str(names.get(code, code))) for code in sorted(codes))
