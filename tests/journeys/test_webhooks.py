"""A webhook is added, hears of a deed, fails, is looked into, and gets its message again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.api.models import Delivery, Webhook
from secretariat.conference.actions import add_room
from secretariat.conference.models import Conference
from secretariat.config.telling import tell_all
from secretariat.engines.webhooks import is_signed, secret_from
from tests import make_webhooks
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
OFFICE = "/en/damascus-2020/office/"
Picture = Callable[[Page, str], None]


@pytest.fixture(autouse=True)
def _to_this_machine(settings: Any) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True


def _unharmed(page: Page) -> None:
    """No violation, and nothing that runs out of the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _added(page: Page, url: str) -> str:
    """Add a webhook by its form, and take the secret that is shown."""
    page.get_by_role("link", name="Add a webhook").click()
    page.locator("main form button").last.click()
    expect(page.get_by_text("Nothing was saved yet")).to_be_visible()
    page.locator("[name=name]").fill("Airport desk")
    page.locator("[name=url]").fill(url)
    page.get_by_label("Conference", exact=True).check()
    page.get_by_text("Single deeds: Delegations").click()
    page.get_by_label("accredited a delegate", exact=True).check()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("The secret, shown this once")).to_be_visible()
    return page.locator(".secret-once").inner_text().strip()


def _failed(page: Page, receiver: make_webhooks.Receiver) -> None:
    """The receiver fails twice, and the log says so."""
    receiver.status = 500
    for _ in range(2):
        Delivery.objects.filter(state="waiting").update(next_at=timezone.now())
        tell_all()
    page.reload()
    expect(page.get_by_text("No message has arrived since")).to_be_visible()
    row = page.locator("#rows tbody tr").first
    expect(row).to_contain_text("It did not take the message.")
    expect(row).to_contain_text("500")
    expect(row).to_contain_text("Waiting")


def test_a_webhook_hears_of_a_deed_fails_and_gets_its_message_again(
    visit: Visit, model_case: Conference, account: Callable[..., User], picture: Picture
) -> None:
    secretary = account(Role.SECRETARY)
    with make_webhooks.receiving() as receiver:
        page = visit(f"{OFFICE}webhooks/", user=secretary, scripts=False)
        secret = secret_from(_added(page, receiver.url))
        assert Webhook.objects.get().topics == ["conference", "delegations.accredit"]

        add_room(secretary, model_case, name="Umayyad Hall")
        tell_all()
        page.reload()
        expect(page.locator("#rows tbody tr").first).to_contain_text("Delivered")
        expect(page.get_by_text("added a room")).to_be_visible()
        taken = receiver.taken[0]
        assert is_signed([secret], headers=taken.headers, body=taken.body, now=timezone.now())

        add_room(secretary, model_case, name="Barada Hall")
        _failed(page, receiver)
        page.locator("#rows tbody a").first.click()
        expect(page.locator(".sent")).to_contain_text('"type":"conference.add_room"')

        receiver.status = 204
        page.get_by_role("button", name="Try now").click()
        expect(page.get_by_text("on its way again")).to_be_visible()
        tell_all()
        page.reload()
        expect(page.get_by_text("No message has arrived since")).to_have_count(0)
        assert [taken.headers["webhook-id"] for taken in receiver.taken[1:]] == [
            Delivery.objects.latest("pk").identifier
        ] * 3


def test_pages_of_webhooks_are_whole_in_two_languages_and_at_two_widths(
    visit: Visit, model_case: Conference, account: Callable[..., User], picture: Picture
) -> None:
    secretary = account(Role.SECRETARY)
    with make_webhooks.receiving() as receiver:
        webhook = make_webhooks.webhook(model_case, url=receiver.url)
        for name in ("Umayyad Hall", "Barada Hall", "Qasioun Hall"):
            receiver.status = 500 if name == "Qasioun Hall" else 204
            add_room(secretary, model_case, name=name)
            tell_all()
    Webhook.objects.update(url="https://badges.example.org/hooks/damascus?of=the+conference")
    make_webhooks.webhook(model_case, name="Stopped", stopped_at=timezone.now(), stopped_why="failing", topics=["door"])
    failed = webhook.deliveries.latest("pk")
    shown = {
        "webhooks-list": "webhooks/",
        "webhooks-form": "webhooks/add/",
        "webhooks-one": f"webhooks/{webhook.pk}/",
        "webhooks-message": f"webhooks/messages/{failed.pk}/",
    }
    for language, width in (("en", 1280), ("ar", 360)):
        page = visit(f"/{language}/damascus-2020/office/webhooks/", user=secretary, width=width)
        for name, path in shown.items():
            page.goto(f"/{language}/damascus-2020/office/{path}")
            _unharmed(page)
            if (name, language) in {("webhooks-one", "en"), ("webhooks-message", "en"), ("webhooks-form", "en")}:
                picture(page, f"{name}-{language}-{width}")
