"""Correcting an article that was published, in the open."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import Mended, correct_article
from secretariat.newsroom.models import Article, Correction
from tests import make_news
from tests.make_news import said
from tests.newsroom.articles import AT, Newsroom

pytestmark = pytest.mark.django_db
NOTHING = said("")


@pytest.fixture
def out(newsroom: Newsroom) -> Article:
    return make_news.article(newsroom.held, key="out")


def test_the_words_change_and_what_was_wrong_is_told(newsroom: Newsroom, out: Article) -> None:
    mended = Mended({"body": said("One side agreed."), "key": "elsewhere"}, said("We wrote that both sides agreed."))
    correct_article(newsroom.press, out, at=AT, mended=mended)

    assert (str(out.body), out.key) == ("One side agreed.", "out")
    kept = Correction.objects.get(article=out)
    assert (str(kept.text), kept.at) == ("We wrote that both sides agreed.", AT)
    assert "body" in Entry.objects.get(verb="newsroom.correct_article").changes


@pytest.mark.parametrize("field", ["title", "lead", "body", "byline"])
def test_what_readers_were_told_is_not_changed_in_silence(newsroom: Newsroom, out: Article, field: str) -> None:
    value = "Somebody else" if field == "byline" else said("Other words")
    with pytest.raises(Refused, match="say what was wrong") as refused:
        correct_article(newsroom.press, out, at=AT, mended=Mended({field: value}, NOTHING))

    assert refused.value.field == "what"
    assert not Entry.objects.exists()


def test_a_language_that_is_added_and_an_article_before_its_hour_need_no_correction(
    newsroom: Newsroom, out: Article
) -> None:
    details = {
        "title": said(str(out.title), ar="عنوان"),
        "body": said(str(out.body), ar="نص"),
        "languages": ["en", "ar"],
    }
    correct_article(newsroom.press, out, at=AT, mended=Mended(details, NOTHING))
    waiting = make_news.article(newsroom.held, published_at=AT.replace(year=2120))
    correct_article(newsroom.press, waiting, at=AT, mended=Mended({"body": said("Other words")}, NOTHING))

    assert out.languages == ["en", "ar"]
    assert not Correction.objects.exists()


@pytest.mark.parametrize("languages", [[], ["en", "ar"]])
def test_what_was_read_in_a_language_is_not_changed_in_silence(
    newsroom: Newsroom, out: Article, languages: list[str]
) -> None:
    text = said(str(out.body), ar="نص")
    Article.objects.filter(pk=out.pk).update(languages=languages, title=said("Title", ar="عنوان"), body=text)
    other = Mended({"title": said("Title", ar="كلمات") if languages else said("Words", ar="عنوان")}, NOTHING)
    with pytest.raises(Refused, match="say what was wrong"):
        correct_article(newsroom.press, out, at=AT, mended=other)


def test_a_language_is_not_taken_away_in_silence(newsroom: Newsroom, out: Article) -> None:
    text = said(str(out.body), ar="نص")
    Article.objects.filter(pk=out.pk).update(languages=["en", "ar"], title=said("Title", ar="عنوان"), body=text)
    with pytest.raises(Refused, match="say what was wrong"):
        correct_article(newsroom.press, out, at=AT, mended=Mended({"languages": ["en"]}, NOTHING))
    correct_article(newsroom.press, out, at=AT, mended=Mended({"languages": ["en"]}, said("It was badly translated.")))

    assert out.languages == ["en"]


def test_a_draft_is_revised_and_not_corrected(newsroom: Newsroom) -> None:
    with pytest.raises(Refused, match="was not published"):
        correct_article(newsroom.press, newsroom.draft, at=AT, mended=Mended({}, said("It was wrong.")))


def test_a_stranger_may_not(newsroom: Newsroom, out: Article) -> None:
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            correct_article(person, out, at=AT, mended=Mended({}, said("It was wrong.")))


def test_the_page_asks_what_was_wrong_and_readers_see_it(newsroom: Newsroom, out: Article) -> None:
    sent = {
        "title_en": str(out.title),
        "lead_en": str(out.lead),
        "body_en": "One side agreed.",
        "byline": out.byline,
        "kind": "news",
        "original_language": "en",
        "languages": ["en"],
        "version": out.version,
    }
    assert newsroom.post("correct_article", out.pk, **sent).status_code == 422
    assert newsroom.post("correct_article", out.pk, **sent, what_en="Only one side agreed.").status_code == 302
    assert "Only one side agreed." in newsroom.page("article", out.pk).content.decode()
