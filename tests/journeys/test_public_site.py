"""The public site, as everybody sees it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from secretariat.conference.models import Conference
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
PAGES = (
    "",
    "damascus-2020/",
    "damascus-2020/participants/",
    "damascus-2020/sources/",
    "damascus-2020/sources/afp-1111/",
)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_every_page_fits_the_screen_and_can_be_read_by_everybody(
    visit: Visit, model_case: Conference, picture: Callable[[Page, str], None], language: str, width: int, dark: bool
) -> None:
    page = visit(f"/{language}/", width=width, dark=dark)
    for path in PAGES:
        page.goto(f"/{language}/{path}")
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert fits(page), path
        page.wait_for_load_state("networkidle")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        name = path.strip("/").split("/")[-1] or "front"
        picture(page, f"public-{name}-{language}-{width}{'-dark' if dark else ''}")


@pytest.mark.parametrize("language", ["en", "ar", "fr", "es", "ru", "zh"])
def test_six_languages_without_javascript(visit: Visit, model_case: Conference, language: str) -> None:
    page = visit(f"/{language}/damascus-2020/", scripts=False)

    titles = {
        "en": "International Conference on the Return of Syrian Refugees",
        "ar": "المؤتمر الدولي حول عودة اللاجئين السوريين",
        "fr": "Conférence internationale sur le retour des réfugiés syriens",
        "es": "Conferencia Internacional sobre el Retorno de los Refugiados Sirios",
        "ru": "Международная конференция по возвращению сирийских беженцев",
        "zh": "叙利亚难民回返问题国际会议",
    }
    expect(page.locator("h1")).to_contain_text(titles[language])
    page.goto(f"/{language}/damascus-2020/participants/")
    assert page.locator("table").count() >= 5
    assert page.locator("svg path").count() >= 13


def test_the_claimed_totals_stand_beside_what_is_known_and_the_difference_is_said(
    visit: Visit, model_case: Conference
) -> None:
    page = visit("/en/damascus-2020/")

    states = page.locator("tr", has_text="States")
    expect(states).to_contain_text("27")
    expect(states).to_contain_text("6")
    expect(states).to_contain_text("21 are not known by name")


def test_a_source_leads_to_everything_that_cites_it(visit: Visit, model_case: Conference) -> None:
    page = visit("/en/damascus-2020/sources/eu-1110/")

    expect(page.locator("main")).to_contain_text("European Union")
    expect(page.locator("main")).to_contain_text("Declined")


def test_nothing_is_asked_of_another_server(visit: Visit, model_case: Conference) -> None:
    page = visit("/en/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for path in PAGES:
        page.goto(f"/en/{path}")

    own = page.url.split("/en/")[0]
    assert asked
    assert [url for url in asked if not url.startswith((own, "data:"))] == []
