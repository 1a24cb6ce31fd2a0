"""Taking back that a pledge was announced in a session."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import withdraw_announcement
from secretariat.programme.models import Announcement
from tests import make, make_pledges, make_programme

pytestmark = pytest.mark.django_db


def announced(sensitivity: str = "public") -> Announcement:
    held = make.conference()
    return make_pledges.announcement(
        make_programme.session(held), make_pledges.pledge(held, sensitivity=sensitivity), passage="Twenty million"
    )


def test_it_is_taken_back_and_the_record_keeps_the_words() -> None:
    announcement = announced()
    withdraw_announcement(make.user(Role.SECRETARY, announcement.conference), announcement)

    assert not Announcement.objects.exists()
    assert Entry.objects.get(verb="programme.withdraw_announcement").changes["passage"] == ["Twenty million", None]


def test_what_is_gone_is_not_taken_back_again() -> None:
    announcement = announced()
    secretary = make.user(Role.SECRETARY, announcement.conference)
    again = Announcement.objects.get()
    withdraw_announcement(secretary, announcement)
    with pytest.raises(Refused):
        withdraw_announcement(secretary, again)


def test_a_stranger_may_not() -> None:
    announcement = announced()
    for person in (make.user(None), make.user(Role.READER, announcement.conference)):
        with pytest.raises(PermissionDenied):
            withdraw_announcement(person, announcement)


def test_the_page_answers_unless_the_pledge_is_not_seen() -> None:
    announcement = announced("restricted")
    held = announcement.conference
    address = reverse("programme:withdraw_announcement", args=[held.slug, announcement.pk])

    assert make.client(make.user(Role.DESK_OFFICER, held, desks=["programme"])).post(address).status_code == 404
    assert make.client(make.user(Role.SECRETARY, held)).post(address).status_code == 302
    assert not Announcement.objects.exists()
