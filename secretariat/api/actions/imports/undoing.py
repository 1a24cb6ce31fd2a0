"""Take an import back: what it added goes, what it changed gets back what it had."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import User
from secretariat.api import permissions
from secretariat.api.actions.imports.keeping import hold_rows
from secretariat.api.actions.imports.writing import FOLLOWING, update
from secretariat.api.actions.imports.writing_kinds import follow
from secretariat.api.actions.rows import Ledger
from secretariat.api.models import Import, ImportRow, ImportState, SourceId
from secretariat.api.queries.imports.kinds import KINDS, Kind, put
from secretariat.api.queries.imports.standing import (
    MOST,
    delegations_opened,
    entry_of,
    is_in_time,
    is_new,
    obstacles,
    things_of,
)
from secretariat.audit.action import Batch, Refused, action, difference
from secretariat.delegations.models import Delegation
from secretariat.programme.models import SessionItem

AT_ONCE = 500


@action(allow=permissions.may_undo_import)
def undo_import(actor: User, batch: Import, *, at: datetime) -> Batch:
    """Undo a whole import, as long as nothing was built on it."""
    del actor
    if batch.state != ImportState.DONE:
        raise Refused(_("This import was not brought in."))
    if not is_in_time(batch, at):
        raise Refused(_("An import can be undone for 30 days. What it wrote over is no longer known."))
    rows = list(batch.rows.all())
    hold_rows(batch, rows)
    _unless_built_on(obstacles(batch))
    ledger = Ledger()
    # What names others goes before them.
    for name in reversed(KINDS):
        of_kind = [row for row in rows if row.kind == name]
        if of_kind:
            _undo(batch, KINDS[name], of_kind, ledger)
    _close(batch, ledger)
    batch.rows.all().delete()
    batch.state = ImportState.UNDONE
    batch.save(update_fields=["state"])
    return Batch(
        name=_("Import of %(name)s undone") % {"name": batch.name},
        conference_id=batch.conference_id,
        counts=ledger.counts(),
        rows=ledger.rows(),
        changes=ledger.changes,
    )


def _unless_built_on(found: list[str]) -> None:
    if not found:
        return
    more = len(found) - MOST
    left = [ngettext("And %(count)s more.", "And %(count)s more.", more) % {"count": more}] if more > 0 else []
    raise Refused(" ".join([_("Something was built on this import since."), *found[:MOST], *left]))


def _undo(batch: Import, kind: Kind, rows: list[ImportRow], ledger: Ledger) -> None:
    fresh = [row for row in rows if is_new(row)]
    changed = [row for row in rows if not is_new(row)]
    ids = [row.thing_id for row in fresh if row.thing_id]
    for start in range(0, len(ids), AT_ONCE):
        kind.model._default_manager.filter(pk__in=ids[start : start + AT_ONCE]).delete()
    ledger.changed[kind.thing_type].update(ids)
    # What was new goes first: it may have a number or a place that another had.
    there = things_of(changed)
    _put_back(kind, [(row, there[row.thing_id or 0]) for row in changed], ledger)
    _know_as_before(batch, kind, rows)


def _put_back(kind: Kind, pairs: Iterable[tuple[ImportRow, Any]], ledger: Ledger) -> None:
    things = []
    fields = sorted({*kind.fields, *FOLLOWING.get(kind.name, ())})
    # Whoever was head before comes after whoever is it now.
    for row, thing in sorted(pairs, key=lambda pair: pair[0].before["cells"].get("role") == "head"):
        before = {name: getattr(thing, name) for name in fields}
        for name, value in row.before["cells"].items():
            if kind.cells[name].field:
                put(thing, kind.cells[name], value)
        follow(thing)
        if kind.name == "item":
            _link_back(row, thing)
        if kind.name == "delegate":
            thing.is_media = bool(row.before.get("is_media"))
        changes = difference(thing, before, {name: getattr(thing, name) for name in fields})
        thing.version += 1
        ledger.note_changed(thing, changes)
        things.append(thing)
    update(kind.model, things, [*fields, "version"])


def _link_back(row: ImportRow, item: Any) -> None:
    """An item goes back to the session and the place that it had."""
    cells, after = row.before["cells"], row.after
    if "session" in cells:
        SessionItem.objects.filter(item=item, session=int(after["session"][1:])).delete()
        if cells["session"]:
            SessionItem.objects.create(
                conference_id=row.conference_id,
                item=item,
                session_id=int(cells["session"][1:]),
                position=row.before.get("position") or cells.get("position") or 0,
            )
    elif "position" in cells:
        SessionItem.objects.filter(item=item, position=after["position"]).update(position=cells["position"])


def _know_as_before(batch: Import, kind: Kind, rows: Iterable[ImportRow]) -> None:
    """What another program calls a row means nothing any more where the row was new."""
    named = SourceId.objects.filter(conference=batch.conference_id, thing_type=kind.thing_type)
    written = {row.thing_id: row.before.get("written") for row in rows}
    known = list(named.filter(thing_id__in=list(written)))
    SourceId.objects.filter(pk__in=[each.pk for each in known if written[each.thing_id] is None]).delete()
    kept = [each for each in known if written[each.thing_id] is not None]
    for each in kept:
        each.written = written[each.thing_id] or {}
    SourceId.objects.bulk_update(kept, ["written"], batch_size=AT_ONCE)


def _close(batch: Import, ledger: Ledger) -> None:
    """The delegations that were opened for people who are gone again."""
    entry = entry_of(batch)
    ids = delegations_opened(entry) if entry is not None else []
    Delegation.objects.filter(pk__in=ids).delete()
    ledger.changed[Delegation._meta.label_lower].update(ids)
