"""What a worker finds to do for webhooks."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from secretariat.api.models import Delivery, DeliveryState, Webhook
from secretariat.api.queries.webhooks_messages import TRY
from secretariat.audit.models import Record


@dataclass(frozen=True)
class Due:
    """A webhook for which there is something to do: deeds of which it was not told, and a message that is due."""

    webhook_id: int
    is_behind: bool
    delivery_id: int | None
    is_failing: bool


def what_is_due(at: datetime) -> list[Due]:
    """Webhooks for which there is something to do, those that answer before those that fail. One query.

    Of each webhook one message, the one that waits longest: none keeps the others from theirs.
    """
    newer = Record.objects.filter(pk=OuterRef("conference_id"), revision__gt=OuterRef("revision"))
    waiting = Delivery.objects.filter(webhook=OuterRef("pk"), state=DeliveryState.WAITING, next_at__lte=at)
    first = waiting.order_by("next_at", "pk")[:1]
    rows = (
        Webhook.objects.filter(stopped_at=None)
        .annotate(is_behind=Exists(newer), due=Subquery(first.values("pk")), due_at=Subquery(first.values("next_at")))
        .filter(Q(is_behind=True) | Q(due__isnull=False))
        .order_by(F("failing_since").asc(nulls_first=True), "due_at", "pk")
        .values_list("pk", "is_behind", "due", "failing_since")
    )
    found = [Due(pk, bool(is_behind), due, since is not None) for pk, is_behind, due, since in rows]
    return [each for each in found if not each.is_failing] + [each for each in found if each.is_failing]


def never_delivered(webhook: Webhook) -> QuerySet[Delivery]:
    """The messages to a webhook that were given up, and of which no copy has arrived or is under way since."""
    others = Delivery.objects.filter(webhook=OuterRef("webhook"), identifier=OuterRef("identifier"))
    better = others.exclude(state=DeliveryState.GIVEN_UP)
    later = others.filter(pk__gt=OuterRef("pk"))
    given_up = webhook.deliveries.filter(state=DeliveryState.GIVEN_UP)
    return given_up.exclude(verb=TRY).exclude(Exists(better)).exclude(Exists(later)).order_by("pk")
