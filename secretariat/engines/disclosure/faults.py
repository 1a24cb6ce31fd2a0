"""What is wrong with tables before anybody hides anything in them."""

from collections.abc import Iterable

from secretariat.engines.disclosure.models import Cell, Hidden, Known, Relation, Rules, Tables
from secretariat.engines.disclosure.rounding import rounded

__all__ = ["LARGEST", "BadTables", "Unprotectable", "check", "check_hidden"]

# No value may be larger: sums stay whole in 64 bits, whatever is added up.
LARGEST = 10**15
LARGEST_PROTECTION = 10**5


class BadTables(ValueError):  # noqa: N818 what it says is read by people
    """Tables that cannot be worked on; ``place`` is the key or sum where, ``code`` says what is wrong there."""

    def __init__(self, code: str, place: str) -> None:
        """Say what is wrong, and where; never a value."""
        super().__init__(f"{code}: {place}")
        self.code = code
        self.place = place


class Unprotectable(ValueError):  # noqa: N818 what it says is read by people
    """Nothing that could be hidden protects these cells: what was published before tells too much of them."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Say which cells."""
        self.keys = tuple(sorted(keys))
        super().__init__("nothing protects: " + ", ".join(self.keys))


def check(tables: Tables) -> None:
    """Refuse tables whose values, sums or rules make no sense. Raises ``BadTables`` with the place."""
    _check_rules(tables.rules, "rules")
    values: dict[str, int] = {}
    for cell in tables.cells:
        if cell.key in values:
            raise BadTables("repeated", cell.key)
        _check_cell(cell)
        values[cell.key] = cell.value
    for relation in tables.relations:
        _check_relation(relation, values)
    for known in tables.known:
        _check_known(known, values)


def check_hidden(tables: Tables, hidden: Hidden) -> None:
    """Refuse a pattern that names cells which are not there, or one cell in two ways."""
    published = {cell.key for cell in tables.cells if cell.is_published}
    for key in sorted(hidden.keys - published):
        raise BadTables("unknown", key)
    for key in sorted(hidden.below & hidden.blank):
        raise BadTables("hidden twice", key)


def _check_rules(rules: Rules, place: str) -> None:
    numbers = (rules.threshold, rules.rounding, rules.large_from, rules.large_rounding, rules.protection)
    if any(not _is_whole(number) or number > LARGEST for number in numbers):
        raise BadTables("rules", place)
    if rules.threshold < 0 or rules.rounding < 1 or rules.large_from < 0 or rules.large_rounding < 1:
        raise BadTables("rules", place)
    if not 1 <= rules.protection <= LARGEST_PROTECTION:
        raise BadTables("rules", place)
    # 0 is shown where nobody was counted, and only there.
    if rules.threshold > 1 and rounded(rules.threshold, rules) == 0:
        raise BadTables("rules", place)


def _check_cell(cell: Cell) -> None:
    if not _is_whole(cell.value):
        raise BadTables("fractional", cell.key)
    if cell.value < 0:
        raise BadTables("negative", cell.key)
    if cell.value > LARGEST:
        raise BadTables("too large", cell.key)
    if not _is_whole(cell.cost) or not 0 <= cell.cost <= LARGEST:
        raise BadTables("cost", cell.key)
    if cell.rules is not None:
        _check_rules(cell.rules, cell.key)


def _check_relation(relation: Relation, values: dict[str, int]) -> None:
    _check_parts((relation.total, *relation.parts), values, relation.total)
    if not relation.parts:
        raise BadTables("empty", relation.total)
    if values[relation.total] != sum(values[part] for part in relation.parts):
        raise BadTables("not additive", relation.total)


def _check_known(known: Known, values: dict[str, int]) -> None:
    place = " + ".join(known.parts)
    _check_parts(known.parts, values, place)
    if not known.parts:
        raise BadTables("empty", place)
    total = sum(values[part] for part in known.parts)
    if total < known.interval.low or (known.interval.high is not None and total > known.interval.high):
        raise BadTables("contradicted", place)


def _check_parts(parts: tuple[str, ...], values: dict[str, int], place: str) -> None:
    if len(set(parts)) != len(parts):
        raise BadTables("repeated", place)
    for part in parts:
        if part not in values:
            raise BadTables("unknown", part)


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)
