"""What the engine works on: cells, the sums between them, the rules, and what an attacker may compute.

All values are whole numbers of people. A table, a hierarchy and several linked tables are one thing here: cells that
are in several tables are one cell, and every margin is a ``Relation``.
"""

from dataclasses import dataclass, field

__all__ = ["Cell", "Interval", "Known", "Relation", "Rules", "Tables"]


@dataclass(frozen=True)
class Rules:
    """By which rules numbers are hidden and rounded.

    ``threshold``: values from 1 to ``threshold - 1`` are hidden (0 is shown: it was counted). ``rounding``: base to
    which shown values are rounded, from ``large_from`` on ``large_rounding``; 1 leaves them exact. ``protection``: the
    highest less the lowest value that remains possible for a hidden cell must be at least this.
    """

    threshold: int = 5
    rounding: int = 1
    large_from: int = 1000
    large_rounding: int = 1
    protection: int = 3


@dataclass(frozen=True)
class Cell:
    """One number. ``key`` names what is counted, alike in every table and release; ``cost`` is what hiding it loses."""

    key: str
    value: int
    cost: int = 1
    # By its own rules, where they differ from those of the tables (a national margin over local cells).
    rules: Rules | None = None


@dataclass(frozen=True)
class Relation:
    """``total`` is the sum of ``parts``, by their keys."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Interval:
    """The values that remain possible, both ends included; ``high`` is None where nothing bounds it."""

    low: int
    high: int | None

    @property
    def width(self) -> int | None:
        """Highest less lowest; None where nothing bounds it."""
        return None if self.high is None else self.high - self.low


@dataclass(frozen=True)
class Known:
    """What was published before: sums over cells, and the interval in which each lies (exact if both ends are one)."""

    parts: tuple[str, ...]
    interval: Interval


@dataclass(frozen=True)
class Tables:
    """Cells, the sums between them, and what earlier releases told of them."""

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]
    rules: Rules = field(default_factory=Rules)
    known: tuple[Known, ...] = ()
