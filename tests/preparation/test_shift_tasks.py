"""Shifting the days of many tasks."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Batch, Refused
from secretariat.audit.models import Entry
from secretariat.preparation.actions import shift_tasks
from secretariat.preparation.models import Task
from tests import make, make_preparation
from tests.threads import in_thread

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/plan/shift/"


def test_first_and_last_day_move_together_and_the_rest_is_skipped_with_a_reason() -> None:
    conference = make.conference()
    task = make_preparation.task(conference, "Task", start_date=date(2020, 10, 30), due_date=date(2020, 11, 1))
    done = make_preparation.task(conference, "Done", state="done", due_date=date(2020, 11, 1))
    undated = make_preparation.task(conference, "Undated")

    batch = shift_tasks(make.user(Role.SECRETARY, conference), conference, tasks=[task, done, undated], days=7)

    task.refresh_from_db()
    assert (task.start_date, task.due_date, task.version) == (date(2020, 11, 6), date(2020, 11, 8), 2)
    assert batch.skipped == (("Done", "is done already"), ("Undated", "has no day"))
    assert Entry.objects.get().thing_label == "1 task shifted by 7 days"


@pytest.mark.parametrize("days", [0, 4000])
def test_no_day_and_too_many_are_refused(days: int) -> None:
    conference = make.conference()

    with pytest.raises(Refused, match="by how many days"):
        shift_tasks(make.user(Role.SECRETARY, conference), conference, tasks=[], days=days)


def test_a_reader_may_not() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        shift_tasks(reader, conference, tasks=[], days=1)

    assert make.client(reader).post(ADDRESS).status_code == 403


def test_the_page_shifts_earlier_too_and_says_the_rule_where_the_number_makes_no_sense() -> None:
    conference = make.conference()
    task = make_preparation.task(conference, due_date=date(2020, 11, 8))
    browser = make.client(make.user(Role.SECRETARY, conference))

    earlier = browser.post(ADDRESS, {"task": task.pk, "days": "-7"}, follow=True)
    nonsense = browser.post(ADDRESS, {"task": task.pk, "days": "soon"}, follow=True)

    task.refresh_from_db()
    assert task.due_date == date(2020, 11, 1)
    assert "1 moved, 0 skipped" in earlier.content.decode()
    assert "Say by how many days" in nonsense.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_a_task_that_somebody_is_changing_is_skipped_and_nobody_waits() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    conference = make.conference()
    held = make_preparation.task(conference, "Held", due_date=date(2020, 11, 1))
    free = make_preparation.task(conference, "Free", due_date=date(2020, 11, 1))
    secretary = make.user(Role.SECRETARY, conference)
    batches: list[Batch] = []

    with transaction.atomic():
        Task.objects.select_for_update(no_key=True).get(pk=held.pk)
        thread = in_thread(
            lambda: batches.append(
                shift_tasks(User.objects.get(pk=secretary.pk), conference, tasks=[held, free], days=1)
            )
        )
        thread.join(20)

    assert batches[0].done == 1
    assert batches[0].skipped == (("Held", "somebody is changing it at this moment"),)
