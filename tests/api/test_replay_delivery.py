"""A message is sent again: one that waits at once, another as a copy under the same number."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.api.actions import replay_delivery
from secretariat.api.models import Delivery, DeliveryState, Webhook
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from tests import make, make_webhooks
from tests.make import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


@pytest.mark.parametrize("state", [DeliveryState.DELIVERED, DeliveryState.GIVEN_UP])
def test_of_one_that_is_over_a_copy_goes_under_the_same_number_with_the_same_text(state: str) -> None:
    conference = make.conference()
    over = make_webhooks.delivery(make_webhooks.webhook(conference), state=state, attempts=10, next_at=None)

    copy = replay_delivery(make.user(Role.SECRETARY, conference), over, at=LATER)

    assert (copy.identifier, copy.body, copy.verb, copy.revision) == (
        over.identifier,
        over.body,
        over.verb,
        over.revision,
    )
    assert (copy.is_replay, copy.attempts, copy.next_at, copy.state) == (True, 0, LATER, DeliveryState.WAITING)
    assert Delivery.objects.get(pk=over.pk).state == state
    assert Entry.objects.get().made_id == copy.pk


def test_one_that_waits_is_tried_at_once_and_no_copy_is_made() -> None:
    conference = make.conference()
    waiting = make_webhooks.delivery(
        make_webhooks.webhook(conference), attempts=4, trouble="status", next_at=LATER + timedelta(hours=9)
    )

    replay_delivery(make.user(Role.SECRETARY, conference), waiting, at=LATER)

    kept = Delivery.objects.get()
    assert (kept.next_at, kept.attempts) == (LATER, 4)
    assert set(Entry.objects.get().changes) == {"next_at"}


def test_one_in_the_hands_of_a_worker_is_not_sent_beside_it() -> None:
    conference = make.conference()
    taken = make_webhooks.delivery(
        make_webhooks.webhook(conference), attempts=1, tried_at=LATER, next_at=LATER + timedelta(seconds=50)
    )

    with pytest.raises(Refused, match="at this moment"):
        replay_delivery(make.user(Role.SECRETARY, conference), taken, at=LATER)


def test_no_second_copy_waits_beside_the_first() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    over = make_webhooks.delivery(make_webhooks.webhook(conference), state=DeliveryState.GIVEN_UP, next_at=None)
    replay_delivery(secretary, over, at=LATER)

    with pytest.raises(Refused, match="waits to be delivered already"):
        replay_delivery(secretary, over, at=LATER)


def test_nothing_is_sent_again_to_one_that_is_stopped() -> None:
    conference = make.conference()
    over = make_webhooks.delivery(make_webhooks.webhook(conference), state=DeliveryState.GIVEN_UP)
    Webhook.objects.update(stopped_at=NOON)

    with pytest.raises(Refused, match="Resume it first"):
        replay_delivery(make.user(Role.SECRETARY, conference), over, at=LATER)


def test_nobody_but_a_secretary_may() -> None:
    conference = make.conference()
    over = make_webhooks.delivery(make_webhooks.webhook(conference), state=DeliveryState.GIVEN_UP)

    with pytest.raises(PermissionDenied):
        replay_delivery(make.user(Role.RAPPORTEUR, conference), over, at=LATER)


def test_the_page_of_a_message_shows_its_text_to_the_letter_and_sends_it_again() -> None:
    conference = make.conference()
    body = '{"type":"<script>alert(1)</script>"}'
    over = make_webhooks.delivery(make_webhooks.webhook(conference), state=DeliveryState.GIVEN_UP, body=body)
    desk = make.client(make.user(Role.SECRETARY, conference))
    page = f"/en/damascus-2020/office/webhooks/messages/{over.pk}/"

    shown = desk.get(page).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert" not in shown
    assert "on its way again" in desk.post(f"{page}replay/", follow=True).content.decode()
    assert "The same message at other times" in desk.get(page).content.decode()
