"""Delivering over TLS: to one who can show that it is the host, and to no other."""

import socket
import ssl
from pathlib import Path

import pytest

from secretariat.engines.webhooks import Outcome, deliver
from secretariat.engines.webhooks.delivering import _trusting
from tests.engines.webhooks.peers import House, Part, Peer, peer, says, target_at

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
LONG, BUSY, SHORT = 60.0, 2.0, 0.3


@pytest.fixture(scope="module")
def house() -> House:
    return House()


def _outcome(
    met: Peer, trusted: ssl.SSLContext | None, *, host: str = "hooks.example.org", seconds: float = LONG
) -> Outcome:
    return deliver(target_at(met, scheme="https", host=host), headers={}, body=b"{}", seconds=seconds, context=trusted)


def test_the_host_is_named_and_its_certificate_is_good_for_it(house: House, tmp_path: Path) -> None:
    with peer(says(OK), context=house.server(tmp_path, "hooks.example.org")) as met:
        outcome = _outcome(met, house.trusted())

    assert (outcome.status, outcome.is_success, outcome.answer_start) == (200, True, "ok")
    assert met.names == ["hooks.example.org"]


def test_an_address_may_have_a_certificate_of_its_own(house: House, tmp_path: Path) -> None:
    with peer(says(OK), context=house.server(tmp_path, "127.0.0.1")) as met:
        outcome = _outcome(met, house.trusted(), host="127.0.0.1")

    assert outcome.status == 200


@pytest.mark.parametrize("name", ["other.example.org", "127.0.0.1", "*.org", "example.org"])
def test_a_certificate_of_another_name_is_none(house: House, tmp_path: Path, name: str) -> None:
    with peer(says(OK), context=house.server(tmp_path, name)) as met:
        outcome = _outcome(met, house.trusted())

    assert (outcome.status, outcome.reason, outcome.is_success) == (0, "certificate", False)
    assert not met.requests


def test_a_certificate_whose_time_is_over_is_none(house: House, tmp_path: Path) -> None:
    with peer(says(OK), context=house.server(tmp_path, "hooks.example.org", days=-1)) as met:
        outcome = _outcome(met, house.trusted())

    assert (outcome.reason, met.requests) == ("certificate", [])


def test_a_certificate_that_nobody_vouches_for_is_none(house: House, tmp_path: Path) -> None:
    with peer(says(OK), context=house.server(tmp_path, "hooks.example.org")) as met:
        by_the_system = _outcome(met, None)
        by_another = _outcome(met, House().trusted())

    assert (by_the_system.reason, by_another.reason, met.requests) == ("certificate", "certificate", [])


@pytest.mark.parametrize(
    "part",
    [
        lambda _, line: line.sendall(b"HTTP/1.1 400 Plain\r\n\r\n"),
        lambda _, line: line.sendall(b"\x16\x03\x01\x00\x02\x02\x28"),
        lambda _, line: line.sendall(b"\x15\x03\x01\x00\x02\x02\x28"),
        lambda *_: None,
    ],
)
def test_one_who_speaks_no_tls_is_told_nothing(house: House, part: Part) -> None:
    with peer(part) as met:
        outcome = _outcome(met, house.trusted())

    assert (outcome.status, outcome.reason, met.requests) == (0, "no tls", [])


def test_what_the_system_trusts_is_asked_for_the_name_and_speaks_no_old_tls() -> None:
    context = _trusting()

    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


def test_a_handshake_that_drips_is_left_when_the_time_is_over(house: House) -> None:
    def part(met: Peer, line: socket.socket) -> None:
        line.sendall(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc")
        met.flood(line, b"x", pause=0.02)

    with peer(part) as met:
        outcome = _outcome(met, house.trusted(), seconds=SHORT)
        assert met.hung_up.wait(LONG)

    assert (outcome.status, outcome.reason) == (0, "too slow")


def test_an_answer_that_drips_within_tls_is_left_when_the_time_is_over(house: House, tmp_path: Path) -> None:
    def part(met: Peer, line: socket.socket) -> None:
        met.hear(line)
        line.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        met.flood(line, b"x", pause=0.02)

    with peer(part, context=house.server(tmp_path, "hooks.example.org")) as met:
        outcome = _outcome(met, house.trusted(), seconds=BUSY)
        assert met.hung_up.wait(LONG)

    assert (outcome.status, outcome.reason) == (0, "too slow")
