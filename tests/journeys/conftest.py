"""A real browser before the model case."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference, Membership
from secretariat.config.house import furnish
from secretariat.config.management.commands.demo import CASE
from secretariat.parties.models import Party

# Playwright's loop runs in this thread; the database is used between its calls, never during one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
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


@pytest.fixture
def model_case(transactional_db: None) -> Conference:
    furnish()
    call_command("load", str(CASE), verbosity=0)
    return Conference.objects.get(slug="damascus-2020")


@pytest.fixture
def account(model_case: Conference) -> Callable[..., User]:
    def make(role: Role, *, party: str | None = None, desks: tuple[str, ...] = ()) -> User:
        user = User.objects.create_user(f"{role.replace(' ', '-')}@example.org", PASSWORD, name=str(role.label))
        speaks_for = Party.objects.get(code=party) if party else None
        Membership.objects.create(conference=model_case, user=user, role=role, party=speaks_for, desks=list(desks))
        return user

    return make


@pytest.fixture
def visit(browser: Browser, live_server: object) -> Iterator[Visit]:
    """Open a page; ``scripts=False`` is a browser without JavaScript, ``user`` signs in through the sign-in page."""
    contexts: list[BrowserContext] = []

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
        page = context.new_page()
        page.set_default_timeout(15_000)
        if user is not None:
            page.goto("/en/accounts/login/")
            page.fill("input[name=login]", user.email)
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url("**/office/")
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[Page, str], None]:
    """Keep a screenshot for the guide, if the guide is being made; else in the test's own folder."""
    folder = GUIDE if os.environ.get("MAKE_GUIDE") else tmp_path
    folder.mkdir(parents=True, exist_ok=True)

    def take(page: Page, name: str) -> None:
        page.screenshot(path=folder / f"{name}.png", full_page=True)

    return take
