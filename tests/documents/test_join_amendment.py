"""Joining those that handed an amendment in."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import join_amendment
from tests import make, make_documents
from tests.documents.negotiation import AT, negotiation

pytestmark = pytest.mark.django_db


def test_a_focal_point_lets_its_party_join_and_it_is_recorded() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)

    join_amendment(here.jordan, amendment, party=make.party("JO"), at=AT)

    assert [each.party.code for each in amendment.parties.all()] == ["LB", "JO"]
    entry = Entry.objects.get()
    assert (entry.verb, [len(side) for side in entry.changes["parties"]]) == ("documents.join_amendment", [1, 2])


def test_twice_a_decided_one_and_a_closed_text_are_refused() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)
    decided = make_documents.amendment(here.first, state="accepted")

    with pytest.raises(Refused, match="Lebanon is among those"):
        join_amendment(here.officer, amendment, party=make.party("LB"), at=AT)
    with pytest.raises(Refused, match="decided already: accepted"):
        join_amendment(here.officer, decided, party=make.party("JO"), at=AT)
    here.document.is_open = False
    here.document.save()
    amendment.document.refresh_from_db()
    with pytest.raises(Refused, match="not open"):
        join_amendment(here.jordan, amendment, party=make.party("JO"), at=AT)
    assert amendment.parties.count() == 1


def test_a_stranger_may_not_and_nobody_joins_for_others() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)

    for person in [*here.strangers, here.jordan]:
        with pytest.raises(PermissionDenied):
            join_amendment(person, amendment, party=make.party("IQ"), at=AT)
    assert make.client(here.reader).get(here.address("join_amendment", amendment.pk)).status_code == 403


def test_the_page_offers_a_focal_point_its_own_party_alone() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)

    page = here.page(here.jordan, "join_amendment", amendment.pk)
    done = here.post(here.jordan, "join_amendment", amendment.pk, party=make.party("JO").pk)

    assert ("Jordan</option>" in page, "Iraq</option>" in page) == (True, False)
    assert "The party has joined the amendment." in done.content.decode()
