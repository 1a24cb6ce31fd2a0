"""Putting back a paragraph that was struck out."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import restore_paragraph, strike_paragraph
from secretariat.documents.queries.texts import paragraphs_of
from tests import make_documents
from tests.documents.negotiation import negotiation

pytestmark = pytest.mark.django_db


def test_it_stands_where_it_stood() -> None:
    table = negotiation()
    strike_paragraph(table.officer, table.first)
    restore_paragraph(table.officer, table.first)

    assert paragraphs_of(table.document) == [table.preamble, table.first, table.second]
    assert Entry.objects.filter(verb="documents.restore_paragraph").count() == 1


def test_not_under_what_is_struck_out() -> None:
    table = negotiation()
    child = make_documents.paragraph(table.document, "For schools", parent=table.first)
    strike_paragraph(table.officer, table.first)
    with pytest.raises(Refused, match="first"):
        restore_paragraph(table.officer, child)


def test_an_adopted_text_is_not_changed_and_a_stranger_may_not() -> None:
    table = negotiation()
    strike_paragraph(table.officer, table.first)
    for person in (*table.strangers, table.lebanon):
        with pytest.raises(PermissionDenied):
            restore_paragraph(person, table.first)
    make_documents.adoption(table.document)
    with pytest.raises(Refused, match="adopted"):
        restore_paragraph(table.officer, table.first)


def test_the_page_answers() -> None:
    table = negotiation()
    strike_paragraph(table.officer, table.first)
    table.post(table.officer, "restore_paragraph", table.first.pk)

    assert table.first in paragraphs_of(table.document)
