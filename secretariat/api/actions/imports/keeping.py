"""Keep what was found when an import was looked at."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from secretariat.api.models import Import, ImportRow, ImportState
from secretariat.api.queries.imports.judged import Judged, Judgement
from secretariat.api.queries.imports.judging import judge, warned
from secretariat.api.queries.imports.kinds import KINDS
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation

JUDGED = ("verdict", "findings", "old", "after", "thing_id")
AT_ONCE = 500


def keep_judgement(batch: Import, judgement: Judgement) -> list[ImportRow]:
    """Put into each row what was found of it; answers those that are other than they were."""
    changed = []
    for each in judgement.rows:
        before = [getattr(each.row, name) for name in JUDGED if name != "thing_id"]
        each.row.verdict, each.row.findings = each.verdict, each.findings
        each.row.old, each.row.after = each.old, each.cells
        if before != [getattr(each.row, name) for name in JUDGED if name != "thing_id"]:
            changed.append(each.row)
    batch.counts = counts_of(judgement)
    return changed


def look_again(batch: Import) -> None:
    """Compare an import with the house as it is now; rows that name each other are judged together."""
    unless_over(batch)
    changed = keep_judgement(batch, judge(batch, batch.rows.all()))
    ImportRow.objects.bulk_update(changed, JUDGED, batch_size=AT_ONCE)
    batch.save(update_fields=["counts"])


def hold_rows(batch: Import, rows: Iterable[ImportRow]) -> None:
    """Hold what would be changed: people before their delegations, sessions before the conference, as all deeds do."""
    given = list(rows)
    for name in ("delegate", "session", "item", "room"):
        ids = sorted({row.thing_id for row in given if row.kind == name and row.thing_id})
        for start in range(0, len(ids), AT_ONCE):
            held = KINDS[name].model._default_manager.select_for_update(no_key=True)
            list(held.filter(pk__in=ids[start : start + AT_ONCE]).order_by("pk").values_list("pk"))
    if any(row.kind == "delegate" for row in given):
        delegations = Delegation.objects.select_for_update(no_key=True).filter(conference=batch.conference_id)
        list(delegations.order_by("pk").values_list("pk"))
    Conference.objects.select_for_update(no_key=True).get(pk=batch.conference_id)


def unless_over(batch: Import) -> None:
    """Refuse to change an import that is brought in, discarded or waits for its columns."""
    if batch.state != ImportState.PREVIEW:
        raise Refused(_("This import is over."))


def counts_of(judgement: Judgement) -> dict[str, Any]:
    """How many rows of each kind are new, changed, the same or wrong, warned or skipped; and what is missing."""
    counted: dict[str, Counter[str]] = {}
    for each in judgement.rows:
        tally = counted.setdefault(each.kind.name, Counter())
        tally.update(_words(each))
    return {
        "rows": {kind: dict(tally) for kind, tally in counted.items()},
        "opened": len(judgement.opened),
        "missing": dict(judgement.missing),
    }


def plain_json(value: Any) -> tuple[Any, bool]:
    """A value as every database keeps it, and whether something had to go: NUL and halves of characters."""
    if isinstance(value, str):
        kept = "".join(char for char in value if char != "\x00" and not "\ud800" <= char <= "\udfff")
        return kept, kept != value
    if isinstance(value, dict):
        pairs = {plain_json(str(name))[0]: plain_json(each) for name, each in value.items()}
        return {name: each for name, (each, _had) in pairs.items()}, any(had for _each, had in pairs.values())
    if isinstance(value, list | tuple):
        each_of = [plain_json(each) for each in value]
        return [each for each, _had in each_of], any(had for _each, had in each_of)
    return (value, False) if value is None or isinstance(value, bool | int | float) else plain_json(str(value))


def _words(each: Judged) -> Iterable[str]:
    if each.row.is_skipped:
        return ["skipped"]
    return [str(each.verdict), "warned"] if warned(each) and not each.is_wrong else [str(each.verdict)]
