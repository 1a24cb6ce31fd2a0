"""An outlet asks for accreditation on a phone without JavaScript; it is taken up, and its people stand in the queue."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from secretariat.newsroom.models import NewsroomRules
from tests import make
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
Picture = Callable[[Page, str], None]


def _unharmed(page: Page) -> None:
    """No violation, and nothing that runs out of the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_an_outlet_asks_is_taken_up_and_its_people_stand_in_the_queue(
    visit: Visit, model_case: Conference, account: Callable[..., User], picture: Picture
) -> None:
    NewsroomRules.objects.update_or_create(conference=model_case, defaults={"takes_media_requests": True})
    make.organisation("RDNEWS", "The Return Daily")
    page = visit("/en/damascus-2020/media-accreditation/", width=360, scripts=False)
    page.get_by_label("Name of the outlet").fill("Return Daily")
    page.get_by_label("Kind").select_option(label="Online")
    page.get_by_label("Your name").fill("Amal Haddad")
    page.locator("[name=contact_mail]").fill("amal@example.org")
    page.locator("[name=name_1]").fill("Karim Saleh")
    page.locator("[name=task_1]").fill("Camera")
    # Whoever reads before writing takes longer than this.
    page.wait_for_timeout(3100)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Your request has been received.")).to_be_visible()

    desk = visit("/en/damascus-2020/office/news/media/", user=account(Role.SECRETARY))
    expect(desk.get_by_role("heading", name="Return Daily")).to_be_visible()
    _unharmed(desk)
    picture(desk, "media-requests-en-1280")
    desk.get_by_role("link", name="Take up Return Daily").click()
    desk.get_by_label("The Return Daily (RDNEWS)").check()
    _unharmed(desk)
    desk.get_by_role("button", name="Take up").click()
    expect(desk.get_by_text("The people of the outlet stand in the queue of accreditation.")).to_be_visible()

    assert Delegate.objects.get(name="Karim Saleh").party.code == "RDNEWS"


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 360)])
def test_the_form_for_outlets_is_for_everybody(
    visit: Visit, model_case: Conference, picture: Picture, language: str, width: int
) -> None:
    NewsroomRules.objects.update_or_create(conference=model_case, defaults={"takes_media_requests": True})
    page = visit(f"/{language}/damascus-2020/media-accreditation/", width=width)

    _unharmed(page)
    picture(page, f"media-form-{language}-{width}")
    page.locator("form.form button").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    _unharmed(page)
