"""Calendars as phones and mail programs take them (RFC 5545, RFC 5546, RFC 7986): entries in, bytes out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from email.utils import parseaddr
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress

from secretariat.accounts.models import Sensitivity
from secretariat.conference.models import Conference
from secretariat.programme.queries.entries import CANCELLED, latest_publication
from secretariat.programme.queries.known import Entry, Known, chair_of, kind_of, title_of
from secretariat.ui.templatetags.ui import listed, own_name

CONTENT_TYPE = "text/calendar; charset=utf-8"
PUBLISH = "PUBLISH"
FOR_DELEGATIONS = frozenset({Sensitivity.PUBLIC, Sensitivity.DELEGATIONS})
REFRESH = timedelta(hours=1)
FIRST_YEAR, LAST_YEAR = 1900, 2200
# What no calendar can carry in a text: every control character but the end of a line.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


@dataclass(frozen=True)
class Calendared:
    """For whom a calendar is: its name, the delegation it is for if it is for one, and when it was published."""

    name: object
    stamped_at: datetime
    language: str
    delegation_id: int | None = None


def calendar_of(known: Known, entries: Iterable[Entry], whose: Calendared, *, method: str = PUBLISH) -> bytes:
    """The calendar of these entries, each with its time, its room and its state. No query.

    The stamp is the moment of publication, so that one version is the same calendar whenever it is fetched. Sessions
    whose day is not known yet are in no calendar.
    """
    conference, zone = known.conference, known.conference.zone
    with override(whose.language):
        calendar = Calendar()
        calendar.add("prodid", f"-//Secretariat//{conference.slug}//{whose.language.upper()}")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", method)
        for name in ("name", "x-wr-calname"):
            calendar.add(name, _line(_said(whose.name)))
        calendar.add("x-wr-timezone", conference.time_zone)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("last-modified", whose.stamped_at.astimezone(UTC))
        events = [_event(known, entry, whose) for entry in entries if entry["day"] or entry["starts"]]
        first, last = _years([conference.start_date, conference.end_date, *(_day(each) for each in events)])
        calendar.add_component(_zone(zone, first, last))
        for event in events:
            calendar.add_component(event)
        return bytes(calendar.to_ical())


def public_entries(entries: Iterable[Entry]) -> list[Entry]:
    """The sessions that everybody may know of; bilateral meetings are never among them."""
    return [each for each in entries if each["kind"] == "session" and each["sensitivity"] == Sensitivity.PUBLIC]


def sessions_told(conference: Conference) -> dict[str, Entry]:
    """The sessions that everybody finds in the programme as it was published last, by their names in it. One query."""
    publication = latest_publication(conference)
    entries = public_entries(publication.entries) if publication else []
    return {str(each["uid"]): each for each in entries if each["status"] != CANCELLED}


def entries_in_room(entries: Iterable[Entry], room_id: int) -> list[Entry]:
    """What is held in a room."""
    return [each for each in entries if each["room"] == room_id]


def entries_of(delegation_id: int, entries: Sequence[Entry], before: Iterable[Entry] = ()) -> list[Entry]:
    """What concerns a delegation; what concerned it in the version before and no longer does is called off for it.

    A session that is kept for fewer people than the delegations is not told to one, even if it must attend.
    """
    mine = [each for each in entries if _concerns(each, delegation_id)]
    present = {each["uid"] for each in mine}
    known = {each["uid"]: each for each in entries}
    for each in before:
        if _concerns(each, delegation_id) and each["uid"] not in present and each["status"] != CANCELLED:
            newer = known.get(each["uid"], each)
            mine.append({**each, "status": CANCELLED, "sequence": max(each["sequence"] + 1, newer["sequence"])})
    return mine


def summary_of(known: Known, entry: Entry, delegation_id: int | None = None) -> str:
    """What an entry is called in the language in force: the title of a session, with whom a bilateral meeting is."""
    if entry["kind"] == "session":
        return _line(_said(title_of(entry)))
    others = [_said(each) for each in known.others(entry, delegation_id)]
    if delegation_id is None:
        return _line(_("Bilateral meeting: %(parties)s") % {"parties": " – ".join(others)})
    return _line(_("Bilateral meeting with %(party)s") % {"party": listed(others)})


def place_in_words(known: Known, entry: Entry) -> str:
    """The room, and the table where a room has several."""
    room = _said(known.room_of(entry))
    if not room:
        return ""
    kept = known.rooms[entry["room"]]
    if not entry.get("table") or kept.tables < 2:
        return room
    return pgettext("in a room", "%(room)s, table %(table)s") % {"room": room, "table": entry["table"]}


def _concerns(entry: Entry, delegation_id: int) -> bool:
    return delegation_id in entry["delegations"] and entry["sensitivity"] in FOR_DELEGATIONS


def _event(known: Known, entry: Entry, whose: Calendared) -> Event:
    event = Event()
    zone, stamp = known.conference.zone, whose.stamped_at.astimezone(UTC)
    event.add("uid", entry["uid"])
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", entry["sequence"])
    event.add("status", "CANCELLED" if entry["status"] == CANCELLED else "CONFIRMED")
    for name, value in _times(entry, zone).items():
        event.add(name, value)
    event.add("transp", "OPAQUE" if entry["starts"] else "TRANSPARENT")
    event.add("summary", summary_of(known, entry, whose.delegation_id), parameters={"LANGUAGE": whose.language})
    venue = [place_in_words(known, entry), _said(known.conference.venue)]
    event.add("location", _line(", ".join(each for each in venue if each)))
    description = _description(known, entry, whose)
    if description:
        event.add("description", description, parameters={"LANGUAGE": whose.language})
    event.add("organizer", _organiser(known))
    return event


def _description(known: Known, entry: Entry, whose: Calendared) -> str:
    """What is told of an entry; on what a bilateral meeting is, to those alone who hold it."""
    agenda = [f"{item.number}. {_said(item.title)}" for item in known.agenda_of(entry)]
    chair, languages = chair_of(entry, _said), [own_name(code) for code in entry["languages"]]
    lines = [
        kind_of(entry),
        *agenda,
        entry.get("topic", "") if whose.delegation_id is not None else "",
        _("Chair: %(name)s") % {"name": chair} if chair else "",
        _("Languages: %(languages)s") % {"languages": listed(languages)} if languages else "",
    ]
    return "\n".join(_line(line) for line in lines if line)


def _times(entry: Entry, zone: ZoneInfo) -> dict[str, Any]:
    """Beginning and end by the clocks of the venue; of what is known to the day alone, the whole day.

    An hour that a clock shows twice when summer time ends can be told by the Universal Time alone: without a mark, the
    first of the two is meant.
    """
    if not entry["starts"]:
        day = date.fromisoformat(entry["day"])
        return {"dtstart": day, "dtend": day + timedelta(days=1)}
    first, last = (datetime.fromisoformat(entry[name]).astimezone(zone) for name in ("starts", "ends"))
    shown: tzinfo = UTC if first.fold or last.fold else zone
    return {"dtstart": first.astimezone(shown), "dtend": last.astimezone(shown)}


def _day(event: Event) -> date:
    return event.start.date() if isinstance(event.start, datetime) else event.start


def _years(days: list[date]) -> tuple[int, int]:
    """From which year to which a calendar tells how clocks go; of a mistyped day it tells nothing."""
    first, last = (min(max(each.year, FIRST_YEAR), LAST_YEAR) for each in (min(days), max(days)))
    return first, last


@lru_cache(maxsize=64)
def _zone(zone: ZoneInfo, first: int, last: int) -> Timezone:
    """How the clocks of the venue go in these years: what they show at first, and each change.

    The library tells the beginning of summer time by the new clock; the standard wants the old one.
    """
    kept = Timezone()
    kept.add("tzid", zone.key)
    at, until = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 2, tzinfo=UTC)
    start = at.astimezone(zone)
    kept.add_component(_observance(start, start.replace(tzinfo=None), start.utcoffset() or timedelta()))
    while at < until:
        later = at + timedelta(days=1)
        old, new = (each.astimezone(zone).utcoffset() or timedelta() for each in (at, later))
        if old != new:
            change = _change_between(zone, at, later)
            kept.add_component(_observance(change.astimezone(zone), (change + old).replace(tzinfo=None), old))
        at = later
    return kept


def _observance(moment: datetime, onset: datetime, old: timedelta) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if moment.dst() else TimezoneStandard()
    part.add("dtstart", onset)
    part.add("tzoffsetfrom", old)
    part.add("tzoffsetto", moment.utcoffset() or timedelta())
    part.add("tzname", moment.tzname() or "")
    return part


def _change_between(zone: ZoneInfo, first: datetime, last: datetime) -> datetime:
    """The second at which a clock is set to another time."""
    old = first.astimezone(zone).utcoffset()
    while last - first > timedelta(seconds=1):
        middle = first + timedelta(seconds=(last - first) // timedelta(seconds=2))
        first, last = (middle, last) if middle.astimezone(zone).utcoffset() == old else (first, middle)
    return last


def _organiser(known: Known) -> vCalAddress:
    address = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    address.params["CN"] = _line(_said(known.conference.title))
    return address


def _said(value: object) -> str:
    """A text in the language in force, or in any other in which it is kept."""
    return str(value) if value else ""


def _line(words: str) -> str:
    return " ".join(_UNPRINTABLE.sub(" ", words).split())
