"""Which party an affiliation means: taken where it is a name or a code of one, only proposed where it is near."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from secretariat.api.models import PartyMatch
from secretariat.conference.models import Conference
from secretariat.conference.queries import shown_names
from secretariat.engines.folding import folded
from secretariat.parties.models import Party
from secretariat.parties.queries import in_all_languages

# From here on a name is near enough to be shown; a person decides.
NEAR = 78.0
MOST = 3


@dataclass(frozen=True)
class Meant:
    """What an affiliation means: a party where it is certain, else none."""

    party_id: int | None = None
    is_decided: bool = False


class Affiliations:
    """The register by every name and code, and what people decided in this conference. Three queries."""

    def __init__(self, conference: Conference) -> None:
        self.parties = {party.pk: party for party in Party.objects.all()}
        self.codes = {party.code.casefold(): party.pk for party in self.parties.values()}
        self._decided = dict(PartyMatch.objects.filter(conference=conference).values_list("said", "party_id"))
        self._shown = {pk: shown.name for pk, shown in shown_names(conference).items()}
        self._found: dict[str, Meant] = {}

    def meant(self, words: str) -> Meant:
        """Which party these words mean."""
        said = folded(words)[:300]
        if said not in self._found:
            self._found[said] = self._look(said)
        return self._found[said]

    def of_code(self, code: str) -> Party | None:
        """The party of this code of the register."""
        pk = self.codes.get(code.strip().casefold())
        return self.parties[pk] if pk is not None else None

    def _look(self, said: str) -> Meant:
        if not said:
            return Meant()
        if said in self._decided:
            return Meant(self._decided[said], is_decided=True)
        owners = self._names.get(said, set())
        return Meant(next(iter(owners)) if len(owners) == 1 else None)

    def near(self, words: str) -> list[int]:
        """The parties that these words may mean, the nearest first. It takes long: ask of what is shown alone."""
        said = folded(words)[:300]
        if said in self._names:
            return sorted(self._names[said])[:MOST]
        # It is heavy; most affiliations are names of the register.
        from rapidfuzz import fuzz, process  # noqa: PLC0415

        found = process.extract(said, self._spellings, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=20)
        if not found and len(said) > 5:
            # "Permanent Mission of Lebanon" holds the name of a party as a whole.
            found = process.extract(said, self._long, scorer=fuzz.token_set_ratio, score_cutoff=95.0, limit=20)
        near: dict[int, None] = {}
        for name, _score, _place in sorted(found, key=lambda each: (-each[1], -len(each[0]), each[0])):
            near.update(dict.fromkeys(sorted(self._names[name])))
        return list(near)[:MOST]

    @cached_property
    def _names(self) -> dict[str, set[int]]:
        known: dict[str, set[int]] = {}
        for party in self.parties.values():
            for spelling in self._called(party):
                known.setdefault(folded(spelling), set()).add(party.pk)
        known.pop("", None)
        return known

    @cached_property
    def _spellings(self) -> list[str]:
        return [name for name in self._names if len(name) > 3]

    @cached_property
    def _long(self) -> list[str]:
        return [name for name in self._names if len(name) > 4]

    def _called(self, party: Party) -> Iterator[str]:
        yield from in_all_languages(party.name, party.formal_name, self._shown.get(party.pk, ""))
        yield from (code for code in (party.code, party.iso3) if code)


def told(parties: Iterable[Party]) -> list[dict[str, object]]:
    """Parties as a finding names them."""
    return [{"code": party.code, "id": party.pk} for party in parties]
