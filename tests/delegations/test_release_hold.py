"""Letting a person who was on hold be examined again."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import release_hold
from secretariat.delegations.models import Delegate, DelegateState, HitState
from tests import make, make_accreditation
from tests.make import NOON

pytestmark = pytest.mark.django_db


def address(delegate: Delegate) -> str:
    return f"/en/damascus-2020/office/delegates/{delegate.pk}/release/"


def amal_haddad(**fields: Any) -> Delegate:
    return make.delegate(
        make_accreditation.lebanon(), **{"state": DelegateState.ON_HOLD, "reason": "A doubt", **fields}
    )


def test_a_person_is_examined_again_and_the_doubt_is_gone() -> None:
    amal = amal_haddad()

    release_hold(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)

    amal.refresh_from_db()
    assert (amal.state, amal.reason) == (DelegateState.CONFIRMED, "")
    assert Entry.objects.get().verb == "delegations.release_hold"


def test_whoever_lacks_something_waits_for_the_delegation() -> None:
    amal = amal_haddad()
    type(amal.conference.terms).objects.update(mail_required=True)

    release_hold(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)

    assert amal.state == DelegateState.NOMINATED


def test_nobody_is_released_before_the_secretaries_have_looked() -> None:
    amal = amal_haddad()
    hit = make_accreditation.hit(amal)
    secretary = make.user(Role.SECRETARY, amal.conference)

    with pytest.raises(Refused, match="the secretaries must look first"):
        release_hold(secretary, amal, at=NOON)
    type(hit).objects.update(state=HitState.CLEARED)
    release_hold(secretary, amal, at=NOON)

    assert amal.state == DelegateState.CONFIRMED


def test_only_whoever_is_on_hold_is_released() -> None:
    amal = amal_haddad(state=DelegateState.ACCREDITED)

    with pytest.raises(Refused, match="is accredited already"):
        release_hold(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)

    assert not Entry.objects.exists()


def test_a_focal_point_and_a_reader_may_not() -> None:
    amal = amal_haddad()
    focal = make.user(Role.FOCAL_POINT, amal.conference, party=amal.party)

    with pytest.raises(PermissionDenied):
        release_hold(focal, amal, at=NOON)

    assert make.client(focal).post(address(amal)).status_code == 404
    assert make.client(make.user(Role.READER, amal.conference)).post(address(amal)).status_code == 403


def test_the_page_releases_and_says_what_is_next() -> None:
    amal = amal_haddad()

    page = make.client(make.user(Role.SECRETARY, amal.conference)).post(address(amal), follow=True)

    assert "Amal Haddad is no longer on hold: Confirmed, to be examined." in page.content.decode()
