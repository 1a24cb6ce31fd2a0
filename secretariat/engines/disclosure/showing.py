"""How each number is shown, and what a stranger knows of it by that alone."""

from secretariat.engines.disclosure.faults import check_hidden
from secretariat.engines.disclosure.models import Cell, Hidden, Interval, Rules, Tables
from secretariat.engines.disclosure.rounding import rounded

__all__ = ["BLANK", "interval_of_shown", "interval_of_small", "is_small", "primary", "rounded", "rules_of", "shown"]

# The sign that statistical offices use for a number which is not available for reasons of confidentiality.
BLANK = ":"


def rules_of(cell: Cell, tables: Tables) -> Rules:
    """The rules by which this number is shown: its own, or those of its tables."""
    return cell.rules or tables.rules


def is_small(value: int, rules: Rules) -> bool:
    """Whether so few people are hidden by rule: 1 to ``threshold - 1``. Nobody at all is shown as 0."""
    return 0 < value < rules.threshold


def primary(tables: Tables) -> frozenset[str]:
    """The keys of published cells that are hidden by rule."""
    return frozenset(
        cell.key for cell in tables.cells if cell.is_published and is_small(cell.value, rules_of(cell, tables))
    )


def interval_of_shown(value: int, rules: Rules) -> Interval:
    """All numbers that would be shown as this one is.

    With a threshold of 10 and a base of 5, a number shown as 15 is one of 13 to 17, one shown as 10 is one of 10 to
    12 (8 and 9 would be hidden), and one shown as 0 is 0.
    """
    if value == 0 and rules.threshold > 1:
        return Interval(0, 0)
    sign = rounded(value, rules)
    low = _first(value, sign, rules)
    if value >= rules.threshold > 1:
        low = max(low, rules.threshold)
    return Interval(low, _last(value, sign, rules))


def interval_of_small(rules: Rules) -> Interval:
    """What "<5" says: 1 to 4."""
    return Interval(1, rules.threshold - 1)


def shown(tables: Tables, hidden: Hidden) -> dict[str, str]:
    """How each published cell is shown, by its key: "<5", ":", or the digits of the rounded number.

    Raises ``BadTables`` where the pattern names cells that are not there. Words and grouping of digits are for
    whoever prints them.
    """
    check_hidden(tables, hidden)
    return {cell.key: _sign(cell, rules_of(cell, tables), hidden) for cell in tables.cells if cell.is_published}


def _sign(cell: Cell, rules: Rules, hidden: Hidden) -> str:
    if cell.key in hidden.blank:
        return BLANK
    if cell.key in hidden.below:
        return f"<{rules.threshold}"
    return str(rounded(cell.value, rules))


def _first(value: int, sign: int, rules: Rules) -> int:
    """The lowest number shown like this one; numbers shown alike stand side by side, as rounding keeps the order."""
    low, high = max(0, value - 2 * max(rules.rounding, rules.large_rounding)), value
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if rounded(middle, rules) == sign else (middle + 1, high)
    return low


def _last(value: int, sign: int, rules: Rules) -> int:
    low, high = value, value + 2 * max(rules.rounding, rules.large_rounding)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if rounded(middle, rules) == sign else (low, middle - 1)
    return low
