"""The second factor: enrolled, asked for, refused, and kept out of processes that never meet it."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from time import time
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.urls import urlpatterns as of_the_library
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver

from secretariat.accounts.models import Role, User
from secretariat.config.second_factor import urlpatterns as of_the_house
from tests import make

pytestmark = pytest.mark.django_db

CEDARS = "three-cedars-of-lebanon"
SIGN_IN = "/en/accounts/login/"
ENROL = "/en/accounts/2fa/totp/activate/"
REAUTHENTICATE = "/en/accounts/reauthenticate/"
AUTHENTICATE = "/en/accounts/2fa/authenticate/"
OFFICE = "/en/damascus-2020/office/"
STARTS_WITHOUT_IT = """
import sys, django
django.setup()
from django.urls import reverse
reverse("mfa_index")
sys.exit("fido2" in sys.modules)
"""


@pytest.fixture
def amal() -> User:
    user = make.user(Role.SECRETARY, make.conference())
    user.set_password(CEDARS)
    user.save()
    return user


def sign_in(user: User, password: str = CEDARS) -> tuple[Client, Any]:
    client = Client(SERVER_NAME="127.0.0.1")
    return client, client.post(SIGN_IN, {"login": user.email, "password": password})


def code_of(secret: str) -> str:
    code: str = format_hotp_value(hotp_value(secret, int(time()) // 30))
    return code


def enrolled(user: User) -> str:
    """The secret that the person's telephone holds."""
    client, _answer = sign_in(user)
    # Whoever changes the second factor says the password once more.
    client.post(REAUTHENTICATE, {"password": CEDARS})
    page = client.get(ENROL).content.decode()
    secret: str = client.session["mfa.totp.secret"]
    assert secret in page
    assert client.post(ENROL, {"code": code_of(secret)}).status_code == 302
    return secret


def addresses(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> dict[str | None, str]:
    found: dict[str | None, str] = {}
    for each in patterns:
        route = f"{before}{each.pattern}"
        found |= addresses(each.url_patterns, route) if isinstance(each, URLResolver) else {each.name: route}
    return found


def test_every_address_of_the_library_is_there_and_no_other() -> None:
    assert addresses(of_the_house) == addresses(of_the_library)


def test_a_process_starts_without_what_speaks_with_passkeys() -> None:
    words = [sys.executable, "-c", STARTS_WITHOUT_IT]
    done = subprocess.run(words, check=False, capture_output=True, text=True)  # noqa: S603 - our own words
    assert done.returncode == 0, done.stderr


def test_who_has_enrolled_is_asked_for_the_code(amal: User) -> None:
    secret = enrolled(amal)

    client, answer = sign_in(amal)
    assert answer["Location"] == AUTHENTICATE
    assert client.get(OFFICE).status_code == 302

    assert client.post(AUTHENTICATE, {"code": "wrong"}).status_code == 200
    assert client.get(OFFICE).status_code == 302

    code = code_of(secret)
    assert client.post(AUTHENTICATE, {"code": code}).status_code == 302
    assert client.get(OFFICE).status_code == 200

    # Whoever looked over the shoulder comes too late.
    another, _answer = sign_in(amal)
    assert another.post(AUTHENTICATE, {"code": code}).status_code == 200
    assert another.get(OFFICE).status_code == 302


def test_a_code_of_five_minutes_ago_opens_nothing(amal: User) -> None:
    secret = enrolled(amal)
    old = format_hotp_value(hotp_value(secret, int(time()) // 30 - 10))

    client, _answer = sign_in(amal)

    assert client.post(AUTHENTICATE, {"code": old}).status_code == 200
    assert client.get(OFFICE).status_code == 302


def test_a_recovery_code_opens_once(amal: User) -> None:
    enrolled(amal)
    code = RecoveryCodes.activate(amal).get_unused_codes()[0]

    for opens in (True, False):
        client, _answer = sign_in(amal)
        client.post(AUTHENTICATE, {"code": code})
        assert (client.get(OFFICE).status_code == 200) is opens


def test_a_secretary_enrols_before_entering_the_office(amal: User, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client, _answer = sign_in(amal)
    assert client.get(OFFICE)["Location"] == "/en/accounts/2fa/"

    enrolled(amal)
    client.force_login(amal, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(OFFICE).status_code == 200


ASKED = [
    ("keepers", {Role.SECRETARY}),
    ("office", set(Role.values) - {Role.FOCAL_POINT}),
    ("everybody", set(Role.values)),
]


@pytest.mark.parametrize(("whom", "asked"), ASKED)
def test_of_whom_it_is_asked_is_the_houses_own_to_set(whom: str, asked: set[str], settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED, settings.SECOND_FACTOR_FOR = True, whom
    held = make.conference()
    led_away = {
        role
        for role in Role.values
        if make.client(make.user(role, held, party=make.party("LB") if role == Role.FOCAL_POINT else None))
        .get(f"{OFFICE}delegations/")
        .status_code
        == 302
    }

    assert led_away == asked
    keeper = make.client(User.objects.create_superuser("keeper@example.org", name="Keeper"))
    assert keeper.get("/en/office/accounts/")["Location"] == "/en/accounts/2fa/"


def test_by_default_it_is_asked_of_all_who_sit_in_the_office_and_no_other_word_is_taken(tmp_path: Path) -> None:
    reads = (
        "from secretariat.config import settings; print(settings.SECOND_FACTOR_FOR, settings.SECOND_FACTOR_REQUIRED)"
    )
    told = {}
    for word in (None, "everybody", "nobody"):
        given = {"PATH": os.environ["PATH"], "SECRETARIAT_VAR": str(tmp_path)}
        given |= {"SECOND_FACTOR_FOR": word} if word else {}
        words = [sys.executable, "-c", reads]
        done = subprocess.run(words, check=False, capture_output=True, text=True, env=given)  # noqa: S603 - our own words
        told[word] = done.stdout.strip() or done.stderr.strip().splitlines()[-1]

    assert told[None] == "office True"
    assert told["everybody"] == "everybody True"
    assert "SECOND_FACTOR_FOR is one of these" in told["nobody"]


def test_the_page_says_why_one_is_there_and_leads_on_once_a_factor_is_set_up(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    reader = make.user(Role.READER, make.conference())
    reader.set_password(CEDARS)
    reader.save()
    browser, _answer = sign_in(reader)
    wanted = f"{OFFICE}delegations/?q=a"

    asked = browser.get(wanted, follow=True).content.decode()
    browser.post(REAUTHENTICATE, {"password": CEDARS})
    browser.get(ENROL)
    browser.post(ENROL, {"code": code_of(browser.session["mfa.totp.secret"])})
    after = browser.get("/en/accounts/2fa/").content.decode()

    assert "One step before you enter the office" in asked
    assert "authenticator app" in asked
    # Before, it would lead back here.
    assert wanted not in asked
    assert f'href="{wanted}"' in after
    assert "Your second factor is set up" in after
    assert browser.get(wanted).status_code == 200
    assert wanted not in browser.get("/en/accounts/2fa/").content.decode()


def test_wrong_passwords_are_counted_where_every_process_sees_them(amal: User) -> None:
    for _attempt in range(5):
        sign_in(amal, "not-the-password")

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM house_cache")
        assert cursor.fetchone()[0] > 0
    client, answer = sign_in(amal)
    assert answer.status_code == 200
    assert client.get(OFFICE).status_code == 302


def test_a_password_reset_that_anybody_may_ask_for_keeps_nobody_from_a_second_factor(amal: User) -> None:
    Client(SERVER_NAME="127.0.0.1").post("/en/accounts/password/reset/", {"email": amal.email})

    assert enrolled(amal)
