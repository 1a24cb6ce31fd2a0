"""The public programme: from the last version that was published, and of public sessions alone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from icalendar import Calendar

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.programme import actions
from tests import make, make_programme
from tests.make_days import entry, meeting, publication

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/programme/"
FILE = "/en/damascus-2020/programme.ics"


def page(address: str = ADDRESS) -> str:
    answer = make.client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def titled(title: str, **fields: Any) -> dict[str, Any]:
    return entry(title={"en": title}, **fields)


def hours(first: int, last: int) -> dict[str, str]:
    return {"starts": make_programme.at(first).isoformat(), "ends": make_programme.at(last).isoformat()}


def test_a_session_is_told_with_day_hours_room_chair_languages_and_agenda() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    item = make_programme.agenda_item(conference, "3", title=make_programme.said("Return in dignity"), document="A/1")
    chair = {"name": "H.E. Amal Haddad", "capacity": {"en": "Minister"}}
    publication(conference, [titled("Opening", room=room.pk, chair=chair, languages=["ar", "fr"], items=[item.pk])])

    said = page()

    for words in (
        "Wednesday, 11 November 2020",
        "10:00",
        "11:00",
        "UTC+2",
        "Plenary hall",
        "H.E. Amal Haddad",
        "Minister",
        "العربية",
        "Français",
        "Return in dignity",
        "A/1",
        "Version 1",
        'data-when="2020-11-11T10:00:00+02:00/2020-11-11T11:00:00+02:00"',
    ):
        assert words in said


def test_only_public_sessions_are_told_and_never_a_bilateral_meeting() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    held = meeting(lebanon, iraq, sensitivity="public", topic="In confidence")
    others = [titled(f"For the {level}", sensitivity=level) for level in ("delegations", "secretariat", "restricted")]
    publication(conference, [held, *others, titled("Opening")])
    browser = make.client(make.user(Role.SECRETARY, conference))

    for said in (browser.get(ADDRESS).content.decode(), browser.get(FILE).content.decode()):
        assert "Opening" in said
        assert "In confidence" not in said
        assert "For the" not in said


def test_an_agenda_item_that_is_not_public_is_not_told() -> None:
    conference = make.conference()
    item = make_programme.agenda_item(conference, title=make_programme.said("Not yet"), sensitivity="secretariat")
    publication(conference, [entry(items=[item.pk])])

    assert "Not yet" not in page()


def test_what_is_not_published_is_not_told() -> None:
    make_programme.session(make.conference(), "Not yet published")

    assert "The programme is not published yet" in page()
    assert make.client().get(FILE).status_code == 404


def test_sessions_without_hours_or_day_stand_in_their_place() -> None:
    nothing = {"starts": None, "ends": None}
    sessions = [
        titled("Some time", day=None, **nothing),
        titled("That day", **nothing),
        titled("At three", **hours(15, 16)),
    ]
    publication(make.conference(), sessions)

    said = page()

    assert said.index("At three") < said.index("That day") < said.index("Some time")
    assert "time not announced" in said
    assert "Day not announced" in said


def test_what_changed_since_the_version_before_is_marked_with_before_and_after() -> None:
    conference = make.conference()
    one, two = titled("Moved one", **hours(9, 10)), titled("Called off")
    publication(conference, [one, two])
    publication(
        conference, [{**one, **hours(15, 16), "sequence": 1}, {**two, "status": "cancelled"}, titled("New one")]
    )

    said = page()

    assert "What changed since the version before" in said
    assert "<s><bdi>11 Nov 2020, 09:00–10:00</bdi></s>" in said.replace("\n", "")
    for words in ("Moved", "Cancelled", "New", "15:00"):
        assert words in said


def test_what_was_called_off_two_versions_ago_is_told_no_more() -> None:
    conference = make.conference()
    off = titled("Called off", status="cancelled")
    for _number in range(2):
        publication(conference, [off])

    assert "Called off" not in page()


def test_a_session_that_is_public_no_longer_is_not_spoken_of() -> None:
    conference = make.conference()
    session = titled("In confidence now")
    publication(conference, [session])
    publication(conference, [{**session, "sensitivity": "secretariat"}])

    assert "In confidence now" not in page()


def test_in_a_first_version_nothing_is_new() -> None:
    publication(make.conference(), [titled("Opening")])

    assert "What changed" not in page()


def test_publishing_renews_the_page_that_was_kept() -> None:
    conference = make.conference()
    make_programme.session(conference, "Opening")
    before = page()

    actions.publish(make.user(Role.SECRETARY, conference), conference, note="", seen=0, at=timezone.now())

    assert "Opening" not in before
    assert "Opening" in page()


def test_the_calendar_holds_public_sessions_and_is_kept_as_a_calendar() -> None:
    conference = make.conference()
    publication(conference, [titled("Opening", sequence=2), titled("Hidden", sensitivity="delegations")])

    for _time in range(2):
        answer = make.client().get(FILE, headers={"Accept-Encoding": "identity"})
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        events = Calendar.from_ical(answer.content).walk("VEVENT")
        assert [(event["SUMMARY"], event["SEQUENCE"]) for event in events] == [("Opening", 2)]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kathmandu"])
def test_the_day_and_the_hours_are_those_of_the_venue(zone: str) -> None:
    conference = make.conference(time_zone=zone)
    first = datetime(2020, 11, 11, 0, 30, tzinfo=conference.zone).astimezone(UTC)
    publication(conference, [titled("Early", starts=first.isoformat(), ends=(first + timedelta(hours=1)).isoformat())])

    said = page()

    assert "Wednesday, 11 November 2020" in said
    assert "00:30" in said


def test_a_session_across_midnight_says_that_it_ends_on_the_next_day() -> None:
    publication(make.conference(), [titled("Long night", **hours(22, 25))])

    assert "next day" in page()


def test_the_page_of_the_conference_tells_what_comes_next(monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow = (timezone.now() + timedelta(days=1)).date()
    conference = make.conference(start_date=tomorrow, end_date=tomorrow)
    publication(
        conference,
        [
            titled("Long ago", day="2001-01-01", starts=None, ends=None),
            titled("To come", day=tomorrow.isoformat(), starts=None, ends=None),
        ],
    )

    said = page("/en/damascus-2020/")

    assert "To come" in said
    assert "Long ago" not in said


def test_a_hostile_title_stays_a_text() -> None:
    publication(make.conference(), [titled(make.HOSTILE, chair={"name": make.HOSTILE})])

    assert make.HOSTILE not in page()


def test_a_conference_that_is_not_public_has_no_programme_for_strangers() -> None:
    publication(make.conference(is_public=False), [titled("Opening")])

    assert make.client().get(ADDRESS).status_code == 404
    assert make.client().get(FILE).status_code == 404


@pytest.mark.parametrize("address", [ADDRESS, FILE])
def test_a_kept_page_asks_exactly_one_query(address: str, django_assert_num_queries: Any) -> None:
    publication(make.conference(), [titled("Opening")])
    first = page(address)

    with django_assert_num_queries(1):
        second = page(address)

    assert second == first


@pytest.mark.parametrize("count", [1, 30])
def test_many_sessions_need_no_more_queries(count: int, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    item = make_programme.agenda_item(conference)
    publication(conference, [titled("Opening", items=[item.pk]) for _number in range(count)])

    with django_assert_max_num_queries(10):
        page()

    assert Conference.objects.count() == 1
