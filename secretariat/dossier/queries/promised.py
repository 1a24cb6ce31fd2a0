"""What parties promised and what became of it, and how many people they are said to host: for the brief."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, Sum

from secretariat.archive.queries import Mark
from secretariat.dossier.queries.sight import Marked, Sight
from secretariat.figures.models import Dataset, Group, Measure, Observation, OriginCountry, Sex, Unit
from secretariat.parties.models import Party
from secretariat.pledges import queries as pledges_queries
from secretariat.pledges.models import MoneyFlow, Pledge


@dataclass(frozen=True)
class PledgeTold:
    """A pledge with its sources, the money that was reported of it by kind, and whether the party leads it."""

    pledge: Pledge
    marks: list[Mark]
    sums: list["pledges_queries.Sum"]
    is_led: bool


@dataclass(frozen=True)
class Hosted:
    """How many refugees of the conference's countries of origin one source counts in a country."""

    value: int
    year: int
    qualifier: str
    by: str
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class Promised:
    """Pledges and figures of several parties, each read once."""

    pledges: list[Pledge]
    flows: dict[int, list[MoneyFlow]]
    by_hand: list[Observation]
    counted: dict[int, list[Hosted]]

    def pledges_of(self, party: Party, marked: Marked) -> list[PledgeTold]:
        """What this party promised, alone or with others."""
        return [
            PledgeTold(
                each,
                marked[each],
                pledges_queries.money_by_kind(each, self.flows.get(each.pk, [])),
                each.party_id == party.pk,
            )
            for each in self.pledges
            if party.pk in {each.party_id, *(sharing.party_id for sharing in each.parties.all())}
        ]

    def hosted_by(self, party: Party, marked: Marked) -> list[Hosted]:
        """What each dataset and each report counts in this country, side by side: none is added to another."""
        said = [
            Hosted(each.value, each.year, each.get_qualifier_display(), str(each.said_by or ""), marked[each])
            for each in self.by_hand
            if each.asylum is not None and each.asylum.party_id == party.pk
        ]
        return [*self.counted.get(party.pk, []), *said]


def promised_by(sight: Sight, parties: Sequence[Party]) -> Promised:
    """What is known of these parties' pledges, and of the people they host. Six queries, however many parties."""
    pledges = list(
        sight.of(Pledge)
        .filter(Q(party__in=parties) | Q(parties__party__in=parties))
        .distinct()
        .select_related("party")
        .prefetch_related("parties")
        .order_by("number")
    )
    money: dict[int, list[MoneyFlow]] = defaultdict(list)
    seen = pledges_queries.sight_in_office(sight.conference, sight.user).of(MoneyFlow)
    for flow in seen.filter(pledge__in=[each.pk for each in pledges]):
        money[flow.pledge_id or 0].append(flow)
    origins = OriginCountry.objects.filter(conference=sight.conference).values("place")
    stocks = sight.of(Observation).filter(
        ended_in=None,
        group=Group.REFUGEES,
        measure=Measure.STOCK,
        unit=Unit.PERSONS,
        origin__in=origins,
        asylum__party__in=parties,
    )
    whole = stocks.filter(place=None, sex=Sex.ALL, min_age=None, accommodation="", setting="")
    return Promised(
        pledges=pledges,
        flows=money,
        by_hand=list(
            whole.filter(edition=None)
            # What a later word revises is told no longer.
            .exclude(Exists(Observation.objects.filter(revises=OuterRef("pk"))))
            .select_related("asylum", "said_by")
            .order_by("-year", "id")
        ),
        counted=_counted(sight, whole),
    )


def _counted(sight: Sight, whole: "object") -> dict[int, list[Hosted]]:
    """The newest day of each dataset, over the countries of origin of the conference."""
    names = {row.pk: str(row) for row in sight.of(Dataset)}
    rows = whole.filter(edition__dataset__in=list(names)).order_by()  # type: ignore[attr-defined]
    # By day: people at two dates of a year are the same people.
    sums = rows.values("asylum__party", "edition__dataset", "year", "period_end").annotate(total=Sum("value"))
    newest: dict[tuple[int, int], Hosted] = {}
    for row in sums.order_by("edition__dataset", "period_end"):
        dataset = row["edition__dataset"]
        newest[row["asylum__party"], dataset] = Hosted(row["total"], row["year"], "", names[dataset])
    found: dict[int, list[Hosted]] = defaultdict(list)
    for (party, _dataset), hosted in newest.items():
        found[party].append(hosted)
    return found
