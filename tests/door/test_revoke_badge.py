"""A badge that is taken back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.door.actions import revoke_badge
from tests import make, make_door

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["issued", "lost"])
def test_it_is_stopped_with_a_reason_and_recorded(state: str) -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference), state=state)

    revoke_badge(make.user(Role.SECRETARY, conference), badge, reason="Lent to another", at=make_door.MORNING)

    badge.refresh_from_db()
    assert (badge.state, badge.reason) == ("revoked", "Lent to another")
    assert Entry.objects.get().changes["state"] == [state, "revoked"]


@pytest.mark.parametrize(
    ("state", "reason", "sentence"), [("issued", "  ", "Say why"), ("replaced", "x", "not in use")]
)
def test_without_a_reason_or_twice_it_is_refused(state: str, reason: str, sentence: str) -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference), state=state)

    with pytest.raises(Refused, match=sentence):
        revoke_badge(make.user(Role.SECRETARY, conference), badge, reason=reason, at=make_door.MORNING)


def test_a_door_officer_may_not() -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference))
    officer = make.user(Role.DOOR_OFFICER, conference)

    with pytest.raises(PermissionDenied):
        revoke_badge(officer, badge, reason="x", at=make_door.MORNING)

    address = reverse("door:revoke_badge", args=[conference.slug, badge.pk])
    assert make.client(officer).get(address).status_code == 403


def test_the_page_wants_a_reason() -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference))
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("door:revoke_badge", args=[conference.slug, badge.pk])

    assert browser.get(address).status_code == 200
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": "Lent"}).status_code == 302
