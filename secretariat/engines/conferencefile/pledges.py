"""Pledges in a conference file: who promises what, and what became of it."""

from typing import Annotated, Literal

from pydantic import Field, Strict

from secretariat.engines.conferencefile.values import (
    Amount,
    Citation,
    CurrencyCode,
    Day,
    DayMonthOrYear,
    ExchangeValue,
    FlowAmount,
    Line,
    LineOf20,
    LineOf40,
    LineOf60,
    LineOf80,
    LineOf100,
    LineOf200,
    LineOf300,
    Measured,
    MeetingKey,
    Part,
    PartyCode,
    Percent,
    Place,
    Sensitivity,
    Several,
    SourceKey,
    Text,
    Words,
    WordsOf1000,
    cited,
    seen_by,
)

PledgeKind = Literal[
    "financial",
    "material",
    "technical",
    "policy",
    "resettlement and complementary pathways",
    "agreement",
    "other",
]
PledgeRole = Literal["co-lead", "implementer", "partner"]
AmountQualifier = Literal["more than", "about", "up to", "at least"]
Answered = Literal["yes", "no", "unknown"]
Stage = Literal["planning", "in progress", "fulfilled", "suspended", "cancelled"]
FlowKind = Literal["pledge", "commitment", "disbursement", "expenditure"]
MatchState = Literal["proposed", "in discussion", "agreed", "ended", "refused"]
OneToFour = Annotated[int, Strict(), Field(ge=1, le=4)]


class PledgePartyData(Part):
    """A further party of a joint pledge."""

    party: PartyCode = Field(description="Code of the party.")
    role: PledgeRole = Field("partner", description="What it does in the pledge.")


class PledgeCountryData(Part):
    """A country that a pledge is for."""

    country: PartyCode = Field(description="Code of the country.")
    percent: Percent | None = Field(None, description="Which part of the pledge is for it, in per cent.")


class PledgeAreaData(Part):
    """An administrative area that a pledge is for."""

    code: LineOf80 = Field(description="Its P-code.")
    name: LineOf300 | None = Field(None, description="Its name, as it was known then.")


class ReachedData(Part):
    """What was reached of a target."""

    begins: Day | None = Field(None, alias="from", description="First day of the period.")
    until: Day = Field(description="Last day of the period.")
    actual: Measured = Field(description="What was reached by then.")
    verified_by: LineOf300 | None = Field(
        None, description="Who verified it; the pledging party alone says so if left out."
    )
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class TargetData(Part):
    """What is to be reached by when."""

    indicator: Text = Field(description="What is counted.")
    unit: LineOf60 = Field(description="Its unit.")
    baseline: Measured | None = Field(None, description="From where it is counted.")
    value: Measured = Field(description="What is to be reached.")
    due: Day | None = Field(None, description="Until which day.")
    progress: Several[ReachedData] = Field((), description="What was reached, oldest first.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class StageUpdateData(Part):
    """What was reported of a pledge on a day; later reports stand beside it."""

    stage: Stage = Field(description="How far the pledge has come.")
    said: Day = Field(description="Day on which it was said.")
    narrative: Text | None = Field(None, description="What was done.")
    hindrances: Text | None = Field(None, description="What stands in the way.")
    support_needed: Text | None = Field(None, description="What others would have to give.")
    reason: Text | None = Field(None, description="Why; needed where it is suspended or cancelled.")
    by: PartyCode | None = Field(None, description="Code of the party on whose word it is.")
    verified_by: LineOf300 | None = Field(
        None, description="Who verified it; the pledging party alone says so if left out."
    )
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class MoneyFlowData(Part):
    """Money that was promised, committed, paid out or spent; amounts of two kinds are never added."""

    kind: FlowKind = Field(description="How firm the money is.")
    amount: FlowAmount = Field(description="How much; less than nothing where it takes back what was reported before.")
    currency: CurrencyCode = Field(description="ISO 4217 code of the currency.")
    date: Day = Field(description="The day.")
    value_date: Day | None = Field(None, description="The day of whose rates its worth is told.")
    provider: PartyCode | None = Field(None, description="Code of the party that gives.")
    provider_name: Line | None = Field(None, description="Who gives, as it was written.")
    receiver: PartyCode | None = Field(None, description="Code of the party that receives.")
    receiver_name: Line | None = Field(None, description="Who receives, as it was written.")
    country: PartyCode | None = Field(None, description="Code of the country it is for.")
    description: WordsOf1000 | None = Field(None, description="What it is for.")
    activity: LineOf300 | None = Field(None, description="Identifier of the activity of an IATI file that tells it.")
    activity_key: LineOf100 | None = Field(None, description="What tells it from others of that activity.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class EvidenceData(Part):
    """Something that shows what was done."""

    source: SourceKey = Field(description="Key of a source listed under `sources`.")
    proves: Text = Field(description="What it shows.")
    target: Place | None = Field(None, description="Which target of the pledge it is about; the first is 1.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class MatchReasonData(Part):
    """One thing for which two pledges were thought to fit."""

    code: LineOf40 = Field(description="What they share: country, sector, period and the like.")
    shared: Several[Line] = Field((), description="Which of it they share.")
    points: Annotated[int, Strict(), Field(ge=-1_000_000, le=1_000_000)] = Field(0, description="How much it weighs.")


class MatchData(Part):
    """Another pledge that could give the support which this one needs."""

    offer: Place = Field(description="Which pledge of the list; the first is 1.")
    state: MatchState = Field("proposed", description="How far the two have found each other.")
    reason: WordsOf1000 | None = Field(None, description="Why it was ended or refused.")
    reasons: Several[MatchReasonData] = Field((), description="Why they were thought to fit.")


class TieData(Part):
    """An obstacle, an initiative, a meeting or a point of one that a pledge is about or came from."""

    obstacle: Place | None = Field(None, description="Which obstacle of the list; the first is 1.")
    initiative: Place | None = Field(None, description="Which initiative of the list; the first is 1.")
    meeting: MeetingKey | None = Field(None, description="Key of a meeting.")
    point: Place | None = Field(None, description="Which point of that meeting; the first is 1.")


class AnnouncementData(Part):
    """A session in which a pledge was announced."""

    session: LineOf80 = Field(description="Key of the session.")
    passage: Words | None = Field(None, description="The words in which it was announced.")


class PledgeData(Part):
    """What a party promises, and what became of it."""

    number: Place | None = Field(None, description="Its number within the conference; the next free one if left out.")
    party: PartyCode = Field(description="Code of the party that leads it.")
    parties: Several[PledgePartyData] = Field((), description="Further parties of a joint pledge.")
    kind: PledgeKind = Field(description="What kind of contribution it is.")
    title: Text | None = Field(None, description="Its title.")
    text: Text = Field(description="What is promised.")
    said: DayMonthOrYear | None = Field(None, description="When it was said: a day, a month or a year.")
    amount: Amount | None = Field(None, description="The amount of money.")
    currency: CurrencyCode | None = Field(None, description="ISO 4217 code of the currency; an amount has one.")
    value_date: Day | None = Field(None, description="The day of whose rates its worth is told.")
    qualifier: AmountQualifier | None = Field(None, description="How exact the amount is said to be.")
    additional: Answered = Field("unknown", description="Whether it adds to what was promised before.")
    earmarking: OneToFour | None = Field(None, description="How tightly it is bound, from 1 to 4 (IATI).")
    begins: DayMonthOrYear | None = Field(None, alias="from", description="When it begins: a day, a month or a year.")
    until: DayMonthOrYear | None = Field(None, description="When it ends: a day, a month or a year.")
    countries: Several[PledgeCountryData] = Field((), description="The countries it is for.")
    areas: Several[PledgeAreaData] = Field((), description="The administrative areas it is for.")
    beneficiaries: Several[LineOf20] = Field((), description="Codes of the population groups it is for.")
    objective: OneToFour | None = Field(None, description="Objective of the Global Compact on Refugees, from 1 to 4.")
    sectors: Several[LineOf20] = Field((), description="Codes of its sectors (IATI Sector).")
    conditions: Text | None = Field(None, description="On what it depends.")
    consulted: Answered = Field("unknown", description="Whether refugees were consulted.")
    support_needed: Text | None = Field(None, description="What others would have to give so that it can be kept.")
    iati_identifier: LineOf200 | None = Field(None, description="Its identifier in IATI.")
    targets: Several[TargetData] = Field((), description="What is to be reached.")
    updates: Several[StageUpdateData] = Field((), description="What was reported of it, oldest first.")
    flows: Several[MoneyFlowData] = Field((), description="The money that was committed, paid out or spent.")
    evidence: Several[EvidenceData] = Field((), description="What shows that it was done.")
    matches: Several[MatchData] = Field((), description="Pledges that could give the support it needs.")
    addresses: Several[TieData] = Field((), description="What it is about or came from.")
    announced: Several[AnnouncementData] = Field((), description="Sessions in which it was announced.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class ExchangeRateData(Part):
    """What one unit of a currency was worth in another on a day."""

    currency: CurrencyCode = Field(description="ISO 4217 code of the currency.")
    into: CurrencyCode = Field("USD", description="ISO 4217 code of the currency in which its worth is told.")
    rate: ExchangeValue = Field(description="What one unit was worth.")
    date: Day = Field(description="The day.")
    source: SourceKey = Field(description="Key of a source listed under `sources`.")
