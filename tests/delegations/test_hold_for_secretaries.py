"""A hold that follows from the watch list: part of the deed that names or revises somebody."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.delegations.actions import hold_for_secretaries, name_delegate
from secretariat.delegations.models import DelegateState
from tests import make, make_accreditation

pytestmark = pytest.mark.django_db


def test_a_person_is_held_without_a_reason_and_it_is_recorded() -> None:
    conference = make.conference()
    delegate = make.delegate(make.delegation(conference), state=DelegateState.CONFIRMED, reason="Old words.")

    hold_for_secretaries(make.user(Role.DESK_OFFICER, conference, desks=["delegations"]), delegate)

    delegate.refresh_from_db()
    assert (delegate.state, delegate.reason) == (DelegateState.ON_HOLD, "")
    assert delegate.state_since is not None
    assert Entry.objects.get().changes["state"] == [DelegateState.CONFIRMED, DelegateState.ON_HOLD]


def test_one_deed_names_and_holds() -> None:
    conference = make.conference()
    make_accreditation.watched(conference)
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    name_delegate(focal, make.delegation(conference), details={"name": "Amal Haddad"})

    verbs = set(Entry.objects.values_list("verb", "revision"))
    assert verbs == {("delegations.hold_for_secretaries", 1), ("delegations.name_delegate", 1)}


def test_the_history_tells_the_delegation_and_readers_of_a_hold_like_any_other() -> None:
    conference = make.conference()
    make_accreditation.watched(conference)
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))
    delegate = name_delegate(focal, make.delegation(conference), details={"name": "Amal Haddad"})
    address = f"/en/damascus-2020/office/history/delegations.delegate/{delegate.pk}/"

    for person in (focal, make.user(Role.READER, conference)):
        text = make.client(person).get(address).content.decode()
        assert "put a delegate on hold" in text
        assert "secretaries" not in text


def test_a_stranger_may_not_and_no_page_does_it() -> None:
    conference = make.conference()
    delegate = make.delegate(make.delegation(conference))
    stranger = make.user(Role.FOCAL_POINT, conference, party=make.party("JO"))

    with pytest.raises(PermissionDenied):
        hold_for_secretaries(stranger, delegate)
