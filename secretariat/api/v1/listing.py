"""Rows told as JSON or CSV: a page of a list, or one of them, with what a program needs to ask no more than it must."""

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Any

from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import Field

from secretariat.api.v1.asking import Asking, with_allowance
from secretariat.api.v1.refusals import Trouble, not_here, wrong
from secretariat.api.v1.resources import Resource
from secretariat.api.v1.shapes import I18N, LANGUAGES, LARGEST_ID, asked_type, teller, told_type
from secretariat.parties.models import Party
from secretariat.ui.spreadsheets import as_csv

STANDARD = ("limit", "cursor", "fields", "languages")
BOUNDS = {"_from": "gte", "_until": "lte"}
MOST_IN_CSV = 100_000
# Databases take some ten thousand parameters; for parts of so many rows it is asked at a time.
ROWS_AT_A_TIME = 5_000
TEXTS = dict[str, str]


@dataclass(frozen=True)
class Wanted:
    """What a request asks of rows: which fields, in which languages, narrowed by what, from where, how many."""

    names: tuple[str, ...]
    languages: frozenset[str] | None = None
    filters: Mapping[str, Any] | None = None
    after: int = 0
    limit: int = 100


class Teller:
    """One kind of rows, made ready once: columns, and how each becomes JSON."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource

    @cached_property
    def columns(self) -> dict[str, str]:
        """Names outside and the path of each column; a party is told by its code."""
        found = {}
        for name, path in self.resource.columns.items():
            column = column_at(self.resource.model, path)
            is_party = isinstance(column, models.ForeignKey) and column.related_model is Party
            found[name] = f"{path}__code" if is_party else path
        return found

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every field there is."""
        parts = tuple(part.name for part in self.resource.parts)
        return ("id", *self.columns, *(each.name for each in self.resource.computed), *parts)

    @cached_property
    def tellers(self) -> dict[str, Callable[[Any], Any] | None]:
        """How the value of each column becomes JSON."""
        return {name: teller(column_at(self.resource.model, path)) for name, path in self.columns.items()}

    @cached_property
    def in_languages(self) -> frozenset[str]:
        """Names of the columns, and of the parts, that hold a text per language."""
        columns = self.columns.items()
        found = {name for name, path in columns if isinstance(column_at(self.resource.model, path), I18N)}
        return frozenset(found | {part.name for part in self.resource.parts if part.is_one and part.shape == TEXTS})

    def told_shapes(self) -> dict[str, Any]:
        """Every column with its type, for the description."""
        model, shapes, found = self.resource.model, self.resource.shapes, {}
        for name, path in self.columns.items():
            column = column_at(model, path)
            kind = told_type(column) | None if may_be_null(model, path) else told_type(column)
            found[name] = (shapes.get(name, kind), Field(default=None, title=str(column.verbose_name)))
        return found

    def filter_shape(self, name: str) -> Any:
        """What a filter takes."""
        plain = name.removesuffix("_from").removesuffix("_until") if name not in self.columns else name
        column = column_at(self.resource.model, self.resource.columns[plain])
        if isinstance(column, models.IntegerField) and not column.choices:
            # In an address every number is a text.
            return Annotated[int, Field(ge=-(2**31), le=2**31 - 1)] | None
        return asked_type(column)

    def wanted(self, query: Mapping[str, Any]) -> Wanted:
        """What the parameters of a request ask for; raises ``Trouble`` where they name what is not there."""
        filters = {name: value for name, value in query.items() if name not in STANDARD and value is not None}
        return Wanted(
            names=self._chosen(query.get("fields")),
            languages=_languages(query.get("languages")),
            filters={self._condition(name): value for name, value in filters.items()},
            after=_place(query.get("cursor")),
            limit=query.get("limit") or 100,
        )

    def _chosen(self, said: str | None) -> tuple[str, ...]:
        if not said:
            return self.names
        chosen = {name.strip() for name in said.split(",")}
        unknown = sorted(chosen - set(self.names))
        if unknown:
            raise wrong(_("There is no field %(name)s here.") % {"name": unknown[0][:100]}, parameter="fields")
        return tuple(name for name in self.names if name in chosen or name == "id")

    def _condition(self, name: str) -> str:
        for ending, lookup in BOUNDS.items():
            if name.endswith(ending) and name.removesuffix(ending) in self.columns:
                return f"{self.columns[name.removesuffix(ending)]}__{lookup}"
        return self.columns[name]

    def as_told(self, asking: Asking, wanted: Wanted) -> Wanted:
        """What is wanted, without the fields that this person is not told; no list is narrowed by one of them."""
        told_to = self.resource.told_to.items()
        hidden = frozenset(name for name, is_told in told_to if not is_told(asking.person, asking.conference))
        conditions = {self.columns[name] for name in hidden if name in self.columns}
        for condition in wanted.filters or ():
            if condition in conditions or condition.rpartition("__")[0] in conditions:
                raise Trouble(403, _("Your role here does not allow to ask by this field."))
        return replace(wanted, names=tuple(name for name in wanted.names if name not in hidden))

    def rows(self, asking: Asking, wanted: Wanted) -> list[dict[str, Any]]:
        """The rows in order of their ids, as JSON holds them; one query, and one for each part."""
        wanted = self.as_told(asking, wanted)
        found = self.resource.rows(asking.person, asking.conference).order_by("pk")
        if wanted.filters:
            found = found.filter(**wanted.filters)
        if wanted.after:
            found = found.filter(pk__gt=wanted.after)
        return self._told(asking, wanted, found, wanted.limit)

    def one(self, asking: Asking, pk: int, wanted: Wanted) -> dict[str, Any]:
        """One row; raises ``Trouble`` if it is not there for this person."""
        wanted = self.as_told(asking, wanted)
        found = self.resource.rows(asking.person, asking.conference).filter(pk=pk) if pk <= LARGEST_ID else None
        rows = self._told(asking, wanted, found.order_by("pk"), 1) if found is not None else []
        if not rows:
            raise not_here()
        return rows[0]

    def _told(self, asking: Asking, wanted: Wanted, found: "models.QuerySet[Any]", limit: int) -> list[dict[str, Any]]:
        computed = [each for each in self.resource.computed if each.name in wanted.names]
        needed = dict.fromkeys(column for each in computed for column in each.needs)
        names = [name for name in self.columns if name in wanted.names]
        columns = [self.columns[name] for name in names]
        kept = found.values_list("pk", *columns, *needed)[:limit]
        rows = [dict(zip(("id", *names), values, strict=False)) for values in kept]
        for each in computed:
            places = [1 + len(names) + list(needed).index(column) for column in each.needs]
            for row, values in zip(rows, kept, strict=True):
                row[each.name] = each.made(*(values[place] for place in places))
        self._in_plain(rows, names)
        self._with_parts(asking, wanted, rows)
        if wanted.languages is not None:
            for name in self.in_languages & set(wanted.names):
                for row in rows:
                    told = (row[name] or {}).items()
                    row[name] = {language: text for language, text in told if language in wanted.languages}
        return rows

    def _in_plain(self, rows: list[dict[str, Any]], names: Sequence[str]) -> None:
        for name in names:
            tell = self.tellers[name]
            if tell is None:
                continue
            for row in rows:
                row[name] = tell(row[name])

    def _with_parts(self, asking: Asking, wanted: Wanted, rows: list[dict[str, Any]]) -> None:
        ids = [row["id"] for row in rows]
        lots = [ids[at : at + ROWS_AT_A_TIME] for at in range(0, len(ids), ROWS_AT_A_TIME)]
        # Parts that are found together are asked for once.
        read: dict[Any, list[tuple[int, Any]]] = {}
        for part in self.resource.parts:
            if part.name in wanted.names:
                lists: dict[int, list[Any]] = defaultdict(list)
                if part.found not in read:
                    read[part.found] = [
                        pair for some in lots for pair in part.found(asking.person, asking.conference, some)
                    ]
                for owner, element in part.of_its_own(read[part.found]):
                    lists[owner].append(element)
                for row in rows:
                    told = lists.get(row["id"], [])
                    row[part.name] = next(iter(told), None) if part.is_one else told


def column_at(model: type[models.Model], path: str) -> "models.Field[Any, Any]":
    """The column at a path through tables, as ``delegation__party__code``."""
    first, _sign, rest = path.partition("__")
    column: Any = model._meta.pk if first == "pk" else model._meta.get_field(first)
    return column_at(column.related_model, rest) if rest else column


def may_be_null(model: type[models.Model], path: str) -> bool:
    """Whether there may be nothing at the end of a path: where it, or what it leads through, may be empty."""
    first, _sign, rest = path.partition("__")
    column: Any = model._meta.pk if first == "pk" else model._meta.get_field(first)
    return column.null or bool(rest and may_be_null(column.related_model, rest))


def _languages(said: str | None) -> frozenset[str] | None:
    if not said:
        return None
    chosen = {language.strip() for language in said.split(",")}
    if not chosen <= set(LANGUAGES):
        raise wrong(_("Languages are %(languages)s.") % {"languages": ", ".join(LANGUAGES)}, parameter="languages")
    return frozenset(chosen)


# ---- places in a list -----------------------------------------------------------------------------------------------


def cursor_at(pk: int) -> str:
    """A place in a list, as a word that says nothing to whoever holds it."""
    return base64.urlsafe_b64encode(f"after {pk}".encode()).decode().rstrip("=")


def _place(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        word, _space, number = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().partition(" ")
        pk = int(number)
    except ValueError:
        word, pk = "", 0
    if word != "after" or not 0 < pk <= LARGEST_ID:
        raise wrong(_("This is no place in a list; begin again without it."), parameter="cursor")
    return pk


# ---- answers --------------------------------------------------------------------------------------------------------


def as_json(value: object) -> bytes:
    """Bytes of a value; texts stay as they are written."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def list_answer(tell: Teller, asking: Asking, wanted: Wanted, address: str) -> HttpResponse:
    """A page of the list, and where the next begins."""
    more = tell.rows(asking, Wanted(wanted.names, wanted.languages, wanted.filters, wanted.after, wanted.limit + 1))
    rows = more[: wanted.limit]
    following = _next_address(address, rows[-1]["id"]) if len(more) > wanted.limit else None
    answer = _known_already(as_json({"data": rows, "next": following}), asking)
    if following:
        answer["Link"] = f'<{following}>; rel="next"'
    return answer


def one_answer(tell: Teller, asking: Asking, pk: int, wanted: Wanted) -> HttpResponse:
    """One row; its tag begins with its version, by which a change can say what it was made for."""
    row = whole = tell.one(asking, pk, wanted)
    if wanted.languages is not None or set(wanted.names) != set(tell.wanted({}).names):
        # Whatever is asked for of a row, its tag is that of the whole: by it a deed is compared.
        whole = tell.one(asking, pk, tell.wanted({}))
    return _known_already(as_json({"data": row}), asking, tag_of(as_json({"data": whole}), whole.get("version")))


def csv_answer(tell: Teller, asking: Asking, wanted: Wanted, file: tuple[str, str]) -> HttpResponse:
    """The list for a spreadsheet, in the same columns; where it is longer than a table may be, where the rest begins.

    The file is told by its name and its address.
    """
    name, address = file
    wanted = tell.as_told(asking, wanted)
    more = tell.rows(asking, Wanted(wanted.names, wanted.languages, wanted.filters, wanted.after, MOST_IN_CSV + 1))
    rows = more[:MOST_IN_CSV]
    table: list[Sequence[object]] = [wanted.names]
    table.extend([_cell(row[each]) for each in wanted.names] for row in rows)
    answer = _known_already(as_csv(table), asking, kind="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    if len(more) > len(rows):
        answer["Link"] = f'<{_next_address(address, rows[-1]["id"])}>; rel="next"'
    return answer


def _cell(value: object) -> object:
    if value is None:
        return ""
    return as_json(value).decode() if isinstance(value, dict | list | bool) else value


def _next_address(address: str, last: int) -> str:
    path, _mark, query = address.partition("?")
    kept = [each for each in query.split("&") if each and not each.startswith("cursor=")]
    return f"{path}?{'&'.join([*kept, f'cursor={cursor_at(last)}'])}"


def tag_of(body: bytes, version: int | None = None) -> str:
    """The tag of an answer: its digest, behind the version of the row if it has one."""
    digest = hashlib.sha256(body).hexdigest()[:24]
    return f'"{version}.{digest}"' if version is not None else f'"{digest}"'


def tags_in(said: str) -> list[str]:
    """The tags that a header names, without the marks of weak ones."""
    return [each.strip().removeprefix("W/") for each in said.split(",") if each.strip()]


def _known_already(body: bytes, asking: Asking, tag: str = "", *, kind: str = "application/json") -> HttpResponse:
    tag = tag or tag_of(body)
    known = tags_in(asking.headers.get("If-None-Match", ""))
    is_known = tag in known or "*" in known
    answer = HttpResponse(b"" if is_known else body, status=304 if is_known else 200)
    answer["Content-Type"] = kind
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    answer["Vary"] = "Authorization"
    return with_allowance(answer, asking)


def seen_version(asking: Asking) -> tuple[int | None, str]:
    """Which version of a row a change was made for, and the digest of what was seen; neither if nothing is said."""
    said = asking.headers.get("If-Match", "")
    if not said or said.strip() == "*":
        return None, ""
    tags = tags_in(said)
    version, dot, digest = tags[0].strip('"').partition(".") if tags else ("", "", "")
    if len(tags) != 1 or (dot and not (version.isascii() and version.isdigit())):
        raise Trouble(412, _("This tag was not given out here; fetch the row again."))
    return (int(version[:9]), "") if dot else (None, version or digest)


__all__ = [
    "Teller",
    "Wanted",
    "as_json",
    "column_at",
    "csv_answer",
    "list_answer",
    "one_answer",
    "seen_version",
    "tag_of",
    "tags_in",
]
