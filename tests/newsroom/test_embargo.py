"""An embargo: before its minute nothing outside the newsroom tells of the article, and from that minute on all does."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils.timezone import now

from secretariat.accounts.models import Role
from secretariat.newsroom.actions import publish_article, revise_article, withdraw_article
from secretariat.newsroom.models import Article
from secretariat.newsroom.queries.pictures import public_pictures
from tests import make, make_news
from tests.make_news import said
from tests.newsroom.articles import Newsroom

pytestmark = pytest.mark.django_db
HERE = "/en/damascus-2020/"
WORDS = "Quicksilver"
TELLING = (
    HERE,
    "/en/",
    f"{HERE}news/",
    f"{HERE}feeds/news.atom",
    f"{HERE}feeds/news.json",
    f"{HERE}search/?q=quicksilver",
    "/sitemaps/damascus-2020/1.xml",
)


@pytest.fixture
def held_back(newsroom: Newsroom) -> Article:
    """An article with a picture, published for a minute that has not come; and one that is out beside it."""
    make_news.article(newsroom.held, key="out-already")
    details = {
        "title": said(f"{WORDS} found"),
        "body": said(f"The {WORDS} was found."),
        "picture": make_news.picture(newsroom.held),
    }
    revise_article(newsroom.press, newsroom.draft, details={**details, "key": "found-it", "languages": ["en"]})
    publish_article(newsroom.press, newsroom.draft, at=now(), embargo_at=now() + timedelta(hours=2))
    return newsroom.draft


def tells(address: str) -> bool:
    """Whether a page says anything of the article: a word of it, or its address."""
    told = Client().get(address).content.decode()
    # A search page repeats what was asked for; only its findings count.
    return "found-it" in told if "search" in address or "sitemap" in address else WORDS in told or "found-it" in told


def let_the_minute_come(article: Article) -> None:
    """Nobody does anything: the clock alone goes on."""
    Article.objects.filter(pk=article.pk).update(published_at=now() - timedelta(seconds=1))


def test_before_its_minute_nothing_tells_of_it_and_from_then_on_every_page_does(held_back: Article) -> None:
    assert [each for each in TELLING if tells(each)] == []
    assert Client().get(f"{HERE}news/found-it/").status_code == 404
    let_the_minute_come(held_back)

    telling = [each for each in TELLING if tells(each)]
    assert {f"{HERE}news/", f"{HERE}feeds/news.atom", f"{HERE}feeds/news.json", f"{HERE}search/?q=quicksilver"} <= {
        *telling
    }
    assert "/sitemaps/damascus-2020/1.xml" in telling
    assert WORDS in Client().get(f"{HERE}news/found-it/").content.decode()


def test_whoever_is_signed_in_sees_no_more_of_it_on_public_pages(held_back: Article) -> None:
    for role in (Role.SECRETARY, Role.PRESS_OFFICER, Role.FOCAL_POINT):
        party = make.party("LB") if role == Role.FOCAL_POINT else None
        browser = make.client(make.user(role, held_back.conference, party=party))
        assert WORDS not in browser.get(f"{HERE}news/").content.decode()
        assert browser.get(f"{HERE}news/found-it/").status_code == 404


def test_its_picture_is_nobodys_before_its_minute(held_back: Article) -> None:
    assert not public_pictures(held_back.conference).exists()
    let_the_minute_come(held_back)

    assert public_pictures(held_back.conference).get() == held_back.picture


def test_in_every_language_and_by_every_address_it_is_not_there(held_back: Article) -> None:
    addresses = [f"/{code}/damascus-2020/news/{held_back.key}/" for code in ("en", "ar", "fr", "es", "ru", "zh")]

    assert {Client().get(each).status_code for each in addresses} == {404}
    assert {Client().head(each).status_code for each in addresses} == {404}
    assert Article.objects.visible_to(AnonymousUser()).filter(pk=held_back.pk).count() == 0


def test_one_that_is_withdrawn_is_in_no_list_at_the_next_request(newsroom: Newsroom, held_back: Article) -> None:
    let_the_minute_come(held_back)
    assert tells(f"{HERE}news/")
    held_back.refresh_from_db()
    withdraw_article(newsroom.press, held_back, reason=said("It was wrong."))

    assert [each for each in TELLING if tells(each)] == []
    gone = Client().get(f"{HERE}news/found-it/")
    assert (gone.status_code, "It was wrong." in gone.content.decode()) == (410, True)
    assert "The Quicksilver was found" not in gone.content.decode()


def test_what_is_restricted_is_out_for_nobody_and_what_was_withdrawn_early_is_unknown(held_back: Article) -> None:
    rows = Article.objects.filter(pk=held_back.pk)
    rows.update(state="withdrawn", withdrawn_reason=said("It was wrong."))
    assert Client().get(f"{HERE}news/found-it/").status_code == 404
    rows.update(state="published", published_at=now() - timedelta(days=1), sensitivity="restricted")

    assert not Article.objects.out().filter(pk=held_back.pk).exists()
    assert Client().get(f"{HERE}news/found-it/").status_code == 404
    assert [each for each in TELLING if tells(each)] == []


def test_one_that_is_withdrawn_before_its_minute_was_never_there(newsroom: Newsroom, held_back: Article) -> None:
    withdraw_article(newsroom.press, held_back, reason=said("It was wrong."))

    assert Client().get(f"{HERE}news/found-it/").status_code == 404
