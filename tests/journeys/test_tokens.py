"""A program is let in: a token is opened in the browser, the client uses it, and it is ended."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from secretariat.accounts.models import Role, User
from secretariat.api.actions import allowing
from tests.api.test_client import program
from tests.journeys.axe import Axe
from tests.journeys.conftest import PASSWORD, Visit

pytestmark = pytest.mark.journey
TOKENS = "/{}/damascus-2020/office/tokens/"


def accessible(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


def open_it(page: Page) -> None:
    """Send the form, say the password, which who just comes by does not know, and send the form as it was kept."""
    page.get_by_role("button", name="Open", exact=True).click()
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main form button.button").first.click()
    assert page.get_by_label("Name", exact=False).first.input_value() == "Airport desk"
    page.get_by_role("button", name="Open", exact=True).click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_token_is_opened_used_by_a_program_and_revoked(
    account: Callable[..., User], visit: Visit, live_server: Any, picture: Callable[..., None], scripts: bool
) -> None:
    allowing.forget()
    page = visit(TOKENS.format("en"), user=account(Role.SECRETARY), scripts=scripts)
    page.get_by_role("link", name="Open a token").first.click()
    page.get_by_label("Name", exact=False).first.fill("Airport desk")
    page.locator('input[value="delegations:read"]').check()
    if scripts:
        accessible(page)
        picture(page, "tokens-open-en-1280")
    open_it(page)
    text = page.locator(".token-text").inner_text().strip()
    assert re.fullmatch(r"sct_[\w-]{43}", text)
    if scripts:
        accessible(page)

    client = program.Client(live_server.url, "damascus-2020", text)
    names = [row["name"] for row in client.rows("delegations/delegates", fields="name")]
    assert len(names) > 5
    with pytest.raises(program.Problem, match="403"):
        client.do("delegations.accredit_many", {"delegates": []})

    page.reload()
    assert text not in page.content()
    page.goto(f"{live_server.url}{TOKENS.format('en')}")
    assert text not in page.content()
    if scripts:
        accessible(page)
        picture(page, "tokens-list-en-1280")
    page.get_by_role("link", name="Revoke").click()
    page.get_by_role("button", name="Revoke").click()
    assert "Revoked" in page.get_by_role("row", name="Airport desk").inner_text()

    with pytest.raises(program.Problem, match="401"):
        list(client.rows("delegations/delegates"))


def test_a_focal_point_lets_a_program_in_on_a_telephone_in_arabic(
    account: Callable[..., User], visit: Visit, picture: Callable[..., None]
) -> None:
    user = account(Role.FOCAL_POINT, party="LB")
    page = visit(TOKENS.format("ar") + "open/", user=user, width=360)

    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator('input[value="audit:read"]').count() == 0
    accessible(page)
    picture(page, "tokens-open-ar-360")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 360)])
def test_how_programs_ask_is_read_on_every_screen_without_scripts(
    model_case: object, visit: Visit, picture: Callable[..., None], language: str, width: int
) -> None:
    page = visit(f"/{language}/api/", width=width, scripts=False)

    page.locator("summary", has_text="GET /api/v1/…/delegations/delegates").first.click()
    assert page.locator("#delegationsdelegates dt", has_text="original_name").first.is_visible()
    wide = visit(f"/{language}/api/", width=width)
    assert wide.evaluate("document.documentElement.scrollWidth") <= width
    accessible(wide)
    if width == 360:
        return
    wide.set_viewport_size({"width": 1280, "height": 1100})
    picture_of_top(wide, picture)


def picture_of_top(page: Page, picture: Callable[..., None]) -> None:
    """Only the beginning: the whole is long."""
    page.evaluate("document.querySelectorAll('.reference section ~ section ~ section').forEach(each => each.remove())")
    picture(page, "api-reference-en-1280")
