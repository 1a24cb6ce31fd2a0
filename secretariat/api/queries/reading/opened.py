"""Bytes opened by the engines within bounds: JSON and tables; what is not read at all is said with its place."""

from collections.abc import Callable
from typing import Any, TypeVar

from secretariat.api.queries.drafted import Unreadable
from secretariat.engines import strictjson, tables

__all__ = ["JSON_LIMITS", "MOST_ROWS", "json_of", "refused", "table_of"]

# An event of ten thousand contributions has some twenty-five megabytes and a million values.
JSON_LIMITS = strictjson.Limits(
    most_bytes=32 * 1024 * 1024, most_depth=64, most_items=1_500_000, longest_string=1_000_000
)
# A table of people, with its heading.
MOST_ROWS = 20_001
Read = TypeVar("Read")
_MARK = b"\xef\xbb\xbf"


def json_of(content: bytes) -> object:
    """Return what a JSON text says. Raises ``Unreadable`` with the line and column of its first fault."""
    try:
        return strictjson.parse(content.removeprefix(_MARK), limits=JSON_LIMITS)
    except strictjson.Unreadable as wrong:
        values = {"line": wrong.line, "column": wrong.column, "where": wrong.pointer}
        raise Unreadable(f"json {wrong.code}", values if wrong.line else {}) from wrong


def table_of(content: bytes) -> tables.Table:
    """Return the rows of a CSV or a workbook. Raises ``Unreadable``."""
    return refused("table", tables.Unreadable, lambda: tables.read_file(content, most_rows=MOST_ROWS))


def refused(engine: str, refusal: type[Exception], read: Callable[[], Read]) -> Read:
    """Return what an engine reads; its refusal becomes the one that all formats have, under the engine's name."""
    try:
        return read()
    except refusal as wrong:
        said: Any = wrong
        line = getattr(said, "line", 0)
        raise Unreadable(f"{engine} {said.code}", {"line": line} if line else {}) from wrong
