"""Pledges as activities of the IATI Standard 2.03: one activity a pledge, with what this person may know of it.

The identifier of the reporting organisation is derived from the host and the address of the conference
(``SY-DAMASCUS-2020``); that of a pledge ends with its number (``SY-DAMASCUS-2020-PLEDGE-17``). What the standard asks
for and a pledge does not say is filled in by its own codes for "not specified": sector 99810, region 998. Where it asks
for percentages that nobody gave, the parts are equal.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from secretariat.archive.models import Source
from secretariat.archive.queries import address_of
from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of, shown_names
from secretariat.engines import iati
from secretariat.parties.models import OrganisationKind, Party
from secretariat.pledges.models import (
    Evidence,
    FlowKind,
    Match,
    MatchState,
    MoneyFlow,
    Pledge,
    PledgeRole,
    Progress,
    Stage,
    StageUpdate,
    Target,
)
from secretariat.pledges.queries.periods import first_day_of, span_of
from secretariat.pledges.queries.sight import Sight

STATUS = {
    "": "1",
    Stage.PLANNING: "1",
    Stage.IN_PROGRESS: "2",
    Stage.FULFILLED: "4",
    Stage.CANCELLED: "5",
    Stage.SUSPENDED: "6",
}
TRANSACTION = {
    FlowKind.PLEDGE: "12",
    FlowKind.COMMITMENT: "2",
    FlowKind.DISBURSEMENT: "3",
    FlowKind.EXPENDITURE: "4",
}
# OrganisationType and OrganisationRole.
KINDS = {
    OrganisationKind.GOVERNMENT: "10",
    OrganisationKind.INTERNATIONAL_NGO: "21",
    OrganisationKind.NATIONAL_NGO: "22",
    OrganisationKind.MULTILATERAL: "40",
    OrganisationKind.FOUNDATION: "60",
    OrganisationKind.PRIVATE_SECTOR: "70",
    OrganisationKind.ACADEMIC: "80",
    OrganisationKind.OTHER: "90",
}
ROLES = {PledgeRole.CO_LEAD: "1", PledgeRole.IMPLEMENTER: "4", PledgeRole.PARTNER: "2"}
NOT_SPECIFIED = "99810"
DEVELOPING = "998"
CO_FUNDED, THIRD_PARTY = "4", "5"
GENERAL, OBJECTIVES, TARGET_GROUPS, OTHER = "1", "2", "3", "4"
_CENT = Decimal("0.01")


def organisation_identifier(conference: Conference) -> str:
    """The identifier under which a conference reports; it is registered with nobody."""
    return f"{conference.host.code}-{conference.slug}".upper()


def activities_of(sight: Sight, pledges: QuerySet[Pledge], on: date) -> list[iati.Activity]:
    """These pledges as activities, by number. What is not over by that day is no transaction yet. Nine queries."""
    held = pledges.select_related("party").prefetch_related("parties__party", "countries__party", "areas")
    writer = _Writer(sight, list(held.order_by("number")), on)
    return [writer.activity(pledge) for pledge in writer.pledges]


class _Writer:
    """What a person may know of these pledges, read once."""

    def __init__(self, sight: Sight, pledges: list[Pledge], on: date) -> None:
        self.pledges, self._on = pledges, on
        self._conference = sight.conference
        self._names: dict[int, ShownName] = shown_names(sight.conference)
        self._numbers = {pledge.pk: pledge.number for pledge in pledges}
        self._flows = self._by_pledge(sight.of(MoneyFlow).select_related("provider", "receiver"))
        known = Source.objects.visible_to(sight.user).values("pk")
        self._evidence = self._by_pledge(sight.of(Evidence).filter(source__in=known).select_related("source"))
        self._updates = self._by_pledge(sight.of(StageUpdate))
        self._targets = self._by_pledge(sight.of(Target))
        self._progress: dict[int, list[Progress]] = {}
        for report in sight.of(Progress).filter(target__pledge__in=self._numbers):
            self._progress.setdefault(report.target_id, []).append(report)
        self._matches = list(
            Match.objects.filter(wanted__in=self._numbers, offer__in=self._numbers, state=MatchState.AGREED)
        )
        self._reporting = iati.Organisation(
            _texts(sight.conference.title), organisation_identifier(sight.conference), _kind_of(sight.conference.host)
        )

    def activity(self, pledge: Pledge) -> iati.Activity:
        """One pledge."""
        language = self._conference.original_language
        return iati.Activity(
            identifier=self._identifier(pledge.number),
            reporting=self._reporting,
            title=_texts(pledge.title) or _texts(pledge.text),
            descriptions=tuple(_descriptions(pledge)),
            participants=tuple(self._participants(pledge)),
            status=STATUS[pledge.stage],
            dates=tuple(self._dates(pledge)),
            language=language,
            currency=pledge.currency,
            countries=tuple(_countries(pledge)),
            regions=() if _named_states(pledge) else (iati.Share(DEVELOPING),),
            places=tuple(iati.Located(each.pcode, {language: each.name or each.pcode}) for each in pledge.areas.all()),
            sectors=tuple(_sectors(pledge)),
            transactions=tuple(self._transactions(pledge)),
            documents=tuple(self._documents(pledge)),
            related=tuple(self._related(pledge)),
            indicators=tuple(self._indicator(pledge, each) for each in self._targets.get(pledge.pk, [])),
        )

    def _by_pledge(self, rows: QuerySet[Any]) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = {}
        for row in rows.filter(pledge__in=self._numbers):
            found.setdefault(row.pledge_id, []).append(row)
        return found

    def _identifier(self, number: int) -> str:
        return f"{self._reporting.ref}-PLEDGE-{number}"

    def _organisation(self, party: Party | None, said: str = "", role: str = "") -> iati.Organisation | None:
        if party is None:
            return iati.Organisation({self._conference.original_language: said}, role=role) if said else None
        return iati.Organisation(_texts(name_of(party, self._names)), kind=_kind_of(party), role=role)

    def _participants(self, pledge: Pledge) -> Iterable[iati.Organisation]:
        sharing = [(each.party, ROLES[PledgeRole(each.role)]) for each in pledge.parties.all()]
        for party, role in ((pledge.party, "1"), *sharing):
            named = self._organisation(party, role=role)
            if named is not None:
                yield named

    def _dates(self, pledge: Pledge) -> Iterable[tuple[str, date]]:
        """The planned start and end; a pledge that names no start begins when it was said, or with the conference."""
        start, end = span_of(pledge.start_date, pledge.end_date)
        start = start or first_day_of(pledge.said_date) or self._conference.start_date
        if end is not None and end < start:
            start = end
        yield "1", start
        if end is not None:
            yield "3", end
        if pledge.stage == Stage.FULFILLED and pledge.updated_date is not None and pledge.updated_date <= self._on:
            yield "4", pledge.updated_date

    def _transactions(self, pledge: Pledge) -> Iterable[iati.Transaction]:
        flows = self._flows.get(pledge.pk, [])
        said = first_day_of(pledge.said_date) or self._conference.start_date
        # What a file reports as a pledge is what was promised: the one is not written beside the other.
        if pledge.amount and said <= self._on and not any(each.kind == FlowKind.PLEDGE for each in flows):
            valued = pledge.value_date if pledge.value_date and pledge.value_date <= self._on else said
            who = self._organisation(pledge.party)
            ref = f"{pledge.number}-promised"
            yield iati.Transaction("12", said, pledge.amount, pledge.currency, valued, ref, provider=who)
        for flow in flows:
            if flow.flow_date <= self._on:
                yield self._transaction(flow)

    def _transaction(self, flow: MoneyFlow) -> iati.Transaction:
        valued = flow.value_date if flow.value_date and flow.value_date <= self._on else flow.flow_date
        return iati.Transaction(
            kind=TRANSACTION[FlowKind(flow.kind)],
            day=flow.flow_date,
            amount=flow.amount,
            currency=flow.currency,
            value_day=valued,
            ref=str(flow.pk),
            description={self._conference.original_language: flow.description},
            provider=self._organisation(flow.provider, flow.provider_name),
            receiver=self._organisation(flow.receiver, flow.receiver_name),
        )

    def _documents(self, pledge: Pledge) -> Iterable[iati.Document]:
        for each in self._evidence.get(pledge.pk, []):
            url = address_of(each.source)
            if url:
                media = "application/pdf" if url.lower().endswith(".pdf") else "text/html"
                language = each.source.language.partition("-")[0]
                yield iati.Document(url, _texts(each.proves) or _texts(str(each.source)), language, media)

    def _related(self, pledge: Pledge) -> Iterable[tuple[str, str]]:
        for match in self._matches:
            if pledge.pk in {match.wanted_id, match.offer_id}:
                other = match.offer_id if match.wanted_id == pledge.pk else match.wanted_id
                yield self._identifier(self._numbers[other]), CO_FUNDED
        # What the party itself reports under its own identifier is the same activity, told by another.
        if pledge.iati_identifier:
            yield " ".join(pledge.iati_identifier.split()), THIRD_PARTY

    def _indicator(self, pledge: Pledge, target: Target) -> iati.Indicator:
        start = next(day for kind, day in self._dates(pledge) if kind == "1")
        periods = [iati.Period(min(start, target.due_date), target.due_date, target.value)] if target.due_date else []
        periods += [
            iati.Period(min(each.start_date or start, each.end_date), each.end_date, actual=each.actual)
            for each in self._progress.get(target.pk, [])
        ]
        unit = f" ({target.unit})" if target.unit else ""
        title = {code: f"{said}{unit}" for code, said in _texts(target.indicator).items()}
        measure = "2" if target.unit.strip() in {"%", "٪"} else "1"
        return iati.Indicator(title, tuple(periods), target.baseline, start.year, measure)


def _descriptions(pledge: Pledge) -> Iterable[tuple[str, Any]]:
    yield GENERAL, _texts(pledge.text)
    if pledge.objective is not None:
        yield OBJECTIVES, {"en": f"Global Compact on Refugees, objective {pledge.objective}"}
    if pledge.beneficiaries:
        yield TARGET_GROUPS, {"en": ", ".join(map(str, pledge.beneficiaries))}
    for text in (pledge.conditions, pledge.support_needed):
        if _texts(text):
            yield OTHER, _texts(text)


def _named_states(pledge: Pledge) -> list[tuple[str, Decimal | None]]:
    return [(each.party.code, each.percent) for each in pledge.countries.all() if each.party.is_state]


def _countries(pledge: Pledge) -> Iterable[iati.Share]:
    named = _named_states(pledge)
    return [
        iati.Share(code, part) for (code, _said), part in zip(named, _parts([each[1] for each in named]), strict=True)
    ]


def _sectors(pledge: Pledge) -> Iterable[iati.Share]:
    codes = [str(code) for code in pledge.sectors] or [NOT_SPECIFIED]
    return [iati.Share(code, part) for code, part in zip(codes, _parts([None] * len(codes)), strict=True)]


def _parts(said: Sequence[Decimal | None]) -> list[Decimal | None]:
    """Parts of a hundred: as they were said if they come to a hundred, else what is left in equal parts."""
    if len(said) < 2:
        return [None] * len(said)
    given = sum((part for part in said if part is not None), Decimal(0))
    open_places = [place for place, part in enumerate(said) if part is None]
    if given > 100 or (given < 100 and not open_places) or (given == 100 and open_places):
        return _equal(len(said), Decimal(100))
    shared = iter(_equal(len(open_places), 100 - given)) if open_places else iter(())
    return [part if part is not None else next(shared) for part in said]


def _equal(count: int, whole: Decimal) -> list[Decimal | None]:
    part = (whole / count).quantize(_CENT)
    return [*[part] * (count - 1), whole - part * (count - 1)]


def _kind_of(party: Party) -> str:
    return "10" if party.is_state else KINDS.get(OrganisationKind(party.kind), "90") if party.kind else "90"


def _texts(text: object) -> dict[str, str]:
    data = getattr(text, "data", text)
    said = data if isinstance(data, dict) else {"en": str(data or "")}
    return {code: words for code, words in said.items() if words and words.strip()}
