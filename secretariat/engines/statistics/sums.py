"""Totals beside their parts: what does not add up is said, and zeros beside a larger total divide nobody."""

from collections.abc import Sequence
from typing import NamedTuple

from secretariat.engines.statistics.models import ValueColumn

__all__ = ["Judged", "Sum", "judged", "sums_of"]


class Sum(NamedTuple):
    """A column that is the total of others, by their places among the columns of values."""

    total: int
    parts: tuple[int, ...]
    # Parts of the parts: what divides nobody takes these with it.
    beneath: tuple[int, ...] = ()


class Judged(NamedTuple):
    """Columns that divide nobody, and those whose parts differ from them, with the difference."""

    undivided: frozenset[int]
    differing: dict[int, int]


_NOTHING = Judged(frozenset(), {})


def sums_of(values: Sequence[ValueColumn]) -> tuple[Sum, ...]:
    """Return which columns must add up to which: the sexes to the whole, the ages of each sex to that sex."""
    found: list[Sum] = []
    for whole in sorted({(each.group, each.measure) for each in values}):
        mine = [at for at, each in enumerate(values) if (each.group, each.measure) == whole]
        totals = {values[at].sex or "all": at for at in mine if _is_total(values[at])}
        ages = {
            sex: tuple(at for at in mine if (values[at].sex or "all") == sex and not _is_total(values[at]))
            for sex in {values[at].sex or "all" for at in mine}
        }
        sexes = tuple(at for sex, at in totals.items() if sex != "all")
        if "all" in totals and len(sexes) > 1:
            beneath = tuple(at for sex, at_ages in ages.items() if sex != "all" for at in at_ages)
            found.append(Sum(totals["all"], sexes, beneath))
        found += [Sum(totals[sex], at_ages) for sex, at_ages in sorted(ages.items()) if sex in totals and at_ages]
    return tuple(found)


def judged(sums: Sequence[Sum], numbers: Sequence[int | None], remainders: frozenset[int]) -> Judged:
    """Judge one row; ``remainders`` are columns of people whose age is not known, who count in the sum alone."""
    if not sums:
        return _NOTHING
    undivided: set[int] = set()
    differing: dict[int, int] = {}
    for total, parts, beneath in sums:
        whole = numbers[total]
        given = [numbers[at] for at in parts]
        if whole is None or total in undivided or any(each is None for each in given):
            continue
        if not any(number for at, number in zip(parts, given, strict=True) if at not in remainders):
            undivided.update(parts, beneath)
            continue
        difference = whole - sum(number or 0 for number in given)
        if difference:
            differing[total] = difference
    return Judged(frozenset(undivided), differing)


def _is_total(column: ValueColumn) -> bool:
    return column.min_age is None and column.max_age is None and not column.is_remainder
