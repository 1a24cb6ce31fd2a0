"""What must be hidden of a release: computed at once where it is small, else by the worker in bounds.

What the worker writes is no deed of a person: plain updates of one row, each a transaction of its own.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from secretariat.audit.action import Refused
from secretariat.engines.disclosure.apart import NotFinished, protect_apart
from secretariat.figures.models import Release, Review, ReviewState
from secretariat.figures.queries.releases import Asked, asked_of
from secretariat.figures.queries.releases.outcome import failure_of, outcome_of
from secretariat.figures.queries.releases.protecting import protected_at_once

QUEUE = "timetable"
# The worker waits this long for the engine: for the pattern, and for the auditor after it.
SECONDS = 60.0

logger = logging.getLogger(__name__)


def review_for(release: Release) -> Review | None:
    """The review of a release, if one was asked for."""
    return Review.objects.filter(release=release).first()


def ask_for_review(release: Release, asked: Asked, *, at: datetime) -> Review:
    """Compute it now where it is small; else the worker will, and the page tells how far it is."""
    fresh: dict[str, Any] = {"state": ReviewState.WAITING, "outcome": {}, "reason": "", "fingerprint": ""}
    fresh |= {"asked_at": at, "heard_at": None, "conference_id": release.conference_id}
    review, _made = Review.objects.update_or_create(release=release, defaults=fresh)
    if asked.is_small:
        _write(review, asked.fingerprint, protected_at_once(asked))
        review.refresh_from_db()
    else:
        transaction.on_commit(lambda: review_apart.enqueue(release.pk))
    return review


@task(queue_name=QUEUE)
def review_apart(release_id: int) -> str:
    """Protect a release and try to break it, in a process of its own."""
    waiting = Review.objects.filter(release_id=release_id, state=ReviewState.WAITING)
    # It may stand in the queue twice; of two workers one takes it.
    if not waiting.update(state=ReviewState.RUNNING, heard_at=timezone.now()):
        return "taken"
    review = Review.objects.select_related("release__conference").get(release_id=release_id)
    try:
        asked = asked_of(review.release)
        found = protect_apart(asked.tables, seconds=SECONDS)
        alone = protect_apart(asked.alone, seconds=SECONDS) if asked.earlier and asked.alone.cells else None
    except Refused as error:
        return _write(review, "", {"failure": {"code": "refused"}, "sentence": str(error)})
    except NotFinished as error:
        # The code alone: what an engine says of its input may hold a number.
        logger.error("The review of release %s did not come to its end: %s", release_id, error.code)  # noqa: TRY400
        return _write(review, "", {"failure": {"code": error.code}})
    return _write(review, asked.fingerprint, outcome_of(asked, found, alone))


def _write(review: Review, fingerprint: str, outcome: Mapping[str, Any]) -> str:
    """Keep what was found, unless it was asked for anew meanwhile."""
    told = dict(outcome)
    state = ReviewState.FAILED if failure_of(told) else ReviewState.PASSED
    mine = Review.objects.filter(pk=review.pk, asked_at=review.asked_at)
    mine.update(
        state=state,
        fingerprint=fingerprint,
        reason=told.pop("sentence", "")[:1000],
        outcome=told,
        heard_at=timezone.now(),
    )
    return str(state)
