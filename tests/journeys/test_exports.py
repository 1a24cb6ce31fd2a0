"""An officer takes things out of the house: every way out, calendars to follow, invitations by mail and their answers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference, Message
from secretariat.programme.models import Convocation, Session
from tests import make, make_programme
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit
from tests.make_convening import reply_text

pytestmark = pytest.mark.journey
OFFICE = "/{language}/damascus-2020/office/"
Picture = Callable[[Page, str], None]
IN_THE_GUIDE = {("exports", "en", 1280), ("calendars", "en", 1280), ("calendars", "ar", 360)}


def _unharmed(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.fixture
def opening(model_case: Conference) -> Session:
    """A session with hours and a room, which Lebanon must attend."""
    lebanon = make_programme.delegation(model_case)
    room = make_programme.room(model_case, "Plenary hall")
    session = make_programme.session(model_case, "Opening of the round tables", room=room)
    make.delegate(lebanon, "Amal Haddad", mail="amal@mofa.example")
    make_programme.wanted(session, "LB")
    return session


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_way_out_is_told_with_what_it_cannot_carry(
    visit: Visit, account: Callable[..., User], opening: Session, picture: Picture, language: str, width: int
) -> None:
    page = visit(OFFICE.format(language=language) + "exports/", user=account(Role.SECRETARY), width=width)

    expect(page.locator("main section h2")).to_have_count(13)
    expect(page.locator("#schedule")).to_be_visible()
    _unharmed(page)
    if ("exports", language, width) in IN_THE_GUIDE:
        picture(page, f"exports-{language}-{width}")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_calendars_to_follow_are_on_one_page(
    visit: Visit, account: Callable[..., User], opening: Session, picture: Picture, language: str, width: int
) -> None:
    page = visit(OFFICE.format(language=language) + "programme/calendars/", user=account(Role.SECRETARY), width=width)

    page.locator("input[name=name]").fill("The telephone of the secretary")
    page.locator("#feeds form.form button").click()

    expect(page.locator(".feed-address")).to_have_count(1)
    _unharmed(page)
    if ("calendars", language, width) in IN_THE_GUIDE:
        picture(page, f"calendars-{language}-{width}")


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_is_invited_answers_is_moved_and_told_that_nothing_is_held(
    visit: Visit, account: Callable[..., User], opening: Session, picture: Picture, scripts: bool
) -> None:
    officer = account(Role.DESK_OFFICER, desks=("programme",))
    path = OFFICE.format(language="en") + f"programme/sessions/{opening.pk}/"
    page = visit(path, user=officer, width=360 if scripts else 1280, scripts=scripts)

    page.get_by_role("link", name="Invite by mail").click()
    page.get_by_label("Amal Haddad").check()
    page.get_by_label("Others, by mail address").fill("Omar Khoury <omar@mofa.example>")
    _unharmed(page) if scripts else picture(page, "invite-en-1280")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Invited 2")).to_be_visible()

    page.get_by_role("link", name="Hand in an answer").click()
    page.get_by_label("Or its text, pasted here").fill(reply_text(Convocation.objects.get()))
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.get_by_text("Nothing in a mail proves who sent it")).to_be_visible()
    _unharmed(page) if scripts else picture(page, "convocation-en-1280")
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("td .pill-accepted")).to_have_count(1)

    Session.objects.filter(pk=opening.pk).update(starts_at=make_programme.at(14), ends_at=make_programme.at(15))
    page.goto(path)
    expect(page.get_by_text("the hours are others now")).to_be_visible()
    page.get_by_role("link", name="See what was answered").click()
    page.get_by_role("link", name="Send again").click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("to a version before")).to_be_visible()

    page.get_by_role("link", name="Call it off").click()
    page.get_by_label("What those who were invited are told").fill("The hall is closed.")
    page.get_by_role("button", name="Tell those who were invited").click()
    expect(page.get_by_text("Those who were invited were told")).to_be_visible()
    methods = [each.attachment.split("METHOD:")[1].split("\r\n")[0] for each in Message.objects.order_by("pk")]
    assert methods == ["REQUEST"] * 4 + ["CANCEL"] * 2
