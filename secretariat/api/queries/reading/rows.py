"""Tables that engines read row by row: what is told of the whole, and cells that hold no value."""

from collections.abc import Mapping

from secretariat.api.queries.reading.drafting import Making, Row, tell
from secretariat.engines.tables import Table, place_of

__all__ = ["faulty_cells", "noted_table"]


def noted_table(making: Making, table: Table) -> None:
    """Say in which letters a table was read, and which sheets were not."""
    for each in table.notes:
        tell(making, each.code, **each.said)


def faulty_cells(table: Table, rows: Mapping[int, Row]) -> None:
    """Say of each row which of its cells hold a formula or an error instead of a value."""
    for each in table.rows:
        row = rows.get(each.number)
        if row is None:
            continue
        for problem in each.problems:
            if problem.code == "too long":
                row.find("", "cut")
            else:
                row.find("", problem.code, place=place_of(each.number, problem.column))
