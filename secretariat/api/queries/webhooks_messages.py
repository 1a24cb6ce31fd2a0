"""What a webhook is told of a deed: that it was done, to which row, and nothing of what stands in the row."""

import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q

from secretariat.api.models import Delivery, Webhook
from secretariat.audit.models import Entry

# A message that says that messages arrive.
TRY = "api.try_webhook"
# What is done to webhooks is told to none: a message about a message would never end.
NEVER_TOLD = frozenset(
    {
        "api.add_webhook",
        "api.renew_webhook_secret",
        "api.replay_delivery",
        "api.replay_given_up",
        "api.resume_webhook",
        "api.revise_webhook",
        "api.stop_webhook",
        TRY,
    }
)
ENTRIES_AT_ONCE = 500


def entries_to_tell(webhook: Webhook) -> tuple[list[Entry], int]:
    """The next deeds of which a webhook is to be told, and up to which revision these are all. Two queries.

    The order of revisions is the order of commits: what is seen of them now is whole up to its end. A revision is taken
    whole, however many entries it has.
    """
    since = Entry.objects.filter(conference_id=webhook.conference_id, revision__gt=webhook.revision)
    revisions = list(since.order_by("revision", "pk").values_list("revision", flat=True)[:ENTRIES_AT_ONCE])
    if not revisions:
        return [], webhook.revision
    told = since.filter(told_of(webhook.topics), revision__lte=revisions[-1])
    return list(told.order_by("revision", "pk")), revisions[-1]


def deeds_behind(webhook: Webhook) -> int:
    """How many deeds wait to be told once a webhook that was stopped goes on."""
    since = Entry.objects.filter(conference_id=webhook.conference_id, revision__gt=webhook.revision)
    return since.filter(told_of(webhook.topics)).count()


def told_of(topics: Iterable[str]) -> Q:
    """Which deeds a webhook with these topics is told of; without topics of all but those on webhooks."""
    chosen = Q()
    for topic in topics:
        chosen |= Q(verb=topic) if "." in topic else Q(verb__startswith=f"{topic}.")
    return chosen & ~Q(verb__in=NEVER_TOLD)


def message_about(entry: Entry, webhook: Webhook, slug: str, *, at: datetime) -> Delivery:
    """A message about a deed, to be delivered at once."""
    made = _thing(entry.made_type, entry.made_id) if entry.made_id is not None else None
    data = {
        "conference": slug,
        "revision": entry.revision,
        "entry": entry.pk,
        "thing": _thing(entry.thing_type, entry.thing_id),
        "made": made,
        "counts": entry.batch.get("counts", {}),
    }
    # The same number for every webhook: who receives one message at two addresses knows it again.
    number = uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.BASE_URL}/entries/{entry.pk}").hex
    return _message(webhook, f"msg_{number}", _body(entry.verb, entry.at, data), at=at, revision=entry.revision)


def message_to_try(webhook: Webhook, slug: str, *, revision: int, at: datetime) -> Delivery:
    """A message that tells of nothing but itself."""
    data = {
        "conference": slug,
        "revision": revision,
        "entry": None,
        "thing": _thing("api.webhook", webhook.pk),
        "made": None,
        "counts": {},
    }
    return _message(webhook, f"msg_{uuid.uuid4().hex}", _body(TRY, at, data), at=at, revision=revision)


def copy_of(delivery: Delivery, *, at: datetime) -> Delivery:
    """The same message once more, under the same identifier."""
    again = _message(delivery.webhook, delivery.identifier, delivery.body, at=at, revision=delivery.revision)
    again.verb, again.is_replay = delivery.verb, True
    return again


def _thing(kind: str, number: int | None) -> dict[str, Any]:
    return {"kind": kind, "id": number}


def _body(verb: str, at: datetime, data: dict[str, Any]) -> str:
    moment = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps({"type": verb, "timestamp": moment, "data": data}, separators=(",", ":"))


def _message(webhook: Webhook, identifier: str, body: str, *, at: datetime, revision: int) -> Delivery:
    return Delivery(
        conference_id=webhook.conference_id,
        webhook=webhook,
        identifier=identifier,
        verb=json.loads(body)["type"],
        revision=revision,
        body=body,
        made_at=at,
        next_at=at,
    )
