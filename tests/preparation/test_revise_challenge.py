"""Correcting what is kept of a challenge."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Stale
from secretariat.audit.models import Entry
from secretariat.preparation.actions import Parts, revise_challenge
from secretariat.preparation.models import Challenge
from tests import make, make_preparation

pytestmark = pytest.mark.django_db


def _address(challenge: Challenge) -> str:
    return f"/en/damascus-2020/office/challenges/{challenge.pk}/revise/"


def test_what_changed_is_recorded_the_parties_too() -> None:
    conference = make.conference()
    challenge = make_preparation.challenge(conference, said_by=(make.party("SY"),))

    revise_challenge(
        make.user(Role.SECRETARY, conference),
        challenge,
        details={"said_date": "2020-10-26"},
        parts=Parts(said_by=(make.party("RU"),)),
        version=1,
    )

    assert Entry.objects.get().changes == {"said_date": ["", "2020-10-26"], "parts": [["said by: SY"], ["said by: RU"]]}
    challenge.refresh_from_db()
    assert challenge.version == 2


def test_nothing_changed_is_nothing_recorded() -> None:
    conference = make.conference()
    challenge = make_preparation.challenge(conference, said_by=(make.party("SY"),))

    revise_challenge(
        make.user(Role.SECRETARY, conference), challenge, details={}, parts=Parts(said_by=(make.party("SY"),))
    )

    assert not Entry.objects.exists()


def test_a_stale_version_and_a_reader_change_nothing() -> None:
    conference = make.conference()
    challenge = make_preparation.challenge(conference, version=2)

    with pytest.raises(Stale):
        revise_challenge(
            make.user(Role.SECRETARY, conference), challenge, details={"kind": "boycott"}, parts=Parts(), version=1
        )
    with pytest.raises(PermissionDenied):
        revise_challenge(make.user(Role.READER, conference), challenge, details={"kind": "boycott"}, parts=Parts())

    assert Challenge.objects.get().kind == "pressure"


def test_the_page_corrects_it_and_is_closed_to_a_reader_and_to_another_conference() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    challenge, foreign = make_preparation.challenge(conference), make_preparation.challenge(other)
    browser = make.client(make.user(Role.SECRETARY, conference))

    posted = {"kind": "boycott", "text_en": "A boycott", "sensitivity": "public", "version": "1"}
    page = browser.post(_address(challenge), posted, follow=True)

    assert "A boycott" in page.content.decode()
    assert Challenge.objects.get(pk=challenge.pk).kind == "boycott"
    assert browser.get(_address(foreign)).status_code == 404
    assert make.client(make.user(Role.READER, conference)).get(_address(challenge)).status_code == 403


def test_without_a_note_of_what_was_seen_nothing_is_overwritten() -> None:
    conference = make.conference()
    challenge = make_preparation.challenge(conference)

    page = make.client(make.user(Role.SECRETARY, conference)).post(
        _address(challenge), {"kind": "boycott", "text_en": "A boycott", "sensitivity": "public"}
    )

    assert page.status_code == 422
    assert Challenge.objects.get().kind == "pressure"
