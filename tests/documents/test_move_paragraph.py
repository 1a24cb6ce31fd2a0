"""Moving a paragraph within its text."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry, Record
from secretariat.documents.actions import move_paragraph, write_paragraph
from secretariat.documents.actions.texts import Place
from secretariat.documents.models import Paragraph
from secretariat.documents.queries.texts import paragraphs_of
from tests import make, make_documents
from tests.documents.negotiation import Negotiation, negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db


def under(table: Negotiation, parent: Paragraph, words: str) -> Paragraph:
    return write_paragraph(
        table.officer, table.document, kind="operative", text=said(words), where=Place(parent=parent)
    )


def test_a_paragraph_moves_with_all_that_stands_under_it() -> None:
    table = negotiation()
    child = under(table, table.first, "For schools")

    move_paragraph(table.officer, table.first, where=Place(after=table.second))

    assert paragraphs_of(table.document) == [table.preamble, table.second, table.first, child]


def test_a_move_is_recorded_and_whoever_saw_the_old_order_is_told() -> None:
    table = negotiation()
    before = Record.objects.get(pk=table.held.pk).revision if Record.objects.filter(pk=table.held.pk).exists() else 0

    move_paragraph(table.officer, table.second, where=Place(is_first=True), version=1)

    entry = Entry.objects.get(verb="documents.move_paragraph")
    assert entry.changes["position"] == [3, 1]
    assert Record.objects.get(pk=table.held.pk).revision == before + 1
    with pytest.raises(Stale):
        move_paragraph(table.officer, table.second, where=Place(after=table.preamble), version=1)


def test_a_paragraph_stands_under_another() -> None:
    table = negotiation()
    move_paragraph(table.officer, table.second, where=Place(parent=table.first))

    table.second.refresh_from_db()
    assert table.second.parent == table.first


def test_a_paragraph_does_not_stand_under_itself_nor_after_what_stands_under_it() -> None:
    table = negotiation()
    child = under(table, table.first, "For schools")
    for where in (Place(parent=table.first), Place(parent=child), Place(after=child)):
        with pytest.raises(Refused, match="under itself"):
            move_paragraph(table.officer, table.first, where=where)


def test_nothing_stands_deeper_than_four() -> None:
    table = negotiation()
    deepest = table.first
    for number in range(4):
        deepest = under(table, deepest, f"Level {number}")
    with pytest.raises(Refused, match="deep"):
        move_paragraph(table.officer, table.second, where=Place(parent=deepest))


def test_an_adopted_text_is_not_changed_and_a_stranger_may_not() -> None:
    table = negotiation()
    for person in (*table.strangers, table.lebanon):
        with pytest.raises(PermissionDenied):
            move_paragraph(person, table.first, where=Place())
    make_documents.adoption(table.document)
    with pytest.raises(Refused, match="adopted"):
        move_paragraph(table.officer, table.first, where=Place())


def test_the_page_moves_up_down_in_and_out() -> None:
    table = negotiation()
    officer, document = table.officer, table.document
    for to, wanted in (
        ("down", [table.preamble, table.second, table.first]),
        ("up", [table.preamble, table.first, table.second]),
    ):
        table.post(officer, "move_paragraph", table.first.pk, to=to)
        assert paragraphs_of(document) == wanted
    table.post(officer, "move_paragraph", table.second.pk, to="in")
    assert Paragraph.objects.get(pk=table.second.pk).parent == table.first
    table.post(officer, "move_paragraph", table.second.pk, to="out")
    assert Paragraph.objects.get(pk=table.second.pk).parent is None
    answer = table.post(officer, "move_paragraph", table.preamble.pk, to="up")
    assert "There is no place for the paragraph there." in answer.content.decode()
    assert make.client(officer).get(table.address("move_paragraph", table.first.pk)).status_code == 405
