"""Schedules and files as chance makes them."""

from dataclasses import fields
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from secretariat.engines.frab import (
    Conference,
    Day,
    DayRoom,
    Event,
    Generator,
    Link,
    Person,
    Room,
    Schedule,
    Track,
)

# Any letter there is, also such as no file may hold.
WORDS = st.text(st.characters() | st.sampled_from("\x00\r\n\t\ud800\ufffe <&>\"'"), max_size=8)
GUIDS = st.uuids().map(str) | st.uuids().map(lambda each: str(each).upper()) | st.sampled_from(["", "x", " no "])
ADDRESSES = (
    st.sampled_from(
        [
            "",
            "https://example.org/a?b=c",
            "HTTP://example.org",
            "/a.pdf",
            "javascript:alert(1)",
            "https://müller.example/ü",
            "http://",
            "https:/a",
            "http://[::1]:80/",
            "http://[x",
            "http://a:b:c/",
            "mailto:a@example.org",
            "a:b",
            "#a#b",
            "//b",
        ]
    )
    | st.text("%/?#[]@:a1é", max_size=12).map(lambda each: f"https://{each}")
    | WORDS.map(lambda each: f"https://example.org/{each}")
)
NUMBERS = st.none() | st.integers(-3, 20)
OFFSETS = st.integers(-56, 56).map(lambda each: timezone(timedelta(minutes=15 * each)))
FIRST, LAST = datetime(1990, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 - the zones are drawn apart
MOMENTS = st.datetimes(FIRST, LAST, timezones=OFFSETS)
DATES = st.dates(date(1990, 1, 1), date(2100, 1, 1))
LENGTHS = st.none() | st.timedeltas(timedelta(days=-1), timedelta(days=6))
SLUGS = WORDS | st.sampled_from(["conf-1-opening", "conf-1-opening", "Camp2019-1-Opening", "a", "a-b"])


def links() -> st.SearchStrategy[tuple[Link, ...]]:
    kinds = st.sampled_from(["", "slides", "related", "film"])
    return st.lists(st.builds(Link, ADDRESSES, WORDS, kinds), max_size=2).map(tuple)


def persons() -> st.SearchStrategy[tuple[Person, ...]]:
    codes = st.sampled_from(["", "XYZ1", "xyz"])
    person = st.builds(Person, WORDS, WORDS, NUMBERS, codes, GUIDS, WORDS, ADDRESSES, ADDRESSES)
    return st.lists(person, max_size=2).map(tuple)


EVENTS = st.builds(
    Event,
    guid=GUIDS,
    code=WORDS,
    id=NUMBERS,
    logo=ADDRESSES,
    date=st.none() | MOMENTS,
    duration=LENGTHS,
    room=WORDS,
    slug=SLUGS,
    url=ADDRESSES,
    title=WORDS,
    subtitle=WORDS,
    track=WORDS,
    type=WORDS,
    language=WORDS,
    abstract=WORDS,
    description=WORDS,
    recording_license=WORDS,
    do_not_record=st.booleans(),
    persons=persons(),
    links=links(),
    feedback_url=ADDRESSES,
    attachments=links(),
)
NAMES = st.sampled_from(["Hall", "Garden", "", "ha\x00ll"]) | WORDS
ROOMS = st.builds(DayRoom, NAMES, st.lists(EVENTS, max_size=3).map(tuple))
DAYS = st.builds(Day, st.integers(-1, 3), DATES, MOMENTS, MOMENTS, st.lists(ROOMS, max_size=3).map(tuple))
CONFERENCES = st.builds(
    Conference,
    acronym=WORDS | st.sampled_from(["Camp2019", "damascus-2020", "conf", "a"]),
    title=WORDS,
    start=st.none() | DATES,
    end=st.none() | DATES,
    days_count=NUMBERS,
    timeslot_duration=LENGTHS,
    time_zone_name=st.sampled_from(["", "Europe/Berlin", "America/Argentina/Buenos_Aires", "GMT", "Mars/Base"]) | WORDS,
    url=ADDRESSES,
    colors=st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple),
    rooms=st.lists(st.builds(Room, NAMES, WORDS, GUIDS, WORDS, NUMBERS), max_size=3).map(tuple),
    tracks=st.lists(st.builds(Track, WORDS, WORDS, WORDS), max_size=2).map(tuple),
    days=st.lists(DAYS, min_size=1, max_size=2).map(tuple),
)
SCHEDULES = st.builds(
    Schedule,
    conference=CONFERENCES,
    version=WORDS,
    url=ADDRESSES,
    base_url=ADDRESSES,
    generator=st.none() | st.builds(Generator, WORDS | st.just("pretalx"), WORDS, ADDRESSES),
)

# What a JSON parser may hand over, in the places of the format as well as beside them.
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(10**400)
    | st.floats()
    | WORDS
    | st.sampled_from(["2025-05-01T10:00:00+02:00", "2025-05-01", "10:00", "0:30", "-1:00", "9" * 30, "24:00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.just("en"), inner, max_size=3),
    max_leaves=6,
)
EVENT_KEYS = [each.name for each in fields(Event)] + ["start", "end"]
PART_KEYS = [each.name for kind in (Person, Link) for each in fields(kind)] + ["full_public_name"]


def _objects(keys: list[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return VALUES | st.dictionaries(st.sampled_from(keys), values, max_size=8)


def _many(each: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return VALUES | st.lists(each, max_size=3)


PARTS = _many(_objects(PART_KEYS, VALUES))
FILE_EVENTS = _many(_objects(EVENT_KEYS, VALUES | PARTS))
FILE_ROOMS = VALUES | st.dictionaries(WORDS, FILE_EVENTS, max_size=3)
FILE_DAYS = _many(
    st.fixed_dictionaries(
        {}, optional={"index": VALUES, "date": VALUES, "day_start": VALUES, "day_end": VALUES, "rooms": FILE_ROOMS}
    )
)
FILE_CONFERENCES = st.fixed_dictionaries(
    {},
    optional={
        "acronym": VALUES,
        "start": VALUES,
        "daysCount": VALUES,
        "timeslot_duration": VALUES,
        "time_zone_name": VALUES | st.sampled_from(["Europe", "../../etc/passwd", "Europe/Berlin", "localtime"]),
        "colors": VALUES,
        "rooms": PARTS,
        "tracks": PARTS,
        "days": FILE_DAYS,
    },
)
FILES = st.fixed_dictionaries(
    {
        "schedule": st.fixed_dictionaries(
            {"conference": FILE_CONFERENCES}, optional={"version": VALUES, "base_url": VALUES, "url": VALUES}
        )
    },
    optional={"generator": VALUES},
)
