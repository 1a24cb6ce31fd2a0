"""Writing a whole text as one deed."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import revise_paragraph, write_text
from secretariat.documents.models import TextVersion
from secretariat.documents.queries.texts import paragraphs_of, struck_of, written_of
from secretariat.engines.wording import Written, numbers
from tests import make, make_documents
from tests.documents.negotiation import negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db
PASTED = "Recalling its earlier meeting,\n\n1. Calls for safe return;\n(a) by land;\n(b) by sea;\n\n2. Decides to meet again."


def test_a_whole_text_is_one_entry_and_what_it_lacks_is_struck_out() -> None:
    table = negotiation()
    text = (
        Written(table.first.key, "operative", {"ar": "تدعو"}),
        Written("n1", "operative", {"en": "For schools"}, table.first.key),
    )
    write_text(table.officer, table.document, paragraphs=text, name="Pasted")

    rows = paragraphs_of(table.document)
    assert [row.text.data for row in rows] == [
        {"en": "Calls for the safe return of refugees", "ar": "تدعو"},
        {"en": "For schools"},
    ]
    assert rows[1].parent == rows[0]
    assert struck_of(table.document) == [table.preamble, table.second]
    assert Entry.objects.filter(verb="documents.write_text").count() == 1


def test_too_many_paragraphs_and_none_are_refused_and_nothing_is_written() -> None:
    table = negotiation()
    many = tuple(Written(f"n{number}", "plain", {"en": "x"}) for number in range(2001))
    for text in ((), many):
        with pytest.raises(Refused, match="paragraph"):
            write_text(table.officer, table.document, paragraphs=text, name="Pasted")

    assert len(paragraphs_of(table.document)) == 3


def test_an_adopted_text_is_not_changed_and_a_stranger_may_not() -> None:
    table = negotiation()
    text = (Written("n1", "plain", {"en": "Words"}),)
    for person in (*table.strangers, table.lebanon):
        with pytest.raises(PermissionDenied):
            write_text(person, table.document, paragraphs=text, name="Pasted")
    make_documents.adoption(table.document)
    with pytest.raises(Refused, match="adopted"):
        write_text(table.officer, table.document, paragraphs=text, name="Pasted")


def test_what_is_pasted_is_shown_before_anything_is_written() -> None:
    table = negotiation()
    document = make_documents.document(table.held, "A/CONF.1/L.3")
    address = table.address("write_text", document.pk)
    browser = make.client(table.officer)
    shown = browser.post(address, {"language": "en", "text": PASTED})

    assert paragraphs_of(document) == []
    form = shown.context["form"]
    sent = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}
    sent |= {"kind_4": "", "seen": shown.context["seen"]}
    assert browser.post(address, sent).status_code == 302
    text = written_of(document)
    assert [each.words("en") for each in text] == [
        "Recalling its earlier meeting,",
        "Calls for safe return;",
        "by land;",
        "Decides to meet again.",
    ]
    assert list(numbers(text).values()) == ["", "1.", "(a)", "2."]


def test_nothing_and_forged_counts_are_answered_with_a_sentence() -> None:
    table = negotiation()
    address = table.address("write_text", table.document.pk)
    browser = make.client(table.officer)

    assert browser.post(address, {"language": "en", "text": " "}).status_code == 422
    assert browser.post(address, {"language": "en", "count": "99999999999"}).status_code == 422
    assert browser.post(address, {"language": "en", "count": "-1"}).status_code == 422
    assert len(paragraphs_of(table.document)) == 3


def test_a_pasted_text_keeps_the_names_of_paragraphs_that_it_says_again() -> None:
    table = negotiation()
    address = table.address("write_text", table.document.pk)
    browser = make.client(table.officer)
    again = "Recalling its earlier meeting\n\n1. Calls for the safe and early return of refugees\n\n2. Asks for aid."
    form = browser.post(address, {"language": "en", "text": again})
    fields = form.context["form"]
    sent = {name: "" if fields[name].value() is None else fields[name].value() for name in fields.fields}
    assert (form.context["staying"].stay, form.context["staying"].new, form.context["staying"].gone) == (2, 1, 1)

    browser.post(address, {**sent, "seen": form.context["seen"]})
    text = written_of(table.document)
    assert [each.key for each in text] == [table.preamble.key, table.first.key, "p4"]
    assert table.document.texts.get().name == "Before the whole text was written"


def test_a_pasted_translation_stands_beside_the_words_that_it_translates() -> None:
    table = negotiation()
    address = table.address("write_text", table.document.pk)
    browser = make.client(table.officer)
    arabic = "إذ يشير إلى اجتماعه السابق،\n\n1. يدعو إلى العودة الآمنة للاجئين\n\n2. يقرر أن يجتمع مجددا"
    shown = browser.post(address, {"language": "ar", "text": arabic})
    fields = shown.context["form"]
    sent = {name: "" if fields[name].value() is None else fields[name].value() for name in fields.fields}
    browser.post(address, {**sent, "seen": shown.context["seen"]})

    assert [sorted(each.text) for each in written_of(table.document)] == [["ar", "en"]] * 3


def test_a_text_that_changed_meanwhile_is_not_overwritten() -> None:
    table = negotiation()
    address = table.address("write_text", table.document.pk)
    browser = make.client(table.officer)
    shown = browser.post(address, {"language": "en", "text": PASTED})
    fields = shown.context["form"]
    sent = {name: "" if fields[name].value() is None else fields[name].value() for name in fields.fields}
    revise_paragraph(table.officer, table.first, text=said("Words of another"))
    answer = browser.post(address, {**sent, "seen": shown.context["seen"]})

    assert answer.status_code == 422
    assert "Nothing was overwritten" in answer.content.decode()
    assert written_of(table.document)[1].words("en") == "Words of another"
    assert browser.post(address, {**sent, "seen": answer.context["seen"]}).status_code == 302


def test_a_forged_language_and_a_text_that_nobody_looked_at_overwrite_nothing() -> None:
    table = negotiation()
    address = table.address("write_text", table.document.pk)
    browser = make.client(table.officer)
    before = written_of(table.document)
    shown = browser.post(address, {"language": "en", "text": PASTED})
    fields = shown.context["form"]
    sent = {name: "" if fields[name].value() is None else fields[name].value() for name in fields.fields}
    forged = browser.post(address, {**sent, "language": "xx", "seen": shown.context["seen"]})
    unseen = browser.post(address, sent)

    assert (forged.status_code, unseen.status_code) == (422, 422)
    assert "The conference has no such language." in forged.content.decode()
    assert "Nothing was overwritten" in unseen.content.decode()
    assert written_of(table.document) == before
    assert not Entry.objects.exists()


def test_kinds_and_depths_that_there_are_not_are_refused_and_the_same_text_again_keeps_no_version() -> None:
    table = negotiation()
    deep = [Written(f"d{level}", "operative", {"en": "Deep"}, f"d{level - 1}" if level else None) for level in range(7)]
    for paragraphs in ([Written("n1", "nonsense", {"en": "Words"})], deep):
        with pytest.raises(Refused):
            write_text(table.officer, table.document, paragraphs=paragraphs, name="Bad")
    write_text(table.officer, table.document, paragraphs=written_of(table.document), name="The same")

    assert not TextVersion.objects.exists()
    assert not Entry.objects.exists()
