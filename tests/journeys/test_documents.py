"""A paper from its registration to the archive on a disk; every page of papers in English and Arabic."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.documents.models import Document
from secretariat.documents.queries.archive import archive_of
from secretariat.documents.queries.papers import STRANGER
from tests import make, make_documents
from tests.documents.papers import PDF, a_paper
from tests.journeys.axe import Axe
from tests.journeys.conftest import PASSWORD, Visit
from tests.make_documents import said
from tests.walk_of_documents import a_file

pytestmark = pytest.mark.journey
OFFICE = "/damascus-2020/office/"
PUBLIC = "/damascus-2020/"
Picture = Callable[[Page, str], None]
IN_THE_GUIDE = {
    ("list", "en", 1280),
    ("page", "en", 1280),
    ("translations", "en", 1280),
    ("daily", "ar", 360),
    ("public-document", "ar", 1280),
}
FIRST, SECOND = date(2020, 11, 11), date(2020, 11, 12)


def _unharmed(page: Page) -> None:
    """No violation, and nothing that runs out of the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _final_statement(held: Conference) -> Document:
    """A public text in two languages, beside papers with files, one of them late in translation."""
    file = a_file(held, PDF)
    agenda = a_paper(held, "A/CONF.1/1", title=said("Annotated agenda", ar="جدول الأعمال المشروح"), kind="agenda")
    make_documents.language(agenda, "en", file=file, issued_date=FIRST)
    make_documents.language(agenda, "ar", "reviewed", file=file, issued_date=SECOND)
    make_documents.language(agenda, "fr", "in translation", due_date=SECOND, note="Second half missing")
    held_back = a_paper(held, "A/CONF.1/INF/1", title=said("Seating plan"), state="preparing", issued_date=None)
    make_documents.language(held_back, "en")
    text = a_paper(
        held,
        "A/CONF.1/L.2",
        key="negotiated-statement",
        title=said("Draft final statement", ar="مشروع البيان الختامي"),
        party=make.party("SY"),
        revises=None,
    )
    make_documents.language(text, "en", issued_date=SECOND)
    make_documents.language(text, "ar", "reviewed", issued_date=SECOND)
    recalling = said(
        "Recalling the statement of the host on the return of refugees and displaced persons,",
        ar="إذ نشير إلى بيان البلد المضيف بشأن عودة اللاجئين والنازحين،",
    )
    make_documents.paragraph(text, recalling, kind="preambular")
    calls = make_documents.paragraph(
        text,
        said("Calls for the safe and voluntary return of refugees:", ar="يدعو إلى العودة الآمنة والطوعية للاجئين:"),
    )
    make_documents.paragraph(
        text, said("by rebuilding schools and clinics;", ar="بإعادة بناء المدارس والعيادات؛"), parent=calls
    )
    make_documents.paragraph(text, said("by clearing [mines] [explosive remnants of war]."), parent=calls)
    return text


def test_a_paper_goes_from_the_register_to_an_archive_that_opens_from_a_disk(
    visit: Visit, model_case: Conference, tmp_path: Path, browser: Browser
) -> None:
    officer = make.user(Role.DESK_OFFICER, model_case, desks=["documents"], password=PASSWORD, language="en")
    desk = visit(f"/en{OFFICE}documents/register/", user=officer)
    _register(desk)
    _hand_in_languages(desk)
    desk.get_by_role("link", name="Issue", exact=True).click()
    desk.get_by_label("Issued on").fill("2020-11-11")
    desk.get_by_role("button", name="Issue").click()
    expect(desk.locator("main")).to_contain_text("The document is issued.")

    public = visit(f"/en{PUBLIC}documents/?q=final", scripts=False)
    _read_in_public(public)
    with public.expect_download() as packed:
        public.get_by_role("link", name="All documents as one file").click()
    with ZipFile(packed.value.path()) as archive:
        archive.extractall(tmp_path / "archive")
    context = browser.new_context(offline=True)
    disk = context.new_page()
    disk.goto((tmp_path / "archive" / "index.html").as_uri())
    _unharmed(disk)
    expect(disk.locator("main")).to_contain_text("Draft final statement")
    link = disk.get_by_role("link", name="English").first.get_attribute("href")
    assert (tmp_path / "archive" / str(link)).read_bytes() == PDF
    context.close()


def _register(page: Page) -> None:
    expect(page.get_by_label("Symbol")).to_have_value("A/CONF.1/1")
    page.get_by_label("Symbol").fill("A/CONF.1/L.1")
    page.locator("[name=title_en]").fill("Draft final statement")
    page.get_by_label("Kind").select_option("draft outcome")
    page.get_by_label("For whom").select_option("public")
    page.get_by_role("button", name="Register").click()
    expect(page.locator("main")).to_contain_text("The document is registered.")
    _unharmed(page)
    page.get_by_role("link", name="Issue", exact=True).click()
    page.get_by_role("button", name="Issue").click()
    expect(page.locator("main")).to_contain_text("nothing to hand out yet")
    page.get_by_role("link", name="Leave without saving").click()


def _hand_in_languages(page: Page) -> None:
    page.get_by_role("link", name="Change English").click()
    page.get_by_label("File").set_input_files({"name": "draft.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#language-en")).to_contain_text("draft.pdf")
    page.get_by_role("link", name="Change العربية").click()
    page.get_by_label("State").select_option("in translation")
    page.get_by_label("Due").fill("2020-11-12")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#language-ar")).to_contain_text("late")


def _read_in_public(page: Page) -> None:
    page.get_by_role("link", name="Draft final statement").click()
    expect(page.locator("main")).to_contain_text("A/CONF.1/L.1")
    with page.expect_download() as file:
        page.get_by_role("link", name="English").last.click()
    assert Path(file.value.path()).read_bytes() == PDF
    page.get_by_role("link", name="11 November 2020").click()
    expect(page.get_by_role("heading", name="Daily list of documents")).to_be_visible()
    expect(page.locator(".paper-list")).to_contain_text("A/CONF.1/L.1")
    page.locator("main").get_by_role("link", name="Documents").click()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_of_papers_fits_its_screen(
    language: str, visit: Visit, model_case: Conference, picture: Picture
) -> None:
    text = _final_statement(model_case)
    agenda = Document.objects.get(conference=model_case, symbol="A/CONF.1/1")
    officer = make.user(Role.DESK_OFFICER, model_case, desks=["documents"], password=PASSWORD, language=language)
    pages = {
        "list": f"{OFFICE}documents/",
        "page": f"{OFFICE}documents/{agenda.pk}/",
        "text": f"{OFFICE}documents/{text.pk}/",
        "register": f"{OFFICE}documents/register/?revises={text.pk}",
        "revise": f"{OFFICE}documents/{text.pk}/revise/",
        "issue": f"{OFFICE}documents/{text.pk}/issue/",
        "withdraw": f"{OFFICE}documents/{text.pk}/withdraw/",
        "language": f"{OFFICE}documents/{agenda.pk}/languages/fr/",
        "translations": f"{OFFICE}documents/translations/",
        "daily": f"{OFFICE}documents/daily/",
        "public-list": f"{PUBLIC}documents/",
        "public-document": f"{PUBLIC}documents/negotiated-statement/",
        "public-daily": f"{PUBLIC}daily-list/",
    }
    for width in (360, 1280):
        page = visit(f"/{language}{OFFICE}documents/", user=officer, width=width)
        for name, address in pages.items():
            page.goto(f"/{language}{address}")
            page.wait_for_load_state("networkidle")
            _unharmed(page)
            if (name, language, width) in IN_THE_GUIDE or not os.environ.get("MAKE_GUIDE"):
                picture(page, f"documents-{name}-{language}-{width}")


def test_the_archive_in_arabic_reads_from_the_right(
    browser: Browser, model_case: Conference, tmp_path: Path, picture: Picture
) -> None:
    make_documents.adoption(_final_statement(model_case))
    with archive_of(STRANGER, model_case, "ar") as packed, ZipFile(packed) as archive:
        archive.extractall(tmp_path / "archive")
    for width in (360, 1280):
        context = browser.new_context(offline=True, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto((tmp_path / "archive" / "index.html").as_uri())
        _unharmed(page)
        if width == 1280:
            picture(page, "documents-archive-ar-1280")
        page.locator('[href="texts/A-CONF-1-L-2.ar.html"]').click()
        expect(page.locator("article")).to_contain_text("يدعو إلى العودة")
        _unharmed(page)
        context.close()
