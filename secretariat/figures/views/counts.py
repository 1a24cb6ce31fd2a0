"""What an import counted, in words."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


class Told(NamedTuple):
    """A number and what it counts."""

    key: str
    label: str | Promise
    number: int


COUNTS: dict[str, str | Promise] = {
    "rows": gettext_lazy("Rows read"),
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "same": gettext_lazy("Unchanged"),
    "ended": gettext_lazy("Given no longer"),
    "refused": gettext_lazy("Cells that cannot be read"),
    "flagged": gettext_lazy("Cells that are kept and marked"),
    "empty": gettext_lazy("Empty cells: not collected"),
    "fillers": gettext_lazy("Zeros that only fill"),
    "undivided": gettext_lazy("Zeros beside a larger total: not broken down"),
}


def told_counts(counts: Mapping[str, int]) -> list[Told]:
    """The counts in the order in which people ask for them; what happened nowhere is left out, but for the first."""
    first = {"rows", "new", "changed", "same", "ended"}
    return [
        Told(key, label, counts.get(key, 0))
        for key, label in COUNTS.items()
        if key in counts and (counts[key] or key in first)
    ]
