"""Figures in a conference file: places, numbers given by hand, areas of return, and what was published."""

from typing import Annotated, Literal

from pydantic import Field, Strict

from secretariat.engines.conferencefile import limits
from secretariat.engines.conferencefile.values import (
    Citation,
    CountryCode,
    Day,
    DayMonthOrYear,
    DayOrMonth,
    JsonText,
    Line,
    LineOf40,
    LineOf60,
    LineOf80,
    LineOf100,
    LineOf300,
    Measured,
    Moment,
    Part,
    PartyCode,
    Percent,
    Place,
    Sensitivity,
    Several,
    Text,
    WordsOf1000,
    Yes,
    cited,
    seen_by,
)

PlaceKind = Literal["country", "other", "admin 1", "admin 2", "admin 3", "admin 4", "site"]
Accommodation = Literal["P", "S", "C", "R", "I", "U"]
Setting = Literal["U", "R", "V"]
SiteState = Literal["open", "closed", "unknown"]
Layout = Literal[
    "unhcr population",
    "unhcr solutions",
    "unhcr flows",
    "unhcr locations",
    "unhcr sites",
    "totals",
    "hxl",
    "matched",
    "p-codes",
]
Method = Literal["registration", "government record", "estimate", "survey", "key informant", "mixed", "unknown"]
Group = Literal["REF", "ASY", "OIP", "ROC", "IDP", "RET", "RDP", "STA", "OOC", "HST", "RST", "NAT"]
Measure = Literal["stock", "flow"]
Sex = Literal["all", "f", "m", "x", "u"]
Unit = Literal["persons", "households"]
Qualifier = Literal["about", "more than", "less than", "up to", "at least"]
ValueStatus = Literal["provisional", "final", "revised"]
Criterion = Literal[
    "safety", "living", "livelihoods", "property", "documentation", "family", "participation", "justice"
]
Severity = Literal["low", "medium", "high", "very high", "not assessed"]
Access = Literal["UNHCR", "IOM", "UN", "NGO", "government", "nobody", "unknown"]
MovementType = Literal["self-organised", "facilitated", "go-and-see", "re-displacement", "back to asylum", "forced"]
Voluntariness = Literal["counselling", "group", "border monitoring", "not verified", "unknown"]
Agreement = Literal["tripartite", "bilateral", "none", "unknown"]
Horizon = Literal["12 months", "one day", "other"]
ReleaseState = Literal["published", "withdrawn"]

# What a figure is said to count in words, and the code of the group that it is.
GROUPS_IN_OTHER_WORDS: dict[str, Group] = {
    "refugees": "REF",
    "asylum-seekers": "ASY",
    "internally displaced people": "IDP",
    "returned refugees": "RET",
    "returned internally displaced people": "RDP",
    "stateless people": "STA",
    "host community": "HST",
    "resettled refugees": "RST",
    "naturalised refugees": "NAT",
}
# Everybody outside their country, where nobody says in which other.
ABROAD = "abroad"

# A country by its two letters, "abroad", or a place of the list by its code; by its place where two have one code.
PlaceName = Annotated[int, Strict(), Field(ge=1, le=100_000)] | LineOf80
People = Annotated[int, Strict(), Field(ge=0, le=10_000_000_000)]
Persons = Annotated[int, Strict(), Field(ge=0, le=2_000_000_000)]
Base = Annotated[int, Strict(), Field(ge=1, le=2_000_000_000)]
UnhcrCode = Annotated[str, Field(pattern=limits.UNHCR_CODE)]
Age = Annotated[int, Strict(), Field(ge=0, le=150)]
Bound = Annotated[int, Strict(), Field(ge=1, le=30_000)]


def _method(otherwise: Method = "unknown") -> Method:
    found: Method = Field(otherwise, description="How it was found.")
    return found


class GeographyData(Part):
    """A country, an administrative area, a site or camp."""

    kind: PlaceKind = Field(description="What kind of place it is.")
    code: LineOf80 = Field(description="Of a country its ISO 3166-1 alpha-3 code, of an area its P-code, else a key.")
    name: Text | None = Field(None, description="Its name; needed where no party gives it.")
    party: CountryCode | None = Field(None, description="Code of the state that a country is in the register.")
    unhcr_code: UnhcrCode | None = Field(None, description="UNHCR's own three letters, which are no ISO code.")
    country: PlaceName | None = Field(None, description="The country it lies in.")
    parent: PlaceName | None = Field(None, description="The place it is a part of.")
    valid_from: Day | None = Field(None, description="Since when its code is valid.")
    valid_until: Day | None = Field(None, description="Until when its code is valid.")
    provisional: Yes = Field(default=False, description="Whether its code is in no list of the country yet.")
    accommodation: Accommodation | None = Field(None, description="How people live there, with UNHCR's letters.")
    setting: Setting | None = Field(None, description="Whether it is in town or country, with UNHCR's letters.")
    state: SiteState | None = Field(None, description="Whether the site is in use.")
    opened: DayMonthOrYear | None = Field(None, description="When it was opened.")
    closed: DayMonthOrYear | None = Field(None, description="When it was closed.")
    capacity: Persons | None = Field(None, description="For how many people it is laid out.")
    area_of_return: Yes = Field(default=False, description="Whether the conference is about the return to it.")


class DatasetData(Part):
    """What a publisher brings out again and again; its imported editions are not in a file."""

    key: LineOf80 = Field(description="Its key.")
    name: Line = Field(description="Its name.")
    publisher: Line | None = Field(None, description="Who brings it out.")
    layout: Layout = Field(description="How its files are laid out.")
    licence: Line | None = Field(None, description="On what terms it may be used.")
    method: Method = _method()
    coverage: Text | None = Field(None, description="Whom and where it covers.")
    definition: Text | None = Field(None, description="What it counts.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class FigureData(Part):
    """A number of people that a person gave by hand, on somebody's word."""

    group: Group = Field(description="Whom it counts, with the codes of UNHCR.")
    measure: Measure = Field("stock", description="A stock at a date, or a flow in a period.")
    origin: PlaceName | None = Field(None, description="Country of origin.")
    asylum: PlaceName | None = Field(None, description="Country of asylum.")
    place: PlaceName | None = Field(None, description="Area or site; a country here is that of asylum.")
    sex: Sex = Field("all", description="Whom it counts by sex.")
    min_age: Age | None = Field(None, description="From which age, in whole years.")
    max_age: Age | None = Field(None, description="To which age, in whole years.")
    accommodation: Accommodation | None = Field(None, description="How they live, with UNHCR's letters.")
    setting: Setting | None = Field(None, description="In town or country, with UNHCR's letters.")
    value: People = Field(description="The number.")
    unit: Unit = Field("persons", description="What is counted.")
    qualifier: Qualifier | None = Field(None, description="How exact the number is said to be.")
    as_of: DayMonthOrYear | None = Field(None, description="As of which day, month or year.")
    begins: Day | None = Field(None, alias="from", description="First day of the period.")
    until: Day | None = Field(None, description="Last day of the period.")
    status: ValueStatus = Field("final", description="How firm it is.")
    method: Method | None = Field(None, description="How it was found.")
    said_by: PartyCode | None = Field(None, description="Code of the party on whose word it is.")
    revises: Place | None = Field(None, description="Which earlier figure of the list it revises; the first is 1.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class ThresholdData(Part):
    """What must be met before return is facilitated, as somebody worded it."""

    criterion: Criterion = Field(description="Which of the eight IASC criteria.")
    scheme: LineOf300 = Field(description="Who issued it, or the name of the scheme.")
    scheme_version: LineOf100 = Field(description="Version of the scheme.")
    code: LineOf40 = Field(description="Its code in the scheme.")
    text: Text = Field(description="Its wording.")
    replaced_by: Place | None = Field(None, description="Which threshold of the list replaces it; the first is 1.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class ConditionData(Part):
    """What an area of return is like by one criterion, on whose word, as of when."""

    area: PlaceName = Field(description="The area.")
    criterion: Criterion = Field(description="Which of the eight IASC criteria.")
    threshold: Place | None = Field(None, description="Which threshold of the list; the first is 1.")
    severity: Severity = Field("not assessed", description="How far it is from meeting the criterion.")
    indicator: Text | None = Field(None, description="What was looked at.")
    value: Measured | None = Field(None, description="What was measured.")
    unit: LineOf60 | None = Field(None, description="Unit of that.")
    as_of: Day = Field(description="As of which day.")
    valid_until: Day | None = Field(None, description="Until when it is held to be true; stale afterwards.")
    method: Method = _method()
    coverage: Text | None = Field(None, description="What it covers.")
    access: Access = Field("unknown", description="Who could verify on the spot.")
    narrative: Text | None = Field(None, description="What was found.")
    dissenting_view: Text | None = Field(None, description="What others hold against it.")
    information_gap: Text | None = Field(None, description="What is not known.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class MovementData(Part):
    """How many people moved in a week or longer."""

    begins: Day = Field(alias="from", description="First day of the period.")
    until: Day = Field(description="Last day of the period, a week at least after it begins.")
    from_country: PlaceName | None = Field(None, description="The country they left.")
    from_place: PlaceName | None = Field(None, description="The area or site they left.")
    to_country: PlaceName | None = Field(None, description="The country they went to.")
    to_area: PlaceName | None = Field(None, description="The area they went to.")
    persons: Persons | None = Field(None, description="How many persons.")
    households: Persons | None = Field(None, description="How many households.")
    qualifier: Qualifier | None = Field(None, description="How exact the number is said to be.")
    kind: MovementType = Field(description="How they moved.")
    voluntariness: Voluntariness = Field("unknown", description="How it was verified that they decided freely.")
    agreement: Agreement = Field("unknown", description="Under what agreement they moved.")
    method: Method = _method()
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class IntentionData(Part):
    """What a survey asked of whom, and which share answered how."""

    origin: PlaceName = Field(description="Country of origin of those asked.")
    hosts: Several[PlaceName] = Field((), description="Countries in which they were asked.")
    population: Text = Field(description="Who was asked.")
    question: Text = Field(description="The question.")
    answer: Text = Field(description="The answer that is counted.")
    share: Percent = Field(description="Share of those who gave it, in per cent.")
    base: Base = Field(description="How many answered.")
    horizon: Horizon = Field(description="In what time they were asked about.")
    begins: DayOrMonth | None = Field(None, alias="from", description="Since when they were asked.")
    until: DayOrMonth = Field(description="Until when they were asked.")
    method: Method = _method("survey")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class DisclosureData(Part):
    """By which rules numbers of people are hidden and rounded before anything is public."""

    national_threshold: Bound = Field(5, description="Smaller numbers than this are hidden in national tables.")
    national_rounding: Bound = Field(1, description="To which base numbers of national tables are rounded.")
    local_threshold: Bound = Field(10, description="Smaller numbers than this are hidden below country level.")
    local_rounding: Bound = Field(5, description="To which base numbers below country level are rounded.")
    large_from: Annotated[int, Strict(), Field(ge=1, le=2_000_000_000)] = Field(
        1000, description="From which number on the larger base holds."
    )
    large_rounding: Bound = Field(10, description="To which base large numbers are rounded.")
    protection: Bound = Field(3, description="Least width of what a stranger can compute of a hidden number.")


class ReleaseData(Part):
    """A table that was published, as it was shown; what it hid is not in it."""

    number: Place = Field(description="Its number, which is its address.")
    title: Text = Field(description="Its title.")
    note: Text | None = Field(None, description="What was said to its readers.")
    state: ReleaseState = Field("published", description="Whether it still stands.")
    reason: WordsOf1000 | None = Field(None, description="Why it was withdrawn.")
    published: Moment = Field(description="When it was published.")
    replaces: Place | None = Field(None, description="Number of the release that it replaces.")
    layout: JsonText = Field(description="What the table is made of, as data in JSON.")
    editions: JsonText | None = Field(None, description="From which editions it was drawn, as data in JSON.")
    content: JsonText | None = Field(None, description="The table as it was shown, as data in JSON.")
    rules: JsonText | None = Field(None, description="The rules of disclosure as they were, as data in JSON.")
