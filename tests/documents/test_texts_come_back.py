"""A text that was handed out comes in whole in another conference, and is handed out again the same."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from secretariat.accounts.models import Role, User
from secretariat.documents.models import Document
from secretariat.documents.queries.bringing_in import UnreadText, as_text, proposed_of, read_text_of
from secretariat.documents.queries.handing_out import as_docx, as_xml, paper_of
from secretariat.documents.queries.texts import written_of
from secretariat.engines import akomantoso, manuscripts
from tests import make, make_documents
from tests.documents.negotiation import negotiation

pytestmark = pytest.mark.django_db
HANDED_OUT: dict[str, Callable[[Any], bytes]] = {"docx": as_docx, "xml": as_xml}


def told_in(data: bytes, kind: str) -> list[tuple[object, ...]]:
    """All that a file says of its paragraphs: what each is, where it stands, under which number, and its words."""
    if kind == "xml":
        return [
            (each.key, each.kind, each.words, each.parent, each.number, each.language)
            for each in akomantoso.read(data).items
        ]
    return [(each.key, each.kind, each.words, each.depth, each.number) for each in manuscripts.read_file(data).items]


def furnished() -> tuple[Document, User]:
    """A text with a heading, a preamble, paragraphs under paragraphs, line ends and signs of markup."""
    table = negotiation()
    make_documents.paragraph(table.document, "In towns\nand villages", parent=table.second)
    make_documents.paragraph(table.document, make.HOSTILE)
    return table.document, table.officer


def brought_in(data: bytes, kind: str, document: Document, officer: User) -> str:
    """Hand a file in, look at it, and have it written; what the page said of it."""
    browser = make.client(officer)
    address = reverse("documents:bring_in_text", args=[document.conference.slug, document.pk])
    looked = browser.post(address, {"upload": SimpleUploadedFile(f"text.{kind}", data), "language": "en"})
    form = looked.context["form"]
    fields = {name: str(form[name].value() or "") for name in form.fields}
    assert browser.post(address, {**fields, "write": "1"}).status_code == 302
    return looked.content.decode()


@pytest.mark.parametrize("kind", ["docx", "xml"])
def test_brought_into_an_empty_conference_and_handed_out_again_a_text_is_the_same(kind: str) -> None:
    here, officer = furnished()
    elsewhere = make.conference("geneva-2021")
    there = make_documents.document(elsewhere, "A/CONF.2/1")
    another = make.user(Role.DESK_OFFICER, elsewhere, desks=["documents"])
    first = HANDED_OUT[kind](paper_of(here, officer))

    brought_in(first, kind, there, another)
    second = HANDED_OUT[kind](paper_of(there, another))

    assert len(told_in(first, kind)) >= 5
    assert told_in(first, kind) == told_in(second, kind)


def test_akoma_ntoso_comes_back_as_the_same_text() -> None:
    document, officer = furnished()
    before = written_of(document)

    looked = brought_in(as_xml(paper_of(document, officer)), "xml", document, officer)

    assert "Nothing: the text says the same already." in looked
    assert written_of(document) == before


def test_a_paragraph_of_akoma_ntoso_that_was_reworded_stays_the_paragraph_that_it_is() -> None:
    document, officer = furnished()
    before = written_of(document)
    data = as_xml(paper_of(document, officer)).replace(b"Calls for the safe return of refugees", b"Wholly other words")
    elsewhere = make_documents.document(make.conference("geneva-2021"), document.symbol)

    text = as_text(proposed_of(read_text_of(data), document), "en", before)

    assert [each.key for each in text] == [each.key for each in before]
    assert "Wholly other words" in {each.text["en"] for each in text}
    assert {each.key for each in proposed_of(read_text_of(data), elsewhere)} == {""}


def test_how_an_editor_laid_a_file_out_is_no_part_of_its_words() -> None:
    document, officer = furnished()
    data = as_xml(paper_of(document, officer))
    laid_out = data.replace(b"<p>", b"<p>\n      ").replace(b"</p>", b"\n   </p>").replace(b"the safe", b"the\n\t safe")

    assert laid_out != data
    assert akomantoso.read(laid_out).items == akomantoso.read(data).items


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<html/>", "neither a Word document"),
        (b"<akomaNtoso", "damaged"),
        (b'<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>', "declares entities"),
        (b"\xef\xbb\xbf <a/>", "neither a Word document"),
        (b"<" + b"a" * (10 * 1024 * 1024), "larger than 10 MB"),
    ],
)
def test_what_is_no_text_of_this_kind_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadText, match=sentence):
        read_text_of(data)


def test_a_paragraph_that_stands_there_in_another_language_is_left_out_until_somebody_says_what_it_is() -> None:
    items = (
        akomantoso.Item("p1", "operative", "Calls for return", number="1."),
        akomantoso.Item("p2", "operative", "Decide", number="2.", language="fr"),
    )
    text = akomantoso.Text("key", "A/1", "Title", "en", items, "2020-11-11", "2020-11-11")

    found = read_text_of(akomantoso.write(text))

    assert [(each.kind, each.words) for each in found.items] == [("operative", "Calls for return"), ("", "Decide")]
    assert found.language == "en"
