"""Disclosure control of tables of people: what is hidden, what is rounded, and an auditor who tries to break it.

    >>> from secretariat.engines.disclosure import Cell, Relation, Tables, audit, shown, suppress
    >>> cells = tuple(Cell(key, value) for key, value in {"all": 32, "a": 3, "b": 9, "c": 20}.items())
    >>> tables = Tables(cells, (Relation("all", ("a", "b", "c")),))
    >>> pattern = suppress(tables).hidden
    >>> shown(tables, pattern)["a"], audit(tables, pattern).passes
    ('<5', True)

``primary`` says what is hidden by rule, ``suppress`` what must be hidden besides, ``shown`` how each number is then
shown, ``audit`` what a stranger can still compute. Plain Python; HiGHS stays in ``lp``. The search and the auditor
share no code but the rules of showing.

What is heavy is imported when it is first called: importing this package costs a web process next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from secretariat.engines.disclosure.faults import BadTables, Unprotectable, check
from secretariat.engines.disclosure.models import (
    Audit,
    Cell,
    Finding,
    Hidden,
    Interval,
    Known,
    Relation,
    Rules,
    Suppression,
    Tables,
)
from secretariat.engines.disclosure.rounding import rounded
from secretariat.engines.disclosure.showing import (
    BLANK,
    interval_of_shown,
    interval_of_small,
    is_small,
    primary,
    rules_of,
    shown,
)

if TYPE_CHECKING:
    from secretariat.engines.disclosure.auditing import audit
    from secretariat.engines.disclosure.suppressing import suppress

__all__ = [
    "BLANK",
    "Audit",
    "BadTables",
    "Cell",
    "Finding",
    "Hidden",
    "Interval",
    "Known",
    "Relation",
    "Rules",
    "Suppression",
    "Tables",
    "Unprotectable",
    "audit",
    "check",
    "interval_of_shown",
    "interval_of_small",
    "is_small",
    "primary",
    "rounded",
    "rules_of",
    "shown",
    "suppress",
]

_HOME_OF = {"audit": "auditing", "suppress": "suppressing"}


def __getattr__(name: str) -> Any:
    """Fetch a name from its module when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found
