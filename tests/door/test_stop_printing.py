"""Stopping what is being printed."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.door import queries
from secretariat.door.actions import carry_out, stop_printing
from secretariat.door.actions import printing as worker
from secretariat.door.models import Badge, PrintJob, PrintState
from tests import make, make_door, make_printing

pytestmark = pytest.mark.django_db
PRINT = "/en/damascus-2020/office/print/"


def test_what_waits_is_stopped_and_it_is_recorded() -> None:
    conference = make.conference()
    job = make_printing.job(conference, [1])

    stop_printing(make.user(Role.SECRETARY, conference), job, at=make.NOON)

    job.refresh_from_db()
    assert (job.state, job.stopped_at) == (PrintState.STOPPED, make.NOON)
    entry = Entry.objects.get()
    assert (entry.verb, set(entry.changes)) == ("door.stop_printing", {"stopped_at"})
    assert carry_out.call(job.pk) == "taken"


def test_the_worker_sees_it_between_two_pieces_and_counts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make.conference()
    wanted = [make_door.badge(make_door.delegate(conference, f"Delegate {place}")) for place in range(3)]
    job = make_printing.job(conference, [each.pk for each in wanted])
    officer = make.user(Role.SECRETARY, conference)
    read: list[int] = []
    papers_of = queries.papers_of

    def stopped_at_the_second(*args: Any) -> Any:
        read.append(len(read))
        if len(read) == 2:
            stop_printing(officer, PrintJob.objects.get(pk=job.pk), at=timezone.now())
        return papers_of(*args)

    monkeypatch.setattr(worker, "PIECE", 1)
    monkeypatch.setattr(queries, "papers_of", stopped_at_the_second)

    assert carry_out.call(job.pk) == PrintState.STOPPED

    job.refresh_from_db()
    assert (job.state, job.done, job.file.name, len(read)) == (PrintState.STOPPED, 0, "", 2)
    assert set(Badge.objects.values_list("times_printed", flat=True)) == {0}


def test_a_stop_at_the_last_moment_leaves_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference))
    job = make_printing.job(conference, [badge.pk])
    officer = make.user(Role.SECRETARY, conference)
    joined = worker._joined

    def stopped_when_joined(*args: Any) -> Any:
        whole = joined(*args)
        stop_printing(officer, PrintJob.objects.get(pk=job.pk), at=timezone.now())
        return whole

    monkeypatch.setattr(worker, "_joined", stopped_when_joined)

    assert carry_out.call(job.pk) == PrintState.STOPPED

    job.refresh_from_db()
    badge.refresh_from_db()
    assert (job.file.name, badge.times_printed) == ("", 0)
    assert job.file.storage.listdir("prints")[0] == [str(timezone.now().year)]
    assert not any(files for _folder, _folders, files in _walk(job.file.storage, "prints"))


def _walk(storage: Any, folder: str) -> list[tuple[str, list[str], list[str]]]:
    folders, files = storage.listdir(folder)
    found = [(folder, folders, files)]
    for each in folders:
        found += _walk(storage, f"{folder}/{each}")
    return found


@pytest.mark.parametrize("state", [PrintState.DONE, PrintState.FAILED, PrintState.STOPPED])
def test_what_is_at_an_end_is_not_stopped(state: str) -> None:
    conference = make.conference()
    job = make_printing.job(conference, state=state)

    with pytest.raises(Refused, match="not being printed"):
        stop_printing(make.user(Role.SECRETARY, conference), job, at=make.NOON)

    assert not Entry.objects.exists()


def test_a_door_officer_stops_nothing() -> None:
    conference = make.conference()
    job, officer = make_printing.job(conference), make.user(Role.DOOR_OFFICER, conference)

    with pytest.raises(PermissionDenied):
        stop_printing(officer, job, at=make.NOON)

    assert make.client(officer).post(f"{PRINT}{job.pk}/stop/").status_code == 403


def test_the_page_stops_it() -> None:
    conference = make.conference()
    job = make_printing.job(conference, [1])
    browser = make.client(make.user(Role.SECRETARY, conference))

    assert "Stop" in browser.get(f"{PRINT}{job.pk}/").content.decode()
    page = browser.post(f"{PRINT}{job.pk}/stop/", follow=True).content.decode()

    assert "It is stopped. Nothing was counted as printed." in page
    assert "Begin again" in page
