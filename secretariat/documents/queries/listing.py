"""The list of papers: found by words, kind, state, party, agenda item and language, in an order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.documents.models import Document, DocumentKind, LanguageVersion
from secretariat.documents.queries.papers import Reader, documents_of, items_seen, languages_seen, readable, symbol_key
from secretariat.engines.folding import folded
from secretariat.parties.models import Party

SORTS = frozenset({"symbol", "title", "kind", "party", "state", "issued"})
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
    """What a list found: the papers in order, of how many, and what it can be narrowed to."""

    documents: list[Document]
    total: int
    parties: dict[int, str]
    items: dict[int, str]
    languages: dict[int, list[LanguageVersion]]


def found(reader: Reader, conference: Conference, wanted: Wanted) -> Found:
    """The papers that a list is asked for, in order. Five queries, however many there are."""
    every = list(documents_of(reader, conference))
    names = shown_names(conference)
    submitted = {each.party_id for each in every if each.party_id}
    in_order = Party.objects.in_protocol_order(get_language() or "en").filter(pk__in=submitted)
    parties = {party.pk: str(name_of(party, names)) for party in in_order}
    treated = {each.item_id for each in every}
    items = {pk: str(item) for pk, item in items_seen(reader, conference).items() if pk in treated}
    languages = {pk: readable(versions) for pk, versions in languages_seen(reader, every).items()}
    rows = [each for each in every if _is_wanted(each, wanted, languages) and _has_words(each, wanted, parties)]
    places = {pk: place for place, pk in enumerate(parties)}
    rows.sort(key=lambda row: symbol_key(row.symbol))
    rows.sort(key=lambda row: _order(row, wanted.sort.removeprefix("-"), places), reverse=wanted.sort.startswith("-"))
    return Found(rows, len(every), parties, items, languages)


def by_kind(documents: Iterable[Document]) -> list[tuple[str, list[Document]]]:
    """Papers under their kinds, in the order of the kinds, by symbol."""
    groups: dict[str, list[Document]] = {kind: [] for kind in _KINDS}
    for each in sorted(documents, key=lambda row: symbol_key(row.symbol)):
        groups.setdefault(each.kind, []).append(each)
    return [(kind, rows) for kind, rows in groups.items() if rows]


def _is_wanted(row: Document, wanted: Wanted, languages: dict[int, list[LanguageVersion]]) -> bool:
    asked = {
        "kind": (wanted.kind, row.kind),
        "state": (wanted.state, row.state),
        "party": (wanted.party, row.party_id),
        "item": (wanted.item, row.item_id),
    }
    if any(value and value != kept for value, kept in asked.values()):
        return False
    return not wanted.without or all(each.language != wanted.without for each in languages.get(row.pk, ()))


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
