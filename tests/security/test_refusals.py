"""Whoever is turned away leaves one line: who, from where, at which route, why; and nothing of what was sent."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from secretariat.accounts.models import Role
from secretariat.config.logs import JsonLines, Plain
from tests import make, make_api
from tests.security.asking import CEDARS, OFFICE, SIGN_IN
from tests.security.test_signing_in import AWAY, Log, listened

pytestmark = pytest.mark.django_db

MEMBERS = f"{OFFICE}conference/members/"
SECRET = "held-back-by-the-form"
REFUSED = "secretariat.refused"


@pytest.fixture
def log() -> Iterator[Log]:
    """What is written for machines."""
    yield from listened(JsonLines(), REFUSED)


@pytest.fixture(params=[Plain, JsonLines])
def either_log(request: Any) -> Iterator[Log]:
    """What is written for people, and what for machines."""
    yield from listened(request.param(), REFUSED)


def lines(log: Log) -> list[dict[str, Any]]:
    told = ("why", "account", "address", "method", "route", "status")
    return [{name: each[name] for name in told} for each in map(json.loads, log.getvalue().splitlines())]


def line(why: str, route: str, status: int, account: int | None = None, method: str = "GET") -> dict[str, Any]:
    return {"why": why, "account": account, "address": AWAY, "method": method, "route": route, "status": status}


def test_whoever_may_not_and_whoever_does_not_belong_there_leave_a_line(log: Log) -> None:
    held = make.conference()
    reader, elsewhere = make.user(Role.READER, held), make.user(Role.SECRETARY, make.conference("geneva-2021"))

    make.client(reader).get(MEMBERS, REMOTE_ADDR=AWAY)
    make.client(elsewhere).get(MEMBERS, REMOTE_ADDR=AWAY)
    make.client(reader).get(f"{OFFICE}outbox/999999/", REMOTE_ADDR=AWAY)

    assert lines(log) == [
        line("not permitted", "conference:members", 403, reader.pk),
        line("not found here", "conference:members", 404, elsewhere.pk),
        line("not found here", "conference:message", 404, reader.pk),
    ]


def test_a_form_of_another_session_and_one_of_nobody_leave_a_line(log: Log) -> None:
    reader = make.user(Role.READER, make.conference())
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = make.client(reader).cookies

    browser.post(f"{MEMBERS}admit/", {"mail": SECRET}, REMOTE_ADDR=AWAY)
    Client().post(f"{MEMBERS}admit/", {"mail": SECRET}, REMOTE_ADDR=AWAY)

    assert lines(log) == [
        line("form of another session", "conference:admit", 403, reader.pk, "POST"),
        line("not signed in", "conference:admit", 403, None, "POST"),
    ]


def test_who_has_not_set_up_a_second_factor_leaves_a_line(log: Log, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    reader = make.user(Role.READER, make.conference())

    make.client(reader).get(OFFICE, REMOTE_ADDR=AWAY)

    assert lines(log) == [line("no second factor", "overview:morning", 302, reader.pk)]


def test_programs_that_show_no_good_token_may_not_or_ask_too_often_leave_a_line(log: Log, settings: Any) -> None:
    held = make.conference()
    reader = make.user(Role.READER, held)
    settings.API_REQUESTS_PER_MINUTE, settings.API_REQUESTS_PER_MINUTE_WITHOUT_TOKEN = 1, 1
    _token, text = make_api.token(held, reader, "door:read")
    ask = Client(REMOTE_ADDR=AWAY)

    for shown in ("sct_nobody-has-this-one", text) * 2:
        ask.get("/api/v1/damascus-2020/delegations/delegates", headers={"Authorization": f"Bearer {shown}"})

    assert [(each["why"], each["status"], each["account"]) for each in lines(log)] == [
        ("no good token", 401, None),
        ("not permitted", 403, reader.pk),
        ("too often", 429, None),
        ("too often", 429, reader.pk),
    ]
    assert {each["address"] for each in lines(log)} == {AWAY}


def test_whoever_tries_a_form_of_the_sign_in_too_often_leaves_a_line(log: Log) -> None:
    browser = Client(REMOTE_ADDR=AWAY)
    for turn in range(31):
        browser.post(SIGN_IN, {"login": f"nobody{turn}@example.org", "password": CEDARS})

    assert lines(log)[-1] == line("too often", "account_login", 429, None, "POST")


def test_a_script_that_visits_without_a_session_is_told_to_sign_in_and_so_is_the_line(log: Log) -> None:
    make.conference()

    answer = Client(REMOTE_ADDR=AWAY).get(OFFICE, headers={"Accept": "application/json"})

    assert answer.status_code == 403
    assert lines(log) == [line("not signed in", "overview:morning", 403, None)]


def test_pages_that_are_shown_and_public_ones_that_are_not_there_leave_none(log: Log) -> None:
    held = make.conference()
    browser = make.client(make.user(Role.SECRETARY, held))

    for address in (OFFICE, MEMBERS, "/en/damascus-2020/", "/en/nowhere/", "/wp-login.php"):
        browser.get(address)
    Client().get(MEMBERS)

    assert lines(log) == []


def test_no_line_holds_what_was_sent_or_asked_nor_a_mail(either_log: Log) -> None:
    reader = make.user(Role.READER, make.conference(), email="amal@example.org")
    browser = make.client(reader)

    browser.post(f"{MEMBERS}admit/?q={SECRET}", {"mail": SECRET, "token": AWAY}, REMOTE_ADDR=AWAY)

    written = either_log.getvalue()
    assert written.count("\n") == 1
    assert AWAY in written
    assert "conference:admit" in written
    assert [word for word in (SECRET, "amal@example.org", browser.cookies["sessionid"].value) if word in written] == []
