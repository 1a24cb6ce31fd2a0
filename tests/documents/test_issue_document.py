"""Handing a paper out."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import issue_document
from secretariat.documents.models import Document
from tests import make, make_documents
from tests.documents.papers import Papers
from tests.walk_of_documents import a_file

pytestmark = pytest.mark.django_db
DAY = date(2020, 11, 10)


def test_a_paper_is_handed_out_in_the_languages_that_are_there(papers: Papers) -> None:
    file = a_file(papers.held)
    make_documents.language(papers.draft, "en", file=file)
    make_documents.language(papers.draft, "fr", "translated", file=file)
    make_documents.language(papers.draft, "ar", "in translation")
    make_documents.language(papers.draft, "ru", "reviewed")
    assert not Document.objects.visible_to(papers.focal).exists()
    issue_document(papers.officer, papers.draft, issued_date=DAY)

    assert (papers.draft.state, papers.draft.issued_date) == ("issued", DAY)
    issued = {each.language: each.issued_date for each in papers.draft.languages.all()}
    assert issued == {"en": DAY, "fr": DAY, "ar": None, "ru": None}
    assert Entry.objects.get(verb="documents.issue_document").changes["state"] == ["preparing", "issued"]
    assert Document.objects.visible_to(papers.focal).get() == papers.draft


def test_a_text_alone_is_enough(papers: Papers) -> None:
    make_documents.language(papers.draft, "en")
    make_documents.paragraph(papers.draft)
    issue_document(papers.officer, papers.draft, issued_date=DAY)

    assert papers.language("en").issued_date == DAY


def test_without_an_original_or_with_nothing_to_hand_out_it_is_refused(papers: Papers) -> None:
    with pytest.raises(Refused, match="in which language"):
        issue_document(papers.officer, papers.draft, issued_date=DAY)
    make_documents.language(papers.draft, "en")
    with pytest.raises(Refused, match="nothing to hand out yet"):
        issue_document(papers.officer, papers.draft, issued_date=DAY)
    assert not Entry.objects.exists()


def test_it_is_not_issued_twice(papers: Papers) -> None:
    Document.objects.filter(pk=papers.draft.pk).update(state="issued", issued_date=DAY)
    with pytest.raises(Refused, match="10 November 2020 already"):
        issue_document(papers.officer, papers.draft, issued_date=DAY)


def test_a_stranger_may_not(papers: Papers) -> None:
    for person in [*papers.strangers, papers.rapporteur]:
        with pytest.raises(PermissionDenied):
            issue_document(person, papers.draft, issued_date=DAY)


def test_the_page_issues_and_refuses_a_day_that_has_not_come(papers: Papers) -> None:
    make_documents.language(papers.draft, "en", file=a_file(papers.held))
    browser, address = make.client(papers.officer), papers.address("issue_document", papers.draft.pk)

    assert browser.post(address, {"issued_date": "2120-01-01"}).status_code == 422
    assert browser.post(address, {"issued_date": "2020-11-10"}).status_code == 302
    assert "10 November 2020" in papers.page("document", papers.draft.pk, user=papers.focal).content.decode()
