"""An area of return on one page: conditions, obstacles, pledges, movements."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from secretariat.accounts.models import Role, Sensitivity
from secretariat.dossier.models import AreaOfObstacle, Obstacle, Tie
from secretariat.figures.models import Place
from secretariat.pledges.models import PledgeArea
from tests import make, make_dossier, make_figures, make_pledges

pytestmark = pytest.mark.django_db


def page_of(area: Place, role: str = Role.READER) -> str:
    browser = make.client(make.user(role, area.conference))
    return browser.get(f"/en/damascus-2020/office/areas/{area.pk}/").content.decode()


def obstacle_in(area: Place, text: str = "Mines", **fields: Any) -> Obstacle:
    obstacle = make_dossier.obstacle(area.conference, make.party("SY"), text=make_dossier.said(text), **fields)
    AreaOfObstacle.objects.create(conference=area.conference, obstacle=obstacle, place=area)
    return obstacle


def test_all_eight_criteria_stand_on_the_page_and_what_nobody_assessed_says_so() -> None:
    page = page_of(make_figures.area(make.conference()))

    assert page.count('class="criterion"') == 8
    assert page.count("severity-not-assessed") == 8
    assert "That does not mean that there is none." in page


def test_a_dissenting_view_stands_beside_the_finding_with_who_could_verify_and_what_is_not_known() -> None:
    area = make_figures.area(make.conference())
    said = make_figures.said
    condition = make_figures.condition(
        area,
        access="UNHCR",
        narrative=said("Shelling goes on"),
        dissenting_view=said("The army calls it calm"),
        information_gap=said("Nobody reached the east"),
        valid_until_date=localdate() - timedelta(days=1),
    )
    make.citation(condition, make.source(area.conference), "shelling")

    page = page_of(area)

    views = page[page.index('class="views"') : page.index('class="facts"')]
    assert views.index("Shelling goes on") < views.index("The army calls it calm")
    for words in ("that day is over", "Nobody reached the east", "UNHCR", "shelling", "No longer valid"):
        assert words in page


def test_an_indicator_is_told_with_its_value_and_unit() -> None:
    area = make_figures.area(make.conference())
    make_figures.condition(area, indicator=make_figures.said("Homes with water"), value="61.5000", unit="per cent")

    assert "Homes with water</bdi>: 61.5 <bdi>per cent</bdi>" in page_of(area)


def test_older_assessments_stay_as_history() -> None:
    area = make_figures.area(make.conference())
    make_figures.condition(area, severity="very high", as_of_date=date(2020, 1, 1))
    make_figures.condition(area, severity="medium", as_of_date=date(2020, 6, 1))

    page = page_of(area)

    assert page.index("severity-medium") < page.index("1 earlier assessment") < page.index("severity-very-high")


def test_thresholds_stand_one_by_one_and_one_that_nobody_assessed_says_so() -> None:
    area = make_figures.area(make.conference())
    met = make_figures.threshold(area.conference, "A")
    make_figures.threshold(area.conference, "B", text=make_figures.said("Return is voluntary"))
    make_figures.condition(area, threshold=met, severity="low")

    page = page_of(area)

    second = page[page.index("Return is voluntary") :]
    assert page.index("severity-low") < page.index("Return is voluntary")
    assert second.index("severity-not-assessed") < second.index("</section>")


def test_obstacles_stand_there_with_the_pledges_that_address_them() -> None:
    area = make_figures.area(make.conference())
    obstacle = obstacle_in(area)
    Tie.objects.create(
        conference=area.conference,
        obstacle=obstacle,
        pledge=make_pledges.pledge(area.conference, text=make_dossier.said("We clear mines")),
    )
    named = make_pledges.pledge(area.conference, text=make_dossier.said("We build a school"))
    PledgeArea.objects.create(conference=area.conference, pledge=named, pcode=area.code)
    make_pledges.pledge(area.conference, text=make_dossier.said("We do something elsewhere"))

    page = page_of(area)

    assert page.index("Mines") < page.index("We clear mines") < page.index("We build a school")
    assert "We do something elsewhere" not in page


def test_what_is_said_of_the_larger_area_is_said_of_its_parts() -> None:
    larger = make_figures.area(make.conference())
    smaller = make_figures.area(larger.conference, "SY0101", "Old town", kind="admin 2", parent=larger)
    obstacle_in(larger, "No water")
    pledge = make_pledges.pledge(larger.conference, text=make_dossier.said("Wells"))
    PledgeArea.objects.create(conference=larger.conference, pledge=pledge, pcode=larger.code)

    page = page_of(smaller)

    assert "No water" in page
    assert "Wells" in page


def test_movements_to_it_and_to_its_parts_stand_by_kind() -> None:
    area = make_figures.area(make.conference())
    part = make_figures.area(area.conference, "SY0101", "Old town", kind="admin 2", parent=area)
    make_figures.movement(area.conference, 1111, to_area=part)
    make_figures.movement(area.conference, 2222)

    page = page_of(area)

    assert "Returns (voluntariness not verified)" in page
    assert "1,111" in page
    assert "2,222" not in page


def test_what_is_hidden_is_not_told_and_a_camp_or_another_conference_has_no_page() -> None:
    area = make_figures.area(make.conference())
    obstacle_in(area, "in confidence", sensitivity=Sensitivity.RESTRICTED)
    make_figures.movement(area.conference, 98765, to_area=area, sensitivity=Sensitivity.RESTRICTED)
    site = make_figures.site(area.conference)
    elsewhere = make_figures.area(make.conference("geneva-2021"))

    page = page_of(area)
    browser = make.client(make.user(Role.SECRETARY, area.conference))

    assert "in confidence" not in page
    assert "98,765" not in page
    for place in (site, elsewhere):
        assert browser.get(f"/en/damascus-2020/office/areas/{place.pk}/").status_code == 404
    assert make.client(make.user(None)).get(f"/en/damascus-2020/office/areas/{area.pk}/").status_code == 404


def test_buttons_are_for_those_who_may() -> None:
    area = make_figures.area(make.conference())

    assert "/assess/" not in page_of(area)
    assert "/assess/" in page_of(area, Role.SECRETARY)


@pytest.mark.parametrize("count", [1, 30])
def test_many_rows_need_no_more_queries(count: int, django_assert_max_num_queries: Any) -> None:
    area = make_figures.area(make.conference())
    for number in range(count):
        make.citation(make_figures.condition(area, unit=str(number)), make.source(area.conference))
        make_figures.threshold(area.conference, str(number))
        tied = make_pledges.pledge(area.conference)
        Tie.objects.create(conference=area.conference, obstacle=obstacle_in(area, f"Mine {number}"), pledge=tied)
        make_figures.movement(area.conference, 100 + number, to_area=area)
    browser = make.client(make.user(Role.READER, area.conference))

    with django_assert_max_num_queries(24):
        page = browser.get(f"/en/damascus-2020/office/areas/{area.pk}/").content.decode()

    assert "Mine 0" in page
