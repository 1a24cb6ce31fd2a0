"""Giving badges and papers to be printed, stopping and taking up again; and the worker that lays them out."""

import secrets
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django_tasks import task

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.conference.models import Conference
from secretariat.door import permissions, queries
from secretariat.door.models import Badge, PrintJob, PrintKind, PrintState
from secretariat.engines.paper import Bounds, Unprintable, lay_out

# So many rows are laid out at once: seconds of work, after which it is seen whether to go on.
PIECE = 125
OF_A_PIECE = Bounds(seconds=60, memory=768 * 1024 * 1024, size=256 * 1024 * 1024)
# What is printed holds photos and signed codes, and is fetched the same day.
KEPT_FOR = timedelta(days=7)


@action(allow=permissions.may_print_badges)
def print_badges(
    actor: User, conference: Conference, *, kind: str, wanted: Collection[int], language: str, at: datetime
) -> PrintJob:
    """Give badges, plates, cards or certificates to the worker, which makes one file of them."""
    if language not in conference.languages:
        raise Refused(_("Choose a language of the conference."), field="language")
    if kind not in PrintKind.values:
        raise Refused(_("Say what is to be printed."), field="kind")
    rows = queries.what_can_be_printed(conference, actor, kind, language)
    asked = frozenset(wanted)
    numbers = [pk for pk in rows.values_list("pk", flat=True) if pk in asked]
    if not numbers:
        raise Refused(_("There is nothing of this kind to print."))
    job = PrintJob(conference=conference, kind=kind, language=language, wanted=numbers, total=len(numbers))
    job.entered_by, job.asked_at = actor, at
    job.save()
    carry_out.enqueue(job.pk)
    return job


@action(allow=permissions.may_stop_printing)
def stop_printing(actor: User, job: PrintJob, *, at: datetime) -> PrintJob:
    """Let the worker make no more of it; nothing is counted as printed."""
    del actor
    if not job.is_under_way:
        raise Refused(_("It is not being printed."))
    job.state, job.stopped_at = PrintState.STOPPED, at
    job.save(update_fields=["state", "stopped_at"])
    return job


@action(allow=permissions.may_resume_printing)
def resume_printing(actor: User, job: PrintJob, *, at: datetime) -> PrintJob:
    """Begin again with what was stopped, failed, or lost its worker."""
    del actor
    if job.state == PrintState.DONE or (job.is_under_way and not job.is_stuck(at)):
        raise Refused(_("Only what was stopped, failed or got stuck is begun again."))
    job.state, job.done, job.reason = PrintState.WAITING, 0, ""
    job.asked_at, job.heard_at, job.stopped_at = at, None, None
    job.save(update_fields=["state", "done", "reason", "asked_at", "heard_at", "stopped_at"])
    carry_out.enqueue(job.pk)
    return job


@task()
def carry_out(job_id: int) -> str:
    """Lay out what was asked for, piece by piece, and keep it as one file."""
    waiting = PrintJob.objects.filter(pk=job_id, state=PrintState.WAITING)
    # A job that was begun again may stand in the queue twice; of two workers one takes it.
    if not waiting.update(state=PrintState.RUNNING, heard_at=timezone.now(), done=0):
        return "taken"
    job = PrintJob.objects.select_related("conference", "entered_by").get(pk=job_id)
    with override(job.entered_by.language):
        try:
            state = _carried_out(job)
        except Unprintable as error:
            state = _ended(job, state=PrintState.FAILED, reason=queries.fault_in_words(error))
        except OSError:
            state = _ended(job, state=PrintState.FAILED, reason=_("The file could not be written."))
    return state


@task()
def forget_print(job_id: int) -> int:
    """Delete the file of one job."""
    return _forget(PrintJob.objects.filter(pk=job_id))


def forget_prints(conference: Conference, before: datetime) -> int:
    """Delete the files that were made before a moment; says how many."""
    return _forget(PrintJob.objects.filter(conference=conference, heard_at__lt=before))


def forget_all_prints(conference: Conference) -> Mapping[str, int]:
    """Delete every file that was printed: it holds photos, and they have served."""
    return {"prints": _forget(PrintJob.objects.filter(conference=conference))}


def count_as_printed(badges: Sequence[int], at: datetime) -> None:
    """Count on badges that they were printed once more."""
    for start in range(0, len(badges), PIECE):
        found = Badge.objects.filter(pk__in=badges[start : start + PIECE])
        found.update(printed_at=at, times_printed=F("times_printed") + 1)


def _carried_out(job: PrintJob) -> str:
    with tempfile.TemporaryDirectory(prefix="print-") as folder:
        pieces: list[Path] = []
        printed: list[int] = []
        for piece, numbers in _laid_out(job, Path(folder)):
            printed += numbers
            pieces += [piece] if numbers else []
            done = min(job.done + PIECE, job.total)
            if not _mine(job).update(done=done, heard_at=timezone.now()):
                return PrintState.STOPPED
            job.done = done
        if not pieces:
            return _ended(job, state=PrintState.FAILED, reason=_("There is nothing of this kind to print."))
        return _kept(job, _joined(pieces, Path(folder) / "whole.pdf"), printed)


def _laid_out(job: PrintJob, folder: Path) -> Iterator[tuple[Path, Sequence[int]]]:
    """Lay out piece after piece into the folder; gives the file of each, and the numbers of the rows in it.

    While one is laid out in its own process, the next is read from the database.
    """
    source = queries.source_in_use(job.conference, job.kind)
    beside = queries.files_beside(job.conference, job.kind)

    def lay(papers: queries.Papers, piece: Path) -> tuple[Path, Sequence[int]]:
        if papers.numbers:
            piece.write_bytes(lay_out(source, papers.data, {**papers.files, **beside}, bounds=OF_A_PIECE))
        return piece, papers.numbers

    with ThreadPoolExecutor(max_workers=1) as other:
        ahead: Future[tuple[Path, Sequence[int]]] | None = None
        for start in range(0, job.total, PIECE):
            papers = queries.papers_of(job.conference, job.kind, job.wanted[start : start + PIECE], job.language)
            if ahead is not None:
                yield ahead.result()
            ahead = other.submit(lay, papers, folder / f"{start}.pdf")
        if ahead is not None:
            yield ahead.result()


def _joined(pieces: Sequence[Path], whole: Path) -> Path:
    import pikepdf  # noqa: PLC0415 - only the worker joins files

    if len(pieces) == 1:
        return pieces[0]
    with pikepdf.Pdf.new() as joined:
        opened = [pikepdf.Pdf.open(piece) for piece in pieces]
        for each in opened:
            joined.pages.extend(each.pages)
        joined.save(whole)
        for each in opened:
            each.close()
    return whole


def _kept(job: PrintJob, whole: Path, printed: Sequence[int]) -> str:
    """Keep the file and count what is in it, unless somebody stopped it at the last moment."""
    at = timezone.now()
    with whole.open("rb") as content:
        job.file.save(f"{job.pk}-{secrets.token_urlsafe(16)}.pdf", File(content), save=False)
    left_out = job.total - len(printed)
    reason = ""
    if left_out:
        sentence = ngettext(
            "%(number)s is left out: it is no longer there or was ended meanwhile.",
            "%(number)s are left out: they are no longer there or were ended meanwhile.",
            left_out,
        )
        reason = sentence % {"number": left_out}
    with transaction.atomic():
        state = _ended(job, state=PrintState.DONE, reason=reason, file=job.file.name, done=job.total, heard_at=at)
        if state == PrintState.DONE and job.kind in queries.OF_BADGES:
            count_as_printed(printed, at)
    if state == PrintState.DONE:
        forget_print.using(run_after=at + KEPT_FOR).enqueue(job.pk)
    else:
        job.file.delete(save=False)
    return state


def _ended(job: PrintJob, **values: object) -> str:
    """Write down how it ended, if it is still this worker's."""
    return str(values["state"]) if _mine(job).update(**values) else str(PrintState.STOPPED)


def _mine(job: PrintJob) -> QuerySet[PrintJob]:
    """The job while it is this worker's: not stopped, and not begun again with another."""
    return PrintJob.objects.filter(pk=job.pk, state=PrintState.RUNNING, asked_at=job.asked_at)


def _forget(jobs: QuerySet[PrintJob]) -> int:
    kept = dict(jobs.exclude(file="").values_list("pk", "file"))
    PrintJob.objects.filter(pk__in=kept).update(file="")
    for name in kept.values():
        transaction.on_commit(partial(default_storage.delete, name))
    return len(kept)
