"""A new badge in the place of another."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.models import DelegateState
from secretariat.door.actions import reprint_badge
from secretariat.door.models import Badge
from tests import make, make_door

pytestmark = pytest.mark.django_db


def test_the_new_one_says_what_is_so_now_and_the_old_one_is_good_no_more() -> None:
    conference = make.conference()
    old = make_door.badge(make_door.delegate(conference))
    old.delegate.name = "Amal Haddad-Saleh"
    old.delegate.save()

    new = reprint_badge(make.user(Role.SECRETARY, conference), old, at=make_door.MORNING)

    old.refresh_from_db()
    assert (old.state, old.ended_at) == ("replaced", make_door.MORNING)
    assert (new.name, new.state, new.replaces) == ("Amal Haddad-Saleh", "issued", old)
    assert new.number != old.number
    assert Entry.objects.get().made_id == new.pk


def test_a_lost_one_stays_lost_and_gets_a_successor() -> None:
    conference = make.conference()
    old = make_door.badge(make_door.delegate(conference), state="lost")

    new = reprint_badge(make.user(Role.SECRETARY, conference), old, at=make_door.MORNING)

    old.refresh_from_db()
    assert (old.state, new.state) == ("lost", "issued")


def test_what_an_officer_chose_stays_chosen() -> None:
    conference = make.conference()
    special = make_door.badge_class(conference, "VIP", zones=["A", "B"], position=9)
    make_door.badge_class(conference)
    old = make_door.badge(make_door.delegate(conference), badge_class=special, zones=["B"], is_by_choice=True)

    new = reprint_badge(make.user(Role.SECRETARY, conference), old, at=make_door.MORNING)

    assert (new.badge_class, new.zones, new.is_by_choice) == (special, ["B"], True)


@pytest.mark.parametrize("state", ["revoked", "replaced"])
def test_an_ended_one_is_not_replaced(state: str) -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference), state=state)

    with pytest.raises(Refused, match="was ended"):
        reprint_badge(make.user(Role.SECRETARY, conference), badge, at=make_door.MORNING)


def test_whoever_is_no_longer_accredited_or_has_another_gets_none() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    gone = make_door.badge(make_door.delegate(conference))
    gone.delegate.state = DelegateState.WITHDRAWN
    gone.delegate.save()
    person = make_door.delegate(conference, "Omar")
    lost = make_door.badge(person, state="lost")
    make_door.badge(person)

    with pytest.raises(Refused, match="not accredited"):
        reprint_badge(secretary, gone, at=make_door.MORNING)
    with pytest.raises(Refused, match="has a badge already"):
        reprint_badge(secretary, lost, at=make_door.MORNING)

    gone.refresh_from_db()
    assert gone.state == "issued"


def test_a_door_officer_may_not() -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference))
    officer = make.user(Role.DOOR_OFFICER, conference)

    with pytest.raises(PermissionDenied):
        reprint_badge(officer, badge, at=make_door.MORNING)

    address = reverse("door:reprint_badge", args=[conference.slug, badge.pk])
    assert make.client(officer).get(address).status_code == 403


def test_the_page_asks_first_and_leads_to_the_new_one() -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference))
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("door:reprint_badge", args=[conference.slug, badge.pk])

    assert browser.get(address).status_code == 200
    page = browser.post(address, follow=True)

    new = Badge.objects.get(state="issued")
    assert page.redirect_chain[-1][0] == reverse("door:badge", args=[conference.slug, new.pk])
    assert badge.number in page.content.decode()
