"""Tables for the tests: of many shapes, and a stranger who tries every table there is."""

from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st

from secretariat.engines.disclosure import (
    Cell,
    Hidden,
    Interval,
    Relation,
    Rules,
    Tables,
    interval_of_shown,
    interval_of_small,
    is_small,
    rules_of,
)

Sums = dict[str, list[list[str]]]


def table(values: dict[str, int], sums: Sums, rules: Rules | None = None, costs: str = "one") -> Tables:
    """A table of these values; ``sums`` names totals and all the ways they are made."""
    known = dict(values)
    for total, ways in sums.items():
        known[total] = sum(known[part] for part in ways[0])
    cells = tuple(Cell(key, value, value + 1 if costs == "value" else 1) for key, value in known.items())
    relations = tuple(Relation(total, tuple(way)) for total, ways in sums.items() for way in ways)
    return Tables(cells, relations, rules or Rules())


def grid(rows: list[list[int]], rules: Rules | None = None, costs: str = "one") -> Tables:
    """A two-way table with margins: cell ``r0c1``, total of a row ``r0``, of a column ``c1``, of all ``all``."""
    height, width = len(rows), len(rows[0])
    values = {f"r{r}c{c}": rows[r][c] for r in range(height) for c in range(width)}
    sums: Sums = {f"r{r}": [[f"r{r}c{c}" for c in range(width)]] for r in range(height)}
    sums |= {f"c{c}": [[f"r{r}c{c}" for r in range(height)]] for c in range(width)}
    sums["all"] = [[f"r{r}" for r in range(height)], [f"c{c}" for c in range(width)]]
    return table(values, sums, rules, costs)


def cube(values: list[int], shape: tuple[int, int, int], rules: Rules | None = None) -> Tables:
    """A three-way table with all its margins: ``1.2.0``, and ``*`` where it is summed over."""
    array = np.array(values).reshape(shape)
    named = {".".join(map(str, place)): int(value) for place, value in np.ndenumerate(array)}
    sums: Sums = {}
    axes: list[list[str]] = [[*map(str, range(size)), "*"] for size in shape]
    for depth in (1, 2, 3):
        for names in _named(axes):
            if names.count("*") == depth:
                sums[".".join(names)] = [
                    [".".join([*names[:axis], str(step), *names[axis + 1 :]]) for step in range(shape[axis])]
                    for axis in range(3)
                    if names[axis] == "*"
                ]
    return table(named, sums, rules)


def hierarchy(values: list[int], branches: tuple[int, int, int], rules: Rules | None = None) -> Tables:
    """Country, provinces, districts, each by group: ``0.1|2``, with ``*`` for all groups."""
    provinces, districts, groups = branches
    named: dict[str, int] = {}
    sums: Sums = {}
    steps = iter(values)
    for province in range(provinces):
        for district in range(districts):
            named |= {f"{province}.{district}|{group}": next(steps) for group in range(groups)}
            sums[f"{province}.{district}|*"] = [[f"{province}.{district}|{group}" for group in range(groups)]]
    every = [str(group) for group in range(groups)]
    for province in range(provinces):
        for group in [*every, "*"]:
            sums[f"{province}|{group}"] = [[f"{province}.{district}|{group}" for district in range(districts)]]
        sums[f"{province}|*"].append([f"{province}|{group}" for group in every])
    for group in [*every, "*"]:
        sums[f"|{group}"] = [[f"{province}|{group}" for province in range(provinces)]]
    sums["|*"].append([f"|{group}" for group in every])
    return table(named, sums, rules)


def linked(values: list[int], rules: Rules | None = None) -> Tables:
    """Two tables of the same people, by place (2) and sex (2) and by place (2) and age (3): places and all are shared."""
    named = {f"p{p}s{s}": values[2 * p + s] for p in range(2) for s in range(2)}
    sums: Sums = {f"p{p}": [[f"p{p}s{s}" for s in range(2)]] for p in range(2)}
    for p in range(2):
        rest = sum(values[2 * p : 2 * p + 2])
        first, second = min(rest, values[4 + 2 * p]), 0
        second = min(rest - first, values[5 + 2 * p])
        named |= {f"p{p}a0": first, f"p{p}a1": second, f"p{p}a2": rest - first - second}
        sums[f"p{p}"].append([f"p{p}a{a}" for a in range(3)])
    sums |= {f"s{s}": [[f"p{p}s{s}" for p in range(2)]] for s in range(2)}
    sums |= {f"a{a}": [[f"p{p}a{a}" for p in range(2)]] for a in range(3)}
    sums["all"] = [["p0", "p1"], ["s0", "s1"], ["a0", "a1", "a2"]]
    return table(named, sums, rules)


counts = st.one_of(st.just(0), st.integers(1, 6), st.integers(0, 60))
rules_drawn = st.sampled_from(
    [Rules(), Rules(10, 5, 1000, 10, 3), Rules(5, 5, 30, 10, 3), Rules(4, 1, 1000, 1, 2), Rules(3, 1, 1000, 1, 3)]
)


@st.composite
def grids(draw: st.DrawFn) -> Tables:
    """Two-way tables."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(counts, min_size=width, max_size=width), min_size=height, max_size=height))
    return grid(rows, draw(rules_drawn), draw(st.sampled_from(["one", "value"])))


@st.composite
def cubes(draw: st.DrawFn) -> Tables:
    """Three-way tables."""
    shape = draw(st.sampled_from([(2, 2, 2), (2, 3, 2), (3, 3, 2), (1, 3, 3)]))
    size = shape[0] * shape[1] * shape[2]
    return cube(draw(st.lists(counts, min_size=size, max_size=size)), shape, draw(rules_drawn))


@st.composite
def hierarchies(draw: st.DrawFn) -> Tables:
    """Three levels by groups."""
    branches = draw(st.sampled_from([(2, 2, 2), (2, 3, 2), (1, 2, 3), (3, 2, 1)]))
    size = branches[0] * branches[1] * branches[2]
    return hierarchy(draw(st.lists(counts, min_size=size, max_size=size)), branches, draw(rules_drawn))


@st.composite
def links(draw: st.DrawFn) -> Tables:
    """Two tables that share their places."""
    return linked(draw(st.lists(counts, min_size=8, max_size=8)), draw(rules_drawn))


def tables_drawn() -> st.SearchStrategy[Tables]:
    """Tables of every shape."""
    return st.one_of(grids(), cubes(), hierarchies(), links())


def every_table(tables: Tables, hidden: Hidden, inner: list[str], top: str) -> dict[str, Interval]:
    """What a stranger finds who tries every table: the least and the greatest value of each cell.

    ``inner``: the cells that all others are sums of; ``top``: their sum, which must be shown.
    """
    assert top not in hidden.blank
    signs = {cell.key: _sign(cell, tables, hidden) for cell in tables.cells}
    highest = signs[top].high
    assert highest is not None
    ways = np.array(list(_ways(len(inner), highest)), dtype=np.int64)
    values = {key: ways[:, place] for place, key in enumerate(inner)}
    for relation in tables.relations:
        total = sum(values[part] for part in relation.parts)
        values.setdefault(relation.total, np.asarray(total))
    possible = np.ones(len(ways), dtype=bool)
    for relation in tables.relations:
        possible &= values[relation.total] == sum(values[part] for part in relation.parts)
    for key, sign in signs.items():
        possible &= (values[key] >= sign.low) & (values[key] <= (highest if sign.high is None else sign.high))
    for known in tables.known:
        total = np.asarray(sum(values[part] for part in known.parts))
        possible &= total >= known.interval.low
        possible &= total <= (highest * len(inner) if known.interval.high is None else known.interval.high)
    return {key: Interval(int(each[possible].min()), int(each[possible].max())) for key, each in values.items()}


def _sign(cell: Cell, tables: Tables, hidden: Hidden) -> Interval:
    rules = rules_of(cell, tables)
    if cell.key in hidden.blank or not cell.is_published:
        return Interval(0, None)
    if cell.key in hidden.below and is_small(cell.value, rules):
        return interval_of_small(rules)
    return interval_of_shown(cell.value, rules)


def _ways(count: int, most: int) -> Iterator[tuple[int, ...]]:
    if count == 0:
        yield ()
        return
    for first in range(most + 1):
        for rest in _ways(count - 1, most - first):
            yield (first, *rest)


def _named(axes: list[list[str]]) -> Iterator[list[str]]:
    if not axes:
        yield []
        return
    for name in axes[0]:
        for rest in _named(axes[1:]):
            yield [name, *rest]
