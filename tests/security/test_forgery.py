"""Nobody is made to do by another site what they did not mean to."""

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from secretariat.accounts.models import User
from secretariat.audit.models import Entry
from tests import make, walk_of_the_door
from tests.security.asking import OF_THE_SITE, addresses, world
from tests.test_walk import EXPECTED, HOUSE, OF_AN_ACCOUNT

pytestmark = pytest.mark.django_db

# Nothing of a session counts here: each with what stands in its place.
WITHOUT_SESSION = {
    "api_v1": "a token in a heading that no browser sends by itself",
    "door:photos": "the token of a device in a heading",
    "door:receive": "the token of a device in a heading",
    "door:snapshot": "the token of a device in a heading",
    "door:take_up": "a code that is good once",
    "public:media_accreditation": "a signed field of the form itself; nobody is signed in",
    "public:reply": "a signed field of the form itself; nobody is signed in",
    "public:report_reply": "a signed field of the form itself; nobody is signed in",
}


def test_only_addresses_at_which_no_session_counts_take_a_form_without_its_token() -> None:
    exempt = {
        name
        for name, pattern in addresses(get_resolver().url_patterns)
        if getattr(pattern.callback, "csrf_exempt", False)
    }

    assert exempt == {*WITHOUT_SESSION}


def test_a_form_from_another_site_does_nothing_at_any_address_whoever_is_signed_in() -> None:
    here = world("damascus-2020")
    keeper = User.objects.create_superuser("keeper@example.org", name="Keeper")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(keeper, backend="allauth.account.auth_backends.AuthenticationBackend")
    entries, done = Entry.objects.count(), {}
    asked = {name: here.address(name) for name in EXPECTED if name not in OF_THE_SITE}
    left = make.user()
    of_an_account = {name: [left.pk] for name in OF_AN_ACCOUNT}
    asked |= {name: reverse(name, args=of_an_account.get(name)) for name in (*HOUSE, *OF_THE_SITE)}
    asked |= {
        name: reverse(name)
        for name, pattern in addresses(get_resolver().url_patterns)
        if name.startswith(("account_", "mfa_")) and not pattern.pattern.converters and "?P" not in str(pattern.pattern)
    }

    for name, address in asked.items():
        if name in WITHOUT_SESSION or name in walk_of_the_door.FOR_DEVICES:
            continue
        for method in ("post", "put", "patch", "delete"):
            status = getattr(browser, method)(address, headers={"Origin": "https://evil.example"}).status_code
            if status != 403:
                done[f"{method} {name}"] = status

    assert done == {}
    assert len(asked) > 250
    assert Entry.objects.count() == entries


def test_a_form_with_the_token_of_another_browser_does_nothing() -> None:
    browser, other = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    for each in (browser, other):
        each.get("/en/accounts/login/")
    token = other.cookies["csrftoken"].value

    answer = browser.post("/en/accounts/login/", {"login": "a", "password": "b", "csrfmiddlewaretoken": token})

    assert answer.status_code == 403


def test_a_session_of_a_browser_opens_nothing_to_what_poses_as_a_program() -> None:
    conference = make.conference()
    browser: Any = make.client(make.user("secretary", conference))

    answer = browser.post(f"/api/v1/{conference.slug}/conference/rooms", '{"name": "Hall"}', content_type="text/plain")

    assert answer.status_code in {401, 404, 405, 415}
    assert not Entry.objects.exists()
