"""Pinning a bilateral meeting."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import pin_place
from tests import make, make_programme
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def test_it_is_pinned_and_recorded() -> None:
    conference = make.conference()
    place = make_programme.place(make_programme.bilateral(conference))

    pin_place(make.user(Role.SECRETARY, conference), place)

    assert place.is_pinned
    assert Entry.objects.get().changes == {"is_pinned": [False, True]}


def test_it_is_pinned_once_and_a_reader_may_not() -> None:
    conference = make.conference()
    place = make_programme.place(make_programme.bilateral(conference), is_pinned=True)

    with pytest.raises(Refused, match="pinned already"):
        pin_place(make.user(Role.SECRETARY, conference), place)
    with pytest.raises(PermissionDenied):
        pin_place(make.user(Role.READER, conference), place)


def test_the_grid_says_so() -> None:
    conference = make.conference()
    place = make_programme.place(make_programme.bilateral(conference))
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(address(conference, f"programme/places/{place.pk}/pin/"), follow=True)

    assert answer.context["grid"].held[0].is_pinned
    assert "The meeting is pinned." in answer.content.decode()
