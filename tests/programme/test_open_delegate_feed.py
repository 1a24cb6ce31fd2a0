"""Opening the calendar of one delegate under a secret address."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import open_delegate_feed
from secretariat.programme.models import Feed
from tests import make, make_programme
from tests.make_days import SECRET

pytestmark = pytest.mark.django_db


def test_the_focal_point_opens_it_and_finds_it_on_the_day_of_the_delegation() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    amal = make.delegate(lebanon, "Amal Haddad")
    browser = make.client(make.user(Role.FOCAL_POINT, conference, party=lebanon.party))

    answer = browser.post(
        reverse("programme:open_delegate_feed", args=[conference.slug, amal.pk]), {"name": "Her phone"}, follow=True
    )

    page = browser.get(reverse("programme:day", args=[conference.slug])).content.decode()

    assert reverse("programme:open_delegate_feed", args=[conference.slug, amal.pk]) in page
    assert answer.context["address"]["address"] in answer.content.decode()
    assert [each.feed.delegate for each in answer.context["feeds"]] == [amal]
    assert Entry.objects.get().verb == "programme.open_delegate_feed"


@pytest.mark.parametrize("role", [Role.READER, Role.PRESS_OFFICER, Role.DOOR_OFFICER])
def test_who_is_neither_officer_of_the_desk_nor_focal_point_may_not(role: str) -> None:
    conference = make.conference()
    amal = make.delegate(make_programme.delegation(conference))

    with pytest.raises(PermissionDenied):
        open_delegate_feed(make.user(role, conference), amal, name="Phone", secret=SECRET)


def test_of_a_delegate_whom_an_officer_does_not_see_there_is_none() -> None:
    conference = make.conference()
    kept = make.delegate(make_programme.delegation(conference), sensitivity="restricted")
    officer = make.user(Role.DESK_OFFICER, conference, desks=["programme"])

    with pytest.raises(PermissionDenied):
        open_delegate_feed(officer, kept, name="Phone", secret=SECRET)

    address = reverse("programme:open_delegate_feed", args=[conference.slug, kept.pk])
    assert make.client(officer).post(address, {"name": "Phone"}).status_code == 404


def test_whoever_does_not_come_has_no_calendar() -> None:
    conference = make.conference()
    gone = make.delegate(make_programme.delegation(conference), state="withdrawn")

    with pytest.raises(Refused, match="does not come"):
        open_delegate_feed(make.user(Role.SECRETARY, conference), gone, name="Phone", secret=SECRET)

    assert not Feed.objects.exists()


def test_the_focal_point_of_another_party_finds_nobody() -> None:
    conference = make.conference()
    amal = make.delegate(make_programme.delegation(conference))
    other = make.client(make.user(Role.FOCAL_POINT, conference, party=make.party("JO")))

    address = reverse("programme:open_delegate_feed", args=[conference.slug, amal.pk])

    assert other.post(address, {"name": "Phone"}).status_code == 404
