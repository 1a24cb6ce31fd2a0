"""Delivering to the other side, whatever it does: it is told, within the time, and nothing is followed or looked up."""

import os
import socket
import struct
from datetime import UTC, datetime
from typing import Any

import pytest

from secretariat.engines.webhooks import Outcome, Target, deliver, is_signed, signed_headers, vetted
from tests.engines.webhooks.peers import Part, Peer, peer, says, target_at

BODY = b'{"type":"pledges.pledge"}'
OK = b"HTTP/1.1 200 OK\r\n\r\n"
# Long enough for a busy machine where something is to come of it, short where nothing is.
LONG, BUSY, SHORT = 60.0, 2.0, 0.3


def _outcome(part: Part, *, seconds: float = LONG, body: bytes = BODY) -> tuple[Outcome, Peer]:
    with peer(part) as met:
        outcome = deliver(target_at(met), headers={}, body=body, seconds=seconds)
    return outcome, met


def test_a_message_arrives_as_it_was_signed() -> None:
    at = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
    secret = b"s" * 32
    headers = signed_headers([secret], identifier="msg_1", at=at, body=BODY)

    with peer(says(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nThanks")) as met:
        target = target_at(met, path="/in?for=pledges")
        outcome = deliver(target, headers={"Content-Type": "application/json", **headers}, body=BODY, seconds=LONG)

    head, _, body = met.requests[0].decode().partition("\r\n\r\n")
    line, *lines = head.split("\r\n")
    came = dict(each.split(": ", 1) for each in lines)
    assert (outcome.status, outcome.is_success, outcome.reason, outcome.answer_start) == (200, True, "", "Thanks")
    assert line == "POST /in?for=pledges HTTP/1.1"
    assert came["Host"] == f"hooks.example.org:{met.port}"
    assert came["Connection"] == "close"
    assert is_signed([secret], headers=came, body=body.encode(), now=at)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (200, ""),
        (202, ""),
        (204, ""),
        (299, ""),
        (101, "status"),
        (300, "redirect"),
        (304, "redirect"),
        (308, "redirect"),
        (400, "status"),
        (404, "status"),
        (410, "gone"),
        (429, "busy"),
        (500, "status"),
        (502, "busy"),
        (503, "busy"),
        (504, "busy"),
        (599, "status"),
    ],
)
def test_a_status_is_told_by_its_reason(status: int, reason: str) -> None:
    outcome, _ = _outcome(says(f"HTTP/1.1 {status}\r\n\r\n".encode()))

    assert (outcome.status, outcome.reason, outcome.is_success) == (status, reason, not reason)


def test_no_redirect_is_followed() -> None:
    with peer(says(OK)) as other:
        elsewhere = f"HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:{other.port}/\r\n\r\n".encode()
        to_the_cloud = b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data/\r\n\r\n"
        moved, first = _outcome(says(elsewhere))
        found, second = _outcome(says(to_the_cloud))

    assert (moved.status, moved.reason, moved.is_success) == (307, "redirect", False)
    assert (found.status, found.reason, found.is_success) == (302, "redirect", False)
    assert (first.connections, second.connections, other.connections) == (1, 1, 0)


def test_only_the_address_that_was_vetted_is_gone_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that is elsewhere when it is asked for again leads nowhere: it is not asked for again."""
    answers = iter([["127.0.0.1"], ["169.254.169.254"], ["10.0.0.1"]])
    asked: list[Any] = []

    def ask(*args: Any, **kwargs: Any) -> list[Any]:
        asked.append(args)
        raise socket.gaierror

    with peer(says(OK)) as met:
        target = vetted(
            f"http://rebinding.example.org:{met.port}/",
            allows_http=True,
            allows_private=True,
            ports={met.port},
            resolve=lambda *_: next(answers),
        )
        monkeypatch.setattr(socket, "getaddrinfo", ask)
        outcomes = [deliver(target, headers={}, body=BODY, seconds=LONG) for _ in range(2)]

    assert [each.status for each in outcomes] == [200, 200]
    assert met.connections == 2
    assert not asked
    assert next(answers) == ["169.254.169.254"]


def test_an_answer_that_drips_is_left_when_the_time_is_over() -> None:
    def part(met: Peer, line: socket.socket) -> None:
        met.hear(line)
        line.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        met.flood(line, b"x", pause=0.02)

    outcome, met = _outcome(part, seconds=BUSY)

    assert (outcome.status, outcome.reason, outcome.is_success) == (0, "too slow", False)
    assert met.hung_up.wait(LONG)


def test_a_status_counts_though_the_text_behind_it_drips() -> None:
    def part(met: Peer, line: socket.socket) -> None:
        met.hear(line)
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        met.flood(line, b"x", pause=0.02)

    outcome, met = _outcome(part, seconds=BUSY)

    assert (outcome.status, outcome.is_success) == (200, True)
    assert met.hung_up.wait(LONG)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_one_who_takes_a_call_and_says_nothing_is_left(scheme: str) -> None:
    with peer(lambda met, line: met.wait(line)) as met:
        outcome = deliver(target_at(met, scheme=scheme), headers={}, body=BODY, seconds=SHORT)
        assert met.hung_up.wait(LONG)

    assert (outcome.status, outcome.reason) == (0, "too slow")


def test_one_who_reads_nothing_is_left() -> None:
    def sleep(met: Peer, line: socket.socket) -> None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        met.hung_up.wait(10)

    outcome, _ = _outcome(sleep, seconds=SHORT, body=b"x" * 50_000_000)

    assert (outcome.status, outcome.reason) == (0, "too slow")


def test_no_time_is_too_little_time() -> None:
    with peer(says(OK)) as met:
        outcome = deliver(target_at(met), headers={}, body=BODY, seconds=0)

    assert (outcome.status, outcome.reason, met.connections) == (0, "too slow", 0)


def test_of_a_huge_answer_the_start_is_read() -> None:
    def part(met: Peer, line: socket.socket) -> None:
        met.hear(line)
        line.sendall(OK)
        met.flood(line, b"abc\n" * 10_000)

    outcome, met = _outcome(part)

    assert (outcome.status, outcome.is_success) == (200, True)
    assert outcome.answer_start == "abc\n" * 500
    assert met.hung_up.wait(LONG)
    assert met.sent < 50_000_000


def test_a_huge_head_is_no_answer() -> None:
    def part(met: Peer, line: socket.socket) -> None:
        met.hear(line)
        line.sendall(b"HTTP/1.1 200 OK\r\n")
        met.flood(line, b"X-Filler: " + b"x" * 10_000 + b"\r\n")

    outcome, met = _outcome(part)

    assert (outcome.status, outcome.reason) == (0, "not http")
    assert met.hung_up.wait(LONG)


def test_one_who_hangs_up_has_not_answered() -> None:
    def reset(met: Peer, line: socket.socket) -> None:
        met.hear(line)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    parts: list[Part] = [lambda *_: None, reset, says(b""), says(b"HTTP/1.1 200 OK\r\nX: y")]
    outcomes = [_outcome(part)[0] for part in parts]

    assert {(each.status, each.reason, each.is_success) for each in outcomes} == {(0, "closed", False)}


def test_answers_that_announce_another_are_passed_over() -> None:
    outcome, _ = _outcome(says(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\n" + OK))

    assert outcome.status == 200


@pytest.mark.parametrize("is_patient", [True, False])
def test_one_who_answers_before_it_has_heard_all_is_understood(is_patient: bool) -> None:
    def part(met: Peer, line: socket.socket) -> None:
        line.recv(100)
        line.sendall(b"HTTP/1.1 413 Too Large\r\n\r\n")
        if is_patient:
            line.shutdown(socket.SHUT_WR)
            met.wait(line)

    outcome, _ = _outcome(part, body=b"x" * 20_000_000)

    assert (outcome.status, outcome.reason) == (413, "status")


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1;x=y\r\nk\r\n0\r\n\r\n",
        b"HTTP/1.0 200 OK\ncontent-length:2\n\nok",
        b"HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n",
    ],
)
def test_one_who_keeps_the_line_open_is_not_waited_for(answer: bytes) -> None:
    def part(met: Peer, line: socket.socket) -> None:
        met.hear(line)
        line.sendall(answer)
        met.wait(line)

    outcome, met = _outcome(part)

    assert (outcome.status, outcome.answer_start) in {(200, "ok"), (204, "")}
    assert outcome.seconds < LONG / 2
    assert met.hung_up.wait(LONG)


def test_where_nobody_listens_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    outcome = deliver(Target("", "http", "a.org", port, "/", ("127.0.0.1", "127.0.0.2")), headers={}, body=BODY)

    assert (outcome.status, outcome.reason) == (0, "unreachable")


def test_the_next_address_is_tried_where_one_cannot_be_reached() -> None:
    with peer(says(OK)) as met:
        target = Target("", "http", "a.org", met.port, "/", ("127.0.0.2", "127.0.0.1"))
        outcome = deliver(target, headers={}, body=BODY, seconds=LONG)

    assert (outcome.status, met.connections) == (200, 1)


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_an_address_of_the_longer_kind_is_gone_to() -> None:
    with peer(says(OK), host="::1") as met:
        ports, resolve = {met.port}, lambda *_: ["::1"]
        named = vetted(f"http://a.org:{met.port}", allows_http=True, allows_private=True, ports=ports, resolve=resolve)
        bare = vetted(f"http://[::1]:{met.port}", allows_http=True, allows_private=True, ports=ports, resolve=resolve)
        outcomes = [deliver(each, headers={}, body=BODY, seconds=LONG) for each in (named, bare)]

    assert [each.status for each in outcomes] == [200, 200]
    assert f"Host: [::1]:{met.port}\r\n".encode() in met.requests[1]


@pytest.mark.parametrize(
    "headers",
    [
        {"X": "a\r\nY: b"},
        {"X": "a\nb"},
        {"X": "é"},
        {"X\r\nY": "b"},
        {"X ": "b"},
        {"": "b"},
        {"host": "b"},
        {"Content-Length": "0"},
        {"Transfer-Encoding": "chunked"},
    ],
)
def test_headers_that_would_say_something_else_are_not_sent(headers: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="cannot be sent"):
        deliver(Target("", "https", "a.org", 443, "/", ("127.0.0.1",)), headers=headers, body=b"")


@pytest.mark.parametrize(
    "wrong",
    [
        {"host": "a\r\nX: y"},
        {"path": "/ HTTP/1.1\r\nX: y"},
        {"path": "x"},
        {"scheme": "ftp"},
        {"addresses": ("localhost",)},
    ],
)
def test_a_target_that_was_never_vetted_is_not_gone_to(wrong: dict[str, Any]) -> None:
    values = {"url": "", "scheme": "http", "host": "a.org", "port": 80, "path": "/", "addresses": ("127.0.0.1",)}

    with pytest.raises(ValueError, match=r"vetted|IPv4 or IPv6"):
        deliver(Target(**{**values, **wrong}), headers={}, body=b"")


def test_proxies_of_the_house_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer(says(b"HTTP/1.1 502 Proxy\r\n\r\n")) as proxy, peer(says(OK)) as met:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
            monkeypatch.setitem(os.environ, name, f"http://127.0.0.1:{proxy.port}")
        outcome = deliver(target_at(met), headers={}, body=BODY, seconds=LONG)

    assert (outcome.status, proxy.connections) == (200, 0)
