"""How an action takes over what was entered."""

from collections.abc import Iterable, Mapping
from typing import Any


def take_over(row: object, names: Iterable[str], details: Mapping[str, Any]) -> None:
    """Give a row what was entered for these fields; what was not entered stays."""
    for name in names:
        if name in details:
            setattr(row, name, details[name])
