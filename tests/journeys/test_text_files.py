"""An adopted text is kept as PDF, Word and Akoma Ntoso in Arabic; a text comes in from Word, looked at and put right."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.documents.models import Document, Paragraph
from secretariat.engines import akomantoso, manuscripts
from tests import make, make_documents
from tests.documents.papers import a_paper
from tests.engines.manuscripts.made import by_lines
from tests.journeys.axe import Axe
from tests.journeys.conftest import PASSWORD, Visit
from tests.make_documents import said

pytestmark = pytest.mark.journey
OFFICE = "/damascus-2020/office/"
PUBLIC = "/damascus-2020/"
Picture = Callable[[Page, str], None]
DRAFT = (
    "Recalling the statement of the host on the return of refugees,",
    "Return",
    "1. Calls for the safe and dignified return of refugees:",
    "(a) by rebuilding schools and clinics;",
    "(b) by clearing explosive remnants of war.",
    "2. Decides to meet again within twelve months.",
)


def _unharmed(page: Page) -> None:
    """No violation, and nothing that runs out of the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _text(held: Conference) -> Document:
    """A public text of three paragraphs in English and Arabic."""
    text = a_paper(held, "A/CONF.1/L.21", key="text-to-keep", party=make.party("SY"))
    make_documents.language(text, "ar")
    recalling = said("Recalling the statement of the host,", ar="إذ نشير إلى بيان البلد المضيف،")
    make_documents.paragraph(text, text=recalling, kind="preambular")
    calls = said("Calls for the safe return of refugees:", ar="يدعو إلى العودة الآمنة للاجئين:")
    first = make_documents.paragraph(text, text=calls)
    schools = said("by rebuilding schools and clinics;", ar="بإعادة بناء المدارس والعيادات؛")
    make_documents.paragraph(text, text=schools, parent=first)
    return text


def _officer(held: Conference, language: str = "en") -> User:
    return make.user(Role.DESK_OFFICER, held, desks=["documents"], password=PASSWORD, language=language)


def test_an_adopted_text_is_kept_in_arabic_without_scripts(visit: Visit, model_case: Conference) -> None:
    text = _text(model_case)
    make_documents.adoption(text)
    page = visit(f"/ar{PUBLIC}documents/text-to-keep/", scripts=False)
    kept = {}
    for label, ending in (("PDF", "pdf"), ("Word", "docx"), ("Akoma Ntoso", "xml")):
        with page.expect_download() as file:
            page.get_by_role("link", name=label, exact=True).click()
        assert file.value.suggested_filename == f"A-CONF-1-L-21.ar.{ending}"
        kept[ending] = Path(file.value.path()).read_bytes()

    assert "A/CONF.1/L.21" in pypdf.PdfReader(io.BytesIO(kept["pdf"])).pages[0].extract_text()
    statement = akomantoso.read(kept["xml"])
    assert akomantoso.problems(kept["xml"]) == []
    assert (statement.kind, statement.language, statement.adopted_date) == ("statement", "ara", "2020-11-12")
    words = [each.words for each in statement.items]
    assert words[0] == "إذ نشير إلى بيان البلد المضيف،"
    assert [each.words for each in manuscripts.read_file(kept["docx"]).items if each.kind] == words


def test_a_text_comes_in_from_word_looked_at_and_put_right(
    visit: Visit, model_case: Conference, picture: Picture
) -> None:
    text = _text(model_case)
    page = visit(f"/en{OFFICE}documents/{text.pk}/", user=_officer(model_case))
    page.get_by_role("link", name="Bring in from Word").click()
    _unharmed(page)
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("main")).to_contain_text("Nothing was saved yet")
    _hand_in(page, "draft.txt", b"no document")
    expect(page.locator("main")).to_contain_text("This is no Word document")
    _hand_in(page, "draft.docx", by_lines(*DRAFT))
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()
    _unharmed(page)
    picture(page, "text-files-look-en-1280")

    page.locator("[name=kind-1]").select_option("heading")
    page.locator("[name=words-5]").fill("Decides to meet again.")
    page.get_by_role("button", name="Look again").first.click()
    expect(page.locator("#coming + .wording")).to_contain_text("Decides to meet again.")
    page.get_by_role("button", name="Write this text").first.click()
    expect(page.locator("main")).to_contain_text("were written")

    rows = Paragraph.objects.filter(document=text, is_struck=False).order_by("position")
    assert [(row.kind, row.parent_id is not None) for row in rows] == [
        ("preambular", False),
        ("heading", False),
        ("operative", False),
        ("operative", True),
        ("operative", True),
        ("operative", False),
    ]
    assert str(rows[0].text.localize("ar")) == "إذ نشير إلى بيان البلد المضيف،"


def _hand_in(page: Page, name: str, content: bytes) -> None:
    page.get_by_label("File").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.get_by_role("button", name="Look at it").click()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_of_bringing_in_fit_every_screen(
    language: str, visit: Visit, model_case: Conference, picture: Picture
) -> None:
    text = _text(model_case)
    for width in (360, 1280):
        page = visit(
            f"/{language}{OFFICE}documents/{text.pk}/bring-in/", user=_member(model_case, language), width=width
        )
        _unharmed(page)
        page.locator("[name=upload]").set_input_files(
            {"name": "draft.docx", "mimeType": "application/octet-stream", "buffer": by_lines(*DRAFT)}
        )
        page.locator("main form button").first.click()
        expect(page.locator(".brought-in-rows li")).to_have_count(6)
        _unharmed(page)
        if not os.environ.get("MAKE_GUIDE"):
            picture(page, f"text-files-look-{language}-{width}")


def _member(held: Conference, language: str) -> User:
    """The officer, whoever signs in first."""
    known = User.objects.filter(memberships__conference=held, memberships__role=Role.DESK_OFFICER, language=language)
    return known.first() or _officer(held, language)
