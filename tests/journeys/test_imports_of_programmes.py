"""A programme kept in another program comes in, is put right, looked at, found the same again, and taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference, Room
from secretariat.programme.models import Session
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
MADE = Path(__file__).resolve().parents[1] / "made"
OFFICE = "/en/damascus-2020/office/"
ALL_THE_SAME = "There is nothing to bring in: all of it is here already, or left out."
Picture = Callable[[Page, str], None]


def _unharmed(page: Page) -> None:
    """No violation, and nothing that runs out of the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _hand_in(page: Page, name: str) -> str:
    """Hand a file in, whose format is found by its content; answers the address of the import."""
    page.goto(f"{OFFICE}import/new/")
    page.set_input_files("input[type=file]", MADE / name)
    page.get_by_role("button", name="Show what it would do").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return page.url.partition("?")[0]


def _row(page: Page, line: str) -> Locator:
    """The row of a thing, by where it stands in the file."""
    return page.get_by_role("row").filter(has_text=line)


def _correct(page: Page, cell: str, label: str, value: str) -> None:
    """Write something else into a cell, on the page of its row."""
    part = page.get_by_role("region", name=cell, exact=True)
    part.get_by_label(label).fill(value)
    part.get_by_role("button", name="Correct").click()
    expect(page.get_by_role("region", name=cell, exact=True)).to_contain_text("Corrected")


def _looked_at(page: Page, address: str) -> None:
    """What there is no place for is said before anything is written; a block over midnight is one session."""
    page.get_by_text("What the file holds and there is no place for here").click()
    expect(page.get_by_text("Authors: 1, for instance “Omar Nasser”")).to_be_visible()
    page.get_by_text("What no file of this format can hold").click()
    expect(page.get_by_text("That a session was cancelled.")).to_be_visible()
    page.goto(f"{address}?kind=session")
    expect(_row(page, "Through the night: vigil")).to_have_count(1)
    expect(_row(page, "contributions/15")).to_contain_text("It has no time yet.")
    _unharmed(page)


def _found_in_the_programme(page: Page) -> None:
    """Each session is on the day and at the hour that the venue's clocks show, with its room, items and speakers."""
    page.goto(f"{OFFICE}programme/sessions/")
    expect(_row(page, "A poster on wells")).to_contain_text("12 Nov 2020, 10:00–10:30")
    expect(_row(page, "Through the night: vigil")).to_contain_text("11 Nov 2020, 22:00–01:30")
    page.get_by_role("link", name="Returns: morning").click()
    expect(page.locator("main")).to_contain_text("09:30 <b>\"=1+1' – <script>alert(1)</script> O'Hara (UNHCR)")
    expect(page.locator("main")).to_contain_text("R-1. Schools in Aleppo")
    page.goto(f"{OFFICE}programme/?day=2020-11-11")
    expect(page.locator("main")).to_contain_text("Words of welcome")


def test_an_event_of_indico_is_put_right_brought_in_found_again_and_taken_back(
    visit: Visit, model_case: Conference, account: Callable[..., User], picture: Picture
) -> None:
    before = Session.objects.filter(conference=model_case).count()
    page = visit(f"{OFFICE}import/", user=account(Role.DESK_OFFICER, desks=("programme",)))
    first = _hand_in(page, "indico_event.json")
    _looked_at(page, first)
    picture(page, "import-indico")
    assert Session.objects.filter(conference=model_case).count() == before

    _row(page, "contributions/15").get_by_role("link", name="Correct").click()
    _correct(page, "Begins", "Begins", "2020-11-12 10:00")
    _correct(page, "Ends", "Ends", "2020-11-12 10:30")
    _unharmed(page)
    page.goto(first)
    page.get_by_role("button", name="Bring in 9 rows").click()
    expect(page.get_by_text("9 rows were added or changed.")).to_be_visible()
    _unharmed(page)
    _found_in_the_programme(page)

    _hand_in(page, "indico_event.json")
    expect(page.get_by_text(ALL_THE_SAME)).to_be_visible()
    page.get_by_role("button", name="Discard the file").click()

    page.goto(first)
    page.get_by_role("button", name="Undo the whole import").click()
    expect(page.get_by_text("It is undone: 9 rows.")).to_be_visible()
    assert Session.objects.filter(conference=model_case).count() == before
    assert not Room.objects.filter(conference=model_case).exists()


def test_a_schedule_of_pretalx_comes_in_on_a_small_screen_without_scripts(
    visit: Visit, model_case: Conference, account: Callable[..., User]
) -> None:
    before = Session.objects.filter(conference=model_case).count()
    page = visit(f"{OFFICE}import/", user=account(Role.SECRETARY), width=360, scripts=False)
    first = _hand_in(page, "schedule.json")

    expect(page.get_by_text("The file is in a language that is not kept here (de).")).to_be_visible()
    expect(page.get_by_text("1 row cannot be brought in.")).to_be_visible()
    page.goto(f"{first}?kind=session&verdict=error")
    expect(_row(page, "AAA5")).to_contain_text("“not a day” is no time that can be read.")
    _row(page, "AAA5").get_by_role("link", name="Correct").click()
    _correct(page, "Title", "English", "Homes")
    page.goto(f"{first}?kind=session")
    # What begins after midnight stands under the evening before, and is on the day that the calendar shows.
    expect(_row(page, "Night of stories")).to_contain_text("It names another room")
    page.get_by_role("button", name="Bring in 7 rows").click()
    expect(page.get_by_text("7 rows were added or changed.")).to_be_visible()

    page.goto(f"{OFFICE}programme/sessions/")
    expect(_row(page, "Night of stories")).to_contain_text("12 Nov 2020, 01:00–02:30")
    expect(_row(page, "Homes")).to_contain_text("Hall A")
    expect(page.get_by_role("row").filter(has_text="Opening once more")).to_have_count(0)

    for name in ("schedule.json", "schedule.xml"):
        _hand_in(page, name)
        expect(page.get_by_text(ALL_THE_SAME)).to_be_visible()

    page.goto(first)
    page.get_by_role("button", name="Undo the whole import").click()
    expect(page.get_by_text("It is undone: 7 rows.")).to_be_visible()
    assert Session.objects.filter(conference=model_case).count() == before
