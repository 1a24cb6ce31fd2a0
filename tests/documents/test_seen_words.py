"""Nobody overwrites, amends or adopts words that they have not seen."""

import re
from typing import Any

import pytest

from secretariat.audit.action import Refused
from secretariat.documents.actions import (
    accept_amendment,
    adopt,
    amend,
    bracket_amendment,
    reject_amendment,
    restore_paragraph,
    revise_amendment,
    revise_paragraph,
    strike_paragraph,
    withdraw_amendment,
    write_paragraph,
    write_text,
)
from secretariat.documents.actions.texts import Place
from secretariat.documents.models import Adoption, Amendment, Paragraph
from secretariat.documents.queries.amendments import clashes_of, has_clashed
from secretariat.documents.queries.texts import paragraphs_of
from secretariat.engines.wording import Written
from tests import make, make_documents
from tests.documents.negotiation import AT, Negotiation, negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db

SAFE = "Calls for the safe return of refugees"
VOLUNTARY = "Calls for the voluntary return of refugees"


def hidden(page: str, name: str) -> str:
    """What a page sends along unseen."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def words_of(row: Paragraph) -> str:
    row.refresh_from_db()
    return str(row.text)


def handed_in(table: Negotiation, **fields: Any) -> Any:
    query = f"?paragraph={table.first.pk}&kind=replace"
    page = table.page(table.lebanon, "amend", table.document.pk, query=query)
    revise_paragraph(table.officer, table.first, text=said("Calls for the safe return of all refugees"))
    sent = {
        "kind": "replace",
        "paragraph": table.first.pk,
        "text_0": VOLUNTARY,
        "parties": make.party("LB").pk,
        "said_date": "2020-11-11",
        "base": hidden(page, "base"),
        **fields,
    }
    names = re.findall(r'name="(text_[a-z0-9]+)"', page)
    sent[names[0]] = sent.pop("text_0")
    return table.post(table.lebanon, "amend", table.document.pk, **sent)


def test_an_amendment_is_against_the_words_that_its_page_showed_although_they_changed_meanwhile() -> None:
    table = negotiation()
    handed_in(table)

    made = Amendment.objects.get()
    assert str(made.base_text) == SAFE
    assert has_clashed(made)
    with pytest.raises(Refused, match="was changed since"):
        accept_amendment(table.officer, made, at=AT)
    assert words_of(table.first) == "Calls for the safe return of all refugees"


def test_nobody_says_of_words_that_a_page_showed_them() -> None:
    table = negotiation()
    answer = handed_in(table, base="forged:words").content.decode()

    assert "This page was changed on its way" in answer
    assert not Amendment.objects.exists()


def test_a_new_explanation_leaves_an_amendment_against_the_words_it_was_written_for() -> None:
    table = negotiation()
    made = make_documents.amendment(table.first, VOLUNTARY)
    revise_paragraph(table.officer, table.first, text=said("Calls for the safe return of all refugees"))
    revise_amendment(table.lebanon, made, details={"explanation": said("As in 2018")}, at=AT)
    assert has_clashed(made)

    revise_amendment(
        table.lebanon, made, details={"text": said("Calls for the dignified return of all refugees")}, at=AT
    )

    assert not has_clashed(made)
    assert str(made.base_text) == "Calls for the safe return of all refugees"


def test_what_changed_in_a_language_of_which_an_amendment_says_nothing_is_shown_and_not_dropped() -> None:
    table = negotiation()
    Paragraph.objects.filter(pk=table.first.pk).update(text=said(SAFE, fr="Appelle au retour"))
    table.first.refresh_from_db()
    details = {"kind": "replace", "paragraph": table.first, "text": said(VOLUNTARY), "said_date": "2020-11-11"}
    made = amend(table.officer, table.document, details=details, parties=[make.party("LB")], at=AT)
    revise_paragraph(table.officer, table.first, text=said(SAFE, fr="Appelle au retour digne"))

    clash = next(each for each in clashes_of(made))
    assert (clash.language, clash.now, clash.is_spoken) == ("fr", "Appelle au retour digne", False)
    with pytest.raises(Refused, match="was changed since"):
        accept_amendment(table.officer, made, at=AT)
    page = table.page(table.officer, "accept_amendment", made.pk)
    assert "says nothing in this language" in page


def test_a_translation_that_came_since_is_no_clash() -> None:
    table = negotiation()
    made = make_documents.amendment(table.first, VOLUNTARY)
    revise_paragraph(table.officer, table.first, text=said(SAFE, fr="Appelle au retour"))

    assert clashes_of(made) == []


def test_no_other_words_are_adopted_than_those_on_the_page() -> None:
    table = negotiation()
    page = table.page(table.officer, "adopt", table.document.pk)
    revise_paragraph(table.officer, table.second, text=said("Decides nothing"))
    sent = {"manner": "consensus", "adopted_date": "2020-11-12", "version": hidden(page, "version")}

    answer = table.post(table.officer, "adopt", table.document.pk, seen=hidden(page, "seen"), **sent)
    without = table.post(table.officer, "adopt", table.document.pk, **sent)

    assert "Somebody changed the text meanwhile" in answer.content.decode()
    assert "Somebody changed the text meanwhile" in without.content.decode()
    assert not Adoption.objects.exists()


def test_of_two_amendments_in_brackets_each_takes_out_its_own_in_whatever_order() -> None:
    table = negotiation()
    first = make_documents.amendment(table.first, VOLUNTARY)
    second = make_documents.amendment(table.first, "Calls for the safe return of displaced persons", "JO")
    bracket_amendment(table.officer, first, at=AT)
    bracket_amendment(table.officer, second, at=AT)
    assert words_of(table.first).count("[") == 4

    reject_amendment(table.officer, first, at=AT)
    left = words_of(table.first)
    assert "Lebanon" not in left
    assert "displaced persons]" in left

    withdraw_amendment(table.officer, second, at=AT)
    assert words_of(table.first) == SAFE


def test_brackets_in_which_somebody_wrote_stay_and_whoever_rejects_is_told() -> None:
    table = negotiation()
    made = make_documents.amendment(table.first, VOLUNTARY)
    bracket_amendment(table.officer, made, at=AT)
    revise_paragraph(
        table.officer, table.first, text=said("Calls for the [secure] [Lebanon: wholly voluntary] return of refugees")
    )

    answer = table.post(table.officer, "reject_amendment", made.pk).content.decode()

    assert "Brackets still stand in the paragraph" in answer
    assert "[secure]" in words_of(table.first)


def test_what_was_struck_out_of_its_brackets_comes_back_with_its_words() -> None:
    table = negotiation()
    made = make_documents.amendment(table.first, "", kind="strike")
    bracket_amendment(table.officer, made, at=AT)
    accept_amendment(table.officer, made, at=AT)
    table.first.refresh_from_db()
    assert table.first.is_struck

    restore_paragraph(table.officer, table.first)

    assert words_of(table.first) == SAFE


def test_what_a_new_text_left_out_comes_back_under_the_paragraph_it_stood_under() -> None:
    table = negotiation()
    child = make_documents.paragraph(table.document, "For schools", parent=table.first)
    kept = [Written(row.key, row.kind, dict(row.text.data)) for row in (table.preamble, table.first, table.second)]
    write_text(table.officer, table.document, paragraphs=kept, name="Shorter")
    child.refresh_from_db()
    assert child.is_struck

    restore_paragraph(table.officer, child)

    assert paragraphs_of(table.document) == [table.preamble, table.first, child, table.second]


def test_nothing_is_written_under_what_was_struck_out() -> None:
    table = negotiation()
    child = make_documents.paragraph(table.document, "For schools", parent=table.first)
    new = make_documents.amendment(child, "For clinics", kind="insert", new_kind="operative", base_text=said(""))
    strike_paragraph(table.officer, table.first)

    with pytest.raises(Refused, match="put that back first"):
        write_paragraph(
            table.officer, table.document, kind="operative", text=said("For roads"), where=Place(parent=table.first)
        )
    with pytest.raises(Refused, match="put that back first"):
        accept_amendment(table.officer, new, at=AT)


def test_a_text_adopted_with_a_translation_under_way_seals_the_original_alone() -> None:
    table = negotiation()
    make_documents.language(table.document, "fr", "in translation")
    Paragraph.objects.filter(pk=table.first.pk).update(text=said(SAFE, fr="Appelle au retour"))

    adopted = adopt(table.officer, table.document, details={"manner": "consensus", "adopted_date": "2020-11-12"})

    assert {code for row in adopted.text.content for code in row["text"]} == {"en"}


def test_a_paragraph_that_nobody_reviewed_in_any_language_stands_in_the_way_of_an_adoption() -> None:
    table = negotiation()
    make_documents.language(table.document, "fr", "translated")
    Paragraph.objects.filter(pk=table.second.pk).update(text={"fr": "Décide de se réunir"})

    with pytest.raises(Refused, match="no words in the original or in a reviewed translation in OP2"):
        adopt(table.officer, table.document, details={"manner": "consensus", "adopted_date": "2020-11-12"})
