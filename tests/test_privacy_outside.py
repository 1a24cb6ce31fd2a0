"""Nothing leaves the server: what would reach another machine while tests run is refused and found."""

import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import connection

from tests import outside

ELSEWHERE = ("192.0.2.1", 80)


def _a_datagram() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.sendto(b"", ELSEWHERE)


def _a_quiet_connection() -> None:
    with socket.socket() as line:
        line.connect_ex(ELSEWHERE)


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection(ELSEWHERE, timeout=1),
        lambda: socket.create_connection(("example.org", 80), timeout=1),
        lambda: socket.gethostbyname("example.org"),
        lambda: socket.getaddrinfo(b"example.org", 443),
        _a_datagram,
        _a_quiet_connection,
    ],
)
def test_whoever_would_reach_another_machine_is_refused_and_it_is_written_down(reach: Callable[[], object]) -> None:
    with pytest.raises(socket.gaierror, match="Tests reach no other machine"):
        reach()

    assert len(outside.refused()) == 1


def test_what_swallows_the_refusal_is_found_all_the_same() -> None:
    with suppress(OSError):
        socket.create_connection(ELSEWHERE, timeout=1)

    assert outside.refused() == [f"socket.connect {socket.AF_INET} {ELSEWHERE}"]


def test_a_program_that_a_test_starts_is_guarded_too() -> None:
    program = (
        "import socket\ntry: socket.create_connection(('192.0.2.1', 80), timeout=1)\nexcept OSError: print('down')"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603

    assert (done.stdout, len(outside.refused())) == ("down\n", 1)


def test_this_machine_may_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5).close()

    assert outside.refused() == []


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.8.9.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("localhost", True),
        ("", True),
        ("10.0.0.1", False),
        ("169.254.169.254", False),
        ("::ffff:192.0.2.1", False),
        ("fe80::1%eth0", False),
        ("localhost.example.org", False),
    ],
)
def test_an_address_of_this_machine_is_known(host: str, here: bool) -> None:
    assert outside.is_here(host) is here


def test_the_database_stands_on_this_machine() -> None:
    """Its driver speaks to it in C, where nobody asks."""
    host = connection.settings_dict.get("HOST") or ""

    assert host.startswith("/") or outside.is_here(host)
