"""Letting the engine move a bilateral meeting again."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import unpin_place
from tests import make, make_programme
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def test_it_is_no_longer_pinned_and_that_is_recorded() -> None:
    conference = make.conference()
    place = make_programme.place(make_programme.bilateral(conference), is_pinned=True)

    unpin_place(make.user(Role.SECRETARY, conference), place)

    assert not place.is_pinned
    assert Entry.objects.get().changes == {"is_pinned": [True, False]}


def test_what_is_not_pinned_stays_as_it_is_and_a_reader_may_not() -> None:
    conference = make.conference()
    place = make_programme.place(make_programme.bilateral(conference))

    with pytest.raises(Refused, match="not pinned"):
        unpin_place(make.user(Role.SECRETARY, conference), place)
    with pytest.raises(PermissionDenied):
        unpin_place(make.user(Role.READER, conference), place)


def test_the_grid_is_told_in_its_own_way() -> None:
    conference = make.conference()
    place = make_programme.place(make_programme.bilateral(conference))
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = address(conference, f"programme/places/{place.pk}/unpin/")
    answer = browser.post(page, headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["said"]) == (409, ["It is not pinned."])
