"""A released table as people read it: labels in their language, numbers as their language writes them, notes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from secretariat.engines.folding import folded
from secretariat.figures.models import Accommodation, Group, Measure, Method, Sex, Unit
from secretariat.figures.queries.releases.content import BELOW, BLANK, MISSING, SHOWN, content_cells
from secretariat.figures.queries.releases.layouts import TOTAL, Dimension
from secretariat.ui.templatetags.ui import number

_SORTED = frozenset({Dimension.ORIGIN, Dimension.ASYLUM})


@dataclass(frozen=True)
class ShownCell:
    """A cell as it is read."""

    text: str
    kind: str
    at: tuple[str, str]

    @property
    def is_number(self) -> bool:
        """Whether it shows how many."""
        return self.kind == SHOWN


@dataclass(frozen=True)
class Heading:
    """A row or column."""

    key: str
    label: object
    level: int
    is_total: bool


@dataclass(frozen=True)
class ShownTable:
    """A released table, ready to be read."""

    corner: str
    across: str
    columns: tuple[Heading, ...]
    rows: tuple[tuple[Heading, tuple[ShownCell, ...]], ...]
    notes: tuple[str, ...]
    facts: tuple[tuple[str, object], ...]
    is_hiding: bool


def shown_table(content: Mapping[str, Any]) -> ShownTable:
    """The table of a release in the language in force."""
    rows = _headings(content["rows"], content["row_dimension"])
    columns = _headings(content["columns"], content["column_dimension"])
    places = (
        {row["key"]: i for i, row in enumerate(content["rows"])},
        {column["key"]: j for j, column in enumerate(content["columns"])},
    )
    lines = []
    for row in rows:
        cells = [content["cells"][places[0][row.key]][places[1][column.key]] for column in columns]
        shown = [
            ShownCell(_text(cell), cell["k"], (row.key, column.key))
            for cell, column in zip(cells, columns, strict=True)
        ]
        lines.append((row, tuple(shown)))
    return ShownTable(
        corner=str(Dimension(content["row_dimension"]).label),
        across=str(Dimension(content["column_dimension"]).label),
        columns=tuple(columns),
        rows=tuple(lines),
        notes=tuple(notes_of(content)),
        facts=tuple(facts_of(content)),
        is_hiding=any(cell.kind in {BELOW, BLANK} for _row, shown in lines for cell in shown),
    )


def total_of(content: Mapping[str, Any]) -> str:
    """What a table counts in all, as it shows it; nothing where it shows no total."""
    cell = content_cells(content).get((TOTAL, TOTAL))
    return _text(cell) if cell is not None and cell["k"] in {SHOWN, BELOW} else ""


def in_words(value: object) -> str:
    """A text in the language in force, or in any it has."""
    if isinstance(value, Mapping):
        kept = {code: said for code, said in value.items() if said}
        return kept.get(get_language() or "en") or kept.get("en") or next(iter(kept.values()), "")
    if isinstance(value, LazyI18nString):
        return in_words(value.data)
    return "" if value is None else str(value)


def label_of(item: Mapping[str, Any], dimension: str) -> object:
    """What a row, a column or a filter is called."""
    key = item["key"]
    if item.get("is_rest"):
        return _("Not broken down")
    if key == TOTAL:
        return _("Total")
    if item.get("label"):
        label = item["label"]
        return LazyI18nString(label) if isinstance(label, dict) else label
    return _label_of_code(key, dimension)


def _label_of_code(key: str, dimension: str) -> str | Promise:
    kinds: dict[str, Any] = {
        Dimension.SEX: Sex,
        Dimension.GROUP: Group,
        Dimension.ACCOMMODATION: Accommodation,
    }
    kind = kinds.get(dimension)
    if kind is not None and key in kind.values:
        label: str | Promise = kind(key).label
        return label
    if key == "?":
        return _("Not said")
    if dimension == Dimension.AGE:
        return age_in_words(key)
    return key


def age_in_words(key: str) -> str:
    """A range of ages as people say it."""
    if key.endswith("+"):
        return _("%(age)s and older") % {"age": number(int(key[:-1]))}
    low, _dash, high = key.partition("-")
    return f"{number(int(low))}–{number(int(high))}" if high and high != low else number(int(low))


def _headings(items: Iterable[Mapping[str, Any]], dimension: str) -> list[Heading]:
    headings = [
        Heading(item["key"], label_of(item, dimension), item.get("level", 0), item["key"] == TOTAL) for item in items
    ]
    if dimension in _SORTED:
        # By name in the reader's language; what is not said and totals keep their places.
        headings.sort(key=lambda each: (not each.is_total, each.key == "?", folded(in_words(each.label))))
    return headings


def _text(cell: Mapping[str, str]) -> str:
    if cell["k"] == SHOWN:
        return number(int(cell["s"]))
    if cell["k"] == BELOW:
        return f"<{number(int(cell['s'].removeprefix('<')))}"
    return cell["s"] or "–"


def notes_of(content: Mapping[str, Any]) -> list[str]:
    """What readers must know, in sentences."""
    return [_note(note) for note in content.get("notes", ())]


def _note(note: Mapping[str, Any]) -> str:
    code = note["code"]
    if code == BELOW:
        threshold = int(note["threshold"])
        return _("“<%(threshold)s” stands for 1 to %(most)s: so few could be recognised, and are not told apart.") % {
            "threshold": number(threshold),
            "most": number(threshold - 1),
        }
    if code == BLANK:
        return _("“:” stands for a number that is not shown, since a hidden one could be computed from it.")
    if code == "rounded":
        return _rounding(note)
    if code == MISSING:
        return _("“–” stands where nothing was collected; that is not 0.")
    if code == "rest":
        return _("“Not broken down” are people whom the source counts in a total, but in none of its parts.")
    return _("Returns are counted as the source gives them; that they were voluntary was not verified.")


def _rounding(note: Mapping[str, Any]) -> str:
    base, large = int(note["base"]), int(note["large_base"])
    if large == base:
        said = ngettext(
            "Numbers are rounded to the nearest %(base)s, so sums may not add up.",
            "Numbers are rounded to the nearest %(base)s, so sums may not add up.",
            base,
        )
        return said % {"base": number(base)}
    return _(
        "Numbers are rounded to the nearest %(base)s, from %(from)s on to the nearest %(large)s, "
        "so sums may not add up."
    ) % {"base": number(base), "from": number(int(note["large_from"])), "large": number(large)}


def facts_of(content: Mapping[str, Any]) -> list[tuple[str, object]]:
    """What is counted, as of when, by whom and how."""
    dataset, source = content["dataset"], content["source"]
    groups = " · ".join(str(Group(each).label) for each in content["groups"] if each in Group.values)
    counted = f"{groups} ({Unit(content['unit']).label}, {Measure(content['measure']).label})"
    facts: list[tuple[str, object]] = [(_("Counted"), counted)]
    for dimension, items in content.get("filters", {}).items():
        names = " · ".join(in_words(label_of(each, dimension)) for each in items)
        facts.append((str(Dimension(dimension).label), names))
    facts.append((_("Dataset"), f"{dataset['name']} · {dataset['publisher']}".strip(" ·")))
    facts += [
        (_("Definition"), in_words(dataset["definition"])),
        (_("Coverage"), in_words(dataset["coverage"])),
        (_("Method"), str(Method(content["method"]).label) if content["method"] in Method.values else ""),
        (_("Licence"), content["licence"] or source.get("licence", "")),
    ]
    if content.get("is_provisional"):
        facts.append((_("Status"), _("Some of these figures are provisional.")))
    return [(label, value) for label, value in facts if value]
