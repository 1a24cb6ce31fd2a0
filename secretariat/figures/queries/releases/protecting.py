"""Small tables are protected and tried within the moment that a page takes."""

from typing import Any

from secretariat.engines import disclosure
from secretariat.engines.disclosure import BadTables, Hidden, Tables, Unprotectable
from secretariat.engines.disclosure.apart import Protected
from secretariat.figures.queries.releases.asking import Asked
from secretariat.figures.queries.releases.outcome import outcome_of

SECONDS = 1.0
# Whatever is not proved by then is not published.
SECONDS_TO_APPROVE = 5.0


def protected_at_once(asked: Asked) -> dict[str, Any]:
    """What must be hidden of a small release, and what a stranger could compute."""
    alone = _protected(asked.alone) if asked.earlier else None
    return outcome_of(asked, _protected(asked.tables), alone)


def is_safe(tables: Tables, hidden: Hidden) -> bool:
    """Whether the auditor finds nothing in a pattern that he should not."""
    try:
        return disclosure.audit(tables, hidden, seconds=SECONDS_TO_APPROVE).passes
    except BadTables:
        return False


def _protected(tables: Tables) -> Protected:
    try:
        found = disclosure.suppress(tables, seconds=SECONDS)
        return Protected(found, disclosure.audit(tables, found.hidden, seconds=SECONDS))
    except BadTables as error:
        return Protected(code=f"bad: {error.code}", keys=(error.place,))
    except Unprotectable as error:
        return Protected(code="unprotectable", keys=error.keys)
