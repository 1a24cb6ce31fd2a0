"""Why each number of a release is hidden, and what a stranger can compute of it; for officers of the desk alone."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from secretariat.engines.disclosure import rounded
from secretariat.figures.queries.releases.asking import Asked
from secretariat.figures.queries.releases.content import content_of
from secretariat.figures.queries.releases.outcome import cells_of, failure_of, hidden_of
from secretariat.figures.queries.releases.showing import (
    Heading,
    ShownCell,
    ShownTable,
    in_words,
    shown_table,
)
from secretariat.figures.queries.releases.tabling import key_of
from secretariat.ui.templatetags.ui import number

MOST_TOLD = 300


@dataclass(frozen=True)
class HiddenCell:
    """A hidden number: where it stands, what it is, between what a stranger knows it, and why it is hidden."""

    where: str
    at: tuple[str, str]
    shown_as: str
    value: int
    interval: str
    why: str
    is_by_rule: bool
    is_failing: bool


@dataclass(frozen=True)
class Reviewed:
    """A release as its review shows it."""

    table: ShownTable
    # The table once more, each cell with what is hidden in it.
    lines: tuple[tuple[Heading, tuple[tuple[ShownCell, HiddenCell | None], ...]], ...]
    hidden: tuple[HiddenCell, ...]
    by_rule: int
    to_protect: int
    cells: int
    people: int
    earlier: tuple[int, ...]
    forced: tuple[str, ...]


def reviewed(asked: Asked, outcome: Mapping[str, Any]) -> Reviewed:
    """What the review of a release tells an officer."""
    pattern = hidden_of(outcome)
    content = content_of(asked.layout, asked.edition, asked.places, (asked.table, asked.tables, pattern))
    table = shown_table(content)
    telling = _Telling(asked, outcome, table)
    hidden = [telling.cell(at) for at in telling.order if key_of(at) in pattern.keys]
    known = {each.at: each for each in hidden}
    return Reviewed(
        table=table,
        lines=tuple((heading, tuple((cell, known.get(cell.at)) for cell in cells)) for heading, cells in table.rows),
        hidden=tuple(hidden),
        by_rule=sum(each.is_by_rule for each in hidden),
        to_protect=sum(not each.is_by_rule for each in hidden),
        cells=len(asked.table.cells),
        people=sum(each.value for each in hidden if not each.is_by_rule),
        earlier=tuple(outcome.get("earlier", ())),
        forced=tuple(telling.where(at) for at in cells_of(outcome.get("forced", ()))),
    )


def failure_in_words(asked: Asked | None, outcome: Mapping[str, Any]) -> str:
    """Why a release cannot be published like this, in a sentence."""
    failure = failure_of(outcome)
    if failure is None:
        return ""
    code = str(failure.get("code", ""))
    sentences = {
        "unprotectable": _(
            "Whatever is hidden, numbers that must stay hidden can be computed from what was published before."
        ),
        "audit": _("The auditor can compute a hidden number too closely, or had no time to show that he cannot."),
        "too_slow": _("It took too long. Filter the table more closely."),
        "too_much": _("It needed more memory than it may have. Filter the table more closely."),
        "bad: contradicted": _("What an earlier release said and what its edition holds do not agree."),
    }
    said = sentences.get(code, _("The engine did not come to its end. Have it reviewed again."))
    named = cells_of(failure.get("keys", ())) if asked is not None else []
    if asked is None or not named:
        return said
    telling = _Telling(asked, outcome, None)
    cells = " · ".join(telling.where(at) for at in named[:5])
    return _("%(sentence)s It concerns: %(cells)s.") % {"sentence": said, "cells": cells}


class _Telling:
    """Words for the cells of a release."""

    def __init__(self, asked: Asked, outcome: Mapping[str, Any], table: ShownTable | None) -> None:
        self.asked, self.outcome = asked, outcome
        self.hidden = hidden_of(outcome)
        if table is None:
            table = shown_table(
                content_of(asked.layout, asked.edition, asked.places, (asked.table, asked.tables, self.hidden))
            )
        self.labels = [
            {heading.key: in_words(heading.label) for heading in table.columns},
            {heading.key: in_words(heading.label) for heading, _cells in table.rows},
        ]
        self.order = [cell.at for _heading, cells in table.rows for cell in cells if cell.at in asked.table.cells]
        self.shown = {cell.at: cell.text for _heading, cells in table.rows for cell in cells}
        self.primary = frozenset(outcome.get("primary", ()))
        self.findings = outcome.get("findings", {})
        self.sums: dict[tuple[str, str], list[tuple[Any, Any]]] = defaultdict(list)
        for total, parts in asked.table.relations:
            for at in (total, *parts):
                self.sums[at].append((total, parts))

    def where(self, at: tuple[str, str]) -> str:
        """A cell by its row and column."""
        row, column = self.labels[1].get(at[0], at[0]), self.labels[0].get(at[1], at[1])
        return f"{row} / {column}"

    def cell(self, at: tuple[str, str]) -> HiddenCell:
        """A hidden cell."""
        key = key_of(at)
        low, high, _is_tight, code = self.findings.get(key, [0, None, True, "safe"])
        value, is_by_rule = self.asked.table.cells[at].value, key in self.primary
        return HiddenCell(
            where=self.where(at),
            at=at,
            shown_as=self.shown[at],
            value=value,
            interval=f"{number(low)}–{number(high)}"
            if high is not None
            else _("%(low)s or more") % {"low": number(low)},
            why=_("So few are hidden by rule.") if is_by_rule else self._why(at),
            is_by_rule=is_by_rule,
            is_failing=code != "safe",
        )

    def _why(self, at: tuple[str, str]) -> str:
        """What would give a hidden number away if this one were shown."""
        for total, parts in self.sums[at]:
            others = [each for each in (total, *parts) if each != at and key_of(each) in self.hidden.keys]
            if len(others) == 1:
                return self._sum(total, parts, others[0])
        if key_of(at) in self.outcome.get("forced", ()):
            return _("Otherwise an earlier release and this one together tell a hidden number.")
        return _("Otherwise the sums around it tell a hidden number too closely.")

    def _sum(self, total: Any, parts: Any, told: tuple[str, str]) -> str:
        value = self._value
        if told == total:
            return _("Otherwise the parts add up to %(value)s: %(cell)s.") % {
                "value": number(sum(value(each) for each in parts)),
                "cell": self.where(told),
            }
        rest = sum(value(each) for each in parts if each != told)
        # Isolated, since amid Arabic words the two numbers would change places.
        difference = f"\u2066{number(value(total))} − {number(rest)}\u2069"
        return _("Otherwise %(difference)s gives %(value)s: %(cell)s.") % {
            "difference": difference,
            "value": number(max(0, value(total) - rest)),
            "cell": self.where(told),
        }

    def _value(self, at: tuple[str, str]) -> int:
        return rounded(self.asked.table.cells[at].value, self.asked.rules)
