"""Opening a text to amendments."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.documents.actions import open_text
from tests import make, make_documents
from tests.documents.negotiation import AT, negotiation

pytestmark = pytest.mark.django_db


def test_a_text_is_opened_until_a_moment_and_it_is_recorded() -> None:
    here = negotiation(is_open=False)

    open_text(here.officer, here.document, at=AT, deadline=AT + timedelta(days=1))

    here.document.refresh_from_db()
    assert (here.document.is_open, here.document.deadline) == (True, AT + timedelta(days=1))
    assert Entry.objects.get().verb == "documents.open_text"


def test_a_moment_that_has_passed_a_draft_and_an_empty_or_adopted_text_are_refused() -> None:
    here = negotiation(is_open=False)
    draft = make_documents.document(here.held, state="preparing")
    empty = make_documents.document(here.held)
    adopted = make_documents.document(here.held)
    make_documents.paragraph(adopted)
    make_documents.adoption(adopted)

    with pytest.raises(Refused, match="has passed already") as refused:
        open_text(here.officer, here.document, at=AT, deadline=AT)
    assert refused.value.field == "deadline"
    for document, sentence in ((draft, "was issued"), (empty, "no text yet"), (adopted, "was adopted")):
        with pytest.raises(Refused, match=sentence):
            open_text(here.officer, document, at=AT)
    with pytest.raises(Stale):
        open_text(here.officer, here.document, at=AT, version=7)
    assert not Entry.objects.exists()


def test_a_stranger_may_not() -> None:
    here = negotiation(is_open=False)

    for person in [*here.strangers, here.lebanon]:
        with pytest.raises(PermissionDenied):
            open_text(person, here.document, at=AT)
    assert make.client(here.reader).get(here.address("open_text", here.document.pk)).status_code == 403
    assert make.client(here.lebanon).get(here.address("open_text", here.document.pk)).status_code == 404


def test_the_page_opens_it_and_the_text_says_so() -> None:
    here = negotiation(is_open=False)

    page = here.post(
        here.officer, "open_text", here.document.pk, deadline="2099-01-01T18:00", version=here.document.version
    )

    assert "The text is open to amendments." in page.content.decode()
    assert "Open to amendments until" in page.content.decode()
    late = here.post(
        here.officer, "open_text", here.document.pk, deadline="2001-01-01T18:00", version=here.document.version + 1
    )
    assert "This moment has passed already." in late.content.decode()
