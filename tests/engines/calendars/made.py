"""Calendars made by hand for tests, and a reader of a few lines that knows nothing of the engine."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from secretariat.engines.calendars import Attendee, CalendarRead, Event, Invitation, read_ics

DAMASCUS = ZoneInfo("Asia/Damascus")
PARIS = ZoneInfo("Europe/Paris")
STAMP = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

# As Exchange writes it: a name that no register knows, and rules since 1601.
CUSTOM = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def ics(*parts: str, head: str = "VERSION:2.0\nPRODID:-//T//EN", ends: str = "\r\n") -> bytes:
    """A calendar of these components, each a text of lines."""
    text = "\n".join(["BEGIN:VCALENDAR", head, *parts, "END:VCALENDAR", ""])
    return text.replace("\n", ends).encode("utf-8", errors="surrogatepass")


def vevent(*lines: str, uid: str = "one@example.org", start: str = "DTSTART:20261110T090000Z") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", start, *lines, "END:VEVENT"])


def read(
    data: bytes, start: date = date(2026, 1, 1), end: date = date(2026, 12, 31), zone: ZoneInfo = DAMASCUS
) -> CalendarRead:
    return read_ics(data, start=start, end=end, zone=zone)


def events(*parts: str, **asked: Any) -> tuple[Event, ...]:
    """What is read of events with which nothing is wrong."""
    found = read(ics(*parts), **asked)
    assert found.problems == ()
    return found.events


def event(*lines: str, start: str = "DTSTART:20261110T090000Z") -> Event:
    (found,) = events(vevent(*lines, start=start))
    return found


def told(found: CalendarRead) -> list[tuple[str, str]]:
    return [(each.where, each.code) for each in found.problems]


def invitation(**fields: Any) -> Invitation:
    said: dict[str, Any] = {
        "uid": "meeting-7@secretariat.example",
        "sequence": 2,
        "dtstamp": STAMP,
        "starts": datetime(2026, 11, 10, 8, 0, tzinfo=UTC),
        "ends": datetime(2026, 11, 10, 9, 30, tzinfo=UTC),
        "zone": DAMASCUS,
        "summary": "Meeting on schools, part 2; final",
        "organizer": Attendee("office@secretariat.example", "The secretariat"),
        "attendees": (Attendee("amal@lb.example", "Amal Haddad"), Attendee("li@cn.example", role="OPT-PARTICIPANT")),
        "description": "One\nTwo; three, four\\five",
        "location": "Salon, table 3",
        "url": "https://secretariat.example/en/meeting?id=7&x=1",
    }
    return Invitation(**{**said, **fields})


def plainly(data: bytes) -> list[str]:
    """The lines of a calendar unfolded by the letter of RFC 5545, 3.1; what breaks it fails."""
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    return data.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]


def value(lines: list[str], name: str) -> str:
    """The value of the first line of a name, its text unescaped."""
    line = next(each for each in lines if each.startswith((f"{name}:", f"{name};")))
    said, is_quoted = "", False
    for place, char in enumerate(line):
        is_quoted ^= char == '"'
        if char == ":" and not is_quoted:
            said = line[place + 1 :]
            break
    out, rest = "", iter(said)
    for char in rest:
        following = next(rest) if char == "\\" else ""
        out += {"n": "\n", "N": "\n"}.get(following, following) if following else char
    return out
