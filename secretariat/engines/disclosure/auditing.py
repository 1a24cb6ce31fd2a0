"""The auditor: from all that is published it tries to compute what is hidden.

It is given the true tables only to have one point from which to set out: what it finds is what anybody can find who
knows the published signs, the sums, how numbers are rounded and hidden, and all earlier releases. For each hidden
number it looks for the least and the greatest value that some table in whole numbers has there, as described by
Fischetti & Salazar-González, "Solving the cell suppression problem on tabular data with linear constraints",
Management Science 47 (2001), section 2: two linear programmes a cell, in whole numbers where their corners are not.

A number counts as safe only when two tables were found which differ there by the protection, and when each of them,
in whole numbers and without any tolerance, agrees with all that is published. What the solver says is never enough.
It shares no code with the search that it judges.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

import numpy as np

from secretariat.engines.disclosure.faults import check, check_hidden
from secretariat.engines.disclosure.models import Audit, Cell, Finding, Hidden, Interval, Rules, Tables
from secretariat.engines.disclosure.parts import Part, Span, parts_of
from secretariat.engines.disclosure.showing import interval_of_shown, interval_of_small, is_small, rules_of
from secretariat.engines.disclosure.stranger import Stranger

__all__ = ["audit", "failing"]

# How often many numbers are moved at once before each is looked at alone.
ROUNDS = 6


def audit(tables: Tables, hidden: Hidden, *, seconds: float = 60.0) -> Audit:
    """What a stranger can compute of every hidden number, and whether that is too much.

    First the verdict on every number; then, while ``seconds`` last, the tightest interval of each (``is_tight``); an
    interval that is not tight is narrower than the true one, never wider. With ``seconds`` of 0 nothing is proved and
    the verdict is "unproved". Values are persons. Raises ``BadTables`` where the tables or the pattern make no sense.
    """
    begun = monotonic()
    deadline = begun + seconds
    findings = _found(tables, hidden, _Hours(verdict=deadline, tight=deadline))
    return Audit(tuple(findings), monotonic() - begun)


def failing(tables: Tables, hidden: Hidden, *, seconds: float = 60.0) -> tuple[str, ...]:
    """The keys for which ``audit`` does not pass, without the tightest intervals of the others."""
    findings = _found(tables, hidden, _Hours(verdict=monotonic() + seconds, tight=0.0))
    return tuple(finding.key for finding in findings if finding.code != "safe")


@dataclass(frozen=True)
class _Hours:
    """Until when the verdicts are looked for, and until when the tightest intervals."""

    verdict: float
    tight: float


def _found(tables: Tables, hidden: Hidden, hours: _Hours) -> list[Finding]:
    check(tables)
    check_hidden(tables, hidden)
    findings = list(_misshown(tables, hidden))
    wrong = {finding.key for finding in findings}
    for part in parts_of(tables, _spans(tables, hidden)):
        judged = [place for place in part.cells if _is_judged(tables.cells[place], tables, hidden, wrong)]
        if judged:
            findings += _judge(tables, part, judged, hours)
    order = {cell.key: place for place, cell in enumerate(tables.cells)}
    return sorted(findings, key=lambda finding: order[finding.key])


def _misshown(tables: Tables, hidden: Hidden) -> Iterator[Finding]:
    """Small numbers that are not hidden, and signs that say what is not so."""
    for cell in tables.cells:
        rules = rules_of(cell, tables)
        small = is_small(cell.value, rules)
        if cell.is_published and small and cell.key not in hidden.keys:
            yield Finding(cell.key, interval_of_shown(cell.value, rules), is_tight=False, code="shown")
        elif cell.key in hidden.below and not small:
            yield Finding(cell.key, Interval(cell.value, cell.value), is_tight=False, code="mismarked")


def _is_judged(cell: Cell, tables: Tables, hidden: Hidden, wrong: set[str]) -> bool:
    if cell.key in wrong:
        return False
    if cell.is_published:
        return cell.key in hidden.keys
    return is_small(cell.value, rules_of(cell, tables))


def _spans(tables: Tables, hidden: Hidden) -> list[Span]:
    """How far each number can be from the true one by its sign alone."""
    return [_span(cell, rules_of(cell, tables), hidden) for cell in tables.cells]


def _span(cell: Cell, rules: Rules, hidden: Hidden) -> Span:
    if not cell.is_published or cell.key in hidden.blank:
        return Span(-cell.value, None)
    is_below = cell.key in hidden.below and is_small(cell.value, rules)
    sign = interval_of_small(rules) if is_below else interval_of_shown(cell.value, rules)
    return Span(sign.low - cell.value, None if sign.high is None else sign.high - cell.value)


def _judge(tables: Tables, part: Part, judged: list[int], hours: _Hours) -> list[Finding]:
    stranger = Stranger(part)
    needs = {place: rules_of(tables.cells[place], tables).protection for place in judged}
    generator = np.random.default_rng(len(judged))
    for _ in range(ROUNDS):
        doubtful = [place for place in judged if stranger.width(place) < needs[place]]
        if len(doubtful) < 2 or monotonic() > hours.verdict:
            break
        stranger.push(doubtful, generator, hours.verdict)
    for place in judged:
        stranger.widen(place, needs[place], hours.verdict)
    for place in judged:
        stranger.tighten(place, hours.tight)
    return [_finding(tables.cells[place], stranger, place, needs[place]) for place in judged]


def _finding(cell: Cell, stranger: Stranger, place: int, need: int) -> Finding:
    low, high = stranger.low(place), stranger.high(place)
    interval = Interval(cell.value + low, None if high is None else cell.value + high)
    is_tight = stranger.is_tight(place)
    if interval.width is None or interval.width >= need:
        return Finding(cell.key, interval, is_tight, "safe")
    if stranger.most_width(place) >= need:
        return Finding(cell.key, interval, is_tight, "unproved")
    return Finding(cell.key, interval, is_tight, "exact" if stranger.most_width(place) < 1 else "narrow")
