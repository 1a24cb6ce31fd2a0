"""The diplomatic record in a conference file: tasks, meetings, missions, challenges, positions, obstacles."""

from typing import Any, Literal

from pydantic import Field

from secretariat.engines.conferencefile.values import (
    Citation,
    Count,
    Day,
    DayOrMonth,
    Language,
    LineOf20,
    LineOf60,
    LineOf80,
    MeetingKey,
    Number,
    Occasion,
    OneToFive,
    Part,
    PartyCode,
    Place,
    Sensitivity,
    Several,
    ShortWords,
    Text,
    WholeText,
    cited,
    seen_by,
)

TaskState = Literal["planned", "under way", "done", "dropped"]
MeetingKind = Literal["preparatory", "bilateral", "margins", "working group", "video", "other"]
RecordState = Literal["draft", "circulated", "agreed"]
Verb = Literal[
    "discussed",
    "stressed",
    "agreed",
    "affirmed",
    "reported",
    "offered",
    "supported",
    "thanked",
    "objected",
    "stated",
    "called",
    "proposed",
    "rejected",
    "welcomed",
    "condemned",
    "pledged",
    "expressed concern",
    "announced",
]
FollowUpState = Literal["open", "under way", "done", "dropped"]
ChallengeKind = Literal[
    "obstruction",
    "pressure",
    "call not to attend",
    "boycott",
    "collective decision not to attend",
    "security",
    "funding",
    "logistics",
    "sanctions",
    "health",
    "other",
]
ChallengeState = Literal["open", "watched", "answered", "closed"]
Stance = Literal["for", "against", "neutral"]
InitiativeState = Literal["proposed", "discussed", "taken up", "carried out", "dropped"]
ObstacleKind = Literal[
    "security",
    "explosive hazards",
    "arrest and detention",
    "conscription",
    "documentation",
    "housing land and property",
    "basic services",
    "livelihoods",
    "freedom of movement",
    "discrimination",
    "information",
    "destroyed infrastructure",
    "sanctions",
    "politicisation",
    "other",
]

# What sources call an obstacle, and the kind that it is; the words given are kept as its text if it has none.
OBSTACLES_IN_OTHER_WORDS: dict[str, ObstacleKind] = {
    "insecurity": "security",
    "arbitrary detention and enforced disappearance": "arrest and detention",
    "lack of basic services": "basic services",
    "economic sanctions": "sanctions",
    "politicisation of the file": "politicisation",
}


def _owner() -> Any:
    return Field(None, description="Party in charge; the account of a person is not written into a file.")


def _unit() -> Any:
    return Field(None, description="Unit in charge.")


class TaskData(Part):
    """Something to be done before a day."""

    title: Text = Field(description="What is to be done.")
    details: Text | None = Field(None, description="What more there is to say.")
    key: LineOf80 | None = Field(None, description="The task of a template that it was made from.")
    state: TaskState | None = Field(None, description="How far it has come; planned if it is new.")
    start: Day | None = Field(None, description="Day on which it begins.")
    due: Day | None = Field(None, description="Day until which it is to be done, not before it begins.")
    done: Day | None = Field(None, description="Day on which it was done.")
    owner: PartyCode | None = _owner()
    unit: Text | None = _unit()
    held_up: Text | None = Field(None, description="Why it cannot go on.")
    order: Count | None = Field(None, description="Place among the tasks of its day.")
    needs: Several[Place] = Field((), description="Which tasks of the list must be done before; the first is 1.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by("secretariat")


class MeetingPlaceData(Part):
    """Where a meeting was held."""

    venue: Text | None = Field(None, description="The building.")
    city: Text | None = Field(None, description="The city.")
    country: PartyCode | None = Field(None, description="Code of the country.")


class HostData(Part):
    """Who received."""

    party: PartyCode | None = Field(None, description="Code of the party that received.")
    person: ShortWords | None = Field(None, description="The person who received.")
    capacity: Text | None = Field(None, description="Office the person holds.")


class VisitorData(Part):
    """A party that came, and who headed it."""

    party: PartyCode = Field(description="Code of the party.")
    head: ShortWords | None = Field(None, description="Who headed it.")
    capacity: Text | None = Field(None, description="Office the head holds.")
    delegation: Occasion | None = Field(None, description="Occasion of the party's delegation, if one is given here.")


class PointData(Part):
    """One thing said or agreed at a meeting."""

    verb: Verb = Field(description="What the parties did.")
    by: Several[PartyCode] = Field((), description="Codes of the parties that did it.")
    text: Text = Field(description="What it was about.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class ProgressData(Part):
    """What was reported back on a follow-up."""

    said: Day = Field(description="Day on which it was reported.")
    state: FollowUpState = Field(description="How the follow-up stands since then.")
    text: Text | None = Field(None, description="What was reported.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class FollowUpData(Part):
    """What somebody is to do after a meeting."""

    text: Text = Field(description="What is to be done.")
    owner: PartyCode | None = _owner()
    unit: Text | None = _unit()
    due: Day | None = Field(None, description="Day until which it is to be done.")
    state: FollowUpState | None = Field(None, description="What became of it; open if it is new.")
    progress: Several[ProgressData] = Field((), description="What was reported back, oldest first.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class MinutesData(Part):
    """One version of the minutes; its number is its place in the list."""

    language: Language = Field(description="Language they are written in.")
    text: WholeText = Field(description="The minutes.")
    state: RecordState | None = Field(None, description="How far they have come; a draft if they are new.")
    circulated: Day | None = Field(None, description="Day on which they went round.")
    agreed: Day | None = Field(None, description="Day on which they were agreed.")


class MeetingData(Part):
    """Who received whom, where and when, and about what."""

    key: MeetingKey | None = Field(None, description="Its word in this file; made from the title if left out.")
    title: Text = Field(description="Its title.")
    kind: MeetingKind = Field("other", description="What kind of meeting it is.")
    date: DayOrMonth | None = Field(None, description="When it was held: a day, a month, or nothing if unknown.")
    place: MeetingPlaceData | None = Field(None, description="Where it was held.")
    host: HostData | None = Field(None, description="Who received.")
    visitors: Several[VisitorData] = Field((), description="Who came; one alone may stand without a list.")
    subject: Text | None = Field(None, description="What it was about.")
    record: RecordState | None = Field(None, description="How far its record has come; an agreed one is frozen.")
    points: Several[PointData] = Field((), description="What was said and agreed, in order.")
    minutes: Several[MinutesData] = Field((), description="The versions of its minutes, oldest first.")
    follow_ups: Several[FollowUpData] = Field((), description="What is to be done after it.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class StopData(Part):
    """One stop of a mission."""

    country: PartyCode = Field(description="Code of the country.")
    city: Text | None = Field(None, description="The city.")
    date: DayOrMonth | None = Field(None, description="When: a day, a month, or nothing if unknown.")
    met: Text | None = Field(None, description="Whom the head met.")
    result: Text | None = Field(None, description="What came of it.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class ReportBackData(Part):
    """The meeting in which the results of a mission were told."""

    meeting: MeetingKey = Field(description="Key of the meeting.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class MissionData(Part):
    """A tour that a party made for the conference."""

    party: PartyCode = Field(description="Code of the party.")
    head: ShortWords | None = Field(None, description="Who headed it.")
    capacity: Text | None = Field(None, description="Office the head holds.")
    delegation: Occasion | None = Field(None, description="Occasion of the party's delegation, if one is given here.")
    purpose: Text | None = Field(None, description="What it was for.")
    begins: DayOrMonth | None = Field(None, alias="from", description="When it began: a day or a month.")
    until: DayOrMonth | None = Field(None, description="When it ended: a day or a month.")
    stops: Several[StopData] = Field((), description="Its stops, in order.")
    reported_back: Several[ReportBackData] = Field(
        (), description="In which meetings its results were told; one alone may stand without a list."
    )
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class AssessmentData(Part):
    """How likely and how grave a challenge was held to be on a day; later ones stand beside it."""

    made: Day = Field(description="Day of the assessment.")
    state: ChallengeState = Field("open", description="How the secretariat stood to it.")
    likelihood: OneToFive | None = Field(None, description="From 1 to 5.")
    impact: OneToFive | None = Field(None, description="From 1 to 5.")
    response: Text | None = Field(None, description="What is done about it.")
    owner: PartyCode | None = _owner()
    unit: Text | None = _unit()
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class ChallengeData(Part):
    """Something that is said to stand in the conference's way."""

    kind: ChallengeKind = Field(description="What kind of challenge it is.")
    text: Text = Field(description="The challenge in one sentence.")
    said: DayOrMonth | None = Field(None, description="When it was said: a day or a month.")
    attributed_to: Several[PartyCode] = Field((), description="Codes of the parties that say so.")
    done_by: Several[PartyCode] = Field((), description="Codes of the parties that are said to do it.")
    done_to: Several[PartyCode] = Field((), description="Codes of the parties to which it is said to be done.")
    assessments: Several[AssessmentData] = Field((), description="How it was judged, oldest first.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class PositionData(Part):
    """What a party said on a topic; what it says later stands beside it."""

    party: PartyCode = Field(description="Code of the party.")
    date: DayOrMonth | None = Field(None, description="When it was said: a day or a month.")
    topic: Text = Field(description="The topic; positions on one topic use the same words for it.")
    by: ShortWords | None = Field(None, description="The person who said it.")
    stance: Stance | None = Field(None, description="Whether it is for or against what the topic asks.")
    text: Text = Field(description="What was said.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class InitiativeData(Part):
    """Something a party proposes or has begun."""

    party: PartyCode = Field(description="Code of the party.")
    text: Text = Field(description="What it proposes or has begun.")
    date: DayOrMonth | None = Field(None, description="When it was said: a day or a month.")
    state: InitiativeState | None = Field(None, description="How far it has come; proposed if it is new.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class ObstacleData(Part):
    """Something that is said to keep people from returning."""

    kind: ObstacleKind = Field(description="What kind of obstacle it is.")
    text: Text | None = Field(None, description="The obstacle in one sentence.")
    area: Text | None = Field(None, description="Where it is.")
    places: Several[LineOf80 | Place] = Field((), description="The areas of return it is in: codes of places.")
    groups: Text | None = Field(None, description="Whom it concerns.")
    since: DayOrMonth | None = Field(None, description="Since when it is there: a day or a month.")
    said: DayOrMonth | None = Field(None, description="When it was said: a day or a month.")
    attributed_to: Several[PartyCode] = Field((), description="Codes of the parties that say so.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class ReportedFigureData(Part):
    """A number as a report gives it."""

    value: Number = Field(description="The number, with at most two decimals.")
    unit: LineOf60 = Field(description="Its unit.")
    qualifier: LineOf20 | None = Field(None, description="About, more than, up to and the like.")
    counts: Text = Field(description="What it counts.")
    place: ShortWords | None = Field(None, description="Where.")
    as_of: DayOrMonth | None = Field(None, description="As of which day or month.")
    said_by: PartyCode | None = Field(None, description="Code of the party on whose word it is.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class NoticeData(Part):
    """What a report says of where and when the conference is held."""

    city: ShortWords | None = Field(None, description="The city.")
    country: PartyCode | None = Field(None, description="Code of the country.")
    date: DayOrMonth | None = Field(None, description="When: a day or a month.")
    words: ShortWords | None = Field(None, description="In the words of the report.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()
