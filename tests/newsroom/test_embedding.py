"""What an article shows by reference is what the office says that readers see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from i18nfield.strings import LazyI18nString

from secretariat.conference.models import ShownName
from secretariat.figures.models import Release
from secretariat.newsroom.models import Article
from tests import make, make_documents, make_news, make_pledges, make_programme, make_releases, make_timetable
from tests.make_news import said
from tests.newsroom.articles import Newsroom

pytestmark = pytest.mark.django_db

MORE = {"LB": {2018: 3000, 2019: 3000, 2020: 3990}}
SEEN_BY_NOBODY = "Readers see nothing here"


def told(newsroom: Newsroom, key: str, body: LazyI18nString) -> str:
    """The public page of an article with this text."""
    make_news.article(newsroom.held, key, body=body)
    return str(make.client().get(f"/en/damascus-2020/news/{key}/").content.decode())


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


def test_a_number_that_was_corrected_is_corrected_where_it_is_shown(newsroom: Newsroom) -> None:
    first = make_releases.published(make_releases.returns(newsroom.held))
    second = make_releases.published(make_releases.returns(newsroom.held, MORE, key="more"), title="Counted again")
    third = make_releases.submitted(make_releases.returns(newsroom.held, key="other"), title="Prepared zugzwang")
    counted = said(f"They count [[figures:{first.number}]].")
    assert make_releases.cells(first)["total", "total"] == "2977"
    assert "<bdi>2,977 · " in told(newsroom, "before", counted)

    Release.objects.filter(pk=second.pk).update(replaces=first)
    Release.objects.filter(pk=third.pk).update(replaces=second)
    after = told(newsroom, "after", counted)

    assert f'href="/en/damascus-2020/figures/{second.number}/"' in after
    assert "<bdi>9,990 · " in after
    assert "zugzwang" not in after
    assert "Counted again" in newsroom.page("article", Article.objects.get(key="after").pk).content.decode()
    Release.objects.filter(pk=second.pk).update(state="withdrawn", reason="Wrong.")
    assert f'href="/en/damascus-2020/figures/{first.number}/"' in told(newsroom, "again", counted)
    Release.objects.filter(pk=first.pk).update(state="withdrawn", reason="Wrong.")
    assert "embedded" not in told(newsroom, "gone", counted)


def test_a_party_is_called_as_the_conference_calls_it(newsroom: Newsroom) -> None:
    pledge = make_pledges.pledge(newsroom.held, "LB")
    ShownName.objects.create(conference=newsroom.held, party=pledge.party, name=said("Our neighbour"))

    page = told(newsroom, "one", said(f"See [[pledge:{pledge.number}]]."))

    assert "<bdi>Our neighbour" in page


def test_a_text_that_names_much_asks_as_often_as_one_that_names_little(newsroom: Newsroom) -> None:
    named = []
    for number in range(1, 16):
        make_pledges.pledge(newsroom.held, "LB")
        make_programme.session(newsroom.held, key=f"session-of-{number}")
        paper = make_documents.document(newsroom.held)
        named.append(
            f"[[pledge:{number}]] [[session:session-of-{number}]] [[document:{paper.key}]] [[figures:{number}]]"
        )
    make_timetable.published(newsroom.held)
    counts = []
    for key, words in (("little", named[0]), ("much", " ".join(named))):
        article = make_news.article(newsroom.held, key, body=said(words))
        for user, address in (
            (None, f"/en/damascus-2020/news/{key}/"),
            (newsroom.press, newsroom.address("article", article.pk)),
        ):
            client = make.client(user)
            with CaptureQueriesContext(connection) as asked:
                page = client.get(address).content.decode()
            counts.append((len(asked), page.count('class="embedded"')))

    assert [many for _asked, many in counts] == [3, 3, 45, 45]
    assert counts[0][0] == counts[2][0]
    assert counts[1][0] == counts[3][0]


def test_a_reference_is_found_as_it_is_read(newsroom: Newsroom) -> None:
    pledge = make_pledges.pledge(newsroom.held, "LB")
    hidden = said(f"See [[pl\u202eedge:{pledge.number}]] and [[pledge:\ue000{pledge.number}]].")

    assert told(newsroom, "one", hidden).count('class="embedded"') == 2
    assert newsroom.page("article", Article.objects.get(key="one").pk).status_code == 200


def test_a_session_that_has_another_name_since_is_shown_by_its_key(newsroom: Newsroom) -> None:
    session = make_programme.session(newsroom.held, "Before", key="opening")
    make_timetable.published(newsroom.held)
    session.title = LazyI18nString({"en": "Afterwards"})
    session.save(update_fields=["title"])
    make_timetable.published(newsroom.held)
    make_news.article(newsroom.held, "one", body=said("Come to [[session:opening]]."))

    assert "Afterwards" in make.client().get("/en/damascus-2020/news/one/").content.decode()
