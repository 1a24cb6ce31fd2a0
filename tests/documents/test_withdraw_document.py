"""Taking a paper back that was handed out."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import issue_document, withdraw_document
from secretariat.documents.models import Document
from tests import make, make_documents
from tests.documents.papers import Papers
from tests.make_documents import said
from tests.walk_of_documents import a_file

pytestmark = pytest.mark.django_db
DAY = date(2020, 11, 10)


@pytest.fixture
def issued(papers: Papers) -> Papers:
    Document.objects.filter(pk=papers.draft.pk).update(state="issued", issued_date=DAY, is_open=True)
    papers.draft.refresh_from_db()
    make_documents.language(papers.draft, "en", file=a_file(papers.held), issued_date=DAY)
    make_documents.paragraph(papers.draft, "Words that go with it")
    return papers


def test_it_stays_in_the_list_and_its_file_and_words_are_handed_out_no_more(issued: Papers) -> None:
    withdraw_document(issued.officer, issued.draft, reason=said("It was issued in error."))

    assert (issued.draft.state, issued.draft.is_open) == ("withdrawn", False)
    assert Entry.objects.get(verb="documents.withdraw_document").changes["state"] == ["issued", "withdrawn"]
    told = issued.page("document", issued.draft.pk, user=issued.focal).content.decode()
    assert ("It was issued in error." in told, "Words that go with it" in told) == (True, False)
    assert issued.page("document_file", issued.draft.pk, "en", user=issued.focal).status_code == 404
    assert issued.page("document_file", issued.draft.pk, "en").status_code == 200


def test_it_can_be_issued_again_without_the_old_reason(issued: Papers) -> None:
    withdraw_document(issued.officer, issued.draft, reason=said("In error."))
    issue_document(issued.officer, issued.draft, issued_date=date(2020, 11, 12))

    issued.draft.refresh_from_db()
    assert (issued.draft.state, str(issued.draft.withdrawn_reason)) == ("issued", "")


def test_without_a_reason_a_draft_and_an_adopted_text_are_refused(issued: Papers) -> None:
    with pytest.raises(Refused, match="Say why") as refused:
        withdraw_document(issued.officer, issued.draft, reason=said(""))
    assert refused.value.field == "reason"
    draft = make_documents.document(issued.held, "A/CONF.1/L.3", state="preparing", issued_date=None)
    with pytest.raises(Refused, match="was issued"):
        withdraw_document(issued.officer, draft, reason=said("No."))
    make_documents.adoption(issued.draft)
    with pytest.raises(Refused, match="adopted"):
        withdraw_document(issued.officer, issued.draft, reason=said("No."))
    assert not Entry.objects.exists()


def test_a_stranger_may_not(issued: Papers) -> None:
    for person in [*issued.strangers, issued.rapporteur]:
        with pytest.raises(PermissionDenied):
            withdraw_document(person, issued.draft, reason=said("No."))


def test_the_page_asks_for_the_reason(issued: Papers) -> None:
    browser, address = make.client(issued.officer), issued.address("withdraw_document", issued.draft.pk)

    assert browser.post(address, {}).status_code == 422
    assert browser.post(address, {"reason_en": "In error."}).status_code == 302
