"""Taking a point back."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.meetings.actions import withdraw_point
from secretariat.meetings.models import Point
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def test_a_point_leaves_with_its_citations_and_the_record_keeps_what_it_said() -> None:
    conference = make.conference()
    point = make_meetings.point(make_meetings.meeting(conference), "A mistake", by=[make.party("RU")])
    make.citation(point, make.source(conference), "words")

    withdraw_point(make.user(Role.SECRETARY, conference), point)

    assert not Point.objects.exists()
    assert not Citation.objects.exists()
    entry = Entry.objects.get()
    assert entry.verb == "meetings.withdraw_point"
    assert entry.changes["text"] == [{"en": "A mistake"}, None]
    assert entry.changes["speakers"] == [[make.party("RU").pk], None]


def test_a_point_of_an_agreed_record_stays() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    point = make_meetings.point(meeting)
    make_meetings.minutes(meeting, state="agreed")

    with pytest.raises(Refused, match="can no longer be changed"):
        withdraw_point(make.user(Role.SECRETARY, conference), point)

    assert Point.objects.exists()


def test_a_reader_may_not() -> None:
    conference = make.conference()
    point = make_meetings.point(make_meetings.meeting(conference))

    with pytest.raises(PermissionDenied):
        withdraw_point(make.user(Role.READER, conference), point)


def test_the_page_asks_first() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    point = make_meetings.point(meeting, "A mistake")
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = make_meetings.address(conference, f"points/{point.pk}/withdraw/")

    assert "A mistake" in browser.get(page).content.decode()
    assert Point.objects.exists()
    answer = browser.post(page)

    assert answer.headers["Location"] == make_meetings.address(conference, f"meetings/{meeting.pk}/#points")
    assert not Point.objects.exists()
    assert browser.post(page).status_code == 404
