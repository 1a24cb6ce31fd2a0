"""Changing the words of a paragraph."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.documents.actions import revise_paragraph
from tests import make, make_documents
from tests.documents.negotiation import negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db


def test_the_words_are_changed_and_the_old_ones_stay_in_the_record() -> None:
    table = negotiation()
    revise_paragraph(table.officer, table.first, text=said("Calls for return", ar="تدعو إلى العودة"))

    entry = Entry.objects.get(verb="documents.revise_paragraph")
    assert entry.changes["text"][0] == {"en": "Calls for the safe return of refugees"}
    assert entry.changes["text"][1]["ar"] == "تدعو إلى العودة"


def test_whoever_saw_older_words_overwrites_nothing() -> None:
    table = negotiation()
    seen = table.first.version
    revise_paragraph(table.officer, table.first, text=said("Calls for return"), version=seen)
    with pytest.raises(Stale):
        revise_paragraph(table.officer, table.first, text=said("Calls for more"), version=seen)

    table.first.refresh_from_db()
    assert str(table.first.text) == "Calls for return"


def test_an_adopted_text_is_not_changed() -> None:
    table = negotiation()
    make_documents.adoption(table.document)
    with pytest.raises(Refused, match="adopted"):
        revise_paragraph(table.officer, table.first, text=said("Calls for more"))


def test_a_stranger_may_not() -> None:
    table = negotiation()
    for person in (*table.strangers, table.lebanon):
        with pytest.raises(PermissionDenied):
            revise_paragraph(person, table.first, text=said("Calls"))


def test_what_another_changed_meanwhile_stands_beside_what_was_entered() -> None:
    table = negotiation()
    address = table.address("revise_paragraph", table.first.pk)
    browser = make.client(table.officer)
    form = browser.get(address).context["form"]
    hidden = {form[name].html_initial_name: form[name].initial for name in ("kind",)}
    revise_paragraph(table.officer, table.first, text=said("Words of another"))
    sent: dict[str, Any] = {"kind": "operative", "text_en": "Words of mine", "version": "1", **hidden}
    answer = browser.post(address, sent)

    assert answer.status_code == 200
    assert "Words of another" in answer.content.decode()
    assert "Words of mine" in answer.content.decode()
