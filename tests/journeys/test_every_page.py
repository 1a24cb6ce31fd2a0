"""Every page of the house, as a stranger, a secretary and a focal point get it: axe finds nothing (WCAG 2.2 A and AA)."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override
from playwright.sync_api import Browser, Page

from secretariat.accounts.models import Role, User
from tests import make
from tests.journeys.axe import Axe
from tests.test_walk import EXPECTED, POSTED, STRANGER, World, cast, world

pytestmark = pytest.mark.journey
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
HERE, THERE = "damascus-2020", "geneva-2021"


def _names(role: str) -> list[str]:
    """The pages that this person is given."""
    is_public = role == STRANGER
    return [
        name
        for name, (gets, _refused) in EXPECTED.items()
        if POSTED not in gets and role in gets and (name.startswith("public:") or name == "front") == is_public
    ]


def _addresses(here: World, role: str, browser: Client, language: str) -> Iterator[tuple[str, str]]:
    """Where each page stands; files to save are no pages."""
    with override(language):
        for name in _names(role):
            address = here.address(name)
            answer = browser.get(address)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                yield name, address


def _signed_in(chromium: Browser, url: str, browser: Client, width: int) -> Page:
    """A page whose cookies are those of a signed-in person."""
    context = chromium.new_context(
        base_url=url, viewport={"width": width, "height": 900}, reduced_motion="reduce", service_workers="block"
    )
    held = browser.cookies.get(settings.SESSION_COOKIE_NAME)
    if held is not None:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": held.value, "url": url}])
    return context.new_page()


def _found(page: Page) -> list[str]:
    """What axe has to say of a page, and whether it runs out of the screen."""
    told = Axe().run(page, options=RULES).response["violations"]
    found = [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in told]
    if not page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
        found.append("it runs out of the screen")
    return found


@pytest.mark.parametrize(
    ("role", "language", "width"),
    [
        (STRANGER, "en", 1280),
        (STRANGER, "ar", 360),
        (Role.SECRETARY, "en", 1280),
        (Role.FOCAL_POINT, "ar", 360),
    ],
)
def test_axe_finds_nothing_on_any_page(
    browser: Browser, live_server: object, transactional_db: None, role: str, language: str, width: int
) -> None:
    here, there = world(HERE), world(THERE)
    person: User | None = cast(here.conference, there.conference)[role]
    asking = make.client(person)
    page = _signed_in(browser, live_server.url, asking, width)  # type: ignore[attr-defined]
    pages = list(_addresses(here, role, asking, language))
    wrong = {}

    for name, address in pages:
        page.goto(address)
        found = _found(page)
        if found:
            wrong[name] = found
    page.context.close()

    assert wrong == {}
    assert len(pages) > 20
