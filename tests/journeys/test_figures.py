"""An officer looks at figures, takes a chart away, and writes down what somebody says."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from tests import make_figures
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
DASHBOARD = "/{language}/damascus-2020/office/figures/"
HOSTS = {"TR": 2_300_000, "LB": 530_000, "JO": 420_000, "IQ": 308_000, "EG": 117_000, "DE": 668_000}
IN_THE_GUIDE = {"figures-en-1280", "figures-ar-360"}
Picture = Callable[[Page, str], None]


@pytest.fixture
def counted(model_case: Conference) -> Conference:
    """Ten years of refugees from Syria, with a gap, and one year of returns."""
    make_figures.origin(model_case)
    edition = make_figures.edition(make_figures.dataset(model_case, "unhcr-journey", name="Population of the journey"))
    year = timezone.localdate().year - 1
    for code, people in HOSTS.items():
        asylum = make_figures.country(model_case, code)
        for back in (*range(5), 7, 8, 9):
            make_figures.observation(
                model_case, people * (10 - back) // 10, edition=edition, asylum=asylum, year=year - back
            )
        make_figures.observation(
            model_case, people // 5, edition=edition, asylum=asylum, year=year, group="RET", measure="flow"
        )
    return model_case


def _unharmed(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("scripts", [True, False])
def test_an_officer_looks_at_a_chart_takes_its_table_and_writes_down_a_figure(
    visit: Visit, account: Callable[..., User], counted: Conference, scripts: bool
) -> None:
    officer = account(Role.DESK_OFFICER, desks=("figures",))
    page = visit(DASHBOARD.format(language="en"), user=officer, scripts=scripts)
    chart = page.locator("article", has_text="Refugees from").first
    chart.get_by_text("The numbers as a table").click()
    expect(chart.get_by_role("row", name="Lebanon")).to_contain_text("530,000")
    with page.expect_download() as taken:
        chart.get_by_role("link", name="CSV").click()
    assert taken.value.suggested_filename.endswith(".csv")

    page.get_by_role("link", name="Record a figure").first.click()
    page.locator("select[name=asylum]").select_option(label="Lebanon (LBN)")
    page.locator("select[name=qualifier]").select_option("about")
    page.locator("input[name=value]").fill("1500000")
    page.locator("input[name=period_end]").fill("2020-11")
    page.locator("select[name=origin]").select_option(str(make_figures.country(counted, "SY").pk))
    page.locator("select[name=said_by]").select_option(label="Lebanon")
    page.get_by_role("button", name="Record").click()

    given = page.locator("#given")
    expect(given).to_contain_text("about 1,500,000")
    expect(given).to_contain_text("November 2020")


@pytest.mark.parametrize(("language", "width", "dark"), [("en", 1280, False), ("ar", 360, True), ("ar", 1280, False)])
def test_the_dashboard_harms_nobody(
    visit: Visit,
    account: Callable[..., User],
    counted: Conference,
    picture: Picture,
    *,
    language: str,
    width: int,
    dark: bool,
) -> None:
    del counted
    address = DASHBOARD.format(language=language)
    page = visit(address, user=account(Role.READER), width=width, dark=dark)

    for data in page.locator("details.chart-data > summary").all():
        data.click()
    _unharmed(page)
    page.reload()
    name = f"figures-{language}-{width}"
    if name in IN_THE_GUIDE:
        picture(page, name)
