"""Correcting how a party's explanation was written down."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.documents.actions import revise_explanation
from tests import make, make_documents
from tests.documents.negotiation import negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db
NEW: dict[str, Any] = {"text": said("We abstained.")}


def test_the_words_are_corrected_and_the_old_ones_stay_in_the_record() -> None:
    here = negotiation()
    explanation = make_documents.explanation(here.document)

    revise_explanation(here.officer, explanation, details=NEW)

    entry = Entry.objects.get()
    assert entry.verb == "documents.revise_explanation"
    assert entry.changes["text"] == [{"en": "We joined the consensus."}, {"en": "We abstained."}]


def test_no_words_and_a_change_meanwhile_are_refused() -> None:
    here = negotiation()
    explanation = make_documents.explanation(here.document)

    with pytest.raises(Refused, match="Write down what"):
        revise_explanation(here.officer, explanation, details={"text": said("")})
    with pytest.raises(Stale):
        revise_explanation(here.officer, explanation, details=NEW, version=8)


def test_a_stranger_may_not() -> None:
    here = negotiation()
    explanation = make_documents.explanation(here.document)

    for person in [*here.strangers, here.lebanon]:
        with pytest.raises(PermissionDenied):
            revise_explanation(person, explanation, details=NEW)
    assert make.client(here.reader).get(here.address("revise_explanation", explanation.pk)).status_code == 403


def test_the_page_corrects_it() -> None:
    here = negotiation()
    explanation = make_documents.explanation(here.document)

    done = here.post(
        here.officer,
        "revise_explanation",
        explanation.pk,
        party=make.party("LB").pk,
        kind="after",
        text_en="We abstained.",
        version=1,
    )

    assert "The explanation is revised." in done.content.decode()
