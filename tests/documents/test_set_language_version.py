"""Saying how far a language of a paper has come."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.documents.actions import set_language_version
from secretariat.documents.models import Document
from tests import make, make_documents
from tests.documents.papers import PDF, Papers, pdf

pytestmark = pytest.mark.django_db
DAY = date(2020, 11, 10)


def set_language(papers: Papers, code: str, state: str, version: int | None = None, **details: Any) -> Any:
    said = {"state": state, **details}
    return set_language_version(papers.officer, papers.draft, language=code, details=said, on=DAY, version=version)


def test_a_language_is_kept_with_its_day_its_note_and_its_file(papers: Papers) -> None:
    set_language(papers, "en", "original", upload=pdf())
    set_language(papers, "ar", "in translation", due_date=date(2020, 11, 12), note="Section two  is late")

    file = papers.language("en").file
    assert file is not None
    assert (file.content_type, file.content.read()) == ("application/pdf", PDF)
    assert (papers.language("ar").due_date, papers.language("ar").note) == (date(2020, 11, 12), "Section two is late")
    entry = Entry.objects.filter(verb="documents.set_language_version").last()
    assert entry is not None
    assert entry.changes["languages"][1][1] == "ar · in translation · 2020-11-12 · Section two is late"


def test_a_corrected_file_takes_the_place_of_one_of_the_same_name_and_the_record_tells_them_apart(
    papers: Papers,
) -> None:
    set_language(papers, "en", "original", upload=pdf())
    corrected = PDF + b"% corrected\n"
    set_language(papers, "en", "original", upload=SimpleUploadedFile("paper.pdf", corrected))

    file = papers.language("en").file
    assert file is not None
    assert file.content.read() == corrected
    entry = Entry.objects.filter(verb="documents.set_language_version").last()
    assert entry is not None
    assert entry.changes["languages"][0] != entry.changes["languages"][1]


def test_the_original_of_what_was_adopted_is_not_replaced_and_its_translations_go_on(papers: Papers) -> None:
    set_language(papers, "en", "original", upload=pdf())
    make_documents.paragraph(papers.draft)
    make_documents.adoption(papers.draft)
    with pytest.raises(Refused, match="its original stays the original"):
        set_language(papers, "en", "translated")
    with pytest.raises(Refused, match="the file of its original stays"):
        set_language(papers, "en", "original", upload=SimpleUploadedFile("paper.pdf", PDF + b"% other\n"))

    set_language(papers, "fr", "reviewed", upload=pdf())

    assert papers.language("fr").state == "reviewed"


def test_a_language_of_a_paper_that_was_issued_is_handed_out_on_the_day_it_is_there(papers: Papers) -> None:
    Document.objects.filter(pk=papers.draft.pk).update(state="issued", issued_date=date(2020, 11, 9))
    set_language(papers, "ar", "in translation")
    assert papers.language("ar").issued_date is None
    set_language(papers, "ar", "translated", upload=pdf())

    assert papers.language("ar").issued_date == DAY


def test_there_is_one_original_and_the_sentence_names_it(papers: Papers) -> None:
    make_documents.language(papers.draft, "en")
    with pytest.raises(Refused, match="The original is in English") as refused:
        set_language(papers, "fr", "original")

    assert refused.value.field == "state"
    assert not papers.draft.languages.filter(language="fr").exists()


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("paper.pdf", b"MZ\x90\x00 not a paper"),
        SimpleUploadedFile("paper.pdf", b""),
        SimpleUploadedFile("paper.html", b"<script>alert(1)</script>"),
        SimpleUploadedFile("paper.txt", b"<svg onload=alert(1)>"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_kept(
    papers: Papers, upload: SimpleUploadedFile
) -> None:
    with pytest.raises(Refused) as refused:
        set_language(papers, "en", "original", upload=upload)

    assert refused.value.field == "upload"
    assert not papers.draft.languages.exists()


def test_a_file_is_let_go_of_unless_its_language_was_handed_out(papers: Papers) -> None:
    set_language(papers, "en", "original", upload=pdf())
    set_language(papers, "en", "original", upload=False)
    assert papers.language("en").file is None
    set_language(papers, "en", "original", upload=pdf())
    papers.draft.languages.update(issued_date=DAY)
    with pytest.raises(Refused, match="was handed out"):
        set_language(papers, "en", "original", upload=False)


def test_what_was_handed_out_is_not_missing_again(papers: Papers) -> None:
    Document.objects.filter(pk=papers.draft.pk).update(state="issued", issued_date=DAY)
    set_language(papers, "en", "original", upload=pdf())
    with pytest.raises(Refused, match="handed out on 10 November 2020"):
        set_language(papers, "en", "missing")


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(papers: Papers) -> None:
    set_language(papers, "ar", "in translation", version=0)
    set_language(papers, "fr", "in translation", version=0)
    with pytest.raises(Stale):
        set_language(papers, "ar", "reviewed", version=0)


def test_a_deed_that_changes_nothing_writes_nothing(papers: Papers) -> None:
    set_language(papers, "ar", "in translation")
    count = Entry.objects.count()
    set_language(papers, "ar", "in translation")

    assert Entry.objects.count() == count


def test_a_stranger_may_not(papers: Papers) -> None:
    for person in papers.strangers:
        with pytest.raises(PermissionDenied):
            set_language_version(person, papers.draft, language="en", details={"state": "original"}, on=DAY)


def test_the_page_takes_a_file_and_another_language_than_those_of_the_conference_has_no_page(papers: Papers) -> None:
    browser = make.client(papers.rapporteur)
    address = papers.address("set_language_version", papers.draft.pk, "en")
    answer = browser.post(address, {"state": "original", "upload": pdf("../../x.pdf"), "version": 0})

    assert answer.status_code == 302
    handed = papers.page("document_file", papers.draft.pk, "en")
    assert b"".join(handed.streaming_content) == PDF
    assert handed.headers["Content-Disposition"] == 'attachment; filename="A-CONF-1-L-2.en.pdf"'
    assert (handed.headers["X-Content-Type-Options"], handed.headers["Content-Type"]) == ("nosniff", "application/pdf")
    assert browser.get(papers.address("set_language_version", papers.draft.pk, "xx")).status_code == 404
    version = papers.language("en").version
    wrong = browser.post(
        address, {"state": "original", "version": version, "upload": SimpleUploadedFile("a.pdf", b"MZ")}
    )
    assert (wrong.status_code, "its content is something else" in wrong.content.decode()) == (422, True)
    assert browser.post(address, {"state": "reviewed", "version": 0}).status_code == 200
    assert papers.language("en").state == "original"
