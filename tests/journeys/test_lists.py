"""A delegation is named by a list on a phone, pairs and the watch list are settled, and the list of participants is read."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, DelegateState, Delegation, Occasion
from tests import make, make_accreditation
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
OFFICE = "/en/damascus-2020/office/"
Picture = Callable[[Page, str], None]
IN_THE_GUIDE = {("pairs", "en", 1280), ("heads", "en", 1280), ("participants", "ar", 1280)}
PASTED = """Name\tName in original script\tRole\tCapacity\tMail\tLanguages
Nabil Fares\tنبيل فارس\tHead\tMinister of State\tn.fares@example.org\tArabic, French
Rima Aoun\tريما عون\tAdviser\tAdviser\tno address\tArabic
Karim Haddad\t\tChauffeur\t\t\tArabic, Klingon
"""


def _delegation(conference: Conference, code: str) -> Delegation:
    party = make.party(code)
    kept = Delegation.objects.filter(conference=conference, party=party, occasion=Occasion.CONFERENCE).first()
    return kept or make.delegation(conference, party, sensitivity="delegations")


def _unharmed(page: Page) -> None:
    """No violation, and nothing that runs out of the screen; asked of pages with scripts, as the judge is one."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_focal_point_pastes_a_list_mends_it_on_the_spot_and_names_the_delegation(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    delegation = _delegation(model_case, "LB")
    Delegate.objects.filter(delegation=delegation, role="head").update(role="member")
    address = f"delegations/{delegation.pk}/name-many/"
    page = visit(f"{OFFICE}{address}", user=account(Role.FOCAL_POINT, party="LB"), scripts=False)

    page.fill("[name=pasted]", PASTED)
    page.get_by_role("button", name="Show what this means").click()
    expect(page.locator("main")).to_contain_text("Is no mail address.")
    expect(page.locator("main")).to_contain_text("Is no role here. Kept: Member.")
    picture(page, "nominations-preview-en-1280")
    before = Delegate.objects.filter(delegation=delegation).count()

    mended = page.locator("[name=pasted]").input_value().replace("no address", "rima@example.org")
    page.fill("[name=pasted]", mended)
    page.get_by_role("button", name="Look again").click()
    expect(page.locator("main")).not_to_contain_text("Is no mail address.")
    page.get_by_role("button", name="Write 3 lines").click()

    expect(page.locator("main")).to_contain_text("3 done, 0 skipped")
    assert Delegate.objects.filter(delegation=delegation).count() == before + 3


def test_a_workbook_is_handed_in_on_a_phone_in_arabic(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture, tmp_path: Path
) -> None:
    delegation = _delegation(model_case, "LB")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["الاسم", "الدور", "المنصب"])
    sheet.append(["نبيل فارس", "مستشار", "وزير دولة"])
    sheet.append(["ريما عون", "عضو", "=1+1"])
    file = tmp_path / "list.xlsx"
    book.save(file)
    address = f"/ar/damascus-2020/office/delegations/{delegation.pk}/name-many/"
    page = visit(address, user=account(Role.FOCAL_POINT, party="LB"), width=360)
    _unharmed(page)

    page.set_input_files("[name=upload]", file)
    page.locator("button[name=step][value=look]").click()

    expect(page.locator("main")).to_contain_text("نبيل فارس")
    expect(page.locator("main")).to_contain_text("C3")
    picture(page, "nominations-preview-ar-360")
    _unharmed(page)


def test_secretaries_settle_a_hit_of_the_watch_list(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    delegation = _delegation(model_case, "LB")
    make.delegate(delegation, "Karim Nassar", original_name="كريم نصار", sensitivity="delegations")
    page = visit(f"{OFFICE}watch-list/add/", user=account(Role.SECRETARY))
    _unharmed(page)

    page.fill("[name=name]", "Kareem Nasar")
    page.fill("[name=reason]", "Named in a note of the host country.")
    page.get_by_role("button", name="Watch for this name").click()

    expect(page.locator("main")).to_contain_text("Karim Nassar")
    assert Delegate.objects.get(name="Karim Nassar").state == DelegateState.ON_HOLD
    picture(page, "nominations-watch-list-en-1280")
    _unharmed(page)
    page.locator("[name=reason]").fill("Born in another town, as the passport shows.")
    page.get_by_role("button", name="Somebody else").click()

    expect(page.locator("main")).to_contain_text("Nobody who was named is like a watched name.")
    assert Delegate.objects.get(name="Karim Nassar").state != DelegateState.ON_HOLD


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 360), ("ar", 1280), ("ar", 360)])
def test_pairs_heads_and_participants_are_read_at_every_width_in_both_directions(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture, language: str, width: int
) -> None:
    accredited = {"state": DelegateState.ACCREDITED, "sensitivity": "delegations"}
    lebanon, jordan = _delegation(model_case, "LB"), _delegation(model_case, "JO")
    Delegate.objects.filter(delegation__in=[lebanon, jordan], role="head").update(role="member")
    make.delegate(lebanon, "Nabil Fares", role="head", rank="minister", original_name="نبيل فارس", **accredited)
    make.delegate(lebanon, "Rima Aoun", rank="expert", **accredited)
    make.delegate(jordan, "Rime Aoune", role="head", rank="head of government", mail="r@example.org", **accredited)
    make_accreditation.hit(make.delegate(jordan, "Karim Nassar", sensitivity="delegations"))
    pages = {"pairs": "delegates/pairs/", "heads": "delegates/heads/", "participants": "delegates/participants/"}
    office = OFFICE.replace("/en/", f"/{language}/")
    page = visit(f"{office}delegates/", user=account(Role.SECRETARY), width=width)

    for name, address in {**pages, "watch": "watch-list/"}.items():
        page.goto(f"{office}{address}")
        expect(page.locator("main table").first).to_be_visible()
        if (name, language, width) in IN_THE_GUIDE:
            picture(page, f"nominations-{name}-{language}-{width}")
        _unharmed(page)
