"""Moving a person up from an overflow place."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import give_main_place
from secretariat.delegations.models import Delegate
from tests import make, make_accreditation

pytestmark = pytest.mark.django_db


def address(delegate: Delegate) -> str:
    return f"/en/damascus-2020/office/delegates/{delegate.pk}/main-place/"


def amal_haddad(**fields: Any) -> Delegate:
    return make.delegate(make_accreditation.lebanon(quota=1, overflow=1), **{"is_overflow": True, **fields})


def test_a_person_moves_up_when_a_main_place_is_free() -> None:
    amal = amal_haddad()

    give_main_place(make.user(Role.SECRETARY, amal.conference), amal)

    amal.refresh_from_db()
    assert not amal.is_overflow
    assert Entry.objects.get().changes == {"is_overflow": [True, False]}


def test_nobody_moves_up_where_no_main_place_is_free() -> None:
    amal = amal_haddad()
    make.delegate(amal.delegation, "Basil Khoury")

    with pytest.raises(Refused, match="No main place is free: 1 of 1 places used · 1 of 1 overflow places used"):
        give_main_place(make.user(Role.SECRETARY, amal.conference), amal)

    assert not Entry.objects.exists()


@pytest.mark.parametrize("fields", [{"is_overflow": False}, {"state": "withdrawn"}])
def test_only_somebody_on_an_overflow_place_moves_up(fields: dict[str, object]) -> None:
    amal = amal_haddad(**fields)

    with pytest.raises(Refused, match="Amal Haddad is not on an overflow place"):
        give_main_place(make.user(Role.SECRETARY, amal.conference), amal)


def test_a_focal_point_and_a_reader_may_not() -> None:
    amal = amal_haddad()
    focal = make.user(Role.FOCAL_POINT, amal.conference, party=amal.party)

    with pytest.raises(PermissionDenied):
        give_main_place(focal, amal)

    assert make.client(focal).post(address(amal)).status_code == 404
    assert make.client(make.user(Role.READER, amal.conference)).post(address(amal)).status_code == 403


def test_the_page_offers_it_and_does_it() -> None:
    amal = amal_haddad()
    client = make.client(make.user(Role.SECRETARY, amal.conference))

    offered = client.get(address(amal).replace("main-place/", "")).context["deeds"]
    page = client.post(address(amal), follow=True)

    assert "Give a main place" in [str(deed["label"]) for deed in offered]
    assert "Amal Haddad has a main place now." in page.content.decode()
