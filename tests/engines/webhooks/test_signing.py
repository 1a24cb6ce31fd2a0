"""Signing and judging signatures, after Standard Webhooks, and the schedule of attempts."""

import base64
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines.webhooks import (
    MOST_ATTEMPTS,
    is_signed,
    secret_from,
    secret_text,
    sign,
    signed_headers,
    wait_before,
)

OLD, NEW = b"o" * 24, b"n" * 32
AT = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
BODY = b'{"type":"pledges.pledge","data":{}}'
NAMES = ("webhook-id", "webhook-timestamp", "webhook-signature")


def _headers(*secrets: bytes) -> dict[str, str]:
    return signed_headers(secrets or (NEW,), identifier="msg_1", at=AT, body=BODY)


def test_a_signature_is_the_one_of_the_example_that_libraries_share() -> None:
    secret = secret_from("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    at = datetime.fromtimestamp(1614265330, UTC)

    signature = sign(secret, identifier="msg_p5jXN8AQM9LWM0D4loKWxJek", at=at, body=b'{"test": 2432232314}')

    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert secret_text(secret) == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def test_what_is_signed_is_known_as_such() -> None:
    headers = _headers()

    assert headers["webhook-timestamp"] == str(int(AT.timestamp()))
    assert is_signed([NEW], headers=headers, body=BODY, now=AT)
    assert is_signed([NEW], headers={name.title(): said for name, said in headers.items()}, body=BODY, now=AT)


def test_while_a_secret_is_changed_either_one_will_do() -> None:
    headers = _headers(NEW, OLD)

    assert headers["webhook-signature"].count("v1,") == 2
    assert is_signed([OLD], headers=headers, body=BODY, now=AT)
    assert is_signed([NEW], headers=headers, body=BODY, now=AT)
    assert is_signed([OLD, NEW], headers=_headers(OLD), body=BODY, now=AT)


def test_signatures_of_other_schemes_are_passed_over() -> None:
    headers = _headers()
    headers["webhook-signature"] = "v1a,AAAA  v2,x " + headers["webhook-signature"]

    assert is_signed([NEW], headers=headers, body=BODY, now=AT)


def test_nothing_of_a_message_can_be_changed() -> None:
    headers = _headers()

    assert not is_signed([OLD], headers=headers, body=BODY, now=AT)
    assert not is_signed([NEW], headers=headers, body=BODY + b" ", now=AT)
    assert not is_signed([NEW], headers={**headers, "webhook-id": "msg_2"}, body=BODY, now=AT)
    assert not is_signed([NEW], headers={**headers, "webhook-timestamp": "1764406801"}, body=BODY, now=AT)
    assert not is_signed([], headers=headers, body=BODY, now=AT)


def test_nothing_moves_from_one_part_of_what_is_signed_to_another() -> None:
    """``a.1.b`` signed as identifier, time and body is no ``a`` at another time with another body."""
    headers = _headers()
    moved = {**headers, "webhook-id": f"msg_1.{headers['webhook-timestamp']}"}

    assert not is_signed([NEW], headers=moved, body=BODY, now=AT)


@pytest.mark.parametrize(("seconds", "is_known"), [(300, True), (301, False), (-300, True), (-301, False)])
def test_a_signature_is_good_for_some_minutes_before_and_after(seconds: int, is_known: bool) -> None:
    now = AT + timedelta(seconds=seconds)

    assert is_signed([NEW], headers=_headers(), body=BODY, now=now) is is_known


def test_a_secret_of_no_bytes_proves_nothing() -> None:
    stamp = str(int(AT.timestamp()))
    forged = base64.b64encode(hmac.digest(b"", b"msg_1." + stamp.encode() + b"." + BODY, "sha256")).decode()
    headers = {"webhook-id": "msg_1", "webhook-timestamp": stamp, "webhook-signature": f"v1,{forged}"}

    assert not is_signed([b""], headers=headers, body=BODY, now=AT)


@given(st.dictionaries(st.sampled_from(NAMES), st.text(st.characters(), max_size=40)), st.binary(max_size=20))
def test_headers_of_any_kind_are_judged_and_not_believed(given_headers: dict[str, str], body: bytes) -> None:
    assert not is_signed([NEW], headers=given_headers, body=body, now=AT)
    assert not is_signed([NEW], headers={**_headers(), **given_headers}, body=body + b"x", now=AT)


def test_a_flood_of_signatures_is_not_compared() -> None:
    headers = _headers()
    headers["webhook-signature"] = "v1,x " * 100_000 + headers["webhook-signature"]

    assert not is_signed([NEW], headers=headers, body=BODY, now=AT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"identifier": "a.b"},
        {"identifier": ""},
        {"identifier": "a\r\nx: y"},
        {"identifier": "é"},
        {"identifier": "a" * 101},
        {"at": AT.replace(tzinfo=None)},
        {"secret": b"short"},
        {"secret": b"x" * 65},
    ],
)
def test_what_would_make_a_weak_signature_is_no_signature(wrong: dict[str, object]) -> None:
    values: dict[str, object] = {"secret": NEW, "identifier": "msg_1", "at": AT, "body": BODY, **wrong}
    secret = values.pop("secret")

    with pytest.raises(ValueError, match=r"secret|identifier|time zone"):
        sign(secret, **values)  # type: ignore[arg-type]


def test_a_message_is_signed_by_one_secret_at_least() -> None:
    with pytest.raises(ValueError, match="1 to 16"):
        signed_headers([], identifier="msg_1", at=AT, body=BODY)


@pytest.mark.parametrize("text", ["", "whsec_", "whsec_%%%", "whsec_AAAA", "whsec_" + "A" * 100, "é" * 40])
def test_a_text_that_shows_no_secret_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="secret"):
        secret_from(text)


@given(st.binary(min_size=24, max_size=64))
def test_a_secret_is_read_back_from_how_it_is_shown(secret: bytes) -> None:
    assert secret_from(secret_text(secret)) == secret


def test_attempts_come_ever_later_for_three_days() -> None:
    waits = [wait_before(attempt) for attempt in range(1, MOST_ATTEMPTS + 1)]

    assert waits[0] == timedelta(0)
    assert waits == sorted(waits)
    assert timedelta(days=3) < sum(waits, timedelta()) < timedelta(days=4)
    assert wait_before(1_000_000) == waits[-1]


@given(st.integers(2, 100), st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_wait_is_spread_by_the_message_and_always_the_same(attempt: int, identifier: str) -> None:
    wait = wait_before(attempt, identifier=identifier)

    assert wait_before(attempt) <= wait <= wait_before(attempt) * 1.2
    assert wait == wait_before(attempt, identifier=identifier)


def test_many_messages_do_not_come_back_together() -> None:
    assert len({wait_before(3, identifier=f"msg_{number}") for number in range(1_000)}) > 990


def test_there_is_no_attempt_before_the_first() -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        wait_before(0)
