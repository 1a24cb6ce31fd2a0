"""A table of people is handed in, a wrong cell put right, a party accepted, all of it brought in, and undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.api.models import Import
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
OFFICE = "/en/damascus-2020/office/"
Picture = Callable[[Page, str], None]
PEOPLE = (
    "First name,Last name,Country,E-mail,Function,Badge colour\n"
    "Amal,Haddad,Jordan,amal(at)example.org,Adviser,blue\n"
    "Karim,Aziz,Hashemite Kingdom of Jordan,karim@example.org,Counsellor,blue\n"
    "Dina,Saleh,Jordania,dina@example.org,Adviser,red\n"
    "Omar,Nasser,Kingdom of Jordan (Amman),omar@example.org,Adviser,red\n"
)


def _unharmed(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _hand_in(page: Page, file: Path, *, is_looked_at: bool = True) -> None:
    page.get_by_role("link", name="Bring in a file").first.click()
    if is_looked_at:
        _unharmed(page)
    page.set_input_files("[name=file]", str(file))
    page.get_by_role("button", name="Show what it would do").click()


def _put_right(page: Page, picture: Picture | None) -> None:
    main = page.locator("main")
    expect(main).to_contain_text("2 rows cannot be brought in.")
    expect(main).to_contain_text("This is no mail address.")
    if picture is not None:
        _unharmed(page)
        picture(page, "imports-preview-en-1280")
    page.get_by_label("Mail", exact=True).fill("amal@example.org")
    page.get_by_role("button", name="Correct – Mail").click()
    expect(main).to_contain_text("1 row cannot be brought in.")
    expect(main).to_contain_text("Corrected; in the file: amal(at)example.org")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_an_officer_brings_people_in_and_takes_them_back(
    visit: Visit,
    account: Callable[..., User],
    model_case: Conference,
    picture: Picture,
    tmp_path: Path,
    scripts: bool,
) -> None:
    officer = account(Role.DESK_OFFICER, desks=("delegations",))
    before = Delegate.objects.filter(conference=model_case).count()
    file = tmp_path / "participants.csv"
    file.write_text(PEOPLE)
    page = visit(f"{OFFICE}import/", user=officer, scripts=scripts)
    _hand_in(page, file, is_looked_at=scripts)
    expect(page.get_by_label("A: First name · Amal · Karim")).to_have_value("given_name")
    expect(page.get_by_label("F: Badge colour · blue · blue")).to_have_value("")
    page.get_by_role("button", name="Show what it would do").click()

    _put_right(page, picture if scripts else None)
    page.get_by_role("button", name="It is Jordan").click()
    expect(page.locator("body")).to_contain_text("is taken for Jordan from now on")
    page.get_by_role("button", name="Bring in 4 rows").click()

    expect(page.locator("body")).to_contain_text("were added or changed.")
    assert Delegate.objects.filter(conference=model_case).count() == before + 4
    assert Delegate.objects.get(name="Karim Aziz").party.code == "JO"
    page.get_by_role("button", name="Undo the whole import").click()

    expect(page.locator("body")).to_contain_text("It is undone: ")
    assert Delegate.objects.filter(conference=model_case).count() == before
    assert Import.objects.get().state == "undone"


def test_the_preview_reads_from_the_right_on_a_phone(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture, tmp_path: Path
) -> None:
    officer = account(Role.DESK_OFFICER, desks=("delegations",))
    file = tmp_path / "participants.csv"
    file.write_text(PEOPLE)
    page = visit(f"{OFFICE}import/", user=officer, width=360)
    _hand_in(page, file)
    page.get_by_role("button", name="Show what it would do").click()
    expect(page.locator("main")).to_contain_text("2 rows cannot be brought in.")

    page.goto(page.url.replace("/en/", "/ar/"))

    _unharmed(page)
    picture(page, "imports-preview-ar-360")
    page.locator("a[href*='/rows/']").first.click()
    _unharmed(page)
