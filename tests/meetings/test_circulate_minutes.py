"""Noting that the minutes went out."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.meetings.actions import circulate_minutes
from secretariat.meetings.models import RecordState
from tests import make, make_meetings

pytestmark = pytest.mark.django_db
DAY = date(2020, 11, 2)


def test_the_newest_version_goes_out_and_the_record_stands_as_circulated() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    minutes = make_meetings.minutes(meeting)

    circulate_minutes(make.user(Role.SECRETARY, conference), minutes, circulated_date=DAY)

    meeting.refresh_from_db()
    assert (minutes.state, meeting.record_state) == ("circulated", "circulated")
    assert Entry.objects.get().changes["circulated_date"] == [None, "2020-11-02"]


def test_not_twice_not_an_older_version_and_not_before_the_meeting() -> None:
    conference = make.conference()
    amal, meeting = make.user(Role.SECRETARY, conference), make_meetings.meeting(conference)
    older = make_meetings.minutes(meeting)
    newer = make_meetings.minutes(meeting, "They met again.")

    with pytest.raises(Refused, match="There is a newer version"):
        circulate_minutes(amal, older, circulated_date=DAY)
    with pytest.raises(Refused, match="cannot be older"):
        circulate_minutes(amal, newer, circulated_date=date(2020, 10, 28))
    circulate_minutes(amal, newer, circulated_date=DAY)
    with pytest.raises(Refused, match="circulated already"):
        circulate_minutes(amal, newer, circulated_date=DAY)

    assert Entry.objects.count() == 1


def test_a_rapporteur_may_not() -> None:
    conference = make.conference()
    minutes = make_meetings.minutes(make_meetings.meeting(conference))
    rapporteur = make.user(Role.RAPPORTEUR, conference)

    with pytest.raises(PermissionDenied):
        circulate_minutes(rapporteur, minutes, circulated_date=DAY)

    page = make_meetings.address(conference, f"minutes/{minutes.pk}/circulate/")
    assert make.client(rapporteur).get(page).status_code == 403


def test_the_page_keeps_the_day_and_none_that_has_not_come() -> None:
    conference = make.conference()
    minutes = make_meetings.minutes(make_meetings.meeting(conference))
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = make_meetings.address(conference, f"minutes/{minutes.pk}/circulate/")

    early = browser.post(page, {"circulated_date": "2999-01-01", "version": 1})
    browser.post(page, {"circulated_date": "2020-11-02", "version": 1})

    assert early.context["form"].errors == {"circulated_date": ["This day has not come yet."]}
    minutes.refresh_from_db()
    assert (minutes.state, minutes.circulated_date) == (RecordState.CIRCULATED, DAY)
