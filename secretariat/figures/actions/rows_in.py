"""Observations into their table, many at once: COPY on PostgreSQL, one statement for many rows elsewhere.

The rows hold codes, numbers and dates that were read and judged before, so nothing in them needs escaping.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from secretariat.engines.statistics import Observed
from secretariat.figures.models import Edition, Observation

COLUMNS = (
    "conference_id",
    "sensitivity",
    "entered_by_id",
    "entered_at",
    "version",
    "edition_id",
    "unit",
    "qualifier",
    "status",
    "method",
    "revises_id",
    "group",
    "measure",
    "origin_id",
    "asylum_id",
    "place_id",
    "sex",
    "min_age",
    "max_age",
    "accommodation",
    "setting",
    "value",
    "period_start",
    "period_end",
    "as_of",
    "year",
    "flags",
    "series",
    "line",
)
# How much is handed over at once: bytes of text, or rows.
BLOCK, ROWS = 1 << 18, 5_000


@dataclass(frozen=True)
class Ink:
    """What all rows of an edition have in common, and the numbers of their places."""

    edition: Edition
    at: datetime
    places: dict[str, int]

    def rows(self, observed: Iterable[tuple[Observed, int | None]]) -> Iterator[tuple[Any, ...]]:
        """The rows as the table holds them, each with the one it revises."""
        edition, places = self.edition, self.places
        same = (
            edition.conference_id,
            edition.sensitivity,
            edition.entered_by_id,
            connection.ops.adapt_datetimefield_value(self.at),
            1,
            edition.pk,
        )
        method, days = edition.dataset.method, _Days()
        for each, revises in observed:
            status = "final" if revises is None else "revised"
            yield (
                *same, each.unit, "", status, method, revises, each.group, each.measure,
                places[each.origin] if each.origin else None,
                places[each.asylum] if each.asylum else None,
                places[each.place] if each.place else None,
                each.sex, each.min_age, each.max_age, each.accommodation, each.setting, each.value,
                days[each.start], days[each.end], each.as_of, each.end.year, each.flags, each.series, each.line,
            )  # fmt: skip


class _Days(dict[date, str]):
    """Days as they are written; a file names few of them, and each often."""

    def __missing__(self, day: date) -> str:
        self[day] = day.isoformat()
        return self[day]


def write_rows(rows: Iterable[tuple[Any, ...]]) -> None:
    """Put rows into the table of observations, within the transaction that is open."""
    if connection.vendor == "postgresql":
        _copy(rows)
    else:
        _insert(rows)


def _copy(rows: Iterable[tuple[Any, ...]]) -> None:
    statement = f"COPY {_table()} ({_columns()}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        block: list[str] = []
        size = 0
        for row in rows:
            line = "\t".join(["\\N" if value is None else str(value) for value in row]) + "\n"
            block.append(line)
            size += len(line)
            if size > BLOCK:
                copy.write("".join(block))
                block, size = [], 0
        copy.write("".join(block))


def _insert(rows: Iterable[tuple[Any, ...]]) -> None:
    marks = ", ".join(["%s"] * len(COLUMNS))
    # Names and marks are this file's own; every value is bound.
    statement = f"INSERT INTO {_table()} ({_columns()}) VALUES ({marks})"  # noqa: S608
    block: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for row in rows:
            block.append(row)
            if len(block) == ROWS:
                cursor.executemany(statement, block)
                block = []
        if block:
            cursor.executemany(statement, block)


def _table() -> str:
    return connection.ops.quote_name(Observation._meta.db_table)


def _columns() -> str:
    return ", ".join(connection.ops.quote_name(name) for name in COLUMNS)
