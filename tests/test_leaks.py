"""What nobody may learn by a side door."""

from datetime import date
from typing import Any

import pytest

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.conference.actions import put_in_outbox, show_party_as
from secretariat.conference.models import Message
from secretariat.delegations.actions import name_delegate, revise_invitation, send_invitations
from secretariat.delegations.models import DelegateRole, Standing
from secretariat.delegations.queries import invitation_letter
from tests import make

pytestmark = pytest.mark.django_db
OFFICE = "/en/damascus-2020/office/"


def test_a_focal_point_does_not_read_what_the_secretariat_wrote_down_of_their_party() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, make.party("LB"), sensitivity="secretariat")
    answer = make.answer(invitation, Standing.TENTATIVE, sensitivity="secretariat")
    focal = make.client(make.user(Role.FOCAL_POINT, conference, party=make.party("LB")))

    for kind, row in (("answer", answer), ("invitation", invitation)):
        assert focal.get(f"{OFFICE}history/delegations.{kind}/{row.pk}/").status_code == 404


def test_a_press_officer_reads_no_letter_to_a_party() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    invitation = make.invitation(conference, contact_mail="a@example.org", sensitivity="restricted")
    put_in_outbox(secretary, conference, [invitation_letter(conference, invitation)])
    message = Message.objects.get()

    for role in (Role.PRESS_OFFICER, Role.DOOR_OFFICER, Role.READER):
        browser = make.client(make.user(role, conference))
        assert browser.get(f"{OFFICE}outbox/{message.pk}/").status_code == 404
    assert make.client(secretary).get(f"{OFFICE}outbox/{message.pk}/").status_code == 200


def test_the_name_of_a_head_kept_restricted_is_not_told_in_a_refusal() -> None:
    conference = make.conference()
    delegation = make.delegation(conference, make.party("LB"))
    make.delegate(delegation, "Hidden Person", role=DelegateRole.HEAD, sensitivity="restricted")
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    with pytest.raises(Refused) as refused:
        name_delegate(focal, delegation, details={"name": "Amal", "role": DelegateRole.HEAD})

    assert "Hidden Person" not in str(refused.value)


def test_a_secretary_without_a_second_factor_enters_no_page_of_any_office(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    secretary = make.client(make.user(Role.SECRETARY, make.conference()))
    keeper = make.client(User.objects.create_superuser("keeper@example.org", name="Keeper"))

    for browser, address in (
        (secretary, OFFICE),
        (secretary, "/en/office/load/"),
        (keeper, "/en/office/load/"),
        (keeper, "/en/office/convene/"),
    ):
        page = browser.get(address)
        assert page.status_code == 302, address
        assert "/accounts/2fa/" in page["Location"]


def test_a_form_opened_before_the_invitations_went_out_is_stale() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    invitation = make.invitation(conference, contact_mail="a@example.org")

    send_invitations(secretary, conference, invitations=[invitation], today=date(2020, 10, 1))

    with pytest.raises(Stale):
        revise_invitation(secretary, invitation, version=1, details={"sent_date": None})
    invitation.refresh_from_db()
    assert invitation.sent_date == date(2020, 10, 1)


def test_another_name_shown_for_a_party_is_recorded_with_the_old_one() -> None:
    conference, lebanon = make.conference(), make.party("LB")
    secretary = make.user(Role.SECRETARY, conference)
    show_party_as(secretary, conference, party=lebanon, name="The Lebanon")

    show_party_as(secretary, conference, party=lebanon, name="Lebanon (Republic)")

    newest = Entry.objects.order_by("-revision")[0]
    assert "The Lebanon" in str(newest.changes)
    assert "Lebanon (Republic)" in str(newest.changes)
