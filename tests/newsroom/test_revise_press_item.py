"""Correcting a piece of the press kit."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import add_press_item, revise_press_item
from secretariat.newsroom.models import PressItem
from tests import make
from tests.documents.papers import pdf
from tests.make_news import said
from tests.newsroom.articles import Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(newsroom: Newsroom) -> PressItem:
    details = {"kind": "fact sheet", "title": said("Return in numbers"), "is_public": False}
    return add_press_item(newsroom.press, newsroom.held, details=details, upload=pdf())


def test_a_piece_is_corrected_and_given_another_file(newsroom: Newsroom, sheet: PressItem) -> None:
    first = sheet.file_id
    revise_press_item(newsroom.press, sheet, details={"is_public": True}, upload=pdf("new.pdf"))

    assert (sheet.is_public, sheet.file_id != first) == (True, True)
    assert Entry.objects.get(verb="newsroom.revise_press_item").changes["is_public"] == [False, True]


def test_what_becomes_whom_to_ask_hands_out_the_file_no_more(newsroom: Newsroom, sheet: PressItem) -> None:
    revise_press_item(newsroom.press, sheet, details={"kind": "document", "is_public": True})
    address = f"/en/{newsroom.held.slug}/press/{sheet.pk}/"
    assert make.client().get(address).status_code == 200

    revise_press_item(newsroom.press, sheet, details={"kind": "contact", "text": said("press@example.org")})

    assert sheet.file is None
    assert make.client().get(address).status_code == 404
    revise_press_item(newsroom.press, sheet, details={}, upload=pdf("card.pdf"))
    revise_press_item(newsroom.press, sheet, details={"kind": "contact"})
    assert sheet.file is not None


def test_a_piece_without_a_title_and_what_was_changed_meanwhile_are_refused(
    newsroom: Newsroom, sheet: PressItem
) -> None:
    with pytest.raises(Refused) as refused:
        revise_press_item(newsroom.press, sheet, details={"title": said("")})
    assert refused.value.field == "title"
    with pytest.raises(Stale):
        revise_press_item(newsroom.press, sheet, details={}, version=sheet.version + 1)


def test_a_stranger_may_not(newsroom: Newsroom, sheet: PressItem) -> None:
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            revise_press_item(person, sheet, details={"is_public": True})


def test_the_page_answers_and_a_piece_of_elsewhere_is_not_found(newsroom: Newsroom, sheet: PressItem) -> None:
    elsewhere = make.conference("geneva-2021")
    other = PressItem.objects.create(
        conference=elsewhere, kind="contact", title=said("Ask"), text=said("x"), entered_by=newsroom.press
    )
    sent = {"kind": "fact sheet", "title_en": "In numbers", "version": sheet.version}

    assert newsroom.post("revise_press_item", sheet.pk, **sent).status_code == 302
    assert newsroom.post("revise_press_item", other.pk, **sent).status_code == 404
    sheet.refresh_from_db()
    assert str(sheet.title) == "In numbers"
