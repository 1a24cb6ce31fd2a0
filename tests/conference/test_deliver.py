"""Handing messages to the mail server.

This verb has no page: it is the worker's alone, which writes down what became of a message in the name of whoever
sent it. It is tried here as the worker does it, through the task.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.conference.actions import carry, deliver, put_in_outbox
from secretariat.conference.models import Conference, Message
from secretariat.conference.queries import Letter
from tests import make

pytestmark = pytest.mark.django_db


class NobodyHome(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages: object) -> int:
        """Refuse the connection, as a closed port does."""
        raise ConnectionRefusedError("Connection refused " + "x" * 400)


def waiting(conference: Conference) -> Message:
    letter = Letter("reminder", "mission@example.org", "ar", "تذكير\nX-Evil: yes", "تتشرف الأمانة")
    return put_in_outbox(make.user(Role.SECRETARY, conference), conference, [letter])[0]


def test_a_message_goes_out_once_and_the_record_says_so() -> None:
    message = waiting(make.conference())

    carry.func(message.pk)
    carry.func(message.pk)

    (sent,) = mail.outbox
    assert sent.to == ["mission@example.org"]
    assert sent.extra_headers["Content-Language"] == "ar"
    message.refresh_from_db()
    assert (message.result, message.attempts) == (Message.Result.SENT, 1)
    assert message.sent_at is not None
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor) == ("conference.deliver", message.entered_by)
    assert entry.changes["result"] == ["waiting", "sent"]


def test_a_message_in_the_hands_of_one_worker_is_left_alone_by_another() -> None:
    message = waiting(make.conference())
    Message.objects.filter(pk=message.pk).update(taken_at=timezone.now())

    carry.func(message.pk)
    assert mail.outbox == []

    # That worker is gone.
    Message.objects.filter(pk=message.pk).update(taken_at=timezone.now() - timedelta(hours=1))
    carry.func(message.pk)
    assert len(mail.outbox) == 1


def test_a_subject_cannot_smuggle_a_header_in() -> None:
    message = waiting(make.conference())

    carry.func(message.pk)

    assert mail.outbox[0].subject == "تذكير X-Evil: yes"
    assert "X-Evil" not in dict(mail.outbox[0].message().items())


def test_a_server_that_does_not_answer_leaves_a_message_that_says_why(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.NobodyHome"
    message = waiting(make.conference())

    carry.func(message.pk)

    message.refresh_from_db()
    assert message.result == Message.Result.FAILED
    assert message.reason.startswith("Connection refused")
    assert (message.attempts, message.sent_at) == (1, None)
    assert Entry.objects.get().changes["result"] == ["waiting", "failed"]


def test_what_failed_goes_out_when_the_server_is_back(settings: Any) -> None:
    message = waiting(make.conference())
    whole = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.NobodyHome"
    carry.func(message.pk)
    settings.EMAIL_BACKEND = whole

    carry.func(message.pk)

    message.refresh_from_db()
    assert (message.result, message.reason, message.attempts) == (Message.Result.SENT, "", 2)


def test_nobody_else_writes_down_what_became_of_a_message() -> None:
    conference = make.conference()
    message = waiting(conference)

    with pytest.raises(PermissionDenied):
        deliver(make.user(Role.SECRETARY, conference), message, result=Message.Result.SENT, at=make.NOON)

    message.refresh_from_db()
    assert message.result == Message.Result.WAITING


def test_it_has_no_address() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("conference:deliver", args=["damascus-2020", 1])
