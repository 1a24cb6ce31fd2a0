"""Beginning again with what was stopped, failed, or lost its worker."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.door import queries
from secretariat.door.actions import carry_out, resume_printing
from secretariat.door.models import Badge, PrintJob, PrintState
from tests import make, make_door, make_printing
from tests.threads import in_thread

pytestmark = pytest.mark.django_db
PRINT = "/en/damascus-2020/office/print/"


@pytest.mark.parametrize("state", [PrintState.STOPPED, PrintState.FAILED])
def test_what_ended_early_is_handed_to_the_worker_again(state: str) -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference))
    job = make_printing.job(conference, [badge.pk], state=state, done=1, reason="x", stopped_at=make.NOON)

    resume_printing(make.user(Role.SECRETARY, conference), job, at=make.NOON + timedelta(hours=1))

    job.refresh_from_db()
    assert (job.state, job.done, job.reason, job.stopped_at) == (PrintState.WAITING, 0, "", None)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [job.pk]
    assert Entry.objects.get().changes["asked_at"] == ["2020-11-01T12:00:00Z", "2020-11-01T13:00:00Z"]
    assert carry_out.call(job.pk) == PrintState.DONE


def test_a_job_whose_worker_died_is_shown_as_stuck_and_begun_again() -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference))
    silent = timezone.now() - timedelta(minutes=6)
    job = make_printing.job(conference, [badge.pk], state=PrintState.RUNNING, asked_at=silent, heard_at=silent)
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(f"{PRINT}{job.pk}/").content.decode()
    browser.post(f"{PRINT}{job.pk}/again/")

    assert "Nothing was heard of the worker for long" in page
    assert "Begin again" in page
    assert PrintJob.objects.get().state == PrintState.WAITING
    assert carry_out.call(job.pk) == PrintState.DONE


def test_a_worker_that_was_thought_dead_ends_when_another_has_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make.conference()
    wanted = [make_door.badge(make_door.delegate(conference, f"Delegate {place}")) for place in range(2)]
    job = make_printing.job(conference, [each.pk for each in wanted])
    papers_of = queries.papers_of

    def overtaken(*args: Any) -> Any:
        PrintJob.objects.filter(pk=job.pk).update(asked_at=timezone.now())
        return papers_of(*args)

    monkeypatch.setattr(queries, "papers_of", overtaken)

    assert carry_out.call(job.pk) == PrintState.STOPPED

    job.refresh_from_db()
    assert (job.state, job.file.name) == (PrintState.RUNNING, "")


def test_what_is_under_way_or_done_is_not_begun_again() -> None:
    conference = make.conference()
    officer = make.user(Role.SECRETARY, conference)
    now = timezone.now()

    for state in (PrintState.WAITING, PrintState.RUNNING, PrintState.DONE):
        job = make_printing.job(conference, state=state, asked_at=now, heard_at=now)
        with pytest.raises(Refused, match="stopped, failed or got stuck"):
            resume_printing(officer, job, at=now)

    assert not Entry.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_reader_begins_nothing_again() -> None:
    conference = make.conference()
    job, reader = make_printing.job(conference, state=PrintState.STOPPED), make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        resume_printing(reader, job, at=make.NOON)

    assert make.client(reader).post(f"{PRINT}{job.pk}/again/").status_code == 404


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_prints_and_each_badge_is_counted_once() -> None:
    conference = make.conference()
    wanted = [make_door.badge(make_door.delegate(conference, f"Delegate {place}")) for place in range(3)]
    job = make_printing.job(conference, [each.pk for each in wanted])
    ended: list[str] = []

    workers = [in_thread(lambda: ended.append(carry_out.call(job.pk))) for _worker in range(4)]
    for worker in workers:
        worker.join(30)

    assert sorted(ended) == ["done", "taken", "taken", "taken"]
    assert set(Badge.objects.values_list("times_printed", flat=True)) == {1}
