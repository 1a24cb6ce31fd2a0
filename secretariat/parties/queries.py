"""What can be asked of the register: who is who, in whatever way a person writes it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from secretariat.engines.folding import folded
from secretariat.parties.models import OrganisationKind, Party

DATA = Path(__file__).resolve().parent / "data"
STATES, ORGANISATIONS = "states", "organisations"
KIND_OF_TYPE = {
    "10": OrganisationKind.GOVERNMENT,
    "15": OrganisationKind.GOVERNMENT,
    "21": OrganisationKind.INTERNATIONAL_NGO,
    "22": OrganisationKind.NATIONAL_NGO,
    "40": OrganisationKind.MULTILATERAL,
    "60": OrganisationKind.FOUNDATION,
    "70": OrganisationKind.PRIVATE_SECTOR,
    "80": OrganisationKind.ACADEMIC,
}


@dataclass(frozen=True)
class Match:
    """One line of a pasted list, and the party it means; ``party`` is None if the register knows no such name."""

    line: int
    text: str
    party: Party | None


def shipped_states() -> list[dict[str, Any]]:
    """States and areas as the house ships them."""
    return _read("states.json")


def shipped_regions() -> list[dict[str, Any]]:
    """Regions and sub-regions of M49 as the house ships them."""
    return _read("regions.json")


def shipped_organisations() -> list[dict[str, Any]]:
    """Organisations as the house ships them."""
    return _read("organisations.json")


def sort_keys(names: dict[str, str], fallback: str) -> dict[str, str]:
    """Collation keys of a name in the six languages, by the field that holds each."""
    from secretariat.engines.collation import sort_key  # noqa: PLC0415 - its tables are read only when names change

    return {f"sort_{code}": sort_key(names.get(code) or fallback, code)[:600] for code, _language in settings.LANGUAGES}


def listed(words: str, kind: str, *, language: str) -> list[Party]:
    """The register in protocol order: parties that go by these words in any language or code, and are of this kind."""
    parties = Party.objects.select_related("region", "subregion").in_protocol_order(language)
    if kind == STATES:
        parties = parties.states()
    elif kind == ORGANISATIONS:
        parties = parties.organisations()
    elif kind:
        parties = parties.filter(kind=kind)
    return [party for party in parties if goes_by(party, words)]


def goes_by(party: Party, words: str, *others: object) -> bool:
    """Whether these words stand in the party's names, codes or other names, in whatever language, case and accents."""
    known = folded(
        " ".join([*in_all_languages(party.name, party.formal_name, *others), party.code, party.iso3, party.m49])
    )
    return all(word in known for word in folded(words).split())


def recognise(text: str) -> list[Match]:
    """Read a pasted list, one party a line: code, ISO code, or any of its names in any of the six languages."""
    known = _spellings(Party.objects.all())
    matches = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.strip(" \t;,·•-*\u200e\u200f\ufeff")
        if words:
            matches.append(Match(number, words, known.get(folded(words))))
    return matches


def _spellings(parties: Iterable[Party]) -> dict[str, Party]:
    known: dict[str, Party] = {}
    for party in parties:
        for spelling in in_all_languages(party.name, party.formal_name):
            known.setdefault(folded(spelling), party)
    for party in parties:
        for code in (party.code, party.iso3):
            if code:
                known[folded(code)] = party
    return known


def in_all_languages(*kept: object) -> Iterator[str]:
    """The words of these texts in every language they have."""
    for each in kept:
        data = getattr(each, "data", each)
        yield from data.values() if isinstance(data, dict) else [str(data)]


def _read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return rows
