"""Whatever the newsroom keeps comes out in the conference file, and the house reads it back."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from secretariat.accounts.models import Role, User
from secretariat.api.actions import load
from secretariat.api.queries import conference_file_text, known_codes
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.engines.conferencefile import ConferenceFile, read
from secretariat.newsroom.actions import (
    add_picture,
    add_press_item,
    draft_article,
    remove_press_item,
    revise_article,
    revise_newsroom_rules,
)
from secretariat.newsroom.models import Article, NewsroomRules, Picture, PressItem
from secretariat.newsroom.queries.pictures import Drawn
from tests import make, make_news
from tests.make_news import said
from tests.newsroom.articles import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(keeper: User) -> Conference:
    del keeper
    return make.conference()


@pytest.fixture
def press(held: Conference) -> User:
    return make.user(Role.PRESS_OFFICER, held)


def back(keeper: User, held: Conference) -> ConferenceFile:
    """The conference as its own file, read and loaded into the house it came from."""
    file = read(conference_file_text(held), known=known_codes())
    load(keeper, make.house(), file=file)
    return file


def picture(held: Conference, press: User, **fields: Any) -> Picture:
    details = {"name": "", "alternative": said("The hall"), "credit": "Press service", **fields}
    return add_picture(press, held, drawn=Drawn(photo(), photo(), 640, 480), details=details)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Lebanon / Syria: the border", "Lebanon - Syria- the border"),
        (r"C:\pictures\hall.jpg", "C--pictures-hall.jpg"),
        (".hidden", "hidden"),
        ("...", "picture"),
        ("hall\x01.jpg", "hall.jpg"),
        (" a\n b ", "a b"),
    ],
)
def test_a_picture_is_called_as_a_file_can_be_called(
    keeper: User, held: Conference, press: User, name: str, kept: str
) -> None:
    shown = picture(held, press, name=name)
    article = make_news.article(held, picture=shown)

    assert shown.name == kept
    Picture.objects.update(name=name)
    (told,) = back(keeper, held).articles

    assert told.picture is not None
    assert told.picture.file == kept
    article.refresh_from_db()
    assert article.picture == shown
    assert not Entry.objects.filter(verb="api.load").exists()


def test_two_pictures_of_one_name_stay_with_their_articles(keeper: User, held: Conference, press: User) -> None:
    first = picture(held, press)
    second = picture(held, press, credit="Another agency", alternative=said("The border"))
    same = picture(held, press)
    shown = [make_news.article(held, picture=each) for each in (first, second, same)]

    back(keeper, held)

    for article, its in zip(shown, (first, second, same), strict=True):
        article.refresh_from_db()
        assert article.picture == its


def test_of_pictures_with_one_name_that_is_chosen_which_shows_what_the_file_says(
    keeper: User, held: Conference, press: User
) -> None:
    picture(held, press)
    second = picture(held, press, credit="Another agency", alternative=said("The border"))
    article = make_news.article(held, picture=second)
    text = conference_file_text(held)
    Article.objects.update(picture=None)

    load(keeper, make.house(), file=read(text, known=known_codes()))

    article.refresh_from_db()
    assert (article.picture, article.version) == (second, 2)
    other = text.replace("The border", "The market")
    Article.objects.update(picture=None)
    batch = load(keeper, make.house(), file=read(other, known=known_codes()))
    article.refresh_from_db()
    assert article.picture is None
    assert batch.skipped == ((str(article), "The picture picture is not here; hand it in and choose it."),)


def test_a_picture_of_the_press_kit_goes_out_with_its_credit_and_comes_back(
    keeper: User, held: Conference, press: User
) -> None:
    shown = picture(held, press, name="hall", licence="CC BY 4.0")
    hand = make._house_hand()
    item = PressItem.objects.create(
        conference=held, kind="picture", title=said("The hall"), picture=shown, entered_by=hand
    )
    text = conference_file_text(held)
    (told,) = read(text, known=known_codes()).press_kit
    assert told.picture is not None
    assert (told.picture.credit, told.picture.licence) == ("Press service", "CC BY 4.0")

    PressItem.objects.update(picture=None)
    load(keeper, make.house(), file=read(text, known=known_codes()))
    item.refresh_from_db()
    assert item.picture == shown
    item.delete()
    shown.delete()
    batch = load(keeper, make.house(), file=read(text, known=known_codes()))

    assert PressItem.objects.get().picture is None
    assert "The picture hall is not here" in batch.skipped[0][1]


@pytest.mark.parametrize(
    "fields",
    [
        {"languages": ["en", "fr"], "title": said("Known")},
        {"languages": [], "original_language": "fr", "title": said("Known")},
        {"languages": ["en", "en"], "title": said("Known")},
        {"original_language": "ar", "languages": ["ar"], "title": said("Known")},
    ],
)
def test_a_draft_that_is_not_finished_in_a_language_goes_out_and_comes_back(
    keeper: User, held: Conference, press: User, fields: dict[str, Any]
) -> None:
    draft_article(press, held, details={"body": said("Begun."), **fields})
    back(keeper, held)

    assert not Entry.objects.filter(verb="api.load").exists()
    Article.objects.update(languages=fields["languages"])
    assert len(back(keeper, held).articles) == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [("a\x0bb", "a\nb"), ("a\x01b", "ab"), ("a\x85b", "a\nb"), ("a\x7f\x9fb", "ab"), ("a\r\nb", "a\r\nb")],
)
def test_what_no_page_can_show_is_kept_by_no_article(
    keeper: User, held: Conference, press: User, given: str, kept: str
) -> None:
    details = {"title": said(given), "lead": said(given), "body": said(given), "byline": given}
    article = draft_article(press, held, details=details)

    assert article.body.data == {"en": kept}
    assert article.byline == " ".join(kept.split())
    Article.objects.update(
        title=said(given),
        body=said(given, fr="\x01"),
        byline=given.replace("\r\n", ""),
        lead=said("\x0b"),
        withdrawn_reason=said("\x02"),
    )
    (told,) = back(keeper, held).articles

    assert told.body is not None
    assert (told.lead, told.withdrawn) == (None, None)
    assert not {"\x0b", "\x01", "\x85", "\x7f", "\x9f"} & set(f"{told.title}{told.body}{told.byline}")


def test_a_title_of_nothing_that_is_seen_is_no_title(held: Conference, press: User) -> None:
    with pytest.raises(Refused, match="has a title"):
        draft_article(press, held, details={"title": said("\x01")})
    with pytest.raises(Refused, match="what the picture shows"):
        picture(held, press, alternative=said("\x01"))


@pytest.mark.parametrize("key", ["-x", "_x"])
def test_an_address_begins_as_a_conference_file_has_it(held: Conference, press: User, key: str) -> None:
    with pytest.raises(Refused, match="begins with a small letter") as refused:
        draft_article(press, held, details={"title": said("Known"), "key": key})
    assert refused.value.field == "key"
    assert draft_article(press, held, details={"title": said("Known"), "key": "Envoy-Reports"}).key == "envoy-reports"


@pytest.mark.parametrize("key", ["Envoy-Reports", "-x", "_x"])
def test_an_article_that_has_another_address_already_keeps_it(
    keeper: User, held: Conference, press: User, key: str
) -> None:
    old = make_news.article(held, key)
    beside = make_news.article(held, "beside")
    beside.pins.create(conference=held, related=old)
    draft = make_news.draft(held, key=f"{key}-2")

    file = back(keeper, held)

    assert {each.key for each in file.articles} == {key, "beside", f"{key}-2"}
    assert not Entry.objects.filter(verb="api.load").exists()
    revise_article(press, draft, details={"lead": said("More.")})
    assert draft.key == f"{key}-2"
    assert make.client().get(f"/en/{held.slug}/news/{key}/").status_code == 200


def test_the_press_kit_and_the_rules_come_back_as_they_stand(keeper: User, held: Conference, press: User) -> None:
    items = [
        add_press_item(press, held, details={"kind": "contact", "title": said(name), "text": said("Ask.")})
        for name in ("First", "Second", "Third")
    ]
    remove_press_item(press, items[1])
    secretary = make.user(Role.SECRETARY, held)
    revise_newsroom_rules(secretary, held, details={"words": ["casino\x01", "\x02", "two\x85 words", "casino"]})
    assert NewsroomRules.objects.get().words == ["casino", "two words"]

    back(keeper, held)

    assert [item.version for item in PressItem.objects.all()] == [1, 1]
    assert not Entry.objects.filter(verb="api.load").exists()


def test_a_file_puts_the_press_kit_in_its_order(keeper: User, held: Conference, press: User) -> None:
    for name in ("First", "Second", "Third"):
        add_press_item(press, held, details={"kind": "contact", "title": said(name), "text": said("Ask.")})
    text = conference_file_text(held)
    turned = text.replace("title: First", "title: X").replace("title: Third", "title: First")

    load(keeper, make.house(), file=read(turned.replace("title: X", "title: Third"), known=known_codes()))

    assert [str(item) for item in PressItem.objects.all()] == ["Third", "Second", "First"]


def test_a_moment_beyond_what_a_file_can_tell_is_the_last_it_can_tell(keeper: User, held: Conference) -> None:
    late = datetime(2300, 1, 1, tzinfo=UTC)
    make_news.article(held, published_at=late, embargo_at=late)
    (told,) = back(keeper, held).articles

    assert told.published is not None
    assert (told.published, told.published.year) == (told.embargo, 2199)


def test_a_text_that_no_page_could_show_comes_in_by_no_file(keeper: User, held: Conference) -> None:
    make_news.article(held, "deep", body=said("plain"))
    text = conference_file_text(held).replace("body: plain", f"body: '{'> ' * 50}deep'")

    with pytest.raises(Refused, match="The text of the article deep is too long or too deeply nested"):
        load(keeper, make.house(), file=read(text, known=known_codes()))


def test_a_picture_without_a_name_is_called_as_its_file(held: Conference, press: User) -> None:
    sent = {"alternative_en": "The hall", "credit": "Press service"}
    upload = SimpleUploadedFile("the:hall.jpg", photo(), content_type="image/jpeg")
    make.client(press).post(reverse("newsroom:add_picture", args=[held.slug]), {**sent, "file": upload})

    assert Picture.objects.get().name == "the-hall.jpg"
