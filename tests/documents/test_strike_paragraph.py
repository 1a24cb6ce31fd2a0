"""Striking a paragraph out of a text."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import strike_paragraph
from secretariat.documents.queries.texts import paragraphs_of, struck_of
from tests import make_documents
from tests.documents.negotiation import negotiation

pytestmark = pytest.mark.django_db


def test_a_paragraph_goes_with_what_stands_under_it_and_is_kept() -> None:
    table = negotiation()
    child = make_documents.paragraph(table.document, "For schools", parent=table.first)
    strike_paragraph(table.officer, table.first)

    assert paragraphs_of(table.document) == [table.preamble, table.second]
    assert struck_of(table.document) == [table.first, child]
    assert Entry.objects.filter(verb="documents.strike_paragraph").count() == 1


def test_what_is_struck_out_is_not_struck_out_again() -> None:
    table = negotiation()
    strike_paragraph(table.officer, table.first)
    with pytest.raises(Refused, match="already"):
        strike_paragraph(table.officer, table.first)


def test_an_adopted_text_is_not_changed_and_a_stranger_may_not() -> None:
    table = negotiation()
    for person in (*table.strangers, table.lebanon):
        with pytest.raises(PermissionDenied):
            strike_paragraph(person, table.first)
    make_documents.adoption(table.document)
    with pytest.raises(Refused, match="adopted"):
        strike_paragraph(table.officer, table.first)


def test_the_page_answers() -> None:
    table = negotiation()
    answer = table.post(table.officer, "strike_paragraph", table.first.pk, version=str(table.first.version))

    assert "The paragraph is struck out." in answer.content.decode()
    assert struck_of(table.document) == [table.first]
