"""To try a webhook out, and to send again what was sent before."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.api import permissions
from secretariat.api.models import Delivery, DeliveryState, Webhook
from secretariat.api.queries.webhooks_due import never_delivered
from secretariat.api.queries.webhooks_messages import TRY, copy_of, message_to_try
from secretariat.audit.action import Batch, Refused, action, label_of
from secretariat.audit.queries import revision_of


@action(allow=permissions.may_try_webhook)
def try_webhook(actor: User, webhook: Webhook, *, at: datetime) -> Delivery:
    """Send a message that tells of nothing, to see whether messages arrive; it is tried once."""
    del actor
    _unless_stopped(webhook)
    if webhook.deliveries.filter(verb=TRY, state=DeliveryState.WAITING).exists():
        raise Refused(_("A message to try it out is under way already."))
    revision = revision_of(webhook.conference_id)
    delivery = message_to_try(webhook, webhook.conference.slug, revision=revision, at=at)
    delivery.save()
    return delivery


@action(allow=permissions.may_replay_delivery)
def replay_delivery(actor: User, delivery: Delivery, *, at: datetime) -> Delivery:
    """Send a message again now: one that still waits is tried at once, of another a copy goes under the same number."""
    del actor
    _unless_stopped(delivery.webhook)
    if delivery.state == DeliveryState.WAITING:
        if delivery.is_in_hand(at):
            raise Refused(_("It is being delivered at this moment."))
        delivery.next_at = at
        delivery.save(update_fields=["next_at"])
        return delivery
    if _is_under_way(delivery):
        raise Refused(_("A copy of this message waits to be delivered already."))
    copy = copy_of(delivery, at=at)
    copy.save()
    return copy


@action(allow=permissions.may_replay_given_up)
def replay_given_up(actor: User, webhook: Webhook, *, at: datetime) -> Batch:
    """Send again every message that was given up, unless it has arrived since or is under way."""
    del actor
    _unless_stopped(webhook)
    copies = [copy_of(each, at=at) for each in never_delivered(webhook).select_related("webhook")]
    if not copies:
        raise Refused(_("No message is given up that has not arrived since."))
    made = Delivery.objects.bulk_create(copies)
    kind = label_of(made[0])
    rows = {kind: [each.pk for each in made]}
    return Batch(webhook.name, webhook.conference_id, counts={kind: len(made)}, rows=rows)


def _unless_stopped(webhook: Webhook) -> None:
    if webhook.stopped_at is not None:
        raise Refused(_("This webhook is stopped. Resume it first."))


def _is_under_way(delivery: Delivery) -> bool:
    same = Delivery.objects.filter(webhook=delivery.webhook_id, identifier=delivery.identifier)
    return same.filter(state=DeliveryState.WAITING).exists()
