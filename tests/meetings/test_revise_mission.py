"""Changing what is written down of a mission."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.meetings.actions import revise_mission
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def test_a_change_is_recorded() -> None:
    conference = make.conference()
    mission = make_meetings.mission(conference)

    revise_mission(make.user(Role.SECRETARY, conference), mission, details={"until_date": "2020-10-29"})

    assert Entry.objects.get().changes == {"until_date": ["", "2020-10-29"]}


def test_a_stale_change_and_an_end_before_the_beginning_are_refused() -> None:
    conference = make.conference()
    amal, mission = make.user(Role.SECRETARY, conference), make_meetings.mission(conference)
    revise_mission(amal, mission, details={"head": "Somebody"})

    with pytest.raises(Stale):
        revise_mission(amal, mission, details={"head": "Somebody else"}, version=1)
    with pytest.raises(Refused, match="ends after it begins"):
        revise_mission(amal, mission, details={"until_date": "2020-09"})


def test_a_reader_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        revise_mission(make.user(Role.READER, conference), make_meetings.mission(conference), details={})


def test_the_form_saves_and_leaves_a_delegation_that_is_not_seen() -> None:
    conference = make.conference()
    hidden = make.delegation(conference, make.party("RU"), sensitivity=Sensitivity.RESTRICTED)
    make.delegation(conference, make.party("LB"))
    mission = make_meetings.mission(conference, delegation=hidden)
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["meetings"]))

    answer = browser.post(
        make_meetings.address(conference, f"missions/{mission.pk}/revise/"),
        {"head": "Lavrentiev", "from_date": "2020-10", "sensitivity": "public", "version": 1},
    )

    assert answer.status_code == 302
    mission.refresh_from_db()
    assert (mission.head, mission.delegation) == ("Lavrentiev", hidden)
