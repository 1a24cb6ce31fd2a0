"""A need finds its offer; rates and money come in by file; everybody reads what was promised and what became of it."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.engines import iati
from secretariat.pledges.models import Pledge, PledgeCountry
from tests import make, make_pledges
from tests.engines.iati.told import GENERATED, activity, transaction
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
PLEDGES = "/en/damascus-2020/office/pledges/"
Picture = Callable[[Page, str], None]
RATES = "Date\tUSD\tJPY\n2020-11-11\t1.1759\t123,99\n2020-11-10\t1.1808\t1,240\n"
IN_THE_GUIDE = {
    ("pledges-dashboard", "en", 1280),
    ("pledges-dashboard", "ar", 360),
    ("pledges-need", "en", 1280),
    ("pledges-public", "en", 1280),
}


def _unharmed(page: Page) -> None:
    """No violation, and nothing that runs out of the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


def _pictures(visit: Visit, person: User | None, address: str, name: str, picture: Picture) -> None:
    """The same page in two languages and at two widths, with nothing wrong at any of them."""
    for language in ("en", "ar"):
        for width in (360, 1280):
            page = visit(address.replace("/en/", f"/{language}/", 1), user=person, width=width)
            _unharmed(page)
            if (name, language, width) in IN_THE_GUIDE:
                picture(page, f"{name}-{language}-{width}")


def _pledges(conference: Conference) -> Pledge:
    """Five pledges that are made up for the journey: a host's need, and offers of which some fit."""
    said = make_pledges.said
    need = make_pledges.policy(
        conference,
        "LB",
        title=said("Second shifts for refugee children"),
        sectors=["11220"],
        beneficiaries=["REF"],
        objective=2,
        start_date="2021",
        end_date="2022",
    )
    offers: list[tuple[str, str, dict[str, object]]] = [
        ("JP", "Salaries of teachers", {"amount": Decimal(1_500_000_000), "currency": "JPY", "sectors": ["11220"]}),
        ("CN", "School buildings", {"amount": Decimal(12_000_000), "qualifier": "up to", "beneficiaries": ["REF"]}),
        ("RU", "Food and medicine", {"amount": Decimal(20_000_000), "qualifier": "more than"}),
        ("IR", "Roads", {"amount": Decimal(8_000_000), "currency": "EUR", "end_date": "2020-12"}),
    ]
    for code, title, fields in offers:
        offer = make_pledges.pledge(conference, code, title=said(title), said_date="2020-11-11", **fields)
        PledgeCountry.objects.create(
            conference=conference, pledge=offer, party=make.party("LB" if code in {"JP", "CN"} else "SY")
        )
        if code in {"JP", "RU"}:
            make_pledges.update(offer, narrative=said("Under way"))
            for kind, part in (("commitment", 2), ("disbursement", 4), ("expenditure", 8)):
                amount = int((offer.amount or 0) / part)
                make_pledges.flow(conference, kind, amount, currency=offer.currency, pledge=offer)
    return need


def test_a_need_finds_its_offer_and_everybody_reads_what_became_of_it(
    visit: Visit, model_case: Conference, account: Callable[..., User], picture: Picture
) -> None:
    officer, need = account(Role.DESK_OFFICER, desks=("pledges", "archive")), _pledges(model_case)
    source = make.source(model_case, "reference-rates", title="Reference rates", publisher="A central bank")

    page = visit(f"{PLEDGES}rates/import/", user=officer)
    page.get_by_label("Or the table itself").fill(RATES)
    page.get_by_label("Source").select_option(str(source.pk))
    page.get_by_role("button", name="Show what this means").click()
    expect(page.locator("main")).to_contain_text("can be read as 1.240 or as 1240")
    _unharmed(page)
    page.get_by_label("Write the others").check()
    page.get_by_role("button", name="Write these rates").click()
    expect(page.locator("main")).to_contain_text("1 EUR = 123.99 JPY")
    _unharmed(page)

    page.goto(f"{PLEDGES}matching/")
    page.get_by_role("row", name="Second shifts").get_by_role("link", name="Look for an offer").click()
    expect(page.locator("#proposals + * + ol > li").first).to_contain_text("Salaries of teachers")
    _pictures(visit, officer, f"{PLEDGES}matching/{need.pk}/", "pledges-need", picture)
    page.get_by_role("button", name="Propose this offer").first.click()
    page.get_by_role("button", name="They discuss it").click()
    page.get_by_role("button", name="The two parties agreed").click()
    expect(page.locator("main")).to_contain_text("Agreed")
    page.goto(f"{PLEDGES}matching/")
    expect(page.locator("main")).not_to_contain_text("Second shifts for refugee children Teachers")
    _pictures(visit, officer, f"{PLEDGES}matching/", "pledges-matching", picture)

    _pictures(visit, officer, f"{PLEDGES}numbers/?into=USD", "pledges-dashboard", picture)
    _pictures(visit, None, "/en/damascus-2020/pledges/", "pledges-public", picture)
    reader = visit("/en/damascus-2020/pledges/", scripts=False)
    reader.get_by_role("link", name="Second shifts for refugee children").first.click()
    expect(reader.locator("main")).to_contain_text("gives the support that it needs")
    _pictures(visit, None, f"/en/damascus-2020/pledges/{need.number}/", "pledge", picture)


def test_money_of_an_activity_file_is_looked_at_and_given_to_its_pledge(
    visit: Visit, model_case: Conference, account: Callable[..., User], picture: Picture
) -> None:
    officer = account(Role.DESK_OFFICER, desks=("pledges", "archive"))
    pledge = make_pledges.pledge(model_case, title=make_pledges.said("Food and medicine"))
    source = make.source(model_case, "activities", title="Activity file", licence="CC BY 4.0", kind="data set")
    content = iati.write([activity(transactions=(transaction(), transaction(kind="1", ref="T2")))], generated=GENERATED)

    page = visit(f"{PLEDGES}flows/import/", user=officer)
    page.set_input_files("input[type=file]", {"name": "a.xml", "mimeType": "text/xml", "buffer": content})
    page.get_by_label("The source that this file is").select_option(str(source.pk))
    page.get_by_role("button", name="Show what this means").click()
    expect(page.locator("main")).to_contain_text("1 money flow would be written.")
    expect(page.locator("main")).to_contain_text("A transaction of the kind 1")
    _unharmed(page)
    picture(page, "pledges-import-flows")
    page.get_by_role("button", name="Write these flows").click()
    _unharmed(page)
    page.get_by_role("link", name="Say its pledge").click()
    _unharmed(page)
    page.get_by_label("Pledge").select_option(str(pledge.pk))
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("No money waits for its pledge")
    with page.expect_download() as waiting:
        page.goto(f"{PLEDGES}numbers/")
        page.get_by_role("link", name="Download as IATI (XML)").click()
    assert waiting.value.suggested_filename == "damascus-2020-pledges.xml"
