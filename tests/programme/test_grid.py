"""One day as a grid, what would clash in each of its cells, and the pages around it."""

from datetime import date

import pytest

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.programme.models import Session
from secretariat.programme.queries.grid import Grid, grid_of
from tests import make, make_programme
from tests.make_meetings import address
from tests.make_programme import at

pytestmark = pytest.mark.django_db


def _grid(conference: Conference, day: date | None = make_programme.DAY, room: int | None = None) -> Grid:
    return grid_of(conference, make.user(Role.SECRETARY, conference), day, room)


def _columns(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    """Where each thing stands: its first row, how many, its first column, how many."""
    return {
        str(cell.held.title): (cell.row, cell.rows, cell.lane, cell.columns)
        for row in grid.rows
        for cell in row.cells
        if cell.held is not None
    }


def test_rooms_stand_beside_each_other_and_time_runs_down() -> None:
    conference = make.conference()
    hall = make_programme.room(conference)
    lounge = make_programme.room(conference, "Lounge", tables=2)
    make_programme.session(conference, "Opening", room=hall)
    make_programme.place(make_programme.bilateral(conference), lounge, table=2, starts_at=at(9))
    make_programme.session(conference, "Reception", room=lounge, starts_at=at(17), ends_at=at(18))

    grid = _grid(conference)

    assert [(lane.room, lane.table) for lane in grid.lanes] == [(hall, None), (lounge, 1), (lounge, 2)]
    assert (grid.step, f"{grid.rows[0].starts_at:%H:%M}", len(grid.rows)) == (15, "08:00", 44)
    assert _columns(grid) == {"Opening": (8, 4, 0, 1), "Lebanon – Iraq": (4, 2, 2, 1), "Reception": (36, 4, 1, 2)}


def test_every_cell_of_the_table_is_told_once() -> None:
    conference = make.conference()
    hall, lounge = make_programme.room(conference), make_programme.room(conference, "Lounge", tables=2)
    for number in range(4):
        make_programme.session(conference, f"S{number}", room=hall, starts_at=at(9, 20 * number), ends_at=at(10, 45))
    make_programme.session(conference, "All tables", room=lounge)
    make_programme.place(make_programme.bilateral(conference), lounge)
    make_programme.session(conference, "Nowhere")

    grid = _grid(conference)

    covered = [
        (cell.row + down, cell.lane + across)
        for row in grid.rows
        for cell in row.cells
        for down in range(cell.rows)
        for across in range(cell.columns)
    ]
    assert sorted(covered) == [(row, lane) for row in range(len(grid.rows)) for lane in range(len(grid.lanes))]
    assert grid.step == 5


def test_a_session_across_midnight_is_on_both_days_and_says_so() -> None:
    conference = make.conference()
    make_programme.session(conference, "Night", starts_at=at(22), ends_at=at(25))

    before, after = _grid(conference), _grid(conference, date(2020, 11, 12))

    assert [(each.is_continued, each.continues) for each in before.held + after.held] == [(False, True), (True, False)]
    assert f"{before.rows[-1].starts_at:%H:%M}" == "23:45"
    assert f"{after.rows[0].starts_at:%H:%M}" == "00:00"


def test_a_day_on_which_the_clocks_go_back_has_its_hour_twice() -> None:
    conference = make.conference(time_zone="Europe/Vienna", start_date=date(2020, 10, 25), end_date=date(2020, 10, 25))
    day = date(2020, 10, 25)
    make_programme.session(conference, "Night", day=day, starts_at=at(2, day=day), ends_at=at(8, day=day))

    grid = _grid(conference, day)

    hours = [f"{row.starts_at:%H:%M}" for row in grid.rows if row.is_hour]
    assert hours[:5] == ["02:00", "02:00", "03:00", "04:00", "05:00"]
    assert [(each.row, each.rows) for each in grid.held] == [(0, 24)]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kathmandu"])
def test_days_are_those_of_the_venue_wherever_it_lies(zone: str) -> None:
    conference = make.conference(time_zone=zone)
    browser = make.client(make.user(Role.SECRETARY, conference))
    said = {"title_en": "Opening", "kind": "opening", "sensitivity": "public"}
    hours = {"day": "2020-11-11", "starts": "00:00", "ends": "00:30"}
    browser.post(address(conference, "programme/sessions/add/"), {**said, **hours})

    grid = browser.get(address(conference, "programme/")).context["grid"]

    assert (grid.day, grid.days) == (date(2020, 11, 11), [date(2020, 11, 11), date(2020, 11, 12)])
    assert f"{grid.held[0].starts_at.astimezone(conference.zone):%d %H:%M}" == "11 00:00"


def test_what_has_no_time_waits_beside_the_grid() -> None:
    conference = make.conference()
    make_programme.session(conference, "This day", starts_at=None, ends_at=None)
    make_programme.session(conference, "Another day", day=date(2020, 11, 12), starts_at=None, ends_at=None)
    make_programme.session(conference, "No day", day=None, starts_at=None, ends_at=None)
    make_programme.bilateral(conference)
    make_programme.bilateral(conference, "JO", "EG", state="asked")

    assert {str(each.title) for each in _grid(conference).waiting} == {"This day", "No day", "Lebanon – Iraq"}


def test_who_plans_sees_that_a_room_is_taken_and_others_see_nothing_of_it() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    make_programme.session(conference, "Quiet talk", room=room, sensitivity="restricted")
    officer = make.client(make.user(Role.DESK_OFFICER, conference, desks=["programme"]))
    reader = make.client(make.user(Role.READER, conference))
    page = address(conference, "programme/?day=2020-11-11")

    planned, read = officer.get(page), reader.get(page)

    assert [each.is_hidden for each in planned.context["grid"].held] == [True]
    assert read.context["grid"].held == []
    assert "Quiet talk" not in planned.content.decode() + read.content.decode()


def test_one_room_is_shown_by_itself_and_closed_times_are_marked() -> None:
    conference = make.conference()
    hall, other = make_programme.room(conference), make_programme.room(conference, "Other")
    make_programme.session(conference, "Opening", room=hall)
    make_programme.session(conference, "Elsewhere", room=other)
    make_programme.closure(hall, at(12), at(12, 30), "Cleaning")

    grid = _grid(conference, room=hall.pk)

    closed = [cell for row in grid.rows for cell in row.cells if cell.is_closed]
    assert list(_columns(grid)) == ["Opening"]
    assert [cell.closed_because for cell in closed] == ["Cleaning", None]


@pytest.mark.parametrize(
    "asked", ["?day=never", "?day=0001-01-01", "?day=9999-12-31", "?room=x", "?room=99999999999999999999"]
)
def test_senseless_addresses_show_the_grid_all_the_same(asked: str) -> None:
    conference = make.conference()
    make_programme.room(conference)

    answer = make.client(make.user(Role.SECRETARY, conference)).get(address(conference, f"programme/{asked}"))

    assert answer.status_code == 200


def test_hostile_names_stay_names() -> None:
    conference = make.conference()
    room = make_programme.room(conference, make.HOSTILE)
    make_programme.session(conference, make.HOSTILE, room=room)
    make_programme.session(conference, "</script><b>", room=room)

    page = make.client(make.user(Role.SECRETARY, conference)).get(address(conference, "programme/")).content.decode()

    assert "<b>" not in page
    assert page.count("</script><b") == 0


def test_the_lists_need_no_more_queries_for_thirty_sessions() -> None:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    counts = {}
    for page in ("programme/", "programme/sessions/", "programme/agenda/", "programme/clashes/", "programme/venue/"):
        for many in (1, 30):
            while Session.objects.count() < many:
                room = make_programme.room(conference, tables=1)
                session = make_programme.session(conference, room=room)
                make_programme.wanted(session, "LB")
                make_programme.closure(room, at(20), at(21))
                session.items.create(
                    conference=conference, item=make_programme.agenda_item(conference, str(session.pk))
                )
            with CaptureQueriesContext(
                connection,
            ) as seen:
                browser.get(address(conference, page))
            counts[page, many] = len(seen)
        Session.objects.all().delete()
        conference.rooms.all().delete()

    assert {page for (page, many), count in counts.items() if many == 30 and count > counts[page, 1]} == set()


def test_a_cell_is_told_free_a_warning_or_not_let_through_with_the_reason() -> None:
    conference = make.conference()
    make_programme.room(conference, seats=10)
    lounge = make_programme.room(conference, "Lounge", tables=2)
    session = make_programme.session(conference, "Plenary", room=lounge, seats=20, starts_at=at(8), ends_at=at(9))
    make_programme.wanted(session, "LB")
    make_programme.place(make_programme.bilateral(conference), lounge, table=1)
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = address(conference, f"programme/verdicts/?day=2020-11-11&item=session-{session.pk}")
    told = browser.get(page).json()

    in_hall = {row: (level, [told["sentences"][place] for place in why]) for row, level, why in told["lanes"]["0"]}
    in_lounge = {row: level for row, level, _why in told["lanes"]["2"]}
    assert told["minutes"] == 60
    assert in_hall[0] == ("warn", ["Plenary hall has too few seats: 10, and 20 are needed."])
    assert in_hall[8][0] == "block"
    assert in_hall[8][1][0] == "Lebanon: in Lebanon and Iraq then."
    assert 0 not in in_lounge
    assert in_lounge[6] == "block"


def test_a_bilateral_meeting_is_told_table_by_table() -> None:
    conference = make.conference()
    make_programme.room(conference)
    lounge = make_programme.room(conference, "Lounge", tables=2)
    make_programme.place(make_programme.bilateral(conference, "JO", "EG"), lounge, table=1)
    mine = make_programme.bilateral(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    told = browser.get(address(conference, f"programme/verdicts/?day=2020-11-11&item=bilateral-{mine.pk}")).json()

    assert len(told["lanes"]["0"]) == 44
    assert told["sentences"][0] == "Plenary hall has no tables for bilateral meetings."
    assert [row for row, _level, _why in told["lanes"]["1"]] == [7, 8, 9]
    assert told["lanes"]["2"] == []


@pytest.mark.parametrize(
    "item", ["", "session-", "session-x", "session-99999999999999999999", "nonsense-1", "session-٣"]
)
def test_what_is_not_there_cannot_be_moved(item: str) -> None:
    conference = make.conference()

    answer = make.client(make.user(Role.SECRETARY, conference)).get(
        address(conference, f"programme/verdicts/?item={item}")
    )

    assert answer.status_code == 404


def test_verdicts_are_for_those_who_plan_and_know_nothing_of_another_conference() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    there = make_programme.session(other)
    page = address(conference, f"programme/verdicts/?item=session-{there.pk}")

    assert make.client(make.user(Role.SECRETARY, conference)).get(page).status_code == 404
    assert make.client(make.user(Role.READER, conference)).get(page).status_code == 403


def test_sessions_are_found_by_words_day_kind_and_state() -> None:
    conference = make.conference()
    make_programme.session(conference, "Opening", kind="opening")
    make_programme.session(conference, "Closing", kind="closing", day=date(2020, 11, 12), starts_at=None, ends_at=None)
    make_programme.session(conference, "Gone", state="cancelled")
    browser = make.client(make.user(Role.READER, conference))

    def titles(query: str) -> list[str]:
        rows = browser.get(address(conference, f"programme/sessions/{query}")).context["rows"]
        return [str(row.session.title) for row in rows]

    assert titles("") == ["Opening", "Closing"]
    assert titles("?q=clos") == ["Closing"]
    assert titles("?day=2020-11-12") == ["Closing"]
    assert titles("?kind=opening") == ["Opening"]
    assert titles("?state=cancelled") == ["Gone"]
    assert titles("?state=all&kind=nonsense&day=x") == ["Opening", "Gone", "Closing"]


def test_a_session_shows_what_it_clashes_with_to_those_who_may_see_it() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    session = make_programme.session(conference, "Plenary", room=room, sensitivity="public")
    make_programme.session(conference, "Opening", room=room)
    page = address(conference, f"programme/sessions/{session.pk}/")

    reader = make.client(make.user(Role.READER, conference)).get(page).content.decode()
    door = make.client(make.user(Role.DOOR_OFFICER, conference)).get(page).content.decode()

    assert "Plenary hall is taken then: “Opening”." in reader
    assert "taken then" not in door
