"""What the engine works on: cells, the sums between them, the rules, and what an attacker may compute.

All values are whole numbers of people. A table, a hierarchy and several linked tables are one thing here: cells that
are in several tables are one cell, and every margin is a ``Relation``.
"""

from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Audit", "Cell", "Finding", "Hidden", "Interval", "Known", "Relation", "Rules", "Suppression", "Tables"]


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
    """One number. ``key`` names what is counted, alike in every table and release.

    ``cost`` is what hiding it loses, 1 or more.
    """

    key: str
    value: int
    cost: int = 1
    # By its own rules, where they differ from those of the tables (a national margin over local cells).
    rules: Rules | None = None
    # False: this release does not show it at all, neither as a number nor as hidden, but sums are made of it (a finer
    # number that an earlier release told something of). A small one must still stay uncertain.
    is_published: bool = True


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


@dataclass(frozen=True)
class Hidden:
    """Which cells are hidden, and how: ``below`` are shown as "<5", ``blank`` as ":".

    A small number is blank too where "<5" together with the sums would tell too much of it or of its neighbours.
    """

    below: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """All hidden cells."""
        return self.below | self.blank


@dataclass(frozen=True)
class Suppression:
    """Which cells to hide, what that loses, and how far from the least possible loss it may be.

    ``cost`` is the sum of ``Cell.cost`` of the complementary cells, and a quarter of it for each small number that is
    blank instead of "<5". No pattern that protects costs less than ``bound``.
    """

    hidden: Hidden
    primary: frozenset[str]
    status: Literal["optimal", "heuristic"]
    cost: float
    bound: float
    seconds: float

    @property
    def complementary(self) -> frozenset[str]:
        """Cells hidden to protect others: by no rule of their own."""
        return self.hidden.keys - self.primary

    @property
    def gap(self) -> float:
        """By which share of the cost a better pattern could at most be cheaper; 0 where it is proved the best."""
        return (self.cost - self.bound) / self.cost if self.cost > 0 else 0.0


@dataclass(frozen=True)
class Finding:
    """What a stranger can compute of one cell.

    ``interval``: every value that was proved to remain possible lies in it and both ends are possible; with
    ``is_tight`` nothing outside it is possible. ``code``: "safe"; "exact" (one value remains), "narrow" (the interval
    is less wide than the protection), "shown" (a small number that is not hidden), "mismarked" (shown as "<5" and is
    none of 1 to 4), "unproved" (time was out before the protection was shown).
    """

    key: str
    interval: Interval
    is_tight: bool
    code: Literal["safe", "exact", "narrow", "shown", "mismarked", "unproved"]


@dataclass(frozen=True)
class Audit:
    """The auditor's verdict: one finding for each hidden cell, and for each that ought to be hidden."""

    findings: tuple[Finding, ...]
    seconds: float

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings for which a release is refused."""
        return tuple(each for each in self.findings if each.code != "safe")

    @property
    def passes(self) -> bool:
        """Whether nothing hidden can be computed more closely than the rules allow."""
        return not self.failures
