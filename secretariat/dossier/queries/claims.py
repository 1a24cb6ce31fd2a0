"""What parties propose, what they say stands in the way, and what reports say of numbers, place and date."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Prefetch

from secretariat.archive.queries import Mark
from secretariat.dossier.models import (
    Claimant,
    Initiative,
    InitiativeState,
    Notice,
    Obstacle,
    ObstacleKind,
    ReportedFigure,
)
from secretariat.dossier.queries.areas import areas_by_obstacle
from secretariat.dossier.queries.sight import Sight
from secretariat.dossier.queries.ties import TiedPledge, pledges_tied
from secretariat.figures.models import Place
from secretariat.parties.models import Party
from secretariat.parties.queries import goes_by


@dataclass(frozen=True)
class Proposal:
    """An initiative as a page tells it."""

    initiative: Initiative
    name: object
    marks: list[Mark]
    pledges: list[TiedPledge] = field(default_factory=list)


@dataclass(frozen=True)
class Proposals:
    """All initiatives of a party."""

    party: Party
    name: object
    proposals: list[Proposal]


@dataclass(frozen=True)
class Claim:
    """An obstacle as somebody says it is there."""

    obstacle: Obstacle
    by: list[object]
    marks: list[Mark]
    areas: list[Place] = field(default_factory=list)
    pledges: list[TiedPledge] = field(default_factory=list)


@dataclass(frozen=True)
class Obstacles:
    """All that is said of one kind of obstacle, side by side."""

    kind: str
    label: str
    claims: list[Claim]


@dataclass(frozen=True)
class Reported:
    """A number, or a place and date, as a report gives it."""

    fact: ReportedFigure | Notice
    by: object
    marks: list[Mark]


def initiatives_by_party(sight: Sight, *, state: str = "", words: str = "") -> list[Proposals]:
    """Initiatives under their parties, in protocol order, with the pledges they led to. Three queries."""
    rows = sight.of(Initiative).select_related("party").order_by("said_date", "id")
    if state in InitiativeState.values:
        rows = rows.filter(state=state)
    found = [row for row in rows if goes_by(row.party, words, row.text, sight.name(row.party))]
    marked, tied = sight.marked(found), pledges_tied(sight, "initiative", found)
    by_party: dict[int, list[Proposal]] = defaultdict(list)
    for row in found:
        by_party[row.party_id].append(Proposal(row, sight.name(row.party), marked[row], tied.get(row.pk, [])))
    parties = sight.in_order(row.party for row in found)
    return [Proposals(party, sight.name(party), by_party[party.pk]) for party in parties]


def obstacles_by_kind(sight: Sight) -> list[Obstacles]:
    """Obstacles under their kinds, with who says so, where, and who promised what against it. Five queries."""
    named = Prefetch("claimants", Claimant.objects.select_related("party"))
    rows = list(sight.of(Obstacle).prefetch_related(named).order_by("said_date", "id"))
    marked, areas, tied = sight.marked(rows), areas_by_obstacle(rows), pledges_tied(sight, "obstacle", rows)
    by_kind: dict[str, list[Claim]] = defaultdict(list)
    for row in rows:
        parties = sight.in_order(each.party for each in row.claimants.all())
        names = [sight.name(party) for party in parties]
        by_kind[row.kind].append(Claim(row, names, marked[row], areas.get(row.pk, []), tied.get(row.pk, [])))
    return [Obstacles(kind, str(label), by_kind[kind]) for kind, label in ObstacleKind.choices if by_kind[kind]]


def reported_figures(sight: Sight) -> list[Reported]:
    """Numbers as reports give them: what counts the same thing at the same place stands together. Two queries."""
    rows = list(sight.of(ReportedFigure).select_related("said_by_party"))
    rows.sort(key=lambda row: (str(row.counts).casefold(), row.place.casefold(), row.as_of, row.pk))
    marked = sight.marked(rows)
    return [
        Reported(row, "" if row.said_by_party is None else sight.name(row.said_by_party), marked[row]) for row in rows
    ]


def notices(sight: Sight) -> list[Reported]:
    """Where and when the conference is held, as reports give it. Two queries."""
    rows = list(sight.of(Notice).select_related("country"))
    marked = sight.marked(rows)
    return [Reported(row, "" if row.country is None else sight.name(row.country), marked[row]) for row in rows]
