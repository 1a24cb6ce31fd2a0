"""Texts of the newsroom are written in languages of the conference, wherever a body says one."""

from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.newsroom.models import Article, PressItem
from tests import make, make_api, make_news
from tests.api import tried
from tests.api.test_v1_newsroom import jpeg

pytestmark = pytest.mark.django_db
OTHER = {"zh": "…"}
ARTICLE, ITEM = {"title": {"en": "A"}}, {"kind": "contact", "title": {"en": "A"}, "text": {"en": "B"}}
PICTURE = {"name": "hall", "alternative": {"en": "The hall"}, "credit": "Amal"}


@pytest.mark.parametrize(
    ("verb", "body", "pointer"),
    [
        ("draft_article", {"details": {"title": OTHER}}, "/details/title"),
        ("draft_article", {"details": {**ARTICLE, "lead": OTHER}}, "/details/lead"),
        ("draft_article", {"details": {**ARTICLE, "body": OTHER}}, "/details/body"),
        ("draft_article", {"details": {**ARTICLE, "languages": ["zh"]}}, "/details/languages"),
        ("draft_article", {"details": {**ARTICLE, "original_language": "zh"}}, "/details/original_language"),
        ("revise_article", {"details": {"title": OTHER}}, "/details/title"),
        ("revise_article", {"details": {"lead": OTHER}}, "/details/lead"),
        ("revise_article", {"details": {"body": OTHER}}, "/details/body"),
        ("correct_article", {"mended": {"details": {"title": OTHER}}}, "/mended/details/title"),
        ("correct_article", {"mended": {"details": {"lead": OTHER}}}, "/mended/details/lead"),
        ("correct_article", {"mended": {"details": {"body": OTHER}}}, "/mended/details/body"),
        ("correct_article", {"mended": {"details": {"languages": ["zh"]}}}, "/mended/details/languages"),
        ("correct_article", {"mended": {"details": {"byline": "A"}, "what": OTHER}}, "/mended/what"),
        ("withdraw_article", {"reason": OTHER}, "/reason"),
        ("add_picture", {"details": {**PICTURE, "alternative": OTHER}}, "/details/alternative"),
        ("revise_picture", {"details": {"alternative": OTHER}}, "/details/alternative"),
        ("add_press_item", {"details": {**ITEM, "title": OTHER}}, "/details/title"),
        ("add_press_item", {"details": {**ITEM, "text": OTHER}}, "/details/text"),
    ],
)
def test_a_text_in_a_language_that_the_conference_does_not_speak_is_refused(verb: str, body: Any, pointer: str) -> None:
    conference = make.conference(languages=["en", "ar"])
    officer = make_api.program(conference, make.user(Role.PRESS_OFFICER, conference))
    on: Any = None
    if verb == "revise_article":
        on = make_news.draft(conference)
    elif verb == "revise_picture":
        on = make_news.picture(conference)
    elif verb in {"correct_article", "withdraw_article"}:
        on = make_news.article(conference)
    drawn = {"drawn": {"name": "hall.jpg", "content": jpeg()}} if verb == "add_picture" else {}

    answer = tried.done(officer, f"newsroom.{verb}", on, {**body, **drawn})

    assert answer.status_code == 422, answer.content
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]
    assert "zh" in answer.json()["detail"]
    assert not Entry.objects.filter(verb=f"newsroom.{verb}").exists()


def test_what_was_said_in_a_language_spoken_no_longer_stays_in_every_text_that_is_revised() -> None:
    conference = make.conference(languages=["en", "ar"])
    officer = make_api.program(conference, make.user(Role.PRESS_OFFICER, conference))
    old = make_news.said("Before", fr="Avant")
    draft = make_news.draft(conference, title=old, lead=old)
    item = PressItem.objects.create(
        conference=conference,
        kind="contact",
        title=make_news.said("Ask"),
        text=old,
        entered_by=make._house_hand(),
    )

    said = {"details": {"title": {"en": "After"}, "lead": {"en": "After"}}}
    assert tried.done(officer, "newsroom.revise_article", draft, said).status_code == 200
    emptied = tried.done(officer, "newsroom.revise_press_item", item, {"details": {"text": {"en": ""}}})

    kept = Article.objects.get(pk=draft.pk)
    assert kept.title.data == kept.lead.data == {"en": "After", "fr": "Avant"}
    assert emptied.status_code == 200, emptied.content
    assert PressItem.objects.get(pk=item.pk).text.data == {"fr": "Avant"}
