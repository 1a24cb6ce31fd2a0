"""The list of articles in the office."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make, make_news
from tests.make_news import OUT, said
from tests.newsroom.articles import Newsroom

pytestmark = pytest.mark.django_db


def test_drafts_stand_first_then_the_latest_hour_and_last_what_was_withdrawn(newsroom: Newsroom) -> None:
    make_news.article(newsroom.held, title=said("Withdrawn piece"), state="withdrawn")
    make_news.article(newsroom.held, title=said("Later piece"), published_at=OUT + timedelta(days=2))
    make_news.article(newsroom.held, title=said("Earlier piece"))
    told = newsroom.page("articles").content.decode()
    places = [told.index(title) for title in ("The envoy reports", "Later piece", "Earlier piece", "Withdrawn piece")]

    assert places == sorted(places)


def test_articles_are_found_by_words_and_state(newsroom: Newsroom) -> None:
    make_news.article(newsroom.held, title=said("Schools open"))
    browser, address = make.client(newsroom.press), newsroom.address("articles")

    by_words = browser.get(address, {"q": "SCHOOLS"}).content.decode()
    by_state = browser.get(address, {"state": "draft"}).content.decode()
    assert ("Schools open" in by_words, "The envoy reports" in by_words) == (True, False)
    assert ("Schools open" in by_state, "The envoy reports" in by_state) == (False, True)


def test_a_list_asks_as_often_for_thirty_articles_as_for_one(newsroom: Newsroom) -> None:
    browser, counts = make.client(newsroom.press), []
    for many in (0, 30):
        for _number in range(many):
            make_news.article(newsroom.held, picture=make_news.picture(newsroom.held))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(newsroom.address("articles")).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_what_is_not_out_is_shown_to_those_who_prepare_it_alone(newsroom: Newsroom) -> None:
    assert "The envoy reports" in newsroom.page("articles", user=newsroom.reader).content.decode()
    assert newsroom.page("articles", user=newsroom.focal).status_code == 404
    assert newsroom.page("article", newsroom.draft.pk, user=newsroom.focal).status_code == 404
