"""The front page: every public conference, light, and the same for everybody."""

import gzip
import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.utils.timezone import localdate
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from tests import make

pytestmark = pytest.mark.django_db

AT_MOST = 60_000


@pytest.mark.parametrize(
    ("language", "direction", "title"),
    [("en", "ltr", "Conference on the Return of Refugees"), ("ar", "rtl", "مؤتمر عودة اللاجئين")],
)
def test_it_lists_the_public_conferences_in_the_readers_language(language: str, direction: str, title: str) -> None:
    make.conference()

    page = make.client().get(f"/{language}/").content.decode()

    assert f'<html lang="{language}" dir="{direction}">' in page
    assert title in page
    assert f'href="/{language}/damascus-2020/"' in page


def test_without_a_language_in_the_address_the_browser_is_asked() -> None:
    make.conference()

    page = make.client().get("/", headers={"accept-language": "ar"})

    assert '<html lang="ar" dir="rtl">' in page.content.decode()
    assert "Accept-Language" in page["Vary"]


def test_a_conference_that_is_not_public_is_not_listed_even_for_its_secretary() -> None:
    conference = make.conference(is_public=False)

    page = make.client(make.user(Role.SECRETARY, conference)).get("/en/").content.decode()

    assert "Return of Refugees" not in page
    assert "No conference is public yet" in page


def test_conferences_stand_by_time_with_the_days_to_go() -> None:
    today = localdate()
    for slug, first in (("held", -30), ("later", 300), ("now", -1), ("soon", 12)):
        days = {"start_date": today + timedelta(days=first), "end_date": today + timedelta(days=first + 3)}
        make.conference(slug, title=LazyI18nString({"en": f"Conference {slug}"}), time_zone="UTC", **days)

    page = make.client().get("/en/").content.decode()

    places = [
        page.index(words) for words in ("Under way", "/en/now/", "Coming", "/en/soon/", "/en/later/", "/en/held/")
    ]
    assert places == sorted(places)
    assert "<strong>12</strong> days to go" in page
    assert "<strong>300</strong> days to go" in page
    assert page.count("days to go") == 2


def test_it_is_the_same_for_everybody_and_leaves_no_cookie() -> None:
    conference = make.conference()
    secretary = make.client(make.user(Role.SECRETARY, conference))

    for address in ("/", "/en/", "/en/damascus-2020/", "/en/damascus-2020/participants/"):
        theirs, strangers = secretary.get(address), make.client().get(address)

        assert theirs.content == strangers.content
        assert not theirs.cookies
        assert "Cookie" not in theirs["Vary"]


def test_it_is_light_with_everything_in_it() -> None:
    for number in range(12):
        make.conference(f"conference-{number}")

    answer = make.client().get("/en/", headers={"accept-encoding": "gzip"})

    page = gzip.decompress(answer.content).decode()
    links = re.findall(r'(?:src|href)="/static/([^"]+)"', page)
    files = [Path(str(finders.find(unescape(link)))) for link in links]
    weight = len(answer.content) + sum(len(gzip.compress(file.read_bytes())) for file in files)
    assert len(files) >= 3
    assert weight <= AT_MOST


def test_hostile_names_do_no_harm() -> None:
    make.conference(title=LazyI18nString({"en": make.HOSTILE}), city=LazyI18nString({"en": make.HOSTILE}))

    page = make.client().get("/en/").content.decode()

    assert make.HOSTILE not in page
    assert page.count("&lt;b&gt;") >= 2


@pytest.mark.parametrize("count", [1, 30])
def test_many_conferences_need_no_more_queries(count: int, django_assert_max_num_queries: Any) -> None:
    for number in range(count):
        make.conference(f"conference-{number}")

    with django_assert_max_num_queries(4):
        page = make.client().get("/en/").content.decode()

    assert page.count('class="listed"') == count
