"""Saying that a person does not come."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import withdraw_delegate
from secretariat.delegations.models import Delegate
from secretariat.delegations.queries import places_of
from tests import make, make_accreditation
from tests.make import NOON

pytestmark = pytest.mark.django_db


def address(delegate: Delegate) -> str:
    return f"/en/damascus-2020/office/delegates/{delegate.pk}/withdraw/"


def amal_haddad(**fields: Any) -> Delegate:
    return make.delegate(make_accreditation.lebanon(quota=1), **fields)


@pytest.mark.parametrize("state", ["nominated", "confirmed", "on hold", "accredited"])
def test_a_person_is_withdrawn_with_the_reason_and_the_place_is_free(state: str) -> None:
    amal = amal_haddad(state=state)
    focal = make.user(Role.FOCAL_POINT, amal.conference, party=amal.party)

    withdraw_delegate(focal, amal, reason="Is ill.", at=NOON)

    amal.refresh_from_db()
    assert (amal.state, amal.reason, amal.state_since) == ("withdrawn", "Is ill.", NOON)
    assert places_of(amal.delegation).main_used == 0
    entry = Entry.objects.get()
    assert entry.verb == "delegations.withdraw_delegate"
    assert entry.changes == {"state": [state, "withdrawn"], "reason": ["", "Is ill."]}


def test_without_a_reason_and_without_a_place_nobody_is_withdrawn() -> None:
    amal = amal_haddad()
    secretary = make.user(Role.SECRETARY, amal.conference)

    with pytest.raises(Refused, match="Say why this person does not come"):
        withdraw_delegate(secretary, amal, reason=" ", at=NOON)
    Delegate.objects.update(state="refused")
    with pytest.raises(Refused, match="Amal Haddad has no place any more: Refused"):
        withdraw_delegate(secretary, amal, reason="Is ill.", at=NOON)

    assert not Entry.objects.exists()


def test_a_reader_and_the_focal_point_of_another_party_may_not() -> None:
    amal = amal_haddad()
    other = make.user(Role.FOCAL_POINT, amal.conference, party=make.party("RU"))

    with pytest.raises(PermissionDenied):
        withdraw_delegate(other, amal, reason="Is ill.", at=NOON)

    assert make.client(other).get(address(amal)).status_code == 404
    assert make.client(make.user(Role.READER, amal.conference)).get(address(amal)).status_code == 403


def test_the_page_asks_why_and_who_is_withdrawn_stands_last() -> None:
    amal = amal_haddad(role="head")
    make.delegate(amal.delegation, "Zeina Last")
    client = make.client(make.user(Role.FOCAL_POINT, amal.conference, party=amal.party))

    first = client.post(address(amal), {"reason": ""})
    done = client.post(address(amal), {"reason": "Is ill."}, follow=True)

    assert "reason" in first.context["form"].errors
    assert "Amal Haddad is withdrawn." in done.content.decode()
    page = client.get(f"/en/damascus-2020/office/delegations/{amal.delegation_id}/")
    assert [line["delegate"].name for line in page.context["people"]] == ["Zeina Last", "Amal Haddad"]
