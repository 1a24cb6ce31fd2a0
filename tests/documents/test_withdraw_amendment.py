"""Withdrawing an amendment."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import bracket_amendment, withdraw_amendment
from tests import make, make_documents
from tests.documents.negotiation import AT, negotiation

pytestmark = pytest.mark.django_db


def test_the_party_that_handed_it_in_takes_it_back_and_it_is_recorded() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)

    withdraw_amendment(here.lebanon, amendment, at=AT)

    amendment.refresh_from_db()
    assert (amendment.state, amendment.decided_by) == ("withdrawn", here.lebanon)
    assert Entry.objects.get().verb == "documents.withdraw_amendment"


def test_one_of_two_parties_leaves_and_the_other_keeps_it() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first, "Other words", "LB", "JO")

    withdraw_amendment(here.lebanon, amendment, at=AT)

    amendment.refresh_from_db()
    assert (amendment.state, amendment.parties.get().party.code) == ("proposed", "JO")
    withdraw_amendment(here.officer, amendment, at=AT, party=make.party("JO"))
    amendment.refresh_from_db()
    assert (amendment.state, amendment.parties.get().party.code) == ("withdrawn", "JO")


def test_what_stood_before_the_brackets_stands_again() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)
    bracket_amendment(here.officer, amendment, at=AT)

    withdraw_amendment(here.officer, amendment, at=AT)

    here.first.refresh_from_db()
    assert str(here.first.text) == "Calls for the safe return of refugees"


def test_a_decided_one_and_a_party_that_is_not_among_them_are_refused() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)
    decided = make_documents.amendment(here.first, state="rejected")

    with pytest.raises(Refused, match="decided already: not accepted"):
        withdraw_amendment(here.officer, decided, at=AT)
    with pytest.raises(Refused, match="Iraq is not among"):
        withdraw_amendment(here.officer, amendment, at=AT, party=make.party("IQ"))
    assert not Entry.objects.exists()


def test_a_stranger_may_not_and_one_party_does_not_take_back_for_another() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first, "Other words", "LB", "JO")

    for person in here.strangers:
        with pytest.raises(PermissionDenied):
            withdraw_amendment(person, amendment, at=AT)
    with pytest.raises(PermissionDenied):
        withdraw_amendment(here.lebanon, amendment, at=AT, party=make.party("JO"))
    assert make.client(here.reader).get(here.address("withdraw_amendment", amendment.pk)).status_code == 403


def test_the_page_withdraws_it() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)

    done = here.post(here.lebanon, "withdraw_amendment", amendment.pk, version=amendment.version)

    assert "It is written down that it is withdrawn." in done.content.decode()
