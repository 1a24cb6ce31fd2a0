"""Which public things may say something else since the search read last, as the record tells."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Max, Q
from django.db.models.functions import Now

from secretariat.audit.models import HOUSE, BatchRows, Entry
from secretariat.conference.models import Conference
from secretariat.newsroom.models import Article, ArticleState
from secretariat.public.models import SearchedKind, SearchState
from secretariat.public.queries.editions import Edition
from secretariat.public.queries.searchable import SEARCHED

# After so many deeds it is quicker to read everything than to follow each.
MOST_ENTRIES = 2_000
# What decides of which areas anything is told.
_OF_AREAS = frozenset(
    {"figures.condition", "figures.threshold", "figures.intention", "dossier.obstacle", "pledges.pledge"}
)


@dataclass
class Changed:
    """What is to be read anew: everything; or of each kind these things, or all of that kind."""

    is_whole: bool = False
    things: dict[int, set[int] | None] = field(default_factory=dict)

    def add(self, kind: int, ids: Iterable[int] | None) -> None:
        """Put these things of a kind among them, or all of the kind."""
        held = self.things.get(kind, set())
        self.things[kind] = None if ids is None or held is None else held | set(ids)


def newest_out(conference: Conference) -> datetime | None:
    """The hour of the article that came out last. One query."""
    rows = Article.objects.filter(conference=conference, state=ArticleState.PUBLISHED, published_at__lte=Now())
    found = rows.aggregate(newest=Max("published_at"))["newest"]
    return found if isinstance(found, datetime) else None


def changed_since(conference: Conference, state: SearchState, edition: Edition) -> Changed:
    """What the entries tell that were written since, here and in the house, and what came out by its hour."""
    changed = Changed()
    since = Q(conference_id=conference.pk, revision__gt=state.revision, revision__lte=edition.revision)
    since |= Q(conference_id=HOUSE, revision__gt=state.house_revision, revision__lte=edition.house_revision)
    entries = list(Entry.objects.filter(since).order_by()[: MOST_ENTRIES + 1])
    if len(entries) > MOST_ENTRIES:
        return Changed(is_whole=True)
    touched = _touched(entries)
    if touched is None or "conference.conference" in touched:
        return Changed(is_whole=True)
    for kind, ids in touched.items():
        _follow(changed, kind, ids)
    rows = Article.objects.filter(conference=conference, state=ArticleState.PUBLISHED, published_at__lte=Now())
    if state.newest is not None:
        rows = rows.filter(published_at__gt=state.newest)
    changed.add(SearchedKind.ARTICLE, rows.values_list("pk", flat=True))
    return changed


def _touched(entries: list[Entry]) -> dict[str, set[int]] | None:
    """The rows that these entries speak of, by kind; none if one of them does not say which."""
    touched: dict[str, set[int]] = defaultdict(set)
    of_many = set()
    for entry in entries:
        if entry.made_type and entry.made_id:
            touched[entry.made_type].add(entry.made_id)
        # A conference in which something is made says no more than before: all the rest need not be read again.
        if not entry.made_type or entry.thing_type != Conference._meta.label_lower:
            touched[entry.thing_type].add(entry.thing_id)
        if entry.batch:
            of_many.add(entry.pk)
            # The conference is only where the rows of a batch belong.
            if not entry.changes:
                touched[entry.thing_type].discard(entry.thing_id)
    told = set()
    for run in BatchRows.objects.filter(entry__in=of_many):
        told.add(run.entry_id)
        touched[run.thing_type] |= set(range(run.first_id, run.last_id + 1))
    return None if of_many - told else {kind: ids for kind, ids in touched.items() if ids}


def _follow(changed: Changed, touched: str, ids: set[int]) -> None:
    if touched == "programme.publication":
        changed.add(SearchedKind.SESSION, None)
    if touched in _OF_AREAS:
        changed.add(SearchedKind.AREA, None)
    if touched == "conference.shownname":
        ids = _others(touched, ids, "party_id")
    elif touched.startswith("documents.") and touched not in {"documents.document", "documents.paragraph"}:
        # What is decided on an amendment changes paragraphs of its document.
        touched, ids = "documents.document", _others(touched, ids, "document_id")
    for kind in SEARCHED.values():
        if kind.model._meta.label_lower == touched:
            changed.add(kind.kind, ids)
        if touched in kind.through:
            rows: Any = kind.model._default_manager
            found = rows.filter(**{f"{kind.through[touched]}__in": ids}).values_list("pk", flat=True)
            changed.add(kind.kind, found)


def _others(kind: str, ids: set[int], name: str) -> set[int]:
    """The rows that these point to by a field, if they have it."""
    model = apps.get_model(kind)
    if name not in {each.attname for each in model._meta.concrete_fields}:
        return set()
    return set(model._base_manager.filter(pk__in=ids).values_list(name, flat=True))
