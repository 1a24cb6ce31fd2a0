"""The one door of change: it locks, asks permission, lets the deed happen, and writes it down.

Every action of every desk is ``verb(actor, thing, *, details)`` under ``@action(allow=may_verb)``. To create a row,
the thing is its parent. The revision of the record is raised when all is done, under its row's lock, so the order of
revisions is the order of commits; the entries are written under the same lock and carry that revision.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import wraps
from time import perf_counter
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, IntegrityError, OperationalError, models, transaction
from django.db.models import F
from django.utils.functional import LazyObject, Promise
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.audit.models import HOUSE, BatchRows, Entry, Record
from secretariat.engines.sealing import new_salts

Thing = TypeVar("Thing", bound=models.Model)
P = ParamSpec("P")
R = TypeVar("R")

HIDDEN = "·hidden·"
# What PostgreSQL says when two transactions cannot both go on: what is there already, what points to something that is
# gone, a deadlock, and what cannot be put in an order.
CLASHES = frozenset({"23505", "23503", "40P01", "40001"})
REGISTRY: dict[str, Callable[..., Any]] = {}
_ALLOWED: dict[str, Callable[..., bool]] = {}


logger = logging.getLogger(__name__)


class Refused(Exception):  # noqa: N818 - the house's word
    """A rule says no; the message is a sentence for a person, and may name the field it speaks of."""

    def __init__(self, sentence: str | Promise, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field

    def __str__(self) -> str:
        return str(self.sentence)


class Stale(Refused):
    """Somebody changed the row after this person had opened it."""

    def __init__(self) -> None:
        super().__init__(_("Somebody changed this while you were writing. Nothing was overwritten."))


@dataclass(frozen=True)
class Batch:
    """What a deed on many rows did: how many, which were skipped and why, and the ids of the rows it touched."""

    name: str
    conference_id: int
    counts: Mapping[str, int]
    rows: Mapping[str, Iterable[int]] = field(default_factory=dict)
    skipped: tuple[tuple[str, str], ...] = ()
    changes: Mapping[str, Mapping[str, list[Any]]] = field(default_factory=dict)

    @property
    def done(self) -> int:
        """How many rows the deed touched."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Told:
    """How a deed went: ``done``, ``refused``, ``forbidden`` or ``failed``; seconds in all, and to write it down."""

    verb: str
    outcome: str
    seconds: float
    seconds_to_write: float


# Who counts deeds stands on the uppermost floor; each is told of every deed as a whole, when it is over.
WITNESSES: list[Callable[[Told], None]] = []


@dataclass
class _Deed:
    """The entries of one transaction, held until its end."""

    entries: list[tuple[Entry, Batch | None]] = field(default_factory=list)
    seconds_to_write: float = 0.0


_deed: ContextVar[_Deed | None] = ContextVar("deed", default=None)


def action(
    *, allow: Callable[[User, Thing], bool]
) -> Callable[[Callable[Concatenate[User, Thing, P], R]], Callable[Concatenate[User, Thing, P], R]]:
    """Make a function a deed: one transaction, a locked thing, a judged permission, one entry."""

    def decorate(change: Callable[Concatenate[User, Thing, P], R]) -> Callable[Concatenate[User, Thing, P], R]:
        verb = f"{change.__module__.split('.')[1]}.{change.__name__}"

        @wraps(change)
        def through_the_door(actor: User, thing: Thing, /, *args: P.args, **kwargs: P.kwargs) -> R:
            # The request's user comes wrapped; a deed is done on the row itself.
            thing = _unwrapped(thing)
            with _a_deed(verb) as (deed, is_whole):
                try:
                    # Durable: nothing may follow the raising of the revision in this transaction.
                    with transaction.atomic(durable=is_whole):
                        before = _locked(thing)
                        _judge(verb, allow(actor, thing))
                        thing_id = thing.pk
                        result = change(actor, thing, *args, **kwargs)
                        _note(deed, (verb, actor, thing_id), (thing, before, result))
                        if is_whole:
                            _close(deed)
                except (IntegrityError, OperationalError) as error:
                    if not is_whole or not _is_clash(error):
                        raise
                    logger.warning("%s met another deed: %s", verb, error)
                    raise Refused(
                        _("Somebody did the same at this moment. Nothing was written; look again.")
                    ) from error
            return result

        REGISTRY[verb] = through_the_door
        _ALLOWED[verb] = allow
        return through_the_door

    return decorate


@contextmanager
def _a_deed(verb: str) -> Iterator[tuple[_Deed, bool]]:
    """The deed under way, or a new one, and which of the two; a part that fails leaves no entry behind."""
    outer = _deed.get()
    deed = outer or _Deed()
    noted = len(deed.entries)
    token = _deed.set(deed)
    began, outcome = perf_counter(), "done"
    try:
        yield deed, outer is None
    except BaseException as error:
        del deed.entries[noted:]
        outcome = _outcome_of(error)
        raise
    finally:
        _deed.reset(token)
        if outer is None:
            told = Told(verb, outcome, perf_counter() - began, deed.seconds_to_write)
            for witness in WITNESSES:
                witness(told)


def _outcome_of(error: BaseException) -> str:
    if isinstance(error, Refused):
        return "refused"
    return "forbidden" if isinstance(error, PermissionDenied) else "failed"


def _judge(verb: str, is_allowed: bool) -> None:  # noqa: FBT001 - the answer of a permission is all there is to pass
    if not is_allowed:
        raise PermissionDenied(verb)


def _is_clash(error: DatabaseError) -> bool:
    """Whether two deeds met: both added what may be there once, or each waited for the other."""
    # SQLite has no codes for it, only words.
    is_twice = isinstance(error, IntegrityError) and "UNIQUE constraint failed" in str(error)
    return is_twice or getattr(error.__cause__, "sqlstate", "") in CLASHES


def unless_allowed(verb: str, actor: User, thing: models.Model) -> None:
    """Refuse whoever may not do this, before anything is made of what they sent; the door judges again."""
    _judge(verb, _ALLOWED[verb](actor, thing))


def unless_stale(thing: models.Model, version: int | None) -> None:
    """Refuse a change to a row that is no longer the one this person saw; without a version nothing is compared."""
    if version is not None and version != getattr(thing, "version", version):
        raise Stale


def hold(thing: models.Model) -> None:
    """Lock a row as a deed on it does, and read it anew, for what is judged before the deed in its transaction."""
    _locked(thing)


def label_of(thing: models.Model) -> str:
    """The kind of a row, as the record writes it: ``desk.model``."""
    return thing._meta.label_lower


def _unwrapped(thing: Thing) -> Thing:
    if isinstance(thing, LazyObject):
        str(thing)
        row: Thing = thing._wrapped  # noqa: SLF001 - the framework gives no other way to it
        return row
    return thing


def _locked(thing: models.Model) -> dict[str, Any]:
    """Hold the row, read it anew, and say what it holds."""
    # Without the key: rows that point to this one may be added meanwhile, and two deeds do not wait for each other.
    rows = type(thing)._base_manager.select_for_update(no_key=True)
    whole = getattr(thing, "audit_held_through", "")
    if whole:
        # Deeds that reach from one part to another meet at the whole, and none waits for what the other holds.
        field = type(thing)._meta.get_field(whole)
        kept = field.related_model._base_manager.select_for_update(no_key=True)  # type: ignore[union-attr]
        list(kept.filter(pk=getattr(thing, f"{whole}_id")).values_list("pk"))
    try:
        thing.refresh_from_db(from_queryset=rows)
    except type(thing).DoesNotExist:  # type: ignore[attr-defined]
        raise Refused(_("This is no longer there; somebody removed it.")) from None
    return _values(thing)


def _values(thing: models.Model) -> dict[str, Any]:
    if thing.pk is None:
        return {}
    values = {each.attname: each.value_from_object(thing) for each in thing._meta.concrete_fields}
    # Rows that are part of the thing and have no deeds of their own: a change to them is a change to it.
    for parts, name in getattr(thing, "audit_parts", {}).items():
        values[parts] = [plain(getattr(row, name)) for row in getattr(thing, parts).all()]
    return values


def plain(value: Any) -> Any:
    """A value as the record keeps it and as two are compared; a text is no other for a language without words."""
    if hasattr(value, "data"):
        value = value.data or ""
    if isinstance(value, dict):
        return {key: each for key, each in value.items() if each not in ("", None)}
    if value is None or isinstance(value, str | int | bool | float | list):
        return value
    if isinstance(value, datetime) and value.tzinfo is not None:
        # One moment is one moment, by whatever clock it was entered.
        value = value.astimezone(UTC)
    try:
        return DjangoJSONEncoder().default(value)
    except TypeError:
        return str(value)


def difference(thing: models.Model, before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Old and new of what differs; of what the thing hides, only that it differs; nothing of what it leaves out."""
    hidden: frozenset[str] = getattr(thing, "audit_hides", frozenset())
    left_out: frozenset[str] = getattr(thing, "audit_leaves_out", frozenset()) | {"version"}
    changes: dict[str, list[Any]] = {}
    for name in {**before, **after}:
        old, new = plain(before.get(name)), plain(after.get(name))
        if name not in left_out and old != new:
            changes[name] = [HIDDEN, HIDDEN] if name in hidden else [old, new]
    return changes


def difference_between(one: models.Model, other: models.Model, fields: Iterable[str]) -> dict[str, list[Any]]:
    """What differs between two rows of a kind in these fields."""
    names = [one._meta.get_field(name).attname for name in fields]  # type: ignore[union-attr]
    return difference(one, *({name: getattr(row, name) for name in names} for row in (one, other)))


def _note(deed: _Deed, deed_of: tuple[str, User, int], what: tuple[models.Model, dict[str, Any], object]) -> None:
    thing, before, result = what
    made = result if isinstance(result, models.Model) and _is_another(result, thing) else None
    batch = result if isinstance(result, Batch) else None
    after = _values(thing)
    changes = difference(thing, before, after)
    if changes and "version" in after:
        type(thing)._base_manager.filter(pk=thing.pk).update(version=F("version") + 1)
        thing.version = after["version"] + 1  # type: ignore[attr-defined]
    if batch is not None:
        if batch.done:
            deed.entries.append((_batch_entry(deed_of, thing, batch), batch))
    elif made is not None:
        deed.entries.append((_entry(deed_of, thing, made), None))
    elif changes:
        deed.entries.append((_entry(deed_of, thing, None, changes), None))


def _entry(
    deed_of: tuple[str, User, int],
    thing: models.Model,
    made: models.Model | None,
    changes: Mapping[str, list[Any]] | None = None,
) -> Entry:
    verb, actor, thing_id = deed_of
    entry = Entry(verb=verb, actor=actor, thing_type=label_of(thing), thing_id=thing_id)
    entry.conference_id, entry.thing_label = _conference_of(thing), str(thing)[:300]
    entry.salt = new_salts()
    entry.changes = dict(changes or {})
    if made is not None:
        entry.made_type, entry.made_id, entry.thing_label = label_of(made), made.pk, str(made)[:300]
        entry.conference_id = _conference_of(made) or entry.conference_id
        entry.changes = difference(made, {}, _values(made))
    return entry


def _batch_entry(deed_of: tuple[str, User, int], thing: models.Model, batch: Batch) -> Entry:
    entry = _entry(deed_of, thing, None)
    entry.changes = dict(batch.changes)
    entry.conference_id, entry.thing_label = batch.conference_id, batch.name[:300]
    entry.batch = {"counts": dict(batch.counts), "skipped": [list(pair) for pair in batch.skipped]}
    return entry


def _is_another(result: models.Model, thing: models.Model) -> bool:
    return label_of(result) != label_of(thing) or result.pk != thing.pk


def _conference_of(thing: models.Model) -> int:
    return getattr(thing, "conference_id", None) or HOUSE


def _close(deed: _Deed) -> None:
    """Raise the revision of each record under its row's lock, and write the entries that carry it."""
    began = perf_counter()
    for conference_id in sorted({entry.conference_id for entry, _batch in deed.entries}):
        revision = _raise(conference_id)
        for entry, batch in deed.entries:
            if entry.conference_id == conference_id:
                entry.revision = revision
                entry.save(force_insert=True)
                if batch is not None:
                    BatchRows.objects.bulk_create(_runs(entry, batch))
    deed.seconds_to_write = perf_counter() - began


def _raise(conference_id: int) -> int:
    held = Record.objects.select_for_update(no_key=True).filter(pk=conference_id)
    if not held.exists():
        Record.objects.bulk_create([Record(conference_id=conference_id)], ignore_conflicts=True)
    record = held.get()
    Record.objects.filter(pk=conference_id).update(revision=F("revision") + 1)
    return record.revision + 1


def _runs(entry: Entry, batch: Batch) -> list[BatchRows]:
    runs: list[BatchRows] = []
    for kind, ids in batch.rows.items():
        for row_id in sorted(ids):
            last = runs[-1] if runs else None
            if last is not None and last.thing_type == kind and row_id == last.last_id + 1:
                last.last_id = row_id
            else:
                runs.append(
                    BatchRows(
                        conference_id=entry.conference_id, entry=entry, thing_type=kind, first_id=row_id, last_id=row_id
                    )
                )
    return runs
