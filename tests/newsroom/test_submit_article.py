"""Handing an article to a second person."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import submit_article
from tests import make_news
from tests.newsroom.articles import Newsroom

pytestmark = pytest.mark.django_db


def test_a_draft_waits_for_a_second_person(newsroom: Newsroom) -> None:
    submit_article(newsroom.press, newsroom.draft)

    assert newsroom.draft.state == "ready"
    assert Entry.objects.get(verb="newsroom.submit_article").changes["state"] == ["draft", "ready"]


def test_only_a_draft_is_handed_over_and_only_as_it_was_seen(newsroom: Newsroom) -> None:
    with pytest.raises(Refused, match="Only a draft"):
        submit_article(newsroom.press, make_news.article(newsroom.held))
    with pytest.raises(Stale):
        submit_article(newsroom.press, newsroom.draft, version=newsroom.draft.version + 1)


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            submit_article(person, newsroom.draft)


def test_the_page_answers(newsroom: Newsroom) -> None:
    for seen in ({}, {"version": "odd"}, {"version": newsroom.draft.version + 1}):
        newsroom.post("submit_article", newsroom.draft.pk, **seen)
        newsroom.draft.refresh_from_db()
        assert newsroom.draft.state == "draft"
    assert 'name="version" value="1"' in newsroom.page("article", newsroom.draft.pk).content.decode()
    assert newsroom.post("submit_article", newsroom.draft.pk, version=newsroom.draft.version).status_code == 302
    assert "To be read by a second person" in newsroom.page("article", newsroom.draft.pk).content.decode()
