"""Words in further languages for what was adopted."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import translate_paragraph
from secretariat.documents.queries.adopting import seal_holds
from tests import make, make_documents
from tests.documents.negotiation import negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db


def test_a_language_that_was_missing_is_added_and_the_seal_is_not_touched() -> None:
    table = negotiation()
    adoption = make_documents.adoption(table.document)
    before = seal_holds(adoption)
    translate_paragraph(table.officer, table.first, text=said(str(table.first.text), fr="Demande le retour"))

    table.first.refresh_from_db()
    assert table.first.text.data["fr"] == "Demande le retour"
    assert seal_holds(adoption) is before
    assert Entry.objects.filter(verb="documents.translate_paragraph").count() == 1


def test_what_was_adopted_stays_as_it_is() -> None:
    table = negotiation()
    make_documents.adoption(table.document)
    with pytest.raises(Refused, match="stays as it is"):
        translate_paragraph(table.officer, table.first, text=said("Other words", fr="Autres mots"))


def test_a_text_that_was_not_adopted_is_revised_instead() -> None:
    table = negotiation()
    with pytest.raises(Refused, match="not adopted"):
        translate_paragraph(table.officer, table.first, text=said("Words"))


def test_a_stranger_may_not() -> None:
    table = negotiation()
    make_documents.adoption(table.document)
    for person in (*table.strangers, table.lebanon):
        with pytest.raises(PermissionDenied):
            translate_paragraph(person, table.first, text=said("Words"))


def test_the_page_answers() -> None:
    table = negotiation()
    make_documents.adoption(table.document)
    address = table.address("translate_paragraph", table.first.pk)
    browser = make.client(table.officer)

    assert browser.get(address).status_code == 200
    sent = {"text_en": str(table.first.text), "text_ar": "تدعو إلى العودة الآمنة", "version": str(table.first.version)}
    assert browser.post(address, sent).status_code == 302
    table.first.refresh_from_db()
    assert table.first.text.data["ar"] == "تدعو إلى العودة الآمنة"
