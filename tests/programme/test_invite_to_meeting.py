"""Inviting people by mail to a meeting that is written down."""

import pytest
import vobject
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.conference.models import Message
from secretariat.programme.actions import Guest, invite_to_meeting
from secretariat.programme.models import Convocation
from secretariat.programme.queries.convening import Told
from tests import make, make_meetings, make_programme

pytestmark = pytest.mark.django_db

AMAL = Guest("amal@mofa.example", "Amal Haddad")
TOLD = Told("Preparatory meeting", "Damascus", make_programme.at(10), make_programme.at(11), "", "en")


def test_it_is_held_when_the_invitation_says() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["meetings"])

    made = invite_to_meeting(officer, meeting, guests=[AMAL], told=TOLD, at=make.NOON)

    event = vobject.readOne(Message.objects.get().attachment).vevent
    assert (event.summary.value, event.location.value) == ("Preparatory meeting", "Damascus")
    assert (event.dtstart.value, event.dtend.value) == (TOLD.starts_at, TOLD.ends_at)
    assert made.meeting == meeting


def test_it_has_to_end_after_it_begins() -> None:
    conference = make.conference()
    backwards = Told("A", "", make_programme.at(11), make_programme.at(10))

    with pytest.raises(Refused, match="end after it begins"):
        invite_to_meeting(
            make.user(Role.SECRETARY, conference),
            make_meetings.meeting(conference),
            guests=[AMAL],
            told=backwards,
            at=make.NOON,
        )

    assert not Message.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "1850-01-01", "9999-12-31"])
def test_years_that_no_calendar_can_tell_are_refused_in_a_sentence(day: str) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = reverse("programme:invite_to_meeting", args=[conference.slug, make_meetings.meeting(conference).pk])
    filled = {"others": AMAL.mail, "language": "en", "starts_at": f"{day}T00:00", "ends_at": f"{day}T23:00"}

    answer = browser.post(page, filled)

    assert answer.status_code == 422
    assert "No calendar can hold this meeting" in answer.content.decode()
    assert not Convocation.objects.exists()


@pytest.mark.parametrize("role", [Role.RAPPORTEUR, Role.READER])
def test_who_only_writes_or_reads_the_record_may_not(role: str) -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        invite_to_meeting(
            make.user(role, conference), make_meetings.meeting(conference), guests=[AMAL], told=TOLD, at=make.NOON
        )


def test_the_page_asks_for_the_hours_and_offers_the_visitors() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    make_meetings.visitor(meeting, "LB")
    amal = make.delegate(make_programme.delegation(conference), "Amal Haddad", mail=AMAL.mail)
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["meetings"]))
    page = reverse("programme:invite_to_meeting", args=[conference.slug, meeting.pk])
    filled = {"people": [amal.pk], "language": "en", "place": "Damascus", "starts_at": "2020-10-29T10:00"}

    assert "Amal Haddad" in browser.get(page).content.decode()
    assert browser.post(page, filled).status_code == 422
    assert browser.post(page, {**filled, "ends_at": "2020-10-29T09:00"}).status_code == 422
    assert browser.post(page, {**filled, "ends_at": "2020-10-29T11:30"}).status_code == 302
    made = Convocation.objects.get()
    assert (made.ends_at - made.starts_at).total_seconds() == 90 * 60
    assert made.starts_at.astimezone(conference.zone).hour == 10
    assert page in browser.get(reverse("meetings:meeting", args=[conference.slug, meeting.pk])).content.decode()
