"""Writing a paragraph into a text."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import strike_paragraph, write_paragraph
from secretariat.documents.actions.texts import Place
from secretariat.documents.queries.texts import paragraphs_of
from tests import make, make_documents
from tests.documents.negotiation import negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db


def test_a_paragraph_is_written_at_the_end_after_another_or_under_one_and_recorded() -> None:
    table = negotiation()
    last = write_paragraph(table.officer, table.document, kind="operative", text=said("Thanks the host"))
    after = write_paragraph(
        table.officer, table.document, kind="operative", text=said("Asks for aid"), where=Place(after=table.first)
    )
    under = write_paragraph(
        table.officer, table.document, kind="operative", text=said("For schools"), where=Place(parent=table.first)
    )

    assert paragraphs_of(table.document) == [table.preamble, table.first, under, after, table.second, last]
    assert under.parent == table.first
    assert Entry.objects.filter(verb="documents.write_paragraph").count() == 3


def test_what_nobody_sees_is_taken_out_of_the_words() -> None:
    table = negotiation()
    made = write_paragraph(
        table.officer, table.document, kind="operative", text=said("Safe\u202e return\x00\r\nof all\u2066")
    )

    assert made.text.data == {"en": "Safe return\nof all"}


@pytest.mark.parametrize("words", ["", " \n ", "\u202e"])
def test_a_paragraph_without_words_is_refused(words: str) -> None:
    table = negotiation()
    with pytest.raises(Refused, match="words"):
        write_paragraph(table.officer, table.document, kind="operative", text=said(words))


def test_five_megabytes_of_text_are_refused_with_a_sentence() -> None:
    table = negotiation()
    with pytest.raises(Refused, match="letters"):
        write_paragraph(table.officer, table.document, kind="operative", text=said("x" * 5_000_000))


def test_a_paragraph_of_another_text_is_no_place() -> None:
    table = negotiation()
    other = make_documents.paragraph(make_documents.document(table.held, "A/2"))
    with pytest.raises(Refused, match="another text"):
        write_paragraph(table.officer, table.document, kind="operative", text=said("Decides"), where=Place(after=other))


def test_nothing_is_written_into_a_text_that_was_adopted() -> None:
    table = negotiation()
    make_documents.adoption(table.document)
    with pytest.raises(Refused, match="adopted"):
        write_paragraph(table.officer, table.document, kind="operative", text=said("Decides"))


def test_a_key_is_never_given_twice() -> None:
    table = negotiation()
    strike_paragraph(table.officer, table.second)
    made = write_paragraph(table.officer, table.document, kind="operative", text=said("Decides otherwise"))

    assert made.key == "p4"


def test_a_stranger_may_not() -> None:
    table = negotiation()
    for person in (*table.strangers, table.lebanon):
        with pytest.raises(PermissionDenied):
            write_paragraph(person, table.document, kind="operative", text=said("Decides"))


def test_the_page_answers() -> None:
    table = negotiation()
    address = table.address("write_paragraph", table.document.pk)

    assert make.client(table.officer).get(address).status_code == 200
    sent = {"kind": "operative", "text_en": make.HOSTILE}
    assert make.client(table.officer).post(f"{address}?after={table.first.pk}", sent).status_code == 302
    page = table.page(table.officer, "text", table.document.pk)
    assert "&lt;b&gt;&quot;=1+1&#x27;" in page
    assert make.HOSTILE not in page
    assert make.client(table.officer).post(address, {"kind": "operative"}).status_code == 422
    assert make.client(table.reader).get(address).status_code == 403
    assert make.client(table.lebanon).get(address).status_code == 404
