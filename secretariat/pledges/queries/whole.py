"""One pledge whole: what was promised, what was reported of it, and on whose word."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from secretariat.archive.models import Fact, Source
from secretariat.conference.models import ShownName
from secretariat.conference.queries import name_of, shown_names
from secretariat.pledges.models import (
    Evidence,
    MoneyFlow,
    Pledge,
    PledgeArea,
    PledgeRole,
    Progress,
    StageUpdate,
    Target,
)
from secretariat.pledges.queries.due import Standing, is_reached, part_reached, standings
from secretariat.pledges.queries.money import Sum, money_by_kind
from secretariat.pledges.queries.sight import Sight, reporters_of


@dataclass(frozen=True)
class Joined:
    """A further party of a pledge, and what it does in it."""

    party_id: int
    name: object
    role: str


@dataclass(frozen=True)
class Meant:
    """A country that a pledge is for, and which part of it."""

    name: object
    percent: object


@dataclass(frozen=True)
class TargetRow:
    """A target and what was reported of it, the latest last."""

    target: Target
    reports: list[Progress] = field(default_factory=list)

    @property
    def latest(self) -> Progress | None:
        """The last report."""
        return self.reports[-1] if self.reports else None

    @property
    def percent(self) -> float | None:
        """Which part of the way is behind, by the last report."""
        return part_reached(self.target, self.latest)

    @property
    def is_reached(self) -> bool:
        """Whether the last report says that it is reached."""
        return is_reached(self.target, self.latest)


@dataclass(frozen=True)
class FlowRow:
    """An amount of money, from whom and to whom, by the names the conference gives them."""

    flow: MoneyFlow
    provider: object
    receiver: object
    country: object
    is_self_reported: bool


@dataclass(frozen=True)
class Shown:
    """Something that is evidence, with its source and its target as far as this person may know of them."""

    evidence: Evidence
    source: Source | None
    target: Target | None


@dataclass(frozen=True)
class Whole:
    """Everything this person may know of a pledge."""

    pledge: Pledge
    name: object
    joined: list[Joined]
    countries: list[Meant]
    areas: list[PledgeArea]
    sums: list[Sum]
    flows: list[FlowRow]
    targets: list[TargetRow]
    updates: list[StageUpdate]
    evidence: list[Shown]
    reporters: frozenset[int]
    standing: Standing
    names: dict[int, ShownName]

    @property
    def facts(self) -> list[Fact]:
        """Every fact that may cite a source, as the page shows them."""
        told = [each for row in self.targets for each in (row.target, *row.reports)]
        return [self.pledge, *(row.flow for row in self.flows), *told, *self.updates]

    @property
    def joined_ids(self) -> set[int]:
        """The further parties of the pledge."""
        return {each.party_id for each in self.joined}

    def is_self_reported(self, fact: Fact) -> bool:
        """Whether a focal point reported it on the word of its own party."""
        return fact.entered_by_id in self.reporters

    def is_own_word(self, report: StageUpdate | Progress) -> bool:
        """Whether it is nobody's word but that of a party of the pledge: a focal point's, or one that was named."""
        spoken = isinstance(report, StageUpdate) and report.reported_by_id in {self.pledge.party_id, *self.joined_ids}
        return self.is_self_reported(report) or spoken

    def word_of(self, update: StageUpdate) -> object:
        """On whose word it stands."""
        return name_of(update.reported_by, self.names) if update.reported_by is not None else ""


def whole_pledge(sight: Sight, pledge: Pledge, on: date) -> Whole:
    """A pledge with what became of it; as many queries for one as for a hundred reports."""
    names, reporters = shown_names(sight.conference), reporters_of(sight.conference)
    targets = _targets(sight, pledge)
    flows = list(sight.of(MoneyFlow).filter(pledge=pledge).select_related("provider", "receiver", "country"))
    return Whole(
        pledge=pledge,
        name=name_of(pledge.party, names),
        joined=[
            Joined(each.party_id, name_of(each.party, names), str(PledgeRole(each.role).label))
            for each in pledge.parties.select_related("party")
        ],
        countries=[
            Meant(name_of(each.party, names), each.percent) for each in pledge.countries.select_related("party")
        ],
        areas=list(pledge.areas.all()),
        sums=money_by_kind(pledge, flows),
        flows=[_flow_row(each, names, reporters) for each in flows],
        targets=targets,
        updates=list(sight.of(StageUpdate).filter(pledge=pledge).select_related("reported_by"))[::-1],
        evidence=_shown(sight, pledge, [row.target for row in targets]),
        reporters=frozenset(reporters),
        standing=standings(sight, on, sight.pledges().filter(pk=pledge.pk))[0],
        names=names,
    )


def _targets(sight: Sight, pledge: Pledge) -> list[TargetRow]:
    reports: dict[int, list[Progress]] = defaultdict(list)
    for each in sight.of(Progress).filter(target__pledge=pledge):
        reports[each.target_id].append(each)
    return [TargetRow(each, reports[each.pk]) for each in sight.of(Target).filter(pledge=pledge)]


def _shown(sight: Sight, pledge: Pledge, targets: list[Target]) -> list[Shown]:
    rows = list(sight.of(Evidence).filter(pledge=pledge))
    sources = sight.sources().in_bulk([each.source_id for each in rows])
    by_id = {each.pk: each for each in targets}
    return [Shown(each, sources.get(each.source_id), by_id.get(each.target_id or 0)) for each in rows]


def _flow_row(flow: MoneyFlow, names: dict[int, ShownName], reporters: set[int]) -> FlowRow:
    return FlowRow(
        flow,
        name_of(flow.provider, names) if flow.provider is not None else flow.provider_name,
        name_of(flow.receiver, names) if flow.receiver is not None else flow.receiver_name,
        name_of(flow.country, names) if flow.country is not None else "",
        flow.entered_by_id in reporters,
    )
