"""The morning page, the search and the record know of papers and news."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.overview.queries import papers_and_press
from tests import make, make_documents, make_news
from tests.make_documents import said

pytestmark = pytest.mark.django_db
AT = datetime(2020, 11, 11, 9, tzinfo=UTC)
OFFICE = "/en/damascus-2020/office/"


def furnish(conference: Conference, **fields: Any) -> None:
    """Something of everything that waits."""
    document = make_documents.document(conference, is_open=True, deadline=AT + timedelta(days=2), **fields)
    make_documents.language(document, "fr", "in translation", due_date=date(2020, 11, 9))
    make_documents.language(document, "es", "in translation", due_date=date(2020, 11, 19))
    make_documents.language(document, "ru", "translated", due_date=date(2020, 11, 9))
    paragraph = make_documents.paragraph(document)
    make_documents.amendment(paragraph)
    make_documents.amendment(paragraph, state="bracketed")
    make_documents.amendment(paragraph, state="rejected")
    make_news.draft(conference, state="ready", title=said("To be read"))
    hour = {"state": "published", "sensitivity": "public"}
    make_news.draft(conference, published_at=AT + timedelta(hours=3), title=said("Held until noon"), **hour)
    make_news.draft(conference, published_at=AT + timedelta(days=2), title=said("Held until Friday"), **hour)
    reply = make_news.reply(make_news.article(conference))
    make_news.report(make_news.reply(reply.article, state="published"))
    make_news.media_request(conference)


def test_the_morning_page_tells_what_waits_at_both_desks() -> None:
    conference = make.conference()
    furnish(conference)
    papers = papers_and_press(conference, make.user(Role.SECRETARY, conference), at=AT)

    assert [each.language for each in papers.late] == ["fr"]
    assert [each.count for each in papers.undecided] == [2]
    assert [each.symbol for each in papers.closing] == ["A/CONF.1/L.2"]
    assert [str(each) for each in papers.to_read] == ["To be read"]
    assert [str(each) for each in papers.ending] == ["Held until noon"]
    assert (papers.replies, papers.reported, papers.requests) == (1, 1, 1)


def test_the_page_names_them_with_their_pages() -> None:
    conference = make.conference()
    furnish(conference)
    officer = make.user(Role.SECRETARY, conference)

    page = make.client(officer).get(OFFICE).content.decode()

    wanted = ["Papers and press", "Translations that are late", "Amendments that are not decided", "To be read"]
    wanted += ["1 reply waits for a moderator", "1 report of a published reply", "1 request of the press waits"]
    assert [words for words in wanted if words not in page] == []


def test_each_sees_what_is_theirs_alone() -> None:
    conference = make.conference()
    furnish(conference, sensitivity="restricted")

    reader = papers_and_press(conference, make.user(Role.READER, conference), at=AT)
    assert (reader.late, reader.undecided, reader.closing) == ([], [], [])
    assert [str(each) for each in reader.to_read] == ["To be read"]
    assert not reader.is_asked

    press = papers_and_press(conference, make.user(Role.PRESS_OFFICER, conference), at=AT)
    assert (press.replies, press.reported, press.requests) == (1, 1, 1)
    assert press.undecided == []

    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))
    assert papers_and_press(conference, focal, at=AT).is_empty
    elsewhere = make.user(Role.SECRETARY, make.conference(slug="another-2020"))
    assert papers_and_press(conference, elsewhere, at=AT).is_empty


def test_it_takes_eight_queries_however_much_waits(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    furnish(conference)
    assert secretary.seats
    with django_assert_num_queries(8):
        papers_and_press(conference, secretary, at=AT)

    for _ in range(4):
        furnish(conference)
    with django_assert_num_queries(8):
        papers_and_press(conference, secretary, at=AT)


def test_the_search_finds_documents_paragraphs_amendments_and_articles() -> None:
    conference = make.conference()
    document = make_documents.document(conference, "A/CONF.9/L.7", title=said("On Maalula"))
    paragraph = make_documents.paragraph(document, "Rebuild Maalula", key="op4")
    amendment = make_documents.amendment(paragraph, "Rebuild Maalula and its school")
    make_documents.paragraph(document, "Maalula was struck", is_struck=True)
    make_documents.explanation(document, text=said("Maalula is ours to rebuild"))
    article = make_news.draft(conference, body=said("News of Maalula"))
    make_documents.document(conference, title=said("Maalula, hushed"), sensitivity="restricted")
    browser = make.client(make.user(Role.READER, conference))

    found = browser.get(f"{OFFICE}search/", {"q": "maalula"}).context["found"]

    pages = {each.kind: each.url for each in found}
    assert pages["Document"] == f"{OFFICE}documents/{document.pk}/"
    assert pages["Paragraph"] == f"{OFFICE}documents/{document.pk}/text/#paragraph-op4"
    assert pages["Amendment"] == f"{OFFICE}documents/amendments/{amendment.pk}/"
    assert pages["Article"] == f"{OFFICE}news/{article.pk}/"
    assert "Explanation of vote or position" in pages
    assert not any("hushed" in each.label or "struck" in each.label for each in found)
    symbol = browser.get(f"{OFFICE}search/", {"q": "conf.9/l.7"}).context["found"]
    assert [each.url for each in symbol] == [f"{OFFICE}documents/{document.pk}/"]


def test_histories_of_papers_and_news_are_open_to_whoever_sees_them() -> None:
    conference = make.conference()
    document = make_documents.document(conference)
    amendment = make_documents.amendment(make_documents.paragraph(document))
    hidden = make_documents.paragraph(make_documents.document(conference, sensitivity="restricted"))
    article = make_news.draft(conference)
    reply = make_news.reply(make_news.article(conference))
    reader = make.client(make.user(Role.READER, conference))
    press = make.client(make.user(Role.PRESS_OFFICER, conference))

    def status(browser: Any, kind: str, pk: int) -> int:
        return int(browser.get(f"{OFFICE}history/{kind}/{pk}/").status_code)

    assert status(reader, "documents.document", document.pk) == 200
    assert status(reader, "documents.amendment", amendment.pk) == 200
    assert status(reader, "documents.paragraph", hidden.pk) == 404
    assert status(reader, "newsroom.article", article.pk) == 200
    assert status(reader, "newsroom.reply", reply.pk) == 404
    assert status(press, "newsroom.reply", reply.pk) == 200
