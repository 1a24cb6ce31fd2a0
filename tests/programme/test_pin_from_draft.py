"""Pinning meetings where a draft has them."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.programme.actions import pin_from_draft
from secretariat.programme.models import Place
from secretariat.programme.queries.problem import problem_of
from tests import make, make_timetable
from tests.make_programme import at, bilateral, place

pytestmark = pytest.mark.django_db


def officer(conference: Conference) -> User:
    return make.user(Role.DESK_OFFICER, conference, desks=["programme"])


def test_the_chosen_meetings_stand_where_the_draft_has_them_and_stay_when_it_is_sought_anew() -> None:
    conference = make_timetable.ready()
    chosen, known = bilateral(conference, "LB", "IQ"), bilateral(conference, "LB", "EG")
    bilateral(conference, "LB", "JO")
    place(known, conference.rooms.get(), starts_at=at(11))
    draft = make_timetable.draft(conference, 1, 2, 3)

    pin_from_draft(officer(conference), draft, chosen=[chosen.pk, known.pk, 999_999])

    places = {each.bilateral_id: (each.starts_at, each.is_pinned) for each in Place.objects.all()}
    assert places == {chosen.pk: (at(9, 30), True), known.pk: (at(10), True)}
    assert [meeting.start for meeting in problem_of(conference).problem.meetings] == [1, 2, None]
    assert Entry.objects.get().verb == "programme.pin_from_draft"


def test_nothing_chosen_is_no_deed() -> None:
    conference = make_timetable.ready()
    left = bilateral(conference)
    draft = make_timetable.draft(conference, None)

    with pytest.raises(Refused, match="Choose meetings that the draft has a place for"):
        pin_from_draft(officer(conference), draft, chosen=[left.pk])


def test_what_clashes_with_the_working_timetable_is_not_pinned() -> None:
    conference = make_timetable.ready()
    chosen = bilateral(conference, "LB", "IQ")
    draft = make_timetable.draft(conference, 1)
    place(bilateral(conference, "LB", "EG"), conference.rooms.get(), starts_at=at(9, 30), table=2)

    with pytest.raises(Refused, match="Lebanon"):
        pin_from_draft(officer(conference), draft, chosen=[chosen.pk])


def test_whoever_does_not_work_on_the_desk_may_not() -> None:
    conference = make_timetable.ready()
    chosen = bilateral(conference)
    with pytest.raises(PermissionDenied):
        pin_from_draft(make.user(Role.READER, conference), make_timetable.draft(conference, 0), chosen=[chosen.pk])


def test_the_page_offers_every_meeting_with_a_place_and_pins_what_is_chosen() -> None:
    conference = make_timetable.ready()
    chosen, left = bilateral(conference, "LB", "IQ"), bilateral(conference, "LB", "EG")
    draft = make_timetable.draft(conference, 1, None)
    browser = make.client(officer(conference))
    base = f"/en/damascus-2020/office/timetable/{draft.pk}/"

    page = browser.get(f"{base}meetings/").content.decode()

    assert f'value="{chosen.pk}"' in page
    assert f'value="{left.pk}"' not in page
    assert "11 Nov 2020, 09:30" in page
    assert "1 shown of 2" in browser.get(f"{base}meetings/?q=iraq").content.decode()
    answer = browser.post(f"{base}pin/", {"row": [str(chosen.pk), "x", "9" * 30]}, follow=True)
    assert "1 place has changed." in answer.content.decode()
    assert Place.objects.get().is_pinned
