"""The worker's part of an import: it reads the file, tells how far it is, and writes all of it at the end, or nothing.

What it tells on the way is no deed of a person: plain updates of one row, at most one in a second, each a transaction
of its own, so that nobody waits for it.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.utils import timezone
from django_tasks import task

from secretariat.accounts.models import User
from secretariat.audit.action import Refused
from secretariat.engines.statistics import Unreadable
from secretariat.figures.actions.writing import write_edition
from secretariat.figures.models import Edition, EditionState
from secretariat.figures.queries.comparing import areas_compared, compared
from secretariat.figures.queries.files import Gathered, Stopped, gathered, lines_in, matching_of

# Reading takes a minute, and mail must not wait for it.
QUEUE = "timetable"
EVERY = 1.0

logger = logging.getLogger(__name__)
# Who wants to see how far an import is, where that is the process that carries it out.
_watching: ContextVar[Callable[[int, int], None] | None] = ContextVar("watching", default=None)


@contextmanager
def watched(tell: Callable[[int, int], None]) -> Iterator[None]:
    """Tell how many rows of how many lines are read by what is imported within, about once in a second."""
    token = _watching.set(tell)
    try:
        yield
    finally:
        _watching.reset(token)


@task(queue_name=QUEUE)
def bring_in(edition_id: int, actor_id: int) -> str:
    """Import an edition in the name of whoever asked for it."""
    waiting = Edition.objects.filter(pk=edition_id, state=EditionState.WAITING)
    # An edition that was asked for again may stand in the queue twice; of two workers one takes it.
    if not waiting.update(state=EditionState.READING, alive_at=timezone.now()):
        return "taken"
    edition = Edition.objects.select_related("dataset", "conference", "file").get(pk=edition_id)
    return _Importing(edition, User.objects.get(pk=actor_id)).carry_out()


@task(queue_name=QUEUE)
def look_through(edition_id: int) -> str:
    """Read an edition that was handed in and say what its import would do; nothing of it is written."""
    edition = Edition.objects.select_related("dataset", "conference", "file").get(pk=edition_id)
    if edition.state != EditionState.HANDED_IN:
        return "taken"
    mine = Edition.objects.filter(pk=edition_id, version=edition.version, state=EditionState.HANDED_IN)
    telling = Telling(edition, mine)
    try:
        found = gathered(edition, on_chunk=telling.tell)
    except Unreadable as error:
        mine.update(reason=f"{error.code} {error.name}".strip(), alive_at=None)
        return error.code
    except Stopped:
        return "stopped"
    counts = {**found.counts, **counts_beside(edition, found)}
    mine.update(counts=counts, problems=found.problems, rows_read=found.counts["rows"], reason="", alive_at=None)
    return "looked through"


def counts_beside(edition: Edition, found: Gathered) -> dict[str, int]:
    """How many of each an import would bring: new, changed, the same, given no longer."""
    if matching_of(edition).layout == "p-codes":
        return dict(areas_compared(edition.conference_id, found.areas)[0])
    return compared(edition.dataset, found.observed, found.years).counts


@dataclass
class Telling:
    """Says in the row of an edition how far its reading is, and hears whether somebody stopped it."""

    edition: Edition
    mine: Any
    told_at: float = field(default_factory=time.monotonic)
    is_counted: bool = False

    def tell(self, rows: int) -> bool:
        """Tell how many rows are read; says whether to stop."""
        now = time.monotonic()
        if now - self.told_at < EVERY:
            return False
        self.told_at = now
        said: dict[str, Any] = {"rows_read": rows, "alive_at": timezone.now()}
        if not self.is_counted:
            self.is_counted, said["rows_total"] = True, lines_in(self.edition)
            self.edition.rows_total = said["rows_total"]
        tell = _watching.get()
        if tell is not None:
            tell(rows, self.edition.rows_total)
        return not self.mine.filter(is_to_stop=False).update(**said)


@dataclass
class _Importing:
    """One import."""

    edition: Edition
    actor: User

    def carry_out(self) -> str:
        """Read, write, and say what came of it."""
        try:
            return self._done()
        except Stopped:
            return self._end(EditionState.STOPPED)
        except Unreadable as error:
            return self._end(EditionState.FAILED, f"{error.code} {error.name}".strip())
        except Refused as error:
            logger.warning("Edition %s was refused: %s", self.edition.pk, error)
            return self._end(EditionState.FAILED, "refused")
        except PermissionDenied:
            return self._end(EditionState.FAILED, "not allowed")
        except (DatabaseError, OSError, MemoryError, ValueError, KeyError):
            logger.exception("The import of edition %s failed.", self.edition.pk)
            return self._end(EditionState.FAILED, "failed")

    def _done(self) -> str:
        mine = Edition.objects.filter(pk=self.edition.pk, state=EditionState.READING)
        found = gathered(self.edition, on_chunk=Telling(self.edition, mine).tell)
        if found.counts["refused"] and not self.edition.leaves_out_refused:
            counts = {**found.counts, **counts_beside(self.edition, found)}
            mine.update(counts=counts, problems=found.problems)
            return self._end(EditionState.FAILED, "refused cells")
        if not mine.filter(is_to_stop=False).update(state=EditionState.WRITING, alive_at=timezone.now()):
            raise Stopped
        write_edition(self.actor, self.edition, gathered=found, at=timezone.now())
        return str(EditionState.IMPORTED)

    def _end(self, state: str, reason: str = "") -> str:
        rows = Edition.objects.filter(pk=self.edition.pk, state__in=[EditionState.READING, EditionState.WRITING])
        rows.update(state=state, reason=reason[:500], alive_at=None)
        return str(state)
