"""Closing a text to amendments."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import close_text
from tests import make
from tests.documents.negotiation import negotiation

pytestmark = pytest.mark.django_db


def test_a_text_is_closed_and_it_is_recorded() -> None:
    here = negotiation()

    close_text(here.officer, here.document)

    here.document.refresh_from_db()
    assert not here.document.is_open
    assert Entry.objects.get().verb == "documents.close_text"


def test_a_text_that_is_not_open_is_not_closed() -> None:
    here = negotiation(is_open=False)

    with pytest.raises(Refused, match="not open"):
        close_text(here.officer, here.document)


def test_a_stranger_may_not() -> None:
    here = negotiation()

    for person in [*here.strangers, here.lebanon]:
        with pytest.raises(PermissionDenied):
            close_text(person, here.document)
    assert make.client(here.reader).post(here.address("close_text", here.document.pk)).status_code == 403


def test_the_page_closes_it() -> None:
    here = negotiation()

    assert (
        "The text is closed to amendments." in here.post(here.officer, "close_text", here.document.pk).content.decode()
    )
