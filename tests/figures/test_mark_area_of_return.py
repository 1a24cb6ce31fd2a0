"""Saying to which areas the conference looks at the return."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.figures.actions import mark_area_of_return
from tests import make, make_figures, make_imports

pytestmark = pytest.mark.django_db


def test_an_area_is_marked_and_unmarked_and_both_are_recorded() -> None:
    conference = make.conference()
    area = make_figures.area(conference, is_area_of_return=False)

    mark_area_of_return(make_imports.officer(conference), area, is_area_of_return=True)
    area.refresh_from_db()
    assert area.is_area_of_return
    mark_area_of_return(make_imports.officer(conference), area, is_area_of_return=False)

    area.refresh_from_db()
    assert not area.is_area_of_return
    assert Entry.objects.filter(verb="figures.mark_area_of_return").count() == 2


def test_a_camp_is_no_area_of_return() -> None:
    conference = make.conference()
    with pytest.raises(Refused, match="Only administrative areas"):
        mark_area_of_return(make_imports.officer(conference), make_figures.site(conference), is_area_of_return=True)


def test_a_reader_may_not() -> None:
    conference = make.conference()
    with pytest.raises(PermissionDenied):
        mark_area_of_return(make.user(Role.READER, conference), make_figures.area(conference), is_area_of_return=True)


def test_the_page_of_places_marks_it() -> None:
    conference = make.conference()
    area = make_figures.area(conference, is_area_of_return=False)
    browser = make.client(make_imports.officer(conference))

    assert "Damascus" in browser.get("/en/damascus-2020/office/places/").content.decode()
    browser.post(f"/en/damascus-2020/office/places/{area.pk}/mark/", {"is": "1"})

    area.refresh_from_db()
    assert area.is_area_of_return
