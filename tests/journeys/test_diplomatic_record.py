"""Meetings and their minutes, the plan and its challenges, positions side by side: each desk at its work."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.dossier.models import Topic
from secretariat.meetings.models import Meeting, Mission
from secretariat.parties.models import Party
from secretariat.preparation.models import Challenge, ChallengeKind, ChallengePart, Task, TaskState
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
OFFICE = "/en/damascus-2020/office/"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
Picture = Callable[[Page, str], None]


def submit(page: Page) -> None:
    """Hand in the form of a page."""
    page.locator("main form .form-actions button.button").first.click()
    page.wait_for_load_state()


def test_minutes_go_from_draft_to_agreed_and_the_record_is_frozen(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    meeting = Meeting.objects.get(key="assad-lavrentiev")
    address = f"{OFFICE}meetings/{meeting.pk}/"
    page = visit(f"{OFFICE}meetings/", user=account(Role.SECRETARY))
    picture(page, "meetings-list-en-1280")

    page.goto(f"{address}minutes/")
    submit(page)
    page.goto(f"{address}minutes/")
    text = page.locator("main form textarea").first
    text.fill(f"{text.input_value()}\nThe two sides will meet again in a month.")
    submit(page)
    assert meeting.minutes.count() == 2

    page.goto(f"{address}compare/?from=1&to=2")
    expect(page.locator("ins").first).to_contain_text("The two sides will meet again")
    picture(page, "meetings-compare-en-1280")

    newest = meeting.minutes.get(number=2)
    for verb in ("circulate", "agree"):
        page.goto(f"{OFFICE}minutes/{newest.pk}/{verb}/")
        submit(page)
    page.goto(address)
    expect(page.locator("main")).to_contain_text("The record of this meeting is agreed")
    picture(page, "meetings-meeting-en-1280")

    meeting.refresh_from_db()
    assert meeting.is_frozen


def test_a_mission_is_drawn_as_a_route_and_a_line_of_time(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    mission = Mission.objects.get(party__code="RU")
    page = visit(f"{OFFICE}missions/{mission.pk}/", user=account(Role.READER))

    expect(page.locator("svg[role=img]")).to_have_count(2)
    expect(page.locator("main")).to_contain_text("Michel Aoun")
    picture(page, "meetings-mission-en-1280")


def test_a_plan_is_laid_from_a_template_and_drawn(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    opening = localdate() + timedelta(days=75)
    Conference.objects.filter(pk=model_case.pk).update(start_date=opening, end_date=opening + timedelta(days=1))
    page = visit(f"{OFFICE}plan/template/", user=account(Role.SECRETARY))

    submit(page)
    assert Task.objects.filter(conference=model_case).count() > 5
    page.goto(f"{OFFICE}plan/?view=gantt")
    expect(page.locator("svg[role=img]").first).to_be_visible()
    picture(page, "preparation-gantt-en-1280")
    page.goto("/ar/damascus-2020/office/plan/?view=gantt")
    picture(page, "preparation-gantt-ar-1280")


def test_a_task_is_moved_on_the_board_without_scripts(
    visit: Visit, account: Callable[..., User], model_case: Conference
) -> None:
    user = account(Role.SECRETARY)
    page = visit(f"{OFFICE}plan/template/", user=user, scripts=False)
    submit(page)
    first = Task.objects.filter(conference=model_case).order_by("due_date", "position").first()
    assert first is not None

    page.goto(f"{OFFICE}plan/?view=board")
    task = page.locator(f"#task-{first.pk}")
    task.locator("[name=to]").select_option(TaskState.DONE)
    task.get_by_role("button", name="Move").click()
    page.wait_for_load_state()

    first.refresh_from_db()
    assert first.state == TaskState.DONE


def test_a_challenge_is_assessed_and_a_party_under_pressure_is_marked_on_the_board(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    challenge = Challenge.objects.get(conference=model_case, kind=ChallengeKind.PRESSURE)
    ChallengePart.objects.create(
        conference=model_case,
        challenge=challenge,
        party=Party.objects.get(code="LB"),
        part=ChallengePart.Part.DONE_TO,
    )
    page = visit(f"{OFFICE}challenges/{challenge.pk}/assess/", user=account(Role.SECRETARY))

    page.locator("[name=likelihood]").select_option("4")
    page.locator("[name=impact]").select_option("5")
    submit(page)
    page.goto(f"{OFFICE}challenges/")
    picture(page, "preparation-challenges-en-1280")
    page.goto(f"{OFFICE}participation/")

    expect(page.locator("#rows tr").filter(has_text="Lebanon").first).to_contain_text("Under pressure")


def test_positions_stand_side_by_side_and_a_party_has_its_line(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    topic = Topic.objects.get(conference=model_case, positions__party__code="CN")
    conditions = Topic.objects.filter(conference=model_case, positions__party__code="EU").order_by("pk").last()
    assert conditions is not None
    page = visit(f"{OFFICE}positions/topics/{conditions.pk}/", user=account(Role.SECRETARY))
    expect(page.locator("main")).to_contain_text("European Union")
    expect(page.locator("main")).to_contain_text("Syria")
    picture(page, "dossier-topic-en-1280")
    page.goto(f"/ar/damascus-2020/office/positions/topics/{conditions.pk}/")
    picture(page, "dossier-topic-ar-1280")

    page.goto(f"{OFFICE}timeline/")
    expect(page.locator("svg[role=img]").first).to_be_visible()
    picture(page, "dossier-timeline-en-1280")
    page.goto("/ar/damascus-2020/office/timeline/")
    picture(page, "dossier-timeline-ar-1280")

    page.goto(f"{OFFICE}positions/topics/{topic.pk}/")
    page.get_by_role("link", name="China").first.click()
    expect(page.locator("h1")).to_contain_text("China")


def test_a_brief_tells_of_the_other_side_on_one_page(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    meeting = Meeting.objects.get(key="lavrentiev-lebanon-minister")
    page = visit(f"{OFFICE}meetings/{meeting.pk}/", user=account(Role.SECRETARY))

    page.get_by_role("link", name="Brief").click()

    expect(page.locator("main")).to_contain_text("Continue joint work with the relevant Syrian institutions")
    picture(page, "dossier-brief-en-1280")


PAGES = (
    "plan/?view=board",
    "plan/?view=gantt",
    "challenges/",
    "meetings/",
    "missions/",
    "follow-ups/",
    "positions/",
    "initiatives/",
    "obstacles/",
    "timeline/",
    "reports/",
)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_of_the_desks_fits_its_screen_and_can_be_reached_by_all(
    visit: Visit, account: Callable[..., User], model_case: Conference, language: str, width: int
) -> None:
    page = visit(f"{OFFICE}plan/template/", user=account(Role.SECRETARY), width=width)
    submit(page)
    for each in PAGES:
        page.goto(f"/{language}/damascus-2020/office/{each}")
        assert page.evaluate(OVERFLOW) == 0, each
        found = Axe().run(page)
        assert found.violations_count == 0, f"{each}: {found.generate_report()}"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_public_pages_of_the_record_fit_their_screen_and_can_be_reached_by_all(
    visit: Visit, model_case: Conference, language: str, width: int
) -> None:
    page = visit(f"/{language}/damascus-2020/", width=width)
    for each in ("timeline/", "meetings/", "meetings/assad-lavrentiev/", "positions/"):
        page.goto(f"/{language}/damascus-2020/{each}")
        assert page.evaluate(OVERFLOW) == 0, each
        found = Axe().run(page)
        assert found.violations_count == 0, f"{each}: {found.generate_report()}"
