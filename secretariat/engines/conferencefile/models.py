"""What a conference file may say: its sections, their keys and the values each key takes."""

import re
from datetime import date
from typing import Annotated, Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Strict,
    StringConstraints,
    Tag,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from secretariat.engines.conferencefile import limits

Language = Literal["en", "ar", "fr", "es", "ru", "zh"]
Sensitivity = Literal["public", "delegations", "secretariat", "restricted"]
Standing = Literal[
    "not invited", "invited", "no answer", "tentative", "accepted", "declined", "withdrawn", "attended", "absent"
]
Rank = Literal[
    "head of state", "head of government", "minister", "deputy minister", "ambassador", "senior official", "expert"
]
SourceKind = Literal[
    "official statement",
    "note verbale",
    "letter",
    "call",
    "agency",
    "press",
    "state media",
    "data set",
    "minutes",
    "other",
]
PartyKind = Literal[
    "government",
    "international organisation",
    "international NGO",
    "national NGO",
    "foundation",
    "private sector",
    "academic",
    "other",
]
Channel = Literal["note verbale", "letter", "call", "mail", "link", "press", "meeting"]
Occasion = Literal["conference", "preparatory meeting", "mission", "preparatory meeting and tour"]
KeptSection = Literal[
    "meetings",
    "missions",
    "challenges",
    "positions",
    "initiatives",
    "pledges",
    "commitments",
    "programme",
    "documents",
    "figures",
    "obstacles",
]

LANGUAGES: tuple[Language, ...] = ("en", "ar", "fr", "es", "ru", "zh")

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

T = TypeVar("T")


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise PydanticCustomError("day_form", "a date is written 2020-11-30")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("no_such_day", "there is no such date") from None


def _day_or_month(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and _MONTH.fullmatch(value):
        _day(f"{value}-01")
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise PydanticCustomError("month_form", "a date is written 2020-11-30 or 2020-11")
    return _day(value).isoformat()


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise PydanticCustomError("no_such_zone", "there is no such time zone") from None
    return name


def _free_slug(slug: str) -> str:
    if slug in limits.RESERVED_SLUGS:
        raise PydanticCustomError("reserved_slug", "this address is used by the house itself")
    return slug


def _nothing_is_an_empty_list(value: Any) -> Any:
    return () if value is None else value


def _nothing_is_an_empty_mapping(value: Any) -> Any:
    return {} if value is None else value


def _words_if_original_alone(value: dict[Language, str], info: ValidationInfo) -> dict[Language, str] | str:
    """A text that has only the conference's original language is that text, however it was written."""
    original = info.context.get("language") if info.context else None
    return value[original] if original is not None and list(value) == [original] else value


def _text_shape(value: Any) -> str:
    return LANGUAGES_TAG if isinstance(value, dict) else WORDS_TAG


def _citation_shape(value: Any) -> str:
    return PASSAGE_TAG if isinstance(value, dict | BaseModel) else WORDS_TAG


# The brackets keep these words apart from anything a file can name.
WORDS_TAG, LANGUAGES_TAG, PASSAGE_TAG = "<words>", "<languages>", "<passage>"

Day = Annotated[date, BeforeValidator(_day)]
DayOrMonth = Annotated[
    str,
    BeforeValidator(_day_or_month),
    Field(json_schema_extra={"pattern": r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"}),
]
Yes = Annotated[bool, Strict()]
Count = Annotated[int, Strict(), Field(ge=0, le=limits.MOST)]
Position = Annotated[int, Strict(), Field(ge=1, le=100_000)]
Words = Annotated[str, StringConstraints(max_length=20_000, pattern=limits.NOT_BLANK)]
Line = Annotated[str, StringConstraints(max_length=500, pattern=limits.ONE_LINE)]
Slug = Annotated[str, StringConstraints(max_length=60, pattern=limits.SLUG), AfterValidator(_free_slug)]
SourceKey = Annotated[str, StringConstraints(max_length=80, pattern=limits.SOURCE_KEY)]
PartyCode = Annotated[str, StringConstraints(max_length=20, pattern=limits.PARTY_CODE)]
CountryCode = Annotated[str, StringConstraints(pattern=limits.COUNTRY_CODE)]
LanguageCode = Annotated[str, StringConstraints(max_length=35, pattern=limits.LANGUAGE_CODE)]
WebAddress = Annotated[str, StringConstraints(max_length=2_000, pattern=limits.WEB_ADDRESS)]
FileName = Annotated[str, StringConstraints(max_length=255, pattern=limits.FILE_NAME)]
MailAddress = Annotated[str, StringConstraints(max_length=254, pattern=limits.MAIL_ADDRESS)]
TimeZone = Annotated[Line, AfterValidator(_time_zone)]
Several = Annotated[tuple[T, ...], BeforeValidator(_nothing_is_an_empty_list)]

Text = Annotated[
    Annotated[Words, Tag(WORDS_TAG)]
    | Annotated[
        dict[Language, Words],
        Field(min_length=1),
        AfterValidator(_words_if_original_alone),
        Tag(LANGUAGES_TAG),
    ],
    Discriminator(_text_shape),
]


class Part(BaseModel):
    """A part of a conference file; it knows its own keys and refuses all others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PassageData(Part):
    """A source with the words in it that say the fact."""

    source: SourceKey = Field(description="Key of a source listed under `sources`.")
    passage: Words | None = Field(None, description="The words of the source, as they stand there.")
    start: Count | None = Field(None, description="Where the passage starts in the source's text, in characters.")
    end: Count | None = Field(None, description="Where the passage ends in the source's text, in characters.")


def _key_if_no_passage(citation: PassageData) -> PassageData | str:
    """A citation without a passage is the source's key, however it was written."""
    has_passage = (citation.passage, citation.start, citation.end) != (None, None, None)
    return citation if has_passage else citation.source


Citation = Annotated[
    Annotated[SourceKey, Tag(WORDS_TAG)] | Annotated[PassageData, AfterValidator(_key_if_no_passage), Tag(PASSAGE_TAG)],
    Discriminator(_citation_shape),
]


def _sources() -> Any:
    return Field((), description="What says so: keys of sources, or mappings with the passage.")


def _sensitivity() -> Any:
    return Field("public", description="Who may see it.")


class PlaceData(Part):
    """Where the conference meets."""

    venue: Text | None = Field(None, description="The building.")
    city: Text | None = Field(None, description="The city.")
    country: CountryCode = Field(description="ISO 3166-1 alpha-2 code of the country.")


class GoalData(Part):
    """An objective or an expected result, and what says so."""

    text: Text = Field(description="The objective or result in one sentence.")
    sources: Several[Citation] = _sources()
    sensitivity: Sensitivity = _sensitivity()


class RoomData(Part):
    """A room the conference meets in."""

    name: Text = Field(description="The name on the door.")
    seats: Count | None = Field(None, description="Number of seats.")
    booths: Count | None = Field(None, description="Number of interpretation booths.")


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
    sensitivity: Sensitivity = _sensitivity()


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
    corrects: Position | None = Field(None, description="Which earlier answer of the list it corrects; the first is 1.")
    sources: Several[Citation] = _sources()
    sensitivity: Sensitivity = _sensitivity()


class InvitationData(Part):
    """One party's invitation and every answer ever given to it."""

    party: PartyCode = Field(description="Code of the party.")
    rank: Rank | None = Field(None, description="Rank invited.")
    capacity: Literal["participant", "observer", "guest", "media"] = Field(
        "participant", description="In which capacity it is invited."
    )
    quota: Count | None = Field(None, description="Places in the hall.")
    overflow: Count | None = Field(None, description="Places in the overflow room.")
    sent: Day | None = Field(None, description="Day on which the invitation was sent.")
    sent_through: Channel | None = Field(None, description="How it was sent.")
    contact: ContactData | None = Field(None, description="Whom it was sent to.")
    sensitivity: Sensitivity = _sensitivity()
    answers: Several[AnswerData] = Field((), description="The answers, oldest first.")


class TotalsData(Part):
    """Totals of participation as somebody gave them."""

    states: Count | None = Field(None, description="Number of states said to take part.")
    organisations: Count | None = Field(None, description="Number of organisations said to take part.")
    said: Day | None = Field(None, description="Day on which it was said.")
    by: Text | None = Field(None, description="On whose word: the code of a party, or a name.")
    sources: Several[Citation] = _sources()
    sensitivity: Sensitivity = _sensitivity()


class DelegateData(Part):
    """A person in a delegation."""

    name: Line = Field(description="Name in Latin script.")
    original: Line | None = Field(None, description="Name in its original script.")
    spellings: Several[Line] = Field((), description="Other spellings met in sources.")
    honorific: Line | None = Field(None, description="H.E., Dr, Sheikh and the like.")
    role: Literal["head", "alternate", "adviser", "interpreter", "security", "press", "member"] = Field(
        "member", description="Role in the delegation."
    )
    capacity: Text | None = Field(None, description="Office the person holds.")
    body: Text | None = Field(None, description="Ministry or body the person belongs to.")
    rank: Rank | None = Field(None, description="Rank for precedence.")
    mail: MailAddress | None = Field(None, description="Mail address.")
    languages: Several[LanguageCode] = Field((), description="Languages the person works in.")
    sources: Several[Citation] = _sources()
    sensitivity: Sensitivity = _sensitivity()


class DelegationData(Part):
    """Who a party sent to one occasion."""

    party: PartyCode = Field(description="Code of the party.")
    occasion: Occasion = Field("conference", description="What it was sent to.")
    bodies: Several[Text] = Field((), description="Ministries and bodies it is drawn from.")
    sensitivity: Sensitivity = _sensitivity()
    delegates: Several[DelegateData] = Field((), description="Its members.")


class ConferenceFile(Part):
    """One conference, complete: everything needed to set it up again elsewhere."""

    conference: ConferenceData = Field(description="The conference itself.")
    sources: Annotated[dict[SourceKey, SourceData], BeforeValidator(_nothing_is_an_empty_mapping)] = Field(
        default_factory=dict, description="Every source, under its key."
    )
    parties: Several[PartyData] = Field((), description="Parties with a role, a name or a kind of their own.")
    invitations: Several[InvitationData] = Field((), description="Who was invited, and what each answered.")
    participation_totals: Several[TotalsData] = Field((), description="Totals that sources give.")
    delegations: Several[DelegationData] = Field((), description="Who came, by party and occasion.")
    kept: dict[KeptSection, str] = Field(
        default_factory=dict, description="Sections kept word for word: the section's name and its text in the file."
    )
