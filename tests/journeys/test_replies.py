"""A reader replies below an article, a moderator decides by keyboard alone, and what readers report comes back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.newsroom.models import Reply
from secretariat.newsroom.queries import formtoken
from tests import make_news
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit
from tests.make_news import said

pytestmark = pytest.mark.journey
ARTICLE = "/damascus-2020/news/the-envoy-reports/"
QUEUE = "/damascus-2020/office/news/replies/"
WORDS = "We want to go home as soon as it is safe."
Picture = Callable[[Page, str], None]


@pytest.fixture(autouse=True)
def _quick_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that is driven fills in a form in no time."""
    monkeypatch.setattr(formtoken, "LEAST", timedelta(0))


def _unharmed(page: Page) -> None:
    """No violation, and nothing that runs out of the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _article(held: Conference) -> Any:
    title = said("The envoy reports", ar="المبعوث يقدم تقريره")
    body = said("Both sides **agreed**.", ar="اتفق الجانبان.")
    return make_news.article(held, key="the-envoy-reports", title=title, body=body, languages=["en", "ar"])


def _reply(page: Page, name: str, text: str) -> None:
    page.locator("[name=name]").fill(name)
    page.locator("[name=mail]").fill("amal@example.org")
    page.locator("[name=text]").fill(text)
    page.locator("main form button").click()


def test_a_reply_is_moderated_by_keyboard_alone_and_appears(
    visit: Visit, model_case: Conference, account: Callable[..., User], picture: Picture
) -> None:
    article = _article(model_case)
    make_news.reply(article, "Cheap pills: https://example.org", name="Seller", reasons=["links", "first-time"])
    reader = visit(f"/en{ARTICLE}", scripts=False)
    reader.get_by_role("link", name="Reply", exact=True).click()
    picture(reader, "replies-form-en-1280")
    reader.locator("main form button").click()
    expect(reader.get_by_text("Nothing was saved yet")).to_be_visible()
    _reply(reader, "Amal", WORDS)
    expect(reader.get_by_text("Your reply was received")).to_be_visible()
    reader.goto(f"/en{ARTICLE}")
    expect(reader.get_by_text(WORDS)).to_have_count(0)
    assert reader.context.cookies() == []

    desk = visit(f"/en{QUEUE}", user=account(Role.PRESS_OFFICER))
    expect(desk.get_by_text("holds links")).to_be_visible()
    _unharmed(desk)
    picture(desk, "replies-queue-en-1280")
    _by_keyboard(desk)

    assert Reply.objects.get(name="Seller").refusal == "Advertising"
    reader.goto(f"/en{ARTICLE}")
    expect(reader.get_by_text(WORDS)).to_be_visible()
    assert "amal@example.org" not in reader.content()


def _by_keyboard(desk: Page) -> None:
    """The first is refused with a reason, the second published; no mouse is touched."""
    _tab_until(desk, "reply")
    desk.keyboard.press("r")
    desk.wait_for_url("**/refuse/**")
    _unharmed(desk)
    _tab_until(desk, "reason")
    desk.keyboard.type("Advertising")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("The reply does not appear.")).to_be_visible()
    _tab_until(desk, "reply")
    desk.keyboard.press("x")
    expect(desk.locator("[data-bulk-count]")).to_have_text("1")
    desk.keyboard.press("j")
    desk.keyboard.press("p")
    expect(desk.get_by_text("The reply of Amal appears under the article.")).to_be_visible()
    expect(desk.get_by_text("No replies here")).to_be_visible()


def _tab_until(page: Page, name: str) -> None:
    for _step in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(name)


def test_what_readers_report_comes_back_to_the_queue(
    visit: Visit, model_case: Conference, account: Callable[..., User], picture: Picture
) -> None:
    reply = make_news.reply(_article(model_case), WORDS, state="published")
    reader = visit(f"/en{ARTICLE}")
    reader.get_by_role("link", name="Report the reply of Amal").click()
    _unharmed(reader)
    reader.locator("[name=reason]").fill("It is not about the article.")
    reader.locator("main form button").click()
    expect(reader.get_by_text("looks at the reply again")).to_be_visible()

    desk = visit(f"/en{QUEUE}?tab=reported", user=account(Role.PRESS_OFFICER))
    expect(desk.get_by_text("It is not about the article.")).to_be_visible()
    _unharmed(desk)
    picture(desk, "replies-reported-en-1280")
    desk.get_by_role("button", name="The reply stays").click()
    expect(desk.get_by_text("The report is settled; the reply stays.")).to_be_visible()
    reply.refresh_from_db()
    assert reply.state == "published"


def test_the_pages_are_whole_on_a_telephone_and_in_arabic(
    visit: Visit, model_case: Conference, account: Callable[..., User], picture: Picture
) -> None:
    article = _article(model_case)
    make_news.reply(article, "نريد العودة إلى ديارنا بأمان.", name="أمل", state="published", language="ar")
    reply = make_news.reply(article, f"{WORDS} {'x' * 120}", name="Amal", reasons=["first-time", "words"])
    reader = visit(f"/ar{ARTICLE}", width=360)
    _unharmed(reader)
    picture(reader, "replies-article-ar-360")
    reader.goto(f"/ar{ARTICLE}reply/")
    _unharmed(reader)
    desk = visit(f"/ar{QUEUE}", user=account(Role.SECRETARY), width=360)
    _unharmed(desk)
    picture(desk, "replies-queue-ar-360")
    for page in (f"{QUEUE}rules/", f"{QUEUE}{reply.pk}/refuse/"):
        desk.goto(f"/en{page}")
        _unharmed(desk)
