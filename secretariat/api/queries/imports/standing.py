"""Whether an import can be undone: what was built on what it wrote, each told by its name."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from secretariat.accounts.models import Sensitivity
from secretariat.api.models import Import, ImportRow, ImportState
from secretariat.api.queries.imports.kinds import KINDS, kept
from secretariat.archive.models import Citation
from secretariat.audit.models import BatchRows, Entry
from secretariat.delegations.models import Delegation
from secretariat.programme.models import AgendaItem, SessionItem

KEPT_FOR = timedelta(days=30)
MOST = 5
_AT_ONCE = 500
_OWN_DESKS = {"conference", "delegations", "programme"}
# What follows from naming somebody, and goes with them.
_GOES_WITH = {"delegations.watchhit"}


def entry_of(batch: Import) -> Entry | None:
    """The deed that brought an import in."""
    deeds = Entry.objects.filter(verb="api.confirm_import", thing_type=batch._meta.label_lower, thing_id=batch.pk)
    return deeds.filter(conference_id=batch.conference_id).last()


def is_in_time(batch: Import, at: datetime) -> bool:
    """Whether what was written over is still kept."""
    return batch.state == ImportState.DONE and batch.ended_at is not None and at < batch.ended_at + KEPT_FOR


def delegations_opened(entry: Entry) -> list[int]:
    """The delegations that an import opened."""
    runs = BatchRows.objects.filter(entry=entry, thing_type=Delegation._meta.label_lower)
    return [pk for first, last in runs.values_list("first_id", "last_id") for pk in range(first, last + 1)]


def things_of(rows: Iterable[ImportRow]) -> dict[int, Any]:
    """The rows of the house that these speak of, all of one kind, by their number."""
    given = list(rows)
    if not given:
        return {}
    model = KINDS[given[0].kind].model
    return model._default_manager.in_bulk([row.thing_id for row in given], field_name="pk")


def is_new(row: ImportRow) -> bool:
    """Whether an import added the row; one that it changed has what was written over."""
    return not row.before.get("cells")


def obstacles(batch: Import) -> list[str]:
    """What stands in the way of undoing an import, in sentences: no more than a few are looked for."""
    entry = entry_of(batch)
    if entry is None:
        return [_("The deed that brought it in is not found.")]
    found: list[str] = []
    rows = list(batch.rows.all())
    opened = delegations_opened(entry)
    later = _later(entry, {kind.thing_type for kind in KINDS.values()} | {Delegation._meta.label_lower})
    ours = {KINDS[name].thing_type: {row.thing_id or 0 for row in rows if row.kind == name} for name in KINDS}
    ours[Delegation._meta.label_lower] = set(opened)
    for name, kind in KINDS.items():
        of_kind = [row for row in rows if row.kind == name]
        there = things_of(of_kind)
        for sentence in _of_kind(of_kind, there, later[kind.thing_type]):
            found.append(sentence)
            if len(found) > MOST:
                return found
        fresh = [row.thing_id for row in of_kind if is_new(row) and row.thing_id in there]
        found += list(_pointing(kind.model, fresh, ours))
    found += list(_pointing(Delegation, opened, ours))
    grown = Delegation.objects.filter(pk__in=later[Delegation._meta.label_lower] & set(opened))
    found += [_("%(name)s was changed since.") % {"name": _name(delegation)} for delegation in grown]
    return found


def _of_kind(rows: Iterable[ImportRow], there: dict[int, Any], later: set[int]) -> Iterator[str]:
    for row in rows:
        thing = there.get(row.thing_id or 0)
        if thing is None:
            yield _("Something that it wrote was removed since (%(kind)s).") % {"kind": KINDS[row.kind].label}
        elif row.thing_id in later or _is_other(row, thing):
            yield _("%(name)s was changed since.") % {"name": _name(thing)}


def _is_other(row: ImportRow, thing: Any) -> bool:
    cells = KINDS[row.kind].cells
    return any(cells[name].field and kept(thing, cells[name]) != value for name, value in row.after.items())


def _later(entry: Entry, kinds: set[str]) -> dict[str, set[int]]:
    """The rows of these kinds that a later deed touched."""
    touched: dict[str, set[int]] = {kind: set() for kind in kinds}
    deeds = Entry.objects.filter(conference_id=entry.conference_id, revision__gt=entry.revision)
    # What a later import wrote and took back again is as it was.
    undone = Import.objects.filter(conference=entry.conference_id, state=ImportState.UNDONE)
    deeds = deeds.exclude(
        verb__in=["api.confirm_import", "api.undo_import"],
        thing_type=Import._meta.label_lower,
        thing_id__in=undone.values("pk"),
    )
    for kind, pk in deeds.filter(thing_type__in=kinds).values_list("thing_type", "thing_id"):
        touched[kind].add(pk)
    runs = BatchRows.objects.filter(entry__in=deeds, thing_type__in=kinds)
    for kind, first, last in runs.values_list("thing_type", "first_id", "last_id"):
        touched[kind] |= set(range(first, last + 1))
    return touched


def _pointing(model: type[models.Model], ids: list[int], ours: dict[str, set[int]]) -> Iterator[str]:
    """Rows of others that name what the import added."""
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        for relation in _relations(model):
            yield from _pointing_through(relation, some, ours)
        cited = Citation.objects.filter(thing_type=model._meta.label_lower, thing_id__in=some)
        for pk in cited.values_list("thing_id", flat=True)[:MOST]:
            yield _("A source is cited on %(name)s.") % {"name": _name(model._default_manager.filter(pk=pk).first())}


def _relations(model: type[models.Model]) -> Iterator[Any]:
    """The foreign keys of others that name rows of a model; also those of which the model knows nothing."""
    for each in model._meta.get_fields(include_hidden=True):
        if each.auto_created and not each.concrete and (each.one_to_many or each.one_to_one):
            yield each


def _pointing_through(relation: Any, ids: list[int], ours: dict[str, set[int]]) -> Iterator[str]:
    model, name = relation.related_model, relation.field.name
    kind = model._meta.label_lower
    if kind in _GOES_WITH:
        return
    rows = model._base_manager.filter(**{f"{name}__in": ids}).exclude(pk__in=ours.get(kind, set()))
    if model is SessionItem:
        rows = rows.exclude(item__in=ours[AgendaItem._meta.label_lower])
    for row in rows[:MOST]:
        # Rows of other desks are told by their kind alone.
        what = _name(row) if model._meta.app_label in _OWN_DESKS else "…"
        said = {"name": _name(getattr(row, name)), "kind": model._meta.verbose_name, "what": what}
        yield _("%(name)s is named by something else (%(kind)s: %(what)s).") % said


def _name(row: Any) -> str:
    # What is kept for secretaries alone is not told by its name.
    return "…" if getattr(row, "sensitivity", "") == Sensitivity.RESTRICTED else str(row)[:100]
