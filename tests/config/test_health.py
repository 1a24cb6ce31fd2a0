"""Whoever probes a process is told whether it lives and which part is not ready, and nothing else."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache as cache_of
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client

from secretariat.api.v1 import service
from secretariat.config import seen
from secretariat.config.seen import say_so, seconds_since_a_worker

Execute = Callable[..., Any]


@pytest.fixture
def ready() -> Client:
    """Whoever probes a house whose parts are all there."""
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            cursor.execute("CREATE TABLE django_migrations (app varchar(255), name varchar(255))")
    say_so()
    # As a probe asks: by number, without a name, in clear.
    return Client(headers={"Host": "10.1.2.3:8000"})


@contextmanager
def database_that_says_no() -> Iterator[None]:
    def no(execute: Execute, sql: str, params: Any, many: bool, context: Any) -> Any:
        raise OperationalError("secret-host:5432 refused the connection")

    with connection.execute_wrapper(no):
        yield


def test_a_process_that_lives_says_so_without_asking_anything(client: Client, settings: Any) -> None:
    # No mark: a test that touches the database here fails.
    settings.SECURE_SSL_REDIRECT = True
    told = client.get("/healthz", headers={"Host": "10.1.2.3"})

    assert (told.status_code, told.content) == (200, b"lives\n")
    assert told["Cache-Control"] == "no-store"
    assert not told.cookies


@pytest.mark.django_db
def test_a_house_whose_parts_are_there_is_ready_in_two_questions(
    ready: Client, settings: Any, django_assert_max_num_queries: Any
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    with django_assert_max_num_queries(2):
        told = ready.get("/readyz")

    assert told.status_code == 200
    assert told.json() == {
        "ready": True,
        "parts": {"database": "ready", "migrations": "ready", "storage": "ready", "worker": "ready"},
    }
    assert not told.cookies


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_named_and_nothing_of_it(ready: Client) -> None:
    with database_that_says_no():
        told = ready.get("/readyz")
        lives = ready.get("/healthz")

    assert (told.status_code, lives.status_code) == (503, 200)
    assert told.json()["parts"]["database"] == "failing"
    assert b"secret-host" not in told.content


@pytest.mark.django_db
def test_a_migration_that_is_not_applied_is_named(ready: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secretariat.config.health._migrations", lambda: frozenset({("audit", "0999_to_come")}))

    told = ready.get("/readyz")

    assert told.status_code == 503
    assert [name for name, word in told.json()["parts"].items() if word == "failing"] == ["migrations"]


@pytest.mark.django_db
def test_storage_that_takes_nothing_is_named(ready: Client, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "a-file").touch()
    settings.MEDIA_ROOT = tmp_path / "a-file" / "files"

    told = ready.get("/readyz")

    assert told.status_code == 503
    assert [name for name, word in told.json()["parts"].items() if word == "failing"] == ["storage"]


@pytest.mark.django_db
def test_a_worker_that_was_not_seen_lately_is_named_unless_it_is_not_asked_for(
    ready: Client,
) -> None:
    cache.set(seen._KEY, time.time() - seen.LATELY - 1)

    told, without = ready.get("/readyz"), ready.get("/readyz?without=worker")

    assert (told.status_code, without.status_code) == (503, 200)
    assert [name for name, word in told.json()["parts"].items() if word == "failing"] == ["worker"]
    assert "worker" not in without.json()["parts"]


@pytest.mark.django_db
def test_no_worker_was_seen_where_none_ever_was(ready: Client) -> None:
    cache.clear()

    assert seconds_since_a_worker() is None
    assert ready.get("/readyz").json()["parts"]["worker"] == "failing"


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_nothing_can_be_sent_to_what_is_only_asked(client: Client, address: str) -> None:
    told = client.post(address, {"any": "thing"})

    assert (told.status_code, told["Allow"]) == (405, "GET, HEAD")


@pytest.mark.django_db
def test_a_house_that_is_not_ready_fills_no_log_with_it(ready: Client, caplog: pytest.LogCaptureFixture) -> None:
    with database_that_says_no():
        assert ready.get("/readyz").status_code == 503

    assert caplog.records == []


@pytest.mark.django_db
def test_probes_are_not_counted_among_requests_of_programs(ready: Client, settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE_WITHOUT_TOKEN = 1
    assert {ready.get("/readyz").status_code for _each in range(5)} == {200}


@pytest.mark.django_db
def test_a_process_that_is_ready_has_the_operations_for_programs(ready: Client) -> None:
    service._resolver.cache_clear()

    ready.get("/readyz")

    assert service._resolver.cache_info().currsize == 1


def test_operations_for_programs_are_made_once_though_many_ask_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Barrier(4)
    made: list[int] = []

    @cache_of
    def slowly() -> int:
        time.sleep(0.05)
        made.append(1)
        return len(made)

    monkeypatch.setattr(service, "_resolver", slowly)

    def ask(_number: int) -> object:
        asked.wait(timeout=10)
        return service.resolver()

    with ThreadPoolExecutor(4) as asking:
        found = list(asking.map(ask, range(4)))

    assert found == [1, 1, 1, 1]
