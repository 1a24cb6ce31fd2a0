"""What stands in the database at this moment, as numbers for ``/metrics``: what waits, failed and was scanned."""

from datetime import datetime
from typing import Any

from django.db import DatabaseError
from django.db.models import Count, Min, Q
from django_tasks_db.models import DBTaskResult, get_date_max

from secretariat.api.models import Delivery, Webhook
from secretariat.conference.models import Message
from secretariat.config.seen import seconds_since_a_worker
from secretariat.door.models import Scan

Gauges = dict[str, tuple[str, float]]


def measured(at: datetime) -> Gauges:
    """All of it in six questions; where the database does not answer, that alone."""
    answers = "secretariat_database_answers", "Whether the database answers."
    try:
        found = _tasks(at) | _outbox() | _webhooks() | _scans() | _worker()
    except DatabaseError:
        return {answers[0]: (answers[1], 0)}
    return {answers[0]: (answers[1], 1), **found}


def _tasks(at: datetime) -> Gauges:
    told = tasks_due(at)
    return {
        "secretariat_tasks_waiting": ("Tasks whose time has come and that no worker took up.", told["waiting"]),
        "secretariat_tasks_running": ("Tasks in the hands of a worker.", told["running"]),
        "secretariat_tasks_failed": ("Tasks that failed and are still kept.", told["failed"]),
        "secretariat_oldest_task_seconds": ("How long the oldest waiting task has waited.", told["oldest"]),
    }


def tasks_due(at: datetime) -> dict[str, float]:
    """How many tasks wait, run and have failed, and for how many seconds the oldest has waited."""
    at_once, has_come = Q(run_after=get_date_max()), Q(run_after__lte=at)
    waits = Q(status="READY")
    told: dict[str, Any] = DBTaskResult.objects.order_by().aggregate(
        waiting=Count("pk", filter=waits & (at_once | has_come)),
        running=Count("pk", filter=Q(status="RUNNING")),
        failed=Count("pk", filter=Q(status="FAILED")),
        enqueued=Min("enqueued_at", filter=waits & at_once),
        due=Min("run_after", filter=waits & has_come),
    )
    since = [moment for moment in (told.pop("enqueued"), told.pop("due")) if moment is not None]
    return {**told, "oldest": max(0.0, (at - min(since)).total_seconds()) if since else 0.0}


def _outbox() -> Gauges:
    told = Message.objects.order_by().aggregate(
        waiting=Count("pk", filter=Q(result=Message.Result.WAITING)),
        failed=Count("pk", filter=Q(result=Message.Result.FAILED)),
    )
    return {
        "secretariat_outbox_waiting": ("Mails that wait to be sent.", told["waiting"]),
        "secretariat_outbox_failed": ("Mails that could not be sent.", told["failed"]),
    }


def _webhooks() -> Gauges:
    waiting = Delivery.objects.filter(state="waiting").count()
    stopped = Webhook.objects.exclude(stopped_at=None).count()
    return {
        "secretariat_webhook_messages_waiting": ("Messages to webhooks that wait.", waiting),
        "secretariat_webhooks_stopped": ("Webhooks that are stopped.", stopped),
    }


def _scans() -> Gauges:
    return {"secretariat_door_scans": ("Scans of all doors.", Scan.objects.count())}


def _worker() -> Gauges:
    since = seconds_since_a_worker()
    if since is None:
        return {}
    return {"secretariat_worker_seen_seconds": ("How long ago a worker was last seen.", since)}
