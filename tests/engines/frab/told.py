"""Files as the generators write them, made by hand, and one schedule with everything."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from secretariat.engines.frab import (
    Conference,
    Day,
    DayRoom,
    Event,
    Generator,
    Link,
    Person,
    Read,
    Room,
    Schedule,
    Track,
    schedule_of,
)

SUMMER = timezone(timedelta(hours=2))
OPENING = "6f5c7a3e-2b19-5d0e-9a55-3f0d6f1a0b01"
EVENING = "6f5c7a3e-2b19-5d0e-9a55-3f0d6f1a0b02"
HALL = "6f5c7a3e-2b19-5d0e-9a55-3f0d6f1a0b03"


def event(**fields: Any) -> dict[str, Any]:
    """An event as pretalx exports it."""
    return {
        "guid": OPENING,
        "code": "ABC123",
        "id": 17,
        "logo": None,
        "date": "2025-05-01T10:00:00+02:00",
        "start": "10:00",
        "end": "2025-05-01T10:30:00+02:00",
        "duration": "00:30",
        "room": "Hall",
        "slug": "return-17-opening",
        "url": "https://example.org/return/talk/ABC123/",
        "title": "Opening",
        "subtitle": "",
        "track": None,
        "type": "Plenary",
        "language": "en",
        "abstract": "Words of welcome.",
        "description": "",
        "recording_license": "",
        "do_not_record": False,
        "persons": [
            {
                "code": "XYZ789",
                "name": "Amal Haddad",
                "avatar": None,
                "biography": "Speaks.",
                "public_name": "Amal Haddad",
                "guid": EVENING,
                "url": "https://example.org/return/speaker/XYZ789/",
            }
        ],
        "links": [{"title": "Paper", "url": "https://example.org/paper", "type": "related"}],
        "feedback_url": "https://example.org/return/talk/ABC123/feedback/",
        "origin_url": "https://example.org/return/talk/ABC123/",
        "attachments": [{"title": "Slides", "url": "/media/slides.pdf", "type": "related"}],
        **fields,
    }


def day(*events: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A day as pretalx exports it, from four to four, with its events in the hall."""
    return {
        "index": 1,
        "date": "2025-05-01",
        "day_start": "2025-05-01T04:00:00+02:00",
        "day_end": "2025-05-02T03:59:00+02:00",
        "rooms": {"Hall": list(events)},
        **fields,
    }


def pretalx(*days: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A file as pretalx exports it."""
    return {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "pretalx", "version": "2025.1", "url": "https://example.org"},
        "schedule": {
            "url": "https://example.org/return/schedule/",
            "version": "1.1",
            "base_url": "https://example.org",
            "conference": {
                "acronym": "return",
                "title": "Conference on Return",
                "start": "2025-05-01",
                "end": "2025-05-02",
                "daysCount": 2,
                "timeslot_duration": "00:05",
                "time_zone_name": "Europe/Berlin",
                "colors": {"primary": "#006633"},
                "rooms": [{"name": "Hall", "slug": "hall", "guid": HALL, "description": None, "capacity": 300}],
                "tracks": [{"name": "Housing", "slug": "housing", "color": "#aa0000"}],
                "days": list(days),
                **fields,
            },
        },
    }


def read(*events: dict[str, Any], **fields: Any) -> Read:
    """What is read of a file with these events in the hall on its one day."""
    return schedule_of(pretalx(day(*events), **fields))


def only(found: Read) -> Event:
    """The one event of what was read."""
    (event,) = (each for day in found.schedule.conference.days for room in day.rooms for each in room.events)
    return event


def codes(found: Read) -> list[tuple[str, str]]:
    """What was found wrong: where, and its code."""
    return [(each.where, each.code) for each in found.problems]


WHOLE = Schedule(
    version="3.2 final",
    url="https://example.org/schedule/",
    base_url="https://example.org",
    generator=Generator("Secretariat", "1.0", "https://example.org/about"),
    conference=Conference(
        acronym="retorno",
        title="Conferencia <sobre> el retorno & العودة",
        start=date(2025, 5, 1),
        end=date(2025, 5, 2),
        days_count=2,
        timeslot_duration=timedelta(minutes=15),
        time_zone_name="Europe/Berlin",
        url="https://example.org/conference",
        colors=(("primary", "#006633"), ("background", "#ffffff")),
        rooms=(Room("Hall «A»", "hall-a", HALL, "The large one.", 300), Room("Garden", guid=EVENING)),
        tracks=(Track("Housing", "housing", "#aa0000"), Track("عودة")),
        days=(
            Day(
                1,
                date(2025, 5, 1),
                datetime(2025, 5, 1, 4, tzinfo=SUMMER),
                datetime(2025, 5, 2, 3, 59, tzinfo=SUMMER),
                (
                    DayRoom(
                        "Hall «A»",
                        (
                            Event(
                                guid=OPENING,
                                code="ABC123",
                                id=17,
                                logo="/media/logo.png",
                                date=datetime(2025, 5, 1, 10, tzinfo=SUMMER),
                                duration=timedelta(minutes=90),
                                room="Hall «A»",
                                slug="retorno-17-opening",
                                url="https://example.org/17",
                                title="Opening",
                                subtitle="with words of welcome",
                                track="Housing",
                                type="plenary",
                                language="es",
                                abstract=" Words\r\nof <b>welcome</b>. ",
                                description="\tLines\n\n1 < 2 & 3\n",
                                recording_license="CC BY 4.0",
                                do_not_record=True,
                                persons=(
                                    Person("Amal Haddad", "", 3, "XYZ789", EVENING, "Speaks.", "https://example.org/3"),
                                    Person("Juan Pérez", "", None, "", "", "", "", "/media/juan.png"),
                                ),
                                links=(Link("https://example.org/paper", "Paper", "paper"),),
                                feedback_url="https://example.org/17/feedback",
                                attachments=(Link("/media/slides.pdf", "Slides", "slides"), Link("/media/a.pdf")),
                            ),
                        ),
                    ),
                    DayRoom("Empty"),
                ),
            ),
            Day(
                2,
                date(2025, 5, 2),
                datetime(2025, 5, 2, 4, tzinfo=UTC),
                datetime(2025, 5, 3, 3, 59, tzinfo=UTC),
                (
                    DayRoom(
                        "Garden",
                        (
                            Event(
                                guid=EVENING,
                                id=18,
                                date=datetime(2025, 5, 3, 1, 30, 15, tzinfo=UTC),
                                duration=timedelta(hours=26),
                                room="Garden",
                                slug="retorno-18-evening",
                                title="Evening",
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
)
