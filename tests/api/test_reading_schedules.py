"""Schedules of pretalx and frab become rooms and sessions, in JSON and in XML alike."""

from typing import Any

import pytest

from secretariat.api.models import ImportFormat
from secretariat.api.queries.drafted import Unreadable
from tests.api import drafts

JSON, XML = ImportFormat.SCHEDULE_JSON, ImportFormat.SCHEDULE_XML
GUID = "schedule:6f5c7a3e-2b19-5d0e-9a55-3f0d6f1a0b"
OPENING = f"{GUID}01"


def with_event(**fields: Any) -> bytes:
    """The schedule with the opening alone, changed."""
    file = drafts.data(JSON)
    day = file["schedule"]["conference"]["days"][0]
    event = {**day["rooms"]["Hall A"][0], **fields}
    file["schedule"]["conference"]["days"] = [{**day, "rooms": {"Hall A": [event]}}]
    return drafts.as_json(file)


def test_an_event_becomes_a_session_after_the_rooms() -> None:
    draft = drafts.drafted(JSON)

    assert [(each.kind, each.cells["name"], each.cells.get("seats")) for each in draft.rows[:2]] == [
        ("room", {"en": "Hall A"}, 300),
        ("room", {"en": "Hall B"}, None),
    ]
    assert drafts.row(draft, OPENING).line == "AAA1"
    assert drafts.row(draft, OPENING).cells == {
        "title": {"en": "Opening"},
        "kind": "opening",
        "starts_at": "2020-11-11T09:00:00+02:00",
        "ends_at": "2020-11-11T09:30:00+02:00",
        "room": "schedule:return:room:hall a",
        "description": {"en": "Words of welcome.\n\nAmal Haddad"},
    }


def test_json_and_xml_of_one_schedule_give_the_same_sessions() -> None:
    by_json, by_xml = drafts.drafted(JSON), drafts.drafted(XML)

    for source_id in (OPENING, f"{GUID}03"):
        assert drafts.row(by_json, source_id) == drafts.row(by_xml, source_id)


@pytest.mark.parametrize("format_", [JSON, XML])
def test_what_begins_after_midnight_is_on_the_day_that_the_calendar_shows(format_: ImportFormat) -> None:
    night = drafts.row(drafts.drafted(format_), f"{GUID}03")

    assert night.cells["starts_at"] == "2020-11-12T01:00:00+02:00"
    assert night.cells["ends_at"] == "2020-11-12T02:30:00+02:00"


def test_after_midnight_is_also_known_from_the_hour_alone() -> None:
    draft = drafts.drafted(JSON, with_event(date="", start="01:30"))

    assert drafts.row(draft, OPENING).cells["starts_at"] == "2020-11-12T01:30:00+02:00"


def test_a_text_goes_to_the_language_of_its_event() -> None:
    draft = drafts.drafted(JSON)

    assert drafts.row(draft, f"{GUID}02").cells["title"] == {"ar": "افتتاح ثان"}
    assert drafts.row(draft, f"{GUID}04").cells["title"] == {"en": "Wohnungen"}
    assert "language_elsewhere" in drafts.problems(draft)


def test_an_event_twice_is_taken_once_and_told_and_those_after_it_keep_their_findings() -> None:
    file = drafts.data(JSON)
    hall = file["schedule"]["conference"]["days"][0]["rooms"]["Hall B"]
    hall.append({**hall[0], "guid": "6f5c7a3e-2b19-5d0e-9a55-3f0d6f1a0b09", "date": "never", "start": ""})

    draft = drafts.drafted(JSON, drafts.as_json(file))

    assert drafts.row(draft, OPENING).cells["title"] == {"en": "Opening"}
    assert ("starts_at", "time") in drafts.told(drafts.row(draft, f"{GUID}09"))
    assert [each.values["where"] for each in draft.problems if each.code == "twice"] == [
        'days[0].rooms["Hall B"][1].guid'
    ]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"date": "never", "start": ""}, ("starts_at", "time")),
        ({"start": "11:00"}, ("starts_at", "start_differs")),
        ({"duration": "soon", "end": None}, ("ends_at", "time")),
        ({"room": "Elsewhere"}, ("room", "room_differs")),
        ({"title": {"en": "Opening", "ar": "افتتاح"}}, ("title", "other_texts")),
        ({"abstract": "x" * 200_001}, ("description", "cut")),
        ({"title": "x" * 2_001}, ("title", "cut")),
        ({"title": "Open\x07ing"}, ("title", "characters")),
        ({"guid": "", "code": "", "id": None}, ("", "no_id")),
    ],
)
def test_what_is_wrong_with_a_field_stands_at_its_cell(fields: dict[str, Any], told: tuple[str, str]) -> None:
    draft = drafts.drafted(JSON, with_event(**fields))

    assert told in drafts.told(drafts.rows(draft, "session")[0])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>Words of <b>welcome</b>.</p><ul><li>One</li></ul><script>alert(1)</script>", "Words of welcome.\nOne"),
        ("Words of **welcome**.\n\n- a < b\n- [a link](https://example.org)", None),
    ],
)
def test_html_becomes_plain_text_and_markdown_stays(written: str, read: str | None) -> None:
    session = drafts.row(drafts.drafted(JSON, with_event(abstract=written, persons=[])), OPENING)

    assert session.cells["description"] == {"en": read or written}


def test_an_event_without_a_length_keeps_its_day() -> None:
    session = drafts.row(drafts.drafted(JSON, with_event(duration="", end=None)), OPENING)

    assert session.cells["day"] == "2020-11-11"
    assert ("ends_at", "no_end") in drafts.told(session)


def test_a_day_that_is_none_takes_no_findings_from_the_days_after_it() -> None:
    file = drafts.data(JSON)
    days = file["schedule"]["conference"]["days"]
    days.insert(0, {"index": 0, "date": "", "day_start": "", "day_end": "", "rooms": {}})

    draft = drafts.drafted(JSON, drafts.as_json(file))

    assert drafts.told(drafts.row(draft, f"{GUID}05")) == [("starts_at", "time")]


def test_a_room_of_any_name_leads_its_findings_home() -> None:
    for name in ('Hall "A" [1]', "a.b", "", "قاعة", "x" * 300):
        file = drafts.data(JSON)
        conference = file["schedule"]["conference"]
        event = {**conference["days"][0]["rooms"]["Hall A"][0], "date": "never", "start": ""}
        conference["days"] = [{**conference["days"][0], "rooms": {name: [event]}}]

        draft = drafts.drafted(JSON, drafts.as_json(file))

        assert ("starts_at", "time") in drafts.told(drafts.row(draft, OPENING)), name


def test_what_the_house_has_no_place_for_is_counted() -> None:
    assert drafts.left(drafts.drafted(JSON)) == {
        "biographies": 1,
        "types": 1,
        "tracks": 5,
        "addresses_of_pages": 5,
        "room_texts": 1,
    }
    assert drafts.left(drafts.drafted(XML))["recordings"] == 1


def test_a_schedule_in_another_zone_says_so() -> None:
    file = drafts.data(JSON)
    file["schedule"]["conference"]["time_zone_name"] = "Asia/Tokyo"

    (said,) = (each for each in drafts.drafted(JSON, drafts.as_json(file)).problems if each.code == "other_zone")

    assert said.values == {"theirs": "Asia/Tokyo", "ours": "Asia/Damascus"}


@pytest.mark.parametrize(
    ("format_", "file", "code"),
    [
        (JSON, b'{"schedule": 1}', "schedule not a schedule"),
        (JSON, b"", "json empty"),
        (XML, b"<html/>", "schedule not a schedule"),
        (XML, b"<schedule>", "schedule not xml"),
        (XML, b"", "schedule empty"),
    ],
)
def test_what_is_no_schedule_is_refused(format_: ImportFormat, file: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        drafts.drafted(format_, file)

    assert refused.value.code == code
