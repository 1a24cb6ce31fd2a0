"""Changing a point of a meeting."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.meetings.actions import revise_point
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def test_a_change_of_verb_and_speakers_is_recorded() -> None:
    conference = make.conference()
    russia, syria = make.party("RU"), make.party("SY")
    point = make_meetings.point(make_meetings.meeting(conference), by=[russia])

    revise_point(make.user(Role.SECRETARY, conference), point, details={"verb": "agreed"}, speakers=[russia, syria])

    changes = Entry.objects.get().changes
    assert changes["verb"] == ["discussed", "agreed"]
    assert changes["speakers"] == [[russia.pk], [russia.pk, syria.pk]]


def test_a_stale_change_is_refused() -> None:
    conference = make.conference()
    amal, point = make.user(Role.SECRETARY, conference), make_meetings.point(make_meetings.meeting(conference))
    revise_point(amal, point, details={"verb": "agreed"})

    with pytest.raises(Stale):
        revise_point(amal, point, details={"verb": "affirmed"}, version=1)


def test_a_point_of_an_agreed_record_stays_as_it_is_but_for_whom_it_is_kept() -> None:
    conference = make.conference()
    amal, meeting = make.user(Role.SECRETARY, conference), make_meetings.meeting(conference)
    point = make_meetings.point(meeting, by=[make.party("RU")])
    make_meetings.minutes(meeting, state="agreed")

    with pytest.raises(Refused, match="can no longer be changed"):
        revise_point(amal, point, details={"verb": "agreed"})
    with pytest.raises(Refused, match="can no longer be changed"):
        revise_point(amal, point, details={}, speakers=[])
    revise_point(amal, point, details={"sensitivity": Sensitivity.DELEGATIONS})

    point.refresh_from_db()
    assert (point.verb, point.sensitivity, point.speakers.count()) == ("discussed", "delegations", 1)


def test_a_reader_may_not() -> None:
    conference = make.conference()
    point = make_meetings.point(make_meetings.meeting(conference))

    with pytest.raises(PermissionDenied):
        revise_point(make.user(Role.READER, conference), point, details={"verb": "agreed"})


def test_the_form_shows_every_speaker_and_keeps_them() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    point = make_meetings.point(meeting, by=[make.party("RU"), make.party("LB")])
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = make_meetings.address(conference, f"points/{point.pk}/revise/")

    shown = browser.get(page).context["form"].initial["speakers"]
    entered = {"verb": "agreed", "text_en": "The preparations", "sensitivity": "public", "version": 1}
    answer = browser.post(page, {**entered, "speakers": shown})

    assert answer.headers["Location"] == make_meetings.address(conference, f"meetings/{meeting.pk}/#points")
    point.refresh_from_db()
    assert point.verb == "agreed"
    assert {speaker.party.code for speaker in point.speakers.all()} == {"RU", "LB"}
