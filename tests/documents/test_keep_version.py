"""Keeping the words of a text as they stand."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import keep_version, revise_paragraph
from secretariat.documents.queries.texts import content_of
from secretariat.documents.queries.versions import is_unbroken
from tests import make, make_documents
from tests.documents.negotiation import negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db


def test_a_version_stays_whatever_becomes_of_the_text() -> None:
    table = negotiation()
    first = keep_version(table.officer, table.document, name="  First \n draft ")
    revise_paragraph(table.officer, table.first, text=said("Calls for more"))
    second = keep_version(table.officer, table.document)

    assert (first.number, first.name, second.number, second.based_on) == (1, "First draft", 2, first)
    assert content_of(first)[1].text == {"en": "Calls for the safe return of refugees"}
    assert content_of(second)[1].text == {"en": "Calls for more"}
    assert is_unbroken(first)
    assert Entry.objects.filter(verb="documents.keep_version").count() == 2


def test_a_version_that_was_touched_says_so() -> None:
    table = negotiation()
    kept = keep_version(table.officer, table.document)
    kept.content[0]["text"]["en"] = "Forgetting its earlier meeting"
    kept.save()

    assert not is_unbroken(kept)
    assert "Its words are not those that were kept." in table.page(
        table.officer, "version", table.document.pk, kept.number
    )


def test_the_same_words_are_not_kept_twice_and_nothing_is_no_version() -> None:
    table = negotiation()
    keep_version(table.officer, table.document, name="First")
    with pytest.raises(Refused, match="“First” says the same"):
        keep_version(table.officer, table.document)
    with pytest.raises(Refused, match="no text"):
        keep_version(table.officer, make_documents.document(table.held, "A/2"))


def test_a_stranger_may_not() -> None:
    table = negotiation()
    for person in (*table.strangers, table.lebanon):
        with pytest.raises(PermissionDenied):
            keep_version(person, table.document)


def test_two_versions_stand_side_by_side() -> None:
    table = negotiation()
    table.post(table.officer, "keep_version", table.document.pk, name="First")
    revise_paragraph(table.officer, table.first, text=said("Calls for the voluntary return of refugees"))
    page = table.page(table.officer, "compare", table.document.pk, query="?old=1&new=now")

    assert "<del><span" in page
    assert "safe</del>" in page
    assert "voluntary</ins>" in page
    for query in ("?old=7", "?old=x", "?old=1&new=99999999999"):
        address = table.address("compare", table.document.pk)
        assert make.client(table.officer).get(f"{address}{query}").status_code == 404
