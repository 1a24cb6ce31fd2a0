"""An article from its draft to a correction, past its embargo; every page of the newsroom in English and Arabic."""

import os
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils.timezone import now
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.newsroom.models import Article, Picture, PressItem
from tests import make, make_news
from tests.journeys.axe import Axe
from tests.journeys.conftest import PASSWORD, Visit
from tests.make_news import said
from tests.newsroom.articles import photo
from tests.walk_of_documents import a_file

pytestmark = pytest.mark.journey
OFFICE = "/damascus-2020/office/news/"
PUBLIC = "/damascus-2020/news/"
Picturing = Callable[[Page, str], None]
IN_THE_GUIDE = {("list", "en", 1280), ("article", "en", 1280), ("press-kit", "ar", 360)}


def _unharmed(page: Page) -> None:
    """No violation, and nothing that runs out of the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_an_article_is_written_held_back_comes_out_and_is_corrected(visit: Visit, model_case: Conference) -> None:
    officer = make.user(Role.PRESS_OFFICER, model_case, password=PASSWORD, language="en")
    desk = visit(f"/en{OFFICE}pictures/add/", user=officer)
    _add_picture(desk)
    desk.goto(f"/en{OFFICE}write/")
    desk.locator("[name=title_en]").fill("Schools open again")
    desk.locator("[name=body_en]").fill("Five hundred schools **open**. <script>alert(1)</script>")
    desk.get_by_label("Picture", exact=True).select_option(label="hall")
    desk.get_by_role("button", name="Save").click()
    expect(desk.locator("main")).to_contain_text("The draft is kept.")
    expect(desk.locator(".article-body")).to_contain_text("<script>alert(1)</script>")

    desk.get_by_role("link", name="Publish", exact=True).click()
    desk.get_by_label("Embargo until").fill("2020-11-10T09:00")
    desk.get_by_role("button", name="Publish").click()
    expect(desk.locator("main")).to_contain_text("The embargo has ended already")
    desk.get_by_label("Embargo until").fill("2120-11-10T09:00")
    desk.get_by_role("button", name="Publish").click()
    expect(desk.locator("main")).to_contain_text("Under embargo until")

    reader = visit(f"/en{PUBLIC}", scripts=False)
    expect(reader.locator("main")).not_to_contain_text("Schools open again")
    Article.objects.filter(conference=model_case, key="schools-open-again").update(
        published_at=now() - timedelta(seconds=1)
    )
    reader.reload()
    reader.get_by_role("link", name="Schools open again").first.click()
    expect(reader.locator("main")).to_contain_text("Five hundred schools open.")
    _correct(desk)
    reader.reload()
    expect(reader.locator("main")).to_contain_text("We wrote five hundred.")


def _add_picture(page: Page) -> None:
    svg = b"<svg><script>alert(1)</script></svg>"
    page.locator("[name=alternative_en]").fill("The hall")
    page.get_by_label("Name").fill("hall")
    page.get_by_label("Credit").fill("Press service")
    page.get_by_label("Picture").set_input_files({"name": "hall.svg", "mimeType": "image/jpeg", "buffer": svg})
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("not as SVG")
    page.get_by_label("Picture").set_input_files({"name": "hall.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("The picture is kept.")


def _correct(page: Page) -> None:
    page.reload()
    page.get_by_role("link", name="Correct", exact=True).click()
    page.locator("[name=body_en]").fill("Four hundred schools **open**.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("say what was wrong")
    page.locator("[name=what_en]").fill("We wrote five hundred.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("The article is corrected.")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_of_the_newsroom_fits_its_screen(
    language: str, visit: Visit, model_case: Conference, picture: Picturing
) -> None:
    article, shown = _furnished(model_case)
    officer = make.user(Role.PRESS_OFFICER, model_case, password=PASSWORD, language=language)
    pages = {
        "list": "",
        "article": f"{article.pk}/",
        "write": "write/",
        "correct": f"{article.pk}/correct/",
        "withdraw": f"{article.pk}/withdraw/",
        "pictures": "pictures/",
        "picture": f"pictures/{shown.pk}/revise/",
        "press-kit": "press-kit/",
        "press-item": "press-kit/add/",
    }
    for width in (360, 1280):
        page = visit(f"/{language}{OFFICE}", user=officer, width=width)
        for name, address in pages.items():
            page.goto(f"/{language}{OFFICE}{address}")
            page.wait_for_load_state("networkidle")
            _unharmed(page)
            if (name, language, width) in IN_THE_GUIDE or not os.environ.get("MAKE_GUIDE"):
                picture(page, f"newsroom-{name}-{language}-{width}")


def _furnished(held: Conference) -> tuple[Article, Picture]:
    """An article that is out with a picture and a pledge in it, one under embargo, a draft, and a press kit."""
    file = a_file(held, photo(), "hall.pdf")
    shown = make_news.picture(held, large=file, small=file, name="hall", width=640, height=480)
    article = make_news.article(
        held,
        key="schools",
        title=said("Schools open again", ar="المدارس تفتح أبوابها من جديد"),
        lead=said("What was promised, and what came of it.", ar="ما وُعد به وما تحقق منه."),
        body=said("Five hundred schools **open**.\n\n[[pledge:1]]", ar="تفتح خمسمائة مدرسة.\n\n[[pledge:1]]"),
        languages=["en", "ar"],
        picture=shown,
    )
    make_news.article(held, key="later", title=said("Under embargo"), published_at=now() + timedelta(days=9))
    make_news.draft(held, title=said("A draft"))
    for kind, title in (("fact sheet", "Return in numbers"), ("contact", "Whom to ask")):
        PressItem.objects.create(
            conference=held,
            kind=kind,
            title=said(title, ar="للاستفسار"),
            text=said("press@example.org"),
            file=a_file(held) if kind == "fact sheet" else None,
            is_public=kind == "contact",
            entered_by=article.entered_by,
        )
    return article, shown
