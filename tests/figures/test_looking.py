"""Pages for looking at figures: each dataset by itself, gaps as gaps, and every chart as table and file."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.figures.models import Edition
from tests import make, make_figures

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year - 1
OFFICE = "/en/damascus-2020/office/"


def population(conference: Conference, key: str = "population", **fields: str) -> Edition:
    return make_figures.edition(make_figures.dataset(conference, key, **{"name": key.title(), **fields}))


def reader(conference: Conference) -> Client:
    return make.client(make.user(Role.READER, conference))


def rows_of(browser: Client, address: str) -> list[list[str]]:
    answer = browser.get(OFFICE + address)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_dashboard_teaches_where_nothing_is_there() -> None:
    page = reader(make.conference()).get(f"{OFFICE}figures/").content.decode()

    assert "No country of origin is named yet" in page


def test_two_datasets_of_the_same_people_are_drawn_side_by_side_and_never_added() -> None:
    conference = make.conference()
    origin = make_figures.origin(conference)
    one, other = population(conference, "alpha"), population(conference, "beta")
    make_figures.observation(conference, 1_111_111, edition=one, year=YEAR)
    make_figures.observation(conference, 2_222_222, edition=other, year=YEAR)

    page = reader(conference).get(f"{OFFICE}figures/?origin={origin.pk}").content.decode()

    assert f'id="hosts-{one.dataset_id}-ref-head"' in page
    assert f'id="hosts-{other.dataset_id}-ref-head"' in page
    assert "1,111,111" in page
    assert "2,222,222" in page
    assert "3,333,333" not in page


def test_what_was_not_collected_is_a_gap_and_an_empty_cell_and_zero_is_zero() -> None:
    conference = make.conference()
    origin, edition = make_figures.origin(conference), population(conference)
    jordan = make_figures.country(conference, "JO")
    for year, value in ((YEAR - 2, 500), (YEAR, 700)):
        make_figures.observation(conference, value, edition=edition, year=year)
    make_figures.observation(conference, 0, edition=edition, year=YEAR, asylum=jordan)

    rows = rows_of(reader(conference), f"figures/charts/{origin.pk}/origin/hosts-{edition.dataset_id}-ref.csv")

    assert rows[0] == ["Country", str(YEAR - 2), str(YEAR - 1), str(YEAR)]
    assert rows[1] == ["Lebanon", "500", "", "700"]
    assert rows[2] == ["Jordan", "", "", "0"]
    assert rows[3] == ["Total", "500", "", "700"]
    assert ["Licence", "CC BY 4.0"] in rows


def test_returns_are_called_not_verified_and_drawn_by_the_country_they_came_from() -> None:
    conference = make.conference()
    origin, edition = make_figures.origin(conference), population(conference)
    make_figures.observation(conference, 556_009, edition=edition, group="RET", measure="flow", year=YEAR)

    browser = reader(conference)
    page = browser.get(f"{OFFICE}figures/").content.decode()
    host = browser.get(f"{OFFICE}figures/countries/{make_figures.country(conference).pk}/").content.decode()

    assert "by country of asylum (voluntariness not verified)" in page
    assert f'id="flow-{edition.dataset_id}-ret-head"' in page
    assert "Returns from \u2068Lebanon\u2069 in each year" in host
    assert str(origin.pk) in page


def test_sex_and_age_say_how_many_are_counted_that_way() -> None:
    conference = make.conference()
    make_figures.origin(conference)
    edition = population(conference)
    make_figures.observation(conference, 1000, edition=edition, year=YEAR)
    make_figures.observation(conference, 300, edition=edition, year=YEAR, sex="f", min_age=0, max_age=4)
    make_figures.observation(conference, 200, edition=edition, year=YEAR, sex="m", min_age=60)

    page = reader(conference).get(f"{OFFICE}figures/").content.decode()

    assert "500 of 1,000 people are counted by sex and age" in page
    assert "0–4" in page
    assert "60+" in page


def test_what_a_person_may_not_see_is_in_no_chart_no_file_and_no_table() -> None:
    conference = make.conference()
    origin, edition = make_figures.origin(conference), population(conference)
    make_figures.observation(conference, 4_444, edition=edition, year=YEAR)
    make_figures.observation(
        conference,
        987_654,
        edition=edition,
        year=YEAR,
        sensitivity="restricted",
        asylum=make_figures.country(conference, "JO"),
    )
    browser = reader(conference)

    page = browser.get(f"{OFFICE}figures/").content.decode()
    file = rows_of(browser, f"figures/charts/{origin.pk}/origin/hosts-{edition.dataset_id}-ref.csv")
    table = browser.get(f"{OFFICE}figures/numbers/?export=csv").content.decode()

    for text in (page, str(file), table):
        assert "987654" not in text.replace(",", "")
        assert "4444" in text.replace(",", "")


def test_each_chart_is_a_picture_and_a_workbook_too() -> None:
    conference = make.conference()
    origin, edition = make_figures.origin(conference), population(conference)
    make_figures.observation(conference, 700, edition=edition, year=YEAR)
    browser = reader(conference)
    address = f"{OFFICE}figures/charts/{origin.pk}/origin/hosts-{edition.dataset_id}-ref"

    assert browser.get(f"{address}.png").content.startswith(b"\x89PNG")
    assert browser.get(f"{address}.xlsx").content.startswith(b"PK")
    assert browser.get(f"{address}.exe").status_code == 404
    assert browser.get(f"{OFFICE}figures/charts/{origin.pk}/origin/nothing-1.csv").status_code == 404


def test_a_picture_is_drawn_for_those_who_read_from_the_right() -> None:
    conference = make.conference()
    origin, edition = make_figures.origin(conference), population(conference)
    make_figures.observation(conference, 700, edition=edition, year=YEAR, group="RET", measure="flow")
    address = f"/ar/damascus-2020/office/figures/charts/{origin.pk}/origin/flow-{edition.dataset_id}-ret.png"

    assert reader(conference).get(address).content.startswith(b"\x89PNG")


def test_camps_stand_with_their_latest_number_by_dataset_and_open() -> None:
    conference = make.conference()
    make_figures.origin(conference)
    edition = population(conference, "sites", layout="unhcr sites")
    camp = make_figures.site(conference)
    jordan = make_figures.country(conference, "JO")
    for year, value in ((YEAR - 1, 80_000), (YEAR, 77_777)):
        make_figures.observation(conference, value, edition=edition, year=year, asylum=jordan, place=camp)
    browser = reader(conference)

    listed = browser.get(f"{OFFICE}camps/").content.decode()
    page = browser.get(f"{OFFICE}camps/{camp.pk}/").content.decode()
    missed = browser.get(f"{OFFICE}camps/?q=nowhere").content.decode()

    assert "Za&#x27;atari" in listed
    assert "77,777" in listed
    assert "80,000" not in listed
    assert "80,000" in page
    assert "not collected" in page
    assert "Za&#x27;atari" not in missed


def test_all_numbers_are_filtered_by_country_group_and_year() -> None:
    conference = make.conference()
    origin, edition = make_figures.origin(conference), population(conference)
    make_figures.observation(conference, 700, edition=edition, year=YEAR)
    make_figures.observation(conference, 800, edition=edition, year=YEAR - 1, flags="origin-is-asylum")

    browser = reader(conference)
    everything = rows_of(browser, "figures/numbers/?export=csv")
    of_a_year = rows_of(browser, f"figures/numbers/?origin={origin.pk}&year={YEAR - 1}&group=REF&export=csv")

    assert [row[7] for row in everything] == ["Number", "700", "800"]
    assert [row[7] for row in of_a_year] == ["Number", "800"]
    assert of_a_year[1][-1] == "Origin and asylum are the same country"


def test_nothing_of_another_conference_is_found() -> None:
    make.conference()
    other = make.conference("other-2021")
    place, camp = make_figures.country(other, "LB"), make_figures.site(other)
    secretary = make.client(make.user(Role.SECRETARY, other))
    browser = reader(Conference.objects.get(slug="damascus-2020"))

    for address in (f"figures/countries/{place.pk}/", f"camps/{camp.pk}/"):
        assert browser.get(OFFICE + address).status_code == 404
        assert secretary.get(OFFICE + address).status_code == 404


@pytest.mark.parametrize("countries", [1, 30])
def test_a_page_of_figures_asks_no_more_however_many_countries_there_are(countries: int) -> None:
    conference = make.conference()
    make_figures.origin(conference)
    edition = population(conference)
    for number, code in enumerate(
        [
            "LB",
            "JO",
            "TR",
            "IQ",
            "EG",
            "DE",
            "SE",
            "FR",
            "IT",
            "ES",
            "NL",
            "BE",
            "AT",
            "CH",
            "PL",
            "GR",
            "CY",
            "RO",
            "BG",
            "HU",
            "CZ",
            "SK",
            "SI",
            "HR",
            "RS",
            "MK",
            "ME",
            "AL",
            "PT",
            "IE",
        ][:countries]
    ):
        place = make_figures.country(conference, code)
        make_figures.observation(conference, 1000 + number, edition=edition, year=YEAR, asylum=place)
    browser = reader(conference)
    browser.get(f"{OFFICE}figures/")

    with CaptureQueriesContext(connection) as asked:
        browser.get(f"{OFFICE}figures/")

    assert len(asked) <= 15
