"""A tablet at a gate: with a network, without one, and when it comes back."""

from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from secretariat.door.models import Badge, BadgeState, Device, Scan
from secretariat.engines.admission.verdict import REPEAT_SECONDS
from tests import make_door
from tests.journeys import gates
from tests.journeys.axe import Axe

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Picture = Callable[[Page, str], None]


@pytest.fixture
def place() -> gates.Venue:
    return gates.venue()


@pytest.fixture
def tablet(browser: Browser, live_server: object, place: gates.Venue) -> Iterator[tuple[BrowserContext, Page]]:
    """A tablet that is enrolled at the main entrance."""
    gates.enrolment(place.entrance)
    with gates.tablet(browser, live_server.url) as (context, page):  # type: ignore[attr-defined]
        gates.enrol(page, place)
        yield context, page


def test_a_tablet_is_enrolled_by_a_link_whose_code_leaves_the_address(
    browser: Browser, live_server: object, place: gates.Venue
) -> None:
    device = gates.enrolment(place.entrance)
    with gates.tablet(browser, live_server.url) as (_context, page):  # type: ignore[attr-defined]
        gates.enrol(page, place)

        assert page.url.endswith("/door/")
        expect(page.locator("[data-place]")).to_have_text("Main entrance · Plenary")
        expect(page.locator("[data-network]")).to_have_text("Connected")
        expect(page.locator("[data-badges]")).to_have_text("4")
        expect(page.locator("[data-device]")).to_have_text("Tablet 1")
    device.refresh_from_db()
    assert device.token_sha256 != gates.fingerprint(gates.CODE)


def test_a_tablet_is_enrolled_by_typing_and_a_wrong_code_is_said_to_be_wrong(
    browser: Browser, live_server: object, place: gates.Venue, picture: Picture
) -> None:
    gates.enrolment(place.entrance)
    with gates.tablet(browser, live_server.url) as (context, page):  # type: ignore[attr-defined]
        page.goto(place.path)
        page.get_by_label("Code of enrolment").fill("nonsense")
        picture(page, "gate-enrol-en-800")
        page.get_by_role("button", name="Enrol this tablet").click()
        expect(page.locator("[data-code-errors]")).to_contain_text("not known, or no longer good")
        page.get_by_label("Code of enrolment").fill("123")
        page.get_by_role("button", name="Enrol this tablet").click()
        expect(page.locator("[data-code-errors]")).to_contain_text("eight letters or digits")
        context.set_offline(True)
        page.get_by_label("Code of enrolment").fill("abcd-2345")
        page.get_by_role("button", name="Enrol this tablet").click()
        expect(page.locator("[data-code-errors]")).to_contain_text("The server was not reached")
        context.set_offline(False)
        page.get_by_role("button", name="Enrol this tablet").click()

        expect(page.locator("[data-door]")).to_have_attribute("data-state", "ready")
        expect(page.locator("[data-enrol-code]")).to_have_value("")


def test_with_a_network_the_server_judges_and_knows_it_at_once(
    tablet: tuple[BrowserContext, Page], place: gates.Venue, picture: Picture
) -> None:
    _context, page = tablet

    gates.scan(page, place.badges[0].text)

    gates.says(page, "green", "valid")
    expect(page.locator("[data-name]")).to_have_text("Amal Haddad")
    expect(page.locator("[data-party]")).to_have_text("Lebanon")
    expect(page.locator("[data-whose]")).to_have_text("By the server.")
    expect(page.locator("[data-said]")).to_have_text("Go in The badge is good. Amal Haddad Lebanon")
    expect(page.locator("[data-inside]")).to_have_text("1")
    picture(page, "gate-green-en-800")
    scan = Scan.objects.get()
    assert (scan.door_verdict, scan.server_verdict, scan.is_admitted, scan.was_offline) == (
        "valid",
        "valid",
        True,
        False,
    )
    assert scan.gate == place.entrance

    place.badges[1].state = BadgeState.REVOKED
    place.badges[1].save()
    gates.scan(page, place.badges[1].text)
    gates.says(page, "red", "revoked")
    expect(page.locator("[data-reason]")).to_contain_text("This badge was revoked")
    refused = Scan.objects.latest("pk")
    assert (refused.door_verdict, refused.server_verdict, refused.is_admitted) == ("valid", "revoked", False)


def scan_all(page: Page, badges: list[Badge]) -> None:
    """One badge after the other, each seen to be let in before the next."""
    for badge in badges:
        gates.scan(page, badge.text)
        expect(page.locator("[data-badge]")).to_have_text(badge.number)
        gates.says(page, "green", "valid")


def test_fifty_scans_without_a_network_wait_through_reloads_and_are_sent_once(
    browser: Browser, live_server: object, picture: Picture
) -> None:
    place = gates.venue(people=50)
    gates.enrolment(place.entrance)
    with gates.tablet(browser, live_server.url) as (context, page):  # type: ignore[attr-defined]
        gates.enrol(page, place)
        context.set_offline(True)
        gates.reload(page)
        expect(page.locator("[data-network]")).to_have_text("No network")
        expect(page.locator("[data-unchecked]")).to_be_visible()
        for half in (place.badges[:25], place.badges[25:]):
            scan_all(page, half)
            gates.reload(page)
        expect(page.locator("[data-waiting]")).to_have_text("50")
        expect(page.locator("[data-inside]")).to_have_text("50")
        # A fast machine reads fifty within the time in which the same badge counts as read twice.
        page.wait_for_timeout(1000 * REPEAT_SECONDS)
        gates.scan(page, place.badges[0].text)
        gates.says(page, "amber", "already-inside")
        expect(page.locator("[data-last]")).to_contain_text("by this gate")
        picture(page, "gate-offline-en-800")
        assert not Scan.objects.exists()

        context.set_offline(False)
        expect(page.locator("[data-waiting]")).to_have_text("0")
        expect(page.locator("[data-network]")).to_have_text("Connected")
        gates.reload(page)
        page.wait_for_timeout(1500)

    sent = Scan.objects.order_by("pk")
    assert [scan.badge_id for scan in sent] == [badge.pk for badge in [*place.badges, place.badges[0]]]
    assert sent.values("nonce").distinct().count() == 51
    assert sent.filter(is_admitted=True, was_offline=True, server_verdict="valid").count() == 50
    assert sent[50].is_admitted is False


def test_two_tabs_of_one_tablet_send_each_scan_once(tablet: tuple[BrowserContext, Page], place: gates.Venue) -> None:
    context, page = tablet
    other = context.new_page()
    other.goto(place.path)
    expect(other.locator("[data-door][data-ready]")).to_have_count(1)
    context.set_offline(True)
    gates.scan(page, place.badges[0].text)
    gates.says(page, "green", "valid")
    gates.scan(other, place.badges[1].text)
    gates.says(other, "green", "valid")
    calls: list[str] = []
    context.on("request", lambda request: calls.append(request.post_data or "") if "/scans/" in request.url else None)

    context.set_offline(False)

    for each in (page, other):
        expect(each.locator("[data-waiting]")).to_have_text("0")
    assert Scan.objects.count() == 2
    assert sum(call.count('"nonce"') for call in calls) == 2


def test_a_typed_number_asks_the_person_at_the_door_and_enter_is_no_yes(
    tablet: tuple[BrowserContext, Page], place: gates.Venue, picture: Picture
) -> None:
    _context, page = tablet
    page.get_by_label("Badge number").fill(place.badges[0].number)
    page.keyboard.press("Enter")
    gates.says(page, "amber", "typed")
    picture(page, "gate-amber-en-800")

    page.keyboard.press("Enter")
    page.get_by_role("button", name="Let in").press("Enter")
    gates.says(page, "amber", "typed")
    assert not Scan.objects.filter(is_admitted=True).exists()
    page.get_by_role("button", name="Let in").press("Space")

    expect(page.locator("[data-word]")).to_have_text("Let in")
    expect(page.locator("[data-log] li")).to_have_count(2)
    expect(page.locator("[data-waiting]")).to_have_text("0")
    asked, decided = Scan.objects.order_by("pk")
    assert (asked.is_admitted, asked.by_hand, asked.server_verdict, asked.was_typed) == (False, False, "typed", True)
    assert (decided.is_admitted, decided.by_hand, decided.follows) == (True, True, asked.nonce)


def test_whoever_is_turned_away_is_not_let_in_and_the_next_badge_asks_anew(
    tablet: tuple[BrowserContext, Page], place: gates.Venue
) -> None:
    _context, page = tablet
    page.get_by_label("Badge number").fill(place.badges[0].number)
    page.keyboard.press("Enter")
    gates.says(page, "amber", "typed")
    page.keyboard.press("Escape")
    expect(page.locator("[data-word]")).to_have_text("Turned away")

    # A hand scanner that reads the next badge while a question stands answers nothing.
    page.get_by_label("Badge number").fill(place.badges[1].number)
    page.keyboard.press("Enter")
    gates.says(page, "amber", "typed")
    page.get_by_role("button", name="Let in").focus()
    page.keyboard.type(place.badges[2].text)
    page.keyboard.press("Enter")
    gates.says(page, "green", "valid")

    assert list(Scan.objects.filter(is_admitted=True).values_list("badge", flat=True)) == [place.badges[2].pk]


def test_out_and_in_again_without_a_network(tablet: tuple[BrowserContext, Page], place: gates.Venue) -> None:
    context, page = tablet
    context.set_offline(True)
    badge = place.badges[0]
    gates.scan(page, badge.text)
    gates.says(page, "green", "valid")
    expect(page.locator("[data-inside]")).to_have_text("1")

    page.get_by_label("Exit", exact=True).check()
    gates.scan(page, badge.text)
    expect(page.locator("[data-word]")).to_have_text("Go out")
    expect(page.locator("[data-inside]")).to_have_text("0")
    page.get_by_label("Entry", exact=True).check()
    gates.scan(page, badge.text)
    expect(page.locator("[data-word]")).to_have_text("Go in")

    context.set_offline(False)
    expect(page.locator("[data-waiting]")).to_have_text("0")
    assert list(Scan.objects.order_by("at").values_list("direction", "is_admitted", "server_verdict")) == [
        ("entry", True, "valid"),
        ("exit", True, "valid"),
        ("entry", True, "valid"),
    ]


def test_when_the_server_does_not_answer_in_time_the_tablet_stands_by_its_own_word(
    tablet: tuple[BrowserContext, Page], place: gates.Venue
) -> None:
    context, page = tablet
    # The call arrives, and its answer is lost on the way.
    context.route("**/door/scans/", lambda route: (route.fetch(), route.abort()))

    gates.scan(page, place.badges[0].text)

    gates.says(page, "green", "valid")
    expect(page.locator("[data-whose]")).to_contain_text("By this tablet alone")
    expect(page.locator("[data-network]")).to_have_text("Server not reached")
    context.unroute("**/door/scans/")
    expect(page.locator("[data-waiting]")).to_have_text("0", timeout=30_000)
    first, second = Scan.objects.order_by("pk")
    assert (first.was_offline, second.was_offline) == (False, True)
    assert (second.follows, second.is_admitted, second.server_verdict) == (first.nonce, True, "valid")


def test_two_doors_that_let_the_same_badge_in_while_apart(
    browser: Browser, live_server: object, place: gates.Venue
) -> None:
    gates.enrolment(place.entrance)
    gates.enrolment(place.garden, gates.SECOND_CODE, "Tablet 2")
    address = live_server.url  # type: ignore[attr-defined]
    with gates.tablet(browser, address) as (one, first), gates.tablet(browser, address) as (two, second):
        gates.enrol(first, place)
        gates.enrol(second, place, gates.SECOND_CODE)
        for context, page in ((one, first), (two, second)):
            context.set_offline(True)
            gates.scan(page, place.badges[0].text)
            gates.says(page, "green", "valid")
        for context, page in ((one, first), (two, second)):
            context.set_offline(False)
            expect(page.locator("[data-waiting]")).to_have_text("0")
        expect(second.locator("[data-log]")).to_contain_text("The server says: Already inside")

    scans = Scan.objects.order_by("pk")
    assert [scan.door_verdict for scan in scans] == ["valid", "valid"]
    assert [scan.server_verdict for scan in scans] == ["valid", "already-inside"]
    assert [scan.is_admitted for scan in scans] == [True, True]


def test_a_tablet_out_of_service_forgets_everybody_and_still_sends_what_it_scanned(
    tablet: tuple[BrowserContext, Page], place: gates.Venue
) -> None:
    context, page = tablet
    context.set_offline(True)
    gates.scan(page, place.badges[0].text)
    gates.says(page, "green", "valid")
    Device.objects.update(revoked_at=timezone.now())

    context.set_offline(False)

    expect(page.locator("[data-trouble]")).to_contain_text("This tablet was taken out of service")
    expect(page.locator("[data-gate]")).to_be_hidden()
    expect(page.locator("[data-waiting]")).to_have_text("0")
    assert Scan.objects.get().badge == place.badges[0]
    kept = page.evaluate(
        """() => new Promise((resolve) => {
            indexedDB.open("door-damascus-2020").onsuccess = ({ target }) => {
                const tables = target.result.transaction(["facts", "log"]);
                tables.objectStore("facts").get("list").onsuccess = (list) =>
                    (tables.objectStore("log").count().onsuccess = (count) =>
                        resolve([list.target.result ?? null, count.target.result]));
            };
        })"""
    )
    assert kept == [None, 0]


def test_a_tablet_that_the_server_does_not_know_keeps_its_scans_until_it_is_enrolled_anew(
    tablet: tuple[BrowserContext, Page], place: gates.Venue
) -> None:
    context, page = tablet
    context.set_offline(True)
    gates.scan(page, place.badges[0].text)
    gates.says(page, "green", "valid")
    Device.objects.update(token_sha256="0" * 64)
    context.set_offline(False)
    expect(page.locator("[data-trouble]")).to_contain_text("does not know this tablet any more")
    expect(page.locator("[data-waiting]")).to_have_text("1")
    gates.scan(page, place.badges[1].text)
    gates.says(page, "green", "valid")

    make_door.device(place.entrance, gates.SECOND_CODE, name="Tablet 1 again", seen_at=None)
    page.get_by_label("Code of enrolment").fill(gates.SECOND_CODE)
    page.get_by_role("button", name="Enrol this tablet").click()

    expect(page.locator("[data-waiting]")).to_have_text("0")
    expect(page.locator("[data-trouble]")).to_be_hidden()
    assert {scan.badge for scan in Scan.objects.all()} == set(place.badges[:2])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_serves_on_any_screen(
    browser: Browser, live_server: object, place: gates.Venue, picture: Picture, language: str, width: int, dark: bool
) -> None:
    gates.enrolment(place.entrance)
    long = gates.badge(place.conference, "X" * 200)
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": "dark" if dark else "light"}
    with gates.tablet(browser, live_server.url, **options) as (context, page):  # type: ignore[attr-defined]
        gates.enrol(page, place)
        page.goto(f"/{language}/damascus-2020/door/")
        expect(page.locator("[data-door][data-ready]")).to_have_count(1)
        context.set_offline(True)
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        for text, colour in (
            (place.badges[1].text, "green"),
            (place.badges[2].number, "amber"),
            (long.text + "A", "red"),
        ):
            gates.scan(page, text)
            expect(page.locator("[data-verdict]")).to_have_attribute("data-colour", colour)
            assert page.evaluate(overflow) == 0
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
        gates.scan(page, long.text)
        assert page.evaluate(overflow) == 0
        gates.scan(page, place.badges[2].number)
        picture(page, f"gate-{language}-{width}{'-dark' if dark else ''}")
