"""What has served is deleted by the night: addresses of letters and invitations, answers by mail, sessions."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference, Message
from secretariat.config.nightly import nightly
from secretariat.programme.models import Convocation, Invitee, ReceivedReply
from tests import make, make_dossier
from tests.make import NOON

pytestmark = pytest.mark.django_db


def letter(conference: Conference, **fields: Any) -> Message:
    secretary = make.user(Role.SECRETARY, conference)
    values: dict[str, Any] = {
        "kind": "hold",
        "language": "en",
        "subject": "A hold",
        "body": "Text",
        "to": "a@b.example",
    }
    return Message.objects.create(conference=conference, entered_by=secretary, **{**values, **fields})


def test_to_whom_a_letter_went_is_deleted_and_what_was_written_stays() -> None:
    conference = make.conference()
    sent, waits = letter(conference, result="sent"), letter(conference)

    told: Any = nightly.call()

    assert told["deleted"] == {conference.slug: {"addresses_of_letters": 1}}
    sent.refresh_from_db()
    waits.refresh_from_db()
    assert (sent.to, sent.body, waits.to, waits.result) == ("", "Text", "a@b.example", "waiting")


def test_addresses_of_invitees_and_answers_by_mail_are_deleted_and_who_was_invited_stays() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    convocation = Convocation.objects.create(
        conference=conference,
        meeting=make_dossier.meeting(conference),
        summary="Talks",
        entered_by=secretary,
        starts_at=NOON,
        ends_at=NOON + timedelta(hours=1),
        sent_at=NOON,
    )
    whom: dict[str, Any] = {"conference": conference, "convocation": convocation}
    one, other = (
        Invitee.objects.create(name=name, mail=f"{name}@b.example", comment="Late", stands_in="Rita", **whom)
        for name in ("Amal", "Karim")
    )
    reply = ReceivedReply.objects.create(
        invitee=one,
        claimed_mail="Amal@b.example",
        claimed_name="Amal",
        sender="x",
        comment="Late",
        answer="accepted",
        received_at=NOON,
        entered_by=secretary,
        **whom,
    )

    nightly.call()
    nightly.call()

    for row in (one, other, reply):
        row.refresh_from_db()
    assert (one.name, one.mail, one.comment, one.stands_in) == ("Amal", f"{one.pk}@erased.invalid", "", "")
    assert other.mail == f"{other.pk}@erased.invalid"
    assert (reply.claimed_mail, reply.claimed_name, reply.sender, reply.comment) == ("", "", "", "")


def test_before_it_is_due_nothing_of_it_is_deleted() -> None:
    today = timezone.now().date()
    sent = letter(make.conference(start_date=today, end_date=today), result="sent")

    nightly.call()

    sent.refresh_from_db()
    assert sent.to == "a@b.example"


def test_sessions_that_are_over_are_deleted() -> None:
    for key, days in (("over", -1), ("under-way", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=timezone.now() + timedelta(days=days))

    nightly.call()

    assert [each.session_key for each in Session.objects.all()] == ["under-way"]
