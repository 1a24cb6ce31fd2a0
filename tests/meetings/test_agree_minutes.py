"""Noting that the minutes are agreed, which freezes the record."""

import threading
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from secretariat.accounts.models import Role
from secretariat.archive.actions import cite
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.meetings.actions import agree_minutes, report_progress
from secretariat.meetings.models import Minutes, RecordState
from tests import make, make_meetings
from tests.threads import in_thread

pytestmark = pytest.mark.django_db
DAY = date(2020, 11, 2)


def _circulated() -> Minutes:
    meeting = make_meetings.meeting(make.conference())
    return make_meetings.minutes(meeting, state=RecordState.CIRCULATED, circulated_date=make.TODAY)


def test_circulated_minutes_are_agreed_and_the_meeting_is_frozen() -> None:
    minutes = _circulated()

    agree_minutes(make.user(Role.SECRETARY, minutes.conference), minutes, agreed_date=DAY)

    minutes.meeting.refresh_from_db()
    assert minutes.meeting.is_frozen
    assert Entry.objects.get().changes["state"] == ["circulated", "agreed"]


def test_a_draft_is_not_agreed_nor_before_it_went_out_nor_twice_nor_past_a_newer_version() -> None:
    minutes = _circulated()
    amal = make.user(Role.SECRETARY, minutes.conference)
    draft = make_meetings.minutes(make_meetings.meeting(minutes.conference))

    with pytest.raises(Refused, match="circulated before they are agreed"):
        agree_minutes(amal, draft, agreed_date=DAY)
    with pytest.raises(Refused, match="cannot be agreed earlier"):
        agree_minutes(amal, minutes, agreed_date=date(2020, 10, 31))
    newer = make_meetings.minutes(minutes.meeting, "They met again.")
    with pytest.raises(Refused, match="There is a newer version"):
        agree_minutes(amal, minutes, agreed_date=DAY)
    newer.delete()
    agree_minutes(amal, minutes, agreed_date=DAY)
    with pytest.raises(Refused, match="can no longer be changed"):
        agree_minutes(amal, minutes, agreed_date=DAY)

    assert Entry.objects.count() == 1


def test_a_rapporteur_may_not() -> None:
    minutes = _circulated()

    with pytest.raises(PermissionDenied):
        agree_minutes(make.user(Role.RAPPORTEUR, minutes.conference), minutes, agreed_date=DAY)


def test_reports_on_follow_ups_and_further_sources_stay_possible() -> None:
    conference = make.conference()
    meeting = make_meetings.frozen(conference)
    follow_up, point = make_meetings.follow_up(meeting), make_meetings.point(meeting)
    amal, source = make.user(Role.SECRETARY, conference), make.source(conference)

    report_progress(amal, follow_up, details={"said_date": DAY, "state": "done"})
    cite(amal, point, source=source, passage="the same, told by another")
    cite(amal, meeting, source=source)

    assert Citation.objects.count() == 2
    follow_up.refresh_from_db()
    assert follow_up.state == "done"


def test_the_page_agrees_and_offers_nothing_to_change_any_more() -> None:
    minutes = _circulated()
    conference, meeting = minutes.conference, minutes.meeting
    make_meetings.point(meeting)
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(
        make_meetings.address(conference, f"minutes/{minutes.pk}/agree/"), {"agreed_date": "2020-11-02", "version": 1}
    )
    page = browser.get(make_meetings.address(conference, f"meetings/{meeting.pk}/")).content.decode()

    assert answer.status_code == 302
    assert "The record of this meeting is agreed." in page
    offered = [verb for verb in ("/point/", "/withdraw/", "/move/", "/minutes/", "/follow-up/") if f'{verb}"' in page]
    assert offered == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_minutes_agreed_twice_at_once_are_agreed_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("two writers at once need PostgreSQL")
    minutes = _circulated()
    amal, begin, refused = make.user(Role.SECRETARY, minutes.conference), threading.Barrier(2), []

    def agree() -> None:
        begin.wait(10)
        try:
            agree_minutes(amal, Minutes.objects.get(pk=minutes.pk), agreed_date=DAY)
        except Refused as error:
            refused.append(error)

    for each in [in_thread(agree), in_thread(agree)]:
        each.join(20)

    assert len(refused) == 1
    assert Entry.objects.count() == 1
