"""A delegation looks at its day on a telephone and follows it; anybody reads the public programme."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation
from secretariat.meetings.models import BlockedTime, Stay
from secretariat.programme.models import Publication
from tests import make_programme
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit
from tests.make_days import entry, meeting, publication

pytestmark = pytest.mark.journey
DAY = "/{language}/damascus-2020/office/programme/day/"
PROGRAMME = "/{language}/damascus-2020/programme/"
Picture = Callable[[Page, str], None]
IN_THE_GUIDE = {("day", "en", 360), ("day", "ar", 360), ("programme", "en", 1280), ("programme", "ar", 360)}


def _time(hours: float) -> datetime:
    return make_programme.at(0) + timedelta(hours=hours)


def _hours(first: float, last: float) -> dict[str, str]:
    return {"starts": _time(first).isoformat(), "ends": _time(last).isoformat()}


def _session(english: str, arabic: str, first: float, last: float, **fields: Any) -> dict[str, Any]:
    return entry(title={"en": english, "ar": arabic}, **_hours(first, last), **fields)


@pytest.fixture
def published(model_case: Conference) -> Delegation:
    """Two versions, the second of which moves, cancels and adds; what Lebanon does on the first day."""
    Publication.objects.filter(conference=model_case).delete()
    lebanon, iraq, russia = (make_programme.delegation(model_case, code) for code in ("LB", "IQ", "RU"))
    hall, salon = make_programme.room(model_case), make_programme.room(model_case, "Salon", tables=6)
    mine: dict[str, Any] = {"delegations": [lebanon.pk], "room": hall.pk, "languages": ["ar", "en", "ru"]}
    opening = _session("Opening session", "الجلسة الافتتاحية", 9, 10.5, session_kind="opening", **mine)
    table = _session("Round table on return in dignity", "مائدة مستديرة حول العودة الكريمة", 14, 15.5, **mine)
    off = _session("Press conference", "مؤتمر صحفي", 17, 17.5, session_kind="press", **mine)
    night = _session("Drafting of the closing statement", "صياغة البيان الختامي", 22, 25, **mine)
    first = meeting(lebanon, iraq, room=salon.pk, table=2, languages=["ar"], **_hours(11, 11.5))
    second = meeting(lebanon, russia, room=salon.pk, table=3, topic="Energy and roads", **_hours(11.5, 12))
    closing = entry(title={"en": "Closing session", "ar": "الجلسة الختامية"}, day="2020-11-12", starts=None, ends=None)
    publication(model_case, [opening, {**table, **_hours(13, 14.5)}, off, first, second, night, closing])
    moved = [
        {"day": "2020-11-11", **_hours(*span), "room": hall.pk, "table": None} for span in ((13, 14.5), (14, 15.5))
    ]
    changes = [
        {"uid": table["uid"], "what": "moved", "before": moved[0], "after": moved[1]},
        {"uid": off["uid"], "what": "cancelled", "before": None, "after": None},
    ]
    after = [opening, {**table, "sequence": 1}, {**off, "status": "cancelled"}, first, second, night, closing]
    publication(model_case, after, changes=changes)
    Stay.objects.create(conference=model_case, delegation=lebanon, arrives_at=_time(7.5))
    BlockedTime.objects.create(
        conference=model_case,
        delegation=lebanon,
        starts_at=_time(12.5),
        ends_at=_time(13.5),
        reason="Lunch of the head",
    )
    return lebanon


def _unharmed(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_day_is_one_column_that_anybody_can_read(
    visit: Visit, account: Callable[..., User], published: Delegation, picture: Picture, language: str, width: int
) -> None:
    page = visit(DAY.format(language=language), user=account(Role.FOCAL_POINT, party="LB"), width=width)

    expect(page.locator(".day-column > li")).to_have_count(12)
    expect(page.locator(".day-free")).to_have_count(4)
    _unharmed(page)
    if ("day", language, width) in IN_THE_GUIDE:
        picture(page, f"day-{language}-{width}")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_delegation_makes_an_address_and_a_stranger_reads_the_calendar_until_it_is_ended(
    visit: Visit, account: Callable[..., User], published: Delegation, browser: Browser, scripts: bool
) -> None:
    page = visit(DAY.format(language="en"), user=account(Role.FOCAL_POINT, party="LB"), width=360, scripts=scripts)

    page.get_by_label("For whom or which device").fill("The ambassador's telephone")
    page.get_by_role("button", name="Make an address").click()
    address = page.locator(".feed-address").inner_text()
    stranger = browser.new_context()
    calendar = stranger.request.get(address)
    assert calendar.ok
    assert "Bilateral meeting with Iraq" in calendar.text()
    page.reload()
    expect(page.locator(".feed-address")).to_have_count(0)
    page.get_by_role("button", name="End this address").click()

    assert stranger.request.get(address).status == 404
    stranger.close()


def test_a_reader_elsewhere_sees_the_own_time_beside_that_of_the_venue(
    browser: Browser, live_server: Any, published: Delegation
) -> None:
    texts = {}
    for zone in ("Asia/Tokyo", "Asia/Damascus"):
        context = browser.new_context(base_url=live_server.url, timezone_id=zone, locale="en-GB")
        page = context.new_page()
        page.goto(PROGRAMME.format(language="en"))
        texts[zone] = page.locator(".programme-when", has_text="09:00").first.inner_text()
        night = page.locator(".programme-when", has_text="22:00").first.inner_text()
        if zone == "Asia/Tokyo":
            assert "Thu" in night
        context.close()

    assert "for you 16:00–17:30" in texts["Asia/Tokyo"]
    assert "UTC+2" in texts["Asia/Damascus"]
    assert "for you" not in texts["Asia/Damascus"]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_public_programme_tells_what_changed(
    visit: Visit, published: Delegation, picture: Picture, language: str, width: int
) -> None:
    page = visit(PROGRAMME.format(language=language), width=width)

    expect(page.locator(".programme-changes li")).to_have_count(2)
    expect(page.locator(".programme-day > li")).to_have_count(5)
    _unharmed(page)
    if ("programme", language, width) in IN_THE_GUIDE:
        picture(page, f"public-programme-{language}-{width}")


def test_without_a_script_the_times_are_those_of_the_venue(visit: Visit, published: Delegation) -> None:
    page = visit(PROGRAMME.format(language="en"), scripts=False)

    expect(page.locator(".programme-when").first).to_contain_text("09:00–10:30")
    expect(page.locator(".programme-when").first).to_contain_text("UTC+2")
    expect(page.locator(".when-yours").first).to_be_hidden()


def test_the_day_and_the_programme_are_printed_without_what_is_no_use_on_paper(
    visit: Visit, account: Callable[..., User], published: Delegation
) -> None:
    page = visit(DAY.format(language="en"), user=account(Role.FOCAL_POINT, party="LB"))

    page.emulate_media(media="print")

    expect(page.locator("#feeds")).to_be_hidden()
    expect(page.locator(".day-column")).to_be_visible()
