"""Each sign-in, and each that fails, leaves one line: by account, from where, and never what was typed."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from secretariat.accounts.models import Role, User
from secretariat.config.logs import JsonLines, Plain
from tests import make
from tests.accounts.test_second_factor import AUTHENTICATE, enrolled
from tests.security.asking import CEDARS, SIGN_IN, SIGN_OUT, person, sign_in

pytestmark = pytest.mark.django_db

AWAY = "192.0.2.66"
WRONG = "olive-trees-of-jericho"
AGAIN = "/en/accounts/reauthenticate/"


class Log(io.StringIO):
    """What is written of signing in."""

    @property
    def told(self) -> list[dict[str, Any]]:
        """Each line, without what lines of the house have in common."""
        lines = [json.loads(line) for line in self.getvalue().splitlines()]
        return [
            {name: line[name] for name in ("level", "event", "account", "address", "by") if name in line}
            for line in lines
        ]


def listened(formatter: logging.Formatter, name: str = "secretariat.sign_in") -> Iterator[Log]:
    cache.clear()
    log, logger = Log(), logging.getLogger(name)
    handler = logging.StreamHandler(log)
    handler.setFormatter(formatter)
    logger.addHandler(handler)
    yield log
    logger.removeHandler(handler)


@pytest.fixture
def log() -> Iterator[Log]:
    """What is written for machines."""
    yield from listened(JsonLines())


@pytest.fixture(params=[Plain, JsonLines])
def either_log(request: Any) -> Iterator[Log]:
    """What is written for people, and what for machines."""
    yield from listened(request.param())


def line(event: str, account: int | None, level: str = "WARNING", **more: Any) -> dict[str, Any]:
    return {"level": level, "event": event, "account": account, "address": AWAY, **more}


def test_signing_in_and_out_leaves_a_line_with_the_account_and_where_from(log: Log) -> None:
    amal = person()

    browser, _answer = sign_in(amal, REMOTE_ADDR=AWAY)
    browser.post(SIGN_OUT)

    assert log.told == [line("signed in", amal.pk, "INFO", by=["password"]), line("signed out", amal.pk, "INFO")]


def test_a_wrong_password_leaves_a_line_and_so_does_whoever_tries_too_often(log: Log) -> None:
    amal = person()

    for _turn in range(6):
        sign_in(amal.email.upper(), WRONG, REMOTE_ADDR=AWAY)

    assert log.told == [line("wrong password", amal.pk)] * 5 + [line("locked out", amal.pk)]


def test_a_mail_that_nobody_has_leaves_a_line_that_says_that_alone(either_log: Log) -> None:
    person()

    sign_in("my-own-password@example.org", WRONG, REMOTE_ADDR=AWAY)

    written = either_log.getvalue()
    assert written.count("\n") == 1
    assert "no account has this mail" in written
    assert AWAY in written
    assert "my-own-password" not in written


def test_a_closed_account_that_is_tried_is_told_by_its_number(log: Log) -> None:
    closed = person(is_active=False)

    sign_in(closed, REMOTE_ADDR=AWAY)

    assert log.told == [line("account closed", closed.pk)]


def test_a_wrong_code_leaves_a_line_and_nobody_has_signed_in_before_the_right_one(log: Log) -> None:
    amal = person()
    enrolled(amal)
    log.truncate(0)
    log.seek(0)

    browser, _answer = sign_in(amal, REMOTE_ADDR=AWAY)
    for _turn in range(6):
        browser.post(AUTHENTICATE, {"code": "123456"})

    assert log.told == [line("wrong second factor", amal.pk)] * 5 + [line("locked out", amal.pk)]


def test_a_password_that_is_wrong_when_it_is_asked_once_more_leaves_a_line_too(log: Log) -> None:
    amal = person()
    browser, _answer = sign_in(amal, REMOTE_ADDR=AWAY)

    browser.post(AGAIN, {"password": WRONG})

    assert log.told[1:] == [line("wrong password", amal.pk)]


def test_a_session_that_is_ended_from_elsewhere_leaves_a_line(log: Log) -> None:
    amal = person()
    sign_in(amal)
    browser, _answer = sign_in(amal, REMOTE_ADDR=AWAY)
    browser.post(AGAIN, {"password": CEDARS})

    browser.post("/en/accounts/sessions/end/", {"session": "others"})

    assert log.told[-1] == line("session ended", amal.pk, "INFO")


def test_sessions_that_a_keeper_ends_or_closes_leave_a_line_with_how_many_and_by_whom(log: Log) -> None:
    amal, keeper = person(), User.objects.create_superuser("keeper@example.org", name="Keeper")
    browser = make.client(keeper)
    for deed in ("end-sessions", "close"):
        sign_in(amal)
        browser.post(f"/en/office/accounts/{amal.pk}/{deed}/", {"reason": "Stolen"}, REMOTE_ADDR=AWAY)

    told = [json.loads(each) for each in log.getvalue().splitlines() if "ended_by" in each]
    assert [(each["account"], each["sessions"], each["ended_by"], each["address"]) for each in told] == [
        (amal.pk, 1, keeper.pk, AWAY)
    ] * 2


@pytest.mark.parametrize("either_log", [Plain], indirect=True)
def test_the_line_for_people_says_who_ended_how_many_of_whose_sessions(either_log: Log) -> None:
    amal, keeper = person(), User.objects.create_superuser("keeper@example.org", name="Keeper")
    for _turn in range(3):
        make.client(amal)

    make.client(keeper).post(f"/en/office/accounts/{amal.pk}/end-sessions/", REMOTE_ADDR=AWAY)

    said = f"session ended, account {amal.pk}, sessions: 3, by account {keeper.pk}, from {AWAY}"
    assert said in either_log.getvalue()


def test_no_line_holds_a_password_a_mail_or_what_opens_a_session(either_log: Log) -> None:
    amal = make.user(Role.READER, email="amal@example.org")
    amal.set_password(CEDARS)
    amal.save()

    sign_in(amal, WRONG)
    browser, _answer = sign_in(amal)
    key = browser.cookies["sessionid"].value
    Client().post(SIGN_IN, {"login": f"{amal.email}\nforged line", "password": WRONG})
    browser.post(SIGN_OUT)

    written = either_log.getvalue()
    assert written.count("\n") == 3
    for secret in (CEDARS, WRONG, key, amal.email, "forged"):
        assert secret not in written


def test_nobody_chooses_what_is_hidden_in_the_line_of_their_own_sign_in(either_log: Log) -> None:
    amal = person()
    chosen = {"token": AWAY, "key": f"account {amal.pk}", "code": "secretariat.sign_in", "otp": "wrong password"}

    Client(REMOTE_ADDR=AWAY).post(SIGN_IN, {"login": amal.email, "password": WRONG, **chosen})

    written = either_log.getvalue()
    assert f"wrong password, account {amal.pk}, from {AWAY}" in written
    assert "secretariat.sign_in" in written


def test_an_account_is_told_by_its_number_whichever_of_its_mails_was_tried(log: Log) -> None:
    amal = person()
    EmailAddress.objects.create(user=amal, email="amal@home.example.org")

    sign_in("Amal@Home.example.org", WRONG, REMOTE_ADDR=AWAY)

    assert log.told == [line("wrong password", amal.pk)]
