"""All that was given up is sent again, but for what has arrived since or is under way."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.api.actions import replay_given_up
from secretariat.api.models import Delivery, DeliveryState
from secretariat.audit.action import Refused
from secretariat.audit.models import BatchRows, Entry
from tests import make, make_webhooks
from tests.make import NOON

pytestmark = pytest.mark.django_db
GIVEN_UP = {"state": DeliveryState.GIVEN_UP, "next_at": None}


def test_each_is_sent_once_and_the_deed_counts_them() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    first, second = (make_webhooks.delivery(webhook, **GIVEN_UP) for _ in range(2))
    make_webhooks.delivery(webhook, state=DeliveryState.DELIVERED)
    make_webhooks.delivery(make_webhooks.webhook(conference, name="Other"), **GIVEN_UP)

    batch = replay_given_up(make.user(Role.SECRETARY, conference), webhook, at=NOON)

    copies = Delivery.objects.filter(is_replay=True)
    assert {each.identifier for each in copies} == {first.identifier, second.identifier}
    assert (batch.done, Entry.objects.get().batch["counts"]) == (2, {"api.delivery": 2})
    assert BatchRows.objects.get().first_id == copies.last().pk  # type: ignore[union-attr]


def test_what_arrived_since_or_waits_or_was_only_a_try_is_left_out() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    arrived, waits = (make_webhooks.delivery(webhook, **GIVEN_UP) for _ in range(2))
    make_webhooks.delivery(webhook, verb="api.try_webhook", **GIVEN_UP)
    again = make_webhooks.delivery(webhook, **GIVEN_UP)
    for of, state in ((arrived, "delivered"), (waits, "waiting"), (again, "given up")):
        make_webhooks.delivery(webhook, identifier=of.identifier, is_replay=True, state=state)

    batch = replay_given_up(make.user(Role.SECRETARY, conference), webhook, at=NOON)

    assert batch.done == 1
    assert Delivery.objects.latest("pk").identifier == again.identifier


def test_where_nothing_is_given_up_it_is_refused() -> None:
    conference = make.conference()

    with pytest.raises(Refused, match="No message is given up"):
        replay_given_up(make.user(Role.SECRETARY, conference), make_webhooks.webhook(conference), at=NOON)


def test_nobody_but_a_secretary_may() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)

    with pytest.raises(PermissionDenied):
        replay_given_up(make.user(Role.DESK_OFFICER, conference), webhook, at=NOON)


def test_the_button_says_how_many_and_sends_them() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    make_webhooks.delivery(webhook, **GIVEN_UP)
    desk = make.client(make.user(Role.SECRETARY, conference))
    page = f"/en/damascus-2020/office/webhooks/{webhook.pk}/"

    assert "Send 1 message again that was given up" in desk.get(page).content.decode()
    assert "on its way again" in desk.post(f"{page}replay/", follow=True).content.decode()
    assert "Send 1 message again" not in desk.get(page).content.decode()
