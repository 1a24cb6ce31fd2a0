"""Counts and sessions may lie in a Valkey or a Redis, where every machine finds them."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache as shared
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured

from secretariat.accounts.models import Role
from secretariat.config import caches as told
from tests import make

SERVER = shutil.which("valkey-server") or shutil.which("redis-server")


def test_without_an_address_it_is_a_table_of_the_database() -> None:
    assert told.cache("")["LOCATION"] == "house_cache"


@pytest.mark.parametrize(
    ("url", "location"),
    [
        ("redis://one:6379/0", "redis://one:6379/0"),
        ("rediss://:secret@one/1", "rediss://:secret@one/1"),
        ("valkey://one:6379/0", "redis://one:6379/0"),
        ("unix:///run/valkey.sock", "unix:///run/valkey.sock"),
    ],
)
def test_an_address_names_a_server(url: str, location: str) -> None:
    assert told.cache(url)["LOCATION"] == location


def test_an_address_of_something_else_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL is an address like"):
        told.cache("memcached://one")


def test_it_is_said_what_is_to_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "find_spec", lambda _name: None)

    with pytest.raises(ImproperlyConfigured, match=r"secretariat\[redis\]"):
        told.cache("redis://one")


@pytest.fixture
def server(tmp_path: Path, settings: Any) -> Iterator["subprocess.Popen[bytes]"]:
    """A server of this test alone, with the settings that name it."""
    if SERVER is None:
        pytest.skip("neither valkey-server nor redis-server is on this machine: no shared cache was tried")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [SERVER, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE)  # noqa: S603 - the arguments are this test's own
    assert process.stdout is not None
    for line in process.stdout:
        if b"Ready to accept connections" in line:
            break
    settings.CACHES = {"default": told.cache(f"redis://127.0.0.1:{port}/0")}
    settings.SESSION_ENGINE = "secretariat.config.sessions"
    yield process
    caches["default"].close()
    process.terminate()
    process.wait()


def test_what_one_process_counts_the_other_reads(server: object) -> None:
    one, other = (caches.create_connection("default") for _each in range(2))

    one.set("count", 3, 60)

    assert other.get("count") == 3
    assert one.incr("count") == 4


@pytest.mark.django_db
def test_wrong_passwords_are_counted_there(server: object) -> None:
    user = make.user(Role.SECRETARY, make.conference())
    answers = [
        make.client().post("/en/accounts/login/", {"login": user.email, "password": f"wrong {each}"})
        for each in range(12)
    ]

    assert all(each.status_code == 200 for each in answers)
    assert "Too many" in answers[-1].content.decode()
    assert shared._cache.get_client().dbsize() > 0  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_whoever_is_signed_in_stays_so_when_it_is_emptied_or_gone(
    server: "subprocess.Popen[bytes]",
) -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))
    office = "/en/damascus-2020/office/"
    assert client.get(office).status_code == 200
    assert Session.objects.count() == 1

    shared.clear()
    assert client.get(office).status_code == 200

    server.terminate()
    server.wait()
    assert client.get(office).status_code == 200
