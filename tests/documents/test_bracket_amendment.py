"""Putting an amendment in brackets: both wordings stand in the text."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import bracket_amendment
from secretariat.documents.queries.texts import open_brackets, written_of
from tests import make, make_documents
from tests.documents.negotiation import AT, negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db


def test_only_the_words_that_differ_are_bracketed_with_the_parties_named_and_it_is_recorded() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first, "Calls for the voluntary return of refugees", "LB", "JO")

    bracket_amendment(here.officer, amendment, at=AT)

    here.first.refresh_from_db()
    amendment.refresh_from_db()
    assert str(here.first.text) == "Calls for the [safe] [Lebanon, Jordan: voluntary] return of refugees"
    assert amendment.state == "bracketed"
    assert [each.words for each in open_brackets(written_of(here.document))] == ["safe", "Lebanon, Jordan: voluntary"]
    assert Entry.objects.filter(verb="documents.bracket_amendment").count() == 1


@pytest.mark.parametrize(
    ("wanted", "stands"),
    [
        (
            "Calls for the safe and voluntary return of refugees",
            "Calls for the safe [Lebanon: and voluntary] return of refugees",
        ),
        ("Calls for the return of refugees", "Calls for the [safe] [Lebanon: strike out] return of refugees"),
        (
            "Urges a voluntary homecoming",
            "[Calls for the safe return of refugees] [Lebanon: Urges a voluntary homecoming]",
        ),
        (
            "Calls for a safe return of all refugees",
            "[Calls for the safe return of refugees] [Lebanon: Calls for a safe return of all refugees]",
        ),
    ],
)
def test_words_added_left_out_and_changed_in_many_places(wanted: str, stands: str) -> None:
    here = negotiation()

    bracket_amendment(here.officer, make_documents.amendment(here.first, wanted), at=AT)

    here.first.refresh_from_db()
    assert str(here.first.text) == stands


def test_parties_are_named_in_the_language_of_the_words_and_others_stay() -> None:
    here = negotiation()
    here.first.text = said("Calls for return", ar="تدعو إلى عودة اللاجئين", fr="Demande le retour")
    here.first.save()
    amendment = make_documents.amendment(here.first, "")
    amendment.text = said("", ar="تدعو إلى عودة اللاجئين الطوعية")
    amendment.save()

    bracket_amendment(here.officer, amendment, at=AT)

    here.first.refresh_from_db()
    assert here.first.text.data["ar"] == "تدعو إلى عودة اللاجئين [لبنان: الطوعية]"
    assert (here.first.text.data["en"], here.first.text.data["fr"]) == ("Calls for return", "Demande le retour")


def test_a_new_paragraph_and_one_to_be_struck_out_stand_in_brackets() -> None:
    here = negotiation()
    new = make_documents.amendment(here.first, "Thanks the host", kind="insert", new_kind="operative", base_text="")
    gone = make_documents.amendment(here.second, "", kind="strike")

    bracket_amendment(here.officer, new, at=AT)
    bracket_amendment(here.officer, gone, at=AT)

    new.refresh_from_db()
    here.second.refresh_from_db()
    assert new.became is not None
    assert str(new.became.text) == "[Lebanon: Thanks the host]"
    assert str(here.second.text) == "[Decides to meet again] [Lebanon: strike out]"


def test_a_second_one_stands_around_the_first() -> None:
    here = negotiation()
    bracket_amendment(
        here.officer, make_documents.amendment(here.first, "Calls for the voluntary return of refugees"), at=AT
    )

    here.first.refresh_from_db()
    other = make_documents.amendment(here.first, "Calls for the dignified return of refugees", "IQ")
    bracket_amendment(here.officer, other, at=AT)

    here.first.refresh_from_db()
    assert "[Iraq: dignified]" in str(here.first.text)
    assert "[Lebanon: voluntary]" in str(here.first.text)


def test_twice_is_refused() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)
    bracket_amendment(here.officer, amendment, at=AT)

    with pytest.raises(Refused, match="in brackets already"):
        bracket_amendment(here.officer, amendment, at=AT)


def test_a_stranger_may_not() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)

    for person in [*here.strangers, here.lebanon]:
        with pytest.raises(PermissionDenied):
            bracket_amendment(person, amendment, at=AT)
    assert make.client(here.reader).post(here.address("bracket_amendment", amendment.pk)).status_code == 403


def test_the_page_puts_it_in_brackets_and_the_text_marks_them() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first, "Calls for the voluntary return of refugees")

    page = here.post(here.officer, "bracket_amendment", amendment.pk, version=1).content.decode()

    assert "Both wordings stand in brackets." in page
    assert "<mark>[Lebanon: voluntary]</mark>" in page
    assert "brackets open" in page
