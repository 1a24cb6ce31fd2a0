"""Maps of the site hold every public page in six languages, and no other."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.urls import resolve
from django.utils.timezone import now

from tests import make, make_documents, make_meetings, make_news, make_pledges

pytestmark = pytest.mark.django_db

SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SITE = "http://localhost:8000"


def _read(path: str) -> Any:
    answer = make.client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/xml")
    return ET.fromstring(answer.content)  # noqa: S314 - our own


def _paths(path: str = "/sitemaps/damascus-2020/1.xml") -> list[str]:
    return [str(each.text).removeprefix(SITE) for each in _read(path).findall("s:url/s:loc", SPACES)]


def test_the_first_map_leads_to_those_of_all_public_conferences() -> None:
    make.conference()
    make.conference("geneva-2021", is_public=False)

    maps = [each.text for each in _read("/sitemap.xml").findall("s:sitemap/s:loc", SPACES)]

    assert maps == [f"{SITE}/sitemaps/damascus-2020/1.xml"]


def test_every_page_stands_in_it_in_six_languages_each_beside_all_others() -> None:
    conference = make.conference()
    make_documents.document(conference)
    make_meetings.meeting(conference)
    make_pledges.pledge(conference)
    make.source(conference, "one")

    paths = _paths()
    urls = _read("/sitemaps/damascus-2020/1.xml").findall("s:url", SPACES)

    for rest in ("", "press/", "daily-list/", "documents/document-1/", "pledges/1/", "sources/one/"):
        assert {f"/{code}/damascus-2020/{rest}" for code in ("en", "ar", "fr", "es", "ru", "zh")} <= set(paths)
    assert len(paths) == len(set(paths))
    codes = [each.get("hreflang") for each in urls[0].findall("x:link", SPACES)]
    assert sorted(codes) == ["ar", "en", "es", "fr", "ru", "x-default", "zh"]


def test_every_address_in_it_answers() -> None:
    conference = make.conference()
    make_documents.document(conference)
    make_meetings.meeting(conference)
    make_pledges.pledge(conference)
    make.source(conference, "one")

    for path in _paths():
        if path.startswith("/en/"):
            assert resolve(path).app_names == ["public"]
            assert make.client().get(path).status_code == 200


def test_what_is_not_public_stands_in_no_map() -> None:
    conference = make.conference()
    for level in ("delegations", "secretariat", "restricted"):
        make_documents.document(conference, sensitivity=level, distribution="limited")
        make.source(conference, f"hidden-{level}", sensitivity=level)
        make_pledges.pledge(conference, sensitivity=level)
    make_documents.document(conference, state="preparing")
    make_news.draft(conference)
    make_news.article(conference, "hidden-embargo", published_at=now() + timedelta(hours=1))

    paths = " ".join(_paths())

    assert "hidden" not in paths
    assert "/documents/document" not in paths
    assert "/pledges/1" not in paths
    assert make.client().get("/sitemaps/damascus-2020/2.xml").status_code == 404
    assert make.client().get("/sitemaps/damascus-2020/0.xml").status_code == 404


def test_robots_are_told_where_the_map_is_and_what_is_not_for_them() -> None:
    answer = make.client().get("/robots.txt")

    said = answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")
    assert f"Sitemap: {SITE}/sitemap.xml" in said
    assert "Disallow: /*/*/office/" in said
    assert "Disallow: /*/*/search/" in said
