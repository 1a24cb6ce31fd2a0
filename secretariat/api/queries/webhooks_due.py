"""What a worker finds to do for webhooks."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, F, Max, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

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

    Of each webhook one message, the one that waits longest: none keeps the others from theirs. Of those that fail, the
    one that was tried longest ago comes first: they take turns, however much waits for one of them.
    """
    newer = Record.objects.filter(pk=OuterRef("conference_id"), revision__gt=OuterRef("revision"))
    waiting = Delivery.objects.filter(webhook=OuterRef("pk"), state=DeliveryState.WAITING, next_at__lte=at)
    first = waiting.order_by("next_at", "pk")[:1]
    # Whoever tries it out looks on, and waits for none of those that fail.
    tried = waiting.filter(verb=TRY).order_by()[:1]
    # What fails has not arrived: the last try stands in what waits or was given up.
    failed = Delivery.objects.filter(webhook=OuterRef("pk"), tried_at__isnull=False)
    failed = failed.exclude(state=DeliveryState.DELIVERED).order_by("-tried_at")
    last_tried = Subquery(failed.values("tried_at")[:1])
    rows = (
        Webhook.objects.filter(stopped_at=None)
        .annotate(
            is_behind=Exists(newer),
            due=Coalesce(Subquery(tried.values("pk")), Subquery(first.values("pk"))),
            due_at=Subquery(first.values("next_at")),
            last_tried=Case(When(failing_since__isnull=False, then=last_tried)),
        )
        .order_by(F("last_tried").asc(nulls_first=True), "due_at", "pk")
        .values_list("pk", "is_behind", "due", "failing_since")
    )
    found = [Due(pk, bool(behind), due, since is not None) for pk, behind, due, since in rows if behind or due]
    return [each for each in found if not each.is_failing] + [each for each in found if each.is_failing]


def never_delivered(webhook: Webhook) -> QuerySet[Delivery]:
    """The messages to a webhook that were given up, and of which no copy has arrived or is under way since."""
    given_up = webhook.deliveries.filter(state=DeliveryState.GIVEN_UP).exclude(verb=TRY)
    others = webhook.deliveries.exclude(state=DeliveryState.GIVEN_UP).order_by()
    of_each = given_up.exclude(identifier__in=others.values("identifier")).order_by().values("identifier")
    return Delivery.objects.filter(pk__in=of_each.annotate(newest=Max("pk")).values("newest")).order_by("pk")
