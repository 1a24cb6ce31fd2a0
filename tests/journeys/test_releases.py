"""From a dataset to a table for everybody: prepared, reviewed, handed over, approved by a second person, read, withdrawn."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.figures.models import Edition, Release
from tests import make_releases
from tests.journeys.axe import Axe
from tests.journeys.conftest import PASSWORD, Visit

pytestmark = pytest.mark.journey
OFFICE = "/en/damascus-2020/office/"
Picture = Callable[[Page, str], None]
NUMBERS = {
    "LB": {2017: 11_253, 2018: 55_104, 2019: 22_728, 2020: 9_351},
    "JO": {2017: 8_037, 2018: 7_628, 2019: 34_104, 2020: 3_471},
    "TR": {2017: 45_021, 2018: 37_120, 2019: 34_303, 2020: 16_805},
    "IQ": {2017: 1_108, 2018: 10_766, 2019: 3, 2020: 5_212},
    "EG": {2017: 1_260, 2018: 231, 2019: 316, 2020: 2},
}
IN_THE_GUIDE = {("release-review", "en", 1280), ("release-review", "ar", 360), ("release-public", "en", 1280)}


def _unharmed(page: Page) -> None:
    """No violation, and nothing that runs out of the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _two_officers(conference: Conference) -> list[User]:
    return [make_releases.officer(conference, password=PASSWORD, name=name) for name in ("First", "Second")]


def _prepared(visit: Visit, first: User, edition: Edition) -> tuple[Page, Release]:
    page = visit(f"{OFFICE}releases/", user=first)
    page.get_by_role("link", name="Prepare a release").click()
    page.get_by_label("English").first.fill("Syrian refugee returns")
    page.get_by_label("Dataset").select_option(str(edition.dataset_id))
    page.get_by_role("button", name="Next").click()
    _unharmed(page)
    page.get_by_label("Returned refugees").check()
    page.get_by_label("Measure").select_option("flow")
    page.get_by_label("Rows").select_option("asylum")
    page.get_by_label("Columns").select_option("year")
    page.get_by_role("button", name="Look at the review").click()
    expect(page.locator("h1")).to_contain_text("Review")
    return page, Release.objects.get()


def _pictures(visit: Visit, person: User | None, address: str, name: str, picture: Picture) -> None:
    """The same page in two languages and at two widths, with nothing wrong at any of them."""
    for language in ("en", "ar"):
        for width in (360, 1280):
            page = visit(address.replace("/en/", f"/{language}/", 1), user=person, width=width)
            _unharmed(page)
            if (name, language, width) in IN_THE_GUIDE:
                picture(page, f"{name}-{language}-{width}")


def test_a_table_goes_from_one_person_to_another_and_to_everybody(
    visit: Visit, model_case: Conference, picture: Picture
) -> None:
    first, second = _two_officers(model_case)
    page, release = _prepared(visit, first, make_releases.returns(model_case, NUMBERS, key="journey"))
    expect(page.locator("main")).to_contain_text("So few are hidden by rule.")
    expect(page.locator("main")).to_contain_text("Otherwise")
    _pictures(visit, first, f"{OFFICE}releases/{release.pk}/review/", "release-review", picture)

    page.get_by_role("button", name="Hand to a second person").click()
    expect(page.locator("main")).to_contain_text("You prepared it, so somebody else approves it.")
    assert page.get_by_role("button", name="Approve and publish").count() == 0
    _unharmed(page)

    other = visit(f"{OFFICE}releases/{release.pk}/review/", user=second)
    other.get_by_role("button", name="Approve and publish").click()
    expect(other.locator("main")).to_contain_text("The release is published.")

    public = f"/en/damascus-2020/figures/{release.number}/"
    _pictures(visit, None, public, "release-public", picture)
    reader = visit(public, scripts=False)
    expect(reader.locator("table")).to_contain_text("55,104")
    expect(reader.locator("table")).to_contain_text("<5")

    other.get_by_role("link", name="Withdraw").click()
    other.get_by_label("Reason").fill("A figure of the source was wrong.")
    other.get_by_role("button", name="Withdraw").click()
    reader.reload()
    expect(reader.locator("main")).to_contain_text("A figure of the source was wrong.")
    expect(reader.locator("main")).not_to_contain_text("55,104")
