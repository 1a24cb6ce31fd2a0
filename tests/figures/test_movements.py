"""Movements by kind, and what may be added to what: nothing across sources, visits no returns, the forced apart."""

import re
from datetime import date
from typing import Any

import pytest

from secretariat.accounts.models import Role, Sensitivity
from secretariat.archive.queries import Marks, page_in_office
from secretariat.conference.models import Conference
from secretariat.figures.queries.movements import Section, movements_by_kind
from secretariat.figures.queries.reading import Reading
from tests import make, make_figures

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/movements/"
OCTOBER = {"start_date": date(2020, 10, 1), "end_date": date(2020, 10, 31)}
NOVEMBER = {"start_date": date(2020, 11, 1), "end_date": date(2020, 11, 30)}


def sections(conference: Conference, **wanted: str) -> dict[str, Section]:
    eyes = Reading(conference, make.user(Role.SECRETARY, conference), Marks(page_in_office(conference.slug)), {})
    return {each.kind.key: each for each in movements_by_kind(eyes, **wanted)}


def page_of(conference: Conference, query: str = "") -> str:
    return make.client(make.user(Role.READER, conference)).get(ADDRESS + query).content.decode()


def test_voluntary_is_said_only_where_somebody_verified_it() -> None:
    conference = make.conference()
    make_figures.movement(conference, 111, voluntariness="not verified")

    unverified = re.sub(r"<option.*?</option>", "", page_of(conference)[1:], flags=re.DOTALL)
    make_figures.movement(conference, 222, voluntariness="border monitoring")
    verified = page_of(conference)

    assert "Returns (voluntariness not verified)" in unverified
    assert not re.search(r"\bvoluntary\b", unverified[unverified.index("<main") :])
    assert "Returns verified as voluntary" in verified
    assert "Monitoring at the border" in verified


def test_forced_returns_and_visits_stand_in_tables_of_their_own() -> None:
    conference = make.conference()
    forced = make_figures.movement(conference, 40, kind="forced", voluntariness="unknown")
    visit = make_figures.movement(conference, 60, kind="go-and-see")
    back = make_figures.movement(conference, 30, kind="back to asylum")
    again = make_figures.movement(conference, 20, kind="re-displacement")
    returned = make_figures.movement(conference, 10)

    found = sections(conference)

    assert {key: [each.movement for each in section.rows] for key, section in found.items()} == {
        "unverified": [returned],
        "visits": [visit],
        "again": [again],
        "back": [back],
        "forced": [forced],
    }
    assert list(found)[-1] == "forced"


def test_one_source_is_summed_over_periods_that_do_not_overlap() -> None:
    conference = make.conference()
    source = make.source(conference, title="Monthly returns")
    for persons, period in ((100, OCTOBER), (250, NOVEMBER)):
        make.citation(make_figures.movement(conference, persons, **period), source)

    [total] = sections(conference)["unverified"].sums

    assert (total.persons, total.periods, total.source) == (350, 2, "Monthly returns")
    assert (total.first, total.last) == (date(2020, 10, 1), date(2020, 11, 30))


@pytest.mark.parametrize(
    "second",
    [
        {"other_source": True, **NOVEMBER},
        {"qualifier": "about", **NOVEMBER},
        {"start_date": date(2020, 10, 31), "end_date": date(2020, 11, 30)},
        {"kind": "go-and-see", **NOVEMBER},
        {"persons": None, "households": 12, **NOVEMBER},
        {"elsewhere": True, **NOVEMBER},
    ],
)
def test_nothing_else_is_added(second: dict[str, Any]) -> None:
    conference = make.conference()
    source = make.source(conference)
    fields = dict(second)
    other = make.source(conference) if fields.pop("other_source", False) else source
    if fields.pop("elsewhere", False):
        fields["to_area"] = make_figures.area(conference)
    make.citation(make_figures.movement(conference, 100, **OCTOBER), source)
    make.citation(make_figures.movement(conference, **{"persons": 250, **fields}), other)

    assert [section.sums for section in sections(conference).values() if section.sums] == []


def test_filters_show_a_kind_a_year_or_a_place() -> None:
    conference = make.conference()
    make_figures.movement(conference, 111, to_area=make_figures.area(conference, name="Ḥimṣ"))
    make_figures.movement(conference, 222, start_date=date(2019, 12, 1), end_date=date(2020, 1, 5), kind="go-and-see")

    assert set(sections(conference, kind="visits")) == {"visits"}
    assert set(sections(conference, year="2019")) == {"visits"}
    assert set(sections(conference, words="hims")) == {"unverified"}
    assert set(sections(conference, year="٢٠١٩")) == {"unverified", "visits"}
    assert "No movement is of this kind, year or place." in page_of(conference, "?kind=forced")


def test_a_reader_sees_by_sensitivity_and_no_source_is_named_that_they_may_not_see() -> None:
    conference = make.conference()
    make_figures.movement(conference, 98765, sensitivity=Sensitivity.RESTRICTED)
    seen = make_figures.movement(conference, 111)
    make.citation(seen, make.source(conference, publisher="Secret service", sensitivity=Sensitivity.RESTRICTED))

    page = page_of(conference)

    assert "111" in page
    assert "98,765" not in page
    assert "Secret service" not in page


def test_an_empty_page_teaches_and_a_stranger_is_turned_away() -> None:
    conference = make.conference()

    assert "No movement is written down yet" in page_of(conference)
    assert make.client(make.user(None)).get(ADDRESS).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_many_rows_need_no_more_queries(count: int, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    area = make_figures.area(conference)
    for number in range(count):
        make.citation(make_figures.movement(conference, 100 + number, to_area=area), make.source(conference))
    browser = make.client(make.user(Role.READER, conference))

    with django_assert_max_num_queries(11):
        page = browser.get(ADDRESS).content.decode()

    assert "Damascus" in page


def test_intentions_stand_side_by_side_by_what_was_asked() -> None:
    conference = make.conference()
    make_figures.intention(conference)
    make_figures.intention(conference, share="75.00", base=2390, horizon="one day", answer=make_figures.said("I hope"))
    browser = make.client(make.user(Role.READER, conference))

    page = browser.get("/en/damascus-2020/office/intentions/").content.decode()

    assert page.index("Within 12 months") < page.index("5.9 %") < page.index("One day") < page.index("75 %")
    for words in ("2,400", "2,390", "Refugees in Lebanon", "not to be compared without reading"):
        assert words in page


def test_an_empty_page_of_intentions_teaches() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.READER, conference))

    assert "No survey is written down yet" in browser.get("/en/damascus-2020/office/intentions/").content.decode()
