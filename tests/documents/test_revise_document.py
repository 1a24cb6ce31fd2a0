"""Correcting the masthead of a paper."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.documents.actions import revise_document
from secretariat.documents.models import Paragraph
from tests import make, make_documents
from tests.documents.papers import Papers
from tests.make_documents import said

pytestmark = pytest.mark.django_db


def test_a_masthead_is_corrected_and_its_address_stays(papers: Papers) -> None:
    paragraph = make_documents.paragraph(papers.draft)
    changed = {"symbol": "A/CONF.1/5", "title": said("Final statement"), "sensitivity": "secretariat"}
    revise_document(papers.rapporteur, papers.draft, details=changed, version=papers.draft.version)

    papers.draft.refresh_from_db()
    assert (papers.draft.symbol, papers.draft.key) == ("A/CONF.1/5", "document-1")
    assert Paragraph.objects.get(pk=paragraph.pk).sensitivity == "secretariat"
    entry = Entry.objects.get(verb="documents.revise_document")
    assert entry.changes["symbol"] == ["A/CONF.1/L.2", "A/CONF.1/5"]


def test_what_was_adopted_keeps_its_title_and_kind_and_may_be_given_its_symbol(papers: Papers) -> None:
    make_documents.paragraph(papers.draft)
    make_documents.adoption(papers.draft)
    for details in ({"title": said("Another title")}, {"kind": "other"}):
        with pytest.raises(Refused, match="its title and its kind stay"):
            revise_document(papers.officer, papers.draft, details=details)
        papers.draft.refresh_from_db()

    revise_document(papers.officer, papers.draft, details={"symbol": "A/CONF.1/5", "title": papers.draft.title})

    assert papers.draft.symbol == "A/CONF.1/5"


def test_marks_that_turn_the_direction_are_kept_in_no_title_and_no_symbol(papers: Papers) -> None:
    revise_document(
        papers.officer, papers.draft, details={"symbol": "A/CONF.1\u202e/5", "title": said("Final\u202e statement")}
    )

    assert (papers.draft.symbol, str(papers.draft.title)) == ("A/CONF.1/5", "Final statement")


def test_what_was_changed_meanwhile_is_not_overwritten(papers: Papers) -> None:
    with pytest.raises(Stale):
        revise_document(papers.officer, papers.draft, details={"symbol": "X/1"}, version=papers.draft.version + 1)


def test_a_symbol_that_is_taken_and_a_circle_of_revisions_are_refused(papers: Papers) -> None:
    other = make_documents.document(papers.held, "A/CONF.1/L.9", revises=papers.draft)
    for details, field in (({"symbol": other.symbol}, "symbol"), ({"revises": other}, "revises")):
        with pytest.raises(Refused) as refused:
            revise_document(papers.officer, papers.draft, details=details)
        assert refused.value.field == field
    assert not Entry.objects.exists()


def test_what_is_restricted_cannot_become_public(papers: Papers) -> None:
    with pytest.raises(Refused, match="restricted distribution is not public"):
        revise_document(papers.officer, papers.draft, details={"distribution": "restricted"})


def test_a_stranger_may_not(papers: Papers) -> None:
    for person in papers.strangers:
        with pytest.raises(PermissionDenied):
            revise_document(person, papers.draft, details={"symbol": "X/1"})


def test_the_page_shows_what_differs_and_keeps_what_was_entered(papers: Papers) -> None:
    browser, address = make.client(papers.officer), papers.address("revise_document", papers.draft.pk)
    sent = {
        "symbol": "A/CONF.1/L.2",
        "title_en": "Mine",
        "kind": "draft outcome",
        "distribution": "general",
        "sensitivity": "public",
        "version": papers.draft.version,
    }
    revise_document(papers.rapporteur, papers.draft, details={"title": said("Theirs")})
    answer = browser.post(address, sent)

    told = answer.content.decode()
    assert ("Theirs" in told, "Mine" in told) == (True, True)
    papers.draft.refresh_from_db()
    assert str(papers.draft.title) == "Theirs"
    sent["version"] = papers.draft.version
    assert browser.post(address, sent).status_code == 302
