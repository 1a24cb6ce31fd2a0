"""What the engine found, as a review keeps it: patterns and intervals by row and column, and no number of people."""

from collections.abc import Mapping
from typing import Any

from secretariat.engines.disclosure import Hidden
from secretariat.engines.disclosure.apart import Protected
from secretariat.figures.queries.releases.asking import Asked
from secretariat.figures.queries.releases.tabling import at_of


def outcome_of(asked: Asked, found: Protected, alone: Protected | None) -> dict[str, Any]:
    """What is kept of it; ``alone`` is what would be hidden if nothing had been published before."""
    numbers = [each.number for each in asked.earlier]
    if found.suppression is None or found.audit is None:
        return {"failure": {"code": found.code, "keys": list(found.keys)}, "earlier": numbers}
    pattern = found.suppression
    told: dict[str, Any] = {
        "below": sorted(pattern.hidden.below),
        "blank": sorted(pattern.hidden.blank),
        "primary": sorted(pattern.primary),
        "findings": {
            each.key: [each.interval.low, each.interval.high, each.is_tight, each.code] for each in found.audit.findings
        },
        "status": pattern.status,
        "cost": pattern.cost,
        "bound": pattern.bound,
        "seconds": pattern.seconds + found.audit.seconds,
        "earlier": numbers,
    }
    if alone is not None and alone.suppression is not None:
        told["forced"] = sorted(pattern.hidden.keys - alone.suppression.hidden.keys)
    failed = [each.key for each in found.audit.failures]
    if failed:
        told["failure"] = {"code": "audit", "keys": failed}
    return told


def failure_of(outcome: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What stands against publishing, if something does."""
    failure: Mapping[str, Any] | None = outcome.get("failure")
    return failure


def hidden_of(outcome: Mapping[str, Any]) -> Hidden:
    """The pattern that was found."""
    return Hidden(frozenset(outcome.get("below", ())), frozenset(outcome.get("blank", ())))


def cells_of(keys: Any) -> list[tuple[str, str]]:
    """The rows and columns of keys; numbers that stand in no table are left out."""
    return [at for key in keys if (at := at_of(key)) is not None]
