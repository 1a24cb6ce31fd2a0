"""A day in the office, each role at its own work."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Answer, Delegate, Invitation
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
OFFICE = "/en/damascus-2020/office/"
Picture = Callable[[Page, str], None]


def test_a_secretary_finds_a_party_records_its_answer_and_corrects_it(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    jordan = Invitation.objects.get(conference=model_case, party__code="JO")
    page = visit(f"{OFFICE}participation/", user=account(Role.SECRETARY))
    expect(page.locator("#rows tbody tr")).to_have_count(15)

    page.locator("#filter").press_sequentially("jord", delay=40)
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    page.locator("#rows tbody a", has_text="Jordan").first.click()
    expect(page.locator("h1")).to_contain_text("Jordan")

    page.goto(f"{OFFICE}participation/{jordan.pk}/answer/")
    page.locator("[name=standing]").select_option("tentative")
    page.fill("[name=said_date]", "2020-11-09")
    page.locator("[name=said_by_party]").select_option(label="Jordan")
    page.locator("[name=through]").select_option("call")
    picture(page, "record-answer-en-1280")
    page.locator("main form button.button:not(.button-quiet)").first.click()
    expect(page.locator("main")).to_contain_text("Tentative")

    wrong = Answer.objects.get(invitation=jordan, standing="tentative")
    page.goto(f"{OFFICE}answers/{wrong.pk}/correct/")
    page.locator("[name=standing]").select_option("declined")
    page.locator("main form button.button:not(.button-quiet)").first.click()
    expect(page.locator("main")).to_contain_text("Declined")
    expect(page.locator("main")).to_contain_text("Tentative")

    wrong.refresh_from_db()
    assert wrong.corrected_by.standing == "declined"


def test_an_answer_older_than_the_invitation_is_refused_at_the_field(
    visit: Visit, account: Callable[..., User], model_case: Conference
) -> None:
    Invitation.objects.filter(conference=model_case, party__code="PK").update(sent_date="2020-10-15")
    pakistan = Invitation.objects.get(conference=model_case, party__code="PK")
    page = visit(f"{OFFICE}participation/{pakistan.pk}/answer/", user=account(Role.SECRETARY))

    page.locator("[name=standing]").select_option("accepted")
    page.fill("[name=said_date]", "2020-10-01")
    page.locator("main form button.button:not(.button-quiet)").first.click()

    expect(page.locator("main")).to_contain_text("an answer cannot be older")
    assert page.locator("[name=said_date]").get_attribute("aria-invalid") == "true"


def test_the_board_sends_reminders_and_says_who_was_skipped_and_why(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    Invitation.objects.filter(conference=model_case, party__code="UNHCR").update(contact_mail="desk@example.org")
    page = visit(f"{OFFICE}participation/", user=account(Role.SECRETARY))
    picture(page, "board-en-1280")

    page.locator("[data-bulk-all]").check()
    page.get_by_role("button", name="Send reminder").click()

    expect(page.locator("main")).to_contain_text("1 done, 14 skipped")
    page.goto(f"{OFFICE}outbox/")
    expect(page.locator("main")).to_contain_text("desk@example.org")
    picture(page, "outbox-en-1280")


def test_a_focal_point_sees_and_changes_their_own_delegation_alone(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    minister = Delegate.objects.get(conference=model_case, party__code="LB")
    russian = Delegate.objects.filter(conference=model_case, party__code="RU")[0]
    page = visit(f"{OFFICE}delegations/", user=account(Role.FOCAL_POINT, party="LB"), width=360)
    expect(page.locator("main")).to_contain_text("Lebanon")
    expect(page.locator("main")).not_to_contain_text("Russia")
    picture(page, "focal-delegations-en-360")

    page.goto(f"{OFFICE}delegates/{minister.pk}/revise/")
    page.fill("[name=honorific]", "H.E.")
    page.locator("main form button.button:not(.button-quiet)").first.click()
    page.goto(f"{OFFICE}delegates/{minister.pk}/")
    expect(page.locator("main")).to_contain_text("H.E.")

    for elsewhere in ("participation/", "outbox/", "record/", f"delegates/{russian.pk}/", ""):
        answer = page.goto(f"{OFFICE}{elsewhere}")
        assert answer is not None
        assert answer.status == 404, elsewhere


def test_a_reader_reads_and_is_offered_nothing_to_change(
    visit: Visit, account: Callable[..., User], model_case: Conference
) -> None:
    page = visit(f"{OFFICE}participation/", user=account(Role.READER))

    expect(page.locator("#rows tbody tr")).to_have_count(15)
    assert page.get_by_role("button", name="Send reminder").count() == 0
    assert page.get_by_role("link", name="Invite a party").count() == 0
    answer = page.goto(f"{OFFICE}participation/invite/")
    assert answer is not None
    assert answer.status == 403


def test_two_people_at_one_row_overwrite_nothing(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    minister = Delegate.objects.get(conference=model_case, party__code="LB")
    address = f"{OFFICE}delegates/{minister.pk}/revise/"
    first = visit(address, user=account(Role.SECRETARY))
    second = visit(address, user=account(Role.FOCAL_POINT, party="LB"))
    first.fill("[name=honorific]", "H.E.")
    first.locator("main form button.button:not(.button-quiet)").first.click()
    first.wait_for_load_state()

    second.fill("[name=honorific]", "Dr")
    second.locator("main form button.button:not(.button-quiet)").first.click()

    expect(second.locator("main")).to_contain_text("Somebody changed this while you were writing")
    picture(second, "stale-en-1280")
    minister.refresh_from_db()
    assert minister.honorific == "H.E."
    second.locator("main form button.button:not(.button-quiet)").first.click()
    second.wait_for_load_state()
    minister.refresh_from_db()
    assert minister.honorific == "Dr"


def test_the_keyboard_reaches_the_search_and_finds_a_person_in_cyrillic(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    page = visit(OFFICE, user=account(Role.SECRETARY))
    picture(page, "morning-en-1280")

    page.keyboard.press("/")
    page.keyboard.type("Лаврентьев")
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_contain_text("Alexander Lavrentiev")


@pytest.mark.parametrize(
    ("language", "width", "dark"), [("en", 1280, False), ("ar", 1280, True), ("en", 360, True), ("ar", 360, False)]
)
def test_pages_of_the_office_fit_and_can_be_used_by_everybody(
    visit: Visit,
    account: Callable[..., User],
    model_case: Conference,
    picture: Picture,
    language: str,
    width: int,
    dark: bool,
) -> None:
    delegation = Delegate.objects.filter(conference=model_case, party__code="RU")[0].delegation_id
    office = f"/{language}/damascus-2020/office/"
    page = visit(office, user=account(Role.SECRETARY), width=width, dark=dark)
    pages = {
        "morning": "",
        "board": "participation/",
        "delegations": "delegations/",
        "delegation": f"delegations/{delegation}/",
        "delegates": "delegates/",
        "sources": "sources/",
        "conference": "conference/",
        "members": "conference/members/",
        "record": "record/",
        "invite-many": "participation/invite-many/",
    }
    for name, path in pages.items():
        page.goto(f"{office}{path}")
        assert page.locator("h1").count() == 1, name
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
        page.wait_for_load_state("networkidle")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        picture(page, f"{name}-{language}-{width}{'-dark' if dark else ''}")


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_the_lists_fit_every_width_with_their_columns_open(
    visit: Visit, account: Callable[..., User], model_case: Conference, language: str
) -> None:
    office = f"/{language}/{model_case.slug}/office/"
    page = visit(office, user=account(Role.SECRETARY))
    for width in (360, 700, 900, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for path in ("participation/", "delegates/"):
            page.goto(f"{office}{path}")
            page.locator(".table-tools details.menu summary").click()
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
