"""A webhook goes on where it was stopped, and nothing is lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.api.actions import resume_webhook
from secretariat.api.actions.webhooks_telling import make_messages
from secretariat.api.models import Delivery
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from tests import make, make_webhooks
from tests.make import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=4)


def test_it_tells_what_happened_meanwhile_and_what_waited_is_tried_at_once() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference, stopped_at=NOON, stopped_why="failing", failing_since=NOON)
    waited = make_webhooks.delivery(webhook, attempts=3, trouble="status", next_at=NOON + timedelta(days=9))
    meanwhile = make_webhooks.entry(conference)

    resume_webhook(make.user(Role.SECRETARY, conference), webhook, at=LATER)
    make_messages(webhook.pk, at=LATER)

    webhook.refresh_from_db()
    waited.refresh_from_db()
    assert (webhook.stopped_at, webhook.stopped_why, webhook.failing_since) == (None, "", None)
    assert waited.next_at == LATER
    assert list(Delivery.objects.exclude(pk=waited.pk).values_list("revision", flat=True)) == [meanwhile.revision]
    assert Entry.objects.filter(verb="api.resume_webhook").count() == 1


def test_what_a_worker_has_in_hand_is_left_to_it() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference, stopped_at=NOON)
    in_hand = make_webhooks.delivery(webhook, attempts=1, next_at=LATER + timedelta(seconds=30))

    resume_webhook(make.user(Role.SECRETARY, conference), webhook, at=LATER)

    in_hand.refresh_from_db()
    assert in_hand.next_at == LATER + timedelta(seconds=30)


def test_one_that_is_not_stopped_is_not_resumed() -> None:
    conference = make.conference()

    with pytest.raises(Refused, match="not stopped"):
        resume_webhook(make.user(Role.SECRETARY, conference), make_webhooks.webhook(conference), at=LATER)


def test_nobody_but_a_secretary_may() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference, stopped_at=NOON)

    with pytest.raises(PermissionDenied):
        resume_webhook(make_webhooks.hand(), webhook, at=LATER)


def test_the_page_says_how_many_deeds_wait() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference, stopped_at=NOON, stopped_why="gone", topics=["delegations"])
    make_webhooks.entry(conference)
    make_webhooks.entry(conference, "door.issue_badge")
    desk = make.client(make.user(Role.SECRETARY, conference))
    page = f"/en/damascus-2020/office/webhooks/{webhook.pk}/"

    assert "1 deed waits to be told" in desk.get(page).content.decode()
    assert "wants no more messages" in desk.get(page).content.decode()
    assert "It goes on" in desk.post(f"{page}resume/", follow=True).content.decode()
