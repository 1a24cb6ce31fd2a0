"""An area of return: assessed against a threshold, with an obstacle that a pledge addresses, and who moved to it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from i18nfield.strings import LazyI18nString
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, Sensitivity, User
from secretariat.archive.models import Fact, Source
from secretariat.conference.models import Conference
from secretariat.dossier.models import AreaOfObstacle, Obstacle, Tie
from secretariat.figures.models import Condition, Movement, Place
from tests import make, make_figures, make_pledges
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
OFFICE = "/en/damascus-2020/office/"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
Picture = Callable[[Page, str], None]
PICTURED = {("area", "ar", 1280), ("movements", "en", 1280)}


def submit(page: Page) -> None:
    """Hand in the form of a page."""
    page.locator("main form .form-actions button.button").first.click()
    page.wait_for_load_state()


def both(english: str, arabic: str) -> LazyI18nString:
    """A text in two languages."""
    return LazyI18nString({"en": english, "ar": arabic})


def named(conference: Conference, code: str, name: LazyI18nString) -> Place:
    """An area of return of this name, whether the case names it already or not."""
    known = Place.objects.filter(conference=conference, kind="admin 1", code=code)
    if not known.exists():
        make_figures.area(conference, code)
    known.update(name=name, is_area_of_return=True)
    return known.get()


@pytest.fixture
def area(model_case: Conference) -> Place:
    """Damascus and two more, with thresholds, assessments that disagree, an obstacle, a pledge and movements."""
    conference = model_case
    Place.objects.filter(conference=conference).update(is_area_of_return=False)
    damascus = named(conference, "SY01", both("Damascus", "دمشق"))
    named(conference, "SY02", both("Aleppo", "حلب"))
    named(conference, "SY04", both("Homs", "حمص"))
    source = Source.objects.filter(conference=conference, sensitivity=Sensitivity.PUBLIC).first()
    assert source is not None
    newer = make_figures.threshold(
        conference,
        "7",
        criterion="property",
        scheme_version="2019",
        text=both("Refugees can recover their homes, and it is monitored", "يستعيد اللاجئون منازلهم ويُراقَب ذلك"),
    )
    make_figures.threshold(conference, "7", criterion="property", scheme_version="2018", replaced_by=newer)
    soon, over = localdate() + timedelta(days=60), localdate() - timedelta(days=20)
    facts: list[Fact] = [
        make_figures.condition(
            damascus,
            access="UNHCR",
            valid_until_date=over,
            narrative=both("Checkpoints are many, and detentions are reported.", "الحواجز كثيرة ويُبلّغ عن اعتقالات."),
            dissenting_view=both("The government says that roads are open.", "تقول الحكومة إن الطرق مفتوحة."),
            information_gap=both("The eastern quarters could not be reached.", "تعذّر الوصول إلى الأحياء الشرقية."),
        ),
        make_figures.condition(damascus, access="government", severity="low", valid_until_date=soon),
        make_figures.condition(
            damascus,
            criterion="living",
            severity="medium",
            valid_until_date=soon,
            indicator=both("Households with running water", "أسر لديها مياه جارية"),
            value="61.5",
            unit="%",
        ),
        make_figures.condition(
            damascus, criterion="property", threshold=newer, severity="very high", valid_until_date=soon
        ),
    ]
    obstacle = Obstacle.objects.filter(conference=conference, sensitivity=Sensitivity.PUBLIC).first()
    assert obstacle is not None
    AreaOfObstacle.objects.create(conference=conference, obstacle=obstacle, place=damascus)
    pledge = make_pledges.pledge(conference, text=both("Schools and clinics are rebuilt", "إعادة بناء مدارس ومستوصفات"))
    Tie.objects.create(conference=conference, obstacle=obstacle, pledge=pledge)
    for month, persons in ((9, 1250), (10, 1810)):
        facts.append(
            make_figures.movement(
                conference,
                persons,
                to_area=damascus,
                start_date=date(2020, month, 1),
                end_date=date(2020, month, 30),
            )
        )
    facts.append(make_figures.movement(conference, 40, kind="forced", voluntariness="unknown", to_area=damascus))
    facts.append(make_figures.movement(conference, 95, kind="go-and-see", to_area=damascus))
    facts.append(make_figures.intention(conference))
    facts.append(make_figures.intention(conference, horizon="one day", share="75.00", base=2380))
    for fact in facts:
        make.citation(fact, source, "as the report says")
    return damascus


def test_an_area_is_assessed_by_a_threshold_and_the_assessment_stands_beside_the_others(
    visit: Visit, account: Callable[..., User], area: Place, picture: Picture
) -> None:
    page = visit(f"{OFFICE}areas/", user=account(Role.SECRETARY))
    expect(page.locator(".areas-matrix tbody tr")).to_have_count(3)
    picture(page, "figures-areas-en-1280")

    page.get_by_role("link", name="Damascus").click()
    page.get_by_role("link", name="Assess by this threshold").first.click()
    page.locator("[name=severity]").select_option("high")
    page.locator("[name=as_of_date]").fill("2020-11-20")
    page.locator("[name=access]").select_option("IOM")
    submit(page)
    expect(page.locator("main")).to_contain_text("Name a source")
    page.locator("[name=source_1]").select_option(index=1)
    submit(page)

    expect(page.locator("main")).to_contain_text("The assessment is written down.")
    assert Condition.objects.filter(area=area, criterion="property").count() == 2
    picture(page, "figures-area-en-1280")


def test_the_page_of_an_area_reads_well_in_both_directions_and_on_a_small_screen(
    visit: Visit, account: Callable[..., User], area: Place, picture: Picture
) -> None:
    page = visit(f"{OFFICE}areas/{area.pk}/", user=account(Role.SECRETARY))
    wide = []
    for language in ("en", "ar"):
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            for name, address in (
                ("area", f"areas/{area.pk}/"),
                ("areas", "areas/"),
                ("movements", "movements/"),
                ("intentions", "intentions/"),
                ("thresholds", "thresholds/"),
            ):
                page.goto(f"/{language}/damascus-2020/office/{address}")
                if (name, language, width) in PICTURED:
                    picture(page, f"figures-{name}-{language}-{width}")
                if page.evaluate(OVERFLOW) > 0:
                    wide.append((name, language, width))
                violations = Axe().run(page).response["violations"]
                assert [each["id"] for each in violations] == [], (name, language, width, violations)
            page.goto(f"/{language}/damascus-2020/areas/SY01/")
            if page.evaluate(OVERFLOW) > 0:
                wide.append(("public area", language, width))

    assert wide == []


def test_a_movement_that_is_too_short_is_refused_with_all_that_was_entered_kept(
    visit: Visit, account: Callable[..., User], area: Place
) -> None:
    page = visit(f"{OFFICE}movements/record/?area={area.pk}", user=account(Role.SECRETARY), scripts=False)
    page.locator("[name=kind]").select_option("facilitated")
    page.locator("[name=start_date]").fill("2020-10-01")
    page.locator("[name=end_date]").fill("2020-10-03")
    page.locator("[name=persons]").fill("1200")
    page.locator("[name=source_1]").select_option(index=1)
    submit(page)
    expect(page.locator("main")).to_contain_text("3 days long")
    expect(page.locator("[name=persons]")).to_have_value("1200")

    page.locator("[name=end_date]").fill("2020-10-09")
    submit(page)

    expect(page.locator("main")).to_contain_text("The movement is written down.")
    assert Movement.objects.filter(persons=1200).exists()


def test_a_pledge_is_tied_to_an_obstacle_and_drawn_from_what_was_said(
    visit: Visit, account: Callable[..., User], area: Place, picture: Picture
) -> None:
    tie = Tie.objects.get()
    page = visit(f"{OFFICE}pledges/{tie.pledge_id}/ties/", user=account(Role.SECRETARY))
    page.get_by_role("button", name="Untie").click()
    page.wait_for_load_state()
    assert not Tie.objects.exists()
    page.get_by_role("link", name="Tie it to an obstacle").click()
    page.locator("[name=to]").select_option(f"obstacle-{tie.obstacle_id}")
    submit(page)
    expect(page.locator("main")).to_contain_text("The pledge is tied to it.")
    picture(page, "dossier-ties-en-1280")

    page.goto(f"{OFFICE}obstacles/")

    expect(page.locator(f"#obstacle-{tie.obstacle_id}")).to_contain_text("Schools and clinics are rebuilt")
