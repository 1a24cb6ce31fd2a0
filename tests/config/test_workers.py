"""Workers of several machines share what waits; each task is taken up by one of them."""

from collections import Counter

import pytest
from django_tasks_db.models import DBTaskResult

from secretariat.config.working import worker_of
from tests.make_workers import DONE, say_it_was_done
from tests.threads import in_thread

TASKS, WORKERS = 200, 4


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_four_workers_do_two_hundred_tasks_once_each() -> None:
    DONE.clear()
    for number in range(TASKS):
        say_it_was_done.enqueue(number)

    workers = [in_thread(worker_of(until_done=True).run) for _each in range(WORKERS)]
    for each in workers:
        each.join(120)

    done = DBTaskResult.objects.filter(task_path=say_it_was_done.module_path)
    assert sorted(DONE) == list(range(TASKS))
    assert {each.status for each in done} == {"SUCCESSFUL"}
    # Each was in one pair of hands, and there was work for all.
    by_worker = Counter(tuple(each.worker_ids) for each in done)
    assert all(len(hands) == 1 for hands in by_worker)
    assert len(by_worker) == WORKERS


@pytest.mark.django_db(transaction=True)
def test_what_is_in_the_hands_of_a_worker_no_other_takes_up() -> None:
    DONE.clear()
    say_it_was_done.enqueue(1)
    DBTaskResult.objects.get().claim("a worker that was killed in the middle")

    worker_of(until_done=True).run()

    assert DONE == []
