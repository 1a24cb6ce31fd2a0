"""Areas of return side by side: severities, what was not assessed, what is stale, and never a score."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from secretariat.accounts.models import Role, Sensitivity
from secretariat.archive.queries import Marks, page_in_office
from secretariat.conference.models import Conference
from secretariat.figures.models import Condition
from secretariat.figures.queries.areas import conditions_of, now_and_before, stale_conditions, thresholds_told
from secretariat.figures.queries.reading import Reading
from tests import make, make_figures

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/areas/"


def reading(conference: Conference, role: str = Role.SECRETARY) -> Reading:
    return Reading(conference, make.user(role, conference), Marks(page_in_office(conference.slug)), {})


def page_of(conference: Conference, address: str = ADDRESS, role: str = Role.READER) -> str:
    return make.client(make.user(role, conference)).get(address).content.decode()


def test_eight_criteria_stand_beside_each_area_and_what_was_not_assessed_says_so() -> None:
    area = make_figures.area(make.conference())
    make_figures.condition(area, valid_until_date=localdate() + timedelta(days=9))

    page = page_of(area.conference)

    assert page.count("severity-not-assessed") == 7
    assert page.count("severity-high") == 1
    assert "No longer valid" not in page
    assert "What was not assessed is not low." in page


def test_a_stale_assessment_is_shown_stale_with_its_day() -> None:
    area = make_figures.area(make.conference())
    make_figures.condition(area, as_of_date=date(2020, 1, 1), valid_until_date=localdate() - timedelta(days=1))

    page = page_of(area.conference)

    assert "No longer valid" in page
    assert 'datetime="2020-01-01"' in page


def test_no_page_holds_a_score_an_average_or_an_order_by_severity() -> None:
    conference = make.conference()
    worst = make_figures.area(conference, "SY01", "Damascus")
    best = make_figures.area(conference, "SY02", "Aleppo")
    for criterion, severity in (("safety", "very high"), ("living", "high")):
        make_figures.condition(worst, criterion=criterion, severity=severity)
        make_figures.condition(best, criterion=criterion, severity="low")

    page = page_of(conference)
    text = re.sub(r"<[^>]+>", " ", page[page.index("<main") :])

    assert page.index("Damascus") < page.index("Aleppo")
    assert not re.search(r"\b(score|average|mean|overall|index|safe area)\b", text, re.IGNORECASE)
    assert "none of them says that it is safe to return" in text


def test_a_voice_is_not_silenced_by_another_that_speaks_later() -> None:
    area = make_figures.area(make.conference())
    older = make_figures.condition(area, access="UNHCR", as_of_date=date(2020, 9, 1), severity="high")
    newer = make_figures.condition(area, access="UNHCR", as_of_date=date(2020, 10, 1), severity="medium")
    other = make_figures.condition(area, access="government", as_of_date=date(2020, 11, 1), severity="low")

    present, past = now_and_before(Condition.objects.all())

    assert (present, past) == ([other, newer], [older])


def test_thresholds_are_told_one_by_one_with_earlier_wordings() -> None:
    area = make_figures.area(make.conference())
    new = make_figures.threshold(area.conference, scheme_version="2019")
    old = make_figures.threshold(area.conference, scheme_version="2018", replaced_by=new)
    second = make_figures.threshold(area.conference, "2", scheme_version="2019")
    by_old = make_figures.condition(area, threshold=old)
    by_none = make_figures.condition(area, severity="low")

    told = conditions_of(reading(area.conference), area, date(2020, 12, 1))[0]

    assert [each.condition for each in told.present] == [by_none]
    assert [each.now.threshold for each in told.thresholds] == [new, second]
    assert [each.now.present for each in told.thresholds] == [[], []]
    assert [wording.threshold for wording in told.thresholds[0].before] == [old]
    assert [each.condition for each in told.thresholds[0].before[0].present] == [by_old]


def test_a_wording_whose_successor_is_hidden_stands_as_far_as_a_reader_knows() -> None:
    conference = make.conference()
    new = make_figures.threshold(conference, scheme_version="2019", sensitivity=Sensitivity.RESTRICTED)
    old = make_figures.threshold(conference, scheme_version="2018", replaced_by=new)

    told = thresholds_told(reading(conference, Role.READER))

    assert [each.now.threshold for _label, thresholds in told for each in thresholds] == [old]


def test_what_a_reader_may_not_see_is_not_assessed_for_them() -> None:
    area = make_figures.area(make.conference())
    make_figures.condition(area, sensitivity=Sensitivity.RESTRICTED)

    assert page_of(area.conference).count("severity-not-assessed") == 8
    assert "severity-high" in page_of(area.conference, role=Role.SECRETARY)


def test_stale_conditions_are_the_newest_of_their_voice() -> None:
    area = make_figures.area(make.conference())
    make_figures.condition(area, as_of_date=date(2020, 1, 1), valid_until_date=date(2020, 3, 1))
    stale = make_figures.condition(area, as_of_date=date(2020, 4, 1), valid_until_date=date(2020, 5, 1))
    make_figures.condition(area, criterion="living", valid_until_date=None)

    assert stale_conditions(reading(area.conference), date(2020, 5, 1)) == []
    assert stale_conditions(reading(area.conference), date(2020, 5, 2)) == [stale]


def test_an_empty_page_teaches_and_a_stranger_is_turned_away() -> None:
    conference = make.conference()

    assert "No area of return is named yet" in page_of(conference)
    assert "No threshold is written down yet" in page_of(conference, "/en/damascus-2020/office/thresholds/")
    assert make.client(make.user(None)).get(ADDRESS).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_many_areas_need_no_more_queries(count: int, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    for number in range(count):
        make_figures.condition(make_figures.area(conference, f"SY{number:02}", f"Area {number}"))
    browser = make.client(make.user(Role.READER, conference))

    with django_assert_max_num_queries(9):
        page = browser.get(ADDRESS).content.decode()

    assert "Area 0" in page


def test_hostile_words_do_no_harm() -> None:
    area = make_figures.area(make.conference(), name=make.HOSTILE)
    threshold = make_figures.threshold(area.conference, make.HOSTILE, scheme=make.HOSTILE)
    said = make_figures.said(make.HOSTILE)
    make_figures.condition(area, threshold=threshold, narrative=said, dissenting_view=said, unit=make.HOSTILE)

    for address in (ADDRESS, f"{ADDRESS}{area.pk}/", "/en/damascus-2020/office/thresholds/"):
        assert "<b>" not in page_of(area.conference, address)
