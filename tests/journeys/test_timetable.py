"""From a request to a changed calendar: asked, accepted, sought while one looks on, adopted, published, repaired."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference, Message, Room
from secretariat.delegations.models import Delegation, Occasion
from secretariat.meetings.models import Bilateral, Stay
from secretariat.programme.actions import seek
from secretariat.programme.models import Draft, Hours, Place, ProgrammeRules
from tests import make, make_bilaterals, make_programme, make_timetable
from tests.journeys.axe import Axe
from tests.journeys.conftest import PASSWORD, Visit
from tests.threads import in_thread

pytestmark = pytest.mark.journey
OFFICE = "/en/damascus-2020/office/"
TIMETABLE = f"{OFFICE}timetable/"
Picture = Callable[[Page, str], None]
IN_THE_GUIDE = {("draft", "en", 1280), ("draft", "ar", 360), ("publish", "en", 1280)}


def _unharmed(page: Page) -> None:
    """No violation, and nothing that runs out of the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _sent(conference: Conference, code: str) -> Delegation:
    party = make.party(code)
    kept = Delegation.objects.filter(conference=conference, party=party, occasion=Occasion.CONFERENCE).first()
    return kept or make_bilaterals.delegation(conference, code)


def _emptied(conference: Conference) -> None:
    """Nothing asked for and nothing placed yet, and a hall with two tables."""
    Place.objects.filter(conference=conference).delete()
    Bilateral.objects.filter(conference=conference).delete()
    Stay.objects.filter(conference=conference).delete()
    Hours.objects.filter(conference=conference).delete()
    ProgrammeRules.objects.filter(conference=conference).delete()
    Room.objects.filter(conference=conference).update(tables=0)
    make_timetable.tables(conference, 2)


def _asked_and_accepted(visit: Visit, conference: Conference) -> Page:
    """Lebanon asks Russia on a phone, and Russia accepts; the browser of Lebanon."""
    page = visit(
        f"{OFFICE}bilaterals/request/",
        user=make_bilaterals.focal_point(conference, "LB", password=PASSWORD, language="en"),
        width=360,
    )
    page.get_by_label("With").fill("russian fed")
    page.get_by_label("Topic").fill("Schools for those who return")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("main")).to_contain_text("The request is made.")
    speaker = make_bilaterals.focal_point(conference, "RU", password=PASSWORD, language="ru")
    other = visit(f"{OFFICE}bilaterals/", user=speaker, width=360)
    other.locator("li", has_text="Schools for those who return").get_by_role("button", name="Accept").click()
    return page


def _sought(page: Page, name: str) -> None:
    """Have a timetable sought, and look on until the best is found."""
    page.goto(f"{TIMETABLE}seek/")
    _unharmed(page)
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Seek a timetable").click()
    expect(page.locator("#progress")).to_contain_text("Waiting")
    draft = Draft.objects.latest("pk")
    worker = in_thread(lambda: seek.call(draft.pk))
    expect(page.locator("#progress")).to_contain_text("This is the best timetable there is", timeout=60_000)
    worker.join(30)
    _unharmed(page)


def _adopted_and_published(page: Page, note: str) -> None:
    page.get_by_role("link", name="Adopt").click()
    page.get_by_role("button", name="Adopt").click()
    expect(page.locator("main")).to_contain_text("The draft is the working timetable now")
    page.goto(f"{TIMETABLE}publish/")
    _unharmed(page)
    expect(page.locator("main")).to_contain_text("2 messages go out")
    page.get_by_label("Note").fill(note)
    page.get_by_role("button", name="Publish").click()


def _event(conference: Conference, page: Page) -> tuple[str, int, str]:
    """When the meeting is in the calendar that the delegation downloads, its sequence and its state."""
    lebanon = _sent(conference, "LB")
    kept = page.request.get(f"{OFFICE}programme/day/{lebanon.pk}/calendar.ics")
    events: list[Any] = Calendar.from_ical(kept.body()).walk("VEVENT")
    found = next(each for each in events if "Russia" in str(each["summary"]))
    return f"{found['dtstart'].dt:%H:%M}", int(found["sequence"]), str(found["status"])


def test_a_meeting_is_asked_for_sought_published_and_moved_and_its_calendar_follows(
    visit: Visit, account: Callable[..., User], model_case: Conference
) -> None:
    _emptied(model_case)
    lebanon, _russia = _sent(model_case, "LB"), _sent(model_case, "RU")
    phone = _asked_and_accepted(visit, model_case)
    page = visit(f"{TIMETABLE}timing/", user=account(Role.DESK_OFFICER, desks=("programme",)))
    page.get_by_role("link", name="Set the hours").first.click()
    page.get_by_label("Hours of every day").fill("09:00-12:00")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("The hours are kept.")
    _unharmed(page)

    _sought(page, "First")
    _adopted_and_published(page, "The first version")
    expect(page.locator("main")).to_contain_text("Version 1 is published.")

    when, sequence, state = _event(model_case, phone)
    assert (sequence, state) == (0, "CONFIRMED")
    assert Message.objects.filter(kind="timetable").count() == 2
    place = Place.objects.get()
    Stay.objects.create(conference=model_case, delegation=lebanon, arrives_at=place.starts_at + timedelta(minutes=20))

    _sought(page, "Lebanon arrives later")
    _adopted_and_published(page, "")
    expect(page.locator("main")).to_contain_text("Moved: Bilateral meeting")

    later, sequence, state = _event(model_case, phone)
    assert (later != when, sequence, state) == (True, 1, "CONFIRMED")
    told = Message.objects.filter(kind="timetable").order_by("-pk")
    assert {"BEGIN:VCALENDAR" in message.attachment for message in told} == {True}


@pytest.mark.parametrize("scripts", [True, False])
def test_a_long_search_is_looked_at_and_stopped_and_the_best_so_far_is_kept(
    visit: Visit, account: Callable[..., User], model_case: Conference, scripts: bool
) -> None:
    _emptied(model_case)
    make_timetable.hours(model_case, 9, 18)
    make_timetable.many_wishes(model_case, delegations=30, wishes=300)
    page = visit(f"{TIMETABLE}seek/", user=account(Role.DESK_OFFICER, desks=("programme",)), scripts=scripts)
    page.get_by_role("button", name="Seek a timetable").click()
    draft = Draft.objects.latest("pk")
    worker = in_thread(lambda: seek.call(draft.pk))
    expect(page.locator("#progress svg").first).to_be_visible(timeout=60_000)
    expect(page.locator("#progress")).to_contain_text("Being sought")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("main")).to_contain_text("It is stopped. The best so far is kept.")
    worker.join(60)

    page.goto(f"{TIMETABLE}{draft.pk}/")
    expect(page.locator("main")).to_contain_text("meetings are left out")
    draft.refresh_from_db()
    assert draft.state == "stopped"
    assert draft.plan is not None


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_fits_its_screen(
    language: str, visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    _emptied(model_case)
    make_timetable.hours(model_case, 9, 17)
    wishes = make_timetable.many_wishes(model_case, delegations=12, wishes=30)
    draft = make_timetable.draft(model_case, name="First", seconds=8)
    Draft.objects.filter(pk=draft.pk).update(state="waiting", plan=None, score=None)
    assert seek.call(draft.pk) == "done"
    for code in sorted({wish.asking.party.code for wish in wishes[:2]}):
        make_bilaterals.focal_point(model_case, code, password=PASSWORD, language="en")
    for number, wish in enumerate(wishes[:2]):
        make_programme.place(wish, model_case.rooms.get(tables=2), starts_at=make_programme.at(9 + 2 * number))
    pages = {
        "drafts": "",
        "timing": "timing/",
        "hours": "timing/hours/",
        "rules": "timing/rules/",
        "seek": "seek/",
        "draft": f"{draft.pk}/",
        "meetings": f"{draft.pk}/meetings/",
        "delegations": f"{draft.pk}/delegations/",
        "compare": f"compare/?one=working&other={draft.pk}",
        "publish": "publish/",
        "versions": "versions/",
    }
    user = account(Role.DESK_OFFICER, desks=("programme",))
    for width in (360, 1280):
        page = visit(f"/{language}/damascus-2020/office/", user=user, width=width)
        for name, address in pages.items():
            page.goto(f"/{language}/damascus-2020/office/timetable/{address}")
            _unharmed(page)
            if (name, language, width) in IN_THE_GUIDE:
                picture(page, f"timetable-{name}-{language}-{width}")
