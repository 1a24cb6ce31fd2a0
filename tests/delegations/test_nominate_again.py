"""Naming a person again who was withdrawn or refused."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import nominate_again
from secretariat.delegations.models import Delegate, HitState
from tests import make, make_accreditation
from tests.make import NOON

pytestmark = pytest.mark.django_db


def address(delegate: Delegate) -> str:
    return f"/en/damascus-2020/office/delegates/{delegate.pk}/nominate-again/"


def amal_haddad(quota: int = 1, overflow: int = 0, **fields: Any) -> Delegate:
    delegation = make_accreditation.lebanon(quota=quota, overflow=overflow)
    return make.delegate(delegation, **{"state": "withdrawn", "reason": "Is ill.", **fields})


@pytest.mark.parametrize("state", ["withdrawn", "refused"])
def test_a_person_is_nominated_again_and_recorded(state: str) -> None:
    amal = amal_haddad(state=state)

    nominate_again(make.user(Role.FOCAL_POINT, amal.conference, party=amal.party), amal, at=NOON)

    amal.refresh_from_db()
    assert (amal.state, amal.reason) == ("nominated", "")
    assert Entry.objects.get().changes == {"state": [state, "nominated"], "reason": ["Is ill.", ""]}


def test_if_only_an_overflow_place_is_left_they_get_that_and_if_none_is_left_nothing() -> None:
    amal = amal_haddad(overflow=1)
    basil = make.delegate(amal.delegation, "Basil Khoury", state="withdrawn")
    make.delegate(amal.delegation, "Carl Sfeir")
    secretary = make.user(Role.SECRETARY, amal.conference)

    nominate_again(secretary, amal, at=NOON)
    with pytest.raises(Refused, match="No place is left: 1 of 1 places used · 1 of 1 overflow places used"):
        nominate_again(secretary, basil, at=NOON)

    assert amal.is_overflow
    assert Delegate.objects.get(pk=basil.pk).state == "withdrawn"


def test_a_head_does_not_come_back_beside_another_head() -> None:
    amal = amal_haddad(quota=2, role="head")
    make.delegate(amal.delegation, "Basil Khoury", role="head")

    with pytest.raises(Refused, match="Basil Khoury heads this delegation already"):
        nominate_again(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)


def test_whoever_has_a_place_is_not_nominated_again() -> None:
    amal = amal_haddad(state="accredited")

    with pytest.raises(Refused, match="Amal Haddad has a place already"):
        nominate_again(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)

    assert not Entry.objects.exists()


def test_the_person_meant_by_the_watch_list_comes_back_on_hold() -> None:
    amal = amal_haddad(state="refused")
    make_accreditation.hit(amal, state=HitState.UPHELD)

    nominate_again(make.user(Role.FOCAL_POINT, amal.conference, party=amal.party), amal, at=NOON)

    amal.refresh_from_db()
    assert amal.state == "on hold"


def test_a_reader_and_the_focal_point_of_another_party_may_not() -> None:
    amal = amal_haddad()
    other = make.user(Role.FOCAL_POINT, amal.conference, party=make.party("RU"))

    with pytest.raises(PermissionDenied):
        nominate_again(other, amal, at=NOON)

    assert make.client(other).post(address(amal)).status_code == 404
    assert make.client(make.user(Role.READER, amal.conference)).post(address(amal)).status_code == 403


def test_the_page_names_again() -> None:
    amal = amal_haddad()
    client = make.client(make.user(Role.FOCAL_POINT, amal.conference, party=amal.party))

    page = client.post(address(amal), follow=True)

    assert "Amal Haddad is nominated again." in page.content.decode()
