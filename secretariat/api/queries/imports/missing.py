"""What came from the same source before and is no longer in the file: told, and left as it is."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import ngettext

from secretariat.accounts.models import Sensitivity
from secretariat.api.models import Import
from secretariat.api.queries.imports.judged import Judged, Looking
from secretariat.api.queries.imports.kinds import KINDS
from secretariat.delegations.models import Delegate
from secretariat.programme.models import SessionState
from secretariat.ui.templatetags.ui import listed

MOST = 50


def source_of(looking: Looking, rows: Iterable[Judged]) -> str:
    """The import with which most rows of this file came first; none unless half of the file came with it.

    Of which source a file is no format says for sure: two calendars are told apart by what is in them.
    """
    given = list(rows)
    came = Counter(source for each in given if (source := _came_with(looking, each)))
    source, count = next(iter(came.most_common(1)), ("", 0))
    return source if count * 2 >= len(given) else ""


def missing_of(looking: Looking, source: str) -> dict[str, list[int]]:
    """By kind, what came from this source and is not in the file, unless it is over."""
    found = {}
    for name, known in looking.house.kinds.items() if source else ():
        there = {each.thing.pk for each in looking.rows.get(name, []) if each.thing is not None}
        came = {pk for source_id, pk in known.by_source.items() if known.came_with.get(source_id) == source}
        gone = sorted(pk for pk in came - there if not _is_over(known.rows[pk]))
        if gone:
            found[name] = gone
    return found


def missing_in_words(batch: Import) -> dict[str, Any]:
    """How many rows of the house are no longer in the file, and what the first of them are called; empty if none."""
    gone: dict[str, list[int]] = batch.counts.get("missing", {})
    kinds = [KINDS[name] for name in KINDS if name in gone]
    if not kinds:
        return {}
    names: list[str] = []
    for kind in kinds:
        rows = kind.model._default_manager.filter(conference=batch.conference_id, pk__in=gone[kind.name][:MOST])
        names += [_name(row, batch) for row in rows.order_by("pk")]
    more = sum(map(len, gone.values())) - len(names[:MOST])
    return {
        "what": listed(str(kind.counted % {"count": len(gone[kind.name])}) for kind in kinds),
        "names": names[:MOST],
        "more": ngettext("And %(count)s more.", "And %(count)s more.", more) % {"count": more} if more > 0 else "",
    }


def _came_with(looking: Looking, each: Judged) -> str:
    if each.thing is None:
        return ""
    known = looking.house.kinds[each.kind.name]
    source_id = each.known_as or f"={each.thing.pk}"
    return known.came_with.get(source_id, "") if known.by_source.get(source_id) == each.thing.pk else ""


def _is_over(row: Any) -> bool:
    """Whether somebody saw to it here already: withdrawn people, and sessions that were called off."""
    return not row.has_place if isinstance(row, Delegate) else getattr(row, "state", "") == SessionState.CANCELLED


def _name(row: Any, batch: Import) -> str:
    is_hidden = getattr(row, "sensitivity", "") == Sensitivity.RESTRICTED and batch.kept_for != Sensitivity.RESTRICTED
    return "…" if is_hidden else str(row)[:100]
