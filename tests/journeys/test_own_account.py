"""Where one is signed in, and what was typed too late, on a phone and in both directions."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, expect

from tests.journeys.test_every_page import _found as found_in
from tests.journeys.test_every_page import _signed_in as signed_in
from tests.security.asking import is_in, person, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_list_of_sessions_fits_a_phone_and_others_are_ended_there(
    browser: Browser, live_server: object, language: str
) -> None:
    amal = person()
    held, _answer = sign_in(amal)
    other, _answer = sign_in(amal, HTTP_USER_AGENT=FIREFOX)
    held.post("/en/accounts/reauthenticate/", {"password": "three-cedars-of-lebanon"})
    page = signed_in(browser, str(live_server), held, 360)

    page.goto(f"/{language}/accounts/sessions/")

    assert found_in(page) == []
    expect(page.locator("tbody tr")).to_have_count(2)
    page.locator("button[value=others]").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    assert (is_in(held), is_in(other)) == (True, False)
    page.context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_was_typed_too_late_stands_on_a_phone_to_be_copied(
    browser: Browser, live_server: object, language: str
) -> None:
    held: Client = sign_in(person())[0]
    page = signed_in(browser, str(live_server), held, 360)
    page.goto(f"/{language}/damascus-2020/office/conference/members/admit/")
    page.locator("main input[type=email]").fill("karim@example.org")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    page.locator("main form button.button").last.click()

    expect(page.locator("dl dd").first).to_contain_text("karim@example.org")
    assert found_in(page) == []
    page.locator("main a.button").click()
    expect(page.locator("input[type=password]")).to_be_visible()
    assert "members/admit" in page.url
    page.context.close()
