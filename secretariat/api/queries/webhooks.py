"""What pages show of webhooks."""

from django.db.models import Count, Max, Q, QuerySet

from secretariat.accounts.models import User
from secretariat.api.models import Delivery, DeliveryState, Webhook
from secretariat.conference.models import Conference


def webhooks_of(user: User, conference: Conference) -> QuerySet[Webhook]:
    """The webhooks of a conference with how many messages wait and are given up, those that tell first. One query."""
    kept = Webhook.objects.in_office_of(user).filter(conference=conference)
    return kept.annotate(
        waiting=Count("deliveries", filter=Q(deliveries__state=DeliveryState.WAITING)),
        given_up=Count("deliveries", filter=Q(deliveries__state=DeliveryState.GIVEN_UP)),
        arrived_at=Max("deliveries__tried_at", filter=Q(deliveries__state=DeliveryState.DELIVERED)),
    ).order_by("stopped_at", "name", "pk")


def log_of(webhook: Webhook, state: str = "") -> QuerySet[Delivery]:
    """The messages to a webhook, newest first; without their texts."""
    kept = webhook.deliveries.filter(state=state) if state else webhook.deliveries.all()
    return kept.defer("body").order_by("-pk")


def copies_of(delivery: Delivery) -> QuerySet[Delivery]:
    """The same message as it was sent before and after."""
    same = Delivery.objects.filter(webhook=delivery.webhook_id, identifier=delivery.identifier)
    return same.exclude(pk=delivery.pk).defer("body").order_by("pk")
