"""Leaving it to the house again which article is shown beside another."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import pin_related, unpin_related
from secretariat.newsroom.models import Pin
from tests import make, make_news
from tests.newsroom.articles import Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def pin(newsroom: Newsroom) -> Pin:
    return pin_related(newsroom.press, newsroom.draft, related=make_news.article(newsroom.held))


def test_a_pin_is_taken_away(newsroom: Newsroom, pin: Pin) -> None:
    number = pin.pk
    unpin_related(newsroom.press, pin)

    assert not Pin.objects.exists()
    assert Entry.objects.get(verb="newsroom.unpin_related").thing_id == number


def test_a_pin_that_is_gone_is_refused(newsroom: Newsroom, pin: Pin) -> None:
    Pin.objects.all().delete()
    with pytest.raises(Refused, match="no longer there"):
        unpin_related(newsroom.press, pin)


def test_a_stranger_may_not(newsroom: Newsroom, pin: Pin) -> None:
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            unpin_related(person, pin)


def test_the_page_answers_and_a_pin_of_elsewhere_is_not_found(newsroom: Newsroom, pin: Pin) -> None:
    there = make.conference("geneva-2021")
    other = Pin.objects.create(
        conference=there, article=make_news.article(there, "one"), related=make_news.article(there, "two")
    )

    assert newsroom.post("unpin_related", other.pk).status_code == 404
    assert newsroom.post("unpin_related", pin.pk).status_code == 302
    assert [each.pk for each in Pin.objects.all()] == [other.pk]
