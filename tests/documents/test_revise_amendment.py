"""Revising an amendment."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.documents.actions import revise_amendment
from tests import make, make_documents
from tests.documents.negotiation import AT, negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db
NEW: dict[str, Any] = {"text": said("Calls for the dignified return"), "explanation": said("Shorter")}


def test_it_keeps_its_number_and_is_against_the_words_that_stand_now() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)
    here.first.text = said("Calls for return")
    here.first.save()

    revise_amendment(here.lebanon, amendment, details=NEW, at=AT)

    amendment.refresh_from_db()
    assert (amendment.number, str(amendment.text), str(amendment.base_text)) == (
        1,
        "Calls for the dignified return",
        "Calls for return",
    )
    assert Entry.objects.get().verb == "documents.revise_amendment"


def test_one_in_brackets_a_closed_text_and_a_change_meanwhile_are_refused() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)
    decided = make_documents.amendment(here.first, state="bracketed")

    with pytest.raises(Refused, match="is in brackets"):
        revise_amendment(here.officer, decided, details=NEW, at=AT)
    with pytest.raises(Stale):
        revise_amendment(here.officer, amendment, details=NEW, at=AT, version=9)
    with pytest.raises(Refused, match="Write the words"):
        revise_amendment(here.officer, amendment, details={"text": said("")}, at=AT)
    here.document.is_open = False
    here.document.save()
    amendment.document.refresh_from_db()
    with pytest.raises(Refused, match="not open"):
        revise_amendment(here.lebanon, amendment, details=NEW, at=AT)
    assert not Entry.objects.exists()


def test_a_stranger_may_not_and_another_party_neither() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)

    for person in [*here.strangers, here.jordan]:
        with pytest.raises(PermissionDenied):
            revise_amendment(person, amendment, details=NEW, at=AT)
    assert make.client(here.jordan).get(here.address("revise_amendment", amendment.pk)).status_code == 403


def test_the_page_says_what_somebody_else_changed_and_loses_nothing() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)
    revise_amendment(here.officer, amendment, details=NEW, at=AT)

    stale = here.post(here.lebanon, "revise_amendment", amendment.pk, text_en="Calls for the orderly return", version=1)
    done = here.post(here.lebanon, "revise_amendment", amendment.pk, text_en="Calls for the orderly return", version=2)

    assert "Somebody changed this while you were writing" in stale.content.decode()
    assert "Calls for the orderly return" in stale.content.decode()
    assert "The amendment is revised." in done.content.decode()
