"""Setting the hours in which bilateral meetings are held."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.programme.actions import set_hours
from secretariat.programme.models import Hours
from secretariat.programme.queries.slots import hours_of, mark_of
from tests import make, make_timetable
from tests.make_programme import at

pytestmark = pytest.mark.django_db
HOURS = "/en/damascus-2020/office/timetable/timing/hours/"
TIMING = "/en/damascus-2020/office/timetable/timing/"


def officer(conference: Conference) -> User:
    return make.user(Role.DESK_OFFICER, conference, desks=["programme"])


def times(conference: Conference) -> list[tuple[datetime, datetime]]:
    return [(row.starts_at, row.ends_at) for row in hours_of(conference)]


def test_hours_are_kept_and_it_is_recorded_which_came_and_which_went() -> None:
    conference = make.conference()
    kept, gone = make_timetable.hours(conference, 9, 12), make_timetable.hours(conference, 14, 15)

    set_hours(officer(conference), conference, hours=[(at(9), at(12)), (at(15), at(18))])

    assert times(conference) == [(at(9), at(12)), (at(15), at(18))]
    assert Hours.objects.filter(pk=kept.pk).exists()
    entry = Entry.objects.get()
    assert entry.verb == "programme.set_hours"
    assert entry.changes[f"programme.hours:{gone.pk}"]["starts_at"] == [at(14).isoformat(), None]


def test_the_same_hours_again_are_no_deed() -> None:
    conference = make.conference()
    make_timetable.hours(conference, 9, 12)

    set_hours(officer(conference), conference, hours=[(at(9), at(12))])

    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        ([(at(9), at(12)), (at(11), at(13))], "Some of these hours overlap."),
        ([(at(9), at(9))], "Hours end after they begin."),
    ],
)
def test_hours_that_cannot_be_are_refused(hours: list[tuple[datetime, datetime]], sentence: str) -> None:
    conference = make.conference()

    with pytest.raises(Refused, match=sentence):
        set_hours(officer(conference), conference, hours=hours)


def test_hours_that_somebody_else_changed_meanwhile_are_not_overwritten() -> None:
    conference = make.conference()
    seen = mark_of(hours_of(conference))
    make_timetable.hours(conference)

    with pytest.raises(Stale):
        set_hours(officer(conference), conference, hours=[], seen=seen)

    assert len(times(conference)) == 1


def test_whoever_does_not_work_on_the_desk_may_not() -> None:
    conference = make.conference()
    with pytest.raises(PermissionDenied):
        set_hours(make.user(Role.DESK_OFFICER, conference, desks=["door"]), conference, hours=[])


def test_the_page_reads_hours_as_people_write_them() -> None:
    conference = make.conference()
    browser = make.client(officer(conference))

    answer = browser.post(HOURS, {"every": "9:00-12.30; ١٤:٠٠–١٨:٠٠", "2020-11-12": "22:00–02:00"}, follow=True)

    assert times(conference) == [
        (at(9), at(12, 30)),
        (at(14), at(18)),
        (at(22, day=make_timetable.OTHER_DAY), at(26, day=make_timetable.OTHER_DAY)),
    ]
    assert "09:00–12:30, 14:00–18:00" in answer.content.decode()


@pytest.mark.parametrize("said", ["9 to 12", "25:00–26:00", "09:60–10:00", "<b>\"=1+1'", "09:00–12:00–13:00"])
def test_what_is_not_understood_is_told_at_its_day(said: str) -> None:
    conference = make.conference()

    answer = make.client(officer(conference)).post(HOURS, {"2020-11-11": said})

    assert answer.status_code == 422
    assert 'id="id_2020-11-11_error"' in answer.content.decode()
    assert times(conference) == []


def test_an_hour_that_the_clocks_leave_out_is_told() -> None:
    conference = make.conference(
        "berlin-2021", time_zone="Europe/Berlin", start_date=date(2021, 3, 28), end_date=date(2021, 3, 28)
    )
    browser = make.client(officer(conference))
    address = "/en/berlin-2021/office/timetable/timing/hours/"

    answer = browser.post(address, {"2021-03-28": "02:30–04:00"})

    assert "On 28 March 2021 there is no 02:30 at the venue: the clocks go forward." in answer.content.decode()
    browser.post(address, {"2021-03-28": "01:00–04:00"})
    assert times(conference) == [(datetime(2021, 3, 28, 0, tzinfo=UTC), datetime(2021, 3, 28, 2, tzinfo=UTC))]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_hours_are_those_of_the_venue_wherever_it_is(zone: str) -> None:
    conference = make.conference(time_zone=zone)

    make.client(officer(conference)).post(HOURS, {"2020-11-11": "00:00–24:00"})

    held = hours_of(conference)[0]
    assert held.starts_at == datetime(2020, 11, 11, tzinfo=conference.zone)
    assert held.ends_at == datetime(2020, 11, 12, tzinfo=conference.zone)


def test_the_page_of_hours_teaches_as_long_as_there_are_none() -> None:
    conference = make.conference()

    page = make.client(make.user(Role.READER, conference)).get(TIMING).content.decode()

    assert "No hours are kept yet" in page
    assert HOURS not in page
