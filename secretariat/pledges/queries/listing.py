"""The list of pledges: found by words, party, kind, stage, objective and country, in an order."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Expression, ExpressionWrapper, F, Q, QuerySet, TextField

from secretariat.conference.queries import name_of, shown_names
from secretariat.engines.folding import folded
from secretariat.parties.models import Party
from secretariat.pledges.models import Pledge, PledgeCountry, PledgeParty, Stage
from secretariat.pledges.queries.due import NO_UPDATE
from secretariat.pledges.queries.sight import Sight

# In a list the stages stand in the order in which a pledge passes them, a pledge without a report first.
STAGES = (NO_UPDATE, *Stage.values)
WITHOUT = "none"
_LIGHT = (
    "pk",
    "number",
    "party_id",
    "kind",
    "stage",
    "objective",
    "amount",
    "currency",
    "end_date",
    "updated_date",
    "title_kept",
    "text_kept",
)
SORTS = frozenset({"number", "party", "kind", "amount", "stage", "end", "updated"})


@dataclass(frozen=True)
class Wanted:
    """Which pledges a list is asked for, and in which order."""

    words: str = ""
    party: int | None = None
    kind: str = ""
    stage: str = ""
    objective: int | None = None
    country: int | None = None
    sort: str = ""


@dataclass(frozen=True)
class PledgeRow:
    """A pledge in a list, with the names under which the conference shows its parties and countries."""

    pledge: Pledge
    name: object
    others: list[object] = field(default_factory=list)
    countries: list[object] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """What a list found: the numbers of its pledges in order, of how many, and what it can be narrowed to."""

    ids: list[int]
    total: int
    parties: dict[int, str]
    countries: dict[int, str]


def found(sight: Sight, wanted: Wanted, language: str) -> Found:
    """The pledges that a list is asked for, in order. Five queries, however many there are."""
    names = _Names(sight)
    light = list(sight.pledges().annotate(title_kept=_as_kept("title"), text_kept=_as_kept("text")).values(*_LIGHT))
    shared, meant = _by_pledge(PledgeParty, sight), _by_pledge(PledgeCountry, sight)
    parties = {row["party_id"] for row in light} | {each for row in shared.values() for each in row}
    countries = {each for row in meant.values() for each in row}
    known = names.of(parties | countries, language)
    rows = [
        row
        for row in light
        if _is_wanted(row, wanted, shared[row["pk"]], meant[row["pk"]]) and _has_words(row, wanted, known)
    ]
    place_of = {pk: place for place, pk in enumerate(known)}
    rows.sort(key=lambda row: _order(row, wanted.sort.removeprefix("-"), place_of), reverse=wanted.sort.startswith("-"))
    return Found(
        [row["pk"] for row in rows],
        len(light),
        {pk: name for pk, name in known.items() if pk in parties},
        {pk: name for pk, name in known.items() if pk in countries},
    )


def rows_of(sight: Sight, ids: Iterable[int]) -> list[PledgeRow]:
    """These pledges as a list shows them, in this order. Four queries."""
    wanted = list(ids)
    held = {each.pk: each for each in sight.pledges().filter(pk__in=wanted).select_related("party")}
    names = shown_names(sight.conference)
    others, countries = (_named(model, wanted, names) for model in (PledgeParty, PledgeCountry))
    return [
        PledgeRow(held[pk], name_of(held[pk].party, names), others[pk], countries[pk]) for pk in wanted if pk in held
    ]


def pledges_of(sight: Sight, party_ids: Iterable[int]) -> QuerySet[Pledge]:
    """The pledges that these parties lead or share in, as far as this person may know of them."""
    ids = list(party_ids)
    shared = PledgeParty.objects.filter(conference=sight.conference, party__in=ids)
    return sight.pledges().filter(Q(party__in=ids) | Q(pk__in=shared.values("pledge")))


class _Names:
    """What the conference calls its parties, by their number, in protocol order."""

    def __init__(self, sight: Sight) -> None:
        self._names = shown_names(sight.conference)

    def of(self, ids: set[int], language: str) -> dict[int, str]:
        rows = Party.objects.in_protocol_order(language).filter(pk__in=ids)
        return {party.pk: str(name_of(party, self._names)) for party in rows}


def _by_pledge(model: type[PledgeParty] | type[PledgeCountry], sight: Sight) -> dict[int, set[int]]:
    by_pledge: dict[int, set[int]] = defaultdict(set)
    # Those of a pledge that this person does not see are not named, in no choice either.
    rows: Any = model._default_manager.filter(pledge__in=sight.pledges().order_by().values("pk"))
    for pledge, party in rows.values_list("pledge", "party"):
        by_pledge[pledge].add(party)
    return by_pledge


def _named(
    model: type[PledgeParty] | type[PledgeCountry], ids: list[int], names: Mapping[int, Any]
) -> dict[int, list[object]]:
    named: dict[int, list[object]] = defaultdict(list)
    rows: Any = model._default_manager.filter(pledge__in=ids).select_related("party")
    for row in rows:
        named[row.pledge_id].append(name_of(row.party, dict(names)))
    return named


def _is_wanted(row: Mapping[str, Any], wanted: Wanted, shared: set[int], meant: set[int]) -> bool:
    asked = {
        "kind": (wanted.kind, {row["kind"]}),
        "stage": (wanted.stage, {row["stage"] or WITHOUT}),
        "objective": (wanted.objective, {row["objective"]}),
        "party": (wanted.party, {row["party_id"], *shared}),
        "country": (wanted.country, meant),
    }
    return all(not value or value in there for value, there in asked.values())


def _has_words(row: Mapping[str, Any], wanted: Wanted, known: Mapping[int, str]) -> bool:
    words = folded(wanted.words).split()
    if not words:
        return True
    told = " ".join([str(row["number"]), known.get(row["party_id"], ""), *_said(row["title_kept"], row["text_kept"])])
    # Compared here and not in the database: SQLite knows the two cases of Latin letters alone.
    there = folded(told)
    return all(word in there for word in words)


def _said(*kept: str) -> list[str]:
    words: list[str] = []
    for each in kept:
        try:
            data = json.loads(each or '""')
        except ValueError:
            data = each
        words += [str(text) for text in data.values()] if isinstance(data, dict) else [str(data)]
    return words


def _order(row: Mapping[str, Any], sort: str, place_of: Mapping[int, int]) -> tuple[Any, ...]:
    keys: dict[str, tuple[Any, ...]] = {
        "party": (place_of.get(row["party_id"], 0),),
        "kind": (row["kind"],),
        # Amounts in two currencies are not compared: one currency stands after the other.
        "amount": (row["amount"] is None, row["currency"], row["amount"] or Decimal(0)),
        "stage": (STAGES.index(row["stage"]),),
        "end": (not row["end_date"], row["end_date"]),
        "updated": (row["updated_date"] is None, str(row["updated_date"] or "")),
    }
    return (*keys.get(sort, ()), row["number"])


def _as_kept(name: str) -> Expression:
    """A text in several languages as the database keeps it, to be read only where words are looked for."""
    return ExpressionWrapper(F(name), output_field=TextField())
