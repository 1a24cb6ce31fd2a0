"""A text is drafted by keyboard alone: pasted, moved, kept, revised where it stands, compared side by side, merged."""

from collections.abc import Callable

import pytest
from i18nfield.strings import LazyI18nString
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.documents.actions import keep_version, revise_paragraph, strike_paragraph
from secretariat.documents.models import Document
from secretariat.documents.queries.texts import written_of
from tests import make_documents
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
OFFICE = "/damascus-2020/office/documents/"
Picture = Callable[[Page, str], None]
REACHED = "[document.activeElement.name, document.activeElement.textContent.replace(/\\s+/g, ' ').trim()]"
TYPED = (
    "Recalling the will of all who fled to return to their homes,",
    "",
    "1. Calls for the safe return of refugees:",
    "(a) to the places from which they fled;",
    "(b) to places of their choice;",
    "",
    "2. Decides to meet again within a year.",
)


def _unharmed(page: Page) -> None:
    """No violation, and nothing that runs out of the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _tab_to(page: Page, name: str) -> None:
    """Go on with the tabulator until this control is reached, as somebody without a mouse does."""
    for _step in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(REACHED).count(name):
            return
    raise AssertionError(name)


def _pressed(page: Page, name: str) -> None:
    _tab_to(page, name)
    page.keyboard.press("Enter")


def test_a_text_is_drafted_moved_kept_revised_and_compared_by_keyboard(
    visit: Visit, model_case: Conference, account: Callable[..., User], picture: Picture
) -> None:
    document = make_documents.document(model_case, "A/CONF.1/L.7", title=LazyI18nString({"en": "Final statement"}))
    page = visit(f"/en{OFFICE}{document.pk}/text/", user=account(Role.RAPPORTEUR))
    _typed(page, document, picture)
    _moved(page, document)
    _kept(page)
    _revised(page, document)
    picture(page, "texts-text-en-1280")

    _pressed(page, "Compare with the text now – First draft")
    page.wait_for_url("**/compare/**")
    expect(page.locator("ins")).to_contain_text("voluntary and")
    expect(page.locator(".pill").first).to_have_text("changed")
    _unharmed(page)


def _typed(page: Page, document: Document, picture: Picture) -> None:
    _pressed(page, "Write the whole text")
    page.wait_for_url("**/whole/")
    _unharmed(page)
    _tab_to(page, "text")
    for line in TYPED:
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    _pressed(page, "Show the paragraphs")
    expect(page.get_by_role("heading", name="What was recognised")).to_be_visible()
    assert written_of(document) == ()
    _unharmed(page)
    picture(page, "texts-recognised-en-1280")
    _pressed(page, "Write the text")
    expect(page.get_by_text("The text is written.")).to_be_visible()


def _moved(page: Page, document: Document) -> None:
    _pressed(page, "Down – OP1 (a)")
    page.wait_for_url("**/text/#paragraph-p3")
    assert [each.key for each in written_of(document)] == ["p1", "p2", "p4", "p3", "p5"]
    expect(page.locator("#paragraph-p3 .printed-number")).to_have_text("(b)")


def _kept(page: Page) -> None:
    page.reload()
    _tab_to(page, "name")
    page.keyboard.type("First draft")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“First draft” is kept.")).to_be_visible()


def _revised(page: Page, document: Document) -> None:
    _pressed(page, "Revise OP1")
    expect(page.get_by_role("heading", name="Revise a paragraph")).to_be_focused()
    _unharmed(page)
    _tab_to(page, "text_en")
    page.keyboard.press("Control+A")
    page.keyboard.type("Calls for the voluntary and safe return of refugees:")
    _pressed(page, "Save")
    expect(page.get_by_text("The paragraph is revised.")).to_be_visible()
    assert written_of(document)[1].words("en") == "Calls for the voluntary and safe return of refugees:"


def test_a_paragraph_that_was_opened_is_left_as_it_was(
    visit: Visit, model_case: Conference, account: Callable[..., User]
) -> None:
    document = _long(model_case, account(Role.SECRETARY))
    page = visit(f"/en{OFFICE}{document.pk}/text/", user=account(Role.RAPPORTEUR))
    page.get_by_role("link", name="Revise OP1", exact=True).click()
    page.get_by_role("link", name="Leave without saving").click()

    expect(page.get_by_role("link", name="Revise OP1", exact=True)).to_be_visible()
    expect(page.locator("form.form")).to_have_count(0)


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 360), ("ar", 1280), ("en", 360)])
def test_every_page_of_a_text_is_for_everybody(
    visit: Visit, model_case: Conference, account: Callable[..., User], picture: Picture, language: str, width: int
) -> None:
    person = account(Role.SECRETARY)
    document = _long(model_case, person)
    page = visit(f"/{language}{OFFICE}{document.pk}/text/", user=person, width=width)

    for address, name in (
        ("text/", "draft"),
        ("text/1/", "version"),
        (f"text/compare/?old=1&new=now&language={language}", "compare"),
        ("text/merge/?one=2&other=now&base=1", "merge"),
        ("text/paragraph/", "write"),
    ):
        page.goto(f"/{language}{OFFICE}{document.pk}/{address}")
        _unharmed(page)
        if (name, language, width) in {("compare", "en", 1280), ("merge", "en", 1280), ("compare", "ar", 360)}:
            picture(page, f"texts-{name}-{language}-{width}")


def test_a_text_is_drafted_without_javascript(
    visit: Visit, model_case: Conference, account: Callable[..., User]
) -> None:
    person = account(Role.SECRETARY)
    document = _long(model_case, person)
    page = visit(f"/en{OFFICE}{document.pk}/text/", user=person, scripts=False)

    page.get_by_role("link", name="Revise OP1", exact=True).click()
    page.locator("[name=text_en]").fill("Calls for return")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Up – OP2", exact=True).click()

    assert [each.words("en") for each in written_of(document)][1] == "Decides to meet again within a year"
    page.get_by_role("button", name="Strike out – OP1", exact=True).click()
    expect(page.get_by_role("button", name="Put back")).to_have_count(2)


def _long(held: Conference, officer: User) -> Document:
    """A text in two languages with two versions and something struck out; two sides changed the same words."""
    document = make_documents.document(
        held, "A/CONF.1/L.8", title=make_documents.said("Statement", ar="البيان الختامي")
    )
    said = [
        ("preambular", "Recalling the first conference,", "إذ يشير إلى المؤتمر الأول،"),
        ("operative", "Calls for the safe return of refugees", "يدعو إلى العودة الآمنة للاجئين"),
        ("operative", "Decides to meet again within a year", "يقرر الاجتماع مجددا في غضون سنة"),
        ("operative", "Thanks the host", "يشكر الدولة المضيفة"),
    ]
    rows = [
        make_documents.paragraph(document, kind=kind, text=make_documents.said(english, ar=arabic))
        for kind, english, arabic in said
    ]
    keep_version(officer, document, name="First draft")
    for english, arabic, kept in (("voluntary", "الطوعية", "Of the group"), ("[dignified]", "[الكريمة]", "")):
        words = make_documents.said(
            f"Calls for the {english} return of refugees", ar=f"يدعو إلى العودة {arabic} للاجئين"
        )
        revise_paragraph(officer, rows[1], text=words)
        if kept:
            keep_version(officer, document, name=kept)
    strike_paragraph(officer, rows[3])
    return document
