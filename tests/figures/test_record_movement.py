"""Writing down how many people moved in a week or longer."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.figures.actions import record_movement
from secretariat.figures.models import Movement
from tests import make, make_figures

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/movements/record/"


def record(conference: Conference, **fields: Any) -> Movement:
    values: dict[str, Any] = {"kind": "self-organised", "start_date": date(2020, 10, 1), "persons": 120}
    values |= {"end_date": date(2020, 10, 7), "from_country": make_figures.country(conference, "LB")}
    cited = [Cited(make.source(conference))] if fields.pop("has_source", True) else []
    secretary = make.user(Role.SECRETARY, conference)
    return record_movement(secretary, conference, details={**values, **fields}, cited=cited)


def test_seven_days_are_a_week_and_the_deed_is_recorded() -> None:
    conference = make.conference()

    movement = record(conference)

    assert Movement.objects.get() == movement
    assert Entry.objects.get().verb == "figures.record_movement"


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"end_date": date(2020, 10, 6)}, "end_date", "6 days long"),
        ({"end_date": date(2020, 10, 1)}, "end_date", "1 day long"),
        ({"end_date": date(2020, 9, 1)}, "end_date", "ends before it begins"),
        ({"persons": None}, "persons", "number of persons or of households"),
        ({"persons": -5}, "persons", "less than nothing"),
        ({"persons": 5, "households": -1}, "households", "less than nothing"),
        ({"kind": "forced", "voluntariness": "counselling"}, "voluntariness", "cannot be verified as voluntary"),
        ({"from_country": None}, "to_country", "from where or to where"),
        ({"has_source": False}, "source_1", "is somebody's"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(fields: dict[str, Any], field: str, sentence: str) -> None:
    conference = make.conference()

    with pytest.raises(Refused, match=sentence) as refused:
        record(conference, **fields)

    assert refused.value.field == field
    assert not Movement.objects.exists()


def test_a_place_of_another_conference_of_another_kind_or_in_another_country_is_refused() -> None:
    conference, elsewhere = make.conference(), make.conference("geneva-2021")
    area = make_figures.area(conference)

    with pytest.raises(Refused, match="another conference"):
        record(conference, to_area=make_figures.area(elsewhere))
    with pytest.raises(Refused, match="another kind"):
        record(conference, to_area=make_figures.site(conference))
    with pytest.raises(Refused, match="another country"):
        record(conference, to_area=area, to_country=make_figures.country(conference, "IQ"))

    assert record(conference, to_area=area, to_country=area.country).to_area == area


def test_the_same_is_refused_twice_and_another_number_stands_beside_it() -> None:
    conference = make.conference()
    record(conference)

    with pytest.raises(Refused, match="written down already"):
        record(conference)
    record(conference, persons=150)

    assert Movement.objects.count() == 2


def test_a_reader_may_not_and_a_stranger_finds_no_page() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        record_movement(reader, conference, details={})

    assert make.client(reader).get(ADDRESS).status_code == 403
    assert make.client(make.user(None)).get(ADDRESS).status_code == 404


def test_the_page_says_at_the_field_what_is_wrong_and_then_records() -> None:
    conference = make.conference()
    area, source = make_figures.area(conference), make.source(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {"kind": "facilitated", "start_date": "2020-10-01", "end_date": "2020-10-31", "to_area": area.pk}
    sent |= {"voluntariness": "group", "agreement": "unknown", "method": "registration", "sensitivity": "secretariat"}
    sent |= {"source_1": source.pk}

    fractional = browser.post(ADDRESS, {**sent, "persons": "12.5"})
    negative = browser.post(ADDRESS, {**sent, "persons": "-3"})
    page = browser.post(ADDRESS, {**sent, "persons": "1200"}, follow=True).content.decode()

    assert "whole number" in str(fractional.context["form"].errors["persons"])
    assert "less than nothing" in str(negative.context["form"].errors["persons"])
    assert "The movement is written down." in page
    assert "Returns verified as voluntary" in page
    assert "1,200" in page
