"""Putting a party on the list of the conference."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import invite
from secretariat.delegations.models import Invitation
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/participation/invite/"
ENTERED = {"rank": "minister", "capacity": "participant", "sent_date": "2020-10-15", "sensitivity": "delegations"}


def test_a_party_is_put_on_the_list_with_its_own_language_and_it_is_recorded() -> None:
    conference = make.conference()
    officer = make.user(Role.DESK_OFFICER, conference, desks=["delegations"])

    invitation = invite(officer, conference, party=make.party("LB"), details={"rank": "minister"})

    assert (invitation.party.code, invitation.rank, invitation.language) == ("LB", "minister", "ar")
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor, entry.made_id) == ("delegations.invite", officer, invitation.pk)


def test_contact_details_are_recorded_as_changed_and_never_by_value() -> None:
    conference = make.conference()

    invite(
        make.user(Role.SECRETARY, conference),
        conference,
        party=make.party("LB"),
        details={"contact_mail": "protocol@example.org"},
    )

    assert "protocol@example.org" not in str(Entry.objects.get().changes)


def test_a_party_is_invited_once() -> None:
    conference = make.conference()
    make.invitation(conference, make.party("LB"))

    with pytest.raises(Refused, match="on the list already") as refusal:
        invite(make.user(Role.SECRETARY, conference), conference, party=make.party("LB"), details={})

    assert refusal.value.field == "party"
    assert not Entry.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.DESK_OFFICER, Role.DOOR_OFFICER])
def test_who_does_not_work_on_this_desk_may_not_invite(role: str) -> None:
    conference = make.conference()
    other = make.user(role, conference, desks=["archive"] if role == Role.DESK_OFFICER else ())

    with pytest.raises(PermissionDenied):
        invite(other, conference, party=make.party("LB"), details={})

    assert make.client(other).get(ADDRESS).status_code == 403
    assert not Invitation.objects.exists()


def test_a_secretary_of_another_conference_may_not_invite() -> None:
    conference = make.conference()
    elsewhere = make.user(Role.SECRETARY, make.conference("elsewhere"))

    with pytest.raises(PermissionDenied):
        invite(elsewhere, conference, party=make.party("LB"), details={})

    assert make.client(elsewhere).get(ADDRESS).status_code == 404


def test_the_form_puts_a_party_on_the_list() -> None:
    conference, lebanon = make.conference(), make.party("LB")
    browser = make.client(make.user(Role.SECRETARY, conference))

    response = browser.post(ADDRESS, {**ENTERED, "party": lebanon.pk, "overflow": ""})

    invitation = Invitation.objects.get()
    assert response.headers["Location"] == f"/en/damascus-2020/office/participation/{invitation.pk}/"
    assert (invitation.sent_date, invitation.language, invitation.overflow) == (date(2020, 10, 15), "ar", 0)
    assert invitation.sensitivity == "delegations"


def test_the_form_says_at_the_field_that_a_party_is_on_the_list_and_keeps_what_was_typed() -> None:
    conference, lebanon = make.conference(), make.party("LB")
    make.invitation(conference, lebanon)
    browser = make.client(make.user(Role.SECRETARY, conference))

    response = browser.post(ADDRESS, {**ENTERED, "party": lebanon.pk, "overflow": "3"})

    assert response.status_code == 200
    assert response.context["form"].errors["party"] == ["Lebanon is on the list already."]
    assert 'value="3"' in response.content.decode()


def test_an_invitation_cannot_have_gone_out_tomorrow() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    response = browser.post(ADDRESS, {**ENTERED, "party": make.party("LB").pk, "sent_date": "2999-01-01"})

    assert response.context["form"].errors["sent_date"] == ["This day has not come yet."]


def test_an_officer_is_not_offered_a_level_that_the_officer_does_not_see() -> None:
    conference = make.conference()
    officer = make.user(Role.DESK_OFFICER, conference, desks=["delegations"])

    offered = make.client(officer).get(ADDRESS).context["form"].fields["sensitivity"].choices

    assert [key for key, _label in offered] == ["public", "delegations", "secretariat"]


def test_parties_are_offered_in_the_protocol_order_of_the_language() -> None:
    conference = make.conference()
    for code in ("ET", "EE", "EG"):
        make.party(code)
    browser = make.client(make.user(Role.SECRETARY, conference))

    names = [
        [str(party) for party in browser.get(address).context["form"].fields["party"].queryset.exclude(code="SY")]
        for address in (ADDRESS, ADDRESS.replace("/en/", "/fr/"))
    ]

    assert names[0] == ["Egypt", "Estonia", "Ethiopia"]
    assert len(names[1]) == 3


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_in_both_reading_directions(language: str) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(ADDRESS.replace("/en/", f"/{language}/"))

    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()
