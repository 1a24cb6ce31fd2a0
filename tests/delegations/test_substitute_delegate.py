"""Sending a new person in the place of another."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import substitute_delegate, withdraw_delegate
from secretariat.delegations.models import Delegate
from tests import make, make_accreditation
from tests.make import NOON

pytestmark = pytest.mark.django_db

BASIL = {"name": "Basil Khoury", "original_name": "باسل خوري", "role": "member", "sensitivity": "public"}


def address(delegate: Delegate) -> str:
    return f"/en/damascus-2020/office/delegates/{delegate.pk}/substitute/"


def amal_haddad(**fields: Any) -> Delegate:
    return make.delegate(make_accreditation.lebanon(quota=1), **{"role": "head", **fields})


@pytest.mark.parametrize("state", ["nominated", "confirmed", "accredited"])
def test_the_new_person_takes_over_role_and_place_and_the_other_is_withdrawn(state: str) -> None:
    amal = amal_haddad(state=state, is_overflow=True, sensitivity=Sensitivity.SECRETARIAT)
    focal = make.user(Role.FOCAL_POINT, amal.conference, party=amal.party)

    basil = substitute_delegate(focal, amal, details=BASIL, reason="Is ill.", at=NOON)

    amal.refresh_from_db()
    assert (amal.state, amal.reason) == ("withdrawn", "Is ill.")
    basil.refresh_from_db()
    assert (basil.state, basil.role, basil.is_overflow, basil.substitutes) == ("nominated", "head", True, amal)
    assert basil.sensitivity == Sensitivity.SECRETARIAT
    assert "باسل" in basil.search


def test_it_is_one_deed_with_both_halves_in_the_record() -> None:
    amal = amal_haddad()

    basil = substitute_delegate(
        make.user(Role.SECRETARY, amal.conference), amal, details=BASIL, reason="Is ill.", at=NOON
    )

    withdrawal, naming = Entry.objects.order_by("pk")
    assert (withdrawal.verb, withdrawal.changes["state"]) == (
        "delegations.withdraw_delegate",
        ["nominated", "withdrawn"],
    )
    assert (naming.verb, naming.made_id, naming.revision) == (
        "delegations.substitute_delegate",
        basil.pk,
        withdrawal.revision,
    )


def test_if_the_new_person_cannot_be_named_the_other_stays() -> None:
    amal = amal_haddad()
    make.delegate(amal.delegation, "Basil Khoury")

    with pytest.raises(Refused, match="Basil Khoury is named in this delegation already"):
        substitute_delegate(make.user(Role.SECRETARY, amal.conference), amal, details=BASIL, reason="Is ill.", at=NOON)

    amal.refresh_from_db()
    assert amal.state == "nominated"
    assert not Entry.objects.exists()


def test_nobody_comes_in_the_place_of_somebody_who_gave_it_back_and_only_one_comes_for_each() -> None:
    amal = amal_haddad()
    secretary = make.user(Role.SECRETARY, amal.conference)
    withdraw_delegate(secretary, amal, reason="Is ill.", at=NOON)

    with pytest.raises(Refused, match="has no place any more"):
        substitute_delegate(secretary, amal, details=BASIL, reason="Is ill.", at=NOON)
    Delegate.objects.update(state="nominated")
    substitute_delegate(secretary, amal, details=BASIL, reason="Is ill.", at=NOON)
    Delegate.objects.filter(pk=amal.pk).update(state="nominated", role="member")
    with pytest.raises(Refused, match="Basil Khoury came in the place of this person already"):
        substitute_delegate(secretary, amal, details={"name": "Carl"}, reason="Is ill.", at=NOON)


def test_whoever_is_watched_for_is_on_hold_at_once() -> None:
    amal = amal_haddad()
    make_accreditation.watched(amal.conference, "Basil Khoury")

    basil = substitute_delegate(
        make.user(Role.SECRETARY, amal.conference), amal, details=BASIL, reason="Is ill.", at=NOON
    )

    basil.refresh_from_db()
    assert basil.state == "on hold"


def test_a_reader_and_the_focal_point_of_another_party_may_not() -> None:
    amal = amal_haddad()
    other = make.user(Role.FOCAL_POINT, amal.conference, party=make.party("RU"))

    with pytest.raises(PermissionDenied):
        substitute_delegate(other, amal, details=BASIL, reason="Is ill.", at=NOON)

    assert make.client(other).get(address(amal)).status_code == 404
    assert make.client(make.user(Role.READER, amal.conference)).get(address(amal)).status_code == 403


def test_the_page_asks_for_the_new_person_and_links_the_two() -> None:
    amal = amal_haddad()
    client = make.client(make.user(Role.FOCAL_POINT, amal.conference, party=amal.party))

    form = client.get(address(amal)).context["form"]
    page = client.post(address(amal), {"name": make.HOSTILE, "reason": "Is ill."}, follow=True)

    assert not {"role", "sensitivity"} & set(form.fields)
    assert page.context["came_for"] == amal
    new = Delegate.objects.get(name=make.HOSTILE)
    assert client.get(address(amal).replace("substitute/", "")).context["came_instead"] == new
    assert "<b>" not in page.content.decode()
