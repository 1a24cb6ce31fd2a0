"""Put right what is wrong with an import before it is brought in; what the file says is kept beside it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import User
from secretariat.api import permissions
from secretariat.api.actions.imports.keeping import look_again, plain_json, unless_over
from secretariat.api.models import Import, ImportRow, PartyMatch, Verdict
from secretariat.api.queries.imports.kinds import KINDS
from secretariat.audit.action import Batch, Refused, action, label_of
from secretariat.engines.folding import folded
from secretariat.engines.tables import cleaned
from secretariat.parties.models import Party

LONGEST = 5000
# More than a conference speaks, and than a file of another program gives.
MOST_LANGUAGES = 50


@action(allow=permissions.may_correct_cell)
def correct_cell(actor: User, batch: Import, *, row: int, cell: str, value: Any) -> Batch:
    """Put something else into a cell; without a value, what the file says holds again."""
    del actor
    unless_over(batch)
    held = _held(batch, row)
    if cell not in KINDS[held.kind].cells:
        raise Refused(_("There is no such cell."))
    kept, _had_more = plain_json(value)
    if _is_too_long(kept):
        raise Refused(_("This is too long."), field="value")
    if value is None:
        held.corrected.pop(cell, None)
    else:
        held.corrected[cell] = kept
    held.save(update_fields=["corrected"])
    look_again(batch)
    return _batch(batch, _("%(name)s: a cell corrected") % {"name": batch.name}, [row])


@action(allow=permissions.may_skip_row)
def skip_row(actor: User, batch: Import, *, rows: Iterable[int], is_skipped: bool = True) -> Batch:
    """Leave rows out, or take them in again."""
    del actor
    unless_over(batch)
    held = batch.rows.filter(pk__in=list(rows)).exclude(is_skipped=is_skipped)
    ids = list(held.values_list("pk", flat=True))
    if not ids:
        raise Refused(_("There is no such row."))
    batch.rows.filter(pk__in=ids).update(is_skipped=is_skipped)
    look_again(batch)
    said = {"name": batch.name, "count": len(ids)}
    name = (
        ngettext("%(name)s: %(count)s row left out", "%(name)s: %(count)s rows left out", len(ids))
        if is_skipped
        else ngettext("%(name)s: %(count)s row taken in again", "%(name)s: %(count)s rows taken in again", len(ids))
    )
    return _batch(batch, name % said, ids)


@action(allow=permissions.may_match_party)
def match_party(actor: User, batch: Import, *, said: str, party: Party) -> Batch:
    """Say which party an affiliation means, in all rows that have it and in imports to come."""
    del actor
    unless_over(batch)
    words = folded(said)[:300]
    is_there = any(
        words == folded(each)[:300]
        for row in batch.rows.filter(kind="delegate").exclude(verdict=Verdict.SAME)
        for each in _affiliations_of(row)
    )
    if not words or not is_there:
        raise Refused(_("No row has this affiliation."))
    match, _is_new = PartyMatch.objects.update_or_create(
        conference_id=batch.conference_id, said=words, defaults={"party": party}
    )
    look_again(batch)
    kind = label_of(match)
    return Batch(
        name=_("“%(said)s” means %(party)s") % {"said": said[:100], "party": party},
        conference_id=batch.conference_id,
        counts={kind: 1},
        rows={kind: [match.pk]},
    )


def _is_too_long(value: Any) -> bool:
    """Whether a value, or a text in one of its languages, is longer than any cell holds."""
    texts = list(value.values()) if isinstance(value, dict) else [value]
    return len(texts) > MOST_LANGUAGES or any(len(str(each)) > LONGEST for each in texts)


def _affiliations_of(row: ImportRow) -> Iterator[str]:
    """By what a row names its party: as its finding says it, and as it stands in the cells."""
    yield from (said["said"] for _level, code, said in row.findings.get("party", ()) if code == "unknown party")
    raw = {**row.cells, **row.corrected}
    yield from (cleaned(str(raw[name]))[0] for name in ("affiliation", "party") if raw.get(name))


def _held(batch: Import, row: int) -> ImportRow:
    held = batch.rows.filter(pk=row).first()
    if held is None:
        raise Refused(_("There is no such row."))
    return held


def _batch(batch: Import, name: str, rows: list[int]) -> Batch:
    kind = ImportRow._meta.label_lower
    return Batch(name=name, conference_id=batch.conference_id, counts={kind: len(rows)}, rows={kind: rows})
