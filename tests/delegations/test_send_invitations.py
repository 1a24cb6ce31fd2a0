"""Mailing invitations to chosen parties."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.delegations.actions import send_invitations
from secretariat.delegations.models import Invitation
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/participation/send-invitations/"
TODAY = date(2020, 10, 20)


def test_each_party_is_written_to_in_its_language_and_the_day_is_kept() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, contact_mail="protocol@example.org", language="ar")

    batch = send_invitations(make.user(Role.SECRETARY, conference), conference, invitations=[invitation], today=TODAY)

    message = Message.objects.get()
    assert (message.to, message.language, message.kind) == ("protocol@example.org", "ar", "invitation")
    assert "مؤتمر عودة اللاجئين" in message.subject
    invitation.refresh_from_db()
    assert (invitation.sent_date, invitation.sent_through) == (TODAY, "mail")
    assert (batch.done, Entry.objects.get(verb="delegations.send_invitations").batch["counts"]) == (1, {"messages": 1})


def test_who_has_no_address_or_was_invited_is_skipped_with_the_reason() -> None:
    conference = make.conference()
    chosen = [
        make.invitation(conference, make.party("LB")),
        make.invitation(conference, make.party("JO"), contact_mail="a@example.org", sent_date=date(2020, 10, 1)),
    ]

    batch = send_invitations(make.user(Role.SECRETARY, conference), conference, invitations=chosen, today=TODAY)

    assert dict(batch.skipped) == {"Lebanon": "has no mail address", "Jordan": "was invited on 1 October 2020"}
    assert not Message.objects.exists()
    assert not Entry.objects.exists()


def test_a_reader_may_not_send_invitations() -> None:
    conference = make.conference()
    reader, invitation = make.user(Role.READER, conference), make.invitation(conference, contact_mail="a@example.org")

    with pytest.raises(PermissionDenied):
        send_invitations(reader, conference, invitations=[invitation], today=TODAY)

    assert make.client(reader).post(ADDRESS, {"invitation": invitation.pk}).status_code == 403
    assert not Message.objects.exists()


def test_invitations_of_another_conference_are_not_written_to() -> None:
    conference = make.conference()
    foreign = make.invitation(make.conference("elsewhere"), contact_mail="a@example.org")
    both = make.user(Role.SECRETARY, conference)
    own = make.invitation(conference, contact_mail="b@example.org")

    make.client(both).post(ADDRESS, {"invitation": [foreign.pk, own.pk]})

    assert list(Message.objects.values_list("to", flat=True)) == ["b@example.org"]
    assert Invitation.objects.get(pk=foreign.pk).sent_date is None


def test_an_address_that_is_only_visited_sends_nothing() -> None:
    conference = make.conference()

    assert make.client(make.user(Role.SECRETARY, conference)).get(ADDRESS).status_code == 405


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_board_says_what_was_done_and_what_was_skipped(language: str) -> None:
    conference = make.conference()
    chosen = [
        make.invitation(conference, make.party("LB"), contact_mail="a@example.org"),
        make.invitation(conference, make.party("JO")),
    ]
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(
        ADDRESS.replace("/en/", f"/{language}/"),
        {"invitation": [each.pk for each in chosen], "view": "standing=invited"},
        follow=True,
    )

    assert page.redirect_chain[0][0].endswith("participation/?standing=invited")
    assert page.context["result"]["done"] == 1
    assert len(page.context["result"]["skipped"]) == 1
