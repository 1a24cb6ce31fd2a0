"""The morning page on what is to be done: tasks, follow-ups and the gravest challenges."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.overview.queries import Ahead, ahead
from tests import make, make_meetings, make_preparation

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/"
TODAY = date(2020, 10, 12)


def _ahead(conference: Conference, role: str = Role.SECRETARY) -> Ahead:
    return ahead(conference, make.user(role, conference), today=TODAY)


def _page(user: User) -> str:
    return make.client(user).get(ADDRESS).content.decode()


def test_late_blocked_and_soon_are_told_apart() -> None:
    conference = make.conference()
    make_preparation.task(conference, "Late", due_date=TODAY - timedelta(days=1))
    make_preparation.task(conference, "Held up", due_date=TODAY, blocked_because="No budget")
    make_preparation.task(conference, "Soon", due_date=TODAY)
    make_preparation.task(conference, "Done", due_date=TODAY - timedelta(days=1), state="done")

    found = _ahead(conference)

    assert [[str(line.task) for line in each] for each in (found.late, found.blocked, found.soon)] == [
        ["Late"],
        ["Held up"],
        ["Soon"],
    ]


def test_the_gravest_challenges_stand_first_and_closed_ones_not_at_all() -> None:
    conference = make.conference()
    for place in range(1, 6):
        make_preparation.assessment(make_preparation.challenge(conference, f"Impact {place}"), 3, place)
    make_preparation.assessment(make_preparation.challenge(conference, "Closed"), 5, 5, state="closed")
    make_preparation.assessment(make_preparation.challenge(conference, "Worst"), 5, 5, state="watched")
    make_preparation.challenge(conference, "Not assessed")

    assert [str(line.challenge.text) for line in _ahead(conference).challenges] == [
        "Worst",
        "Impact 5",
        "Impact 4",
        "Impact 3",
        "Impact 2",
    ]


def test_follow_ups_whose_day_has_passed_are_late_until_they_are_done() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    late = make_meetings.follow_up(meeting, "Send the list", due_date=TODAY - timedelta(days=1))
    done = make_meetings.follow_up(meeting, "Call back", due_date=TODAY - timedelta(days=1))
    make_meetings.progress(done, "done")

    assert [row.follow_up for row in _ahead(conference).follow_ups] == [late]


@pytest.mark.parametrize("role", [Role.PRESS_OFFICER, Role.DOOR_OFFICER])
def test_what_is_the_secretariats_is_not_told_to_the_press_or_the_door(role: str) -> None:
    conference = make.conference()
    make_preparation.task(conference, "Hush", due_date=TODAY, sensitivity="secretariat")
    challenge = make_preparation.challenge(conference, "Hush", sensitivity="secretariat")
    make_preparation.assessment(challenge, sensitivity="public")

    assert _ahead(conference, role).is_empty
    assert "Hush" not in _page(make.user(role, conference))
    assert "Hush" in _page(make.user(Role.READER, conference))


def test_the_page_names_ten_and_leads_to_the_rest() -> None:
    conference = make.conference()
    for place in range(11):
        make_preparation.task(conference, f"Task {place:02}", due_date=localdate() - timedelta(days=40 - place))
    make_preparation.assessment(make_preparation.challenge(conference, "Grave", said_by=(make.party("SY"),)), 4, 5)

    page = _page(make.user(Role.SECRETARY, conference))

    assert "Task 09" in page
    assert "Task 10" not in page
    assert 'href="/en/damascus-2020/office/plan/?only=late"' in page
    assert "likelihood 4, impact 5 of 5" in page


def test_a_challenge_without_any_source_needs_a_second_look() -> None:
    conference = make.conference()
    challenge = make_preparation.challenge(conference)
    make.citation(make_preparation.challenge(conference, "Cited"), make.source(conference))

    page = make.client(make.user(Role.SECRETARY, conference)).get(ADDRESS)

    assert [row for each in page.context["second"].unsourced for row in each.rows] == [
        (str(challenge), f"/en/damascus-2020/office/challenges/{challenge.pk}/")
    ]


def test_a_morning_on_which_nothing_presses_says_so() -> None:
    conference = make.conference()

    assert "Nothing is late, blocked or due this week." in _page(make.user(Role.SECRETARY, conference))
