"""What every test stands on."""

import gc
import os
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from secretariat.door.queries import scanning
from secretariat.public.queries.fulltext import prepare_index
from secretariat.public.views import kept
from tests import make, outside
from tests.emptied import empty_what_was_written

# Before anything else is done, and for the programs that tests start.
outside.stand_guard()
outside.guard_children(str(Path(tempfile.gettempdir()) / f"outside-{os.getpid()}.txt"))

# No test is one of speed: a busy machine makes none of them fail.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")

_tests = count(1)

# Those that take longest begin first: while the last of them goes on, no other process waits for it.
LONG = frozenset(
    {
        "test_four_processes.py",
        "test_migrations.py",
        "test_repair_timetable.py",
        "test_sight_of_particulars.py",
        "test_upgrade.py",
        "test_walk.py",
        "test_walk_posts.py",
    }
)

TransactionTestCase._fixture_teardown = empty_what_was_written  # type: ignore[attr-defined]


def pytest_sessionstart() -> None:
    """What is loaded by now stays: it is not looked through for rubbish again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 10)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Where tables are made from the models and not by migrations, the record of the house is opened and
    the search prepared here."""
    del django_db_setup
    with django_db_blocker.unblock():
        make.house()
        prepare_index()


@pytest.fixture(autouse=True)
def _stays_here() -> Iterator[None]:
    """A test fails if it, or a program that it started, would have reached another machine, whoever caught the fault."""
    yield
    assert outside.refused() == []


@pytest.fixture(scope="session")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each test has a folder of its own, which is made when the test first keeps a file; and nothing in ``static``."""
    made = tmp_path_factory.mktemp("grounds")
    (made / "static").mkdir()
    return made


@pytest.fixture(autouse=True)
def _plain_house(settings: Any, grounds: Path) -> None:
    """No hashed files, no second factor, mail kept in memory, files in a folder of this test, English spoken."""
    # The language of the last page that a test asked for stays in force.
    translation.activate("en")
    kept.forget()
    scanning.forget()
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MEDIA_ROOT = grounds / f"{next(_tests)}" / "files"
    settings.STATIC_ROOT = grounds / "static"
    settings.SECOND_FACTOR_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """SQLite lets one write at a time: tests of locks and races wait for PostgreSQL. What knows no database was tried
    in the run on SQLite, and is not tried again. What takes longest comes first."""
    items.sort(key=lambda item: item.path.name not in LONG)
    if connection.vendor == "postgresql":
        config.hook.pytest_deselected(items=[item for item in items if not _asks_a_database(item)])
        items[:] = [item for item in items if _asks_a_database(item)]
        return
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL, whose deeds run side by side"))


def _asks_a_database(item: pytest.Item) -> bool:
    """pytest-django lets no test near the database that says nothing of it."""
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures or item.get_closest_marker("django_db") or item.get_closest_marker("postgres"))
