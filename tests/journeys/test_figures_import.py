"""A file of figures is handed in, looked at cell by cell, matched, imported by the worker, and a newer one compared."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.figures.actions import bring_in, look_through
from secretariat.figures.models import Edition, Observation
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
OFFICE = "/en/damascus-2020/office/"
Picture = Callable[[Page, str], None]
HEADER = "year,coo,coo_iso,coa,coa_iso,returned_refugees,resettlement,naturalisation,returned_idps\n"
FIRST = HEADER + (
    "2024,SYR,SYR,TUR,TUR,158670,,,\n2024,SYR,SYR,LEB,LBN,one billion,,,\n2024,SYR,SYR,JOR,JOR,-5,,,\n"
    '2025,SYR,SYR,TUR,TUR,556009,,,\n2025,SYR,SYR,LEB,LBN,465578,1200,,\n2025,SYR,SYR,JOR,JOR,"1.000.000,00",,,\n'
)
SECOND = HEADER + (
    "2024,SYR,SYR,TUR,TUR,158670,,,\n2025,SYR,SYR,TUR,TUR,556100,,,\n2025,SYR,SYR,LEB,LBN,465578,,,\n"
    "2025,SYR,SYR,JOR,JOR,256748,,,\n"
)


def _unharmed(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _hand_in(page: Page, path: Path) -> Edition:
    page.set_input_files("[name=upload]", str(path))
    page.fill("[name=publisher]", "UNHCR")
    page.fill("[name=published_date]", "2020-06")
    page.fill("[name=licence]", "CC BY 4.0")
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("main")).to_contain_text("The first rows")
    edition = Edition.objects.latest("pk")
    look_through.call(edition.pk)
    return edition


def _add_dataset(page: Page) -> None:
    page.get_by_role("link", name="Add a dataset").first.click()
    page.fill("[name=name]", "Returned refugees")
    page.fill("[name=publisher]", "UNHCR")
    page.get_by_role("button", name="Keep").click()


def _bring_in(page: Page, edition: Edition, officer: User) -> None:
    page.goto(f"{OFFICE}editions/{edition.pk}/")
    page.get_by_role("button", name="Import").click()
    bring_in.call(edition.pk, officer.pk)
    expect(page.locator("#progress")).to_contain_text("What the import did")


def test_an_officer_brings_figures_in_and_sees_what_a_newer_file_changed(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture, tmp_path: Path
) -> None:
    officer = account(Role.DESK_OFFICER, desks=("figures", "archive"))
    first, second = tmp_path / "returns.csv", tmp_path / "returns-later.csv"
    first.write_text(FIRST)
    second.write_text(SECOND)
    page = visit(f"{OFFICE}datasets/", user=officer)
    _unharmed(page)
    _add_dataset(page)
    edition = _hand_in(page, first)
    page.goto(f"{OFFICE}editions/{edition.pk}/")
    expect(page.locator("main")).to_contain_text("This is a number in words. Write it in digits.")
    expect(page.locator("main")).to_contain_text("1000000.00")
    _unharmed(page)
    picture(page, "figures-import-preview-en-1280")
    page.get_by_role("button", name="Import").click()
    expect(page.locator("body")).to_contain_text("Some cells cannot be read")

    page.goto(f"{OFFICE}editions/{edition.pk}/match/")
    _unharmed(page)
    page.check("[name=leaves_out_refused]")
    picture(page, "figures-import-match-en-1280")
    page.get_by_role("button", name="Match").click()
    look_through.call(edition.pk)
    _bring_in(page, edition, officer)
    assert Observation.objects.filter(edition=edition).count() == 4

    page.goto(f"{OFFICE}datasets/{edition.dataset_id}/hand-in/")
    later = _hand_in(page, second)
    _bring_in(page, later, officer)
    page.goto(f"{OFFICE}editions/{later.pk}/changes/")
    expect(page.locator("main")).to_contain_text("given no longer")
    _unharmed(page)
    picture(page, "figures-import-changes-en-1280")


def test_the_same_pages_hold_on_a_phone_in_arabic(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture, tmp_path: Path
) -> None:
    officer = account(Role.DESK_OFFICER, desks=("figures", "archive"))
    path = tmp_path / "returns.csv"
    path.write_text(FIRST)
    page = visit(f"{OFFICE}datasets/add/", user=officer, width=360)
    page.fill("[name=name]", "Returned refugees")
    page.get_by_role("button", name="Keep").click()
    edition = _hand_in(page, path)

    for address in (
        "datasets/",
        f"datasets/{edition.dataset_id}/",
        f"editions/{edition.pk}/match/",
        "places/",
        "origins/",
    ):
        page.goto(f"/ar/damascus-2020/office/{address}")
        _unharmed(page)
    page.goto(f"/ar/damascus-2020/office/editions/{edition.pk}/")
    _unharmed(page)
    picture(page, "figures-import-preview-ar-360")
