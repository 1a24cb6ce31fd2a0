"""Let go of an import: of what was handed in and of what was written over nothing is kept any more."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.api import permissions
from secretariat.api.actions.imports.keeping import AT_ONCE
from secretariat.api.models import Import, ImportRow, ImportState
from secretariat.api.queries.imports.standing import KEPT_FOR
from secretariat.audit.action import Batch, Refused, action
from secretariat.conference.models import Conference

_OPEN = [ImportState.COLUMNS, ImportState.PREVIEW]


@action(allow=permissions.may_discard_import)
def discard_import(actor: User, batch: Import, *, at: datetime) -> Import:
    """Let go of a file that is not to be brought in."""
    del actor
    if batch.state not in _OPEN:
        raise Refused(_("This import is over."))
    batch.rows.all().delete()
    batch.state, batch.ended_at, batch.content = ImportState.DISCARDED, at, None
    batch.left_out = [[code, count, ""] for code, count, _example in batch.left_out]
    batch.chosen = batch.chosen_when_over
    batch.save(update_fields=["state", "ended_at", "content", "left_out", "chosen"])
    return batch


@action(allow=permissions.may_forget_imports)
def forget_imports(actor: User, conference: Conference, *, at: datetime) -> Batch:
    """Let go of files nobody brought in for 30 days, and of what imports wrote over that long ago."""
    del actor
    due = Import.objects.filter(conference=conference)
    open_ones = list(due.filter(state__in=_OPEN, entered_at__lte=at - KEPT_FOR).defer("content"))
    left = [batch.pk for batch in open_ones]
    kept = due.filter(state=ImportState.DONE, ended_at__lte=at - KEPT_FOR)
    old = list(kept.filter(Q(rows__isnull=False)).distinct().values_list("pk", flat=True))
    ImportRow.objects.filter(batch__in=[*left, *old]).delete()
    for batch in open_ones:
        batch.chosen = batch.chosen_when_over
    Import.objects.bulk_update(open_ones, ["chosen"], batch_size=AT_ONCE)
    Import.objects.filter(pk__in=left).update(state=ImportState.DISCARDED, ended_at=at, content=None, left_out=[])
    kind = Import._meta.label_lower
    forgotten = [*left, *old]
    return Batch(
        name=_("Files of imports deleted"),
        conference_id=conference.pk,
        counts={kind: len(forgotten)} if forgotten else {},
        rows={kind: forgotten} if forgotten else {},
    )
