"""A real browser before the model case."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference, Membership
from secretariat.config.house import furnish
from secretariat.config.management.commands.demo import CASE
from secretariat.parties.models import Party
from tests import make
from tests.emptied import written
from tests.outside import is_here

# Playwright's loop runs in this thread; the database is used between its calls, never during one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
# The same engine without windows opens a page at a third of the cost.
SHELL = Path("/usr/bin/chromium-headless-shell")
CHROMIUM = os.environ.get("CHROMIUM") or (str(SHELL) if SHELL.exists() else "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page or the browser itself would ask of another machine is not found.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
PASSWORD = "a-long-enough-password"
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "images"

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


class Shelf:
    """The model case as it was loaded first: on SQLite a journey is given a copy of it."""

    def __init__(self, files: Path) -> None:
        self._files = files
        self._rows: sqlite3.Connection | None = None

    def bring(self) -> None:
        """Put the model case into the house, in which nothing else stands yet: a copy would take its place."""
        assert written() == {"audit_record"}
        if self._rows is None:
            furnish()
            call_command("load", str(CASE), verbosity=0)
            if connection.vendor == "sqlite":
                self._keep()
        else:
            self._rows.backup(connection.connection)
            shutil.copytree(self._files, settings.MEDIA_ROOT, dirs_exist_ok=True)

    def _keep(self) -> None:
        self._rows = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self._rows)
        self._files.mkdir()
        if Path(settings.MEDIA_ROOT).exists():
            shutil.copytree(settings.MEDIA_ROOT, self._files, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("shelf") / "files")


@pytest.fixture
def model_case(transactional_db: None, shelf: Shelf) -> Conference:
    shelf.bring()
    return Conference.objects.get(slug="damascus-2020")


@pytest.fixture
def account(model_case: Conference) -> Callable[..., User]:
    def make(role: Role, *, party: str | None = None, desks: tuple[str, ...] = ()) -> User:
        user = User.objects.create_user(f"{role.replace(' ', '-')}@example.org", PASSWORD, name=str(role.label))
        speaks_for = Party.objects.get(code=party) if party else None
        Membership.objects.create(conference=model_case, user=user, role=role, party=speaks_for, desks=list(desks))
        return user

    return make


def signed_in(context: BrowserContext, user: User, address: str) -> None:
    """Let this browser be signed in already. The journey with the camera goes by the sign-in page."""
    held = make.client(user).cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": held.value, "url": address}])


@pytest.fixture
def visit(browser: Browser, live_server: object) -> Iterator[Visit]:
    """Open a page; ``scripts=False`` is a browser without JavaScript, ``user`` is signed in already."""
    contexts: list[BrowserContext] = []
    elsewhere: list[str] = []

    def open_page(
        path: str, *, user: User | None = None, width: int = 1280, dark: bool = False, scripts: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,  # type: ignore[attr-defined]
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            # A colour on its way to another is no colour to judge.
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        context.on("request", lambda request: elsewhere.extend(_elsewhere(request.url)))
        page = context.new_page()
        page.set_default_timeout(15_000)
        if user is not None:
            signed_in(context, user, live_server.url)  # type: ignore[attr-defined]
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert elsewhere == []


def _elsewhere(url: str) -> list[str]:
    """The address, if a page asks another machine for it."""
    asked = urlsplit(url)
    return [url] if asked.scheme in {"http", "https", "ws", "wss"} and not is_here(asked.hostname) else []


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Take a picture for the guide, if the guide is being made."""

    def take(page: Page, name: str) -> None:
        if os.environ.get("MAKE_GUIDE"):
            GUIDE.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=GUIDE / f"{name}.png", full_page=True)

    return take
