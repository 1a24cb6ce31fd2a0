"""What a conference file may say: its sections, their keys and the values each key takes."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from secretariat.engines.conferencefile.accreditation import CredentialsData, DelegateState, DoorData, TermsData
from secretariat.engines.conferencefile.documents import DocumentData
from secretariat.engines.conferencefile.figures import (
    ConditionData,
    DatasetData,
    DisclosureData,
    FigureData,
    GeographyData,
    IntentionData,
    MovementData,
    PlaceName,
    ReleaseData,
    ThresholdData,
)
from secretariat.engines.conferencefile.news import ArticleData, NewsroomData, PressItemData
from secretariat.engines.conferencefile.pledges import ExchangeRateData, MoneyFlowData, PledgeData
from secretariat.engines.conferencefile.programme import (
    AgendaItemData,
    BilateralData,
    PublicationData,
    SessionData,
    StayData,
    TimetableData,
)
from secretariat.engines.conferencefile.record import (
    ChallengeData,
    InitiativeData,
    MeetingData,
    MissionData,
    NoticeData,
    ObstacleData,
    PositionData,
    ReportedFigureData,
    TaskData,
)
from secretariat.engines.conferencefile.values import (
    LANGUAGES,
    Capacity,
    Channel,
    Citation,
    Count,
    CountryCode,
    Day,
    DayOrMonth,
    DelegateRole,
    FileName,
    KeptSection,
    Language,
    LanguageCode,
    Line,
    LineOf80,
    MailAddress,
    Moment,
    Occasion,
    Part,
    PartyCode,
    PartyKind,
    Place,
    Rank,
    Sensitivity,
    Several,
    Slug,
    SourceKey,
    SourceKind,
    Standing,
    Text,
    TimeZone,
    WebAddress,
    Words,
    Yes,
    cited,
    nothing_is_an_empty_mapping,
    seen_by,
)


class PlaceData(Part):
    """Where the conference meets."""

    venue: Text | None = Field(None, description="The building.")
    city: Text | None = Field(None, description="The city.")
    country: CountryCode = Field(description="ISO 3166-1 alpha-2 code of the country.")


class GoalData(Part):
    """An objective or an expected result, and what says so."""

    text: Text = Field(description="The objective or result in one sentence.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class RoomData(Part):
    """A room the conference meets in."""

    name: Text = Field(description="The name on the door.")
    seats: Count | None = Field(None, description="Number of seats.")
    booths: Count | None = Field(None, description="Number of interpretation booths.")
    languages: Several[LanguageCode] = Field((), description="Languages of the booths; any if left out.")
    equipment: Several[LineOf80] = Field((), description="Equipment that it has.")
    tables: Count | None = Field(None, description="Tables for bilateral meetings.")
    order: Count | None = Field(None, description="Its place in the order of rooms.")


class ShownNameData(Part):
    """The name and place in the order that this conference shows for a party."""

    party: PartyCode = Field(description="Code of the party.")
    name: Text | None = Field(None, description="The name this conference shows.")
    order: Count | None = Field(None, description="Place in the order of parties, where it departs from protocol.")


class ConferenceData(Part):
    """The conference itself: what, where, when, who invites."""

    slug: Slug = Field(description="Its word in addresses.")
    title: Text = Field(description="Its full title.")
    acronym: Line | None = Field(None, description="Its short name.")
    place: PlaceData = Field(description="Where it meets.")
    timezone: TimeZone = Field(description="Time zone of the place, as in Asia/Damascus.")
    starts: Day = Field(description="First day.")
    ends: Day = Field(description="Last day, not before the first.")
    host: PartyCode = Field(description="Code of the host party.")
    co_organisers: Several[PartyCode] = Field((), description="Codes of the parties that organise it with the host.")
    subject: Text | None = Field(None, description="What it is about.")
    language: Language = Field("en", description="Original language of its texts.")
    languages: Annotated[Several[Language], Field(min_length=1)] = Field(
        LANGUAGES, description="Languages it is shown in."
    )
    state: Literal["preparing", "open", "closed", "archived"] = Field("preparing", description="How far it has come.")
    public: Yes = Field(True, description="Whether it stands on the public site.")  # noqa: FBT003 - a default, no switch
    objectives: Several[GoalData] = Field((), description="What it is meant to reach.")
    expected_results: Several[GoalData] = Field((), description="What it is meant to produce.")
    rooms: Several[RoomData] = Field((), description="The rooms it meets in.")
    names: Several[ShownNameData] = Field((), description="Names it shows for parties, where they differ.")


class SourceData(Part):
    """A report, letter, call or document that facts rest on."""

    title: Line | None = Field(None, description="Title, in its own language.")
    byline: Line | None = Field(None, description="Who wrote it.")
    publisher: Line | None = Field(None, description="Who published or sent it.")
    date: DayOrMonth | None = Field(None, description="Date of publication: a day, a month, or nothing if unknown.")
    seen: Day | None = Field(None, description="Day on which it was last seen at its address.")
    language: LanguageCode | None = Field(None, description="Language it is written in.")
    kind: SourceKind = Field("other", description="What kind of source it is.")
    url: WebAddress | None = Field(None, description="Address on the web.")
    file: FileName | None = Field(None, description="Name of the file that holds it, without a folder.")
    licence: Line | None = Field(None, description="On what terms it may be used.")
    sensitivity: Sensitivity = seen_by()


class PartyData(Part):
    """A state or an organisation that is invited or takes part."""

    code: PartyCode = Field(description="ISO 3166-1 alpha-2 code of a state, the organisation's own code otherwise.")
    role: Literal["host", "co-organiser"] | None = Field(None, description="Its part in holding the conference.")
    name: Text | None = Field(None, description="Its name; needed where the register does not know the code.")
    kind: PartyKind | None = Field(None, description="What kind of party it is.")


class ContactData(Part):
    """Whom the invitation is sent to."""

    name: Line | None = Field(None, description="Name of the person or office.")
    mail: MailAddress | None = Field(None, description="Mail address.")
    language: Language | None = Field(None, description="Language of letters and reminders.")


class AnswerData(Part):
    """What a party answered, or is said to have answered; later answers stand beside earlier ones."""

    standing: Standing = Field(description="How the party stands after this answer.")
    said: Day | None = Field(None, description="Day on which it was said.")
    by: Text | None = Field(None, description="On whose word: the code of a party, or a name.")
    through: Channel | None = Field(None, description="How it came.")
    reason: Text | None = Field(None, description="The reason given.")
    rank: Rank | None = Field(None, description="Rank that the party announced.")
    corrects: Place | None = Field(None, description="Which earlier answer of the list it corrects; the first is 1.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class InvitationData(Part):
    """One party's invitation and every answer ever given to it."""

    party: PartyCode = Field(description="Code of the party.")
    rank: Rank | None = Field(None, description="Rank invited.")
    capacity: Capacity = Field("participant", description="In which capacity it is invited.")
    quota: Count | None = Field(None, description="Places in the hall.")
    overflow: Count | None = Field(None, description="Places in the overflow room.")
    sent: Day | None = Field(None, description="Day on which the invitation was sent.")
    sent_through: Channel | None = Field(None, description="How it was sent.")
    contact: ContactData | None = Field(None, description="Whom it was sent to.")
    sensitivity: Sensitivity = seen_by()
    answers: Several[AnswerData] = Field((), description="The answers, oldest first.")


class TotalsData(Part):
    """Totals of participation as somebody gave them."""

    states: Count | None = Field(None, description="Number of states said to take part.")
    organisations: Count | None = Field(None, description="Number of organisations said to take part.")
    said: Day | None = Field(None, description="Day on which it was said.")
    by: Text | None = Field(None, description="On whose word: the code of a party, or a name.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class DelegateData(Part):
    """A person in a delegation."""

    name: Line = Field(description="Name in Latin script.")
    original: Line | None = Field(None, description="Name in its original script.")
    spellings: Several[Line] = Field((), description="Other spellings met in sources.")
    honorific: Line | None = Field(None, description="H.E., Dr, Sheikh and the like.")
    role: DelegateRole = Field("member", description="Role in the delegation.")
    capacity: Text | None = Field(None, description="Office the person holds.")
    body: Text | None = Field(None, description="Ministry or body the person belongs to.")
    rank: Rank | None = Field(None, description="Rank for precedence.")
    mail: MailAddress | None = Field(None, description="Mail address.")
    languages: Several[LanguageCode] = Field((), description="Languages the person works in.")
    state: DelegateState | None = Field(
        None, description="How far the person has come towards accreditation; nominated if new."
    )
    state_since: Moment | None = Field(None, description="Since when the person is in this state.")
    reason: Words | None = Field(None, description="Why the person is on hold, was refused or withdrawn.")
    overflow: Yes | None = Field(None, description="Whether the person takes an overflow place; a main one if new.")
    media: Yes | None = Field(
        None,
        description="Whether the person stands among the media; if left out, press and parties invited as media do.",
    )
    in_place_of: Line | None = Field(
        None, description="Name of the person of this delegation whom the person replaces."
    )
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class DelegationData(Part):
    """Who a party sent to one occasion."""

    party: PartyCode = Field(description="Code of the party.")
    occasion: Occasion = Field("conference", description="What it was sent to.")
    bodies: Several[Text] = Field((), description="Ministries and bodies it is drawn from.")
    sensitivity: Sensitivity = seen_by()
    credentials: CredentialsData | None = Field(None, description="The letter that says for whom it speaks.")
    delegates: Several[DelegateData] = Field((), description="Its members.")


class ConferenceFile(Part):
    """One conference, complete: everything needed to set it up again elsewhere."""

    conference: ConferenceData = Field(description="The conference itself.")
    sources: Annotated[dict[SourceKey, SourceData], BeforeValidator(nothing_is_an_empty_mapping)] = Field(
        default_factory=dict, description="Every source, under its key."
    )
    parties: Several[PartyData] = Field((), description="Parties with a role, a name or a kind of their own.")
    invitations: Several[InvitationData] = Field((), description="Who was invited, and what each answered.")
    participation_totals: Several[TotalsData] = Field((), description="Totals that sources give.")
    delegations: Several[DelegationData] = Field((), description="Who came, by party and occasion.")
    accreditation: TermsData | None = Field(None, description="What is asked of those who are to be accredited.")
    door: DoorData | None = Field(None, description="Zones, classes of badges, gates, rules and templates.")
    tasks: Several[TaskData] = Field((), description="What is to be done, and until when.")
    meetings: Several[MeetingData] = Field((), description="Meetings with their points, minutes and follow-ups.")
    missions: Several[MissionData] = Field((), description="Tours for the conference, with their stops.")
    agenda: Several[AgendaItemData] = Field((), description="The items of the agenda.")
    programme: Several[SessionData] = Field((), description="The sessions, with their speakers.")
    timetable: TimetableData | None = Field(None, description="Rules and hours of the timetable.")
    stays: Several[StayData] = Field((), description="When delegations can meet.")
    bilaterals: Several[BilateralData] = Field((), description="What delegations asked of each other.")
    publications: Several[PublicationData] = Field((), description="Versions of the timetable that were published.")
    challenges: Several[ChallengeData] = Field((), description="What is said to stand in the conference's way.")
    positions: Several[PositionData] = Field((), description="What parties said on a topic.")
    initiatives: Several[InitiativeData] = Field((), description="What parties propose or have begun.")
    obstacles: Several[ObstacleData] = Field((), description="What is said to keep people from returning.")
    reported_figures: Several[ReportedFigureData] = Field((), description="Numbers as reports give them.")
    notices: Several[NoticeData] = Field((), description="What reports say of where and when the conference is held.")
    pledges: Several[PledgeData] = Field((), description="What parties promise, and what became of it.")
    money_flows: Several[MoneyFlowData] = Field((), description="Money that belongs to no pledge yet.")
    exchange_rates: Several[ExchangeRateData] = Field((), description="What currencies were worth.")
    places: Several[GeographyData] = Field((), description="Areas, sites and camps, and what is special of countries.")
    origins: Several[PlaceName] = Field((), description="Countries whose refugees the conference is about.")
    datasets: Several[DatasetData] = Field((), description="What publishers bring out again and again.")
    figures: Several[FigureData] = Field((), description="Numbers of people that were given by hand.")
    thresholds: Several[ThresholdData] = Field((), description="What must be met before return is facilitated.")
    conditions: Several[ConditionData] = Field((), description="What areas of return are like.")
    movements: Several[MovementData] = Field((), description="How many people moved.")
    intentions: Several[IntentionData] = Field((), description="What surveys were told.")
    disclosure: DisclosureData | None = Field(None, description="Rules by which numbers are hidden and rounded.")
    releases: Several[ReleaseData] = Field((), description="Tables that were published.")
    documents: Several[DocumentData] = Field((), description="Papers, with their languages, texts and adoptions.")
    articles: Several[ArticleData] = Field((), description="What the public is told.")
    press_kit: Several[PressItemData] = Field((), description="What the press is handed.")
    newsroom: NewsroomData | None = Field(None, description="Rules by which replies are taken.")
    kept: dict[KeptSection, str] = Field(
        default_factory=dict, description="Sections kept word for word: the section's name and its text in the file."
    )
