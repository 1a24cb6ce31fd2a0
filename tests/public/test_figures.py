"""Released figures as everybody finds them."""

import io
import json
import re
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from secretariat.figures.models import Release
from tests import make, make_releases

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> Release:
    return make_releases.published(make_releases.returns(make.conference()), title="Returns by country")


def page_of(release: Release, language: str = "en") -> str:
    answer = make.client().get(f"/{language}/{release.conference.slug}/figures/{release.number}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_leads_to_the_release_and_to_the_areas_and_stands_in_the_sections(release: Release) -> None:
    page = make.client().get(reverse("public:figures", args=[release.conference.slug])).content.decode()

    assert "Returns by country" in page
    assert f"/figures/{release.number}/" in page
    assert "/areas/" in page
    assert re.search(r'aria-current="page">Figures<', page)


def test_an_empty_list_teaches() -> None:
    conference = make.conference()

    page = make.client().get(reverse("public:figures", args=[conference.slug])).content.decode()

    assert "No figures are released yet" in page


def test_the_page_has_the_table_the_chart_the_source_and_the_notes(release: Release) -> None:
    page = page_of(release)

    assert "<svg" in page
    assert "<title" in page
    assert "<desc" in page
    assert "1,715" in page
    assert "stands for 1 to 4" in page
    assert "CC BY 4.0" in page
    assert "Agency" in page
    assert "31 December 2020" in page


@pytest.mark.parametrize("language", ["en", "ar", "fr", "es", "ru", "zh"])
def test_it_is_read_in_six_languages(release: Release, language: str) -> None:
    page = page_of(release, language)

    assert f'<html lang="{language}"' in page
    assert ('dir="rtl"' in page[:200]) is (language == "ar")


def test_search_engines_of_data_find_a_dataset_that_no_title_can_break_out_of() -> None:
    edition = make_releases.returns(make.conference())
    made = make_releases.published(edition, title="</script><script>alert(1)</script>")

    page = page_of(made)

    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data = next(each for each in map(json.loads, scripts) if each["@type"] == "Dataset")
    assert (data["@type"], data["name"]) == ("Dataset", "</script><script>alert(1)</script>")
    assert data["license"] == "CC BY 4.0"
    assert "<script>alert" not in page


def test_the_files_open_and_hold_the_same(release: Release) -> None:
    address = reverse("public:release", args=[release.conference.slug, release.number])

    table = make.client().get(f"{address}table.csv")
    sheet = make.client().get(f"{address}table.xlsx")
    records = make.client().get(f"{address}table.json")

    assert table.content.decode("utf-8-sig").splitlines()[0] == "Country of asylum,Total,2018,2019,2020"
    book: Any = openpyxl.load_workbook(io.BytesIO(sheet.content))
    assert "1715" in {str(cell.value) for row in book.active.iter_rows() for cell in row}
    data = records.json()
    assert data["licence"] == "CC BY 4.0"
    assert {"origin_location_code", "asylum_location_code", "population"} <= data["data"][0].keys()


def test_the_chart_is_a_picture(release: Release) -> None:
    address = reverse("public:release_png", args=[release.conference.slug, release.number])

    answer = make.client().get(address)

    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


def test_no_formula_gets_into_a_spreadsheet() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference)
    edition.source.title = make.HOSTILE
    edition.source.save()
    made = make_releases.published(edition, title="=1+1")

    page = page_of(made)
    sheet = make.client().get(reverse("public:release_xlsx", args=[conference.slug, made.number]))

    assert "<b>" not in page.partition("</head>")[2].partition("<footer>")[0].replace("<bdi>", "")
    book: Any = openpyxl.load_workbook(io.BytesIO(sheet.content))
    assert not any(cell.data_type == "f" for row in book.active.iter_rows() for cell in row)


def test_a_conference_that_is_not_public_shows_none() -> None:
    conference = make.conference(is_public=False)
    made = make_releases.published(make_releases.returns(conference))

    assert make.client().get(reverse("public:release", args=[conference.slug, made.number])).status_code == 404
