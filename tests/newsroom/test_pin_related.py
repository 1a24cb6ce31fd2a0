"""Putting an article beside another."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import pin_related
from secretariat.newsroom.models import Pin
from tests import make, make_news
from tests.newsroom.articles import Newsroom

pytestmark = pytest.mark.django_db


def test_an_article_is_pinned_after_those_that_are(newsroom: Newsroom) -> None:
    others = [make_news.article(newsroom.held) for _ in range(2)]
    pins = [pin_related(newsroom.press, newsroom.draft, related=each) for each in others]

    assert [(pin.related, pin.position) for pin in pins] == [(others[0], 1), (others[1], 2)]
    assert Entry.objects.filter(verb="newsroom.pin_related").count() == 2


def test_itself_one_twice_one_of_elsewhere_and_a_sixth_are_refused(newsroom: Newsroom) -> None:
    others = [make_news.article(newsroom.held) for _ in range(6)]
    for each in others[:5]:
        pin_related(newsroom.press, newsroom.draft, related=each)
    elsewhere = make_news.article(make.conference("geneva-2021"))
    refused = {
        "not related to itself": newsroom.draft,
        "pinned already": others[0],
        "another conference": elsewhere,
        "At most 5": others[5],
    }
    for sentence, related in refused.items():
        with pytest.raises(Refused, match=sentence):
            pin_related(newsroom.press, newsroom.draft, related=related)
    assert Pin.objects.count() == 5


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    other = make_news.article(newsroom.held)
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            pin_related(person, newsroom.draft, related=other)


def test_the_page_pins_what_the_newsroom_sees_and_nothing_else(newsroom: Newsroom) -> None:
    other = make_news.article(newsroom.held)
    hidden = make_news.draft(newsroom.held, sensitivity="restricted")

    assert newsroom.post("pin_related", newsroom.draft.pk, related=other.pk).status_code == 302
    assert newsroom.post("pin_related", newsroom.draft.pk, related=hidden.pk).status_code == 404
    assert newsroom.post("pin_related", newsroom.draft.pk, related="x").status_code == 302
    assert [pin.related for pin in Pin.objects.all()] == [other]


def test_a_pinned_article_is_named_to_those_who_may_know_of_it_alone(newsroom: Newsroom) -> None:
    for title, level in (("Open piece", "secretariat"), ("Secret piece", "restricted")):
        related = make_news.draft(newsroom.held, title=make_news.said(title), sensitivity=level)
        pin_related(newsroom.secretary, newsroom.draft, related=related)
    seen = {
        user: newsroom.page("article", newsroom.draft.pk, user=user).content.decode()
        for user in (newsroom.press, newsroom.reader, newsroom.secretary)
    }

    assert ["Open piece" in told for told in seen.values()] == [True, True, True]
    assert ["Secret piece" in told for told in seen.values()] == [False, False, True]
