"""Requests that are too large, too many, or of another form: each is refused with a sentence, and nothing is done."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as house
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory
from django.utils import timezone

from secretariat.accounts.models import Role
from secretariat.api.actions import allowing
from secretariat.api.models import Allowance, Token
from secretariat.api.views import v1
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.delegations.models import DelegateState
from tests import make, make_api

pytestmark = pytest.mark.django_db

BIG = 50 * 1024 * 1024
LIST = "delegations/delegates"


@pytest.fixture(autouse=True)
def _a_new_minute() -> None:
    allowing.forget()


def setting(**fields: Any) -> tuple[make_api.Program, str]:
    """A program, and the address of a deed."""
    conference = make.conference()
    delegate = make.delegate(make.delegation(conference), "Amal", state=DelegateState.CONFIRMED)
    token = make_api.token(conference, make.user(Role.SECRETARY, conference), **fields)
    return make_api.Program(conference, token[1]), f"{LIST}/{delegate.pk}/hold"


def told(answer: Any, status: int) -> dict[str, Any]:
    """The problem that an answer tells of."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = json.loads(answer.content)
    assert body["status"] == status
    assert body["detail"]
    assert body["title"]
    return body


class Unread(io.BytesIO):
    """A body of 50 MB of which somebody counts what is read."""

    was_read = 0

    def read(self, size: int | None = -1) -> bytes:
        wanted = BIG if size is None or size < 0 else size
        self.was_read += wanted
        return b" " * min(wanted, 65_536)


def request_with(body: Unread, path: str, text: str, **more: str) -> WSGIRequest:
    environment = RequestFactory().post(path, content_type="application/json").environ
    headers = {"HTTP_AUTHORIZATION": f"Bearer {text}", "CONTENT_LENGTH": str(BIG), **more}
    return WSGIRequest({**environment, "wsgi.input": body, **headers})


def test_a_body_of_50_mb_is_refused_without_being_read() -> None:
    program, path = setting()
    body = Unread()

    answer = v1(request_with(body, f"/api/v1/{program.slug}/{path}", program.text), f"{program.slug}/{path}")

    assert "bytes" in told(answer, 413)["detail"]
    assert body.was_read == 0


def test_of_a_stranger_no_body_is_read_at_all() -> None:
    program, path = setting()
    body = Unread()

    answer = v1(request_with(body, f"/api/v1/{program.slug}/{path}", "sct_nobody"), f"{program.slug}/{path}")

    told(answer, 401)
    assert body.was_read == 0


def test_a_body_longer_than_it_says_is_read_no_further_than_the_bound() -> None:
    program, path = setting()

    answer = program.post(path, b" " * (5 * 1024 * 1024))

    told(answer, 413)
    assert not Entry.objects.filter(verb="delegations.hold").exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 10_000 + b"]" * 10_000, 400),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, 400),
        (b'{"reason": "a", "reason": "a"}', 400),
        (b'{"reason": NaN}', 400),
        (b'{"reason": Infinity}', 400),
        (b'{"reason": "\xc3\x28"}', 400),
        (b'{"reason": "\\ud800"}', 400),
        (b'\xef\xbb\xbf{"reason": "a"}', 400),
        ('{"reason": "a"}'.encode("utf-16"), 400),
        (b'{"reason": "a"} {}', 400),
        (b'{"reason": 1e999}', 400),
        (b'{"reason": ' + b"9" * 5_000 + b"}", 400),
        (b'{"reason": {"$ref": "#"}}', 422),
        (b'{"__proto__": {"reason": "a"}}', 422),
        (b'{"reason": null}', 422),
        (b'{"reason": "' + b"a" * 30_000 + b'"}', 422),
    ],
)
def test_what_is_no_json_in_the_narrow_sense_does_nothing(body: bytes, status: int) -> None:
    program, path = setting()

    told(program.post(path, body), status)

    assert not Entry.objects.filter(verb="delegations.hold").exists()


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_another_kind_of_body_is_refused(kind: str) -> None:
    program, path = setting()

    told(program.post(path, b'{"reason": "a"}', content_type=kind), 415)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options"])
def test_a_method_that_is_not_possible_is_answered_with_those_that_are(method: str) -> None:
    program, path = setting()
    ask = getattr(program.client, method)

    for address, possible in ((LIST, "GET"), (path, "POST")):
        answer = ask(f"/api/v1/{program.slug}/{address}", headers={"Authorization": f"Bearer {program.text}"})
        told(answer, 405)
        assert possible in answer["Allow"]


def test_a_method_that_nobody_knows_is_answered_too() -> None:
    program, path = setting()

    answer = program.client.generic("BREW", f"/api/v1/{program.slug}/{path}")

    told(answer, 405)


def test_get_of_a_deed_and_post_of_a_list_are_no_deeds() -> None:
    program, path = setting()

    assert told(program.get(path), 405)
    assert told(program.post(LIST), 405)


def test_head_says_what_get_would_and_sends_nothing() -> None:
    program, _path = setting()
    headers = {"Authorization": f"Bearer {program.text}"}

    whole = program.get(LIST)
    head = program.client.head(f"/api/v1/{program.slug}/{LIST}", headers=headers)

    assert head.status_code == 200
    assert head["ETag"] == whole["ETag"]
    assert head.content == b""


@pytest.mark.parametrize("number", ["0", "9223372036854775807", "9223372036854775808", "9" * 400, "-1", "1.5", "x"])
def test_a_number_that_no_row_has_is_not_here(number: str) -> None:
    program, _path = setting()

    told(program.get(f"{LIST}/{number}"), 404)
    told(program.post(f"{LIST}/{number}/hold", {"reason": "a"}), 404)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"cursor": "x" * 201}, "cursor"),
        ({"cursor": "YWZ0ZXIg" + "OTk5" * 40}, "cursor"),
        ({"cursor": "YWZ0ZXIgLTE"}, "cursor"),
        ({"cursor": "é"}, "cursor"),
        ({"cursor": "\x00"}, "cursor"),
        ({"limit": 501}, "limit"),
        ({"limit": "9" * 400}, "limit"),
        ({"limit": "1e3"}, "limit"),
        ({"fields": "name," * 500}, "fields"),
        ({"languages": "en,xx"}, "languages"),
        ({"party": "x" * 21}, "party"),
        ({"delegation": "9" * 30}, "delegation"),
        ({"state": "dancing"}, "state"),
        ({"is_media": "perhaps"}, "is_media"),
        ({"name__icontains": "A"}, "name__icontains"),
        ({"conference": "2"}, "conference"),
    ],
)
def test_a_parameter_that_cannot_be_is_named(query: dict[str, Any], parameter: str) -> None:
    program, _path = setting()
    # A character NUL is taken out of addresses before the house reads them.
    if query == {"cursor": "\x00"}:
        assert program.get(LIST, query).status_code == 200
        return

    body = told(program.get(LIST, query), 422)

    assert [each["parameter"] for each in body["errors"]] == [parameter]


@pytest.mark.parametrize("said", ["Basic YTpi", "Bearer", "Bearer ", "Bearer sct_", "Bearer sct_" + "é" * 43, "sct_x"])
def test_what_is_no_token_is_refused_and_says_how_to_sign_in(said: str) -> None:
    program, path = setting()

    for answer in (
        program.client.get(f"/api/v1/{program.slug}/{LIST}", headers={"Authorization": said}),
        program.client.post(
            f"/api/v1/{program.slug}/{path}", "{}", content_type="application/json", headers={"Authorization": said}
        ),
    ):
        told(answer, 401)
        assert answer["WWW-Authenticate"].startswith('Bearer realm="secretariat"')


@pytest.mark.parametrize("over", [{"revoked_at": make.NOON}, {"expires_at": make.NOON}])
def test_a_token_that_is_over_opens_nothing(over: dict[str, Any]) -> None:
    program, path = setting(**over)

    told(program.get(LIST), 401)
    told(program.post(path, {"reason": "a"}), 401)


def test_a_token_of_another_conference_finds_nothing_here() -> None:
    program, path = setting()
    elsewhere = make.conference("geneva-2021")
    other = make_api.program(elsewhere, make.user(Role.SECRETARY, elsewhere))
    other.slug = program.slug

    told(other.get(LIST), 404)
    told(other.post(path, {"reason": "a"}), 404)
    assert not Entry.objects.filter(verb="delegations.hold").exists()


def test_a_session_of_the_office_is_no_way_in() -> None:
    program, path = setting()
    browser = make.client(make.user(Role.SECRETARY, program_conference(program)))

    assert browser.get(f"/api/v1/{program.slug}/conference/rooms").status_code == 401
    assert browser.post(f"/api/v1/{program.slug}/{path}", "{}", content_type="application/json").status_code == 401


def program_conference(program: make_api.Program) -> Any:
    return Conference.objects.get(slug=program.slug)


def test_an_address_of_nothing_is_a_problem_and_no_page() -> None:
    for path in ("", "x", "damascus-2020", "damascus-2020/", "../etc/passwd", "%2e%2e/", "damascus-2020/delegations/x"):
        told(Client().get(f"/api/v1/{path}x"), 404)


# ---- how much -------------------------------------------------------------------------------------------------------


def until_refused(ask: Any, most: int) -> Any:
    """The first answer that is refused; it comes after no more than are allowed."""
    minute = timezone.now().minute
    for number in range(2 * most + 2):
        answer = ask()
        if answer.status_code == 429:
            # A minute may end between: then the count begins again.
            assert number <= most or timezone.now().minute != minute
            return answer
    raise AssertionError(f"{2 * most + 2} requests were answered")


def test_with_a_token_there_is_a_minutes_allowance(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 40
    program, path = setting()

    answer = until_refused(lambda: program.get(LIST, {"fields": "name"}), 40)

    assert "40 requests" in told(answer, 429)["detail"]
    assert answer["RateLimit-Limit"] == "40"
    assert answer["RateLimit-Remaining"] == "0"
    assert 1 <= int(answer["Retry-After"]) <= 60
    told(program.post(path, {"reason": "a"}), 429)
    assert not Entry.objects.filter(verb="delegations.hold").exists()


def test_without_a_token_an_address_has_an_allowance_and_leaves_no_trace_of_itself(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE_WITHOUT_TOKEN = 20
    program, _path = setting()
    stranger = make_api.Program(program_conference(program))

    answer = until_refused(lambda: stranger.get(LIST), 20)

    told(answer, 429)
    assert "127.0.0.1" not in str(list(Allowance.objects.values()))
    assert program.get(LIST).status_code == 200
    elsewhere = stranger.client.get(f"/api/v1/{program.slug}/{LIST}", REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code != 429


def test_processes_share_an_allowance(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 40
    program, _path = setting()

    def ask() -> Any:
        # Each answers as a process that has just begun: what another took from the database it does not know.
        allowing.forget()
        return program.get(LIST, {"fields": "name"})

    answer = until_refused(ask, 40)

    told(answer, 429)


def test_after_the_minute_there_is_a_new_allowance() -> None:
    at = make.NOON
    whose = "address of nobody"
    assert [allowing.take(whose, 2, at) >= 0 for _each in range(4)] == [True, True, False, False]

    assert allowing.take(whose, 2, at + timedelta(minutes=1)) >= 0


def test_what_is_left_is_never_said_to_be_more_than_it_is() -> None:
    left = [allowing.take("somebody", 40, make.NOON) for _each in range(41)]

    assert left == sorted(left, reverse=True)
    assert left[0] <= 39
    assert left[-1] < 0
    assert house.API_REQUESTS_PER_MINUTE >= 60


def test_when_a_token_was_used_last_is_kept() -> None:
    program, _path = setting()
    before = timezone.now()

    program.get(LIST)

    kept = Token.objects.get().last_used_at
    assert kept is not None
    assert kept >= before


@pytest.mark.parametrize("path", ["", "a%0Ab/delegations/delegates", "a%00b/x", "%E2%80%A8/x", "x%0A"])
def test_whatever_stands_in_the_address_the_answer_is_a_problem(path: str) -> None:
    told(Client().get(f"/api/v1/{path}"), 404)
