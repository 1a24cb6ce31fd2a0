"""A text is opened, amended by keyboard alone, bracketed, adopted by vote and explained; afterwards nothing changes."""

from collections.abc import Callable

import pytest
from i18nfield.strings import LazyI18nString
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Capacity, Invitation
from secretariat.documents.models import Amendment, Document
from tests import make, make_bilaterals, make_documents
from tests.journeys.axe import Axe
from tests.journeys.conftest import PASSWORD, Visit

pytestmark = pytest.mark.journey
OFFICE = "/damascus-2020/office/documents/"
Picture = Callable[[Page, str], None]
IN_THE_GUIDE = {
    ("text", "en", 1280),
    ("text", "ar", 360),
    ("accept", "en", 1280),
    ("stances", "en", 1280),
}
REACHED = "[document.activeElement.name, document.activeElement.textContent.replace(/\\s+/g, ' ').trim()]"
SAID = (
    (
        "preambular",
        "Recalling the first conference, and the will of all who fled to return to their homes,",
        "إذ يشير إلى المؤتمر الأول، وإلى إرادة جميع الذين نزحوا في العودة إلى ديارهم،",
    ),
    (
        "operative",
        "Calls for the safe return of refugees to the places from which they fled",
        "يدعو إلى العودة الآمنة للاجئين إلى الأماكن التي نزحوا منها",
    ),
    ("operative", "Decides to meet again within a year", "يقرر الاجتماع مجددا في غضون سنة"),
)


def _unharmed(page: Page) -> None:
    """No violation, and nothing that runs out of the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _draft(held: Conference, **fields: object) -> Document:
    """A draft of the outcome in two languages, and parties that take part."""
    document = make_documents.document(
        held, "A/CONF.1/L.7", title=LazyI18nString({"en": "Final statement", "ar": "البيان الختامي"}), **fields
    )
    for kind, english, arabic in SAID:
        make_documents.paragraph(document, kind=kind, text=LazyI18nString({"en": english, "ar": arabic}))
    for code in ("LB", "JO", "IQ", "RU"):
        if not Invitation.objects.filter(conference=held, party=make.party(code)).exists():
            make.invitation(held, make.party(code))
    Invitation.objects.filter(conference=held, party__code="LB").update(capacity=Capacity.PARTICIPANT)
    return document


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def _tab_to(page: Page, name: str) -> None:
    """Go on with the tabulator until this control is reached, as somebody without a mouse does."""
    for _step in range(150):
        page.keyboard.press("Tab")
        if page.evaluate(REACHED).count(name):
            return
    raise AssertionError(name)


def test_amended_by_keyboard_bracketed_adopted_by_vote_and_frozen(
    visit: Visit, model_case: Conference, account: Callable[..., User], picture: Picture
) -> None:
    document = _draft(model_case)
    officer = account(Role.DESK_OFFICER, desks=("documents",))
    speaker = make_bilaterals.focal_point(model_case, "LB", password=PASSWORD, language="en")
    desk = visit(f"/en{OFFICE}{document.pk}/negotiation/", user=officer)
    desk.get_by_role("link", name="Open the text").click()
    desk.get_by_role("button", name="Open it").click()
    expect(desk.get_by_text("Open to amendments.", exact=True)).to_be_visible()
    page = _amended_by_keyboard(visit, document, speaker, picture)
    _bracketed_and_refused(desk, document)
    _adopted_by_vote(desk, document)
    _explained(desk)
    picture(desk, "negotiation-adoption-en-1280")

    page.goto(f"/en{OFFICE}{document.pk}/negotiation/")
    expect(page.get_by_text("This text was adopted; nothing of it changes any more.")).to_be_visible()
    expect(page.get_by_role("link", name="Amend OP1")).to_have_count(0)


def _amended_by_keyboard(visit: Visit, document: Document, speaker: User, picture: Picture) -> Page:
    page = visit(f"/en{OFFICE}{document.pk}/negotiation/", user=speaker)
    _tab_to(page, "Amend OP1")
    _press(page, "Enter")
    page.wait_for_url("**/amend/**")
    _unharmed(page)
    picture(page, "negotiation-amend-en-1280")
    _tab_to(page, "text_en")
    _press(page, "Control+A")
    page.keyboard.type("Calls for the safe and voluntary return of refugees to the places from which they fled")
    _tab_to(page, "Hand it in")
    _press(page, "Enter")
    expect(page.get_by_text("The amendment is handed in.")).to_be_visible()
    assert Amendment.objects.get(document=document).parties.get().party.code == "LB"
    return page


def _bracketed_and_refused(desk: Page, document: Document) -> None:
    desk.goto(f"/en{OFFICE}{document.pk}/negotiation/")
    desk.get_by_role("button", name="Put in brackets – 1").click()
    expect(desk.locator("mark").first).to_have_text("[Lebanon: and voluntary]")
    desk.get_by_role("link", name="Adopt the text").click()
    expect(desk.get_by_text("amendment 1 to OP1 is not decided")).to_be_visible()
    desk.get_by_role("button", name="Adopt and seal").click()
    expect(desk.get_by_text("The text cannot be adopted yet").first).to_be_visible()
    _unharmed(desk)


def _adopted_by_vote(desk: Page, document: Document) -> None:
    desk.goto(f"/en{OFFICE}{document.pk}/negotiation/")
    desk.get_by_role("link", name="Accept 1", exact=True).click()
    desk.get_by_role("button", name="Accept").click()
    expect(desk.get_by_text("The amendment is accepted; the text says so now.")).to_be_visible()
    desk.get_by_role("link", name="Adopt the text").click()
    desk.get_by_label("By recorded vote").check()
    desk.locator("[name=rest]").select_option("abstaining")
    for code in ("LB", "CN", "IQ"):
        desk.locator(f"[name=vote_{make.party(code).pk}]").select_option("for")
    desk.locator(f"[name=vote_{make.party('RU').pk}]").select_option("against")
    _unharmed(desk)
    desk.get_by_role("button", name="Adopt and seal").click()
    expect(desk.get_by_text("The text is adopted and sealed; nothing of it changes any more.")).to_be_visible()


def _explained(desk: Page) -> None:
    desk.get_by_role("link", name="Record an explanation").click()
    desk.get_by_label("Party").select_option(label="China")
    desk.locator("[name=text_en]").fill("We read “voluntary” as the Compact does.")
    desk.get_by_role("button", name="Record").click()
    expect(desk.get_by_text("We read “voluntary” as the Compact does.")).to_be_visible()
    _unharmed(desk)


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 360), ("ar", 1280), ("en", 360)])
def test_every_page_of_a_negotiation_is_for_everybody(
    visit: Visit, model_case: Conference, account: Callable[..., User], picture: Picture, language: str, width: int
) -> None:
    document = _draft(model_case, is_open=True)
    first = document.paragraphs.get(key="p2")
    amendment = make_documents.amendment(
        first,
        LazyI18nString(
            {
                "en": "Calls for the voluntary return of refugees to the places from which they fled",
                "ar": "يدعو إلى العودة الطوعية للاجئين إلى الأماكن التي نزحوا منها",
            }
        ),
        "LB",
        "JO",
        explanation=LazyI18nString({"en": "As in the Global Compact.", "ar": "كما في الميثاق العالمي."}),
    )
    clash = make_documents.amendment(
        first, "Calls for return", "IQ", base_text=make_documents.said("Calls for the return of refugees")
    )
    bracketed = document.paragraphs.get(key="p3")
    bracketed.text = LazyI18nString(
        {"en": "Decides to meet again [within a year]", "ar": "يقرر الاجتماع مجددا [في غضون سنة]"}
    )
    bracketed.save()
    for on, code, stance in ((first, "IQ", "supports"), (first, "RU", "opposes"), (amendment, "RU", "reserves")):
        make_documents.support(on, code, stance)
    page = visit(f"/{language}{OFFICE}{document.pk}/negotiation/", user=account(Role.SECRETARY), width=width)

    for address, name in (
        (f"{document.pk}/negotiation/", "text"),
        (f"{document.pk}/stances/", "stances"),
        (f"amendments/{clash.pk}/", "clash"),
        (f"amendments/{clash.pk}/accept/", "accept"),
        (f"{document.pk}/adopt/", "adopt"),
        (f"{document.pk}/stance/?amendment={amendment.pk}", "stance"),
        (f"paragraphs/{first.pk}/ties/", "ties"),
    ):
        page.goto(f"/{language}{OFFICE}{address}")
        _unharmed(page)
        if (name, language, width) in IN_THE_GUIDE:
            picture(page, f"negotiation-{name}-{language}-{width}")


def test_a_negotiation_is_read_and_amended_without_javascript(visit: Visit, model_case: Conference) -> None:
    document = _draft(model_case, is_open=True)
    speaker = make_bilaterals.focal_point(model_case, "LB", password=PASSWORD, language="en")
    page = visit(f"/en{OFFICE}{document.pk}/negotiation/", user=speaker, scripts=False)

    page.get_by_role("link", name="Propose to strike it out – OP2").click()
    page.get_by_role("button", name="Hand it in").click()

    expect(page.get_by_text("The amendment is handed in.")).to_be_visible()
    expect(page.locator("#amendment-1 del")).to_contain_text("Decides to meet again")
