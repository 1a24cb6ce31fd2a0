"""A report is handed in, read and decided on; the meeting it tells of stands on the public timeline with its passage."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from secretariat.accounts.models import Role, User
from secretariat.archive.models import Citation
from secretariat.conference.models import Conference
from secretariat.dossier.models import Draft, DraftKind, Report
from secretariat.meetings.models import Meeting
from tests.journeys import reports
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
OFFICE = "/en/damascus-2020/office/"
PRESS = Path(__file__).resolve().parents[3] / "shared" / "case" / "press-report.txt"
Picture = Callable[[Page, str], None]


def hand_in(page: Page, text: str) -> None:
    """Paste a report and have it read."""
    page.goto(f"{OFFICE}reports/read/")
    page.fill("[name=text]", text)
    page.locator("[name=sensitivity]").select_option("public")
    page.locator("main .form-actions button.button").first.click()
    page.wait_for_url("**/reports/*/")


def card(page: Page, kind: str, number: int = 0) -> Locator:
    """A draft on the page, by its kind and place among those of its kind in the newest report."""
    drafts = list(Report.objects.latest("pk").drafts.filter(kind=kind).order_by("position"))
    return page.locator(f"#draft-{drafts[number].pk}")


def the_meeting() -> Meeting:
    """The meeting that the reports of these journeys tell of."""
    return Meeting.objects.get(visitors__party__code="NO")


def test_a_report_becomes_a_meeting_on_the_public_timeline(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    page = visit(f"{OFFICE}reports/", user=account(Role.SECRETARY))
    expect(page.locator("main")).to_contain_text("No report was read yet")

    hand_in(page, reports.FIRST)
    expect(page.locator(".reading-text")).to_contain_text("a Norwegian delegation headed by Special Envoy")
    expect(page.locator(".reading-text > div")).not_to_contain_text("Leave a Reply")
    expect(page.locator(".furniture").filter(has_text="left out")).to_contain_text("Leave a Reply")
    assert not Meeting.objects.filter(visitors__party__code="NO").exists()
    picture(page, "dossier-report-en-1280")

    page.get_by_role("button", name="Accept all that is clear").click()
    page.wait_for_load_state()
    meeting = the_meeting()
    citation = Citation.objects.of([meeting]).get()
    assert (citation.source.publisher, citation.source.published_date) == ("Cedar News", "2020-10-12")
    assert Draft.objects.filter(kind=DraftKind.MEETING, state=Draft.State.ACCEPTED).count() == 1

    public = visit("/en/damascus-2020/timeline/")
    expect(public.locator("main")).to_contain_text("President Aoun receives Norwegian delegation")
    event = public.locator("ol.timeline > li").filter(has_text="President Aoun receives Norwegian delegation").first
    event.locator(".source-mark summary").first.click()
    expect(event.locator("blockquote").first).to_contain_text("received on Monday a Norwegian delegation")
    picture(public, "public-timeline-en-1280")


def test_a_second_publishers_report_becomes_a_second_source_of_the_meeting(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    page = visit(f"{OFFICE}reports/", user=account(Role.SECRETARY))
    hand_in(page, reports.FIRST)
    page.get_by_role("button", name="Accept all that is clear").click()
    page.wait_for_load_state()

    hand_in(page, reports.SECOND)
    same = card(page, DraftKind.MEETING)
    expect(same).to_contain_text("This may be there already")
    expect(same).to_contain_text("the same date")
    picture(page, "dossier-second-source-en-1280")
    same.get_by_role("button", name="The same: add this source").click()
    expect(card(page, DraftKind.MEETING)).to_contain_text("Accepted")

    publishers = [citation.source.publisher for citation in Citation.objects.of([the_meeting()])]
    assert publishers == ["Cedar News", "Daily Harbour"]
    public = visit(f"/en/damascus-2020/meetings/{the_meeting().key}/")
    expect(public.locator("main")).to_contain_text("Daily Harbour")


def test_a_report_is_decided_on_without_scripts(
    visit: Visit, account: Callable[..., User], model_case: Conference
) -> None:
    page = visit(f"{OFFICE}reports/read/", user=account(Role.SECRETARY), scripts=False)
    hand_in(page, reports.FIRST)

    card(page, DraftKind.MEETING).get_by_role("button", name="Accept").click()
    stressed = Draft.objects.get(kind=DraftKind.STATEMENT, data__verb="stressed")
    page.locator(f"#draft-{stressed.pk}").get_by_role("link", name="Mend").click()
    page.fill("[name=text]", "The conference must remain humanitarian")
    page.get_by_role("button", name="Save and accept").click()
    expect(page.locator("main")).to_contain_text("mended")

    point = the_meeting().points.get()
    assert (point.verb, str(point.text)) == ("stressed", "The conference must remain humanitarian")


def test_the_press_report_of_the_model_case_is_recognised_as_the_meeting_that_is_there(
    visit: Visit, account: Callable[..., User], model_case: Conference
) -> None:
    if not PRESS.exists():
        pytest.skip(f"the press report of the model case is not at {PRESS}")
    page = visit(f"{OFFICE}reports/read/", user=account(Role.SECRETARY))

    hand_in(page, PRESS.read_text(encoding="utf-8"))

    meeting = Meeting.objects.get(key="assad-lavrentiev")
    assert Draft.objects.get(kind=DraftKind.MEETING).same_id == meeting.pk
    page.get_by_role("button", name="It is this source").click()
    expect(page.locator(".draft-accepted")).to_have_count(1)
    card(page, DraftKind.MEETING).get_by_role("button", name="The same: add this source").click()
    expect(page.locator(".draft-accepted")).to_have_count(2)
    passages = [citation.passage for citation in Citation.objects.of([meeting])]
    assert any("headed by the special envoy" in passage for passage in passages)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_report_can_be_read_on_any_screen(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture, language: str, width: int
) -> None:
    page = visit(f"{OFFICE}reports/read/", user=account(Role.SECRETARY), width=width)
    hand_in(page, reports.FIRST)

    page.goto(f"/{language}/damascus-2020/office/reports/{Report.objects.get().pk}/")

    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    picture(page, f"dossier-report-{language}-{width}")
