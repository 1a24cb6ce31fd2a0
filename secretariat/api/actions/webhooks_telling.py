"""What the worker does for webhooks: deeds become messages, and messages are delivered.

None of it is written into the record: what became of each message stands in the message. Only that the house stopped a
webhook is a deed, as any other.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from secretariat.accounts.models import User
from secretariat.api.actions.webhooks import stop_webhook
from secretariat.api.models import Delivery, DeliveryState, Webhook
from secretariat.api.queries.webhooks_due import Due, what_is_due
from secretariat.api.queries.webhooks_messages import TRY, entries_to_tell, message_about
from secretariat.api.queries.webhooks_targets import secrets_of, target_of
from secretariat.api.queries.webhooks_words import ADDRESS, FAILING, GONE, SECRET
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.engines import webhooks

# For so long a message is in one worker's hands. Finding the host and delivering end within a quarter of it; a worker
# that has not written down by then what became of it is gone, and another takes it up.
LEASE = timedelta(seconds=60)
# All of a try ends within this time, whatever the other side does.
SECONDS = 5.0
# For so long in each round those that answer are told more, before one of those that fail is tried again.
ROUND = timedelta(seconds=10)
FAILS_FOR = timedelta(days=3)
KEPT_FOR = timedelta(days=30)
_HEADERS = {"Content-Type": "application/json", "User-Agent": "Secretariat"}


@dataclass(frozen=True)
class Came:
    """What came of one try: the status, and by its code what was wrong; nothing where it arrived."""

    trouble: str = ""
    status: int | None = None
    milliseconds: int | None = None
    retry_after: timedelta = timedelta(0)


def tell_what_is_due(hand: Callable[[], User], *, at: datetime) -> int:
    """Do one round of what webhooks wait for, and say how much was done; the hand is that of the house.

    One message each to those that answer, again and again for some seconds while there are any, and then one to a
    single one of those that fail: who keeps the worker waiting, keeps nobody else waiting for long.
    """
    done, until = 0, timezone.now() + ROUND
    while True:
        due = what_is_due(at)
        told = sum(make_messages(each.webhook_id, at=at) for each in due if each.is_behind)
        told += sum(deliver_one(each, hand) for each in _messages(due, is_failing=False))
        done += told
        if not told or timezone.now() >= until:
            break
    return done + sum(deliver_one(each, hand) for each in _messages(due, is_failing=True)[:1])


def make_messages(webhook_id: int, *, at: datetime) -> int:
    """Make a message of each deed of which a webhook is to be told; says whether there was any deed to look at.

    The messages and the revision up to which they are made are written together, and while they are no other worker
    makes any for this webhook.
    """
    with transaction.atomic():
        held = Webhook.objects.select_for_update(no_key=True, skip_locked=True)
        webhook = held.filter(pk=webhook_id, stopped_at=None).first()
        if webhook is None:
            return 0
        entries, up_to = entries_to_tell(webhook)
        slug = Conference.objects.values_list("slug", flat=True).get(pk=webhook.conference_id)
        made = [message_about(entry, webhook, slug, at=at) for entry in entries]
        # A deed is told once, also where somebody set the revision back.
        Delivery.objects.bulk_create(made, ignore_conflicts=True)
        return Webhook.objects.filter(pk=webhook_id, revision__lt=up_to).update(revision=up_to)


def deliver_one(due: int, hand: Callable[[], User]) -> int:
    """Take a message in hand, deliver it, and write down what came of it; says whether it was there to be taken."""
    delivery = take_in_hand(due, at=timezone.now())
    if delivery is None:
        return 0
    came = try_to_deliver(delivery, at=timezone.now())
    note(delivery, came, hand, at=timezone.now())
    return 1


def take_in_hand(delivery_id: int, *, at: datetime) -> Delivery | None:
    """Take a message that is due, so that no other worker does; nothing where another was faster."""
    if not Webhook.objects.filter(deliveries=delivery_id, stopped_at=None).exists():
        return None
    # The row alone is asked: where another has just changed it, it is judged again as it is then.
    due = Delivery.objects.filter(pk=delivery_id, state=DeliveryState.WAITING, next_at__lte=at)
    taken = {"attempts": F("attempts") + 1, "tried_at": at, "next_at": at + LEASE}
    if not due.update(**taken, status=None, trouble="", milliseconds=None):
        return None
    return Delivery.objects.select_related("webhook").get(pk=delivery_id)


def try_to_deliver(delivery: Delivery, *, at: datetime) -> Came:
    """Send a message once to where its webhook leads now; nothing is written, and nothing held, meanwhile."""
    signing = secrets_of(delivery.webhook, at)
    if not signing:
        return Came(SECRET)
    try:
        target = target_of(delivery.webhook.url)
    except webhooks.Refused as refused:
        return Came(ADDRESS + refused.code)
    body = delivery.body.encode()
    headers = webhooks.signed_headers(signing, identifier=delivery.identifier, at=at, body=body)
    outcome = webhooks.deliver(target, headers={**_HEADERS, **headers}, body=body, seconds=SECONDS)
    return Came(
        outcome.reason,
        outcome.status or None,
        round(outcome.seconds * 1000),
        outcome.retry_after or timedelta(0),
    )


def note(delivery: Delivery, came: Came, hand: Callable[[], User], *, at: datetime) -> None:
    """Write down what came of a try: it arrived, it is tried again, or it is given up, and then perhaps the webhook."""
    with transaction.atomic():
        webhook = Webhook.objects.select_for_update(no_key=True).get(pk=delivery.webhook_id)
        # Whoever took so long that another has taken it up has nothing more to say.
        mine = Delivery.objects.filter(
            pk=delivery.pk, state=DeliveryState.WAITING, attempts=delivery.attempts, tried_at=delivery.tried_at
        )
        if webhook.url != delivery.webhook.url:
            # What the former address answered says nothing of the one that it leads to now.
            mine.update(**_fields_of_former(delivery, came, at))
            return
        fields = _fields(delivery, came, at)
        if not mine.update(**fields):
            return
        if not came.trouble:
            webhook.failing_since = None
        elif delivery.verb != TRY:
            webhook.failing_since = webhook.failing_since or at
        webhook.save(update_fields=["failing_since"])
    why = _why_to_stop(webhook, delivery, (came.trouble, fields["state"]), at)
    if why:
        with contextlib.suppress(Refused):
            stop_webhook(hand(), webhook, at=at, why=why)


def forget_deliveries(at: datetime) -> int:
    """Delete the messages of which nothing more is tried, a month after they were made."""
    count, _by_kind = Delivery.objects.over().filter(made_at__lt=at - KEPT_FOR).delete()
    return count


def _messages(due: list[Due], *, is_failing: bool) -> list[int]:
    return [each.delivery_id for each in due if each.delivery_id and each.is_failing == is_failing]


def _fields(delivery: Delivery, came: Came, at: datetime) -> dict[str, Any]:
    told = {"status": came.status, "trouble": came.trouble, "milliseconds": came.milliseconds}
    if not came.trouble:
        return {**told, "state": DeliveryState.DELIVERED, "next_at": None}
    most = 1 if delivery.verb == TRY else webhooks.MOST_ATTEMPTS
    if delivery.attempts >= most:
        return {**told, "state": DeliveryState.GIVEN_UP, "next_at": None}
    wait = webhooks.wait_before(delivery.attempts + 1, identifier=delivery.identifier)
    return {**told, "state": DeliveryState.WAITING, "next_at": at + max(wait, came.retry_after)}


def _fields_of_former(delivery: Delivery, came: Came, at: datetime) -> dict[str, Any]:
    fields = _fields(delivery, came, at)
    is_over = not came.trouble or delivery.verb == TRY
    return fields if is_over else {**fields, "state": DeliveryState.WAITING, "next_at": at}


def _why_to_stop(webhook: Webhook, delivery: Delivery, ended: tuple[str, str], at: datetime) -> str:
    trouble, state = ended
    if trouble == GONE:
        return GONE
    is_over = state == DeliveryState.GIVEN_UP and delivery.verb != TRY
    has_failed_for_long = webhook.failing_since is not None and webhook.failing_since <= at - FAILS_FOR
    return FAILING if is_over and has_failed_for_long else ""
