"""A delegation's day: in the order of time, by the clocks of the venue, and only what its reader may know."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation
from secretariat.meetings.models import BlockedTime, Stay
from secretariat.programme.models import Publication
from secretariat.programme.queries.day import Day, day_of, timetabled
from tests import make, make_programme
from tests.make_days import entry, meeting, publication
from tests.make_programme import DAY, at

pytestmark = pytest.mark.django_db


def at_iso(hour: float) -> str:
    return (at(0) + timedelta(hours=hour)).isoformat()


def held(first: float, last: float, **fields: Any) -> dict[str, Any]:
    return entry(starts=at_iso(first), ends=at_iso(last), **fields)


def drawn(
    conference: Conference, delegation: Delegation, day: date = DAY, now: datetime | None = None, **how: Any
) -> Day:
    officer = how.get("user") or make.user(Role.SECRETARY, conference)
    table = timetabled(conference, officer, delegation, is_working=how.get("is_working", False))
    return day_of(table, day, now or at(0) - timedelta(days=30))


def page(user: User, conference: Conference, query: str = "") -> str:
    answer = make.client(user).get(reverse("programme:day", args=[conference.slug]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def focal(conference: Conference, code: str = "LB") -> User:
    return make.user(Role.FOCAL_POINT, conference, party=make.party(code))


def test_sessions_meetings_arrival_and_blocked_times_stand_in_one_column_by_time() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    mine = {"delegations": [lebanon.pk]}
    publication(conference, [held(14, 15, **mine), meeting(lebanon, iraq, starts=at_iso(11), ends=at_iso(11.5))])
    Stay.objects.create(conference=conference, delegation=lebanon, arrives_at=at(9))
    BlockedTime.objects.create(
        conference=conference, delegation=lebanon, starts_at=at(12), ends_at=at(13), reason="Prayer"
    )

    lines = drawn(conference, lebanon).lines

    assert [line.kind for line in lines] == ["arrival", "bilateral", "free", "blocked", "free", "session"]
    assert [line.minutes for line in lines] == [0, 30, 30, 60, 60, 60]


def test_the_page_tells_with_whom_where_about_what_and_in_which_languages() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    room = make_programme.room(conference, "Salon", tables=4)
    publication(conference, [meeting(lebanon, iraq, room=room.pk, table=3, languages=["ar", "en"])])

    said = page(focal(conference), conference)

    for words in (
        "Bilateral meeting with",
        "Iraq",
        "Return of refugees",
        "Salon",
        "table 3",
        "العربية",
        "10:00",
        "UTC+2",
    ):
        assert words in said


def test_a_focal_point_sees_what_is_published_and_never_the_working_timetable() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    make_programme.wanted(make_programme.session(conference, "Not yet published"))

    mine = page(focal(conference), conference, "?as=working")
    officers = page(make.user(Role.SECRETARY, conference), conference, f"?delegation={lebanon.pk}&as=working")

    assert "Not yet published" not in mine
    assert "No timetable is published yet." in mine
    assert "Not yet published" in officers


def test_a_focal_point_finds_no_other_delegation() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    publication(conference, [meeting(lebanon, iraq)])
    browser = make.client(focal(conference, "JO"))
    address = reverse("programme:day", args=[conference.slug])

    assert browser.get(f"{address}?delegation={iraq.pk}").status_code == 404
    assert browser.get(reverse("programme:day_calendar", args=[conference.slug, iraq.pk])).status_code == 404


def test_what_is_kept_for_the_secretariat_is_told_to_the_office_alone() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    session = make_programme.session(conference, "In confidence", sensitivity="secretariat")
    make_programme.wanted(session)
    publication(conference, [entry(title={"en": "In confidence"}, delegations=[lebanon.pk], sensitivity="secretariat")])

    assert "In confidence" not in page(focal(conference), conference)
    assert "In confidence" in page(
        make.user(Role.READER, conference), conference, f"?delegation={lebanon.pk}&as=working"
    )


def test_a_meeting_with_a_delegation_that_is_kept_back_is_told_to_secretaries_alone() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    Delegation.objects.filter(pk=iraq.pk).update(sensitivity="restricted")
    publication(conference, [meeting(lebanon, iraq)])

    assert drawn(conference, lebanon, user=make.user(Role.READER, conference)).lines == []
    assert len(drawn(conference, lebanon).lines) == 1


@pytest.mark.parametrize("role", [Role.DOOR_OFFICER, Role.PRESS_OFFICER])
def test_officers_who_do_not_see_what_the_secretariat_keeps_may_not(role: str) -> None:
    conference = make.conference()
    make_programme.delegation(conference)

    assert (
        make.client(make.user(role, conference)).get(reverse("programme:day", args=[conference.slug])).status_code
        == 403
    )


def test_two_things_at_once_are_told_and_what_was_called_off_asks_for_nobody() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    mine = {"delegations": [lebanon.pk]}
    off = held(10, 12, status="cancelled", **mine)
    publication(conference, [])
    publication(
        conference,
        [off, held(10, 11, **mine), held(10.5, 11.5, **mine)],
        changes=[{"uid": off["uid"], "what": "cancelled", "before": None, "after": None}],
    )

    lines = drawn(conference, lebanon).lines

    assert sorted(line.overlaps for line in lines) == [False, False, True]
    assert "Cancelled" in page(focal(conference), conference)


def test_what_was_moved_says_where_it_was_before() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    moved = held(15, 16, delegations=[lebanon.pk])
    before = {"day": DAY.isoformat(), "starts": at_iso(9), "ends": at_iso(10), "room": None, "table": None}
    publication(conference, [])
    publication(conference, [moved], changes=[{"uid": moved["uid"], "what": "moved", "before": before, "after": None}])

    said = page(focal(conference), conference)

    assert "Moved" in said
    assert "09:00–10:00" in said


def test_a_session_across_midnight_is_told_on_both_days() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    publication(conference, [held(23, 25, delegations=[lebanon.pk])])

    evening, morning = (drawn(conference, lebanon, DAY + timedelta(days=number)).lines for number in (0, 1))

    assert [(line.is_continued, line.continues) for line in (*evening, *morning)] == [(False, True), (True, False)]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "America/St_Johns"])
def test_the_day_is_that_of_the_venue_wherever_it_is(zone: str) -> None:
    conference = make.conference(time_zone=zone)
    lebanon = make_programme.delegation(conference)
    noon = datetime(2020, 11, 11, 12, tzinfo=conference.zone).astimezone(UTC)
    publication(
        conference,
        [entry(starts=noon.isoformat(), ends=(noon + timedelta(hours=1)).isoformat(), delegations=[lebanon.pk])],
    )

    assert len(drawn(conference, lebanon).lines) == 1
    assert "12:00" in page(focal(conference), conference, "?day=2020-11-11")


def test_a_break_over_the_hour_that_summer_time_takes_is_as_long_as_it_is() -> None:
    conference = make.conference(time_zone="Europe/Paris", start_date=date(2026, 3, 29), end_date=date(2026, 3, 29))
    lebanon = make_programme.delegation(conference)
    mine = {"delegations": [lebanon.pk], "day": "2026-03-29"}
    # From one to half past one, and from half past three: the hour in between is not there.
    first, second = datetime(2026, 3, 29, 0, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    half = timedelta(minutes=30)
    publication(
        conference,
        [entry(starts=each.isoformat(), ends=(each + half).isoformat(), **mine) for each in (first, second)],
    )

    shown = drawn(conference, lebanon, date(2026, 3, 29))

    assert shown.idle_minutes == 60


def test_what_is_under_way_is_marked_and_between_two_things_the_time_is_told() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    mine = {"delegations": [lebanon.pk]}
    publication(conference, [held(10, 11, **mine), held(11, 12, **mine)])

    during = drawn(conference, lebanon, now=at(10, 30)).lines
    after = drawn(conference, lebanon, now=at(13)).lines

    assert [(line.kind, line.is_now) for line in during] == [("session", True), ("session", False)]
    assert [line.kind for line in after] == ["session", "session", "now"]


def test_what_has_no_hours_yet_is_told_in_its_place() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    nothing = {"starts": None, "ends": None, "delegations": [lebanon.pk]}
    publication(conference, [entry(**nothing), entry(day=None, **nothing)])

    shown = drawn(conference, lebanon)

    assert (len(shown.lines), len(shown.unhoured), len(shown.undated)) == (0, 1, 1)


@pytest.mark.parametrize(
    "query", ["?day=never", "?day=2020-99-99", "?delegation=abc", "?delegation=" + "9" * 40, "?day=0001-01-01"]
)
def test_a_wrong_address_is_answered_calmly(query: str) -> None:
    conference = make.conference()
    make_programme.delegation(conference)

    answer = make.client(focal(conference)).get(reverse("programme:day", args=[conference.slug]) + query)

    assert answer.status_code in {200, 404}


def test_a_hostile_topic_stays_a_text() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    publication(conference, [meeting(lebanon, iraq, topic=make.HOSTILE)])

    assert make.HOSTILE not in page(focal(conference), conference)


def test_the_calendar_of_the_day_is_handed_out_as_a_file() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    publication(conference, [meeting(lebanon, iraq)])

    answer = make.client(focal(conference)).get(reverse("programme:day_calendar", args=[conference.slug, lebanon.pk]))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store, private"
    assert b"SUMMARY;LANGUAGE=en:Bilateral meeting with Iraq" in answer.content


def test_the_calendar_of_a_room_is_for_those_who_see_the_timetable() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    room = make_programme.room(conference)
    publication(conference, [meeting(lebanon, iraq, room=room.pk, table=1), entry()])
    address = reverse("programme:room_calendar", args=[conference.slug, room.pk])

    answer = make.client(make.user(Role.READER, conference)).get(address)

    assert answer.content.count(b"BEGIN:VEVENT") == 1
    assert make.client(make.user(Role.DOOR_OFFICER, conference)).get(address).status_code == 403
    assert make.client(focal(conference)).get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_many_meetings_need_no_more_queries(count: int, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    publication(conference, [meeting(lebanon, iraq) for _number in range(count)])
    browser = make.client(focal(conference))
    address = reverse("programme:day", args=[conference.slug])
    browser.get(address)

    with django_assert_max_num_queries(20):
        browser.get(address)

    assert Publication.objects.count() == 1
