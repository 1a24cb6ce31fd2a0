"""What a worker finds to do for webhooks."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, When

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
    # Whoever tries it out looks on, and waits for none of those that fail.
    first = waiting.order_by(Case(When(verb=TRY, then=0), default=1), "next_at", "pk")[:1]
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
    given_up = webhook.deliveries.filter(state=DeliveryState.GIVEN_UP).exclude(verb=TRY)
    others = webhook.deliveries.exclude(state=DeliveryState.GIVEN_UP).order_by()
    of_each = given_up.exclude(identifier__in=others.values("identifier")).order_by().values("identifier")
    return Delivery.objects.filter(pk__in=of_each.annotate(newest=Max("pk")).values("newest")).order_by("pk")
