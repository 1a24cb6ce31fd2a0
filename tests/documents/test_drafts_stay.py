"""What a paper said on its way, and what is not handed out, stays with those who work on it."""

from typing import Any

import pytest
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.documents.actions import register_document, revise_document
from secretariat.documents.models import Paragraph
from tests import make, make_documents, make_pledges
from tests.documents.negotiation import Negotiation, negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db


def status(user: Any, address: str) -> int:
    return make.client(user).get(address).status_code


@pytest.mark.parametrize("page", ["text", "compare", "version", "version_pdf", "version_docx", "version_xml"])
def test_versions_and_drafts_are_for_those_who_work_on_texts_although_the_paper_was_issued(page: str) -> None:
    table = negotiation()
    numbers = (make_documents.text_version(table.document).number,) if page.startswith("version") else ()
    address = table.address(page, table.document.pk, *numbers)

    assert status(table.reader, address) == 200
    for person in (table.press, make.user(Role.DOOR_OFFICER, table.held), table.lebanon):
        assert status(person, address) in {403, 404}


def test_the_history_of_a_paper_is_not_for_press_and_door() -> None:
    table = negotiation()
    address = reverse("overview:history", args=[table.held.slug, "documents.paragraph", table.first.pk])

    assert status(table.reader, address) == 200
    for person in (table.press, make.user(Role.DOOR_OFFICER, table.held)):
        assert status(person, address) == 404
    of_paper = reverse("overview:history", args=[table.held.slug, "documents.document", table.document.pk])
    assert of_paper not in table.page(table.press, "document", table.document.pk)
    assert of_paper in table.page(table.reader, "document", table.document.pk)


@pytest.mark.parametrize("page", ["negotiation", "stances", "negotiating_pdf", "text_pdf"])
def test_of_a_paper_that_was_withdrawn_nobody_else_reads_the_words(page: str) -> None:
    table = negotiation(state="withdrawn", is_open=False)
    address = table.address(page, table.document.pk)

    assert status(table.reader, address) == 200
    for person in (table.lebanon, table.press):
        assert status(person, address) == 404


def test_the_amendments_and_ties_of_a_paper_that_was_withdrawn_go_with_it() -> None:
    table = negotiation(state="withdrawn", is_open=False)
    amendment = make_documents.amendment(table.first)

    assert status(table.lebanon, table.address("amendment", amendment.pk)) == 404
    assert status(table.press, table.address("ties_of_paragraph", table.first.pk)) == 404
    assert status(table.reader, table.address("amendment", amendment.pk)) == 200


@pytest.mark.parametrize("page", ["take_stance", "amend"])
def test_a_delegation_does_not_read_what_was_struck_out_by_counting_numbers(page: str) -> None:
    table = negotiation()
    Paragraph.objects.filter(pk=table.second.pk).update(is_struck=True)
    answer = make.client(table.lebanon).get(
        f"{table.address(page, table.document.pk)}?paragraph={table.second.pk}&kind=replace"
    )

    assert "Decides to meet again" not in answer.content.decode()
    standing = make.client(table.lebanon).get(
        f"{table.address(page, table.document.pk)}?paragraph={table.first.pk}&kind=replace"
    )
    assert "Calls for the safe return" in standing.content.decode()


def under_translation() -> Negotiation:
    table = negotiation(sensitivity="public")
    make_documents.language(table.document, "fr", "in translation")
    for row in (table.preamble, table.first, table.second):
        Paragraph.objects.filter(pk=row.pk).update(text=said(str(row.text), fr=f"Brouillon {row.pk}"))
    return table


def test_a_translation_under_way_is_on_no_public_page_in_no_file_and_not_found() -> None:
    table = under_translation()
    browser = make.client()
    public = [
        reverse("public:document", args=[table.held.slug, table.document.key]),
        reverse("public:text_xml", args=[table.held.slug, table.document.key]),
        f"{reverse('public:search', args=[table.held.slug])}?q=Brouillon",
    ]
    for address in public:
        told = browser.get(address.replace("/en/", "/fr/", 1)).content.decode()
        assert f"Brouillon {table.first.pk}" not in told
    assert "Calls for the safe return" in browser.get(public[0].replace("/en/", "/fr/", 1)).content.decode()


def test_the_page_of_a_pledge_tells_no_translation_under_way_either() -> None:
    table = under_translation()
    pledge = make_pledges.pledge(table.held)
    make_documents.tie(Paragraph.objects.get(pk=table.first.pk), pledge=pledge)
    told = make.client().get(f"/fr/{table.held.slug}/pledges/{pledge.number}/").content.decode()

    assert "Calls for the safe return" in told
    assert f"Brouillon {table.first.pk}" not in told


def test_delegations_read_the_original_meanwhile_and_the_secretariat_reads_both() -> None:
    table = under_translation()
    query = "?language=fr"

    assert "Brouillon" not in table.page(table.lebanon, "negotiation", table.document.pk, query=query)
    assert "Brouillon" in table.page(table.reader, "negotiation", table.document.pk, query=query)


def test_whoever_takes_a_symbol_that_is_taken_learns_no_title_of_a_paper_that_is_not_for_them() -> None:
    table = negotiation()
    secret = make_documents.document(table.held, "A/CONF.1/R.1", title=said("Fallback lines"), sensitivity="restricted")
    rapporteur = make.user(Role.RAPPORTEUR, table.held)
    details = {"symbol": secret.symbol, "title": said("Another"), "kind": "other", "sensitivity": "secretariat"}

    with pytest.raises(Refused) as refused:
        register_document(rapporteur, table.held, details=details)
    assert str(refused.value) == "The symbol is taken."
    with pytest.raises(Refused, match="Fallback lines"):
        register_document(make.user(Role.SECRETARY, table.held), table.held, details=details)


def test_a_rapporteur_does_not_widen_for_whom_an_issued_paper_is() -> None:
    table = negotiation(sensitivity="delegations")
    rapporteur = make.user(Role.RAPPORTEUR, table.held)

    with pytest.raises(Refused, match="an officer of this desk decides"):
        revise_document(rapporteur, table.document, details={"sensitivity": "public"})
    revise_document(table.officer, table.document, details={"sensitivity": "public"})

    assert table.document.sensitivity == "public"
