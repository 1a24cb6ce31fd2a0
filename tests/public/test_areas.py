"""Areas of return as the public reads them: conditions with sources, and never how many people moved."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from secretariat.accounts.models import Role, Sensitivity
from secretariat.conference.models import Conference
from secretariat.dossier.models import AreaOfObstacle, Tie
from secretariat.figures.models import Place
from tests import make, make_dossier, make_figures, make_pledges

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/areas/"
HIDDEN: dict[str, Any] = {"sensitivity": Sensitivity.SECRETARIAT}


def page_of(address: str = ADDRESS) -> str:
    answer = make.client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def told() -> Conference:
    area = make_figures.area(make.conference())
    condition = make_figures.condition(area, narrative=make_figures.said("Shelling goes on"))
    make.citation(condition, make.source(area.conference, "unhcr"), "shelling")
    return area.conference


def test_the_list_and_the_page_tell_what_is_public_with_its_source() -> None:
    told()

    listed, page = page_of(), page_of(f"{ADDRESS}SY01/")

    assert "severity-high" in listed
    assert f'href="{ADDRESS}SY01/"' in listed
    for words in ("Shelling goes on", "shelling", "/damascus-2020/sources/unhcr/", "1 November 2020"):
        assert words in page
    assert "/office/" not in listed + page


def test_what_is_not_public_is_not_told_and_an_area_of_which_nothing_is_public_is_not_named() -> None:
    conference = told()
    quiet = make_figures.area(conference, "SY02", "Aleppo")
    make_figures.condition(quiet, **HIDDEN)
    make_figures.area(conference, "SY03", "Idlib")
    make_figures.threshold(conference, text=make_figures.said("in confidence"), **HIDDEN)
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(ADDRESS).content.decode()

    assert "Damascus" in page
    for words in ("Aleppo", "Idlib", "in confidence"):
        assert words not in page
    assert browser.get(f"{ADDRESS}SY02/").status_code == 404


def test_no_number_of_people_is_told_whatever_its_sensitivity() -> None:
    conference = told()
    area = Place.objects.get(code="SY01")
    source = make.source(conference, "counts")
    make.citation(make_figures.movement(conference, 987654, to_area=area), source)
    make.citation(make_figures.observation(conference, 876543, place=area), source)

    pages = [page_of(), page_of(f"{ADDRESS}SY01/"), page_of("/en/damascus-2020/sources/counts/")]

    for words in ("987,654", "987654", "876,543", "876543", "Self-organised"):
        assert all(words not in page for page in pages)
    assert "Nothing that is public cites it yet." in pages[2]


def test_obstacles_and_pledges_there_are_told_as_far_as_they_are_public() -> None:
    conference = make.conference()
    area = make_figures.area(conference)
    for text, fields in (("Mines", {}), ("in confidence", HIDDEN)):
        obstacle = make_dossier.obstacle(conference, text=make_dossier.said(text), **fields)
        AreaOfObstacle.objects.create(conference=conference, obstacle=obstacle, place=area)
        for promised, seen in (("We clear mines", {}), ("We say nothing", HIDDEN)):
            pledge = make_pledges.pledge(conference, text=make_dossier.said(promised), **seen)
            Tie.objects.create(conference=conference, obstacle=obstacle, pledge=pledge)

    page = page_of(f"{ADDRESS}SY01/")

    assert page.index("Mines") < page.index("We clear mines")
    assert "in confidence" not in page
    assert "We say nothing" not in page


def test_a_kept_page_turns_stale_with_the_day_at_the_venue(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make.conference()
    last = localdate() + timedelta(days=2)
    make_figures.condition(make_figures.area(conference), as_of_date=date(2020, 1, 1), valid_until_date=last)

    before = page_of()
    monkeypatch.setattr(timezone, "now", lambda: datetime.combine(last + timedelta(days=1), time(12), UTC))
    after = page_of()

    assert "No longer valid" not in before
    assert "No longer valid" in after


def test_a_source_says_for_which_condition_it_is_cited() -> None:
    told()

    page = page_of("/en/damascus-2020/sources/unhcr/")

    assert "Conditions of areas of return" in page
    assert "Damascus: Safety, security and freedom of movement, High" in page


def test_an_empty_page_teaches_and_a_conference_that_is_not_public_has_none() -> None:
    make.conference()
    make.conference("hidden", is_public=False)

    assert "No area of return is described yet" in page_of()
    assert make.client().get("/en/hidden/areas/").status_code == 404
    assert make.client().get(f"{ADDRESS}SY99/").status_code == 404


def test_a_kept_page_asks_exactly_one_query(django_assert_num_queries: Any) -> None:
    told()
    first = page_of(f"{ADDRESS}SY01/")

    with django_assert_num_queries(1):
        second = page_of(f"{ADDRESS}SY01/")

    assert second == first


@pytest.mark.parametrize("count", [1, 30])
def test_many_areas_need_no_more_queries(count: int, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    for number in range(count):
        make_figures.condition(make_figures.area(conference, f"SY{number:02}", f"Area {number}"))

    with django_assert_max_num_queries(8):
        page = page_of()

    assert "Area 0" in page


def test_the_page_reads_in_arabic_from_the_right() -> None:
    told()

    page = make.client().get("/ar/damascus-2020/areas/SY01/").content.decode()

    assert 'dir="rtl"' in page
