"""A lost badge."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.door.actions import report_lost
from tests import make, make_door

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DOOR_OFFICER])
def test_it_is_stopped_from_now_on_and_recorded(role: str) -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference))

    report_lost(make.user(role, conference), badge, at=make_door.MORNING, reason="Left in a taxi")

    badge.refresh_from_db()
    assert (badge.state, badge.ended_at, badge.reason) == ("lost", make_door.MORNING, "Left in a taxi")
    assert Entry.objects.get().changes["state"] == ["issued", "lost"]


@pytest.mark.parametrize("state", ["lost", "revoked", "replaced"])
def test_a_badge_that_is_not_in_use_cannot_be_lost(state: str) -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference), state=state)

    with pytest.raises(Refused, match="not in use"):
        report_lost(make.user(Role.SECRETARY, conference), badge, at=make_door.MORNING)


@pytest.mark.parametrize("role", [Role.READER, Role.DESK_OFFICER])
def test_others_may_not(role: str) -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference))
    other = make.user(role, conference, desks=["meetings"])

    with pytest.raises(PermissionDenied):
        report_lost(other, badge, at=make_door.MORNING)

    page = make.client(other).get(reverse("door:report_lost", args=[conference.slug, badge.pk]))
    assert page.status_code in {403, 404}


def test_the_page_of_a_door_officer_reports_it() -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference))
    browser = make.client(make.user(Role.DOOR_OFFICER, conference))
    address = reverse("door:report_lost", args=[conference.slug, badge.pk])

    assert browser.get(address).status_code == 200
    page = browser.post(address, {"reason": make.HOSTILE}, follow=True)

    badge.refresh_from_db()
    assert badge.state == "lost"
    assert make.HOSTILE not in page.content.decode()
