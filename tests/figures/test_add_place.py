"""Adding an area or a site that no list brought."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.figures.actions import add_place
from secretariat.figures.models import Place
from tests import make, make_figures, make_imports
from tests.make_figures import said

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/places/add/"


def added(conference: Conference, kind: str = "site", **fields: Any) -> Place:
    details: dict[str, Any] = {"name": said("Zaatari"), "accommodation": "P", "state": "open", **fields}
    country = details.pop("country", None) or make_figures.country(conference, "JO")
    return add_place(
        make_imports.officer(conference),
        conference,
        kind=kind,
        country=country,
        details=details,
        parent=details.pop("parent", None),
    )


def test_a_site_goes_by_its_country_and_name_so_that_a_file_finds_it() -> None:
    conference = make.conference()

    place = added(conference)

    assert (place.code, place.country.code, place.is_provisional) == ("JOR:site:zaatari", "JOR", False)  # type: ignore[union-attr]
    assert Entry.objects.get().verb == "figures.add_place"


def test_an_area_without_a_list_is_provisional() -> None:
    conference = make.conference()

    area = added(conference, "admin 1", code="JO01", name=said("Irbid"))

    assert (area.code, area.is_provisional, area.parent) == ("JO01", True, make_figures.country(conference, "JO"))


@pytest.mark.parametrize(
    ("kind", "fields", "field", "sentence"),
    [
        ("country", {}, "kind", "register of parties"),
        ("admin 1", {}, "code", "goes by its P-code"),
        ("site", {"name": said(" ")}, "name", "Give it a name"),
        ("site", {"valid_from": "2020-02-01", "valid_to": "2020-01-01"}, "valid_to", "ends before it begins"),
        ("site", {"opened_date": "2020-02", "closed_date": "2019-01"}, "closed_date", "before it was opened"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(
    kind: str, fields: dict[str, Any], field: str, sentence: str
) -> None:
    conference = make.conference()

    with pytest.raises(Refused, match=sentence) as refused:
        added(conference, kind, **fields)

    assert refused.value.field == field


def test_a_second_of_that_name_and_a_country_of_another_conference_are_refused() -> None:
    conference, elsewhere = make.conference(), make.conference("geneva-2021")
    added(conference)

    with pytest.raises(Refused, match="such a place already"):
        added(conference)
    with pytest.raises(Refused, match="a country of this conference"):
        added(conference, name=said("Azraq"), country=make_figures.country(elsewhere, "JO"))
    with pytest.raises(Refused, match="in another country"):
        added(conference, name=said("Azraq"), parent=make_figures.area(conference))


def test_a_reader_may_not() -> None:
    conference = make.conference()
    with pytest.raises(PermissionDenied):
        add_place(
            make.user(Role.READER, conference),
            conference,
            kind="site",
            country=make_figures.country(conference),
            details={"name": said("Camp")},
        )


def test_the_page_adds_it_and_the_list_shows_it() -> None:
    conference = make.conference()
    country = make_figures.country(conference, "JO")
    browser = make.client(make_imports.officer(conference))

    assert browser.get(ADDRESS).status_code == 200
    answer = browser.post(ADDRESS, {"kind": "site", "country": country.pk, "name_en": "Zaatari", "capacity": "80000"})

    assert answer.status_code == 302
    assert Place.objects.get(kind="site").capacity == 80000
    assert "Zaatari" in browser.get("/en/damascus-2020/office/places/?q=zaatari&country=JOR").content.decode()
