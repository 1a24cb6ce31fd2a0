"""Builders of meetings, their record, follow-ups and missions, made in the plainest way and never through the door."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from i18nfield.strings import LazyI18nString

from secretariat.conference.models import Conference
from secretariat.meetings.models import (
    FollowUp,
    Meeting,
    Minutes,
    Mission,
    Point,
    Progress,
    RecordState,
    ReportBack,
    Speaker,
    Stop,
    Visitor,
)
from secretariat.parties.models import Party
from tests import make

_numbers = count(1)


def said(text: str) -> LazyI18nString:
    """A text in English."""
    return LazyI18nString({"en": text})


def meeting(conference: Conference, title: str = "The President receives a delegation", **fields: Any) -> Meeting:
    """A meeting in Damascus that Syria hosts."""
    values = {
        "key": f"meeting-{next(_numbers)}",
        "title": said(title),
        "held_date": "2020-10-29",
        "host": make.party("SY"),
        "country": make.party("SY"),
        "city": said("Damascus"),
    }
    return Meeting.objects.create(**make._fact(conference, {**values, **fields}))


def visitor(meeting: Meeting, code: str = "RU", **fields: Any) -> Visitor:
    """A party that came."""
    values = {"conference": meeting.conference, "meeting": meeting, "party": make.party(code), **fields}
    return Visitor.objects.create(**values)


def point(
    meeting: Meeting,
    text: str = "The preparations",
    *,
    verb: str = "discussed",
    by: Iterable[Party] = (),
    **fields: Any,
) -> Point:
    """A point of a meeting, after those there are."""
    values = {"meeting": meeting, "text": said(text), "verb": verb, "position": meeting.points.count() + 1}
    made = Point.objects.create(**make._fact(meeting.conference, {**values, **fields}))
    for party in by:
        Speaker.objects.create(conference=meeting.conference, point=made, party=party)
    return made


def minutes(meeting: Meeting, text: str = "They met.", state: str = RecordState.DRAFT, **fields: Any) -> Minutes:
    """The next version of the minutes; the record of the meeting stands as it does."""
    number = meeting.minutes.count() + 1
    values = {"conference": meeting.conference, "meeting": meeting, "number": number, "language": "en", "text": text}
    made = Minutes.objects.create(**{**values, "state": state, "entered_by": make._house_hand(), **fields})
    Meeting.objects.filter(pk=meeting.pk).update(record_state=state)
    meeting.refresh_from_db()
    return made


def frozen(conference: Conference, **fields: Any) -> Meeting:
    """A meeting with an agreed record."""
    made = meeting(conference, **fields)
    minutes(made, state=RecordState.AGREED, circulated_date=make.TODAY, agreed_date=make.TODAY)
    return made


def follow_up(meeting: Meeting, text: str = "Continue the joint work", **fields: Any) -> FollowUp:
    """Something that Russia is to do after a meeting."""
    values = {"meeting": meeting, "text": said(text), "owner_party": make.party("RU")}
    return FollowUp.objects.create(**make._fact(meeting.conference, {**values, **fields}))


def progress(follow_up: FollowUp, state: str = "under way", **fields: Any) -> Progress:
    """A report on a follow-up."""
    values = {"follow_up": follow_up, "state": state, "said_date": make.TODAY, "text": said("Work goes on")}
    return Progress.objects.create(**make._fact(follow_up.conference, {**values, **fields}))


def mission(conference: Conference, code: str = "RU", **fields: Any) -> Mission:
    """A tour of Russia in October."""
    values = {"party": make.party(code), "head": "Alexander Lavrentiev", "from_date": "2020-10"}
    return Mission.objects.create(**make._fact(conference, {**values, **fields}))


def stop(mission: Mission, code: str = "LB", **fields: Any) -> Stop:
    """A stop of a mission, after those there are."""
    values = {"mission": mission, "country": make.party(code), "position": mission.stops.count() + 1}
    return Stop.objects.create(**make._fact(mission.conference, {**values, **fields}))


def report_back(mission: Mission, meeting: Meeting, **fields: Any) -> ReportBack:
    """A mission reported in a meeting."""
    return ReportBack.objects.create(
        **make._fact(mission.conference, {"mission": mission, "meeting": meeting, **fields})
    )


def address(conference: Conference, page: str, language: str = "en") -> str:
    """The address of a page of the office."""
    return f"/{language}/{conference.slug}/office/{page}"
