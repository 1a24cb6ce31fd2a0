"""A task that says that it was done, for tests of workers."""

from django_tasks import task

DONE: list[int] = []


@task()
def say_it_was_done(number: int) -> int:
    """Say so."""
    DONE.append(number)
    return number
