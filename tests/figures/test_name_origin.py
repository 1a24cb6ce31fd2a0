"""Naming the countries whose refugees the conference is about."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.figures.actions import name_origin
from secretariat.figures.models import OriginCountry, Place
from tests import make, make_imports

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/origins/"


def test_the_country_is_named_and_becomes_a_place_of_the_conference() -> None:
    conference = make.conference()

    one = name_origin(make_imports.officer(conference), conference, party=make.party("SY"))
    other = name_origin(make_imports.officer(conference), conference, party=make.party("IQ"))

    assert (one.place.code, one.place.party, one.position, other.position) == ("SYR", make.party("SY"), 0, 1)
    assert Entry.objects.filter(verb="figures.name_origin").count() == 2


def test_twice_is_refused_and_so_is_what_is_no_country() -> None:
    conference = make.conference()
    name_origin(make_imports.officer(conference), conference, party=make.party("SY"))

    with pytest.raises(Refused, match="named already"):
        name_origin(make_imports.officer(conference), conference, party=make.party("SY"))
    with pytest.raises(Refused, match="this is none"):
        name_origin(make_imports.officer(conference), conference, party=make.organisation())

    assert OriginCountry.objects.count() == 1
    assert Place.objects.count() == 1


def test_a_reader_may_not() -> None:
    conference = make.conference()
    with pytest.raises(PermissionDenied):
        name_origin(make.user(Role.READER, conference), conference, party=make.party("SY"))


def test_the_page_names_it() -> None:
    conference = make.conference()
    browser = make.client(make_imports.officer(conference))

    assert browser.get(ADDRESS).status_code == 200
    browser.post(f"{ADDRESS}name/", {"party": make.party("SY").pk})

    assert "Syria" in browser.get(ADDRESS).content.decode()
    assert browser.post(f"{ADDRESS}name/", {"party": make.party("SY").pk}).status_code == 422
