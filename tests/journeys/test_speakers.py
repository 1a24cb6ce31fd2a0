"""The chair's officer leads a speakers' list, delegations ask for the floor, and the wall shows the time."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.programme.models import Intervention, Session, SpeakersList
from secretariat.programme.queries.feeds import fingerprint
from tests import make, make_programme, make_speakers
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
LISTS = "/{language}/damascus-2020/office/speakers/"
Picture = Callable[[Page, str], None]
IN_THE_GUIDE = {"speakers-en-1280", "speakers-ar-360", "screen-en-1920", "screen-ar-1920"}


@pytest.fixture
def session(model_case: Conference) -> Session:
    Session.objects.filter(conference=model_case).delete()
    for code, name, original in (("LB", "Amal Haddad", "أمل حدّاد"), ("RU", "Sergei Ivanov", "Сергей Иванов")):
        sent = make_programme.delegation(model_case, code)
        sent.delegates.all().delete()
        make.delegate(sent, name, original_name=original, role="head", rank="minister")
    make_programme.delegation(model_case, "IQ")
    return make_programme.session(model_case, "General debate", sensitivity="delegations")


def _unharmed(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _add(page: Page, name: str, kind: str = "Statement") -> None:
    page.get_by_role("link", name="Add a speaker").click()
    page.locator("select[name=delegation]").select_option(label=name)
    page.locator("select[name=kind]").select_option(label=kind)
    page.get_by_role("button", name="Ask for the floor").click()


def _kept(picture: Picture, page: Page, name: str) -> None:
    if name in IN_THE_GUIDE:
        picture(page, name)


@pytest.mark.parametrize("scripts", [True, False])
def test_an_officer_leads_the_list_and_the_wall_follows(
    visit: Visit, account: Callable[..., User], session: Session, scripts: bool
) -> None:
    page = visit(LISTS.format(language="en"), user=account(Role.DESK_OFFICER, desks=("programme",)), scripts=scripts)
    page.get_by_role("link", name=re.compile("Open a list.*General debate")).click()
    page.get_by_role("button", name="Open the list").click()
    for name in ("Lebanon", "Iraq"):
        _add(page, name)
    page.get_by_role("button", name=re.compile("Earlier.*Iraq")).click()
    page.get_by_role("button", name="Screen for the room").click()
    wall = visit(page.locator(".notice a").inner_text(), scripts=scripts)
    expect(wall.locator(".wall-next li").first).to_contain_text("Iraq")

    page.get_by_role("button", name=re.compile("Give the floor.*Iraq")).click()

    expect(page.locator(".floor-speaker")).to_contain_text("Iraq")
    if not scripts:
        wall.reload()
    expect(wall.locator(".wall-party")).to_contain_text("Iraq")
    expect(wall.locator(".wall-clock")).to_contain_text(re.compile("[45]:[05]"))
    _add(page, "Lebanon", "Point of order")
    page.get_by_role("button", name=re.compile("Give the floor.*Lebanon")).first.click()
    expect(page.locator(".floor-speaker")).to_contain_text("Lebanon")
    expect(page.locator(".turns li").first).to_contain_text("was interrupted")
    page.get_by_role("button", name="Has spoken").click()
    page.get_by_role("button", name=re.compile("Give the floor.*Iraq")).click()
    page.get_by_role("button", name="Stop the clock").click()
    page.get_by_role("button", name="Let the clock run").click()
    page.get_by_role("button", name="Has spoken").click()
    page.get_by_role("link", name="Right of reply").click()
    page.locator("select[name=delegation]").select_option(label="Lebanon")
    page.locator("select[name=to]").select_option(label="Iraq")
    page.locator("form.form button").first.click()
    expect(page.locator(".turns").first).to_contain_text("Right of reply")

    assert sorted(Intervention.objects.values_list("kind", "state")) == [
        ("point of order", "done"),
        ("reply", "waiting"),
        ("statement", "done"),
        ("statement", "waiting"),
    ]


def test_a_delegation_asks_for_the_floor_on_a_telephone_and_sees_its_place(
    visit: Visit, account: Callable[..., User], session: Session
) -> None:
    held = session.conference
    kept = SpeakersList.objects.create(conference=held, session=session)
    make_speakers.turn(kept, "IQ")
    page = visit(LISTS.format(language="en"), user=account(Role.FOCAL_POINT, party="LB"), width=360)

    page.get_by_role("link", name="General debate").click()
    page.get_by_role("link", name="Ask for the floor").click()
    page.get_by_role("button", name="Ask for the floor").click()

    expect(page.locator(".turns li.is-own")).to_contain_text("your delegation")
    _unharmed(page)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_list_can_be_read_and_used_by_anybody(
    visit: Visit, account: Callable[..., User], session: Session, picture: Picture, language: str, width: int
) -> None:
    kept = SpeakersList.objects.create(conference=session.conference, session=session)
    now = make_speakers.NOON
    make_speakers.turn(kept, "IQ", state="done", used_seconds=342, began_at=now, ended_at=now)
    make_speakers.turn(kept, "LB", state="speaking", used_seconds=75, began_at=now)
    make_speakers.turn(kept, "RU")
    make_speakers.turn(kept, "LB", kind="reply")
    user = account(Role.DESK_OFFICER, desks=("programme",))
    page = visit(f"{LISTS.format(language=language)}{kept.pk}/", user=user, width=width)

    _unharmed(page)
    _kept(picture, page, f"speakers-{language}-{width}")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1920])
@pytest.mark.parametrize("is_over", [True, False])
def test_the_wall_is_read_from_the_last_row(
    visit: Visit, session: Session, picture: Picture, language: str, width: int, is_over: bool
) -> None:
    kept = SpeakersList.objects.create(conference=session.conference, session=session, screen_hash=fingerprint("wall"))
    make_speakers.turn(kept, "LB", state="speaking", used_seconds=342 if is_over else 75, began_at=make_speakers.NOON)
    make_speakers.turn(kept, "RU")
    make_speakers.turn(kept, "IQ", kind="reply")
    page = visit(f"/{language}/damascus-2020/screen/wall/", width=width)
    if width == 1920:
        page.set_viewport_size({"width": 1920, "height": 1080})

    expect(page.locator(".wall-floor.is-over")).to_have_count(1 if is_over else 0)
    _kept(picture, page, f"screen-{language}-{width}" + ("-over" if is_over else ""))
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight") or width == 360
    _unharmed(page)
