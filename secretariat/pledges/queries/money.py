"""Currencies and amounts: which currencies there are, how an amount is read, and sums of a kind in a currency."""

from functools import cache


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
