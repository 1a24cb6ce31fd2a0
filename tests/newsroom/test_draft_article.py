"""Beginning an article."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.engines.markup import LONGEST
from secretariat.newsroom.actions import About, draft_article
from secretariat.newsroom.models import Article
from tests import make, make_dossier, make_news
from tests.make_news import said
from tests.newsroom.articles import Newsroom

pytestmark = pytest.mark.django_db


def written(**fields: Any) -> dict[str, Any]:
    return {"title": said("Schools open again"), "body": said("They open."), "original_language": "en", **fields}


def test_a_draft_is_kept_with_its_address_whom_it_is_about_and_its_source(newsroom: Newsroom) -> None:
    source = make.source(newsroom.held)
    made = draft_article(
        newsroom.press,
        newsroom.held,
        details=written(byline="Khaled   Iskef"),
        about=About([make.party("LB")]),
        cited=[Cited(source, "They open.")],
    )

    assert (made.key, made.state, made.byline) == ("schools-open-again", "draft", "Khaled Iskef")
    assert [row.party for row in made.parties.all()] == [make.party("LB")]
    assert Citation.objects.of([made]).get().passage == "They open."
    assert Entry.objects.get(verb="newsroom.draft_article").made_id == made.pk
    assert not Article.objects.out().filter(pk=made.pk).exists()


def test_the_next_article_of_a_title_gets_an_address_of_its_own(newsroom: Newsroom) -> None:
    keys = [draft_article(newsroom.press, newsroom.held, details=written()).key for _ in range(2)]

    assert keys == ["schools-open-again", "schools-open-again-2"]


def test_an_address_that_is_taken_is_refused_and_names_one_that_is_free(newsroom: Newsroom) -> None:
    with pytest.raises(Refused, match="“the-envoy” is taken; “the-envoy-2” is free") as refused:
        draft_article(newsroom.press, newsroom.held, details=written(key="the-envoy"))

    assert refused.value.field == "key"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": said("")}, "title"),
        ({"body": said("x" * (LONGEST + 1))}, "body"),
        ({"body": said("x" * (5 * 1024 * 1024))}, "body"),
        ({"body": said(">" * 200 + " deep")}, "body"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(newsroom: Newsroom, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        draft_article(newsroom.press, newsroom.held, details=written(**fields))

    assert refused.value.field == field
    assert not Entry.objects.exists()


def test_a_picture_of_another_conference_is_refused(newsroom: Newsroom) -> None:
    elsewhere = make_news.picture(make.conference("geneva-2021"))
    with pytest.raises(Refused, match="another conference"):
        draft_article(newsroom.press, newsroom.held, details=written(picture=elsewhere))


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            draft_article(person, newsroom.held, details=written())


def test_the_page_keeps_a_draft_and_shows_hostile_words_as_words(newsroom: Newsroom) -> None:
    hostile = "<script>alert(1)</script> [here](javascript:alert(1)) <img src=x onerror=alert(1)>"
    answer = newsroom.post(
        "draft_article",
        title_en=make.HOSTILE,
        body_en=hostile,
        kind="news",
        original_language="en",
        languages=["en"],
        sensitivity="secretariat",
    )
    made = Article.objects.get(title__contains="=1+1")

    assert answer.headers["Location"] == newsroom.address("article", made.pk)
    told = newsroom.page("article", made.pk).content.decode()
    assert ("<script>alert" in told, 'href="javascript' in told, "<img src=x" in told) == (False, False, False)
    assert newsroom.post("draft_article", kind="news").status_code == 422


def test_the_form_offers_subjects_and_parties_as_far_as_the_office_shows_them(newsroom: Newsroom) -> None:
    known, secret, _bare = (
        make_dossier.topic(newsroom.held, f"{name} subject") for name in ("Known", "Secret", "Bare")
    )
    make_dossier.position(known, sensitivity="public")
    make_dossier.position(secret, sensitivity="restricted")
    make.invitation(newsroom.held, make.party("IQ"), sensitivity="restricted")
    make.invitation(newsroom.held, make.party("LB"))

    seen = newsroom.page("draft_article").content.decode()
    whole = newsroom.page("draft_article", user=newsroom.secretary).content.decode()
    forged = newsroom.post("draft_article", title_en="A", kind="news", original_language="en", topics=[secret.pk])

    for name, of_press, of_secretary in (
        ("Known subject", True, True),
        ("Secret subject", False, True),
        ("Bare subject", False, True),
        ("Iraq", False, True),
        ("Lebanon", True, True),
    ):
        assert (name in seen, name in whole) == (of_press, of_secretary), name
    assert forged.status_code == 422
    assert "Secret subject" not in forged.content.decode()
