"""Moving a task on: begun, held up, done, dropped, taken up again."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.preparation.actions import move_task
from secretariat.preparation.models import Task, TaskState
from secretariat.preparation.queries import column_of
from tests import make, make_preparation

pytestmark = pytest.mark.django_db


def _address(task: Task) -> str:
    return f"/en/damascus-2020/office/plan/{task.pk}/move/"


def test_a_task_that_is_done_carries_the_day_and_is_recorded() -> None:
    conference = make.conference()
    task = make_preparation.task(conference)

    move_task(make.user(Role.SECRETARY, conference), task, to="done", on=make.TODAY, version=1)

    task.refresh_from_db()
    assert (task.state, task.done_date, task.version) == (TaskState.DONE, make.TODAY, 2)
    assert Entry.objects.get().changes == {"state": ["planned", "done"], "done_date": [None, "2020-11-01"]}


def test_held_up_needs_a_reason_and_going_on_takes_it_away() -> None:
    conference = make.conference()
    task, secretary = make_preparation.task(conference), make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="what holds it up") as refusal:
        move_task(secretary, task, to="held up", on=make.TODAY)
    move_task(secretary, task, to="held up", on=make.TODAY, because="No budget")

    assert refusal.value.field == "because"
    assert (column_of(task), task.state) == ("held up", TaskState.PLANNED)
    move_task(secretary, task, to="under way", on=make.TODAY)
    assert (column_of(task), str(task.blocked_because)) == ("under way", "")


def test_what_is_taken_up_again_is_no_longer_done() -> None:
    conference = make.conference()
    task = make_preparation.task(conference, state="done", done_date=make.TODAY)

    move_task(make.user(Role.SECRETARY, conference), task, to="held up", on=make.TODAY, because="Reprint")

    task.refresh_from_db()
    assert (column_of(task), task.state, task.done_date) == ("held up", TaskState.UNDER_WAY, None)


def test_a_task_is_not_done_before_what_it_needs() -> None:
    conference = make.conference()
    task, first = make_preparation.task(conference, "Second"), make_preparation.task(conference, "First")
    make_preparation.need(task, first)
    secretary = make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="“First” must be done first"):
        move_task(secretary, task, to="done", on=make.TODAY)
    move_task(secretary, first, to="dropped", on=make.TODAY)

    assert move_task(secretary, task, to="done", on=make.TODAY).state == TaskState.DONE


def test_the_person_in_charge_may_move_it_and_another_reader_may_not() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)
    task = make_preparation.task(conference, owner=reader)

    with pytest.raises(PermissionDenied):
        move_task(make.user(Role.READER, conference), task, to="under way", on=make.TODAY)

    assert move_task(reader, task, to="under way", on=make.TODAY).state == TaskState.UNDER_WAY


def test_who_left_the_conference_moves_nothing_though_still_named() -> None:
    conference = make.conference()

    gone = make.user(None)
    task = make_preparation.task(conference, owner=gone)

    with pytest.raises(PermissionDenied):
        move_task(gone, task, to="done", on=make.TODAY)


def test_an_unknown_place_and_a_stale_version_are_refused() -> None:
    conference = make.conference()
    task, secretary = make_preparation.task(conference, version=2), make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="cannot be moved there"):
        move_task(secretary, task, to="nowhere", on=make.TODAY)
    with pytest.raises(Stale):
        move_task(secretary, task, to="done", on=make.TODAY, version=1)

    assert not Entry.objects.exists()


def test_the_board_moves_a_task_with_a_plain_form_and_goes_back_to_the_board() -> None:
    conference = make.conference()
    task = make_preparation.task(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(_address(task), {"to": "under way", "seen": "planned", "version": "1", "back": "board"})

    assert answer.headers["Location"] == f"/en/damascus-2020/office/plan/?view=board#task-{task.pk}"
    assert Task.objects.get().state == TaskState.UNDER_WAY


def test_held_up_from_the_board_asks_for_the_reason_and_a_stale_form_says_what_differs() -> None:
    conference = make.conference()
    task = make_preparation.task(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    asked = browser.post(_address(task), {"to": "held up", "seen": "planned", "version": "1", "back": "board"})
    move_task(make.user(Role.SECRETARY, conference), task, to="dropped", on=make.TODAY)
    stale = browser.post(_address(task), {"to": "done", "seen": "planned", "version": "1"})

    assert (asked.status_code, list(asked.context["form"].errors)) == (422, ["because"])
    assert stale.status_code == 422
    assert [(each.seen, each.now, each.yours) for each in stale.context["differences"]] == [
        ("Planned", "Dropped", "Done")
    ]
    assert Task.objects.get().state == TaskState.DROPPED


def test_the_page_opens_where_it_was_asked_to_and_is_closed_to_a_reader() -> None:
    conference = make.conference()
    task = make_preparation.task(conference)

    page = make.client(make.user(Role.SECRETARY, conference)).get(f"{_address(task)}?to=held+up")

    assert '<option value="held up" selected>' in page.content.decode()
    assert make.client(make.user(Role.READER, conference)).get(_address(task)).status_code == 403
