"""What the worker does every night without being asked.

Particulars, mails of readers, files of imports, messages of webhooks and answers to programs whose time is over are
deleted, as is what the worker did long ago, and parties are reminded of what they promised. A backup is asked for,
which is made beside all that.
"""

import logging
from datetime import UTC, datetime, time, timedelta
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from secretariat.api.actions import forget_answers, forget_deliveries, forget_imports
from secretariat.audit.models import HOUSE, Record
from secretariat.conference.models import Conference
from secretariat.config.house import hand_of_the_house
from secretariat.config.keeping.nights import back_up, tell_keepers
from secretariat.delegations.actions import forget_unclaimed_photos, purge_particulars
from secretariat.delegations.queries import due_date_of
from secretariat.newsroom.actions import forget_reply_mails
from secretariat.pledges.actions import send_reminders

HOUR = time(2, 30, tzinfo=UTC)
TASKS_ARE_KEPT = timedelta(days=30)
# None takes so long; less than from night to night, so that the next one finds it.
BACKUP_IS_LOST = timedelta(hours=20)

logger = logging.getLogger(__name__)


@task()
def nightly() -> dict[str, object]:
    """Delete what is due in every conference, remind parties of their pledges, and wait for the next night.

    A conference in which it fails keeps neither the others nor the next night from theirs; it is tried again then.
    """
    now = timezone.now()
    # First of all, so that whatever happens tonight there is a next one.
    await_night(now)
    if settings.BACKUP_FOLDER:
        tell_of_lost_backup(now)
        back_up.enqueue()
    deleted: dict[str, dict[str, int]] = {}
    reminded: dict[str, int] = {}
    failed: list[str] = []
    for conference in Conference.objects.order_by("pk"):
        try:
            counts = _purge_if_due(conference, now)
        except Exception:
            logger.exception("Particulars of %s could not be deleted; it is tried again next night.", conference.slug)
            failed.append(conference.slug)
        else:
            deleted |= {conference.slug: counts} if counts else {}
        failed += _forget(conference, now) if conference.slug not in failed else []
        try:
            count = _remind(conference, now)
        except Exception:
            logger.exception("Nobody was reminded of pledges to %s; it is tried again next night.", conference.slug)
            failed += [conference.slug] if conference.slug not in failed else []
        else:
            reminded |= {conference.slug: count} if count else {}
    told = {"deleted": deleted, "reminded": reminded, "failed": failed}
    forget_sessions()
    forget_tasks(now)
    photos, deliveries = forget_unclaimed_photos(now), forget_deliveries(now)
    return {**told, "unclaimed_photos": photos, "deliveries": deliveries, "answers": forget_answers(now)}


def await_night(now: datetime) -> bool:
    """Make sure that a night is waited for, and arrange none beside it; says whether it had to be arranged."""
    with transaction.atomic():
        # Two processes that start at once would each arrange one, so hold the record of the house.
        Record.objects.select_for_update(no_key=True).filter(pk=HOUSE).first()
        if DBTaskResult.objects.filter(task_path=nightly.module_path, status="READY").exists():
            return False
        nightly.using(run_after=_next_night(now)).enqueue()
    return True


def forget_tasks(now: datetime) -> int:
    """Delete what the worker did a month ago and more; says how many rows that were. What waits or is done is kept.

    What a worker began and never ended was in its hands when it was killed.
    """
    before = now - TASKS_ARE_KEPT
    done = Q(status__in=("SUCCESSFUL", "FAILED"), finished_at__lt=before)
    return DBTaskResult.objects.filter(done | Q(status="RUNNING", started_at__lt=before)).delete()[0]


def tell_of_lost_backup(now: datetime) -> None:
    """Tell keepers of a backup whose worker was killed: it could not tell them itself."""
    begun = DBTaskResult.objects.filter(task_path=back_up.module_path, status="RUNNING")
    if begun.filter(started_at__lt=now - BACKUP_IS_LOST).update(status="FAILED", finished_at=now):
        logger.error("The worker that made the last backup did not come to its end.")
        tell_keepers("WorkerLost", Path(settings.BACKUP_FOLDER))


def forget_sessions() -> None:
    """Delete what was kept of people whose signing in is over; where sessions are no rows, they go by themselves."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def _purge_if_due(conference: Conference, now: datetime) -> dict[str, int]:
    if timezone.localdate(now, conference.zone) < due_date_of(conference):
        return {}
    return dict(purge_particulars(hand_of_the_house(), conference, at=now).counts)


def _forget(conference: Conference, now: datetime) -> list[str]:
    """Delete mails of readers that have served, and files of imports; says of which conference it failed."""
    try:
        forget_reply_mails(hand_of_the_house(), conference, at=now)
        forget_imports(hand_of_the_house(), conference, at=now)
    except Exception:
        logger.exception(
            "Mails of readers or files of imports of %s could not be deleted; it is tried again next night.",
            conference.slug,
        )
        return [conference.slug]
    return []


def _remind(conference: Conference, now: datetime) -> int:
    on = timezone.localdate(now, conference.zone)
    return send_reminders(hand_of_the_house(), conference, on=on).done


def _next_night(now: datetime) -> datetime:
    tonight = datetime.combine(now.astimezone(UTC).date(), HOUR)
    return tonight if tonight > now else tonight + timedelta(days=1)
