"""Two versions of a text put together."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import keep_version, merge_versions, revise_paragraph
from secretariat.documents.models import TextVersion
from secretariat.documents.queries.texts import written_of
from secretariat.engines.wording import Written
from tests import make, make_documents
from tests.documents.negotiation import Negotiation, negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db


def two_sides(table: Negotiation, words: str) -> TextVersion:
    """A base, a version made of it in which the first paragraph says this, and the text as it was before."""
    keep_version(table.officer, table.document, name="Base")
    revise_paragraph(table.officer, table.first, text=said(words))
    changed = keep_version(table.officer, table.document, name="Side")
    revise_paragraph(table.officer, table.first, text=said("Calls for the safe return of refugees"))
    return changed


def as_seen(browser: Client, address: str, said: dict[str, str] | None = None) -> Any:
    """What a browser hands in: the choices, and what the text was when the page was opened."""
    return browser.post(address, {"seen": browser.get(address).context["seen"], **(said or {})})


def test_the_merged_text_is_one_entry_and_the_words_before_are_kept() -> None:
    table = negotiation()
    merge_versions(
        table.officer, table.document, paragraphs=(Written("p2", "operative", {"en": "Merged"}),), name="Merge"
    )

    assert [each.words("en") for each in written_of(table.document)] == ["Merged"]
    assert TextVersion.objects.get().name == "Before the merge"
    assert [entry.verb for entry in Entry.objects.all()] == ["documents.merge_versions"]


def test_an_adopted_text_is_not_changed_and_a_stranger_may_not() -> None:
    table = negotiation()
    text = (Written("p2", "operative", {"en": "Merged"}),)
    for person in (*table.strangers, table.lebanon):
        with pytest.raises(PermissionDenied):
            merge_versions(person, table.document, paragraphs=text, name="Merge")
    make_documents.adoption(table.document)
    with pytest.raises(Refused, match="adopted"):
        merge_versions(table.officer, table.document, paragraphs=text, name="Merge")


def test_what_only_one_side_changed_is_taken() -> None:
    table = negotiation()
    two_sides(table, "Calls for the voluntary return of refugees")
    revise_paragraph(table.officer, table.second, text=said("Decides to meet soon"))
    address = f"{table.address('merge_versions', table.document.pk)}?one=2&other=now&base=1"

    assert "Nobody has to choose" in make.client(table.officer).get(address).content.decode()
    assert as_seen(make.client(table.officer), address).status_code == 302
    assert [each.words("en") for each in written_of(table.document)][1:] == [
        "Calls for the voluntary return of refugees",
        "Decides to meet soon",
    ]


def test_where_both_changed_the_same_words_somebody_chooses() -> None:
    table = negotiation()
    two_sides(table, "Calls for the voluntary return of refugees")
    revise_paragraph(table.officer, table.first, text=said("Calls for the dignified return of refugees"))
    address = f"{table.address('merge_versions', table.document.pk)}?one=2&other=now&base=1"
    browser = make.client(table.officer)
    page = browser.get(address)

    assert page.context["form"]["p2-en"].value() == "Calls for the [voluntary] [dignified] return of refugees"
    as_seen(browser, address, {"p2-en": "Calls for the voluntary and dignified return"})
    assert written_of(table.document)[1].words("en") == "Calls for the voluntary and dignified return"


def test_a_text_that_changed_while_somebody_chose_is_not_overwritten() -> None:
    table = negotiation()
    two_sides(table, "Calls for the voluntary return of refugees")
    address = f"{table.address('merge_versions', table.document.pk)}?one=2&other=now&base=1"
    browser = make.client(table.officer)
    seen = browser.get(address).context["seen"]
    revise_paragraph(table.officer, table.second, text=said("Words of another"))
    answer = browser.post(address, {"seen": seen})

    assert answer.status_code == 422
    assert "Nothing was overwritten" in answer.content.decode()
    assert written_of(table.document)[2].words("en") == "Words of another"
    assert browser.post(address, {"seen": answer.context["seen"]}).status_code == 302


def test_a_merge_that_nobody_looked_at_overwrites_nothing() -> None:
    table = negotiation()
    two_sides(table, "Calls for the voluntary return of refugees")
    before = written_of(table.document)
    answer = make.client(table.officer).post(
        f"{table.address('merge_versions', table.document.pk)}?one=2&other=now&base=1"
    )

    assert answer.status_code == 422
    assert "Nothing was overwritten" in answer.content.decode()
    assert written_of(table.document) == before


def test_what_a_paragraph_is_and_where_it_stands_is_chosen_too() -> None:
    table = negotiation()
    keep_version(table.officer, table.document, name="Base")
    revise_paragraph(table.officer, table.second, text=said("Decides to meet again"), kind="plain")
    keep_version(table.officer, table.document, name="Side")
    revise_paragraph(table.officer, table.second, text=said("Decides to meet again"), kind="heading")
    address = f"{table.address('merge_versions', table.document.pk)}?one=2&other=now&base=1"
    browser = make.client(table.officer)
    form = browser.get(address).context["form"]

    assert [value for value, _label in form.fields["p3-kind"].choices] == ["heading", "plain"]
    as_seen(browser, address, {"p3-kind": "heading", "p3-en": "Decides to meet again"})
    assert written_of(table.document)[2].kind == "heading"


def test_a_forged_choice_loses_no_paragraph() -> None:
    table = negotiation()
    two_sides(table, "Calls for the voluntary return of refugees")
    revise_paragraph(table.officer, table.first, text=said("Calls for the dignified return of refugees"))
    address = f"{table.address('merge_versions', table.document.pk)}?one=2&other=now&base=1"
    as_seen(make.client(table.officer), address)

    assert written_of(table.document)[1].words("en") == "Calls for the [voluntary] [dignified] return of refugees"


def test_words_in_a_language_that_one_side_took_away_do_not_come_back() -> None:
    table = negotiation()
    revise_paragraph(table.officer, table.first, text=said("Calls for return", ar="يدعو إلى العودة"))
    keep_version(table.officer, table.document, name="Base")
    revise_paragraph(table.officer, table.first, text=said("Calls for safe return"))
    keep_version(table.officer, table.document, name="Side")
    revise_paragraph(table.officer, table.first, text=said("Calls for return", ar="يدعو إلى العودة"))
    address = f"{table.address('merge_versions', table.document.pk)}?one=2&other=now&base=1"
    as_seen(make.client(table.officer), address)

    assert written_of(table.document)[1].text == {"en": "Calls for safe return"}
