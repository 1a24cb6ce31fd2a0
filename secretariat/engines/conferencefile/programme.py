"""The programme in a conference file: agenda, sessions with their speakers, bilateral meetings, the timetable."""

from typing import Annotated, Literal

from pydantic import Field, Strict

from secretariat.engines.conferencefile import limits
from secretariat.engines.conferencefile.values import (
    Citation,
    Count,
    Day,
    LanguageCode,
    Line,
    LineOf20,
    LineOf80,
    LineOf200,
    Moment,
    Part,
    PartyCode,
    Place,
    Sensitivity,
    Several,
    ShortWords,
    Text,
    Words,
    Yes,
    cited,
    seen_by,
)

SessionKind = Literal["opening", "plenary", "round table", "side event", "press", "closing", "other"]
BilateralRank = Literal["essential", "important", "useful"]
BilateralState = Literal["asked", "proposed", "accepted", "declined", "withdrawn"]
PartOfDay = Literal["any", "morning", "afternoon", "evening"]
ClashLevel = Literal["block", "warn", "ignore"]

# A room by its name in the original language, or by its place in the list of rooms where two have one name.
RoomName = Annotated[int, Strict(), Field(ge=1, le=100_000)] | Line
Minutes = Annotated[int, Strict(), Field(ge=0, le=600)]
Length = Annotated[int, Strict(), Field(ge=5, le=480)]
SlotLength = Annotated[int, Strict(), Field(ge=5, le=240)]
Seconds = Annotated[int, Strict(), Field(ge=10, le=14_400)]
Uid = Annotated[str, Field(pattern=limits.UID)]


class AgendaItemData(Part):
    """An item of the agenda."""

    number: LineOf20 = Field(description="Its number, as 3 or 4.2.")
    title: Text = Field(description="What it is about.")
    document: ShortWords | None = Field(None, description="Symbols or titles of its papers.")
    order: Count | None = Field(None, description="Its place in the agenda.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class PersonData(Part):
    """A party's delegation to the conference, or one of its people."""

    party: PartyCode = Field(description="Code of the party.")
    delegate: Line | None = Field(None, description="Name of one of its people, as in the delegation.")


class ChairData(Part):
    """Who presides: a delegate, or somebody named here."""

    party: PartyCode | None = Field(None, description="Code of the party whose delegate presides.")
    delegate: Line | None = Field(None, description="Name of that delegate, as in the delegation.")
    name: Line | None = Field(None, description="Name of a chair who is no delegate.")
    capacity: Text | None = Field(None, description="Capacity of such a chair.")


class InterventionData(Part):
    """One turn on a speakers' list."""

    party: PartyCode = Field(description="Code of the party.")
    delegate: Line | None = Field(None, description="Name of the speaker, as in the delegation.")
    kind: Literal["statement", "reply", "point of order"] = Field("statement", description="What the floor is for.")
    answers: Place | None = Field(None, description="Which turn of the list a reply answers; the first is 1.")
    asked: Moment = Field(description="When the floor was asked for.")
    given: Seconds = Field(description="Seconds given.")
    used: Count | None = Field(None, description="Seconds used.")
    state: Literal["waiting", "speaking", "done", "withdrawn"] = Field("waiting", description="How far it has come.")
    began: Moment | None = Field(None, description="When it began.")
    ended: Moment | None = Field(None, description="When it ended.")
    order: Count | None = Field(None, description="Its place, where the chair departed from the rule.")


class SpeakersData(Part):
    """The speakers' list of a session."""

    rule: Literal["request", "protocol"] = Field("request", description="In what order speakers have the floor.")
    seconds: Seconds = Field(300, description="Seconds for a statement.")
    reply_seconds: Seconds = Field(120, description="Seconds for a right of reply.")
    open: Yes = Field(default=True, description="Whether the floor may still be asked for.")
    turns: Several[InterventionData] = Field((), description="Those who spoke or wait, in the order they asked.")


class SessionData(Part):
    """A session of the programme; its time may be known to the day alone, or not at all."""

    title: Text = Field(description="What it is called.")
    key: LineOf80 | None = Field(None, description="Its key; made of title and day if left out.")
    kind: SessionKind = Field("other", description="What kind of session it is.")
    day: Day | None = Field(None, description="The day at the venue.")
    starts: Moment | None = Field(None, description="When it begins.")
    ends: Moment | None = Field(None, description="When it ends; given if and only if its beginning is.")
    room: RoomName | None = Field(None, description="Its room: the name, or its place in the list of rooms.")
    text: Text | None = Field(None, description="What is to be said of it.")
    items: Several[LineOf20] = Field((), description="Numbers of the agenda items that it treats.")
    must_attend: Several[PersonData] = Field((), description="Who it cannot do without.")
    chair: ChairData | None = Field(None, description="Who presides.")
    languages: Several[LanguageCode] = Field((), description="Languages of interpretation.")
    people: Count | None = Field(None, description="How many people are expected.")
    equipment: Several[LineOf80] = Field((), description="Equipment it needs.")
    document: ShortWords | None = Field(None, description="Symbols or titles of its papers.")
    cancelled: Yes = Field(default=False, description="Whether it is cancelled.")
    uid: Uid | None = Field(None, description="By what calendars know it.")
    speakers: SpeakersData | None = Field(None, description="Its speakers' list.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class HoursData(Part):
    """Hours in which bilateral meetings are held, or a room is closed, or a delegation meets nobody."""

    starts: Moment = Field(description="From when.")
    ends: Moment = Field(description="Until when.")
    reason: LineOf200 | None = Field(None, description="Why.")


class RoomPairData(Part):
    """How two rooms lie to each other."""

    one: RoomName = Field(description="The one room.")
    other: RoomName = Field(description="The other room.")
    minutes: Minutes = Field(0, description="Minutes it takes from one to the other.")
    adjacent: Yes = Field(default=False, description="Whether they are side by side.")


class ClosureData(HoursData):
    """A time in which a room cannot be used."""

    room: RoomName = Field(description="The room.")


class TimetableData(Part):
    """The rules of the timetable."""

    slot_minutes: SlotLength = Field(30, description="Length of a slot.")
    changeover_minutes: Annotated[int, Strict(), Field(ge=0, le=120)] = Field(0, description="Minutes between slots.")
    keep_free: Annotated[int, Strict(), Field(ge=0, le=1000)] = Field(0, description="Tables that stay free.")
    spread: Annotated[int, Strict(), Field(ge=0, le=100)] | None = Field(
        None, description="By how much numbers of breaks may differ."
    )
    interpreters: dict[LanguageCode, Annotated[int, Strict(), Field(ge=0, le=1000)]] = Field(
        default_factory=dict, description="For how many rooms at once there are interpreters, by language."
    )
    clashes: dict[LineOf80, ClashLevel] = Field(default_factory=dict, description="What each kind of clash does.")
    hours: Several[HoursData] = Field((), description="Hours in which bilateral meetings are held.")
    rooms: Several[RoomPairData] = Field((), description="Rooms side by side, and the way between rooms.")
    closures: Several[ClosureData] = Field((), description="Times in which a room cannot be used.")
    apart: Several[Annotated[Several[PartyCode], Field(min_length=2, max_length=2)]] = Field(
        (), description="Pairs of parties that are not to be in rooms side by side at one time."
    )


class StayData(Part):
    """When a delegation can meet."""

    party: PartyCode = Field(description="Code of the party.")
    arrives: Moment | None = Field(None, description="When it arrives.")
    departs: Moment | None = Field(None, description="When it leaves.")
    blocked: Several[HoursData] = Field((), description="Times in which it meets nobody.")


class ProposalData(Part):
    """What was proposed instead of what was asked."""

    minutes: Length | None = Field(None, description="Another length in minutes.")
    after: Moment | None = Field(None, description="Not before this.")
    until: Moment | None = Field(None, description="Not after this.")
    topic: ShortWords | None = Field(None, description="Another topic.")


class PlacingData(Part):
    """Where and when a bilateral meeting stands in the working timetable."""

    starts: Moment = Field(description="When it begins.")
    ends: Moment = Field(description="When it ends.")
    room: RoomName | None = Field(None, description="Its room.")
    table: Place = Field(1, description="Which of the room's tables.")
    pinned: Yes = Field(default=False, description="Whether it stays there whatever the engine finds.")


class BilateralData(Part):
    """A delegation asks another for a meeting."""

    asking: PartyCode = Field(description="Code of the party that asks.")
    asked: PartyCode = Field(description="Code of the party that is asked.")
    topic: ShortWords = Field(description="What it is to be about.")
    rank: BilateralRank = Field("important", description="How much it is wanted.")
    minutes: Length = Field(30, description="Its length in minutes.")
    after: Moment | None = Field(None, description="Not before this.")
    until: Moment | None = Field(None, description="Not after this.")
    preferred: PartOfDay = Field("any", description="When in the day it would best be held.")
    languages: Several[LanguageCode] = Field((), description="Languages to be interpreted.")
    seats: Annotated[int, Strict(), Field(ge=0, le=10_000)] | None = Field(None, description="Seats needed.")
    answer_by: Moment | None = Field(None, description="Until when an answer is wanted.")
    state: BilateralState = Field("asked", description="What became of it.")
    answer: Words | None = Field(None, description="What was answered.")
    answered: Moment | None = Field(None, description="When it was answered.")
    proposal: ProposalData | None = Field(None, description="What was proposed instead.")
    place: PlacingData | None = Field(None, description="Where it stands in the working timetable.")
    uid: Uid | None = Field(None, description="By what calendars know it.")


class PublishedData(Part):
    """One session or bilateral meeting as a version of the timetable has it."""

    uid: Uid = Field(description="By what calendars know it.")
    sequence: Count = Field(0, description="How often it was changed.")
    cancelled: Yes = Field(default=False, description="Whether it was cancelled.")
    session: LineOf80 | None = Field(None, description="Key of the session, as long as there is one.")
    bilateral: Place | None = Field(None, description="Which of the bilateral meetings; the first is 1.")
    title: Text | None = Field(None, description="Title of the session.")
    topic: ShortWords | None = Field(None, description="Topic of the bilateral meeting.")
    kind: SessionKind | None = Field(None, description="Kind of the session.")
    day: Day | None = Field(None, description="The day at the venue.")
    starts: Moment | None = Field(None, description="When it begins.")
    ends: Moment | None = Field(None, description="When it ends.")
    room: RoomName | None = Field(None, description="Its room.")
    table: Place | None = Field(None, description="Which of the room's tables.")
    delegations: Several[PartyCode] = Field((), description="Parties that take part or must attend.")
    delegates: Several[PersonData] = Field((), description="People who must attend.")
    chair: ChairData | None = Field(None, description="Who presides.")
    languages: Several[LanguageCode] = Field((), description="Languages of interpretation.")
    items: Several[LineOf20] = Field((), description="Numbers of the agenda items.")
    sensitivity: Sensitivity = seen_by()


class PublicationData(Part):
    """A version of the timetable that was published, whole."""

    number: Place = Field(description="Its number.")
    published: Moment = Field(description="When it was published.")
    note: ShortWords | None = Field(None, description="What was said of it.")
    entries: Several[PublishedData] = Field((), description="Everything that is held.")
