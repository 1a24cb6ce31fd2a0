"""Two delegations agree to meet, on phones; the office reads all requests as a table; every page in English and Arabic."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegation, Occasion
from secretariat.meetings.models import Bilateral, Stay
from tests import make, make_bilaterals
from tests.journeys.axe import Axe
from tests.journeys.conftest import PASSWORD, Visit

pytestmark = pytest.mark.journey
OFFICE = "/damascus-2020/office/"
Picture = Callable[[Page, str], None]
IN_THE_GUIDE = {
    ("bilaterals-delegation", "en", 360),
    ("bilaterals-table", "en", 1280),
    ("bilaterals-one", "ar", 360),
    ("bilaterals-stay", "en", 360),
}


def _speaker(conference: Conference, code: str, language: str = "en") -> User:
    return make_bilaterals.focal_point(conference, code, password=PASSWORD, language=language)


def _sent(conference: Conference, code: str) -> Delegation:
    party = make.party(code)
    kept = Delegation.objects.filter(conference=conference, party=party, occasion=Occasion.CONFERENCE).first()
    return kept or make_bilaterals.delegation(conference, code)


def _unharmed(page: Page) -> None:
    """No violation, and nothing that runs out of the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _ask(page: Page) -> None:
    """Ask Russia for half an hour, first in a window that is too short for it."""
    _unharmed(page)
    page.get_by_label("With").fill("russian fed")
    page.get_by_label("Topic").fill("Schools for those who return")
    page.get_by_label("Not before").fill("2020-11-11T14:00")
    page.get_by_label("Not after").fill("2020-11-11T14:20")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("main")).to_contain_text("The window is shorter than the meeting")
    page.get_by_label("Not after").fill("2020-11-11T18:00")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("main")).to_contain_text("The request is made.")
    _unharmed(page)


def test_a_request_is_made_on_a_phone_answered_with_a_proposal_and_agreed(visit: Visit, model_case: Conference) -> None:
    lebanon = _sent(model_case, "LB")
    _sent(model_case, "RU")
    page = visit(f"/en{OFFICE}delegations/{lebanon.pk}/", user=_speaker(model_case, "LB"), width=360)
    page.get_by_role("link", name="Bilateral meetings").last.click()
    page.goto(f"/en{OFFICE}bilaterals/request/")
    _ask(page)

    other = visit(f"/en{OFFICE}bilaterals/", user=_speaker(model_case, "RU"), width=360, scripts=False)
    asked = other.locator("li", has_text="Schools for those who return")
    asked.get_by_role("link", name="Propose another way").click()
    other.get_by_label("Length in minutes").fill("20")
    other.get_by_role("button", name="Propose").click()
    expect(other.locator("main")).to_contain_text("The proposal is made")

    page.goto(f"/en{OFFICE}bilaterals/")
    answered = page.locator("li", has_text="Schools for those who return")
    expect(answered).to_contain_text("Another way was proposed")
    expect(answered.locator(".notice")).to_contain_text("20 minutes")
    _unharmed(page)
    answered.get_by_role("button", name="Accept the proposal").click()
    expect(page.locator("main")).to_contain_text("The meeting is agreed as it was proposed.")
    agreed = Bilateral.objects.get(topic="Schools for those who return")
    assert (agreed.state, agreed.minutes) == ("accepted", 20)


def test_a_delegation_says_when_it_is_there_on_a_phone(visit: Visit, model_case: Conference) -> None:
    lebanon = _sent(model_case, "LB")
    Stay.objects.filter(delegation=lebanon).delete()
    page = visit(f"/en{OFFICE}delegations/{lebanon.pk}/stay/", user=_speaker(model_case, "LB"), width=360)

    page.get_by_role("link", name="Say when the delegation arrives and leaves").click()
    page.get_by_label("Arrives").fill("2020-11-10T21:15")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("10 Nov 2020 21:15")
    page.get_by_role("link", name="Block a time").click()
    page.get_by_label("From").fill("2020-11-11T12:00")
    page.get_by_label("Until").fill("2020-11-11T13:00")
    page.get_by_label("Reason").fill("Luncheon of the host")
    page.get_by_role("button", name="Block").click()
    expect(page.locator("main")).to_contain_text("Luncheon of the host")
    _unharmed(page)
    page.locator("li", has_text="Luncheon of the host").get_by_role("button").click()

    expect(page.locator("main")).not_to_contain_text("Luncheon of the host")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_fits_its_screen(language: str, visit: Visit, model_case: Conference, picture: Picture) -> None:
    lebanon = _sent(model_case, "LB")
    window = {"window_from": make_bilaterals.FIRST_NOON, "window_until": make_bilaterals.FIRST_NOON.replace(hour=15)}
    Bilateral.objects.all().delete()
    rooms = {"seats": 40, "booths": 2, "languages": ["ar", "en"], "tables": 6, "equipment": ["projector", "video link"]}
    Room.objects.create(conference=model_case, name="Salon", **rooms)
    make_bilaterals.bilateral(model_case, "RU", "LB", topic="Reconstruction", seats=8, languages=["ar", "ru"])
    make_bilaterals.bilateral(model_case, "LB", "IR", topic="بند بالعربية", state="accepted", **window)
    asked = make_bilaterals.bilateral(
        model_case, "LB", "SY", topic="Roads", state="proposed", proposed_minutes=15, answer="Gladly.", **window
    )
    make_bilaterals.bilateral(model_case, "LB", "CN", topic="Trade", state="declined", rank="useful")
    make_bilaterals.blocked(lebanon)
    lebanons = _speaker(model_case, "LB", language)
    officer = make.user(Role.DESK_OFFICER, model_case, desks=["meetings"], password=PASSWORD, language=language)
    pages = {
        "delegation": "bilaterals/",
        "one": f"bilaterals/{asked.pk}/",
        "table": "bilaterals/",
        "by-delegation": "bilaterals/by-delegation/",
        "request": "bilaterals/request/",
        "revise": f"bilaterals/{asked.pk}/revise/",
        "stay": f"delegations/{lebanon.pk}/stay/",
        "rooms": "conference/",
    }
    for width in (360, 1280):
        for user, names in ((lebanons, ["delegation"]), (officer, [each for each in pages if each != "delegation"])):
            page = visit(f"/{language}{OFFICE}bilaterals/", user=user, width=width)
            for name in names:
                page.goto(f"/{language}{OFFICE}{pages[name]}")
                _unharmed(page)
                if (f"bilaterals-{name}", language, width) in IN_THE_GUIDE:
                    picture(page, f"bilaterals-{name}-{language}-{width}")
