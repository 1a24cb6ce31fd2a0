"""Refusing to accredit a person."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.delegations.actions import refuse_accreditation
from secretariat.delegations.models import Delegate
from secretariat.delegations.queries import places_of
from tests import make, make_accreditation
from tests.make import NOON

pytestmark = pytest.mark.django_db


def address(delegate: Delegate) -> str:
    return f"/en/damascus-2020/office/delegates/{delegate.pk}/refuse/"


def amal_haddad(**fields: Any) -> Delegate:
    values = {"state": "confirmed", "mail": "amal@example.org", **fields}
    return make.delegate(make_accreditation.lebanon(quota=1), **values)


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_a_person_is_refused_told_why_in_their_language_and_the_place_is_free(language: str) -> None:
    amal = amal_haddad(languages=[language])

    refuse_accreditation(make.user(Role.SECRETARY, amal.conference), amal, reason="Nicht geladen.", at=NOON)

    amal.refresh_from_db()
    assert (amal.state, amal.reason) == ("refused", "Nicht geladen.")
    assert places_of(amal.delegation).has_main_place
    assert Entry.objects.get().changes["state"] == ["confirmed", "refused"]
    letter = Message.objects.get()
    assert (letter.kind, letter.language) == ("refused", language)
    assert "Nicht geladen." in letter.body


def test_a_letter_about_somebody_restricted_is_as_restricted_as_they_are() -> None:
    amal = amal_haddad(sensitivity=Sensitivity.RESTRICTED)

    refuse_accreditation(make.user(Role.SECRETARY, amal.conference), amal, reason="Why", at=NOON)

    assert Message.objects.get().sensitivity == Sensitivity.RESTRICTED


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
def test_whoever_has_no_place_is_not_refused(state: str) -> None:
    amal = amal_haddad(state=state)

    with pytest.raises(Refused, match=r"was (refused|withdrawn)"):
        refuse_accreditation(make.user(Role.SECRETARY, amal.conference), amal, reason="Why", at=NOON)

    assert not Message.objects.exists()


def test_without_a_reason_nobody_is_refused() -> None:
    amal = amal_haddad()

    with pytest.raises(Refused, match="Say why"):
        refuse_accreditation(make.user(Role.SECRETARY, amal.conference), amal, reason="", at=NOON)

    assert not Entry.objects.exists()


def test_a_focal_point_and_a_rapporteur_may_not() -> None:
    amal = amal_haddad()
    rapporteur = make.user(Role.RAPPORTEUR, amal.conference)

    with pytest.raises(PermissionDenied):
        refuse_accreditation(rapporteur, amal, reason="Why", at=NOON)

    focal = make.user(Role.FOCAL_POINT, amal.conference, party=amal.party)
    assert make.client(focal).get(address(amal)).status_code == 404
    assert make.client(rapporteur).post(address(amal), {"reason": "Why"}).status_code == 403


def test_who_was_refused_is_not_shown_to_the_public() -> None:
    amal = amal_haddad(sensitivity=Sensitivity.PUBLIC)
    page = "/en/damascus-2020/participants/"
    before = make.client().get(page).content.decode()

    make.client(make.user(Role.SECRETARY, amal.conference)).post(address(amal), {"reason": "Not invited"})

    assert "Amal Haddad" in before
    assert "Amal Haddad" not in make.client().get(page).content.decode()
