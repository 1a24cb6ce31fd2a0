"""The list of delegates as it is laid out: columns, lines, and the same lines for a spreadsheet."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Expression, ExpressionWrapper, F, TextField
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.strings import LazyI18nString

from secretariat.conference.models import Conference
from secretariat.delegations.models import DelegateQuerySet, DelegateRole, Occasion, Rank
from secretariat.ui.templatetags.ui import own_name, text

PAGE = 500
NAMES = ("pk", "honorific", "name")


@dataclass(frozen=True)
class Column:
    """A column of the list: which field of a delegate it shows, and how."""

    key: str
    label: str | Promise
    field: str
    is_usual: bool = True
    is_sorted: bool = False


COLUMNS = (
    Column("original", _("Name in original script"), "original_name"),
    Column("party", _("Party"), "party_id", is_sorted=True),
    Column("role", _("Role"), "role", is_sorted=True),
    Column("capacity", _("Capacity"), "capacity_kept"),
    Column("body", _("Body"), "body_kept"),
    Column("occasion", _("Occasion"), "delegation__occasion", is_usual=False),
    Column("rank", pgettext_lazy("column", "Rank"), "rank", is_usual=False, is_sorted=True),
    Column("spellings", _("Other spellings"), "spellings", is_usual=False),
    Column("languages", _("Languages"), "languages", is_usual=False),
)


def columns_asked_for(keys: Iterable[str]) -> list[Column]:
    """The columns to show: those asked for, or the usual ones if none of them is known."""
    asked = frozenset(keys)
    return [each for each in COLUMNS if each.key in asked] or [each for each in COLUMNS if each.is_usual]


def lines(
    conference: Conference, delegates: DelegateQuerySet, columns: list[Column], parties: dict[int, object]
) -> SafeString:
    """The rows of the table, written with one pattern. One query."""
    # A tag for each cell of five hundred rows costs more than the rows themselves: the fragment is rendered once, with
    # places to fill, and every row fills them.
    address = reverse("delegations:delegate", args=[conference.slug, 0]).removesuffix("0/")
    places = [(column, f"{{{place}}}") for place, column in enumerate(columns, start=2)]
    pattern = render_to_string("delegations/_delegate_rows.html", {"address": address, "places": places})
    return format_html_join("", pattern, _cells(delegates, columns, _writers(columns, parties, text)))


def sheet_of(
    delegates: DelegateQuerySet, columns: list[Column], parties: dict[int, object]
) -> Iterator[Sequence[object]]:
    """The same lines for a spreadsheet, under their heading."""
    yield [_("Name"), *(column.label for column in columns)]
    for _pk, *cells in _cells(delegates, columns, _writers(columns, parties, str)):
        yield cells


def _cells(
    delegates: DelegateQuerySet, columns: list[Column], writers: list[Callable[[Any], str]]
) -> Iterator[tuple[Any, ...]]:
    kept = delegates.annotate(capacity_kept=_as_kept("capacity"), body_kept=_as_kept("body"))
    for pk, honorific, name, *values in kept.values_list(*NAMES, *(column.field for column in columns)):
        called = f"{honorific} {name}" if honorific else name
        yield (pk, called, *(write(value) for write, value in zip(writers, values, strict=True)))


def _writers(
    columns: list[Column], parties: dict[int, object], say: Callable[[Any], str]
) -> list[Callable[[Any], str]]:
    named = {pk: say(name) for pk, name in parties.items()}
    known: dict[str, Callable[[Any], str]] = {
        "original": str,
        "party": lambda pk: named.get(pk, ""),
        "role": _labels(DelegateRole.choices, say),
        "capacity": _Read(say).__getitem__,
        "body": _Read(say).__getitem__,
        "occasion": _labels(Occasion.choices, say),
        "rank": _labels(Rank.choices, say),
        "spellings": " · ".join,
        "languages": lambda codes: " · ".join(map(own_name, codes)),
    }
    return [known[column.key] for column in columns]


def _labels(choices: Iterable[tuple[str, Any]], say: Callable[[Any], str]) -> Callable[[Any], str]:
    labels = {key: say(str(label)) for key, label in choices}
    return lambda key: labels.get(key, "")


def _as_kept(field: str) -> Expression:
    """A text in several languages as the database keeps it, to be read once however often it comes up."""
    return ExpressionWrapper(F(field), output_field=TextField())


class _Read(dict[str, str]):
    """Texts in several languages, each read and written once."""

    def __init__(self, say: Callable[[Any], str]) -> None:
        super().__init__({"": ""})
        self._say = say

    def __missing__(self, kept: str) -> str:
        said = self[kept] = self._say(LazyI18nString(kept))
        return said
