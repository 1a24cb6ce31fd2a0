"""Reminding those who have not answered."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.delegations.actions import remind
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/participation/remind/"


def test_a_reminder_goes_out_in_the_language_of_the_party_and_is_recorded() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, contact_mail="protocol@example.org", language="en", sent_date=make.TODAY)

    remind(make.user(Role.SECRETARY, conference), conference, invitations=[invitation])

    message = Message.objects.get()
    assert (message.kind, message.subject) == ("reminder", "Reminder: Conference on the Return of Refugees")
    assert "recalls its invitation to Lebanon" in message.body
    assert Entry.objects.get(verb="delegations.remind").batch["counts"] == {"messages": 1}


def test_who_answered_is_skipped_with_the_answer() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, contact_mail="protocol@example.org")
    make.answer(invitation, "declined")

    batch = remind(make.user(Role.SECRETARY, conference), conference, invitations=[invitation])

    assert batch.skipped == (("Lebanon", "has answered: Declined"),)
    assert not Message.objects.exists()


def test_who_was_never_written_to_is_not_reminded() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, contact_mail="protocol@example.org")

    batch = remind(make.user(Role.SECRETARY, conference), conference, invitations=[invitation])

    assert batch.skipped == (("Lebanon", "no invitation is on record; write down when it went out"),)
    assert not Message.objects.exists()


def test_an_answer_that_the_officer_may_not_know_of_is_neither_asked_for_nor_told() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, contact_mail="protocol@example.org", sent_date=make.TODAY)
    make.answer(invitation, "accepted", sensitivity=Sensitivity.RESTRICTED)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["delegations"])

    batch = remind(officer, conference, invitations=[invitation])

    assert batch.skipped == (("Lebanon", "there is nothing to remind of"),)
    assert not Message.objects.exists()


def test_a_reader_may_not_remind() -> None:
    conference = make.conference()
    reader, invitation = make.user(Role.READER, conference), make.invitation(conference, contact_mail="a@example.org")

    with pytest.raises(PermissionDenied):
        remind(reader, conference, invitations=[invitation])

    assert make.client(reader).post(ADDRESS, {"invitation": invitation.pk}).status_code == 403


def test_an_officer_does_not_reach_an_invitation_that_the_officer_does_not_see() -> None:
    conference = make.conference()
    hidden = make.invitation(conference, contact_mail="a@example.org", sensitivity=Sensitivity.RESTRICTED)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["delegations"])

    make.client(officer).post(ADDRESS, {"invitation": hidden.pk})

    assert not Message.objects.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_board_says_the_result_and_loading_it_again_repeats_nothing(language: str) -> None:
    conference = make.conference()
    invitation = make.invitation(conference, make.party("LB"), contact_mail="a@example.org", sent_date=make.TODAY)
    answered = make.invitation(conference, make.party("JO"), contact_mail="b@example.org")
    make.answer(answered, "declined")
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(
        ADDRESS.replace("/en/", f"/{language}/"), {"invitation": [invitation.pk, answered.pk]}, follow=True
    )
    again = browser.get(page.request["PATH_INFO"])

    assert page.context["result"]["done"] == 1
    assert again.context["result"] is None
    assert Message.objects.count() == 1


def test_an_address_to_go_back_to_never_leaves_the_board() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    response = browser.post(ADDRESS, {"view": "q=a\r\nX: y&format=csv//evil.example"})

    assert response.headers["Location"].startswith("/en/damascus-2020/office/participation/?q=a")
    assert "format" not in response.headers["Location"]
