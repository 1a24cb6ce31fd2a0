"""Taking a piece out of the press kit."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import add_press_item, remove_press_item
from secretariat.newsroom.models import PressItem
from tests.make_news import said
from tests.newsroom.articles import Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(newsroom: Newsroom) -> PressItem:
    details = {"kind": "contact", "title": said("Ask here"), "text": said("press@example.org"), "is_public": True}
    return add_press_item(newsroom.press, newsroom.held, details=details)


def test_a_piece_is_gone_and_the_record_says_who_took_it(newsroom: Newsroom, contact: PressItem) -> None:
    number = contact.pk
    remove_press_item(newsroom.press, contact)

    assert not PressItem.objects.exists()
    entry = Entry.objects.get(verb="newsroom.remove_press_item")
    assert (entry.thing_id, entry.actor) == (number, newsroom.press)


def test_what_is_gone_is_not_removed_again(newsroom: Newsroom, contact: PressItem) -> None:
    PressItem.objects.all().delete()
    with pytest.raises(Refused, match="no longer there"):
        remove_press_item(newsroom.press, contact)


def test_a_stranger_may_not(newsroom: Newsroom, contact: PressItem) -> None:
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            remove_press_item(person, contact)


def test_the_page_answers(newsroom: Newsroom, contact: PressItem) -> None:
    assert newsroom.post("remove_press_item", contact.pk).status_code == 302
    assert not PressItem.objects.exists()
