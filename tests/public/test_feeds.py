"""Feeds tell what is new in each section and language, and nothing that is not out."""

import json
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import feedparser
import pytest
from django.utils.timezone import now
from i18nfield.strings import LazyI18nString
from lxml import etree

from tests import make, make_documents, make_news, make_pledges

pytestmark = pytest.mark.django_db

SECTIONS = ("news", "documents", "programme", "pledges", "figures")


def _atom(section: str, language: str = "en") -> Any:
    answer = make.client().get(f"/{language}/damascus-2020/feeds/{section}.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    read = feedparser.parse(answer.content)
    assert not read.bozo
    assert read.version == "atom10"
    return read


def _json(section: str, language: str = "en") -> Any:
    answer = make.client().get(f"/{language}/damascus-2020/feeds/{section}.json")
    assert answer["Content-Type"].startswith("application/feed+json")
    return json.loads(answer.content)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_each_section_has_both_feeds_in_each_language_even_when_empty(section: str, language: str) -> None:
    make.conference()

    atom, told = _atom(section, language), _json(section, language)

    assert atom.feed.language == language == told["language"]
    assert atom.feed.updated
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["items"] == atom.entries == []


def test_documents_and_pledges_are_told_the_newest_first_with_whole_addresses() -> None:
    conference = make.conference()
    make_documents.document(conference)
    make_documents.document(conference, title=LazyI18nString({"en": "Second paper"}), issued_date="2020-11-12")
    make_pledges.pledge(conference, "LB", title=LazyI18nString({"en": "Schools <b>& more</b>"}))

    papers, pledges = _atom("documents"), _json("pledges")

    assert [each.title for each in papers.entries] == ["Second paper", "Draft final statement"]
    assert papers.entries[0].link.startswith("http://localhost:8000/en/damascus-2020/documents/")
    assert papers.entries[0].id == papers.entries[0].link
    assert pledges["items"][0]["title"] == "Schools <b>& more</b>"
    assert pledges["items"][0]["url"] == "http://localhost:8000/en/damascus-2020/pledges/1/"
    assert pledges["items"][0]["authors"] == [{"name": "Lebanon"}]


def test_a_text_that_is_not_there_in_a_language_is_told_in_another_and_says_so() -> None:
    conference = make.conference()
    make_documents.document(conference, title=LazyI18nString({"ar": "مشروع البيان"}))

    item = _json("documents", "fr")["items"][0]

    assert (item["title"], item["language"]) == ("مشروع البيان", "ar")


def test_what_is_not_public_is_in_no_feed() -> None:
    conference = make.conference()
    hidden = LazyI18nString({"en": "Whispered zugzwang"})
    for level in ("delegations", "secretariat", "restricted"):
        make_documents.document(conference, title=hidden, sensitivity=level, distribution="limited")
        make_pledges.pledge(conference, "LB", title=hidden, sensitivity=level)
    make_documents.document(conference, title=hidden, state="preparing")
    make_news.draft(conference, title=hidden)
    make_news.article(conference, title=hidden, published_at=now() + timedelta(hours=1))

    for section in SECTIONS:
        assert _atom(section).entries == []
        assert _json(section)["items"] == []


def test_a_correction_is_told_to_those_who_read_feeds() -> None:
    conference = make.conference()
    first, later = make_news.article(conference, "first"), make_news.article(conference, "later")
    out, mended = make_news.OUT, make_news.OUT + timedelta(days=2)
    for hours in (0, 3):
        first.corrections.create(
            conference=conference,
            text=make_news.said("The number was wrong."),
            at=mended - timedelta(hours=hours),
            entered_by=make._house_hand(),
        )

    feed = _atom("news")
    atom = {each.link.split("/")[-2]: each for each in feed.entries}
    told = {each["url"].split("/")[-2]: each for each in _json("news")["items"]}

    assert feed.feed.updated_parsed == mended.utctimetuple()
    assert (atom["first"].published_parsed, atom["first"].updated_parsed) == (out.utctimetuple(), mended.utctimetuple())
    assert atom[later.key].updated_parsed == out.utctimetuple()
    assert datetime.fromisoformat(told["first"]["date_modified"]) == mended
    assert datetime.fromisoformat(told["first"]["date_published"]) == out
    assert "date_modified" not in told["later"]


def test_a_correction_before_its_hour_is_none_for_those_who_read_feeds() -> None:
    conference = make.conference()
    article = make_news.article(conference, "first")
    before = make_news.OUT - timedelta(hours=1)
    article.corrections.create(
        conference=conference, text=make_news.said("A typing error."), at=before, entered_by=make._house_hand()
    )

    assert _atom("news").entries[0].updated_parsed == make_news.OUT.utctimetuple()
    assert "date_modified" not in _json("news")["items"][0]


def test_a_feed_is_kept_and_answers_with_its_tag() -> None:
    make.conference()
    first = make.client().get("/en/damascus-2020/feeds/pledges.atom")

    again = make.client().get("/en/damascus-2020/feeds/pledges.atom", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304


def test_a_sign_that_no_feed_may_hold_does_no_harm() -> None:
    conference = make.conference(title=LazyI18nString({"en": f"Talks \x0b{make.HOSTILE}"}))
    make_pledges.pledge(conference, "LB", title=LazyI18nString({"en": f"Aid \x01\x1f{make.HOSTILE} ]]> </feed>"}))

    read = _atom("pledges")

    assert read.entries[0].title.startswith("Aid")
    assert _json("pledges")["items"][0]["title"].endswith("</feed>")


def test_no_sign_makes_a_feed_that_cannot_be_read() -> None:
    conference = make.conference()
    odd = "".join(map(chr, (0x1, 0xB, 0x1F, 0xFFFE, 0xFFFF)))
    make_news.article(conference, title=make_news.said(f"Odd{odd} 🕊 title"), byline=f"A{odd}", lead=make_news.said(odd))

    answer = make.client().get("/en/damascus-2020/feeds/news.atom")

    assert etree.fromstring(answer.content).findtext("{*}entry/{*}title") == "Odd 🕊 title"
    assert feedparser.parse(answer.content).entries[0].author == "A"


def test_a_text_that_looks_like_markup_reaches_readers_of_feeds_as_the_text_it_is() -> None:
    conference = make.conference()
    lead = '1 < 2 & <b>bold</b> <img src="x" onerror="alert(1)"> &amp;'
    make_news.article(conference, lead=make_news.said(lead))

    summary = _atom("news").entries[0].summary

    assert "<" not in summary
    assert unescape(summary) == lead == _json("news")["items"][0]["content_text"]


def test_there_is_no_other_section_and_no_feed_of_what_is_not_public() -> None:
    make.conference()
    make.conference("geneva-2021", is_public=False)

    assert make.client().get("/en/damascus-2020/feeds/secrets.atom").status_code == 404
    assert make.client().get("/en/geneva-2021/feeds/pledges.atom").status_code == 404
    assert make.client().get("/en/geneva-2021/feeds/pledges.json").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_many_items_need_no_more_queries(count: int, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    for _number in range(count):
        make_pledges.pledge(conference, "LB")

        make_news.article(conference)

    for section in ("pledges", "news"):
        with django_assert_max_num_queries(6):
            assert len(_json(section)["items"]) == count
