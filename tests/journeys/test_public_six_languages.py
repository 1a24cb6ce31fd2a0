"""The public site in six languages on a small screen, in a browser without JavaScript."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page

from secretariat.conference.models import Conference
from secretariat.documents.models import Document
from secretariat.newsroom.models import Article
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
FITS = "document.documentElement.scrollWidth <= window.innerWidth + 1"


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_everything_is_read_on_a_phone_without_a_script(
    language: str, model_case: Conference, visit: Visit, picture: Callable[[Page, str], None]
) -> None:
    article = Article.objects.out().filter(conference=model_case).order_by("id").first()
    paper = Document.objects.get(conference=model_case, kind="outcome")
    assert article is not None
    page = visit(f"/{language}/damascus-2020/", width=360, scripts=False)
    for number, place in enumerate(
        ("", "news/", f"news/{article.key}/", "documents/", f"documents/{paper.key}/", "programme/", "press/")
    ):
        answer = page.goto(f"/{language}/damascus-2020/{place}")
        assert answer is not None
        assert answer.status == 200
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert page.evaluate(FITS)
        picture(page, f"public-{language}-{number}-360")
    page.fill("input[name=q] >> nth=0", "Lavrentyev")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    assert page.get_by_text("Lavrentiev").first.is_visible()
    assert page.evaluate(FITS)
    picture(page, f"public-{language}-search-360")
