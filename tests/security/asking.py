"""What tests of attacks ask with: every page of the house, browsers that sign in, and a reader of what comes back."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import URLPattern, URLResolver

from secretariat.accounts.models import Role, User
from tests import make
from tests.test_walk import EXPECTED, HOUSE, OF_THE_SITE, POSTED, World, world

CEDARS = "three-cedars-of-lebanon"
SIGN_IN = "/en/accounts/login/"
SIGN_OUT = "/en/accounts/logout/"
RESET = "/en/accounts/password/reset/"
CHANGE = "/en/accounts/password/change/"
OFFICE = "/en/damascus-2020/office/"
EVIL = "evil.example"
# Where a browser can be sent by somebody else.
ELSEWHERE = (
    f"https://{EVIL}/",
    f"//{EVIL}/",
    f"///{EVIL}/",
    f"/\\{EVIL}/",
    f"\\\\{EVIL}/",
    f"https:{EVIL}",
    f"http://testserver@{EVIL}/",
    f"http://testserver.{EVIL}/",
    f"\thttps://{EVIL}/",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
)
DATA = {"application/json", "application/ld+json", "importmap", "speculationrules"}
WITH_ADDRESSES = {"href", "src", "action", "formaction", "data"}


class Inline(HTMLParser):
    """Everything in a page that a strict policy would have to make an exception for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        held = dict(attrs)
        if tag in {"style", "base", "object", "embed", "iframe", "frame"}:
            self.found.append(tag)
        if tag == "script" and not held.get("src") and held.get("type") not in DATA:
            self.found.append("script without a file")
        for name, value in attrs:
            address = (value or "").strip().lower()
            if name == "style" or name.startswith("on"):
                self.found.append(f"{tag} {name}")
            if name in WITH_ADDRESSES and address.startswith(("javascript:", "vbscript:", "data:text")):
                self.found.append(f"{tag} {name}={address[:40]}")


class Counting(MD5PasswordHasher):
    """Counts how often a password is hashed."""

    times = 0

    def encode(self, password: str, salt: str) -> str:
        """Hash, and count."""
        type(self).times += 1
        encoded: str = super().encode(password, salt)
        return encoded


def pages(here: World, role: str) -> Iterator[tuple[str, str]]:
    """Every page that this role is given, by its name and address."""
    for name, (gets, _refused) in EXPECTED.items():
        if role in gets and POSTED not in gets:
            yield name, here.address(name)


def addresses(patterns: list[Any], namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the house, the library's among them."""
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from addresses(each.url_patterns, inner)
        else:
            yield f"{namespace}{each.name}", each


def text_of(answer: Any) -> str:
    """What came, whole, if it is words."""
    kind = answer.headers.get("Content-Type", "")
    if answer.streaming or not kind.startswith(("text/", "application/json", "application/xml")):
        return ""
    return str(answer.content.decode())


def person(role: str = Role.SECRETARY, **fields: Any) -> User:
    """Somebody with a password, in the conference of Damascus."""
    made = make.user(role, make.conference(), **fields)
    made.set_password(CEDARS)
    made.save()
    return made


def sign_in(user: User | str, password: str = CEDARS, browser: Client | None = None, **how: Any) -> tuple[Client, Any]:
    """A browser at the door, and what it is told there."""
    browser = browser or Client(**how)
    mail = user if isinstance(user, str) else user.email
    return browser, browser.post(SIGN_IN, {"login": mail, "password": password})


def remembered(user: User) -> Client:
    """A browser that was told to keep what opens the session."""
    browser = Client()
    browser.post(SIGN_IN, {"login": user.email, "password": CEDARS, "remember": "on"})
    return browser


def is_in(browser: Client) -> bool:
    """Whether the office opens to this browser."""
    return browser.get(OFFICE).status_code == 200


def leads_away(address: str) -> bool:
    """Whether a browser that is sent there leaves the house."""
    plain = address.replace("\\", "/").strip()
    if plain.startswith("http://testserver/"):
        return False
    return not plain.startswith("/") or plain.startswith("//")


__all__ = ["HOUSE", "OF_THE_SITE", "POSTED", "World", "world"]
