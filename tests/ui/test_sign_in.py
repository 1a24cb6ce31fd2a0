"""Signing in and the second factor are set in the house's own frame, with nothing inline."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from tests import make

pytestmark = [pytest.mark.urls("allauth.urls"), pytest.mark.django_db]

CEDARS = "three-cedars-of-lebanon"
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:")


class Page(HTMLParser):
    """What a page's scripts and fields are."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.scripts: list[dict[str, str | None]] = []
        self.labelled: set[str | None] = set()
        self.fields: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "script":
            self.scripts.append(held)
        elif tag == "label":
            self.labelled.add(held.get("for"))
        elif tag in {"input", "select", "textarea"} and held.get("type") != "hidden":
            self.fields.append(held)


@pytest.fixture
def signed_in(client: Client, settings: Any) -> Client:
    settings.LOGIN_REDIRECT_URL = "/2fa/"
    amal = make.user()
    amal.set_password(CEDARS)
    amal.save()
    answer = client.post("/login/", {"login": amal.email, "password": CEDARS})
    assert answer.status_code == 302
    client.post("/reauthenticate/", {"password": CEDARS})
    return client


def assert_is_safe_and_labelled(html: str) -> None:
    page = Page(html)
    assert 'class="plain"' in html
    assert not INLINE.search(html)
    assert all(script.get("src") or script.get("type") == "application/json" for script in page.scripts)
    assert all(field.get("id") in page.labelled for field in page.fields)


@pytest.mark.parametrize("address", ["/login/", "/password/reset/", "/signup/"])
def test_a_stranger_meets_the_house_at_the_door(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 200
    assert_is_safe_and_labelled(answer.content.decode())


def test_a_passkey_is_offered_with_scripts_from_files_only(client: Client) -> None:
    html = client.get("/login/").content.decode()

    assert 'form="mfa_login" id="passkey_login"' in html
    assert "mfa/js/webauthn.js" in html


def test_a_wrong_password_is_said_at_the_top_and_tells_nothing_more(client: Client) -> None:
    html = client.post("/login/", {"login": "nobody@example.org", "password": "wrong"}).content.decode()

    assert "data-error-summary" in html
    assert "nobody@example.org" in html


@pytest.mark.parametrize(
    "address",
    [
        "/2fa/",
        "/2fa/totp/activate/",
        "/2fa/webauthn/",
        "/2fa/webauthn/add/",
        "/password/change/",
        "/logout/",
        "/email/",
        "/reauthenticate/",
    ],
)
def test_the_pages_of_an_account_are_set_in_the_house(signed_in: Client, address: str) -> None:
    answer = signed_in.get(address)

    assert answer.status_code == 200
    assert_is_safe_and_labelled(answer.content.decode())
