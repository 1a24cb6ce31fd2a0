"""What is held before a gate in bad faith or by mistake, a list that was tampered with, and clocks that are wrong."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from secretariat.door.models import BadgeState, Scan, SigningKey
from secretariat.engines import admission
from tests import make, make_door
from tests.journeys import gates

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Tablet = tuple[BrowserContext, Page, gates.Venue]
IN_STORE = """
    ([name, change]) => new Promise((resolve, reject) => {
        indexedDB.open("door-damascus-2020").onsuccess = ({ target: { result: database } }) => {
            const table = database.transaction("facts", "readwrite").objectStore("facts");
            table.get(name).onsuccess = ({ target: { result: kept } }) => {
                const changed = new Function("kept", `return ${change}`)(kept);
                const put = changed === undefined ? table.get(name) : table.put(changed, name);
                put.onsuccess = () => { database.close(); resolve(changed ?? kept ?? null); };
                put.onerror = reject;
            };
        };
    })
"""


@pytest.fixture
def tablet(browser: Browser, live_server: object) -> Iterator[Tablet]:
    """A tablet at the main entrance that carries the list of four good badges and four that are not."""
    place = gates.venue()
    for state in (BadgeState.LOST, BadgeState.REVOKED, BadgeState.REPLACED):
        place.badges.append(gates.badge(place.conference, f"Somebody {state}", state=state))
    ended = gates.badge(place.conference, "No longer")
    ended.delegate.state = "withdrawn"
    ended.delegate.save()
    place.badges.append(ended)
    gates.enrolment(place.entrance)
    with gates.tablet(browser, live_server.url, bypass_csp=True) as (context, page):  # type: ignore[attr-defined]
        gates.enrol(page, place)
        yield context, page, place


def fields_of(place: gates.Venue) -> admission.Reading:
    """The fields of the first badge."""
    badge = place.badges[0]
    return {
        "conference": place.conference.slug,
        "number": badge.number,
        "name": badge.name,
        "badge_class": "DEL",
        "zones": ["A"],
        "valid_from": badge.valid_from.isoformat(),
        "valid_until": badge.valid_until.isoformat(),
    }


def altered(text: str) -> str:
    """The text of a badge with one letter of its signature changed."""
    place = len(text) - 20
    return text[:place] + ("B" if text[place] != "B" else "C") + text[place + 1 :]


@pytest.mark.parametrize("is_offline", [True, False], ids=["without a network", "with a network"])
def test_each_wrong_badge_is_red_and_the_reason_is_said(tablet: Tablet, is_offline: bool) -> None:
    context, page, place = tablet
    ours, theirs = (
        admission.new_private_key(),
        make_door.badge(
            make_door.delegate(make.conference("geneva-2021"), "Somebody"),
            valid_from=gates.today(),
            valid_until=gates.today(),
        ),
    )
    press = gates.badge(place.conference, "Press", zones=["B"])
    past = gates.badge(place.conference, "Past", valid_until=gates.today() - timedelta(days=1))
    page.evaluate("location.reload()")
    expect(page.locator("[data-badges]")).to_have_text("10")
    context.set_offline(is_offline)
    unknown = admission.badge_text(fields_of(place), ours)
    lost, revoked, replaced, ended = place.badges[4:8]
    for text, code, reason in (
        (altered(place.badges[0].text), "forged", "forged or was altered"),
        (unknown, "unknown-key", "signed by a key"),
        (theirs.text, "wrong-conference", "of another conference"),
        (press.text, "wrong-zone", "does not open this zone"),
        (past.text, "wrong-day", "not good for today"),
        (lost.text, "lost", "reported lost"),
        (revoked.text, "revoked", "was revoked"),
        (replaced.text, "replaced", "replaced by a new one"),
        (ended.text, "not-accredited", "no longer accredited"),
        (place.badges[0].text[:-9], "truncated", "not read whole"),
        ("https://example.org/ticket/42", "not-a-badge", "no badge of ours"),
        ("<b>\"=1+1'", "not-a-badge", "no badge of ours"),
        (admission.number_for(999_999), "unknown-number", "No badge has this number"),
    ):
        gates.scan(page, text)
        gates.says(page, "red", code)
        expect(page.locator("[data-reason]")).to_contain_text(reason)
        expect(page.locator("[data-choice]")).to_be_hidden()
    page.get_by_label("Badge number").fill("SC1A" * 2560)
    page.keyboard.press("Enter")
    gates.says(page, "red", "too-long")
    context.set_offline(False)
    expect(page.locator("[data-waiting]")).to_have_text("0", timeout=15_000)

    kept = Scan.objects.order_by("pk")
    assert kept.count() == 14
    assert not kept.filter(is_admitted=True).exists()
    assert all(scan.door_verdict == scan.server_verdict for scan in kept)


def test_a_forged_badge_shows_nobodys_name(tablet: Tablet) -> None:
    context, page, place = tablet
    context.set_offline(True)

    gates.scan(page, altered(place.badges[0].text))

    gates.says(page, "red", "forged")
    expect(page.locator("[data-name]")).to_have_text("")


def test_a_hostile_name_is_shown_as_it_is_written(tablet: Tablet) -> None:
    context, page, place = tablet
    bad = gates.badge(place.conference, make.HOSTILE + " 🕊️ أمل 王")
    page.evaluate("location.reload()")
    expect(page.locator("[data-badges]")).to_have_text("9")
    context.set_offline(True)

    gates.scan(page, bad.text)

    gates.says(page, "green", "valid")
    expect(page.locator("[data-name]")).to_have_text(make.HOSTILE + " 🕊️ أمل 王")
    assert page.locator("[data-door] b").count() == 0


def test_a_list_that_was_tampered_with_on_the_tablet_is_refused_and_the_last_good_one_serves(tablet: Tablet) -> None:
    context, page, place = tablet
    revoked = place.badges[5]
    page.evaluate(IN_STORE, ["list", "undefined"])
    newer = gates.badge(place.conference, "Newest")
    page.evaluate("location.reload()")
    expect(page.locator("[data-badges]")).to_have_text("9")
    context.set_offline(True)

    page.evaluate(IN_STORE, ["list", "({...kept, text: kept.text.replace('\"states\":[', '\"states\" :[')})"])
    gates.reload(page)

    expect(page.locator("[data-trouble]")).to_contain_text("its signature does not fit")
    expect(page.locator("[data-badges]")).to_have_text("8")
    gates.scan(page, revoked.text)
    gates.says(page, "red", "revoked")
    gates.scan(page, newer.text)
    gates.says(page, "amber", "unlisted")
    context.set_offline(False)
    expect(page.locator("[data-trouble]")).to_be_hidden()
    expect(page.locator("[data-badges]")).to_have_text("9")


def test_a_list_that_was_tampered_with_on_its_way_is_refused_and_the_one_at_hand_stays(tablet: Tablet) -> None:
    context, page, place = tablet
    gates.badge(place.conference, "Newest")

    def tamper(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('"revoked"', '"issued"', 1))

    context.route("**/door/snapshot/", tamper)
    gates.reload(page)

    expect(page.locator("[data-trouble]")).to_contain_text("The last good list stays in use")
    expect(page.locator("[data-badges]")).to_have_text("8")
    gates.scan(page, place.badges[0].text)
    gates.says(page, "green", "valid")


def test_a_list_that_no_known_key_signed_asks_to_enrol_anew(tablet: Tablet) -> None:
    _context, page, place = tablet
    SigningKey.objects.update(retired_at=timezone.now(), broken_at=timezone.now())
    gates.badge(place.conference, "Newest")

    gates.reload(page)

    expect(page.locator("[data-trouble]")).to_contain_text("Enrol this tablet anew")
    expect(page.locator("[data-badges]")).to_have_text("8")


def test_a_key_that_is_new_is_believed_because_an_old_one_signed_the_list(tablet: Tablet) -> None:
    context, page, place = tablet
    SigningKey.objects.update(retired_at=timezone.now())
    newest = gates.badge(place.conference, "Newest")
    gates.reload(page)
    expect(page.locator("[data-badges]")).to_have_text("9")
    context.set_offline(True)

    for badge in (newest, place.badges[0]):
        gates.scan(page, badge.text)
        gates.says(page, "green", "valid")


def test_a_clock_that_is_a_day_off_is_corrected_by_the_servers(browser: Browser, live_server: object) -> None:
    place = gates.venue()
    gates.enrolment(place.entrance)
    with gates.tablet(browser, live_server.url) as (context, page):  # type: ignore[attr-defined]
        context.clock.install(time=timezone.now() - timedelta(days=30))
        gates.enrol(page, place)
        gates.scan(page, place.badges[0].text)
        gates.says(page, "green", "valid")
        context.set_offline(True)
        gates.scan(page, place.badges[1].text)
        gates.says(page, "green", "valid")
        context.set_offline(False)
        expect(page.locator("[data-waiting]")).to_have_text("0", timeout=15_000)

    assert {scan.at.date() - gates.today() for scan in Scan.objects.all()} <= {
        timedelta(0),
        timedelta(1),
        timedelta(-1),
    }
    assert all(scan.device_at < scan.received_at - timedelta(days=29) for scan in Scan.objects.all())


@pytest.mark.parametrize(("days", "code"), [(-1, "clock"), (1, "stale")], ids=["behind", "ahead"])
def test_a_clock_that_is_set_wrong_while_there_is_no_network_is_found_out(tablet: Tablet, days: int, code: str) -> None:
    context, page, place = tablet
    context.set_offline(True)
    skew = -days * 86_400_000

    page.evaluate(IN_STORE, ["skew", str(-skew)])
    gates.reload(page)
    gates.scan(page, place.badges[0].text)

    gates.says(page, "amber", code)
    expect(page.get_by_role("button", name="Let in")).to_be_visible()


def test_when_the_server_is_slow_the_tablet_waits_no_longer_than_a_moment(tablet: Tablet) -> None:
    context, page, place = tablet

    def dawdle(route: Route) -> None:
        time.sleep(1.5)
        route.continue_()

    context.route("**/door/scans/", dawdle, times=1)
    gates.scan(page, place.badges[0].text)

    expect(page.locator("[data-whose]")).to_contain_text("By this tablet alone")
    gates.says(page, "green", "valid")
    expect(page.locator("[data-waiting]")).to_have_text("0", timeout=15_000)
    first, second = Scan.objects.order_by("pk")
    if first.was_offline:
        first, second = second, first
    assert (second.follows, second.was_offline, second.is_admitted) == (first.nonce, True, True)
    expect(page.locator("[data-inside]")).to_have_text("1")


def test_a_hand_scanner_is_understood_on_an_arabic_keyboard(tablet: Tablet) -> None:
    _context, page, place = tablet
    press = """
        (text) => {
            for (const letter of text) {
                const code = /[0-9]/.test(letter) ? `Digit${letter}` : `Key${letter}`;
                const key = /[0-9]/.test(letter) ? "٠١٢٣٤٥٦٧٨٩"[letter] : "ش";
                document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true }));
            }
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true }));
        }
    """

    page.evaluate(press, place.badges[0].text)

    gates.says(page, "green", "valid")


def test_a_scanner_that_is_held_up_is_waited_for_and_one_that_broke_off_is_forgotten(tablet: Tablet) -> None:
    _context, page, place = tablet
    text = place.badges[0].text

    page.evaluate("document.activeElement.blur()")
    page.keyboard.type(text[:20])
    page.wait_for_timeout(1_000)
    gates.scan(page, text[20:])
    gates.says(page, "green", "valid")
    expect(page.locator("[data-name]")).to_have_text(gates.PEOPLE[0][0])

    page.evaluate("document.activeElement.blur()")
    page.keyboard.type(text[:20])
    gates.scan(page, place.badges[1].text)
    gates.says(page, "green", "valid")
    expect(page.locator("[data-name]")).to_have_text(gates.PEOPLE[1][0])
