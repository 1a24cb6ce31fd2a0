"""What each answer tells a browser to refuse, and that no page needs an exception from it."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings as house
from django.test import Client
from django.urls import reverse

from secretariat.accounts.models import Role, User
from secretariat.audit.models import Entry
from tests import make, make_api
from tests.security.asking import HOUSE, POSTED, SIGN_IN, Inline, pages, person, sign_in, text_of, world
from tests.test_walk import STRANGER

pytestmark = pytest.mark.django_db

POLICY, PERMISSIONS = "Content-Security-Policy", "Permissions-Policy"
DIRECTIVES = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "manifest-src": {"'self'"},
    "worker-src": {"'self'"},
    "form-action": {"'self'"},
    "frame-ancestors": {"'none'"},
    "base-uri": {"'none'"},
    "object-src": {"'none'"},
}
OF_A_FILE = {"default-src": {"'none'"}, "sandbox": set(), "frame-ancestors": {"'none'"}}
HEADERS: tuple[tuple[str, set[str | None]], ...] = (
    ("X-Content-Type-Options", {"nosniff"}),
    ("X-Frame-Options", {"DENY"}),
    ("Cross-Origin-Opener-Policy", {"same-origin"}),
    # A page at a secret address says not even at home where it is.
    ("Referrer-Policy", {"same-origin", "no-referrer"}),
    ("Access-Control-Allow-Origin", {None}),
)
# What a process says of its settings where it is opened by https.
SETTINGS = """
import django
django.setup()
from django.test import Client
client = Client(SERVER_NAME="conference.example", raise_request_exception=False)
answer = client.get("/robots.txt", secure=True)
print(answer.headers["Strict-Transport-Security"])
from django.conf import settings as s
for name in ("SESSION", "CSRF", "LANGUAGE"):
    print(getattr(s, name + "_COOKIE_NAME"), getattr(s, name + "_COOKIE_SECURE"))
print(s.KNOWN_BROWSER_COOKIE_NAME, s.DEBUG)
from django.contrib import messages
from django.contrib.messages.storage import default_storage
from django.http import HttpResponse
from django.test import RequestFactory
request, answer = RequestFactory().get("/"), HttpResponse()
request.session = {}
request._messages = default_storage(request)
messages.success(request, "Done.")
request._messages.update(answer)
print(*((name, bool(each["secure"]), each["path"], each["domain"]) for name, each in answer.cookies.items()))
"""


def directives(answer: Any) -> dict[str, set[str]]:
    """What a policy allows, nonces left out: each is of one answer."""
    parts = [part.split() for part in answer.headers[POLICY].split(";") if part.strip()]
    assert len({part[0] for part in parts}) == len(parts)
    return {part[0]: {word for word in part[1:] if not word.startswith("'nonce-")} for part in parts}


def allowed_policies(answer: Any) -> list[dict[str, set[str]]]:
    """A file and a photo have a policy of their own; a page has that of all pages."""
    is_file = "attachment" in answer.headers.get("Content-Disposition", "")
    is_picture = answer.headers.get("Content-Type", "").startswith("image/")
    return [DIRECTIVES, OF_A_FILE] if is_file or is_picture else [DIRECTIVES]


def wrong_with(answer: Any) -> list[str]:
    """Everything that this answer should have said and did not."""
    if POLICY not in answer.headers:
        return ["no policy"]
    found = [] if directives(answer) in allowed_policies(answer) else [answer.headers[POLICY]]
    found += [f"{name}: {answer.headers.get(name)}" for name, good in HEADERS if answer.headers.get(name) not in good]
    permitted = answer.headers.get(PERMISSIONS, "")
    if "camera=(self)" not in permitted or "microphone=()" not in permitted or "*" in permitted:
        found.append(f"{PERMISSIONS}: {permitted}")
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        found += Inline(text_of(answer)).found
    return found


@pytest.mark.parametrize("role", [STRANGER, Role.SECRETARY])
def test_no_page_needs_an_exception_from_the_policy_and_a_visit_changes_nothing(role: str) -> None:
    here = world("damascus-2020")
    user = None if role == STRANGER else make.user(role, here.conference)
    browser, entries = make.client(user), Entry.objects.count()
    asked = dict(pages(here, role))
    if user is not None:
        asked |= {name: reverse(name) for name, gets in HOUSE.items() if role in gets and POSTED not in gets}
    wrong = {}

    for name, address in asked.items():
        answer = browser.get(address)
        found = wrong_with(answer)
        if found or answer.status_code != 200:
            wrong[name] = (answer.status_code, found)

    assert wrong == {}
    assert len(asked) > 30
    assert Entry.objects.count() == entries


def test_every_page_of_an_account_holds_to_the_policy_too() -> None:
    browser, _answer = sign_in(person())
    names = (
        "account_email",
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "account_sessions",
    )

    wrong = {name: wrong_with(browser.get(reverse(name))) for name in names}
    wrong |= {address: wrong_with(Client().get(address)) for address in (SIGN_IN, "/en/accounts/password/reset/")}

    assert {name: found for name, found in wrong.items() if found} == {}


def test_an_answer_that_says_no_holds_to_the_policy_and_tells_nothing_of_the_house(settings: Any) -> None:
    conference = make.conference()
    reader = make.client(make.user(Role.READER, conference))
    forged = Client(enforce_csrf_checks=True)
    answers = {
        400: Client(HTTP_HOST="evil.example").get("/en/"),
        403: reader.get("/en/damascus-2020/office/conference/members/"),
        404: Client().get("/en/nowhere/"),
        405: reader.put("/en/damascus-2020/office/outbox/"),
        "forged": forged.post(SIGN_IN, {"login": "a@example.org", "password": "x"}),
    }

    for status, answer in answers.items():
        assert answer.status_code == (403 if status == "forged" else status)
        assert wrong_with(answer) == [], status
        for word in ("Traceback", "DEBUG = ", "settings", "/site-packages/", settings.SECRET_KEY):
            assert word not in answer.content.decode(), (status, word)


def test_an_answer_after_a_fault_holds_to_the_policy_and_tells_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        message = f"no connection to postgres://house:{house.SECRET_KEY}@10.0.0.7/house"
        raise RuntimeError(message)

    browser = make.client(make.user(Role.SECRETARY, make.conference()))
    browser.raise_request_exception = False
    monkeypatch.setattr("django.db.models.query.QuerySet.get", broken)
    monkeypatch.setattr("django.db.models.query.QuerySet.first", broken)

    answer = browser.get("/en/damascus-2020/office/outbox/")

    assert answer.status_code == 500
    assert wrong_with(answer) == []
    for word in ("10.0.0.7", house.SECRET_KEY, "RuntimeError", "Traceback"):
        assert word not in answer.content.decode()


def test_what_programs_are_answered_is_never_taken_for_a_page() -> None:
    conference = make.conference()
    program = make_api.program(conference, make.user(Role.SECRETARY, conference))

    for answer in (program.get("delegations/delegates"), program.get("nowhere"), Client().get("/api/v1/openapi.json")):
        assert answer.headers["Content-Type"].startswith(("application/json", "application/problem+json"))
        assert wrong_with(answer) == []


def test_cookies_are_kept_from_scripts_and_from_other_sites() -> None:
    browser, answer = sign_in(person())
    browser.get("/en/accounts/password/change/")

    assert answer.status_code == 302
    held = {name: (bool(each["httponly"]), each["samesite"], each["domain"]) for name, each in browser.cookies.items()}
    assert held == dict.fromkeys(("sessionid", "csrftoken", "known"), (True, "Lax", "")) | {
        name: value for name, value in held.items() if name == "messages"
    }


def test_opened_by_https_the_house_says_so_for_a_year_and_its_cookies_come_from_no_neighbour(tmp_path: Any) -> None:
    environment = {
        **os.environ,
        "BASE_URL": "https://conference.example",
        "ALLOWED_HOSTS": "conference.example",
        "SECRETARIAT_VAR": str(tmp_path),
        "DATABASE_URL": "sqlite://:memory:",
        "DJANGO_SETTINGS_MODULE": "secretariat.config.settings",
    }
    words = [sys.executable, "-c", SETTINGS]
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=environment)  # noqa: S603 - our own words

    assert done.stdout.splitlines() == [
        "max-age=31536000; includeSubDomains; preload",
        "__Host-sessionid True",
        "__Host-csrftoken True",
        "__Host-language True",
        "__Host-known False",
        "('__Host-messages', True, '/', '')",
    ]


def test_a_public_page_sets_no_cookie_at_all() -> None:
    make.conference()
    browser = Client()

    for address in ("/en/", "/en/damascus-2020/", "/en/damascus-2020/sources/"):
        assert not browser.get(address).cookies
    assert not User.objects.filter(is_superuser=True).exists()
