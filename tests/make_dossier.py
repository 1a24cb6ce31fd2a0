"""Builders of what the dossier reads: positions and claims, and the meetings, missions and challenges beneath them."""

from typing import Any

from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Sensitivity
from secretariat.conference.models import Conference
from secretariat.dossier.models import (
    Claimant,
    Initiative,
    Notice,
    Obstacle,
    ObstacleKind,
    Position,
    ReportedFigure,
    Stance,
    Topic,
)
from secretariat.meetings.models import FollowUp, Meeting, Mission, Point, Speaker, Stop, Verb, Visitor
from secretariat.parties.models import Party
from secretariat.preparation.models import Challenge, ChallengeKind, ChallengePart
from tests import make


def said(words: str) -> LazyI18nString:
    """Words in English."""
    return LazyI18nString({"en": words})


def fact(conference: Conference, fields: dict[str, Any]) -> dict[str, Any]:
    """What every fact carries; public unless it is said otherwise."""
    values = {"conference": conference, "sensitivity": Sensitivity.PUBLIC, **fields}
    return {"entered_by": fields.get("entered_by") or make._house_hand(), **values}


def topic(conference: Conference, name: str = "Time of the conference") -> Topic:
    """A matter on which parties hold positions."""
    return Topic.objects.create(conference=conference, name=said(name))


def position(topic: Topic, party: Party | None = None, **fields: Any) -> Position:
    """What a party holds."""
    values = {
        "topic": topic,
        "party": party or make.party("LB"),
        "stance": Stance.FOR,
        "said_date": "2020-11-10",
        "text": said("It is time"),
    }
    return Position.objects.create(**fact(topic.conference, {**values, **fields}))


def initiative(conference: Conference, party: Party | None = None, **fields: Any) -> Initiative:
    """What a party proposes."""
    values = {"party": party or make.party("LB"), "text": said("A second conference"), "said_date": "2020-11-12"}
    return Initiative.objects.create(**fact(conference, {**values, **fields}))


def obstacle(conference: Conference, *claimants: Party, **fields: Any) -> Obstacle:
    """What is said to stand in the way."""
    values = {"kind": ObstacleKind.SECURITY, "text": said("Not everywhere is safe")}
    made = Obstacle.objects.create(**fact(conference, {**values, **fields}))
    for each in claimants:
        Claimant.objects.create(conference=conference, obstacle=made, party=each)
    return made


def figure(conference: Conference, **fields: Any) -> ReportedFigure:
    """A number as a report gives it."""
    values = {"value": 1_000_000, "unit": "persons", "counts": said("refugees"), "place": "Lebanon"}
    return ReportedFigure.objects.create(**fact(conference, {**values, **fields}))


def notice(conference: Conference, **fields: Any) -> Notice:
    """Where and when the conference is held, as a report gives it."""
    return Notice.objects.create(**fact(conference, {"city": "Damascus", "words": "next month", **fields}))


def meeting(conference: Conference, *visitors: Party, **fields: Any) -> Meeting:
    """A meeting in Damascus."""
    key = fields.pop("key", f"meeting-{next(make._numbers)}")
    values = {"key": key, "title": said("The envoy is received"), "host": make.party("SY"), "held_date": "2020-10-29"}
    made = Meeting.objects.create(**fact(conference, {**values, **fields}))
    for each in visitors:
        Visitor.objects.create(conference=conference, meeting=made, party=each, head="Head of it")
    return made


def point(meeting: Meeting, *speakers: Party, **fields: Any) -> Point:
    """A point of a meeting."""
    values = {"meeting": meeting, "verb": Verb.STRESSED, "text": said("The aim is humanitarian")}
    made = Point.objects.create(**fact(meeting.conference, {**values, **fields}))
    for each in speakers:
        Speaker.objects.create(conference=meeting.conference, point=made, party=each)
    return made


def follow_up(meeting: Meeting, **fields: Any) -> FollowUp:
    """What is to be done after a meeting."""
    values = {"meeting": meeting, "text": said("Send the list")}
    return FollowUp.objects.create(**fact(meeting.conference, {**values, **fields}))


def stop(conference: Conference, party: Party | None = None, **fields: Any) -> Stop:
    """A stop of a mission in October, of which the day is not known."""
    mission = {"party": party or make.party("RU"), "from_date": "2020-10", **fields.pop("mission", {})}
    made = Mission.objects.create(**fact(conference, mission))
    values = {"mission": made, "country": make.party("IQ"), "city": said("Baghdad")}
    return Stop.objects.create(**fact(conference, {**values, **fields}))


def challenge(
    conference: Conference, *, by: Party | None = None, about: Party | None = None, **fields: Any
) -> Challenge:
    """What is said to stand in the conference's way."""
    values = {"kind": ChallengeKind.PRESSURE, "text": said("Pressure not to come"), "said_date": "2020-11"}
    made = Challenge.objects.create(**fact(conference, {**values, **fields}))
    for party, part in ((by, ChallengePart.Part.SAID_BY), (about, ChallengePart.Part.DONE_TO)):
        if party is not None:
            ChallengePart.objects.create(conference=conference, challenge=made, party=party, part=part)
    return made
