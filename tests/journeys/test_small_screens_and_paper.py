"""What a telephone shows without being pushed about, and what comes out of a printer."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, PdfMargins

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.dossier.models import Topic
from secretariat.meetings.models import Meeting, Mission
from secretariat.parties.models import Party
from secretariat.preparation.actions import lay_template
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
PAGE = re.compile(rb"/Type\s*/Page\b")
OFFICE = "/{language}/damascus-2020/office/"
NARROW = 360


def are_on_screen(drawn: Locator) -> bool:
    """Whether all of these lie between the two edges of a narrow screen."""
    sides = drawn.evaluate_all("all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.right])")
    return all(0 <= left <= right <= NARROW for left, right in sides)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_topic_and_the_brief_of_a_party_fit_one_page_each(
    account: Callable[..., User], visit: Visit, language: str
) -> None:
    office = OFFICE.format(language=language)
    user = account(Role.SECRETARY)
    topic, meeting = Topic.objects.order_by("pk")[0], Meeting.objects.get(key="assad-lavrentiev")
    russia = Party.objects.get(code="RU")

    page = visit(office, user=user)

    for place in (f"positions/topics/{topic.pk}/", f"briefs/{meeting.pk}/", f"briefs/parties/{russia.pk}/"):
        page.goto(office + place)
        margins = PdfMargins(top="12mm", bottom="12mm", left="12mm", right="12mm")
        assert len(PAGE.findall(page.pdf(format="A4", margin=margins))) == 1, place


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_narrow_screen_shows_every_bar_of_the_plan_and_every_point_of_a_mission(
    account: Callable[..., User], visit: Visit, language: str
) -> None:
    office = OFFICE.format(language=language)
    user, mission = account(Role.SECRETARY), Mission.objects.get()
    lay_template(user, mission.conference, template="international-conference")

    page = visit(f"{office}plan/?view=gantt", user=user, width=NARROW)

    bars = page.locator(".gantt :is(.bar, .line, .chart-label)")
    assert bars.count() >= 57
    assert are_on_screen(bars)
    page.goto(f"{office}missions/{mission.pk}/")
    points = page.locator(".line-of-time :is(.day, .lane-label)")
    assert points.count() >= 6
    assert are_on_screen(points)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_timeline_opens_at_the_newest_month_and_names_its_lanes(
    visit: Visit, model_case: Conference, language: str
) -> None:
    page = visit(f"/{language}/{model_case.slug}/timeline/", width=NARROW)

    ends = page.locator(".strip-dot").evaluate_all("dots => dots.map(dot => dot.getBoundingClientRect().right)")

    assert 0 < max(ends) <= NARROW
    assert min(ends) < 0, "the drawing is wider than the screen"
    assert are_on_screen(page.locator(".strip-label"))
