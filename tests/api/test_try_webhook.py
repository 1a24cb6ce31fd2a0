"""A webhook is tried out by a message that tells of nothing, and that is tried once."""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.api.actions import try_webhook
from secretariat.api.models import Delivery, DeliveryState, Webhook
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.config.telling import tell_all
from tests import make, make_webhooks
from tests.make import NOON

pytestmark = pytest.mark.django_db


def test_a_message_is_made_that_names_nothing_but_the_webhook() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference, topics=["door"])

    delivery = try_webhook(make.user(Role.SECRETARY, conference), webhook, at=NOON)

    body = json.loads(delivery.body)
    assert (body["type"], body["timestamp"]) == ("api.try_webhook", "2020-11-01T12:00:00.000Z")
    assert body["data"]["thing"] == {"kind": "api.webhook", "id": webhook.pk}
    assert Entry.objects.get().made_id == delivery.pk


def test_one_that_fails_is_not_tried_again_and_says_nothing_of_the_webhook(settings: Any) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    conference = make.conference()
    with make_webhooks.receiving(status=500) as receiver:
        webhook = make_webhooks.webhook(conference, url=receiver.url)
        try_webhook(make.user(Role.SECRETARY, conference), webhook, at=NOON)
        tell_all()

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.status, delivery.attempts) == (DeliveryState.GIVEN_UP, 500, 1)
    assert Webhook.objects.get().failing_since is None


def test_one_is_under_way_at_a_time_and_none_while_it_is_stopped() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    secretary = make.user(Role.SECRETARY, conference)
    try_webhook(secretary, webhook, at=NOON)

    with pytest.raises(Refused, match="under way already"):
        try_webhook(secretary, webhook, at=NOON)
    Webhook.objects.update(stopped_at=NOON)
    with pytest.raises(Refused, match="Resume it first"):
        try_webhook(secretary, webhook, at=NOON)


def test_nobody_but_a_secretary_may() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)

    with pytest.raises(PermissionDenied):
        try_webhook(make.user(Role.PRESS_OFFICER, conference), webhook, at=NOON)


def test_the_button_sends_it_and_the_log_shows_it() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    desk = make.client(make.user(Role.SECRETARY, conference))

    page = desk.post(f"/en/damascus-2020/office/webhooks/{webhook.pk}/try/", follow=True).content.decode()

    assert "a message to try it out" in page
