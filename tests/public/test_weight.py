"""A first visit is light: the page and all it names, packed as it is served, and nothing from anybody else."""

import gzip
import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils.timezone import localdate, now
from i18nfield.strings import LazyI18nString

from tests import make, make_documents, make_news, make_pledges

pytestmark = pytest.mark.django_db

AT_MOST = 60_000
TAG = re.compile(r"<(?:link|script|img|source|use|iframe)\b[^>]*>", re.IGNORECASE)
ADDRESS = re.compile(r"\b(?:src|href)=\"([^\"]+)\"")


def _full() -> None:
    conference = make.conference(
        start_date=localdate() + timedelta(days=12),
        end_date=localdate() + timedelta(days=13),
        time_zone="UTC",
        subject=LazyI18nString({"en": "Return in dignity. " * 20}),
    )
    for number in range(30):
        title = LazyI18nString(dict.fromkeys(("en", "ar", "fr", "es", "ru", "zh"), f"Title {number} " * 8))
        make_documents.document(conference, title=title)
        make_pledges.pledge(conference, title=title)
        make.source(conference, f"s{number}", title=f"Report number {number} " * 4)
        make_news.article(conference, title=title, lead=title, published_at=now() - timedelta(hours=number + 1))
    for code in ("LB", "IQ", "JO", "TR", "RU", "IR", "CN"):
        make.answer(make.invitation(conference, make.party(code)))


def _named(page: str) -> list[str]:
    """What a browser fetches by itself: styles, scripts and pictures; not where links lead."""
    fetched = [
        tag for tag in TAG.findall(page) if not tag.startswith("<link") or re.search(r'rel="(stylesheet|icon)"', tag)
    ]
    return [unescape(found[1]) for tag in fetched if (found := ADDRESS.search(tag))]


def _weight(path: str) -> int:
    answer = make.client().get(path, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    packed = answer.get("Content-Encoding") == "gzip"
    page = (gzip.decompress(answer.content) if packed else answer.content).decode()
    named = _named(page)
    assert named
    assert all(each.startswith("/static/") for each in named)
    files = [Path(str(finders.find(each.removeprefix("/static/")))) for each in named]
    body = answer.content if packed else gzip.compress(answer.content)
    head = sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
    return head + len(body) + sum(len(gzip.compress(file.read_bytes())) + 400 for file in files)


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_the_first_page_of_a_conference_is_light_with_everything_in_it(language: str) -> None:
    _full()

    assert _weight(f"/{language}/damascus-2020/") <= AT_MOST


@pytest.mark.parametrize(
    "rest", ["", "damascus-2020/documents/", "damascus-2020/search/?q=title", "damascus-2020/sources/"]
)
def test_other_pages_are_as_light(rest: str) -> None:
    _full()

    assert _weight(f"/en/{rest}") <= AT_MOST


def test_it_tells_what_is_next_and_what_is_new() -> None:
    _full()

    page = make.client().get("/en/damascus-2020/").content.decode()

    assert "<strong>12</strong> days to go" in page
    for heading in ("Documents of the day", "New pledges and figures", "News"):
        assert f">{heading}" in page
    assert page.count("/documents/document-") == 6
    assert 'role="search"' in page
    assert 'aria-keyshortcuts="/"' in page
