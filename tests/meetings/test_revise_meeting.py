"""Changing what is written down of a meeting."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.meetings.actions import Visiting, revise_meeting
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def test_a_change_of_the_date_and_of_who_came_is_recorded() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    make_meetings.visitor(meeting, "RU", head="Lavrentev")

    revise_meeting(
        make.user(Role.SECRETARY, conference),
        meeting,
        details={"held_date": "2020-10"},
        visitors=[Visiting(make.party("RU"), "Alexander Lavrentiev"), Visiting(make.party("LB"))],
    )

    changes = Entry.objects.get().changes
    assert changes["held_date"] == ["2020-10-29", "2020-10"]
    assert changes["visitors"] == [["RU · Lavrentev"], ["RU · Alexander Lavrentiev", "LB"]]


def test_nothing_new_is_no_deed() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    make_meetings.visitor(meeting, "RU")

    revise_meeting(
        make.user(Role.SECRETARY, conference),
        meeting,
        details={"held_date": "2020-10-29", "title": meeting.title},
        visitors=[Visiting(make.party("RU"))],
    )

    assert not Entry.objects.exists()


def test_an_agreed_record_stays_as_it_is_but_for_whom_it_is_kept() -> None:
    conference = make.conference()
    amal, meeting = make.user(Role.SECRETARY, conference), make_meetings.frozen(conference)

    with pytest.raises(Refused, match="can no longer be changed"):
        revise_meeting(amal, meeting, details={"held_date": "2020-10-30"})
    with pytest.raises(Refused, match="can no longer be changed"):
        revise_meeting(amal, meeting, details={}, visitors=[Visiting(make.party("LB"))])
    revise_meeting(amal, meeting, details={"sensitivity": Sensitivity.SECRETARIAT})

    meeting.refresh_from_db()
    assert (meeting.held_date, meeting.sensitivity) == ("2020-10-29", "secretariat")
    assert Entry.objects.count() == 1


def test_the_form_of_an_agreed_record_asks_for_whom_it_is_kept_alone() -> None:
    conference = make.conference()
    meeting = make_meetings.frozen(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = make_meetings.address(conference, f"meetings/{meeting.pk}/revise/")

    fields = set(browser.get(page).context["form"].fields)
    answer = browser.post(page, {"sensitivity": "delegations", "version": 1, "held_date": "1999-01-01"})

    assert fields == {"version", "sensitivity"}
    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.held_date, meeting.sensitivity) == ("2020-10-29", "delegations")


def test_a_reader_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        revise_meeting(make.user(Role.READER, conference), make_meetings.meeting(conference), details={})


def test_a_stale_form_shows_what_differs_and_overwrites_nothing() -> None:
    conference = make.conference()
    amal, meeting = make.user(Role.SECRETARY, conference), make_meetings.meeting(conference)
    revise_meeting(amal, meeting, details={"held_date": "2020-10-28"})
    entered = {"version": 1, "kind": "preparatory", "sensitivity": "public", "host": make.party("SY").pk}
    entered |= {"held_date": "2020-10-27", "initial-held_date": "2020-10-29", "title_en": "A talk"}

    with pytest.raises(Stale):
        revise_meeting(amal, meeting, details={"held_date": "2020-10-27"}, version=1)
    page = make.client(amal).post(make_meetings.address(conference, f"meetings/{meeting.pk}/revise/"), entered)

    shown = {(each.label, each.seen, each.now, each.yours) for each in page.context["differences"]}
    assert ("Held on", "2020-10-29", "2020-10-28", "2020-10-27") in shown
    meeting.refresh_from_db()
    assert meeting.held_date == "2020-10-28"


def test_a_delegation_that_this_person_does_not_see_stays_with_its_visitor() -> None:
    conference = make.conference()
    hidden = make.delegation(conference, make.party("RU"), sensitivity=Sensitivity.RESTRICTED)
    meeting = make_meetings.meeting(conference)
    make_meetings.visitor(meeting, "RU", delegation=hidden)
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["meetings"]))
    entered = {"version": 1, "kind": "preparatory", "sensitivity": "public", "title_en": "A talk"}
    entered |= {"visitor_1": make.party("RU").pk, "visitor_1_head": "Alexander Lavrentiev"}

    answer = browser.post(make_meetings.address(conference, f"meetings/{meeting.pk}/revise/"), entered)

    assert answer.status_code == 302
    assert meeting.visitors.get().delegation == hidden
