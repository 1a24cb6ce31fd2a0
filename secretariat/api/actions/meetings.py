"""The meetings and missions of a conference file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from secretariat.api.actions.record import Words, fact, put_facts, put_parts
from secretariat.api.actions.rows import Loading, free_key
from secretariat.audit.action import Refused
from secretariat.meetings.actions import FOLLOW_UP_FIELDS, MEETING_FIELDS, MISSION_FIELDS, STOP_FIELDS
from secretariat.meetings.models import (
    FollowUp,
    FollowUpState,
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

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.record import (
        FollowUpData,
        MeetingData,
        MissionData,
        ProgressData,
        ReportBackData,
        StopData,
        VisitorData,
    )

    Meetings = Sequence[tuple[Meeting, MeetingData]]
    Missions = Sequence[tuple[Mission, MissionData]]

_VISIT_FIELDS = ("delegation", "head", "head_capacity")
# A file names no person of the house, so whoever is in charge here stays it.
_FOLLOW_UP_FIELDS = (*(name for name in FOLLOW_UP_FIELDS if name != "owner"), "state")
# What is no part of what was agreed: for whom a row is kept, and how a follow-up goes on.
_NOT_AGREED = {"sensitivity"}
_GOES_ON = {*_NOT_AGREED, "due_date", "state", "owner_unit"}


def load_meetings(loading: Loading) -> None:
    """Bring in meetings with what was said, written down and agreed at them."""
    if not loading.file.meetings:
        return
    words = Words(loading)
    # Held, so that no record is agreed at this moment.
    held = Meeting.objects.select_for_update(no_key=True).filter(conference=loading.conference).order_by("id")
    frozen = {row.pk for row in held if row.is_frozen}
    keys = _keys(loading, words)
    given = [(said, _meeting(loading, words, said, key)) for said, key in zip(loading.file.meetings, keys, strict=True)]
    fields = (*(name for name in MEETING_FIELDS if name != "key"), "record_state")
    rows = put_facts(loading, given, fields, lambda row: row.key, unsaid={"record_state": RecordState.DRAFT})
    meetings = list(zip(rows, loading.file.meetings, strict=True))
    visits = [(row, [_visitor(row, words, each) for each in said.visitors]) for row, said in meetings]
    put_parts(loading, visits, "visitors", lambda row: row.party_id, _VISIT_FIELDS)
    points, minutes = _points(loading, words, meetings), _minutes(loading, meetings)
    loading.points = {row.key: [] for row in rows}
    for point in points:
        loading.points[point.meeting.key].append(point)
    said: list[Point | Minutes | FollowUp] = [*points, *minutes, *_follow_ups(loading, words, meetings)]
    _refuse_other(loading, [row for row in rows if row.pk in frozen], said)


def load_missions(loading: Loading) -> None:
    """Bring in missions with their stops, and the meetings in which they were reported back."""
    if not loading.file.missions:
        return
    words = Words(loading)
    given = [(said, _mission(loading, words, said)) for said in loading.file.missions]
    rows = put_facts(loading, given, MISSION_FIELDS, lambda row: (row.party_id, row.head, row.from_date))
    missions = list(zip(rows, loading.file.missions, strict=True))
    stops = [(each, _stop(loading, words, row, each)) for row, said in missions for each in said.stops]
    put_facts(
        loading,
        stops,
        [name for name in STOP_FIELDS if name != "country"],
        lambda row: (row.mission_id, row.country_id, words.of(row.city)),
        within="mission_id",
    )
    _report_back(loading, missions)


def _keys(loading: Loading, words: Words) -> list[str]:
    """The key of each meeting of the file: its own, that of the meeting of this title and day, or a new one."""
    given = {said.key for said in loading.file.meetings}
    known: dict[tuple[str, str], list[str]] = defaultdict(list)
    taken = {each for each in given if each}
    for row in Meeting.objects.filter(conference=loading.conference).order_by("-id"):
        taken.add(row.key)
        if row.key not in given:
            known[words.of(row.title), row.held_date].append(row.key)
    keys = []
    for said in loading.file.meetings:
        title, date = words.of(words.text(said.title)), said.date or ""
        key = said.key or (
            known[title, date].pop() if known[title, date] else free_key(f"{title} {date}", taken, "meeting")
        )
        taken.add(key)
        keys.append(key)
    return keys


def _meeting(loading: Loading, words: Words, said: "MeetingData", key: str) -> Meeting:
    row = fact(loading, Meeting, said, key=key, title=words.text(said.title), kind=said.kind)
    row.held_date, row.subject = said.date or "", words.text(said.subject)
    if said.place is not None:
        row.venue, row.city = words.text(said.place.venue), words.text(said.place.city)
        row.country = words.party(said.place.country)
    if said.host is not None:
        row.host, row.host_person = words.party(said.host.party), said.host.person or ""
        row.host_capacity = words.text(said.host.capacity)
    # None is filled in from what is there.
    row.record_state = said.record  # type: ignore[assignment]
    return row


def _visitor(meeting: Meeting, words: Words, said: "VisitorData") -> Visitor:
    row = Visitor(conference_id=meeting.conference_id, meeting=meeting, party=words.party(said.party))
    row.head, row.head_capacity = said.head or "", words.text(said.capacity)
    row.delegation = words.delegation(said.party, said.delegation)
    return row


def _points(loading: Loading, words: Words, meetings: "Meetings") -> list[Point]:
    given = [
        (each, fact(loading, Point, each, meeting=row, verb=each.verb, text=words.text(each.text)))
        for row, said in meetings
        for each in said.points
    ]
    rows = put_facts(
        loading,
        given,
        ("text", "sensitivity"),
        lambda row: (row.meeting_id, row.verb, words.of(row.text)),
        within="meeting_id",
    )
    spoken = [
        (row, [Speaker(conference_id=row.conference_id, point=row, party=party) for party in words.parties(each.by)])
        for row, (each, _row) in zip(rows, given, strict=True)
    ]
    put_parts(loading, spoken, "speakers", lambda row: row.party_id)
    return rows


def _minutes(loading: Loading, meetings: "Meetings") -> list[Minutes]:
    """Add the versions of minutes that are not there; the words of one that is there are never changed."""
    present = {(row.meeting_id, row.number): row for row in Minutes.objects.filter(conference=loading.conference)}
    wanted: list[tuple[tuple[int, int], Minutes]] = []
    for meeting, said in meetings:
        for number, each in enumerate(said.minutes, start=1):
            there = present.get((meeting.pk, number))
            if there is not None and (there.text, there.language) != (each.text, each.language):
                names = {"number": number, "meeting": meeting}
                raise Refused(_("Version %(number)s of the minutes of “%(meeting)s” is here with other words.") % names)
            row = Minutes(conference=loading.conference, meeting=meeting, number=number, entered_by=loading.actor)
            row.language, row.text = each.language, each.text
            row.state = each.state or (there.state if there else RecordState.DRAFT)
            row.circulated_date, row.agreed_date = each.circulated, each.agreed
            wanted.append(((meeting.pk, number), row))
    return loading.ledger.put(wanted, present, ("state", "circulated_date", "agreed_date"))


def _refuse_other(loading: Loading, agreed: Iterable[Meeting], rows: Iterable[Point | Minutes | FollowUp]) -> None:
    """Refuse what would change a meeting whose record is agreed."""
    by_id = {meeting.pk: meeting for meeting in agreed}
    changed = {meeting.pk for meeting in agreed if loading.ledger.changes_of(meeting) - _NOT_AGREED}
    for row in rows:
        if row.meeting_id in by_id and _is_other(loading, row):
            changed.add(row.meeting_id)
    for pk in sorted(changed):
        raise Refused(_("The record of “%(meeting)s” is agreed, and no file changes it.") % {"meeting": by_id[pk]})


def _is_other(loading: Loading, row: models.Model) -> bool:
    may_change = _GOES_ON if isinstance(row, FollowUp) else _NOT_AGREED
    return loading.ledger.is_made(row) or bool(loading.ledger.changes_of(row) - may_change)


def _follow_ups(loading: Loading, words: Words, meetings: "Meetings") -> list[FollowUp]:
    given = [(each, _follow_up(loading, words, row, each)) for row, said in meetings for each in said.follow_ups]
    rows = put_facts(
        loading,
        given,
        _FOLLOW_UP_FIELDS,
        lambda row: (row.meeting_id, words.of(row.text)),
        unsaid={"state": FollowUpState.OPEN},
    )
    progress = [
        (each, _progress(loading, words, row, each))
        for row, (said, _row) in zip(rows, given, strict=True)
        for each in said.progress
    ]
    put_facts(
        loading,
        progress,
        ("text", "sensitivity"),
        lambda row: (row.follow_up_id, row.said_date, row.state, words.of(row.text)),
    )
    return rows


def _follow_up(loading: Loading, words: Words, meeting: Meeting, said: "FollowUpData") -> FollowUp:
    row = fact(loading, FollowUp, said, meeting=meeting, text=words.text(said.text), due_date=said.due)
    row.owner_party, row.owner_unit = words.party(said.owner), words.text(said.unit)
    row.state = said.state  # type: ignore[assignment]  # None is filled in from what is there
    return row


def _progress(loading: Loading, words: Words, follow_up: FollowUp, said: "ProgressData") -> Progress:
    values: dict[str, Any] = {"said_date": said.said, "state": said.state, "text": words.text(said.text)}
    return fact(loading, Progress, said, follow_up=follow_up, **values)


def _mission(loading: Loading, words: Words, said: "MissionData") -> Mission:
    row = fact(loading, Mission, said, party=words.party(said.party), head=said.head or "")
    row.head_capacity, row.purpose = words.text(said.capacity), words.text(said.purpose)
    row.from_date, row.until_date = said.begins or "", said.until or ""
    row.delegation = words.delegation(said.party, said.delegation)
    return row


def _stop(loading: Loading, words: Words, mission: Mission, said: "StopData") -> Stop:
    row = fact(loading, Stop, said, mission=mission, country=words.party(said.country), stop_date=said.date or "")
    row.city, row.met, row.result = words.text(said.city), words.text(said.met), words.text(said.result)
    return row


def _report_back(loading: Loading, missions: "Missions") -> None:
    if not any(said.reported_back for _row, said in missions):
        return
    meetings = {row.key: row for row in Meeting.objects.filter(conference=loading.conference)}
    given = []
    for mission, said in missions:
        for each in said.reported_back:
            meeting = meetings.get(each.meeting) or _no_such(each, meetings)
            given.append((each, fact(loading, ReportBack, each, mission=mission, meeting=meeting)))
    put_facts(loading, given, ("sensitivity",), lambda row: (row.mission_id, row.meeting_id))


def _no_such(said: "ReportBackData", meetings: Iterable[str]) -> Meeting:
    nearest = get_close_matches(said.meeting, list(meetings), n=1)
    names = {"key": said.meeting, "nearest": nearest[0] if nearest else ""}
    if nearest:
        sentence = _("A mission is reported back in %(key)s, and there is no such meeting; did you mean %(nearest)s?")
        raise Refused(sentence % names)
    raise Refused(_("A mission is reported back in %(key)s, and there is no such meeting.") % names)
