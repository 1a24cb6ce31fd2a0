"""The pages of a text: what they show, how often they ask, and what they answer to what no text is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.documents.actions import keep_version, strike_paragraph, translate_paragraph
from secretariat.documents.models import Document, Paragraph
from secretariat.documents.queries.texts import open_brackets, shown_text, written_of
from tests import make, make_documents
from tests.documents.negotiation import Negotiation, negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db


def questions(table: Negotiation, page: str, query: str = "") -> int:
    """How many queries a page takes."""
    browser = make.client(table.officer)
    address = f"{table.address(page, table.document.pk)}{query}"
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(("page", "query"), [("text", ""), ("compare", "?old=1&new=now"), ("merge_versions", "?one=1")])
def test_a_text_asks_as_often_for_thirty_paragraphs_as_for_three(page: str, query: str) -> None:
    table = negotiation()
    keep_version(table.officer, table.document, name="First")
    few = questions(table, page, query)
    for number in range(27):
        make_documents.paragraph(table.document, f"Decides {number}")
    keep_version(table.officer, table.document, name="Second")

    assert questions(table, page, query) == few


def test_the_text_shows_numbers_lines_brackets_and_what_was_struck_out() -> None:
    table = negotiation()
    make_documents.paragraph(table.document, "Calls for [dignified [and safe]] return")
    strike_paragraph(table.officer, table.second)
    page = table.page(table.officer, "text", table.document.pk)

    assert "1 bracket is open" in page
    assert "[dignified [and safe]]" in page
    assert "<mark>" in page
    assert "Put back" in page


@pytest.mark.parametrize("words", ["Calls for [safe return", "Calls for safe] return"])
def test_half_a_bracket_is_open_too(words: str) -> None:
    table = negotiation()
    make_documents.paragraph(table.document, words)

    assert [each.name for each in open_brackets(written_of(table.document))] == ["OP3"]


def test_lines_are_counted_through_the_whole_text_and_are_the_same_for_everybody() -> None:
    table = negotiation()
    make_documents.paragraph(table.document, said("word " * 40, zh="难民" * 60, ar="العودة " * 30))
    lines = {code: shown_text(written_of(table.document), code) for code in ("en", "zh", "ar")}

    for shown in lines.values():
        numbers = [line.number for each in shown for line in each.lines]
        assert numbers == list(range(1, len(numbers) + 1))
        longest = max(len("".join(run.words for run in line.runs)) for each in shown for line in each.lines)
        assert longest <= 72
    for code, shown in lines.items():
        words = "".join(run.words for line in shown[-1].lines for run in line.runs)
        assert words.replace(" ", "") == written_of(table.document)[-1].text[code].replace(" ", "")


def test_what_was_translated_after_the_adoption_says_so() -> None:
    table = negotiation()
    make_documents.adoption(table.document)
    translate_paragraph(table.officer, table.first, text=said(str(table.first.text), ar="يدعو إلى العودة"))
    page = table.page(table.officer, "text", table.document.pk)

    assert page.count("Translated after the adoption") == 1
    for address in (
        f"/ar/{table.held.slug}/office/documents/{table.document.pk}/",
        f"/ar/{table.held.slug}/documents/{table.document.key}/",
    ):
        shown = make.client(table.officer).get(address).context
        paragraphs = shown.get("paragraphs") or shown["told"].paragraphs
        assert [each.key for each in paragraphs if each.is_later] == [table.first.key]


def test_a_paragraph_is_revised_where_it_stands_and_on_a_page_of_its_own() -> None:
    table = negotiation()
    address = table.address("revise_paragraph", table.first.pk)
    browser = make.client(table.officer)
    part = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    whole = browser.get(address).content.decode()

    assert f'action="{address}"' in part
    assert "<html" not in part
    assert "<html" in whole


def test_five_megabytes_are_refused_with_a_sentence_and_nothing_is_written() -> None:
    table = negotiation()
    browser = make.client(table.officer)
    for page, number, fields in (
        ("write_text", table.document.pk, {"language": "en", "text": "word " * 1_000_000}),
        ("revise_paragraph", table.first.pk, {"kind": "operative", "text_en": "word " * 1_000_000, "version": "1"}),
        ("revise_paragraph", table.first.pk, {"kind": "operative", "text_en": "word " * 60_000, "version": "1"}),
    ):
        answer = browser.post(table.address(page, number), fields)
        assert answer.status_code in {413, 422}
        assert "at most" in answer.content.decode() or "MB" in answer.content.decode()

    assert [each.words("en") for each in written_of(table.document)][1] == "Calls for the safe return of refugees"


def test_marks_that_turn_the_direction_and_control_characters_do_not_stay() -> None:
    table = negotiation()
    table.post(
        table.officer,
        "revise_paragraph",
        table.first.pk,
        kind="operative",
        text_en="Calls \u202efor \u2066return\u0007\r\nat once",
        version="1",
    )

    assert str(Paragraph.objects.get(pk=table.first.pk).text) == "Calls for return\nat once"


def test_two_thousand_pasted_paragraphs_are_shown_and_written_and_one_more_is_refused() -> None:
    table = negotiation()
    document: Document = make_documents.document(table.held, "A/CONF.1/L.5")
    browser = make.client(table.officer)
    address = table.address("write_text", document.pk)
    pasted = "\n\n".join(f"{number % 999 + 1}. Decides on {number}." for number in range(2000))
    shown = browser.post(address, {"language": "en", "text": pasted}).context
    form = shown["form"]
    sent = {"seen": shown["seen"]} | {
        name: "" if form[name].value() is None else form[name].value() for name in form.fields
    }

    assert browser.post(address, sent).status_code == 302
    assert len(written_of(document)) == 2000
    refused = browser.post(address, {"language": "en", "text": "\n\n".join(["Decides."] * 2001)})
    assert "this one has 2001" in refused.content.decode()


@pytest.mark.parametrize("page", ["document", "text", "compare", "merge_versions", "write_text", "write_paragraph"])
def test_every_page_leads_to_itself_in_the_other_languages(page: str) -> None:
    table = negotiation()
    address = table.address(page, table.document.pk)

    assert f'href="{address.replace("/en/", "/ar/", 1)}" lang="ar"' in table.page(
        table.officer, page, table.document.pk
    )
