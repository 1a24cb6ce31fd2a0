"""Entries of the record in words: who did what to which row, and what each field was and became."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from i18nfield.fields import I18nFieldMixin
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import User
from secretariat.audit.action import HIDDEN
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.overview.queries.rows import has_history, model_of, rows_shown
from secretariat.overview.queries.words import deed_in_words, deeds_like, kind_in_words
from secretariat.parties.models import Party
from secretariat.ui.templatetags.ui import day, moment, own_name

# Where a citation stands is told by the row itself; the numbers would tell nobody anything.
UNTOLD = frozenset({"thing_type", "thing_id", "start", "end"})
# Tables that everybody in the office may read whole.
NAMED = (Party, User, Conference)
Names = dict[tuple[type[models.Model], int], str]
# As many deeds on many rows as are looked for among the newest entries.
MOST_DEEDS = 200


@dataclass(frozen=True)
class Change:
    """One field of a row: what it was and what it became."""

    label: str
    old: str
    new: str
    is_hidden: bool = False


@dataclass(frozen=True)
class Told:
    """An entry of the record in words."""

    entry: Entry
    verb: str
    changes: list[Change] = field(default_factory=list)
    counts: list[tuple[str, int]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    history_url: str = ""


def told(entries: Iterable[Entry], conference: Conference, user: User) -> list[Told]:
    """Entries in words: the verb, each changed field old and new, the counts of a batch."""
    held = list(entries)
    names = _names(held, conference, user)
    # A batch tells of many rows at once, also of some that only secretaries see.
    sees_all = user.is_secretary_of(conference.pk)
    return [
        Told(
            entry=entry,
            verb=deed_in_words(entry.verb),
            changes=_changes(entry, names) if sees_all or not entry.batch else [],
            counts=[(kind_in_words(kind), number) for kind, number in entry.batch.get("counts", {}).items()],
            skipped=[(label, reason) for label, reason in entry.batch.get("skipped", ())] if sees_all else [],
            history_url=_history_url(entry, conference),
        )
        for entry in held
    ]


def plain_changes(entries: Iterable[Entry], conference: Conference, user: User) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each change that the pages tell, as the record keeps it, by the number of its entry."""
    sees_all = user.is_secretary_of(conference.pk)
    for entry in entries:
        for kind, name, old, new in _pairs(entry) if sees_all or not entry.batch else ():
            field = _field(kind, name)
            if field is None or _is_told(field):
                yield entry.pk, {"kind": kind, "field": name, "old": old, "new": new}


def whole_deeds(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """These entries without those that are parts of a deed on many rows, which is among them; one query more."""
    deeds = list(entries.exclude(batch={}).values_list("revision", flat=True)[:MOST_DEEDS])
    return entries.exclude(revision__in=deeds, batch={})


def deeds_in(entries: QuerySet[Entry]) -> list[tuple[str, str]]:
    """The verbs that occur in these entries, in words; those that read alike are one choice."""
    verbs = entries.order_by("verb").values_list("verb", flat=True).distinct()
    return [(verb, deed_in_words(verb)) for verb in dict.fromkeys(deeds_like(each)[0] for each in verbs)]


def actors_in(entries: QuerySet[Entry]) -> list[tuple[str, str]]:
    """The people who did these deeds, by name."""
    actors = User.objects.filter(pk__in=entries.order_by().values("actor_id")).order_by("name", "email")
    return [(str(actor.pk), str(actor)) for actor in actors]


def _pairs(entry: Entry) -> list[tuple[str, str, Any, Any]]:
    """Kind, field, old and new of every change of an entry."""
    kind = entry.made_type or entry.thing_type
    found = []
    for name, pair in entry.changes.items():
        if isinstance(pair, list):
            found.append((kind, name, pair[0], pair[1]))
        else:
            found += [(name.split(":")[0], inner, old, new) for inner, (old, new) in pair.items()]
    return sorted(found, key=_place)


def _place(change: tuple[str, str, Any, Any]) -> tuple[str, int]:
    """Fields in the order of their model: one of the databases keeps them in an order of its own."""
    kind, name, _old, _new = change
    model = model_of(kind)
    order = [field.attname for field in model._meta.concrete_fields] if model is not None else []
    return kind, order.index(name) if name in order else len(order)


def _changes(entry: Entry, names: Names) -> list[Change]:
    return [
        change
        for kind, name, old, new in _pairs(entry)
        for change in _change(_field(kind, name), name, old, new, names)
    ]


def _change(field: Any, name: str, old: Any, new: Any, names: Names) -> list[Change]:
    if field is None:
        return [Change(name, _plain(old), _plain(new), is_hidden=HIDDEN in (old, new))]
    if not _is_told(field):
        return []
    label = _label(field)
    if HIDDEN in (old, new):
        return [Change(label, "", "", is_hidden=True)]
    if isinstance(field, I18nFieldMixin):
        return _by_language(label, old, new)
    was, became = _value(field, old, names), _value(field, new, names)
    return [Change(label, was, became)] if was or became else []


def _is_told(field: Any) -> bool:
    # Rows that are part of the thing are no field of its own, and always somebody's deed.
    return bool(field.one_to_many) or (
        not field.primary_key and field.editable and field.name not in UNTOLD and field.name != "conference"
    )


def _by_language(label: str, old: Any, new: Any) -> list[Change]:
    """A text in several languages: only those in which it changed."""
    was, became = (each if isinstance(each, dict) else {"": each or ""} for each in (old, new))
    found = []
    for code in was | became:
        before, after = str(was.get(code) or ""), str(became.get(code) or "")
        if before != after:
            found.append(Change(f"{label} ({own_name(code)})" if code else label, before, after))
    return found


def _value(field: Any, value: Any, names: Names) -> str:
    if value in (None, "", [], {}):
        return ""
    if field.is_relation:
        return _rows_in_words(field, value if isinstance(value, list) else [value], names)
    if getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        return moment(parse_datetime(str(value)))
    return day(str(value)) if isinstance(field, models.DateField) else _plain(value)


def _rows_in_words(field: Any, values: list[Any], names: Names) -> str:
    table = _table_named_by(field)
    if table is None:
        return ", ".join(str(LazyI18nString(each)) for each in values)
    return ", ".join(names.get((table, each)) or _("no. %(number)s") % {"number": each} for each in values)


def _plain(value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        return " · ".join(f"{code}: {text}" for code, text in value.items() if text)
    return ", ".join(map(_plain, value)) if isinstance(value, list) else str(value)


def _field(kind: str, name: str) -> Any:
    model = model_of(kind)
    if model is None:
        return None
    for each in (name, name.removesuffix("_id")):
        try:
            return model._meta.get_field(each)
        except FieldDoesNotExist:
            continue
    return None


def _table_named_by(field: Any) -> type[models.Model] | None:
    """The table whose rows the values of this field point to."""
    if field.many_to_one or field.one_to_one:
        table: type[models.Model] = field.related_model
        return table
    if field.one_to_many:
        # A part is told by a row that it names, or by words of its own.
        named = field.model.audit_parts.get(field.name, "").removesuffix("_id")
        fields = [each for each in field.related_model._meta.concrete_fields if each.name == named]
        return _table_named_by(fields[0]) if fields else None
    return None


def _label(field: Any) -> str:
    # Rows that are part of the thing are named by what they are.
    return kind_in_words(field.related_model._meta.label_lower) if field.one_to_many else str(field.verbose_name)


def _names(entries: list[Entry], conference: Conference, user: User) -> Names:
    """What the rows are called that entries point to, as far as this person may see them; one query per table."""
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for entry in entries:
        for kind, name, *values in _pairs(entry):
            field = _field(kind, name)
            table = _table_named_by(field) if field is not None and _is_told(field) else None
            if table is not None:
                numbers = [each for value in values for each in (value if isinstance(value, list) else [value])]
                wanted[table] |= {each for each in numbers if isinstance(each, int)}
    names: Names = {}
    for model, ids in wanted.items():
        rows: Any = model._default_manager.all() if model in NAMED else rows_shown(model, conference, user)
        if any(each.name == "party" for each in model._meta.concrete_fields):
            rows = rows.select_related("party")
        names |= {(model, row.pk): str(row) for row in rows.filter(pk__in=ids)}
    return names


def _history_url(entry: Entry, conference: Conference) -> str:
    """The page of the row that was made, or else of the row the deed was done to."""
    is_gone = entry.changes.get("id", [None, entry.thing_id])[1] is None
    if entry.batch or is_gone:
        return ""
    rows = [(entry.made_type, entry.made_id), (entry.thing_type, entry.thing_id)]
    told = next(((kind, pk) for kind, pk in rows if pk and has_history(kind)), None)
    return "" if told is None else reverse("overview:history", args=[conference.slug, *told])
