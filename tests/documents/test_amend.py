"""Handing in an amendment."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import amend
from secretariat.documents.models import Amendment, Paragraph
from tests import make, make_documents
from tests.documents.negotiation import AT, Negotiation, negotiation
from tests.make_documents import said
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def words(
    on: Paragraph | None, text: str = "Calls for the voluntary return of refugees", **fields: Any
) -> dict[str, Any]:
    return {"kind": "replace", "paragraph": on, "text": said(text), "said_date": "2020-11-11", **fields}


def test_an_amendment_of_two_parties_is_numbered_kept_with_the_words_it_is_against_and_recorded() -> None:
    here = negotiation()
    make_documents.amendment(here.second)
    cited = [Cited(make.source(here.held), "Return is voluntary.")]

    made = amend(
        here.officer,
        here.document,
        details=words(here.first, explanation=said("As in the Compact")),
        parties=[make.party("LB"), make.party("JO")],
        at=AT,
        cited=cited,
    )

    assert (made.number, made.state, str(made.base_text)) == (2, "proposed", "Calls for the safe return of refugees")
    assert {each.party.code for each in made.parties.all()} == {"LB", "JO"}
    assert made.sensitivity == here.document.sensitivity
    assert Citation.objects.of([made]).get().passage == "Return is voluntary."
    entry = Entry.objects.get(verb="documents.amend")
    assert (entry.made_id, len(entry.changes["parties"][1])) == (made.pk, 2)


def test_a_new_paragraph_and_striking_one_out_are_amendments_too() -> None:
    here = negotiation()
    by: dict[str, Any] = {"parties": [make.party("LB")], "at": AT}

    new = amend(
        here.officer, here.document, details=words(None, "Thanks the host", kind="insert", new_kind="preambular"), **by
    )
    gone = amend(here.officer, here.document, details=words(here.second, kind="strike"), **by)

    assert (new.paragraph, new.new_kind, str(new.base_text)) == (None, "preambular", "")
    assert (str(gone.text), str(gone.base_text)) == ("", "Decides to meet again")


def test_marks_that_turn_the_direction_of_a_line_are_not_kept() -> None:
    here = negotiation()

    made = amend(
        here.officer,
        here.document,
        details=words(here.first, "Calls \u202efor\u0007 return"),
        parties=[make.party("LB")],
        at=AT,
    )

    assert str(made.text) == "Calls for return"


def test_what_cannot_be_an_amendment_is_refused_at_its_field() -> None:
    here = negotiation()
    other = make_documents.paragraph(make_documents.document(here.held), "Elsewhere")
    struck = make_documents.paragraph(here.document, "Gone", is_struck=True)
    by: dict[str, Any] = {"parties": [make.party("LB")], "at": AT}
    wrong = [
        (words(here.first, "Calls for the safe return of refugees"), "text", "says this already"),
        (words(here.first, " "), "text", "Write the words"),
        (words(None), "paragraph", "which paragraph"),
        (words(other), "paragraph", "another text"),
        (words(struck), "paragraph", "struck out meanwhile"),
        (words(here.first, kind="insert"), "new_kind", "what the paragraph is"),
        (words(here.first, "x" * 200_001), "text", "at most"),
    ]

    for details, field, sentence in wrong:
        with pytest.raises(Refused, match=sentence) as refused:
            amend(here.officer, here.document, details=details, **by)
        assert refused.value.field == field
    with pytest.raises(Refused, match="which party"):
        amend(here.officer, here.document, details=words(here.first), parties=[], at=AT)
    assert not Amendment.objects.exists()


def test_a_focal_point_amends_for_its_own_party_while_the_text_is_open() -> None:
    here = negotiation(deadline=AT + timedelta(hours=1))
    details = words(here.first)

    made = amend(here.lebanon, here.document, details=details, parties=[make.party("LB")], at=AT)

    assert made.number == 1
    with pytest.raises(PermissionDenied):
        amend(here.lebanon, here.document, details=details, parties=[make.party("LB"), make.party("JO")], at=AT)
    with pytest.raises(Refused, match="were taken until"):
        amend(here.lebanon, here.document, details=details, parties=[make.party("LB")], at=AT + timedelta(hours=1))
    here.document.is_open = False
    here.document.save()
    with pytest.raises(Refused, match="not open"):
        amend(here.lebanon, here.document, details=details, parties=[make.party("LB")], at=AT)
    late = amend(here.officer, here.document, details=details, parties=[make.party("JO")], at=AT)
    assert late.number == 2


def test_an_adopted_text_is_amended_no_more() -> None:
    here = negotiation()
    make_documents.adoption(here.document)

    with pytest.raises(Refused, match="was adopted"):
        amend(here.officer, here.document, details=words(here.first), parties=[make.party("LB")], at=AT)


def test_a_stranger_may_not_and_a_draft_is_not_the_delegations() -> None:
    here, draft = negotiation(), None
    draft = make_documents.document(here.held, state="preparing", is_open=True)
    make_documents.paragraph(draft)

    for person in here.strangers:
        with pytest.raises(PermissionDenied):
            amend(person, here.document, details=words(here.first), parties=[make.party("LB")], at=AT)
    assert make.client(here.reader).get(here.address("amend", here.document.pk)).status_code == 403
    assert make.client(here.lebanon).get(here.address("amend", draft.pk)).status_code == 404


def test_the_page_begins_with_the_words_that_stand_and_hands_in(db: None) -> None:
    here = negotiation()
    query = f"?paragraph={here.first.pk}"

    assert "Calls for the safe return of refugees</textarea>" in here.page(
        here.lebanon, "amend", here.document.pk, query=query
    )
    page = _handed_in(here, query)

    assert "The amendment is handed in." in page
    assert "dignified" in page
    assert Amendment.objects.get().parties.get().party.code == "LB"


def test_the_page_says_what_is_missing_and_keeps_what_was_entered() -> None:
    here = negotiation()

    answer = here.post(
        here.lebanon,
        "amend",
        here.document.pk,
        kind="replace",
        text_en="Words without a paragraph",
        parties=[make.party("LB").pk],
    )

    assert answer.status_code == 422
    assert "Say which paragraph it is about." in answer.content.decode()
    assert "Words without a paragraph" in answer.content.decode()


def test_a_rapporteur_may() -> None:
    here = negotiation()
    rapporteur = make.user(Role.RAPPORTEUR, here.held)

    assert amend(rapporteur, here.document, details=words(here.first), parties=[make.party("JO")], at=AT).number == 1


def _handed_in(here: Negotiation, query: str) -> str:
    answer = here.post(
        here.lebanon,
        "amend",
        here.document.pk,
        query=query,
        kind="replace",
        paragraph=here.first.pk,
        text_en="Calls for the safe and dignified return of refugees",
        parties=[make.party("LB").pk],
    )
    found: str = answer.content.decode()
    return found


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_amendments_handed_in_at_once_take_numbers_of_their_own() -> None:
    here = negotiation()
    parties = [make.party(code) for code in ("LB", "JO", "IQ")]

    threads = [
        in_thread(partial(amend, here.officer, here.document, details=words(here.first), parties=[party], at=AT))
        for party in parties
    ]
    for thread in threads:
        thread.join()

    assert sorted(Amendment.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_the_same_words_of_the_same_parties_are_one_amendment_however_often_they_are_sent() -> None:
    here = negotiation()
    by: dict[str, Any] = {"details": words(here.first), "at": AT}
    amend(here.officer, here.document, parties=[make.party("LB"), make.party("JO")], **by)

    with pytest.raises(Refused, match="as number 1"):
        amend(here.officer, here.document, parties=[make.party("JO"), make.party("LB")], **by)
    assert amend(here.officer, here.document, parties=[make.party("JO")], **by).number == 2


def test_only_participants_hand_in_amendments() -> None:
    here = negotiation()
    with pytest.raises(Refused, match="Only participants of the conference") as refused:
        amend(here.officer, here.document, details=words(here.first), parties=[make.party("FR")], at=AT)

    assert refused.value.field == "parties"
    assert not Amendment.objects.exists()
