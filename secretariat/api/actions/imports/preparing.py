"""Take a file in hand: its rows are kept as drafts and compared with the house; nothing is written anywhere else."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.api import permissions
from secretariat.api.actions.imports.keeping import keep_judgement, plain_json
from secretariat.api.actions.inserting import insert
from secretariat.api.models import ColumnMatching, Import, ImportFormat, ImportRow, ImportState
from secretariat.api.queries.drafted import WARNING, Draft, Drafted
from secretariat.api.queries.imports.judging import judge
from secretariat.api.queries.imports.tables import Columns, fingerprint, is_known
from secretariat.audit.action import Refused, action
from secretariat.conference.models import Conference

_LONGEST_ID = 300


@dataclass(frozen=True)
class Handed:
    """A file that was handed in: its name and format, how it is to be read, and of a table its bytes."""

    name: str
    format: str
    chosen: Mapping[str, Any] = field(default_factory=dict)
    content: bytes | None = None


@action(allow=permissions.may_prepare_import)
def prepare_import(actor: User, conference: Conference, *, handed: Handed, draft: Draft | None = None) -> Import:
    """Take a file in hand, to be looked at; of a table, first what its columns hold."""
    if (draft is None) != (handed.format == ImportFormat.TABLE):
        raise Refused(_("The file was not read."))
    kinds = {row.kind for row in draft.rows} if draft is not None else set()
    if not permissions.may_bring_in(actor, conference.pk, kinds):
        raise PermissionDenied("api.prepare_import")
    batch = Import(conference=conference, name=plain_json(handed.name)[0][:255], format=handed.format)
    batch.chosen, batch.content, batch.entered_by = dict(handed.chosen), handed.content, actor
    batch.state = ImportState.COLUMNS if draft is None else ImportState.PREVIEW
    batch.save()
    if draft is not None:
        _lay_out(batch, draft)
    return batch


@action(allow=permissions.may_match_columns)
def match_columns(
    actor: User, batch: Import, *, columns: Columns, draft: Draft, headings: tuple[str, ...] = ()
) -> Import:
    """Say what the columns of a table hold; its rows are read and compared, and the answer is remembered."""
    if batch.state not in {ImportState.COLUMNS, ImportState.PREVIEW} or batch.content is None:
        raise Refused(_("This import is over."))
    if not permissions.may_bring_in(actor, batch.conference_id, {columns.kind}):
        raise PermissionDenied("api.match_columns")
    batch.chosen = {
        **batch.chosen,
        "kind": columns.kind,
        "columns": list(columns.columns),
        "is_headed": columns.is_headed,
    }
    # What is said now is remembered below; only what was said of another file tells that the list is known.
    batch.chosen.setdefault("is_known_table", not columns.is_headed or is_known(batch.conference_id, headings))
    batch.state = ImportState.PREVIEW
    batch.rows.all().delete()
    _lay_out(batch, draft)
    if columns.is_headed and headings:
        ColumnMatching.objects.update_or_create(
            conference_id=batch.conference_id,
            fingerprint=fingerprint(headings),
            defaults={
                "kind": columns.kind,
                "columns": {"columns": list(columns.columns), "is_headed": columns.is_headed},
            },
        )
    return batch


def rows_of(batch: Import, draft: Draft) -> list[ImportRow]:
    """The rows of a draft, as an import would keep them."""
    return [_row(batch, drafted, position) for position, drafted in enumerate(draft.rows, start=1)]


def _lay_out(batch: Import, draft: Draft) -> None:
    """Keep the rows of a draft, compared with the house as it is now."""
    rows = rows_of(batch, draft)
    batch.left_out = [[each.code, each.count, plain_json(each.example)[0][:200]] for each in draft.left_out]
    batch.chosen["problems"] = [[each.level, each.code, plain_json(dict(each.values))[0]] for each in draft.problems]
    judgement = judge(batch, rows)
    keep_judgement(batch, judgement)
    insert(rows)
    batch.save(update_fields=["chosen", "state", "left_out", "counts"])


def _row(batch: Import, drafted: Drafted, position: int) -> ImportRow:
    row = ImportRow(batch=batch, conference_id=batch.conference_id, position=position, kind=drafted.kind)
    row.source_id, row.line = _fitting(drafted.source_id), plain_json(drafted.line)[0][:200]
    row.said = [[each.cell, each.level, each.code, plain_json(dict(each.values))[0]] for each in drafted.findings]
    for name, value in drafted.cells.items():
        row.cells[name], had_more = plain_json(value)
        if had_more:
            row.said.append([name, WARNING, "hidden", {}])
    return row


def _fitting(source_id: str) -> str:
    """What another program calls a row; where that is longer than can be kept, a hash of it stands for the whole."""
    said = plain_json(source_id)[0]
    return said if len(said) <= _LONGEST_ID else f"sha256:{hashlib.sha256(said.encode()).hexdigest()}"
