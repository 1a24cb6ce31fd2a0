"""Write the rows of an import: first what others name, then those that name it; and note how to undo it."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast, Concat

from secretariat.accounts.models import User
from secretariat.api.actions.imports.under_way import Writing
from secretariat.api.actions.imports.writing_kinds import as_new, finished, link_items, open_delegations, watch
from secretariat.api.actions.inserting import insert
from secretariat.api.models import Import, SourceId, Verdict
from secretariat.api.queries.imports.days import put_right
from secretariat.api.queries.imports.judged import Judged, Judgement
from secretariat.api.queries.imports.kinds import KINDS, Kind, kept, put
from secretariat.api.queries.imports.known import CAME_WITH, IN_FILE, PLACES, mac_of
from secretariat.api.queries.imports.lists import OF_NO_LIST
from secretariat.audit.action import difference
from secretariat.programme.models import AgendaItem

AT_ONCE = 500


def written(actor: User, batch: Import, judgement: Judgement) -> Writing:
    """Write all that is new or changed."""
    writing = Writing(actor, batch, judgement.source or str(batch.pk))
    wanted = [each for each in judgement.rows if not each.row.is_skipped]
    open_delegations(writing, judgement)
    for name, kind in KINDS.items():
        of_kind = [each for each in wanted if each.kind.name == name]
        if of_kind:
            _write(writing, kind, of_kind)
    return writing


def _write(writing: Writing, kind: Kind, rows: list[Judged]) -> None:
    for each in rows:
        _resolve(writing, each)
    _remembered(writing, kind)
    fresh = [each for each in rows if each.verdict == Verdict.NEW]
    changed = [each for each in rows if each.verdict == Verdict.CHANGED]
    _revise(writing, kind, changed)
    _add(writing, kind, fresh)
    if kind.name == "item":
        link_items(writing, [*fresh, *changed])
    if kind.name == "delegate":
        watch(writing, [*fresh, *changed])
    _know_again(writing, kind, rows)
    for each in rows:
        _remember(writing, each)


def _resolve(writing: Writing, each: Judged) -> None:
    """What a row names of the same file has a number by now."""
    for name in ("room", "session"):
        if name in each.cells:
            each.cells[name] = writing.numbers.get(each.cells[name], each.cells[name])


def _add(writing: Writing, kind: Kind, rows: list[Judged]) -> None:
    things = []
    for each in rows:
        each.thing = as_new(writing, each)
        for name, cell in kind.cells.items():
            if cell.field and name in each.cells:
                put(each.thing, cell, each.cells[name])
        finished(writing, each)
        things.append(each.thing)
    insert(things)
    for each in rows:
        writing.numbers[f"@{each.row.position}"] = f"#{each.thing.pk}"
        writing.ledger.made[kind.thing_type].add(each.thing.pk)


def _revise(writing: Writing, kind: Kind, rows: list[Judged]) -> None:
    names = sorted({*kind.fields, *FOLLOWING.get(kind.name, ())})
    things = []
    # Whoever makes room as head comes before whoever takes it; of one statement none is first.
    for each in sorted(rows, key=lambda each: each.cells.get("role") == "head"):
        before = {name: getattr(each.thing, name) for name in names}
        writing.media_before[each.thing.pk] = before.get("is_media")
        day = kept(each.thing, kind.cells["day"]) if kind.name == "session" else None
        for name in each.old:
            cell = kind.cells[name]
            if cell.field:
                put(each.thing, cell, each.cells[name])
        finished(writing, each)
        if kind.name == "session" and kept(each.thing, kind.cells["day"]) != day:
            each.old.setdefault("day", day)
        changes = difference(each.thing, before, {name: getattr(each.thing, name) for name in names})
        each.thing.version += 1
        things.append(each.thing)
        writing.ledger.note_changed(each.thing, changes)
    update(kind.model, things, [*names, "version"])


def update(model: type[models.Model], things: list[Any], names: Iterable[str]) -> None:
    """Write these fields of rows that are there."""
    fields = list(names)
    if model is AgendaItem:
        _free_numbers(things)
    if model._meta.label_lower != "delegations.delegate":
        model._default_manager.bulk_update(things, fields, batch_size=AT_ONCE)
        return
    # A delegation has one head at every moment.
    heads = [thing for thing in things if thing.role == "head"]
    others = [thing for thing in things if thing.role != "head"]
    model._default_manager.bulk_update(others, fields, batch_size=AT_ONCE)
    model._default_manager.bulk_update(heads, fields, batch_size=AT_ONCE)


def _free_numbers(items: list[AgendaItem]) -> None:
    """Let items that are renumbered leave their numbers first: two may change theirs for each other's."""
    for start in range(0, len(items), AT_ONCE):
        numbers = {item.pk: item.number for item in items[start : start + AT_ONCE]}
        there = AgendaItem.objects.filter(pk__in=numbers)
        leaving = [pk for pk, number in there.values_list("pk", "number") if number != numbers[pk]]
        # No number that anybody gives begins so.
        between = Concat(Value("\x1f"), Cast("pk", models.CharField(max_length=19)))
        AgendaItem.objects.filter(pk__in=leaving).update(number=between)


def _remembered(writing: Writing, kind: Kind) -> None:
    there = SourceId.objects.filter(conference=writing.batch.conference_id, thing_type=kind.thing_type).order_by("pk")
    writing.remembered[kind.name] = dict(there.values_list("thing_id", "written"))


def _remember(writing: Writing, each: Judged) -> None:
    """Keep what was written over and what was written; of what is the same, nothing."""
    if each.verdict == Verdict.SAME:
        return
    row = each.row
    row.thing_id = each.thing.pk
    is_new = each.verdict == Verdict.NEW
    row.before = {
        "cells": each.old,
        "written": None if is_new else writing.remembered[each.kind.name].get(each.thing.pk, {}),
        "position": writing.places_before.get(each.thing.pk) if each.kind.name == "item" else None,
        "is_media": writing.media_before.get(each.thing.pk) if each.kind.name == "delegate" else None,
    }
    row.after = {name: _after(each, name) for name in (each.cells if is_new else each.old)}
    row.cells, row.corrected, row.findings, row.said, row.old = {}, {}, {}, [], {}
    row.pk = None
    writing.rows.append(row)


def _after(each: Judged, name: str) -> Any:
    cell = each.kind.cells[name]
    return kept(each.thing, cell) if cell.field else each.cells.get(name)


def _know_again(writing: Writing, kind: Kind, rows: list[Judged]) -> None:
    """Keep by what another program knows each row, and a keyed hash of what each cell says now."""
    known = writing.remembered[kind.name]
    found = {}
    for each in rows:
        source_id = each.row.source_id or f"={each.thing.pk}"
        said = {name: mac_of(_after(each, name)) for name in each.cells if kind.cells[name].field or name in PLACES}
        before = {name: mac for name, mac in known.get(each.thing.pk, {}).items() if name.strip(IN_FILE) not in said}
        marks = {IN_FILE + name: mac_of(value) for name, value in put_right(each.row).items() if name in said}
        found[source_id] = SourceId(
            conference_id=writing.batch.conference_id,
            source_id=source_id,
            thing_type=kind.thing_type,
            thing_id=each.thing.pk,
            written={**before, **said, **marks, CAME_WITH: writing.source},
        )
    _forget_lists_of_none(writing, kind, rows)
    SourceId.objects.bulk_create(
        found.values(),
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["conference", "source_id", "thing_type"],
        update_fields=["thing_id", "written"],
    )


def _forget_lists_of_none(writing: Writing, kind: Kind, rows: list[Judged]) -> None:
    """A row that was known without its list is known by it from now on; another list may number its rows so."""
    former = [
        each.known_as for each in rows if each.known_as.startswith(OF_NO_LIST) and each.known_as != each.row.source_id
    ]
    known = SourceId.objects.filter(conference=writing.batch.conference_id, thing_type=kind.thing_type)
    for start in range(0, len(former), AT_ONCE):
        known.filter(source_id__in=former[start : start + AT_ONCE]).delete()


# Fields that follow from others.
FOLLOWING = {"session": ("day",), "delegate": ("search", "is_media")}
