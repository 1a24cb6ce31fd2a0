"""The published sums, split into parts that tell nothing of each other, as the auditor sees them."""

from dataclasses import dataclass

from secretariat.engines.disclosure.models import Tables

__all__ = ["Part", "Row", "Span", "parts_of"]


@dataclass(frozen=True)
class Span:
    """How far a number can lie from the true one: ``low`` is 0 or less, ``high`` 0 or more or None for no bound."""

    low: int
    high: int | None


@dataclass(frozen=True)
class Row:
    """A sum of moves, each times 1 or -1, that stays between ``low`` and ``high`` (None for no bound)."""

    terms: tuple[tuple[int, int], ...]
    low: int
    high: int | None


@dataclass(frozen=True)
class Part:
    """Numbers (by their place in the tables) that hang together by sums, and these sums."""

    cells: tuple[int, ...]
    spans: tuple[Span, ...]
    rows: tuple[Row, ...]


def parts_of(tables: Tables, spans: list[Span]) -> list[Part]:
    """All numbers that are not shown exactly, in parts; a number in no sum is a part of its own."""
    moving = {place for place, span in enumerate(spans) if span != Span(0, 0)}
    rows = [row for row in (_among(each, moving) for each in _rows(tables)) if row.terms]
    heads = {place: place for place in moving}
    for row in rows:
        first = _head(heads, row.terms[0][0])
        for place, _ in row.terms[1:]:
            heads[_head(heads, place)] = first
    cells: dict[int, list[int]] = {}
    for place in sorted(moving):
        cells.setdefault(_head(heads, place), []).append(place)
    held: dict[int, list[Row]] = {}
    for row in rows:
        held.setdefault(_head(heads, row.terms[0][0]), []).append(row)
    return [
        Part(tuple(group), tuple(spans[place] for place in group), tuple(held.get(head, ())))
        for head, group in cells.items()
    ]


def _rows(tables: Tables) -> list[Row]:
    place = {cell.key: number for number, cell in enumerate(tables.cells)}
    rows = []
    for relation in tables.relations:
        parts = tuple((place[part], 1) for part in relation.parts)
        rows.append(Row(((place[relation.total], -1), *parts), 0, 0))
    for known in tables.known:
        now = sum(tables.cells[place[part]].value for part in known.parts)
        high = known.interval.high
        terms = tuple((place[part], 1) for part in known.parts)
        rows.append(Row(terms, known.interval.low - now, None if high is None else high - now))
    return rows


def _among(row: Row, moving: set[int]) -> Row:
    return Row(tuple(term for term in row.terms if term[0] in moving), row.low, row.high)


def _head(heads: dict[int, int], place: int) -> int:
    while heads[place] != place:
        heads[place] = heads[heads[place]]
        place = heads[place]
    return place
