"""Seeking on from the best so far: after a stop, a failure, or a worker that is gone."""

import os
import signal
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django_tasks_db.models import DBTaskResult

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.engines import scheduling
from secretariat.programme.actions import seek, seek_again, seek_timetable
from secretariat.programme.actions.seeking import _Seeking
from secretariat.programme.models import Draft, DraftState
from tests import make, make_timetable
from tests.make_programme import bilateral

pytestmark = pytest.mark.django_db
CODES = ("LB", "IQ", "EG", "JO", "TR", "RU")


def officer(conference: Conference) -> User:
    return make.user(Role.DESK_OFFICER, conference, desks=["programme"])


def draft_of(conference: Conference, **fields: Any) -> Draft:
    bilateral(conference)
    return make_timetable.draft(conference, 0, **fields)


@pytest.mark.parametrize("state", [DraftState.STOPPED, DraftState.FAILED, DraftState.DONE])
def test_it_is_handed_to_the_worker_again_with_what_it_has(state: str) -> None:
    conference = make_timetable.ready()
    draft = draft_of(conference, state=state, reason="killed")

    seek_again(officer(conference), draft, at=make.NOON)

    draft.refresh_from_db()
    assert (draft.state, draft.reason, draft.asked_at) == (DraftState.WAITING, "", make.NOON)
    assert draft.plan is not None
    assert DBTaskResult.objects.get().args_kwargs["args"] == [draft.pk]


def test_what_is_under_way_is_begun_again_only_when_its_worker_is_gone() -> None:
    conference = make_timetable.ready()
    draft = draft_of(conference, state=DraftState.RUNNING, heard_at=make.NOON)

    with pytest.raises(Refused, match="It is being sought already"):
        seek_again(officer(conference), draft, at=make.NOON + timedelta(minutes=1))

    seek_again(officer(conference), draft, at=make.NOON + timedelta(minutes=3))
    assert draft.state == DraftState.WAITING


def test_what_is_proved_is_not_sought_on() -> None:
    conference = make_timetable.ready()
    with pytest.raises(Refused, match="It is proved that there is nothing better"):
        seek_again(officer(conference), draft_of(conference, status="optimal"), at=make.NOON)


def test_the_worker_goes_on_from_the_best_so_far() -> None:
    conference = make_timetable.ready()
    draft = draft_of(conference, state=DraftState.STOPPED, spent_seconds=7.0, trace=[])
    seek_again(officer(conference), draft, at=make.NOON)

    seek.call(draft.pk)

    draft.refresh_from_db()
    assert (draft.state, draft.status) == (DraftState.DONE, "optimal")
    assert draft.spent_seconds is not None
    assert draft.spent_seconds > 7
    assert draft.score is not None
    assert draft.score["unmet"] == 0


def test_a_worker_whose_draft_was_begun_again_meanwhile_writes_nothing_more() -> None:
    conference = make_timetable.ready()
    draft = draft_of(conference, state=DraftState.STOPPED)
    first = seek_again(officer(conference), draft, at=make.NOON)
    Draft.objects.filter(pk=first.pk).update(state=DraftState.RUNNING)
    from secretariat.programme.actions.seeking import _Seeking  # noqa: PLC0415 - the worker's part by itself

    old = Draft.objects.get(pk=draft.pk)
    seeking = _Seeking(old, scheduling.problem_from(old.problem))
    Draft.objects.filter(pk=draft.pk).update(asked_at=make.NOON + timedelta(minutes=5))

    assert seeking.end(DraftState.DONE) == DraftState.STOPPED
    draft.refresh_from_db()
    assert draft.state == DraftState.RUNNING


def test_an_engine_that_is_killed_leaves_the_best_so_far_and_the_draft_says_so(monkeypatch: Any) -> None:
    conference = make.conference()
    make_timetable.hours(conference, 9, 20)
    make_timetable.tables(conference, 6)
    make_timetable.many_wishes(conference, delegations=30, wishes=300)
    draft = seek_timetable(officer(conference), conference, name="", seconds=60, at=make.NOON)
    has_found, found = threading.Event(), _Seeking._found

    def tell(self: _Seeking, *what: Any) -> None:
        found(self, *what)
        has_found.set()

    monkeypatch.setattr(_Seeking, "_found", tell)
    killer = threading.Thread(target=_kill_the_engine, args=(has_found,), daemon=True)
    killer.start()

    seek.call(draft.pk)
    killer.join(60)

    draft.refresh_from_db()
    assert (draft.state, draft.reason) == (DraftState.FAILED, "killed")
    problem, plan = scheduling.problem_from(draft.problem), scheduling.plan_from(draft.plan)
    assert scheduling.violations(problem, plan) == ()
    page = make.client(officer(conference)).get(f"/en/damascus-2020/office/timetable/{draft.pk}/").content.decode()
    assert "The engine was ended from outside before its time." in page


def test_whoever_does_not_work_on_the_desk_may_not() -> None:
    conference = make_timetable.ready()
    with pytest.raises(PermissionDenied):
        seek_again(make.user(Role.READER, conference), draft_of(conference), at=make.NOON)


def test_the_page_says_that_the_worker_is_gone_and_seeks_on() -> None:
    conference = make_timetable.ready()
    draft = draft_of(conference, state=DraftState.RUNNING, heard_at=make.NOON)
    browser = make.client(officer(conference))
    base = f"/en/damascus-2020/office/timetable/{draft.pk}/"

    assert "Nothing was heard of the worker for long." in browser.get(base).content.decode()
    answer = browser.post(f"{base}again/", follow=True)

    assert "It is sought on from the best so far." in answer.content.decode()


def _kill_the_engine(has_found: threading.Event) -> None:
    """Kill the process that this one started for the engine, once it has found something."""
    has_found.wait(60)
    for found in Path("/proc").glob("[0-9]*/cmdline"):
        if _is_my_engine(found):
            os.kill(int(found.parent.name), signal.SIGKILL)
            return


def _is_my_engine(found: Path) -> bool:
    try:
        status = (found.parent / "status").read_text()
        return "scheduling.child" in found.read_text() and f"PPid:\t{os.getpid()}\n" in status
    except OSError:
        return False
