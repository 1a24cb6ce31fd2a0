"""Publishing an article, now or at its hour."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import publish_article, revise_article, submit_article, withdraw_article
from secretariat.newsroom.models import Article, Correction
from tests import make, make_news
from tests.make_news import said
from tests.newsroom.articles import AT, Newsroom

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=3)


def at(moment: str, version: int) -> dict[str, object]:
    return {"embargo_at": moment, "version": version}


def test_an_article_is_out_at_once_in_its_languages(newsroom: Newsroom) -> None:
    revise_article(newsroom.press, newsroom.draft, details={"languages": ["en", "ar"]})
    publish_article(newsroom.press, newsroom.draft, at=AT)

    assert (newsroom.draft.state, newsroom.draft.published_at) == ("published", AT)
    assert (newsroom.draft.languages, newsroom.draft.published_by) == (["en", "ar"], newsroom.press)
    assert Article.objects.out().get() == newsroom.draft
    assert Entry.objects.get(verb="newsroom.publish_article").changes["state"] == ["draft", "published"]


def test_under_embargo_its_hour_is_the_minute_and_may_be_moved_until_then(newsroom: Newsroom) -> None:
    publish_article(newsroom.press, newsroom.draft, at=AT, embargo_at=LATER)
    assert newsroom.draft.published_at == LATER
    assert Article.objects.under_embargo(AT).get() == newsroom.draft
    publish_article(newsroom.press, newsroom.draft, at=AT, embargo_at=LATER + timedelta(hours=1))

    assert newsroom.draft.published_at == LATER + timedelta(hours=1)


def test_within_a_minute_an_embargo_ends_with_it_and_never_before_what_was_said(newsroom: Newsroom) -> None:
    publish_article(
        newsroom.press, newsroom.draft, at=AT.replace(second=30), embargo_at=AT.replace(second=59, microsecond=1)
    )

    assert newsroom.draft.published_at == AT + timedelta(minutes=1)
    assert Article.objects.under_embargo(AT.replace(second=59)).get() == newsroom.draft
    publish_article(newsroom.press, newsroom.draft, at=AT.replace(second=30), embargo_at=LATER.replace(second=1))
    assert newsroom.draft.embargo_at == LATER + timedelta(minutes=1)


def test_an_embargo_in_the_past_and_a_second_publication_are_refused(newsroom: Newsroom) -> None:
    with pytest.raises(Refused, match="The embargo has ended already") as refused:
        publish_article(newsroom.press, newsroom.draft, at=AT, embargo_at=AT - timedelta(minutes=1))
    assert refused.value.field == "embargo_at"
    publish_article(newsroom.press, newsroom.draft, at=AT)
    with pytest.raises(Refused, match="out already"):
        publish_article(newsroom.press, newsroom.draft, at=LATER)


def test_an_embargo_beyond_what_a_conference_file_can_tell_is_refused(newsroom: Newsroom) -> None:
    for moment in ("2199-12-31T23:59:30", "9999-12-31T23:59:30"):
        answer = newsroom.post("publish_article", newsroom.draft.pk, **at(moment, 1))
        assert answer.status_code == 422
        assert "Choose a moment before the year 2199." in answer.content.decode()


def test_a_language_without_words_and_a_restricted_article_are_refused(newsroom: Newsroom) -> None:
    revise_article(newsroom.press, newsroom.draft, details={"languages": ["en", "fr"]})
    with pytest.raises(Refused, match="In Français there is no title") as refused:
        publish_article(newsroom.press, newsroom.draft, at=AT)
    assert refused.value.field == "languages"
    revise_article(newsroom.press, newsroom.draft, details={"languages": [], "body": said("")})
    with pytest.raises(Refused, match="In English"):
        publish_article(newsroom.press, newsroom.draft, at=AT)
    Article.objects.filter(pk=newsroom.draft.pk).update(sensitivity="restricted")
    with pytest.raises(Refused, match="restricted"):
        publish_article(newsroom.secretary, newsroom.draft, at=AT)


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            publish_article(person, newsroom.draft, at=AT)


def test_the_page_reads_the_embargo_by_the_clocks_of_the_venue(newsroom: Newsroom) -> None:
    assert newsroom.post("publish_article", newsroom.draft.pk, **at("2020-11-10T09:00", 1)).status_code == 422
    assert newsroom.post("publish_article", newsroom.draft.pk, **at("2120-11-10T09:00", 1)).status_code == 302

    newsroom.draft.refresh_from_db()
    venue = newsroom.held.zone
    assert newsroom.draft.published_at == datetime(2120, 11, 10, 9, tzinfo=venue).astimezone(UTC)
    assert newsroom.post("publish_article", newsroom.draft.pk, **at("", 2)).status_code == 302
    assert Article.objects.out().get() == newsroom.draft


def test_what_was_withdrawn_comes_back_in_other_words_and_readers_are_told(newsroom: Newsroom) -> None:
    out = make_news.article(newsroom.held, key="out")
    withdraw_article(newsroom.press, out, reason=said("The figures were wrong."))
    page = newsroom.page("article", out.pk).content.decode()
    assert newsroom.address("revise_article", out.pk) in page

    revise_article(newsroom.press, out, details={"body": said("One side agreed."), "key": "elsewhere"})
    assert (out.state, out.key, Article.objects.out().exists()) == ("withdrawn", "out", False)
    publish_article(newsroom.press, out, at=AT)

    assert (out.state, str(out.body)) == ("published", "One side agreed.")
    told = Correction.objects.get(article=out)
    assert (str(told.text), told.at) == ("The figures were wrong.", AT)
    assert "The figures were wrong." in make.client().get(f"/en/{newsroom.held.slug}/news/out/").content.decode()


def test_what_nobody_saw_before_it_was_withdrawn_comes_without_a_word(newsroom: Newsroom) -> None:
    publish_article(newsroom.press, newsroom.draft, at=AT, embargo_at=LATER.replace(year=2120))
    withdraw_article(newsroom.press, newsroom.draft, reason=said("Too early."))
    revise_article(newsroom.press, newsroom.draft, details={"key": "elsewhere"})
    publish_article(newsroom.press, newsroom.draft, at=AT)

    assert newsroom.draft.key == "elsewhere"
    assert not Correction.objects.exists()


def test_nobody_publishes_words_that_they_have_not_read(newsroom: Newsroom) -> None:
    submit_article(newsroom.press, newsroom.draft)
    second = make.client(newsroom.secretary)
    page = second.get(newsroom.address("article", newsroom.draft.pk)).content.decode()
    (link,) = re.findall(r'href="([^"]+/publish/[^"]*)"', page)
    revise_article(newsroom.press, newsroom.draft, details={"body": said("Neither side agreed.")})

    form = second.get(link).context["form"]
    answer = second.post(link, {"version": form["version"].value(), "embargo_at": ""})

    assert answer.status_code == 422
    assert "Somebody changed this" in answer.content.decode()
    assert newsroom.post("publish_article", newsroom.draft.pk, version="odd").status_code == 422
    assert newsroom.post("publish_article", newsroom.draft.pk).status_code == 422
    newsroom.draft.refresh_from_db()
    assert newsroom.draft.state == "draft"
    present = second.get(newsroom.address("publish_article", newsroom.draft.pk)).context["form"]["version"].value()
    assert newsroom.post("publish_article", newsroom.draft.pk, version=present).status_code == 302
