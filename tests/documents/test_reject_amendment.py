"""Not accepting an amendment."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.documents.actions import Seen, bracket_amendment, reject_amendment
from tests import make, make_documents
from tests.documents.negotiation import AT, negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db


def test_the_paragraph_stays_and_it_is_recorded() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)

    reject_amendment(here.officer, amendment, at=AT)

    here.first.refresh_from_db()
    amendment.refresh_from_db()
    assert (amendment.state, amendment.decided_at, str(here.first.text)) == (
        "rejected",
        AT,
        "Calls for the safe return of refugees",
    )
    assert Entry.objects.get().verb == "documents.reject_amendment"


def test_what_it_put_in_brackets_is_as_it_was_unless_somebody_wrote_on() -> None:
    here = negotiation()
    one, other = make_documents.amendment(here.first), make_documents.amendment(here.second)
    new = make_documents.amendment(here.first, "Thanks the host", kind="insert", new_kind="operative", base_text="")
    for each in (one, other, new):
        bracket_amendment(here.officer, each, at=AT)
    here.second.refresh_from_db()
    here.second.text = said("Decides to meet in a year")
    here.second.save()

    for each in (one, other, new):
        each.refresh_from_db()
        reject_amendment(here.officer, each, at=AT)

    here.first.refresh_from_db()
    here.second.refresh_from_db()
    new.refresh_from_db()
    assert str(here.first.text) == "Calls for the safe return of refugees"
    assert str(here.second.text) == "Decides to meet in a year"
    assert new.became is not None
    assert new.became.is_struck


def test_a_decided_one_and_one_that_was_revised_meanwhile_are_refused() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)

    with pytest.raises(Stale):
        reject_amendment(here.officer, amendment, at=AT, seen=Seen(amendment=3))
    reject_amendment(here.officer, amendment, at=AT)
    with pytest.raises(Refused, match="decided already"):
        reject_amendment(here.officer, amendment, at=AT)


def test_a_stranger_may_not() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)

    for person in [*here.strangers, here.lebanon]:
        with pytest.raises(PermissionDenied):
            reject_amendment(person, amendment, at=AT)
    assert make.client(here.reader).post(here.address("reject_amendment", amendment.pk)).status_code == 403


def test_the_page_says_that_it_is_not_accepted() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)

    assert (
        "The amendment is not accepted."
        in here.post(here.officer, "reject_amendment", amendment.pk, version=1).content.decode()
    )


def test_a_translation_that_came_while_brackets_stood_is_not_lost() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)
    bracket_amendment(here.officer, amendment, at=AT)
    here.first.refresh_from_db()
    here.first.text = said(here.first.text.data["en"], ar="يدعو إلى العودة الآمنة للاجئين")
    here.first.save()

    reject_amendment(here.officer, amendment, at=AT)

    here.first.refresh_from_db()
    assert here.first.text.data == {
        "en": "Calls for the safe return of refugees",
        "ar": "يدعو إلى العودة الآمنة للاجئين",
    }
