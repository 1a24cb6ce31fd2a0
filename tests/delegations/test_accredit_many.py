"""Accrediting many people at once."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.models import BatchRows, Entry
from secretariat.conference.models import Message
from secretariat.delegations.actions import accredit_many
from secretariat.delegations.models import Delegate, DelegateState, Occasion
from tests import make, make_accreditation
from tests.make import NOON

pytestmark = pytest.mark.django_db

ADDRESS = "/en/damascus-2020/office/accreditation/accredit/"
QUEUE = "/en/damascus-2020/office/accreditation/"


def test_who_can_be_is_accredited_and_of_the_others_it_is_said_why_not() -> None:
    delegation = make_accreditation.lebanon(quota=1)
    amal, basil = (make.delegate(delegation, name, state="confirmed") for name in ("Amal", "Basil"))
    carl = make.delegate(delegation, "Carl", state="on hold")
    secretary = make.user(Role.SECRETARY, delegation.conference)

    batch = accredit_many(secretary, delegation.conference, delegates=[amal, basil, carl], at=NOON)

    assert batch.done == 1
    assert sorted(batch.skipped) == [
        ("Basil", "quota used: 1 of 1 places used by those accredited"),
        ("Carl", "is on hold"),
    ]
    states = dict(Delegate.objects.values_list("name", "state"))
    assert states == {"Amal": "accredited", "Basil": "confirmed", "Carl": "on hold"}
    entry = Entry.objects.get()
    assert (entry.verb, entry.thing_label) == ("delegations.accredit_many", "1 delegate accredited")
    assert entry.changes == {f"delegations.delegate:{amal.pk}": {"state": ["confirmed", "accredited"]}}
    assert BatchRows.objects.get().first_id == amal.pk


def test_each_is_told_in_their_own_language_and_who_cannot_be_is_named_on_the_page() -> None:
    delegation = make_accreditation.lebanon()
    people = [
        make.delegate(delegation, "Amal", state="confirmed", mail="amal@example.org", languages=["ar"]),
        make.delegate(delegation, "Basil", state="confirmed", mail="basil@example.org", languages=["fr"]),
        make.delegate(delegation, make.HOSTILE, state="confirmed"),
        make.delegate(delegation, "Carl", state="nominated"),
    ]
    client = make.client(make.user(Role.SECRETARY, delegation.conference))

    page = client.post(ADDRESS, {"delegate": [each.pk for each in people]}, follow=True)

    assert sorted(Message.objects.values_list("language", flat=True)) == ["ar", "fr"]
    text = page.content.decode()
    assert "3 done, 1 skipped" in text
    assert "is not confirmed by the delegation yet" in text
    assert page.context["result"]["untold"] == [make.HOSTILE]
    assert "<b>" not in text


def test_whoever_the_officer_does_not_see_or_who_goes_elsewhere_is_not_touched() -> None:
    delegation = make_accreditation.lebanon()
    hidden = make.delegate(delegation, "Hidden", state="confirmed", sensitivity=Sensitivity.RESTRICTED)
    mission = make.delegation(delegation.conference, occasion=Occasion.MISSION)
    envoy = make.delegate(mission, "Envoy", state="confirmed")
    elsewhere = make.delegate(make.delegation(make.conference("geneva-2021")), "Elsewhere", state="confirmed")
    officer = make.user(Role.DESK_OFFICER, delegation.conference, desks=("delegations",))

    batch = accredit_many(officer, delegation.conference, delegates=[hidden, envoy, elsewhere], at=NOON)

    assert (batch.done, batch.skipped) == (0, (("Envoy", "is not sent to the conference itself"),))
    assert not Delegate.objects.filter(state=DelegateState.ACCREDITED).exists()
    assert not Entry.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_people(django_assert_max_num_queries: Any) -> None:
    delegation = make_accreditation.lebanon(contact_mail="")
    people = [make.delegate(delegation, f"Person {number}", state="confirmed") for number in range(30)]
    secretary = make.user(Role.SECRETARY, delegation.conference)

    with django_assert_max_num_queries(25):
        batch = accredit_many(secretary, delegation.conference, delegates=people, at=NOON)

    assert batch.done == 30


def test_a_reader_and_a_focal_point_may_not() -> None:
    delegation = make_accreditation.lebanon()
    amal = make.delegate(delegation, state="confirmed")
    reader = make.user(Role.READER, delegation.conference)
    focal = make.user(Role.FOCAL_POINT, delegation.conference, party=delegation.party)

    with pytest.raises(PermissionDenied):
        accredit_many(reader, delegation.conference, delegates=[amal], at=NOON)

    assert make.client(reader).post(ADDRESS, {"delegate": amal.pk}).status_code == 403
    assert make.client(focal).post(ADDRESS, {"delegate": amal.pk}).status_code == 404


def test_with_nobody_chosen_the_page_asks_for_somebody_and_goes_back_to_the_queue_as_it_was() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))

    answer = client.post(ADDRESS, {"view": "tab=media&q=haddad", "delegate": ["x", "-1", "9" * 30]})

    assert answer.headers["Location"] == f"{QUEUE}?tab=media&q=haddad"
    assert "Choose at least one person first." in client.get(QUEUE).content.decode()
