"""Pictures of articles that are out, the press kit, and languages in which an article is still written."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.utils.timezone import now

from secretariat.audit.models import Record
from secretariat.conference.models import Conference
from secretariat.newsroom.models import Picture, PressItem
from tests import make, make_news
from tests.make_news import said

pytestmark = pytest.mark.django_db


def picture(conference: Conference) -> Picture:
    """A picture with its bytes."""
    made = make_news.picture(conference)
    for file in (made.large, made.small):
        file.content.save("a.jpg", ContentFile(b"\xff\xd8jpeg"))
    return made


def item(conference: Conference, kind: str = "contact", **fields: Any) -> PressItem:
    """A public piece of the press kit."""
    values: dict[str, Any] = {"title": said("Press office"), "text": said("press@example.org"), "is_public": True}
    return PressItem.objects.create(
        conference=conference, kind=kind, entered_by=make._house_hand(), **{**values, **fields}
    )


def at(path: str, **headers: Any) -> Any:
    return make.client().get(f"/en/damascus-2020/{path}", **headers)


def test_a_picture_is_seen_as_long_as_an_article_that_is_out_shows_it() -> None:
    conference = make.conference()
    shown, hidden, unused = (picture(conference) for _ in range(3))
    make_news.article(conference, "seen", picture=shown)
    make_news.article(conference, "later", picture=hidden, published_at=now() + timedelta(minutes=1))

    answer = at(f"pictures/{shown.pk}/small.jpg")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"\xff\xd8jpeg"
    assert [at(f"pictures/{each.pk}/large.jpg").status_code for each in (hidden, unused)] == [404, 404]
    assert at(f"pictures/{shown.pk}/huge.jpg").status_code == 404
    page = at("news/seen/").content.decode()
    assert f"/en/damascus-2020/pictures/{shown.pk}/small.jpg" in page
    assert 'alt="The hall"' in page


def test_a_picture_of_another_conference_is_not_found() -> None:
    make.conference()
    other = make.conference("other")
    make_news.article(other, picture=picture(other))

    assert at(f"pictures/{Picture.objects.get().pk}/small.jpg").status_code == 404


def test_the_press_kit_shows_what_is_public_with_its_credit() -> None:
    conference = make.conference()
    item(conference)
    item(conference, "picture", title=said("The hall"), picture=picture(conference), credit=make.HOSTILE)
    item(conference, title=said("Of the office alone"), is_public=False)
    page = at("press/").content.decode()

    assert "press@example.org" in page
    assert "&lt;b&gt;&quot;=1+1&#x27;" in page
    assert "Of the office alone" not in page
    assert make.HOSTILE not in page


def test_all_of_it_comes_in_one_file() -> None:
    conference = make.conference()
    made = item(conference, "picture", title=said("The hall"), picture=picture(conference), credit="Agency")
    archive = ZipFile(BytesIO(b"".join(at("press.zip").streaming_content)))

    assert archive.read("01-picture.jpg") == b"\xff\xd8jpeg"
    assert "The hall · Agency" in archive.read("credits.txt").decode()
    assert at(f"press/{made.pk}/").status_code == 404


def test_it_is_packed_once_and_anew_when_something_changed() -> None:
    conference = make.conference()
    made = item(conference, "picture", title=said("The hall"), picture=picture(conference), credit="Agency")
    first = at("press.zip")
    tag, told = first.headers["ETag"], b"".join(first.streaming_content)
    PressItem.objects.filter(pk=made.pk).update(credit="Another agency")

    assert at("press.zip", HTTP_IF_NONE_MATCH=tag).status_code == 304
    assert b"".join(at("press.zip").streaming_content) == told

    Record.objects.update_or_create(conference_id=conference.pk, defaults={"revision": 7})
    anew = at("press.zip", HTTP_IF_NONE_MATCH=tag)
    assert anew.headers["ETag"] != tag
    assert "Another agency" in ZipFile(BytesIO(b"".join(anew.streaming_content))).read("credits.txt").decode()


def test_no_page_tells_a_language_that_is_still_written() -> None:
    conference = make.conference()
    make_news.article(
        conference,
        "one",
        title=said("Known", ar="عنوان-لم-ينته"),
        body=said("Known text", ar="نص-لم-ينته"),
        languages=["en"],
    )
    for path in ("", "news/", "news/one/", "feeds/news.atom", "feeds/news.json", "search/?q=عنوان-لم-ينته"):
        page = make.client().get(f"/ar/damascus-2020/{path}").content.decode()
        assert "نص-لم-ينته" not in page
        assert ">عنوان-لم-ينته" not in page
    assert "Known" in make.client().get("/ar/damascus-2020/news/one/").content.decode()


def test_show_more_leads_to_the_next_page_and_names_the_list_it_adds_to() -> None:
    conference = make.conference()
    for _ in range(21):
        make_news.article(conference)

    assert 'data-more="articles" href="?page=2"' in at("news/").content.decode()
    assert at("news/?page=2").content.decode().count('<li id="article-') == 1


def test_an_article_tells_whom_it_is_about_and_its_sources() -> None:
    conference = make.conference()
    article = make_news.article(conference, "one")
    article.parties.create(conference=conference, party=make.party("LB"))
    make.citation(article, make.source(conference, title="A report of the day"))
    page = at("news/one/").content.decode()

    assert "Lebanon" in page
    assert "A report of the day" in page
