"""Taking a country of origin off the list."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.figures.actions import remove_origin
from secretariat.figures.models import Observation, OriginCountry
from tests import make, make_figures, make_imports

pytestmark = pytest.mark.django_db


def test_it_is_off_the_list_and_its_figures_stay() -> None:
    conference = make.conference()
    make_figures.origin(conference)
    make_figures.observation(conference)

    remove_origin(make_imports.officer(conference), OriginCountry.objects.get())

    assert not OriginCountry.objects.exists()
    assert Observation.objects.count() == 1
    assert Entry.objects.get().verb == "figures.remove_origin"


def test_a_reader_may_not() -> None:
    conference = make.conference()
    make_figures.origin(conference)
    with pytest.raises(PermissionDenied):
        remove_origin(make.user(Role.READER, conference), OriginCountry.objects.get())


def test_the_page_removes_it_and_another_conference_finds_nothing() -> None:
    conference, elsewhere = make.conference(), make.conference("geneva-2021")
    make_figures.origin(conference)
    pk = OriginCountry.objects.get().pk

    there = make.client(make_imports.officer(elsewhere)).post(f"/en/geneva-2021/office/origins/{pk}/remove/")
    here = make.client(make_imports.officer(conference)).post(f"/en/damascus-2020/office/origins/{pk}/remove/")

    assert (there.status_code, here.status_code) == (404, 302)
    assert not OriginCountry.objects.exists()
