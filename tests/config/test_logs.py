"""Each request leaves its identifier in every line of it and of its tasks, and no secret in any."""

import io
import json
import logging
import logging.config
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from secretariat.accounts.models import Role
from secretariat.config.house import hand_of_the_house
from secretariat.config.logs import JsonLines, Plain, known_as, without_secrets
from secretariat.config.nightly import nightly
from secretariat.config.working import worker_of
from tests import make, make_api
from tests.make_days import SECRET

PASSWORD = "correct-horse-battery-staple"
FORMATS = [Plain, JsonLines]


class Log(io.StringIO):
    """All that is written."""

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


def listened(formatter: logging.Formatter) -> Iterator[Log]:
    log = Log()
    handler = logging.StreamHandler(log)
    handler.setFormatter(formatter)
    loggers = [logging.getLogger(), logging.getLogger("secretariat.access")]
    levels = [each.level for each in loggers]
    for each in loggers:
        each.addHandler(handler)
        each.setLevel("DEBUG")
    yield log
    for each, level in zip(loggers, levels, strict=True):
        each.removeHandler(handler)
        each.setLevel(level)


@pytest.fixture
def log() -> Iterator[Log]:
    """What the house writes for machines."""
    yield from listened(JsonLines())


@pytest.fixture(params=FORMATS)
def either_log(request: Any) -> Iterator[Log]:
    """What it writes, for machines and for people."""
    yield from listened(request.param())


def broken(*_args: Any) -> Any:
    raise RuntimeError("The disk said no.")


@pytest.mark.django_db
def test_a_request_leaves_one_line_that_tells_its_route_and_not_its_address(log: Log) -> None:
    held = make.conference()
    person = make.user(Role.SECRETARY, held, email="amal@ministry.example", name="Amal Haddad")
    answer = make.client(person).get(reverse("overview:morning", args=[held.slug]))

    (line,) = [each for each in log.lines if each["logger"] == "secretariat.access"]
    assert line["request_id"] == answer["X-Request-ID"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "overview:morning", 200)
    assert line["user"] == person.pk
    assert line["milliseconds"] > 0
    assert line["queries"] > 0
    for word in ("amal", "Amal", "ministry", held.slug):
        assert word not in log.getvalue()


@pytest.mark.django_db
def test_a_program_is_told_by_the_number_of_its_person(log: Log) -> None:
    held = make.conference()
    person = make.user(Role.SECRETARY, held)
    make_api.program(held, person).get("delegations/delegations")

    (line,) = [each for each in log.lines if each["logger"] == "secretariat.access"]
    assert (line["route"], line["user"]) == ("api_v1", person.pk)


def test_an_identifier_from_outside_counts_only_behind_a_proxy_that_gives_it(client: Client, settings: Any) -> None:
    given = {"X-Request-ID": "from-the-proxy-1"}
    assert client.get("/robots.txt", headers=given)["X-Request-ID"] != given["X-Request-ID"]

    settings.REQUEST_ID_FROM_PROXY = True
    assert client.get("/robots.txt", headers=given)["X-Request-ID"] == given["X-Request-ID"]
    for bad in ("short", "x" * 65, "with a space here", "two\nlines-of-it", '"quoted-quoted"', "ümläut-ümläut"):
        assert client.get("/robots.txt", headers={"X-Request-ID": bad})["X-Request-ID"] != bad


def test_two_requests_have_two_identifiers(client: Client) -> None:
    assert client.get("/robots.txt")["X-Request-ID"] != client.get("/robots.txt")["X-Request-ID"]


@pytest.mark.django_db(transaction=True)
def test_lines_of_a_task_carry_the_identifier_of_the_request_that_handed_it_over(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_of_the_house()
    with known_as("request-of-amal"):
        nightly.enqueue()
    nightly.enqueue()
    monkeypatch.setattr("secretariat.config.nightly.forget_deliveries", broken)

    worker_of("default", until_done=True).run()

    failed = [line for line in log.lines if line["level"] == "ERROR" and "FAILED" in line["message"]]
    assert len(failed) == 2
    assert "The disk said no." in failed[0]["error"]
    identifiers = {line.get("request_id") for line in failed}
    assert "request-of-amal" in identifiers
    # The other one has one of its own.
    assert len(identifiers) == 2
    assert None not in identifiers
    # What a task hands over is known by the same.
    assert DBTaskResult.objects.filter(status="READY").get().args_kwargs["asked_in"] in identifiers


@pytest.mark.django_db
def test_no_secret_of_a_request_is_in_any_line_even_if_everything_fails(either_log: Log) -> None:
    held = make.conference()
    person = make.user(Role.SECRETARY, held, email="amal@example.org")
    person.set_password(PASSWORD)
    person.save()
    token = make_api.token(held, person)[1]
    client = Client(raise_request_exception=False)
    client.force_login(person)
    session = client.cookies["sessionid"].value
    link = "/en/accounts/password/reset/key/1a-c9xyzw-0123456789abcdef0123456789abcdef/"
    basic = b64encode(f"amal@example.org:{PASSWORD}".encode()).decode()

    def ask() -> None:
        for address in (
            reverse("programme:feed", args=[held.slug, SECRET]),
            reverse("programme:screen", args=[held.slug, SECRET]),
            link,
            f"/en/?token={token}&password={PASSWORD}",
            f"/en/nowhere/{SECRET}/?key={SECRET}",
            f"/api/v1/{held.slug}/delegations/delegations",
        ):
            for said in (f"Bearer {token}", f"Basic {basic}"):
                client.get(address, headers={"Authorization": said})
        client.post("/en/accounts/login/", {"login": "amal@example.org", "password": PASSWORD})
        client.post("/en/accounts/login/", {"login": "amal@example.org", "password": "wrong-" + PASSWORD})

    ask()
    with connection.execute_wrapper(broken):
        ask()

    written = either_log.getvalue()
    assert "The disk said no." in written
    assert "secretariat.access" in written
    for secret in (SECRET, token, session, PASSWORD, basic, "c9xyzw-0123456789abcdef", "·hidden··hidden·"):
        assert secret not in written


@pytest.mark.django_db
def test_what_the_program_says_of_a_request_hides_what_the_request_brought(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(raise_request_exception=False)
    secret = "zz-only-in-this-form-99"

    def tell(_adapter: Any, _request: Any, **_login: Any) -> None:
        logging.getLogger("secretariat").error("Somebody wrote %r here", secret)

    monkeypatch.setattr("allauth.account.adapter.DefaultAccountAdapter.pre_authenticate", tell)
    client.post("/en/accounts/login/", {"login": "amal@example.org", "password": secret})

    assert "Somebody wrote" in log.getvalue()
    assert secret not in log.getvalue()


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Authorization: Bearer abcdef123456", "abcdef123456"),
        ("{'HTTP_AUTHORIZATION': 'Basic YW1hbDpzZWNyZXQ='}", "YW1hbDpzZWNyZXQ="),
        ("Cookie: sessionid=abcdefghijklmnop; csrftoken=qrstuvwxyz0123", "abcdefghijklmnop"),
        ("could not reach postgres://house:hunter22@db/house", "hunter22"),
        ("the token sct_abcdefghijklmnop expired", "abcdefghijklmnop"),
        ("GET /en/damascus-2020/calendar/abcdefghijklmnopqrstuvwx.ics", "abcdefghijklmnopqrstuvwx"),
        ("GET /en/accounts/password/reset/key/1-abc-def12345/", "abc-def12345"),
        ("password=hunter22&next=/", "hunter22"),
        ('{"new_password1": "hunter22"}', "hunter22"),
    ],
)
def test_what_looks_like_a_secret_is_hidden_wherever_it_came_from(text: str, secret: str) -> None:
    told = without_secrets(text)

    assert secret not in told
    assert "·hidden·" in told


@pytest.mark.parametrize(
    "text", ["Particulars of damascus-2020 could not be deleted", "GET public:programme 200 in 3.1 ms", "tokens: none"]
)
def test_plain_words_stay(text: str) -> None:
    assert without_secrets(text) == text


@pytest.mark.parametrize("formatter", FORMATS)
def test_nobody_writes_a_line_of_their_own_into_the_log(formatter: type[logging.Formatter]) -> None:
    forged = "x\n2026-01-01 CRITICAL secretariat All is lost\r\x1b[2J"
    record = logging.LogRecord("secretariat", logging.WARNING, "", 0, "Asked for %s", (forged,), None)

    told = formatter().format(record)

    assert len(told.splitlines()) == 1
    assert "\x1b" not in told


@pytest.mark.parametrize("end", ["\n", "\r", "\x85", "\u2028"])
def test_nobody_writes_a_line_of_their_own_by_what_goes_wrong(end: str) -> None:
    forged = f"x{end}2026-11-30T05:00:00.000Z INFO secretariat.sign_in signed in account=1\x1b[2J"
    about = (ValueError, ValueError(forged), None)
    record = logging.LogRecord("secretariat", logging.ERROR, "", 0, "It failed", (), about, sinfo=forged)

    first, *others = Plain().format(record).splitlines()

    assert first.endswith("It failed")
    assert others
    assert all(line.startswith("  | ") for line in others)
    assert "\x1b" not in "".join(others)


def test_a_long_line_is_looked_through_soon() -> None:
    # A pattern that tries each beginning anew would take minutes.
    assert len(without_secrets("a" * 200_000 + " " + "password" * 20_000)) > 300_000


def test_no_mail_is_sent_of_what_went_wrong(settings: Any) -> None:
    handlers = settings.LOGGING["handlers"].values()

    assert {handler["class"] for handler in handlers} == {"logging.StreamHandler"}
    assert logging.getLogger("django").handlers == []


@pytest.mark.django_db
def test_what_is_said_when_all_is_over_is_known_by_the_request_too(log: Log) -> None:
    with connection.execute_wrapper(broken):
        answer = Client(raise_request_exception=False).post("/en/accounts/login/", {"login": "a@b.example"})

    failed = [line for line in log.lines if line["logger"] == "django.request"]
    assert answer.status_code == 500
    # The page tells nothing of it.
    for word in (b"The disk said no", b"Traceback", b"a@b.example"):
        assert word not in answer.content
    assert {line.get("request_id") for line in failed} == {answer["X-Request-ID"]}
