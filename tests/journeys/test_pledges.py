"""A party promises and reports on its pledge on a phone, an officer verifies it; every page in English and Arabic."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from i18nfield.strings import LazyI18nString
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.pledges.models import Pledge, PledgeArea, PledgeCountry, PledgeParty
from tests import make, make_bilaterals, make_pledges
from tests.journeys.axe import Axe
from tests.journeys.conftest import PASSWORD, Visit

pytestmark = pytest.mark.journey
OFFICE = "/damascus-2020/office/"
Picture = Callable[[Page, str], None]
IN_THE_GUIDE = {
    ("list", "en", 1280),
    ("page", "en", 1280),
    ("page", "ar", 360),
    ("due", "en", 1280),
}


def _unharmed(page: Page) -> None:
    """No violation, and nothing that runs out of the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _heated_schools(held: Conference) -> Pledge:
    """A joint pledge with a target, money of three kinds, three reports and evidence."""
    pledge = make_pledges.pledge(
        held,
        "RU",
        number=Pledge.objects.filter(conference=held).count() + 1,
        title=LazyI18nString({"en": "Heated schools", "ar": "مدارس مدفأة"}),
        text=LazyI18nString(
            {
                "en": "More than twenty million dollars so that five hundred schools are heated before the winter.",
                "ar": "أكثر من عشرين مليون دولار لتدفئة خمسمائة مدرسة قبل الشتاء.",
            }
        ),
        qualifier="more than",
        said_date="2020-11-11",
        end_date="2021",
        beneficiaries=["RET", "IDP"],
        objective=4,
        sectors=["11120"],
    )
    syria = make.party("SY")
    PledgeParty.objects.create(conference=held, pledge=pledge, party=syria, role="implementer")
    PledgeCountry.objects.create(conference=held, pledge=pledge, party=syria, percent=Decimal(100))
    PledgeArea.objects.create(conference=held, pledge=pledge, pcode="SY02", name="Aleppo")
    target = make_pledges.target(pledge, 500, indicator=LazyI18nString({"en": "Schools heated", "ar": "مدارس مدفأة"}))
    make_pledges.progress(target, 310, is_verified=True, verified_by="UNICEF")
    make_pledges.flow(held, "commitment", 12_000_000, pledge=pledge, provider=make.party("RU"))
    make_pledges.flow(held, "disbursement", 7_500_000, pledge=pledge, provider=make.party("RU"))
    make_pledges.flow(held, "expenditure", 3_000_000, pledge=pledge, receiver_name="Ministry of Education")
    make_pledges.update(pledge, "planning", date(2020, 12, 1))
    make_pledges.update(pledge, "in progress", date(2021, 3, 1), is_verified=True, verified_by="UNICEF")
    reason = make_pledges.said("Fuel could not be brought in.")
    make_pledges.update(pledge, "suspended", date(2021, 9, 1), reason=reason, reported_by=make.party("RU"))
    make_pledges.evidence(pledge)
    return pledge


def test_a_party_promises_on_a_phone_reports_and_an_officer_verifies(visit: Visit, model_case: Conference) -> None:
    speaker = make_bilaterals.focal_point(model_case, "LB", password=PASSWORD, language="en")
    page = visit(f"/en{OFFICE}pledges/", user=speaker, width=360)
    page.goto(f"/en{OFFICE}pledges/record/")
    _unharmed(page)
    page.locator("[name=text_en]").fill("Lebanon opens two shifts in its schools.")
    page.get_by_label("Amount").fill("1.000")
    page.get_by_label("Currency").select_option("USD")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("main")).to_contain_text("1000 or as 1.00")
    page.get_by_label("Amount").fill("two million")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("main")).to_contain_text("The pledge is written down.")
    expect(page.locator("main")).to_contain_text("2,000,000 USD")
    _unharmed(page)

    page.get_by_role("link", name="Report how far it has come").click()
    page.get_by_label("Stage").select_option("fulfilled")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Add evidence first")
    page.get_by_label("Stage").select_option("in progress")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Self-reported")
    pledge = Pledge.objects.get(conference=model_case, party=make.party("LB"))
    assert (pledge.amount, pledge.stage, pledge.sensitivity) == (Decimal(2_000_000), "in progress", "secretariat")

    officer = make.user(Role.DESK_OFFICER, model_case, desks=["pledges"], password=PASSWORD)
    desk = visit(f"/en{OFFICE}pledges/{pledge.pk}/", user=officer, scripts=False)
    desk.locator(".timeline").get_by_role("link", name="Verify").click()
    desk.get_by_label("Verified by").fill("UNHCR field office")
    desk.get_by_role("button", name="Save").click()
    expect(desk.locator(".timeline")).to_contain_text("Verified by UNHCR field office")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_fits_its_screen(language: str, visit: Visit, model_case: Conference, picture: Picture) -> None:
    pledge = _heated_schools(model_case)
    officer = make.user(Role.DESK_OFFICER, model_case, desks=["pledges"], password=PASSWORD, language=language)
    pages = {
        "list": "pledges/",
        "page": f"pledges/{pledge.pk}/",
        "due": "pledges/due/",
        "record": "pledges/record/",
        "report": f"pledges/{pledge.pk}/report/",
        "money": f"pledges/{pledge.pk}/money/",
        "target": f"pledges/{pledge.pk}/target/",
        "evidence": f"pledges/{pledge.pk}/evidence/",
    }
    for width in (360, 1280):
        page = visit(f"/{language}{OFFICE}pledges/", user=officer, width=width)
        for name, address in pages.items():
            page.goto(f"/{language}{OFFICE}{address}")
            page.wait_for_load_state("networkidle")
            _unharmed(page)
            if (name, language, width) in IN_THE_GUIDE:
                picture(page, f"pledges-{name}-{language}-{width}")
