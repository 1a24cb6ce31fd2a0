"""Changing how a party is invited."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.delegations.actions import revise_invitation
from secretariat.delegations.forms.board import what_is_said_of
from secretariat.delegations.models import Invitation
from tests import make

pytestmark = pytest.mark.django_db


def _address(invitation: Invitation) -> str:
    return f"/en/damascus-2020/office/participation/{invitation.pk}/revise/"


def _filled_in(invitation: Invitation, **changes: Any) -> dict[str, str]:
    """The form as a browser sends it back, with what the person saw and what they changed."""
    seen = {name: "" if value is None else str(value) for name, value in what_is_said_of(invitation).items()}
    initial = {f"initial-{name}": value for name, value in seen.items() if name != "version"}
    return {**seen, **initial, **changes}


def test_a_change_is_recorded_with_what_it_was_and_what_it_is() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, rank="minister")

    revise_invitation(make.user(Role.SECRETARY, conference), invitation, version=1, details={"rank": "expert"})

    entry = Entry.objects.get()
    assert (entry.verb, entry.changes) == ("delegations.revise_invitation", {"rank": ["minister", "expert"]})
    assert Invitation.objects.get().version == 2


def test_an_invitation_cannot_have_gone_out_after_the_answer() -> None:
    conference = make.conference()
    invitation = make.invitation(conference)
    make.answer(invitation, said_date=date(2020, 10, 20))

    with pytest.raises(Refused, match="There is an answer") as refusal:
        revise_invitation(make.user(Role.SECRETARY, conference), invitation, details={"sent_date": date(2020, 10, 21)})

    assert refusal.value.field == "sent_date"
    assert not Entry.objects.exists()


def test_a_row_that_somebody_changed_meanwhile_is_not_overwritten() -> None:
    conference = make.conference()
    secretary, invitation = make.user(Role.SECRETARY, conference), make.invitation(conference)
    revise_invitation(secretary, invitation, version=1, details={"rank": "expert"})

    with pytest.raises(Stale):
        revise_invitation(secretary, invitation, version=1, details={"rank": "minister"})

    assert Invitation.objects.get().rank == "expert"


def test_a_reader_may_not_change_an_invitation() -> None:
    conference = make.conference()
    reader, invitation = make.user(Role.READER, conference), make.invitation(conference)

    with pytest.raises(PermissionDenied):
        revise_invitation(reader, invitation, details={"rank": "expert"})

    assert make.client(reader).get(_address(invitation)).status_code == 403


def test_an_invitation_of_another_conference_is_not_found() -> None:
    conference = make.conference()
    foreign = make.invitation(make.conference("elsewhere"))

    assert make.client(make.user(Role.SECRETARY, conference)).get(_address(foreign)).status_code == 404


def test_the_form_changes_an_invitation() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, rank="minister")
    browser = make.client(make.user(Role.SECRETARY, conference))

    response = browser.post(_address(invitation), _filled_in(invitation, rank="expert", quota="4"))

    assert response.status_code == 302
    assert (Invitation.objects.get().rank, Invitation.objects.get().quota) == ("expert", 4)


def test_a_stale_form_shows_the_difference_keeps_what_was_typed_and_goes_through_the_second_time() -> None:
    conference = make.conference()
    secretary, invitation = make.user(Role.SECRETARY, conference), make.invitation(conference, rank="minister")
    browser = make.client(secretary)
    sent = _filled_in(invitation, contact_name="Amal Haddad", rank="ambassador")
    revise_invitation(secretary, invitation, version=1, details={"rank": "expert"})

    page = browser.post(_address(invitation), sent)

    (difference,) = page.context["differences"]
    assert (difference.seen, difference.now, difference.yours) == ("Minister", "Expert", "Ambassador")
    assert Invitation.objects.get().rank == "expert"
    form = page.context["form"]
    assert form["contact_name"].value() == "Amal Haddad"
    assert browser.post(_address(invitation), form.data).status_code == 302
    assert Invitation.objects.get().rank == "ambassador"


def test_a_form_without_a_note_of_what_was_seen_overwrites_nothing() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, rank="minister")
    sent = {name: value for name, value in _filled_in(invitation, rank="expert").items() if name != "version"}

    page = make.client(make.user(Role.SECRETARY, conference)).post(_address(invitation), sent)

    assert page.status_code == 200
    assert Invitation.objects.get().rank == "minister"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_in_both_reading_directions(language: str) -> None:
    conference = make.conference()
    invitation = make.invitation(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    assert browser.get(_address(invitation).replace("/en/", f"/{language}/")).status_code == 200
