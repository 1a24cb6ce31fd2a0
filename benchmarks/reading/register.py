"""The product's register of parties as it ships, so that the benchmark reads as the product does."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from secretariat.engines.reading.models import KnownParty

__all__ = ["shipped_parties"]

_DATA = Path(__file__).resolve().parents[2] / "secretariat" / "parties" / "data"


@cache
def shipped_parties() -> tuple[KnownParty, ...]:
    """Every state and organisation that ships, by its code, with its names in every language."""
    states = (KnownParty(row["iso2"], _names(row), is_state=True) for row in _rows("states.json"))
    organisations = (KnownParty(row["code"], _names(row), is_state=False) for row in _rows("organisations.json"))
    return tuple(sorted((*states, *organisations), key=lambda party: party.code))


def _names(row: Mapping[str, Any]) -> tuple[str, ...]:
    given = row["names"].values(), (row.get("formal") or {}).values()
    return tuple(sorted({name for names in given for name in names if name}))


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((_DATA / name).read_text(encoding="utf-8"))
    return rows
