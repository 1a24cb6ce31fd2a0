"""The list of papers: found by words, kind, state, party, agenda item and language, in an order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.documents.models import Document, DocumentKind
from secretariat.documents.queries.papers import (
    Listed,
    Reader,
    documents_of,
    items_seen,
    languages_seen,
    listed,
    readable,
    symbol_key,
)
from secretariat.engines.folding import folded
from secretariat.parties.models import Party

SORTS = frozenset({"symbol", "title", "kind", "party", "state", "issued"})
_LIGHT = ("symbol", "title", "kind", "state", "party_id", "item_id", "issued_date", "conference_id")
_KINDS = [str(kind) for kind in DocumentKind.values]


@dataclass(frozen=True)
class Wanted:
    """Which papers a list is asked for, and in which order."""

    words: str = ""
    kind: str = ""
    state: str = ""
    party: int | None = None
    item: int | None = None
    # A language in which a paper cannot be read.
    without: str = ""
    sort: str = ""


@dataclass(frozen=True)
class Found:
    """What a list found: the numbers of its papers in order, of how many, and what it can be narrowed to."""

    ids: list[int]
    total: int
    parties: dict[int, str]
    items: dict[int, str]


def found(reader: Reader, conference: Conference, wanted: Wanted) -> Found:
    """The papers that a list is asked for, in order. Five queries at most, however many there are."""
    every = list(documents_of(reader, conference).select_related(None).only(*_LIGHT))
    names = shown_names(conference)
    submitted = {each.party_id for each in every if each.party_id}
    in_order = Party.objects.in_protocol_order(get_language() or "en").filter(pk__in=submitted)
    parties = {party.pk: str(name_of(party, names)) for party in in_order}
    treated = {each.item_id for each in every}
    items = {pk: str(item) for pk, item in items_seen(reader, conference).items() if pk in treated}
    there = _there_in(reader, every, wanted.without)
    rows = [
        each
        for each in every
        if each.pk not in there and _is_wanted(each, wanted) and _has_words(each, wanted, parties)
    ]
    places = {pk: place for place, pk in enumerate(parties)}
    rows.sort(key=lambda row: symbol_key(row.symbol))
    rows.sort(key=lambda row: _order(row, wanted.sort.removeprefix("-"), places), reverse=wanted.sort.startswith("-"))
    return Found([each.pk for each in rows], len(every), parties, items)


def rows_of(reader: Reader, conference: Conference, ids: Iterable[int]) -> list[Listed]:
    """These papers as a list shows them, in this order. Three queries."""
    wanted = list(ids)
    held = {each.pk: each for each in documents_of(reader, conference).filter(pk__in=wanted)}
    return listed(reader, conference, [held[pk] for pk in wanted if pk in held])


def by_kind(documents: Iterable[Document]) -> list[tuple[str, list[Document]]]:
    """Papers under their kinds, in the order of the kinds, by symbol."""
    groups: dict[str, list[Document]] = {kind: [] for kind in _KINDS}
    for each in sorted(documents, key=lambda row: symbol_key(row.symbol)):
        groups.setdefault(each.kind, []).append(each)
    return [(kind, rows) for kind, rows in groups.items() if rows]


def _there_in(reader: Reader, every: list[Document], language: str) -> set[int]:
    """The papers that can be read in a language."""
    if not language:
        return set()
    spoken = languages_seen(reader, every, language)
    return {pk for pk, versions in spoken.items() if readable(versions)}


def _is_wanted(row: Document, wanted: Wanted) -> bool:
    asked = {
        "kind": (wanted.kind, row.kind),
        "state": (wanted.state, row.state),
        "party": (wanted.party, row.party_id),
        "item": (wanted.item, row.item_id),
    }
    return not any(value and value != kept for value, kept in asked.values())


def _has_words(row: Document, wanted: Wanted, parties: dict[int, str]) -> bool:
    words = folded(wanted.words).split()
    if not words:
        return True
    said = getattr(row.title, "data", row.title)
    titles = said.values() if isinstance(said, dict) else [said]
    known = folded(" ".join(map(str, (row.symbol, *titles, parties.get(row.party_id or 0, "")))))
    return all(word in known for word in words)


def _order(row: Document, sort: str, places: dict[int, int]) -> tuple[Any, ...]:
    keys: dict[str, tuple[Any, ...]] = {
        "symbol": symbol_key(row.symbol),
        "title": (folded(str(row.title)),),
        "kind": (_KINDS.index(row.kind) if row.kind in _KINDS else len(_KINDS),),
        "party": (places.get(row.party_id or 0, len(places)),),
        "state": (row.state,),
        "issued": (row.issued_date is None, str(row.issued_date or "")),
    }
    return keys.get(sort, ())
