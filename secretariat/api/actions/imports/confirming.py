"""Bring an import in: judged once more under lock, and written whole or not at all."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import User
from secretariat.api import permissions
from secretariat.api.actions.imports.keeping import AT_ONCE, JUDGED, hold_rows, keep_judgement, unless_over
from secretariat.api.actions.imports.under_way import Writing
from secretariat.api.actions.imports.writing import written
from secretariat.api.actions.inserting import insert
from secretariat.api.models import Import, ImportRow, ImportState, Verdict
from secretariat.api.queries.imports.judged import Judgement
from secretariat.api.queries.imports.judging import judge
from secretariat.audit.action import Batch, Refused, action

TOLD = 20


@action(allow=permissions.may_confirm_import)
def confirm_import(actor: User, batch: Import, *, at: datetime) -> Batch:
    """Write everything that is new or changed, as it was shown.

    Where the house has changed meanwhile in what the import is about, nothing is written: the batch counts nothing and
    names the rows that are other than they were shown, and the preview is the new one.
    """
    unless_over(batch)
    rows = list(batch.rows.all())
    hold_rows(batch, rows)
    judgement = judge(batch, rows)
    differing = keep_judgement(batch, judgement)
    if differing:
        ImportRow.objects.bulk_update(differing, JUDGED, batch_size=AT_ONCE)
        batch.save(update_fields=["counts"])
        return Batch(
            name=batch.name,
            conference_id=batch.conference_id,
            counts={},
            skipped=tuple((_line(row), _("is other by now than it was shown")) for row in differing[:TOLD]),
        )
    _unless_wrong(judgement)
    writing = written(actor, batch, judgement)
    _end(batch, writing, at)
    return Batch(
        name=_("Import of %(name)s") % {"name": batch.name},
        conference_id=batch.conference_id,
        counts=writing.ledger.counts(),
        rows=writing.ledger.rows(),
        skipped=tuple((_line(row), _("left out")) for row in rows if row.is_skipped)[:TOLD],
        changes=writing.ledger.changes,
    )


def _unless_wrong(judgement: Judgement) -> None:
    wrong = [each for each in judgement.rows if each.verdict == Verdict.ERROR and not each.row.is_skipped]
    if wrong:
        sentence = ngettext(
            "%(count)s row cannot be brought in. Correct it or leave it out first.",
            "%(count)s rows cannot be brought in. Correct them or leave them out first.",
            len(wrong),
        )
        raise Refused(sentence % {"count": len(wrong)})
    if not any(each.verdict in {Verdict.NEW, Verdict.CHANGED} and not each.row.is_skipped for each in judgement.rows):
        raise Refused(_("There is nothing to bring in: all of it is here already, or left out."))


def _end(batch: Import, writing: Writing, at: datetime) -> None:
    """Forget what the file said; what was written over is kept for as long as it can be undone."""
    batch.rows.all().delete()
    insert(writing.rows)
    batch.state, batch.ended_at, batch.content = ImportState.DONE, at, None
    # Examples name people now and then.
    batch.left_out = [[code, count, ""] for code, count, _example in batch.left_out]
    batch.chosen = {name: value for name, value in batch.chosen.items() if name != "problems"}
    batch.save(update_fields=["state", "ended_at", "content", "left_out", "chosen", "counts"])


def _line(row: ImportRow) -> str:
    return _("Line %(line)s") % {"line": row.line or row.position}
