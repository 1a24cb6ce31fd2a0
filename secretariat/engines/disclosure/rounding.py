"""To which number a number is rounded."""

from secretariat.engines.disclosure.models import Rules

__all__ = ["rounded"]


def rounded(value: int, rules: Rules) -> int:
    """The number as it is shown where it is not hidden: to the nearest multiple of the base, halves upwards.

    A larger number is never shown as a smaller one, also where the large base begins.
    """
    if value < rules.large_from:
        return _nearest(value, rules.rounding)
    if rules.large_from == 0:
        return _nearest(value, rules.large_rounding)
    return max(_nearest(value, rules.large_rounding), _nearest(rules.large_from - 1, rules.rounding))


def _nearest(value: int, base: int) -> int:
    return (value + base // 2) // base * base
