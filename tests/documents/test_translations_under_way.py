"""Words that translators are still at are on no page of a negotiation that a delegation reads."""

from typing import Any

import pytest
from django.core import signing

from secretariat.documents.models import Amendment, Paragraph
from tests import make, make_documents
from tests.documents.negotiation import Negotiation, negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db
DRAFT, ORIGINAL = "Brouillon du retour", "Calls for the safe return of refugees"


def under_translation() -> tuple[Negotiation, Amendment]:
    """A text whose French is being written, and an amendment in French to its first paragraph."""
    table = negotiation()
    make_documents.language(table.document, "fr", "in translation")
    Paragraph.objects.filter(pk=table.first.pk).update(text=said(ORIGINAL, fr=DRAFT))
    table.first.refresh_from_db()
    text = said("Calls for the voluntary return", fr="Demande le retour volontaire")
    return table, make_documents.amendment(table.first, text, "LB")


def in_french(table: Negotiation, user: Any, page: str, *numbers: int, query: str = "") -> str:
    address = table.address(page, *numbers).replace("/en/", "/fr/", 1)
    return make.client(user).get(f"{address}{query}").content.decode()


@pytest.mark.parametrize("page", ["negotiation", "amendment", "ties_of_paragraph", "take_stance", "amend"])
def test_the_words_of_a_paragraph_are_read_in_languages_that_are_done(page: str) -> None:
    table, amendment = under_translation()
    numbers = {"amendment": amendment.pk, "ties_of_paragraph": table.first.pk}
    query = f"?paragraph={table.first.pk}&kind=replace&language=fr"
    number = numbers.get(page, table.document.pk)

    reader = table.press if page == "ties_of_paragraph" else table.lebanon
    told = in_french(table, reader, page, number, query=query)

    assert "Brouillon" not in told
    assert "return" in told or "retour" in told
    assert "Brouillon" in in_french(table, table.officer, page, number, query=query)


def test_nor_where_the_paragraph_was_changed_since_the_amendment_was_written() -> None:
    table, amendment = under_translation()
    changed = said("Urges the safe return of refugees", fr="Brouillon tout autre")
    Paragraph.objects.filter(pk=table.first.pk).update(text=changed)

    told = in_french(table, table.lebanon, "amendment", amendment.pk)
    told_to_officer = in_french(table, table.officer, "amendment", amendment.pk)

    assert "Urges" in told
    assert "Brouillon" not in told
    assert "Urges" in told_to_officer
    assert "Brouillon" in told_to_officer


def test_that_a_translation_changed_is_no_clash_for_who_does_not_read_it() -> None:
    table, amendment = under_translation()
    Paragraph.objects.filter(pk=table.first.pk).update(text=said(ORIGINAL, fr="Brouillon tout autre"))
    notice = "The paragraph was changed since this amendment was written"

    assert notice not in table.page(table.lebanon, "amendment", amendment.pk)
    assert notice not in table.page(table.lebanon, "negotiation", table.document.pk)
    assert notice in table.page(table.officer, "amendment", amendment.pk)


def sent_along(table: Negotiation, user: Any, page: str, *numbers: int, query: str = "") -> str:
    """The words that a page sends along, as it signed them."""
    form = make.client(user).get(f"{table.address(page, *numbers)}{query}").context["form"]
    return str(form["base"].value())


def test_a_form_sends_no_such_words_along_and_they_are_no_clash_later() -> None:
    table, amendment = under_translation()
    query = f"?paragraph={table.first.pk}&kind=replace"
    sent = sent_along(table, table.lebanon, "amend", table.document.pk, query=query)
    again = sent_along(table, table.lebanon, "revise_amendment", amendment.pk)
    parties = [str(pk) for pk in amendment.parties.values_list("party_id", flat=True)]
    fields = {"kind": "replace", "paragraph": table.first.pk, "said_date": "2020-11-11", "parties": parties}

    table.post(
        table.lebanon,
        "amend",
        table.document.pk,
        query=query,
        text_fr="Demande un autre retour",
        base=sent,
        **fields,
    )

    made = Amendment.objects.latest("pk")
    for each in (sent, again):
        assert signing.loads(each, salt="documents.words_shown")[1] == {"en": ORIGINAL}
    assert made.pk != amendment.pk
    assert made.base_text.data == {"en": ORIGINAL, "fr": DRAFT}
    assert "was changed since" not in table.page(table.officer, "amendment", made.pk)
