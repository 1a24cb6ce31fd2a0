"""Calling many tasks done at once."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.preparation.actions import finish_tasks
from secretariat.preparation.models import Task, TaskState
from tests import make, make_preparation

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/plan/finish/"


def test_what_can_be_done_is_done_and_the_rest_is_skipped_with_a_reason() -> None:
    conference = make.conference()
    free = make_preparation.task(conference, "Free")
    done = make_preparation.task(conference, "Done", state="done")
    dropped = make_preparation.task(conference, "Dropped", state="dropped")
    held = make_preparation.task(conference, "Held", blocked_because="No budget")
    waiting, first = make_preparation.task(conference, "Waiting"), make_preparation.task(conference, "First")
    make_preparation.need(waiting, first)

    batch = finish_tasks(
        make.user(Role.SECRETARY, conference),
        conference,
        tasks=[free, done, dropped, held, waiting],
        on=make.TODAY,
    )

    assert batch.done == 1
    assert batch.skipped == (
        ("Done", "is done already"),
        ("Dropped", "was dropped"),
        ("Held", "is held up: No budget"),
        ("Waiting", "needs “First” first"),
    )
    free.refresh_from_db()
    assert (free.state, free.done_date, free.version) == (TaskState.DONE, make.TODAY, 2)
    assert Entry.objects.get().batch["counts"] == {"tasks": 1}


def test_a_chain_that_is_chosen_whole_is_done_whole() -> None:
    conference = make.conference()
    tasks = [make_preparation.task(conference, f"Task {place}") for place in range(3)]
    make_preparation.need(tasks[0], tasks[1])
    make_preparation.need(tasks[1], tasks[2])

    batch = finish_tasks(make.user(Role.SECRETARY, conference), conference, tasks=tasks, on=make.TODAY)

    assert (batch.done, batch.skipped) == (3, ())


def test_a_task_that_one_may_not_see_or_of_another_conference_is_not_touched() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    close = make_preparation.task(conference, sensitivity="restricted")
    foreign = make_preparation.task(other)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["preparation"])

    batch = finish_tasks(officer, conference, tasks=[close, foreign], on=make.TODAY)

    assert (batch.done, batch.skipped) == (0, ())
    assert not Task.objects.filter(state=TaskState.DONE).exists()
    assert not Entry.objects.exists()


def test_a_reader_may_not() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        finish_tasks(reader, conference, tasks=[], on=make.TODAY)

    assert make.client(reader).post(ADDRESS).status_code == 403


def test_the_page_says_once_what_was_done_and_goes_back_to_the_list_as_it_was() -> None:
    conference = make.conference()
    free, done = make_preparation.task(conference, "Free"), make_preparation.task(conference, "Done", state="done")
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(ADDRESS, {"task": [free.pk, done.pk], "seen": "sort=due&format=csv"})
    first, second = browser.get(answer.headers["Location"]), browser.get(answer.headers["Location"])

    assert answer.headers["Location"] == "/en/damascus-2020/office/plan/?sort=due"
    assert "1 done, 1 skipped" in first.content.decode()
    assert "is done already" in first.content.decode()
    assert "1 done, 1 skipped" not in second.content.decode()


def test_nothing_chosen_says_what_to_do() -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).post(ADDRESS, {"task": ["x"]}, follow=True)

    assert "Choose at least one task first." in page.content.decode()
