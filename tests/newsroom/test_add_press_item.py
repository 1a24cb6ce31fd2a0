"""Adding a piece to the press kit."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import add_press_item
from secretariat.newsroom.models import PressItem
from tests import make, make_news
from tests.documents.papers import pdf
from tests.make_news import said
from tests.newsroom.articles import Newsroom

pytestmark = pytest.mark.django_db


def piece(kind: str = "fact sheet", **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "title": said("Return in numbers"), "is_public": True, **fields}


def test_pieces_stand_in_the_order_in_which_they_came(newsroom: Newsroom) -> None:
    sheet = add_press_item(newsroom.press, newsroom.held, details=piece(credit="  Press   service"), upload=pdf())
    contact = add_press_item(newsroom.press, newsroom.held, details=piece("contact", text=said("press@example.org")))

    assert (sheet.position, sheet.credit, contact.position) == (1, "Press service", 2)
    assert sheet.file is not None
    assert sheet.file.content_type == "application/pdf"
    assert Entry.objects.filter(verb="newsroom.add_press_item").count() == 2


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (piece(title=said("")), "title"),
        (piece(), "upload"),
        (piece("logo"), "upload"),
        (piece("picture"), "picture"),
        (piece("contact"), "text"),
    ],
)
def test_a_piece_with_nothing_in_it_is_refused(newsroom: Newsroom, details: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        add_press_item(newsroom.press, newsroom.held, details=details)

    assert refused.value.field == field
    assert not PressItem.objects.exists()


def test_a_file_that_is_not_what_it_says_and_a_picture_of_elsewhere_are_refused(newsroom: Newsroom) -> None:
    with pytest.raises(Refused):
        add_press_item(newsroom.press, newsroom.held, details=piece(), upload=SimpleUploadedFile("a.pdf", b"MZ"))
    elsewhere = make_news.picture(make.conference("geneva-2021"))
    with pytest.raises(Refused, match="another conference"):
        add_press_item(newsroom.press, newsroom.held, details=piece("picture", picture=elsewhere))


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            add_press_item(person, newsroom.held, details=piece("contact", text=said("x")))


def test_the_page_answers(newsroom: Newsroom) -> None:
    assert newsroom.post("add_press_item", kind="fact sheet", title_en="Numbers").status_code == 422
    answer = newsroom.post("add_press_item", kind="fact sheet", title_en="Numbers", upload=pdf(), is_public="on")

    assert answer.status_code == 302
    assert "Numbers" in newsroom.page("press_kit").content.decode()
