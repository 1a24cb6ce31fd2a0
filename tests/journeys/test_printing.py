"""Badges are printed while one looks on, their codes are read again, and a template is tried out."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.door.actions import carry_out
from secretariat.door.models import Badge, PrintJob, PrintKind, PrintState
from secretariat.door.queries import files_beside, house_source, papers_of
from secretariat.engines.paper import draw
from tests import make_door, make_printing
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
OFFICE = "/en/damascus-2020/office/"
PRINT = f"{OFFICE}print/"
Picture = Callable[[Page, str], None]
IN_THE_GUIDE = {("job", "en", 1280), ("template", "en", 1280), ("template", "ar", 360)}
# The page's own decoder reads a picture of a badge, as a camera would see it.
READ = """async (address) => {
  const { decodeQR } = await import("/static/door/vendor/qr/decode.js");
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
}"""


def _badges(conference: Conference) -> list[Badge]:
    people = (("Amal Haddad", "أمل حدّاد"), ("Wang Xiaoming", "王小明"), ("Sergei Ivanov", "Сергей Иванов"))
    return [make_door.badge(make_door.delegate(conference, name, original_name=original)) for name, original in people]


def _unharmed(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("scripts", [True, False])
def test_an_officer_prints_every_new_badge_and_sees_how_far_it_is(
    visit: Visit, account: Callable[..., User], model_case: Conference, scripts: bool
) -> None:
    badges = _badges(model_case)
    page = visit(PRINT, user=account(Role.DESK_OFFICER, desks=("door",)), scripts=scripts)

    page.get_by_role("link", name="Print", exact=True).first.click()
    page.get_by_role("button", name="Print", exact=True).click()
    expect(page.locator("#progress")).to_contain_text("0 of 3 · Waiting")
    job = PrintJob.objects.get()
    PrintJob.objects.filter(pk=job.pk).update(done=2)
    expect(page.locator("#progress")).to_contain_text("2 of 3")
    assert carry_out.call(job.pk) == PrintState.DONE
    expect(page.get_by_role("link", name="Download the file")).to_be_visible()
    with page.expect_download() as handed:
        page.get_by_role("link", name="Download the file").click()

    pages = make_printing.pages_of(Path(handed.value.path()).read_bytes())
    assert all(any(badge.number in text for text in pages) for badge in badges)
    assert len(pages) == 3
    assert set(Badge.objects.values_list("times_printed", flat=True)) == {1}


@pytest.mark.parametrize("dots", [150, 300])
def test_the_code_of_a_printed_badge_is_read_again_as_it_was_signed(
    visit: Visit, account: Callable[..., User], model_case: Conference, dots: int
) -> None:
    badges = _badges(model_case)
    papers = papers_of(model_case, PrintKind.BADGE, [badge.pk for badge in badges], "ar")
    files = {**papers.files, **files_beside(model_case, PrintKind.BADGE)}
    pages = draw(house_source(PrintKind.BADGE), papers.data, files, dots=dots)
    page = visit(PRINT, user=account(Role.SECRETARY))

    read = [page.evaluate(READ, f"data:image/png;base64,{base64.b64encode(each).decode()}") for each in pages]

    assert read == [badge.text for badge in badges]


def test_a_job_is_stopped_and_begun_again(visit: Visit, account: Callable[..., User], model_case: Conference) -> None:
    badge = _badges(model_case)[0]
    job = make_printing.job(model_case, [badge.pk], asked_at=make_door.MORNING)
    page = visit(f"{PRINT}{job.pk}/", user=account(Role.SECRETARY))

    expect(page.locator("main")).to_contain_text("Nothing was heard of the worker for long")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("main")).to_contain_text("It is stopped. Nothing was counted as printed.")
    page.get_by_role("button", name="Begin again").click()
    expect(page.locator("#progress")).to_contain_text("0 of 1 · Waiting")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 360), ("ar", 1280), ("ar", 360)])
def test_pages_of_printing_at_every_width_in_both_directions(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture, language: str, width: int
) -> None:
    badges = _badges(model_case)
    done = make_printing.job(model_case, [each.pk for each in badges])
    carry_out.call(done.pk)
    make_printing.job(model_case, [1, 2], state=PrintState.FAILED, reason="Line 2: unknown variable: nothing")
    make_printing.template(model_case, is_in_use=True)
    make_printing.template(model_case, kind=PrintKind.NAME_PLATE, name="Plates <b>")
    base = PRINT.replace("/en/", f"/{language}/")
    page = visit(base, user=account(Role.SECRETARY), width=width)

    _unharmed(page)
    for name, address in (("job", f"{done.pk}/"), ("print", "add/"), ("template", "templates/add/")):
        page.goto(f"{base}{address}")
        if name == "template":
            page.locator("button[name=another]").click()
            expect(page.locator(".print-preview img")).to_have_count(5)
        if (name, language, width) in IN_THE_GUIDE:
            picture(page, f"badges-{name}-{language}-{width}")
        _unharmed(page)
