"""Why an offer may fit a need: what two pledges share, each with its points, and nothing that a person cannot check.

The points are a proposal of an order, never a verdict; people decide. What is shared, by code:

| code | points | what is shared |
|---|---|---|
| said | 5 | a party of one pledge is named in the other |
| country | 4 | a country that both are for; a host that names none needs support in its own |
| area | 3 | an administrative area that both are for |
| sector | 3 | a sector of five figures |
| sector group | 1 | sectors of the same three figures, where none is the same |
| beneficiaries | 2 | a group of people |
| period | 2 | a time in which both run |
| objective | 2 | an objective of the Global Compact on Refugees |
| region | 1 | a region of M49, where no country is the same |

Two pledges whose periods are both known and do not meet are never proposed to each other, nor are two that share less
than ``LEAST`` points or nothing but a period.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from secretariat.pledges.models import Pledge
from secretariat.pledges.queries.periods import span_of

POINTS = {
    "said": 5,
    "country": 4,
    "area": 3,
    "sector": 3,
    "sector group": 1,
    "beneficiaries": 2,
    "period": 2,
    "objective": 2,
    "region": 1,
}
LEAST = 3


@dataclass(frozen=True)
class Terms:
    """What a pledge is compared by; countries and regions by their codes, parties by their numbers."""

    party: int
    named: frozenset[int] = frozenset()
    countries: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    beneficiaries: frozenset[str] = frozenset()
    objective: int | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Reason:
    """One thing that two pledges share: its code, what it is, and how many points it gives."""

    code: str
    shared: tuple[str, ...]
    points: int

    @property
    def plain(self) -> dict[str, Any]:
        """The reason as it is kept with a match."""
        return {"code": self.code, "shared": list(self.shared), "points": self.points}


def reasons_between(wanted: Terms, offer: Terms) -> list[Reason]:
    """What a need and an offer share, in the order of the table above; nothing where they cannot fit."""
    if _are_apart(wanted, offer) or wanted.party == offer.party:
        return []
    found = [reason for reason in _shared(wanted, offer) if reason is not None]
    is_enough = sum(reason.points for reason in found) >= LEAST and {each.code for each in found} != {"period"}
    return found if is_enough else []


def terms_of(pledge: Pledge, *, is_need: bool) -> Terms:
    """The terms of a pledge that was read with its party, parties, and countries with their regions."""
    countries = [each.party for each in pledge.countries.all()]
    if is_need and not countries and pledge.party.is_state:
        countries = [pledge.party]
    start, end = span_of(pledge.start_date, pledge.end_date)
    return Terms(
        party=pledge.party_id,
        named=frozenset(each.party_id for each in pledge.parties.all()),
        countries=frozenset(party.code for party in countries),
        regions=frozenset(party.subregion.code for party in countries if party.subregion is not None),
        areas=frozenset(each.pcode for each in pledge.areas.all()),
        sectors=frozenset(map(str, pledge.sectors)),
        beneficiaries=frozenset(map(str, pledge.beneficiaries)),
        objective=pledge.objective,
        start=start,
        end=end,
    )


def _shared(wanted: Terms, offer: Terms) -> Iterable[Reason | None]:
    parties = ({wanted.party, *wanted.named} & offer.named) | ({offer.party} & wanted.named)
    yield _reason("said", map(str, parties))
    countries = wanted.countries & offer.countries
    yield _reason("country", countries)
    yield _reason("area", wanted.areas & offer.areas)
    sectors = wanted.sectors & offer.sectors
    yield _reason("sector", sectors)
    groups = {code[:3] for code in wanted.sectors} & {code[:3] for code in offer.sectors}
    yield None if sectors else _reason("sector group", groups)
    yield _reason("beneficiaries", wanted.beneficiaries & offer.beneficiaries)
    yield _period(wanted, offer)
    is_same = wanted.objective is not None and wanted.objective == offer.objective
    yield _reason("objective", [str(wanted.objective)] if is_same else [])
    yield None if countries else _reason("region", wanted.regions & offer.regions)


def _reason(code: str, shared: Iterable[str]) -> Reason | None:
    known = tuple(sorted(shared))
    return Reason(code, known, POINTS[code]) if known else None


def _period(wanted: Terms, offer: Terms) -> Reason | None:
    """The time in which both run; a pledge of which neither end is known runs at no known time."""
    if not (wanted.start or wanted.end) or not (offer.start or offer.end):
        return None
    first = max((each for each in (wanted.start, offer.start) if each), default=None)
    last = min((each for each in (wanted.end, offer.end) if each), default=None)
    return Reason("period", tuple(each.isoformat() if each else "" for each in (first, last)), POINTS["period"])


def _are_apart(one: Terms, other: Terms) -> bool:
    return any(
        earlier.end is not None and later.start is not None and earlier.end < later.start
        for earlier, later in ((one, other), (other, one))
    )
