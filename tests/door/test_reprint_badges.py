"""New badges in the place of many at once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.delegations.models import DelegateState
from secretariat.door.actions import reprint_badges
from secretariat.door.models import Badge
from tests import make, make_door

pytestmark = pytest.mark.django_db


def test_each_gets_a_successor_and_it_is_recorded_once() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    olds = [make_door.badge(make_door.delegate(conference, name)) for name in ("One", "Two", make.HOSTILE)]

    batch = reprint_badges(secretary, conference, badges=[old.pk for old in olds], at=make_door.MORNING)

    assert (batch.done, batch.skipped) == (3, ())
    assert Entry.objects.get().verb == "door.reprint_badges"
    for old in olds:
        old.refresh_from_db()
        assert (old.state, old.ended_at, old.replaced_by.state) == ("replaced", make_door.MORNING, "issued")
    assert len(set(Badge.objects.values_list("number", flat=True))) == 6


def test_what_cannot_be_replaced_is_skipped_and_said_why() -> None:
    conference = make.conference()
    lost = make_door.badge(make_door.delegate(conference, "Lost"), state="lost")
    left = make_door.badge(make_door.delegate(conference, "Left"))
    left.delegate.state = DelegateState.WITHDRAWN
    left.delegate.save()
    special = make_door.badge_class(conference, "VIP", zones=["B"], position=9)
    shut = make_door.badge(make_door.delegate(conference, "Shut"), badge_class=special, is_by_choice=True)
    foreign = make_door.badge(make_door.delegate(make.conference("geneva-2021")))
    asked = [lost.pk, left.pk, shut.pk, foreign.pk]

    batch = reprint_badges(make.user(Role.SECRETARY, conference), conference, badges=asked, at=make_door.MORNING)

    assert batch.done == 0
    reasons = dict(batch.skipped)
    assert "not in use" in reasons[str(lost)]
    assert "not accredited" in reasons[str(left)]
    assert "at least one zone" in reasons[str(shut)]
    assert set(Badge.objects.values_list("state", flat=True)) == {"lost", "issued"}


def test_a_door_officer_may_not() -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference))
    officer = make.user(Role.DOOR_OFFICER, conference)

    with pytest.raises(PermissionDenied):
        reprint_badges(officer, conference, badges=[badge.pk], at=make_door.MORNING)

    assert make.client(officer).get(reverse("door:reprint_badges", args=[conference.slug])).status_code == 403


def test_the_page_asks_for_all_that_are_out_of_date_and_says_what_it_did() -> None:
    conference = make.conference()
    kept, stale = (make_door.badge(make_door.delegate(conference, name)) for name in ("Kept", "Renamed"))
    stale.delegate.name = make.HOSTILE
    stale.delegate.save()
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("door:reprint_badges", args=[conference.slug])
    badges = reverse("door:badges", args=[conference.slug])

    assert address in browser.get(badges).content.decode()
    assert "1 badge is replaced" in browser.get(address).content.decode()
    assert "2 badges are replaced" in browser.get(f"{address}?badge={kept.pk}&badge={stale.pk}").content.decode()
    answer = browser.post(address, {"only": f"{stale.pk},x,99999999999999999999"}, follow=True)

    stale.refresh_from_db()
    kept.refresh_from_db()
    assert (stale.replaced_by.name, kept.state) == (make.HOSTILE, "issued")
    assert "1 done, 0 skipped" in answer.content.decode()
    assert make.HOSTILE not in answer.content.decode()
    assert "No badge is out of date." in browser.get(address).content.decode()
