"""What is counted can be summed over processes, is told to few, and names nobody."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max
from prometheus_client.parser import text_string_to_metric_families

from secretariat.accounts.models import Role
from secretariat.conference.actions import add_room
from secretariat.config import server
from tests import make, outside

ROOT = Path(__file__).resolve().parents[2]


def told(client: Client, **headers: str) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200, answer.content
    return numbers(answer.content.decode())


def numbers(text: str) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    families = text_string_to_metric_families(text)
    return {(each.name, frozenset(each.labels.items())): each.value for family in families for each in family.samples}


def of(found: dict[Any, float], name: str, **labels: str) -> float:
    return found.get((name, frozenset(labels.items())), 0.0)


@pytest.mark.django_db
def test_requests_deeds_and_what_waits_are_counted(client: Client) -> None:
    held = make.conference()
    before = told(client)
    client.get("/robots.txt")
    client.get("/en/nowhere-at-all/at/all/")
    add_room(make.user(Role.SECRETARY, held), held, name={"en": "Hall"})

    found = told(client)

    name = "secretariat_request_seconds_count"
    asked = {"method": "GET", "route": "robots", "status": "2xx"}
    assert of(found, name, **asked) == of(before, name, **asked) + 1
    nowhere = {"method": "GET", "route": "none", "status": "4xx"}
    assert of(found, name, **nowhere) == of(before, name, **nowhere) + 1
    deeds = {"desk": "conference", "outcome": "done"}
    assert of(found, "secretariat_deeds_total", **deeds) == of(before, "secretariat_deeds_total", **deeds) + 1
    raised = "secretariat_revision_seconds_count"
    assert of(found, raised) == of(before, raised) + 1
    assert of(found, "secretariat_memory_bytes") > 10_000_000
    assert of(found, "secretariat_database_answers") == 1


@pytest.mark.django_db
def test_the_oldest_task_that_waits_is_told_and_the_night_to_come_is_not(client: Client) -> None:
    now = timezone.now()
    fields: dict[str, Any] = {"task_path": "a.b", "args_kwargs": {"args": [], "kwargs": {}}, "backend_name": "default"}
    DBTaskResult.objects.create(run_after=now + timedelta(hours=9), **fields)
    old = DBTaskResult.objects.create(run_after=get_date_max(), **fields)
    DBTaskResult.objects.create(run_after=now - timedelta(seconds=20), **fields)
    DBTaskResult.objects.create(run_after=get_date_max(), status="FAILED", **fields)
    DBTaskResult.objects.filter(pk=old.pk).update(enqueued_at=now - timedelta(hours=2))

    found = told(client)

    assert of(found, "secretariat_tasks_waiting") == 2
    assert of(found, "secretariat_tasks_failed") == 1
    assert 7200 <= of(found, "secretariat_oldest_task_seconds") < 7500


@pytest.mark.django_db
def test_it_is_answered_while_the_database_is_not_there(client: Client) -> None:
    def no(*_args: Any) -> Any:
        raise OperationalError

    with connection.execute_wrapper(no):
        found = told(client)

    assert of(found, "secretariat_database_answers") == 0


@pytest.mark.django_db
def test_strangers_are_told_nothing(client: Client, settings: Any) -> None:
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404
    # Behind a proxy on this machine, whoever asks comes from here.
    assert client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 404
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client.get("/metrics").status_code == 404


@pytest.mark.django_db
def test_where_there_is_a_token_whoever_shows_it_is_told_and_nobody_else(client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = "a-token-of-metrics"

    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer a-token-of-metricx"}).status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    assert told(client, Authorization="Bearer a-token-of-metrics")


@pytest.mark.django_db
def test_no_label_names_a_person_an_address_or_a_conference(client: Client) -> None:
    held = make.conference("not-yet-public")
    person = make.user(Role.SECRETARY, held, email="amal@ministry.example")
    inside = make.client(person)
    inside.get("/en/not-yet-public/office/")
    inside.get("/en/not-yet-public/office/made-up-by-a-stranger/")
    inside.generic("MADEUPMETHOD", "/en/not-yet-public/office/")

    text = client.get("/metrics").content.decode()

    for word in ("not-yet-public", "amal", "ministry", "made-up-by-a-stranger", "MADEUP"):
        assert word not in text
    assert 'route="overview:morning"' in text


def test_what_several_processes_count_is_summed(tmp_path: Path) -> None:
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "counts"), **outside.guarded(str(ROOT))}
    counting = "from secretariat.config import metrics; metrics.count_request(('GET', 'front', 200), 0.01, 3)"
    telling = f"{counting}; print(metrics.all_of_them({{}}).decode())"
    run: dict[str, Any] = {"env": environment, "timeout": 120, "capture_output": True, "text": True}
    for program in (counting, counting):
        subprocess.run([sys.executable, "-c", program], check=True, **run)  # noqa: S603 - our own program

    found = numbers(subprocess.run([sys.executable, "-c", telling], check=True, **run).stdout)  # noqa: S603

    labels = {"method": "GET", "route": "front", "status": "2xx"}
    assert of(found, "secretariat_request_seconds_count", **labels) == 3
    assert of(found, "secretariat_queries_total", route="front") == 9
    assert of(found, "secretariat_processes") == 1


def test_a_server_takes_away_what_the_dead_counted_and_leaves_what_the_living_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for number in (gone.pid, os.getppid()):
        (tmp_path / f"counter_{number}.db").touch()
        (tmp_path / f"gauge_all_{number}.db").touch()
    (tmp_path / "of-another-kind.db").touch()
    monkeypatch.setenv(server.COUNTS, str(tmp_path))
    monkeypatch.setattr(server, "Granian", lambda *_words, **_how: SimpleNamespace(serve=lambda: None))

    server.main(["--without-worker"])

    living = os.getppid()
    kept = {f"counter_{living}.db", f"gauge_all_{living}.db", "of-another-kind.db"}
    assert {each.name for each in tmp_path.iterdir()} == kept


def test_the_folder_of_a_server_that_was_killed_is_taken_away_and_that_of_another_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for number in (gone.pid, os.getppid()):
        (tmp_path / f"secretariat-counts-{number}-abc").mkdir()

    made = server._folder_for_counts()

    assert {each.name.split("-")[2] for each in tmp_path.iterdir()} == {str(os.getppid()), str(os.getpid())}
    assert Path(made).stat().st_mode & 0o077 == 0
