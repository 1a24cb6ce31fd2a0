"""What an article shows by reference is what the office says that readers see."""

import pytest
from i18nfield.strings import LazyI18nString

from tests import make, make_news, make_programme, make_timetable
from tests.make_news import said
from tests.newsroom.articles import Newsroom

pytestmark = pytest.mark.django_db

SEEN_BY_NOBODY = "Readers see nothing here"


def test_a_session_of_the_programme_is_shown_to_readers_as_to_the_office(newsroom: Newsroom) -> None:
    session = make_programme.session(newsroom.held, "Opening of schools", key="opening")
    make_timetable.published(newsroom.held)
    offered = newsroom.page("draft_article").content.decode()
    assert "[[session:opening]]" in offered
    assert "not public yet" not in offered

    article = make_news.article(newsroom.held, "one", body=said("Come to [[session:opening]]."))
    office = newsroom.page("article", article.pk).content.decode()
    page = make.client().get("/en/damascus-2020/news/one/").content.decode()

    assert SEEN_BY_NOBODY not in office
    assert f'/damascus-2020/programme/#session-{session.uid}"' in page
    assert "Opening of schools</bdi></a>" in page
    assert f'id="session-{session.uid}"' in make.client().get("/en/damascus-2020/programme/").content.decode()


@pytest.mark.parametrize("sensitivity", ["public", "delegations"])
def test_of_a_session_that_no_programme_tells_the_office_says_so(newsroom: Newsroom, sensitivity: str) -> None:
    if sensitivity != "public":
        make_programme.session(newsroom.held, "Among ourselves", key="opening", sensitivity=sensitivity)
    make_timetable.published(newsroom.held)
    if sensitivity == "public":
        make_programme.session(newsroom.held, "Among ourselves", key="opening")
    article = make_news.article(newsroom.held, "one", body=said("Come to [[session:opening]]."))

    assert SEEN_BY_NOBODY in newsroom.page("article", article.pk).content.decode()
    assert "not public yet" in newsroom.page("draft_article").content.decode()
    assert "Among ourselves" not in make.client().get("/en/damascus-2020/news/one/").content.decode()


def test_a_session_that_has_another_name_since_is_shown_by_its_key(newsroom: Newsroom) -> None:
    session = make_programme.session(newsroom.held, "Before", key="opening")
    make_timetable.published(newsroom.held)
    session.title = LazyI18nString({"en": "Afterwards"})
    session.save(update_fields=["title"])
    make_timetable.published(newsroom.held)
    make_news.article(newsroom.held, "one", body=said("Come to [[session:opening]]."))

    assert "Afterwards" in make.client().get("/en/damascus-2020/news/one/").content.decode()
