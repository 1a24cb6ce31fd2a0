"""The grid of rooms and time: by keys alone, by dragging, without a script, and how it looks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from secretariat.accounts.actions import end_sessions_of
from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference, Room
from secretariat.programme.models import Place, Session
from tests import make, make_programme
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit
from tests.make_programme import at

pytestmark = pytest.mark.journey
OFFICE = "/en/damascus-2020/office/"
GRID = f"{OFFICE}programme/?day=2020-11-11"
IN_THE_GUIDE = {
    ("grid", "en", 1280),
    ("grid", "ar", 1280),
    ("grid", "en", 360),
    ("grid-room", "ar", 360),
    ("clashes", "en", 1280),
}
Picture = Callable[[Page, str], None]


@pytest.fixture
def hall(model_case: Conference) -> Conference:
    """Two rooms for sessions and one with three tables; a plenary, a round table, two meetings, and what waits."""
    names = {"en": "Plenary hall", "ar": "القاعة العامة"}
    plenary = make_programme.room(model_case, position=1, seats=400)
    plenary.name.data = names
    plenary.save()
    small = make_programme.room(model_case, "Room of the round tables", seats=40, position=2, booths=2)
    tables = make_programme.room(model_case, "Bilateral lounge", tables=3, seats=60, position=3, booths=0)
    Session.objects.filter(conference=model_case).delete()
    opening = make_programme.session(
        model_case, "Opening", kind="opening", room=plenary, starts_at=at(9), ends_at=at(10, 30), sensitivity="public"
    )
    opening.title.data = {"en": "Opening", "ar": "الافتتاح"}
    opening.save()
    table = make_programme.session(
        model_case, "Round table on return", room=small, starts_at=at(11), ends_at=at(12, 30)
    )
    for code in ("LB", "IQ"):
        make_programme.wanted(table, code)
    make_programme.session(model_case, "Press conference", kind="press", starts_at=None, ends_at=None)
    make_programme.place(make_programme.bilateral(model_case, "LB", "IQ"), tables, table=1, starts_at=at(14))
    make_programme.place(
        make_programme.bilateral(model_case, "RU", "IR"), tables, table=2, starts_at=at(10), is_pinned=True
    )
    make_programme.bilateral(model_case, "CN", "PK")
    return model_case


def _grip(page: Page, words: str) -> Locator:
    return page.get_by_role("button", name=words)


def _key_of(kind: str, title: str) -> Session:
    return next(each for each in Session.objects.all() if str(each.title) == title and kind)


def test_a_session_is_moved_by_keys_alone_and_the_move_is_undone(
    visit: Visit, account: Callable[..., User], hall: Conference
) -> None:
    page = visit(GRID, user=account(Role.DESK_OFFICER, desks=("programme",)))
    said = page.locator("[data-say]")

    _grip(page, "Pick up Round table on return").focus()
    page.keyboard.press("Enter")
    expect(said).to_contain_text("is picked up")
    page.keyboard.press("ArrowDown")
    expect(said).to_have_text("Room of the round tables, 11:15: free")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect(said).to_contain_text("13:15: Lebanon and Iraq: in Lebanon and Iraq then.")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("It cannot be put there.")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.keyboard.press("Home")
    expect(said).to_have_text("Plenary hall, 15:15: free")
    page.keyboard.press("Enter")

    expect(said).to_contain_text("The session is moved.")
    expect(_grip(page, "Pick up Round table on return, 15:15")).to_be_focused()
    session = _key_of("round table", "Round table on return")
    assert (session.starts_at, session.ends_at) == (at(15, 15), at(16, 45))
    assert str(session.room) == "Plenary hall"

    page.get_by_role("button", name="Undo the last move").click()

    expect(said).to_contain_text("The last move is undone.")
    session.refresh_from_db()
    assert (session.starts_at, str(session.room)) == (at(11), "Room of the round tables")


def test_whoever_was_signed_out_meanwhile_is_told_to_sign_in_whenever_the_grid_asks(
    visit: Visit, account: Callable[..., User], hall: Conference
) -> None:
    amal = account(Role.SECRETARY)
    page = visit(GRID, user=amal)
    said = page.locator("[data-say]")
    _grip(page, "Pick up Round table on return").focus()
    page.keyboard.press("Enter")
    expect(said).to_contain_text("is picked up")
    page.keyboard.press("PageUp")
    assert end_sessions_of(amal) == 1

    page.keyboard.press("Enter")
    expect(said).to_contain_text("You are not signed in any more.")
    page.keyboard.press("Escape")
    _grip(page, "Pick up Opening").focus()
    page.keyboard.press("Enter")

    expect(said).to_contain_text("sign in, and do it once more")
    assert _key_of("round table", "Round table on return").starts_at == at(11)


def test_escape_puts_a_meeting_back_and_nothing_is_sent(
    visit: Visit, account: Callable[..., User], hall: Conference
) -> None:
    page = visit(GRID, user=account(Role.SECRETARY))

    _grip(page, "Pick up Opening").focus()
    page.keyboard.press(" ")
    expect(page.locator("[data-say]")).to_contain_text("is picked up")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")

    expect(page.locator("[data-say]")).to_contain_text("is back where it was")
    assert page.locator(".ghost").count() == 0
    assert page.locator("td[data-level]").count() == 0
    assert _key_of("opening", "Opening").starts_at == at(9)


def test_in_arabic_the_rooms_run_from_the_right_and_so_do_the_keys(
    visit: Visit, account: Callable[..., User], hall: Conference
) -> None:
    page = visit(GRID.replace("/en/", "/ar/"), user=account(Role.SECRETARY))

    page.locator("[data-item^=session] [data-grip]").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")

    expect(page.locator("[data-say]")).to_contain_text("Room of the round tables")
    expect(page.locator("[data-say]")).to_contain_text("08:45")
    ghost, head = page.locator(".ghost").bounding_box(), page.locator("[data-lane-head='1']").bounding_box()
    assert ghost is not None
    assert head is not None
    assert abs(ghost["x"] - head["x"]) < 2


def _drag(page: Page, from_: Locator, to: Locator, *, down: float = 2) -> None:
    to.scroll_into_view_if_needed()
    from_.scroll_into_view_if_needed()
    start, goal = from_.bounding_box(), to.bounding_box()
    assert start is not None
    assert goal is not None
    page.mouse.move(start["x"] + 30, start["y"] + down)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 30, steps=4)
    expect(page.locator("td[data-level]").first).to_be_attached()
    page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + down, steps=6)


def test_meetings_are_dragged_to_a_table_from_the_tray_and_back(
    visit: Visit, account: Callable[..., User], hall: Conference, picture: Picture
) -> None:
    page = visit(GRID, user=account(Role.SECRETARY))
    waiting = page.locator(".tray [data-item^=bilateral]")
    time = page.locator("[data-row-head]").nth(12)
    goal = page.locator("td[data-lane='4'][data-row='12']")

    _drag(page, waiting.locator(".item-words"), goal)
    expect(page.locator("[data-say]")).to_have_text("Bilateral lounge, table 3, 11:00: free")
    picture(page, "programme-grid-dragging-en-1280")
    page.mouse.up()

    expect(page.locator("[data-say]")).to_contain_text("The meeting has its place.")
    place = Place.objects.get(bilateral__asking__party__code="CN")
    assert (place.starts_at, place.table) == (at(11), 3)
    assert time.is_visible()

    _drag(page, page.locator(f"[data-item='bilateral-{place.bilateral_id}'] .item-words"), page.locator("#tray"))
    expect(page.locator("[data-say]")).to_have_text("Let it wait for a time")
    page.mouse.up()

    expect(page.locator("[data-say]")).to_contain_text("waits for a place again")
    assert not Place.objects.filter(pk=place.pk).exists()


def test_without_a_script_the_form_moves_a_session_and_says_why_it_cannot_be_there(
    visit: Visit, account: Callable[..., User], hall: Conference
) -> None:
    page = visit(GRID, user=account(Role.SECRETARY), scripts=False)

    page.locator(".grid .item-menu").nth(0).locator("summary").click()
    page.locator(".item-menu[open] a").first.click()
    page.fill("[name=starts_at]", "2020-11-11T11:00")
    page.select_option("[name=room]", label="Room of the round tables")
    page.get_by_role("button", name="Move").click()
    expect(page.locator("main")).to_contain_text("Room of the round tables is taken then: “Round table on return”.")
    page.fill("[name=starts_at]", "2020-11-11T13:00")
    page.get_by_role("button", name="Move").click()

    expect(page.locator("main")).to_contain_text("The session is moved.")
    assert _key_of("opening", "Opening").starts_at == at(13)


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 360), ("ar", 1280), ("ar", 360)])
def test_the_pages_of_the_programme_are_read_at_every_width_in_both_directions(
    visit: Visit, account: Callable[..., User], hall: Conference, picture: Picture, language: str, width: int
) -> None:
    make_programme.agenda_item(hall, "90")
    rooms = list(hall.rooms.order_by("position"))
    make_programme.pair(rooms[-1], rooms[-2], 10, is_adjacent=True)
    make_programme.closure(rooms[-1], at(18), at(19), "Cleaning")
    make_programme.session(hall, "Side event", kind="side event", room=_plenary(hall), starts_at=at(10), ends_at=at(11))
    make.citation(Session.objects.filter(conference=hall)[0], make.source(hall))
    office = OFFICE.replace("/en/", f"/{language}/")
    room = _plenary(hall).pk
    pages = {
        "grid": "programme/?day=2020-11-11",
        "grid-room": f"programme/?day=2020-11-11&room={room}",
        "sessions": "programme/sessions/",
        "session": f"programme/sessions/{_key_of('opening', 'Opening').pk}/",
        "form": f"programme/sessions/{_key_of('opening', 'Opening').pk}/revise/",
        "agenda": "programme/agenda/",
        "venue": "programme/venue/",
        "clashes": "programme/clashes/",
        "rules": "programme/clashes/rules/",
    }
    page = visit(f"{office}programme/", user=account(Role.SECRETARY), width=width)

    for name, address in pages.items():
        page.goto(f"{office}{address}")
        expect(page.locator("main h1")).to_be_visible()
        if (name, language, width) in IN_THE_GUIDE:
            picture(page, f"programme-{name}-{language}-{width}")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name


def _plenary(conference: Conference) -> Room:
    return next(room for room in conference.rooms.all() if str(room.name) == "Plenary hall")
