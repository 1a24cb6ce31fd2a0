"""What comes back is an answer or none, and of an answer only so much is taken."""

import socket
import time
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines.webhooks import Outcome, deliver
from secretariat.engines.webhooks.answering import NotHttp, head_in, is_whole, text_of
from secretariat.engines.webhooks.delivering import MOST_ANSWER, _Clock, _Peer
from tests.engines.webhooks.peers import peer, says, target_at

OK = b"HTTP/1.1 200 OK\r\n\r\n"
LONG = 60.0


def _outcome(answer: bytes) -> Outcome:
    with peer(says(answer)) as met:
        return deliver(target_at(met), headers={}, body=b"{}", seconds=LONG)


@pytest.mark.parametrize(
    "said",
    [
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"220 mail.example.org ESMTP\r\n",
        b"HTTP/2 200\r\n\r\n",
        b"HTTP/1.1 99 Low\r\n\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/1.1  200 OK\r\n\r\n",
        b"HTTP/1.1 200OK\r\n\r\n",
        b"http/1.1 200 OK\r\n\r\n",
        b"\r\n\r\n",
        b"\x00" * 100,
        bytes(range(1, 256)) * 200,
        b"HTTP/1.1 100 Continue\r\n\r\n" * 9 + OK,
    ],
)
def test_what_is_no_answer_is_told_as_such(said: bytes) -> None:
    outcome = _outcome(said)

    assert (outcome.status, outcome.reason, outcome.is_success) == (0, "not http", False)


def test_of_the_text_only_what_people_read_is_kept() -> None:
    outcome = _outcome(OK + "Größe\u202e\x00\x1b[31m\n\tمرحبا\ufeff".encode() + b"\xff")

    assert outcome.answer_start == "Größe[31m\n\tمرحبا\ufffd"


@pytest.mark.parametrize(
    ("said", "known"),
    [(b"120", timedelta(minutes=2)), (b"9999999999", timedelta(days=1)), (b"soon", None), (b"-1", None)],
)
def test_who_asks_to_be_left_alone_is_heard(said: bytes, known: timedelta | None) -> None:
    outcome = _outcome(b"HTTP/1.1 503 Busy\r\nRetry-After: " + said + b"\r\n\r\n")

    assert (outcome.reason, outcome.retry_after) == ("busy", known)


@given(
    st.lists(
        st.one_of(
            st.binary(max_size=20),
            st.sampled_from(
                [
                    OK,
                    b"HTTP/1.1 200",
                    b"\r\n",
                    b"\n",
                    b"Content-Length: ",
                    b"9",
                    b"Transfer-Encoding: chunked\r\n",
                    b"0",
                ]
            ),
        ),
        max_size=12,
    ).map(b"".join)
)
def test_any_bytes_are_an_answer_or_none(taken: bytes) -> None:
    try:
        head = head_in(taken)
    except NotHttp:
        return

    if head:
        text = taken[head.end :]
        is_whole(head, text)
        assert 100 <= head.status <= 599
        assert len(text_of(head, text)) <= len(text)


def test_of_an_answer_sixteen_kilobytes_are_taken_and_no_more() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(OK + b"x" * 40_000)
        listening = _Peer(ours, _Clock(time.monotonic(), LONG))
        text = listening.text(listening.head())
        left = ours.recv(100_000)

    assert listening.count == MOST_ANSWER == 16_384
    assert len(text) + len(left) == 40_000
