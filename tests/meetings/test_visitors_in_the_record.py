"""What is said of a visitor is recorded in every language, and the delegation it came with."""

import pytest
from django.utils import translation
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.meetings.actions import Visiting, revise_meeting
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def test_a_capacity_changed_in_another_language_is_recorded_and_shown() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    meeting = make_meetings.meeting(conference, sensitivity="public")
    make_meetings.visitor(meeting, head="X", head_capacity=LazyI18nString({"en": "Envoy", "ar": "مبعوث"}))
    address = f"/ar/{conference.slug}/meetings/{meeting.key}/"
    assert "مبعوث" in make.client(None).get(address).content.decode()

    with translation.override("en"):
        capacity = LazyI18nString({"en": "Envoy", "ar": "سفير"})
        revise_meeting(secretary, meeting, details={}, visitors=[Visiting(make.party("RU"), "X", capacity)])

    assert Entry.objects.get().verb == "meetings.revise_meeting"
    assert "سفير" in make.client(None).get(address).content.decode()


def test_another_delegation_is_recorded() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    meeting = make_meetings.meeting(conference)
    make_meetings.visitor(meeting, head="X")
    delegation = make.delegation(conference, make.party("RU"))

    revise_meeting(secretary, meeting, details={}, visitors=[Visiting(make.party("RU"), "X", "", delegation)])

    assert Entry.objects.get().verb == "meetings.revise_meeting"
