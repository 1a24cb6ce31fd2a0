"""Saying how a party stands to a paragraph or an amendment."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import take_stance
from secretariat.documents.models import Support
from tests import make, make_documents
from tests.documents.negotiation import negotiation

pytestmark = pytest.mark.django_db


def test_a_stance_is_written_down_changed_and_its_history_recorded() -> None:
    here = negotiation()

    take_stance(here.officer, here.document, on=here.first, party=make.party("IQ"), stance="supports")
    take_stance(here.officer, here.document, on=here.first, party=make.party("IQ"), stance="opposes", note="Too early")

    support = Support.objects.get()
    assert (support.stance, support.note, support.version) == ("opposes", "Too early", 2)
    stances = [entry.changes["stance"][1] for entry in Entry.objects.order_by("id")]
    assert stances == ["supports", "opposes"]


def test_the_same_again_writes_nothing() -> None:
    here = negotiation()
    make_documents.support(here.first, "IQ")

    answer = take_stance(here.officer, here.document, on=here.first, party=make.party("IQ"), stance="supports")

    assert answer is None
    assert not Entry.objects.exists()


def test_a_focal_point_speaks_for_its_own_party_alone() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)

    take_stance(here.jordan, here.document, on=amendment, party=make.party("JO"), stance="reserves")

    assert Support.objects.get().amendment == amendment
    with pytest.raises(PermissionDenied):
        take_stance(here.jordan, here.document, on=amendment, party=make.party("IQ"), stance="reserves")


def test_who_takes_no_part_what_is_settled_and_other_texts_are_refused() -> None:
    here = negotiation()
    decided = make_documents.amendment(here.first, state="accepted")
    struck = make_documents.paragraph(here.document, "Gone", is_struck=True)
    other = make_documents.paragraph(make_documents.document(here.held), "Elsewhere")
    iraq = make.party("IQ")

    with pytest.raises(Refused, match="Only participants") as refused:
        take_stance(here.officer, here.document, on=here.first, party=make.party("FR"), stance="supports")
    assert refused.value.field == "party"
    for on, sentence in ((decided, "decided already"), (struck, "struck out"), (other, "another text")):
        with pytest.raises(Refused, match=sentence):
            take_stance(here.officer, here.document, on=on, party=iraq, stance="supports")
    with pytest.raises(Refused, match="supports it, opposes it"):
        take_stance(here.officer, here.document, on=here.first, party=iraq, stance="loves")
    make_documents.adoption(here.document)
    with pytest.raises(Refused, match="was adopted"):
        take_stance(here.officer, here.document, on=here.first, party=iraq, stance="supports")
    assert not Support.objects.exists()


def test_a_party_that_declined_takes_no_part_and_the_host_does() -> None:
    here = negotiation()
    make.answer(make.invitation(here.held, make.party("FR")), "declined")

    with pytest.raises(Refused, match="Only participants"):
        take_stance(here.officer, here.document, on=here.first, party=make.party("FR"), stance="supports")
    take_stance(here.officer, here.document, on=here.first, party=here.held.host, stance="supports")

    assert Support.objects.get().party == here.held.host


def test_a_stranger_may_not() -> None:
    here = negotiation()

    for person in here.strangers:
        with pytest.raises(PermissionDenied):
            take_stance(person, here.document, on=here.first, party=make.party("IQ"), stance="supports")
    address = f"{here.address('take_stance', here.document.pk)}?paragraph={here.first.pk}"
    assert make.client(here.reader).get(address).status_code == 403
    assert make.client(here.officer).get(here.address("take_stance", here.document.pk)).status_code == 404


def test_the_page_begins_with_how_the_party_stands_and_writes_it_down() -> None:
    here = negotiation()
    make_documents.support(here.first, "LB", "opposes", note="Not yet")
    query = f"?paragraph={here.first.pk}"

    page = here.page(here.lebanon, "take_stance", here.document.pk, query=query)
    done = here.post(
        here.lebanon, "take_stance", here.document.pk, query=query, party=make.party("LB").pk, stance="supports"
    )

    assert 'value="Not yet"' in page
    assert "The stance is written down." in done.content.decode()
    assert Support.objects.get().stance == "supports"
