"""The tablet itself: older browsers, other languages without a network, a newer page, photos, two doors in the office."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from i18nfield.strings import LazyI18nString
from playwright.sync_api import Browser, Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference, Membership
from secretariat.door.models import Device, Scan
from tests import make_accreditation, make_door
from tests.journeys import gates
from tests.journeys.conftest import PASSWORD, Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Picture = Callable[[Page, str], None]
# What browsers of some years ago lack: Ed25519 in WebCrypto, and locks between tabs.
OLDER = """
    const known = SubtleCrypto.prototype.importKey;
    SubtleCrypto.prototype.importKey = function (format, data, algorithm, ...rest) {
        if ((algorithm.name ?? algorithm) === "Ed25519") {
            return Promise.reject(new DOMException("unknown", "NotSupportedError"));
        }
        return known.call(this, format, data, algorithm, ...rest);
    };
    Object.defineProperty(Navigator.prototype, "locks", { get: () => undefined });
    Object.defineProperty(Navigator.prototype, "wakeLock", { get: () => undefined });
"""
UNTIL_KEPT = """
    async (path) => {
        for (;;) {
            const registration = await navigator.serviceWorker.getRegistration(path);
            if (registration?.active?.state === "activated" && new URL(registration.scope).pathname === path) return;
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
    }
"""


def test_an_older_browser_judges_and_sends_as_well(browser: Browser, live_server: object) -> None:
    place = gates.venue()
    gates.enrolment(place.entrance)
    with gates.tablet(browser, live_server.url) as (context, page):  # type: ignore[attr-defined]
        context.add_init_script(OLDER)
        gates.enrol(page, place)
        expect(page.locator("[data-door]")).to_have_attribute("data-ready", "library")
        context.set_offline(True)
        gates.scan(page, place.badges[0].text)
        gates.says(page, "green", "valid")
        gates.scan(page, place.badges[0].text[:-20] + "A" + place.badges[0].text[-19:])
        gates.says(page, "red", "forged")
        other = context.new_page()
        other.goto(place.path)
        gates.ready(other)
        gates.scan(other, place.badges[1].text)
        gates.says(other, "green", "valid")

        context.set_offline(False)
        expect(page.locator("[data-waiting]")).to_have_text("0", timeout=15_000)
        expect(other.locator("[data-waiting]")).to_have_text("0", timeout=15_000)

    assert list(Scan.objects.order_by("at").values_list("door_verdict", "server_verdict")) == [
        ("valid", "valid"),
        ("forged", "forged"),
        ("valid", "valid"),
    ]


def test_another_language_is_chosen_without_a_network(browser: Browser, live_server: object, picture: Picture) -> None:
    place = gates.venue()
    gates.enrolment(place.entrance)
    with gates.tablet(browser, live_server.url) as (context, page):  # type: ignore[attr-defined]
        gates.enrol(page, place)
        page.evaluate(UNTIL_KEPT, "/ar/damascus-2020/door/")
        context.set_offline(True)
        gates.scan(page, place.badges[0].text)
        gates.says(page, "green", "valid")

        page.locator("[data-languages] a[lang=ar]").click()

        gates.ready(page)
        assert page.locator("html").get_attribute("dir") == "rtl"
        expect(page.locator("[data-waiting]")).to_have_text("1")
        gates.scan(page, place.badges[0].text)
        expect(page.locator("[data-verdict]")).to_have_attribute("data-colour", "amber")
        expect(page.locator("[data-party]")).to_have_text("لبنان")


def test_a_newer_page_is_taken_when_the_door_officer_says_so(browser: Browser, live_server: object) -> None:
    place = gates.venue()
    gates.enrolment(place.entrance)
    with gates.tablet(browser, live_server.url) as (_context, page):  # type: ignore[attr-defined]
        gates.enrol(page, place)
        gates.reload(page)
        Conference.objects.update(title=LazyI18nString({"en": "Conference, renamed"}))

        page.evaluate("navigator.serviceWorker.getRegistration().then((kept) => kept.update())")
        expect(page.locator("[data-newer]")).to_be_visible()
        assert page.locator("[data-door]").get_attribute("data-title") != "Conference, renamed"
        page.get_by_role("button", name="Load it").click()

        expect(page.locator("[data-door]")).to_have_attribute("data-title", "Conference, renamed")
        expect(page.locator("[data-newer]")).to_be_hidden()
        expect(page.locator("[data-door]")).to_have_attribute("data-state", "ready")


def test_photos_are_carried_only_if_the_rules_allow_it(browser: Browser, live_server: object, picture: Picture) -> None:
    place = gates.venue()
    bearer = place.badges[0].delegate
    make_accreditation.particulars_with_photo(bearer)
    make_door.rules(place.conference, photos_at_door=True)
    gates.enrolment(place.entrance)
    with gates.tablet(browser, live_server.url) as (context, page):  # type: ignore[attr-defined]
        gates.enrol(page, place)
        context.set_offline(True)
        gates.scan(page, place.badges[0].text)
        gates.says(page, "green", "valid")
        expect(page.locator("[data-photo]")).to_be_visible()
        assert (
            page.locator("[data-photo]").evaluate("async (photo) => (await photo.decode(), photo.naturalWidth)") == 96
        )
        expect(page.locator("[data-unchecked-list]")).not_to_contain_text("photos")
        picture(page, "gate-photo-en-800")
        gates.scan(page, place.badges[1].text)
        gates.says(page, "green", "valid")
        expect(page.locator("[data-photo]")).to_be_hidden()

        make_door.rules(place.conference, photos_at_door=False)
        context.set_offline(False)
        gates.reload(page)
        expect(page.locator("[data-waiting]")).to_have_text("0")
        page.wait_for_timeout(1000)
        context.set_offline(True)
        gates.scan(page, place.badges[0].text)
        expect(page.locator("[data-verdict]")).to_have_attribute("data-colour", "amber")
        expect(page.locator("[data-photo]")).to_be_hidden()
        expect(page.locator("[data-unchecked-list]")).to_contain_text("this tablet carries no photos")


def test_a_badge_let_in_twice_while_the_doors_were_apart_stands_in_the_office(
    browser: Browser, live_server: object, visit: Visit
) -> None:
    place = gates.venue()
    officer = User.objects.create_user("door@example.org", PASSWORD, name="Door officer")
    Membership.objects.create(conference=place.conference, user=officer, role=Role.DOOR_OFFICER)
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

    office = visit("/en/damascus-2020/office/presence/conflicts/", user=officer)
    expect(office.locator("main")).to_contain_text("Amal Haddad")
    expect(office.locator("main")).to_contain_text("Tablet 1")
    expect(office.locator("main")).to_contain_text("Tablet 2")


def test_a_code_is_good_once(browser: Browser, live_server: object) -> None:
    place = gates.venue()
    device = gates.enrolment(place.entrance)
    address = live_server.url  # type: ignore[attr-defined]
    with gates.tablet(browser, address) as (_one, first), gates.tablet(browser, address) as (_two, second):
        gates.enrol(first, place)
        second.goto(f"{place.path}#ABCD-2345")

        expect(second.locator("[data-code-errors]")).to_contain_text("no longer good")
        assert second.url.endswith("/door/")
    device.refresh_from_db()
    assert device.seen_at is not None
    assert device.seen_at <= timezone.now()


def test_a_tablet_that_is_moved_to_another_zone_judges_by_what_holds_there(
    browser: Browser, live_server: object
) -> None:
    place = gates.venue()
    press = make_door.zone(place.conference, "B", "Press centre")
    booth = make_door.gate(place.conference, "Press gate", zone=press)
    both = gates.badge(place.conference, "Both Zones", zones=["A", "B"])
    device = gates.enrolment(place.entrance)
    with gates.tablet(browser, live_server.url) as (context, page):  # type: ignore[attr-defined]
        gates.enrol(page, place)
        gates.scan(page, both.text)
        gates.says(page, "green", "valid")
        Device.objects.filter(pk=device.pk).update(gate=booth)
        gates.reload(page)
        expect(page.locator("[data-place]")).to_have_text("Press gate · Press centre")
        context.set_offline(True)

        gates.scan(page, place.badges[0].text)
        gates.says(page, "red", "wrong-zone")
        gates.scan(page, both.text)
        gates.says(page, "green", "valid")
        expect(page.locator("[data-inside]")).to_have_text("1")


def test_a_tablet_enrolled_anew_in_one_tab_is_so_in_the_other(browser: Browser, live_server: object) -> None:
    place = gates.venue()
    gates.enrolment(place.entrance)
    with gates.tablet(browser, live_server.url) as (context, page):  # type: ignore[attr-defined]
        gates.enrol(page, place)
        other = context.new_page()
        other.goto(place.path)
        gates.ready(other)
        Device.objects.update(revoked_at=timezone.now())
        gates.enrolment(place.garden, gates.SECOND_CODE, "Tablet 2")
        page.goto(f"{place.path}#{gates.SECOND_CODE}")
        expect(page.locator("[data-place]")).to_have_text("Garden gate · Plenary")

        expect(other.locator("[data-place]")).to_have_text("Garden gate · Plenary")
        gates.scan(other, place.badges[0].text)
        gates.says(other, "green", "valid")
        expect(other.locator("[data-waiting]")).to_have_text("0", timeout=15_000)
        gates.scan(page, place.badges[0].text)
        expect(page.locator("[data-verdict]")).to_have_attribute("data-colour", "amber")
    assert Scan.objects.get(is_admitted=True).gate == place.garden
