"""The copy of the public site is opened from a disk, without a server and without a network."""

from pathlib import Path

import pytest

from secretariat.conference.models import Conference
from secretariat.config.staticsite import write_site
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
FITS = "document.documentElement.scrollWidth <= window.innerWidth + 1"


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 360)])
def test_the_copy_is_read_from_page_to_page(
    language: str, width: int, model_case: Conference, visit: Visit, tmp_path: Path
) -> None:
    write_site(model_case, tmp_path / "site", address="http://localhost:8000")
    # A page of its own: what the one before asks of its server late is none of the copy's.
    page = visit(f"/{language}/damascus-2020/", width=width).context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.locator(f"a[lang={language}]").click()
    page.locator("nav .sections a").nth(2).click()

    assert page.url.endswith(f"/site/{language}/damascus-2020/participants/index.html")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.evaluate(FITS)
    assert page.locator("link[rel=stylesheet]").count() > 2
    assert page.evaluate("[...document.styleSheets].length") > 2
    assert page.evaluate("getComputedStyle(document.querySelector('.sections')).display") == "flex"
    assert [each for each in asked if not each.startswith("file:")] == []
