"""Leaving everything as it is, and saying why."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import refuse_change
from secretariat.delegations.models import Change, ChangeState, Delegate
from tests import make, make_accreditation
from tests.make import NOON

pytestmark = pytest.mark.django_db


def address(change: Change) -> str:
    return f"/en/damascus-2020/office/changes/{change.pk}/refuse/"


def asked(**fields: object) -> Change:
    amal = make.delegate(make_accreditation.lebanon(), state="accredited")
    wanted = {"honorific": "Dr", "document_number": "X1"}
    return make_accreditation.change(amal, wanted, {"honorific": ""}, **fields)


def test_a_change_is_refused_with_a_reason_and_no_particulars_stay_behind() -> None:
    change = asked()
    secretary = make.user(Role.SECRETARY, change.conference)

    refuse_change(secretary, change, reason="Not without a letter.", at=NOON)

    change.refresh_from_db()
    assert (change.state, change.reason, change.decided_by) == (ChangeState.REFUSED, "Not without a letter.", secretary)
    assert change.wanted == {"honorific": "Dr"}
    assert Delegate.objects.get().honorific == ""
    assert Entry.objects.get().verb == "delegations.refuse_change"


def test_without_a_reason_or_twice_it_is_not_refused() -> None:
    change = asked()
    secretary = make.user(Role.SECRETARY, change.conference)

    with pytest.raises(Refused, match="Say why"):
        refuse_change(secretary, change, reason="", at=NOON)
    refuse_change(secretary, change, reason="No letter.", at=NOON)
    with pytest.raises(Refused, match="decided already: Refused"):
        refuse_change(secretary, change, reason="No letter.", at=NOON)


def test_a_focal_point_and_a_reader_may_not() -> None:
    change = asked()
    focal = make.user(Role.FOCAL_POINT, change.conference, party=change.delegate.party)

    with pytest.raises(PermissionDenied):
        refuse_change(focal, change, reason="No letter.", at=NOON)

    assert make.client(focal).get(address(change)).status_code == 404
    assert make.client(make.user(Role.READER, change.conference)).get(address(change)).status_code == 403


def test_the_page_refuses_and_the_delegation_reads_why() -> None:
    change = asked()
    client = make.client(make.user(Role.SECRETARY, change.conference))
    focal = make.client(make.user(Role.FOCAL_POINT, change.conference, party=change.delegate.party))

    first = client.post(address(change), {"reason": ""})
    client.post(address(change), {"reason": "Not without a letter."})

    assert "reason" in first.context["form"].errors
    page = focal.get(f"/en/damascus-2020/office/delegates/{change.delegate_id}/").content.decode()
    assert "Not without a letter." in page
