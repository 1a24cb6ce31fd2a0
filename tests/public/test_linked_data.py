"""What machines read of a page, read back by another's library."""

import re
from typing import Any

import extruct
import pytest
from i18nfield.strings import LazyI18nString

from tests import make, make_documents, make_pledges

pytestmark = pytest.mark.django_db

PAGE = "/en/damascus-2020/"
SITE = "http://localhost:8000"


def _read(path: str) -> Any:
    page = make.client().get(path).content.decode()
    return extruct.extract(page, base_url=SITE, syntaxes=["json-ld", "opengraph"], uniform=True)


def _of_kind(path: str, kind: str) -> Any:
    return next(each for each in _read(path)["json-ld"] if each["@type"] == kind)


def test_a_conference_is_an_event() -> None:
    make.conference(venue=LazyI18nString({"en": "Conference Palace"}))

    event = _of_kind(PAGE, "Event")

    assert event["name"] == "Conference on the Return of Refugees"
    assert (event["startDate"], event["endDate"]) == ("2020-11-11", "2020-11-12")
    assert event["location"]["name"] == "Conference Palace"
    assert event["location"]["address"]["addressCountry"] == "SY"
    assert event["organizer"]["@type"] == "Organization"
    assert event["url"] == f"{SITE}{PAGE}"


def test_a_page_says_which_way_leads_to_it() -> None:
    make_pledges.pledge(make.conference())

    crumbs = _of_kind(f"{PAGE}pledges/", "BreadcrumbList")["itemListElement"]

    assert [each["position"] for each in crumbs] == [1, 2, 3]
    assert [each["item"] for each in crumbs] == [f"{SITE}/en/", f"{SITE}{PAGE}", f"{SITE}{PAGE}pledges/"]


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", make.HOSTILE, "a\u2028b", '"><meta name="x">'])
def test_a_title_cannot_break_out(title: str) -> None:
    make.conference(title=LazyI18nString({"en": title}))

    page = make.client().get(PAGE).content.decode()

    assert "<script>alert" not in page
    assert '<meta name="x">' not in page
    assert _of_kind(PAGE, "Event")["name"] == title


@pytest.mark.parametrize("path", ["", "participants/", "pledges/", "documents/", "timeline/", "sources/"])
def test_every_page_has_one_address_six_languages_and_a_card(path: str) -> None:
    make.conference(subject=LazyI18nString({"en": "Return in dignity"}))

    page = make.client().get(f"/ar/damascus-2020/{path}").content.decode()

    assert f'<link rel="canonical" href="{SITE}/ar/damascus-2020/{path}">' in page
    alternates = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page))
    assert sorted(alternates) == ["ar", "en", "es", "fr", "ru", "x-default", "zh"]
    assert alternates["fr"] == f"{SITE}/fr/damascus-2020/{path}"
    card = dict(re.findall(r'<meta property="(og:[a-z_:]+)" content="([^"]*)">', page))
    assert card["og:url"] == f"{SITE}/ar/damascus-2020/{path}"
    assert card["og:title"]
    assert card["og:locale"] == "ar"
    assert '<meta name="twitter:card"' in page
    assert 'type="application/atom+xml"' in page
    assert 'type="application/feed+json"' in page


def test_what_a_visitor_adds_to_an_address_is_no_part_of_it() -> None:
    make.conference()

    page = make.client().get(f"{PAGE}?from=letter").content.decode()

    assert f'<link rel="canonical" href="{SITE}{PAGE}">' in page
    assert "from=letter" not in page


def test_the_first_page_of_all_has_its_card_too() -> None:
    make.conference()
    make_documents.document(make.conference("geneva-2021"))

    page = make.client().get("/en/").content.decode()

    assert f'<link rel="canonical" href="{SITE}/en/">' in page
    assert '<meta property="og:title" content="Conferences">' in page
