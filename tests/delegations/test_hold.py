"""Putting a person on hold."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.delegations.actions import hold
from secretariat.delegations.models import Delegate, DelegateState
from tests import make, make_accreditation
from tests.make import NOON

pytestmark = pytest.mark.django_db


def address(delegate: Delegate) -> str:
    return f"/en/damascus-2020/office/delegates/{delegate.pk}/hold/"


def amal_haddad(**fields: Any) -> Delegate:
    values = {"state": DelegateState.CONFIRMED, "mail": "amal@example.org", **fields}
    return make.delegate(make_accreditation.lebanon(), **values)


@pytest.mark.parametrize("state", ["nominated", "confirmed", "accredited"])
def test_a_person_is_held_recorded_and_told_why(state: str) -> None:
    amal = amal_haddad(state=state)

    hold(make.user(Role.SECRETARY, amal.conference), amal, reason=" The photo shows two people. ", at=NOON)

    amal.refresh_from_db()
    assert (amal.state, amal.reason, amal.state_since) == ("on hold", "The photo shows two people.", NOON)
    assert Entry.objects.get().changes["state"] == [state, "on hold"]
    letter = Message.objects.get()
    assert (letter.kind, letter.subject) == ("on hold", "On hold: Amal Haddad")
    assert "Reason: The photo shows two people." in letter.body


@pytest.mark.parametrize("state", ["on hold", "refused", "withdrawn"])
def test_whoever_is_held_already_or_has_no_place_is_not_held(state: str) -> None:
    amal = amal_haddad(state=state)

    with pytest.raises(Refused, match=r"Amal Haddad: (is on hold|was refused|was withdrawn)\."):
        hold(make.user(Role.SECRETARY, amal.conference), amal, reason="Why", at=NOON)

    assert not Message.objects.exists()


def test_a_reason_is_asked_for_at_its_field() -> None:
    amal = amal_haddad()
    secretary = make.user(Role.SECRETARY, amal.conference)

    with pytest.raises(Refused, match="Say why"):
        hold(secretary, amal, reason="  ", at=NOON)
    page = make.client(secretary).post(address(amal), {"reason": ""})

    assert page.context["form"].errors["reason"] == ["This field is required."]
    amal.refresh_from_db()
    assert amal.state == DelegateState.CONFIRMED


def test_a_focal_point_and_a_reader_may_not() -> None:
    amal = amal_haddad()
    focal = make.user(Role.FOCAL_POINT, amal.conference, party=amal.party)

    with pytest.raises(PermissionDenied):
        hold(focal, amal, reason="Why", at=NOON)

    assert make.client(focal).post(address(amal), {"reason": "Why"}).status_code == 404
    assert make.client(make.user(Role.READER, amal.conference)).get(address(amal)).status_code == 403


def test_the_page_holds_and_the_delegation_reads_why() -> None:
    amal = amal_haddad()
    focal = make.client(make.user(Role.FOCAL_POINT, amal.conference, party=amal.party))
    door = make.client(make.user(Role.DOOR_OFFICER, amal.conference))

    make.client(make.user(Role.SECRETARY, amal.conference)).post(address(amal), {"reason": make.HOSTILE})

    page = address(amal).replace("hold/", "")
    assert "Reason: <bdi>&lt;b&gt;" in focal.get(page).content.decode()
    assert "Reason:" not in door.get(page).content.decode()
