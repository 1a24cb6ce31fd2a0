"""What is never added: two sources by hand, what was revised, and people at two dates of one year."""

from datetime import date

import pytest

from secretariat.accounts.models import Role
from secretariat.archive.queries import Marks, page_in_office
from secretariat.conference.models import Conference
from secretariat.figures.models import Layout
from secretariat.figures.queries.camps import camps_of, pictures_of_site
from secretariat.figures.queries.counting import ages_of, datasets_of
from secretariat.figures.queries.country import drawing_of
from secretariat.figures.queries.reading import Reading
from tests import make, make_figures

pytestmark = pytest.mark.django_db
JUNE = {"period_start": date(2020, 6, 30), "period_end": date(2020, 6, 30)}


def reading_of(conference: Conference) -> Reading:
    return Reading(conference, make.user(Role.READER, conference), Marks(page_in_office(conference.slug)), {})


def shown_of(conference: Conference) -> list[list[tuple[int, int]]]:
    reading = reading_of(conference)
    return [sorted(each.values()) for each in camps_of(reading, None, drawing_of(reading)).latest.values()]


def test_two_words_by_hand_on_a_camp_stand_side_by_side() -> None:
    conference = make.conference()
    camp, jordan = make_figures.site(conference), make_figures.country(conference, "JO")
    for value, said_by in ((80_000, "JO"), (75_000, "LB")):
        make_figures.observation(conference, value, place=camp, asylum=jordan, said_by=make.party(said_by))

    assert shown_of(conference) == [[(2020, 75_000), (2020, 80_000)]]


def test_a_number_by_hand_that_was_revised_is_told_no_longer() -> None:
    conference = make.conference()
    camp, jordan = make_figures.site(conference), make_figures.country(conference, "JO")
    old = make_figures.observation(conference, 80_000, place=camp, asylum=jordan)
    make_figures.observation(conference, 76_000, place=camp, asylum=jordan, revises=old)

    assert shown_of(conference) == [[(2020, 76_000)]]


def test_people_of_a_camp_at_two_dates_of_a_year_are_the_same_people() -> None:
    conference = make.conference()
    camp, jordan = make_figures.site(conference), make_figures.country(conference, "JO")
    edition = make_figures.edition(make_figures.dataset(conference))
    make_figures.observation(conference, 500, place=camp, asylum=jordan, edition=edition, **JUNE)
    for accommodation, value in (("P", 400), ("S", 30)):
        make_figures.observation(
            conference, value, place=camp, asylum=jordan, edition=edition, accommodation=accommodation
        )
    reading = reading_of(conference)

    pictures, _lines = pictures_of_site(reading, camp, drawing_of(reading))

    assert shown_of(conference) == [[(2020, 430)]]
    assert [row[1:] for row in pictures[0].table.rows] == [[430]]


def test_returns_to_a_place_in_two_halves_of_a_year_are_one_sum() -> None:
    conference = make.conference()
    camp, jordan = make_figures.site(conference), make_figures.country(conference, "JO")
    edition = make_figures.edition(make_figures.dataset(conference))
    for months, value in (((1, 6), 500), ((7, 12), 600)):
        start, end = date(2020, months[0], 1), date(2020, months[1], 28)
        flow = {"group": "RET", "measure": "flow", "period_start": start, "period_end": end}
        make_figures.observation(conference, value, place=camp, asylum=jordan, edition=edition, **flow)

    assert shown_of(conference) == [[(2020, 1100)]]


def test_people_by_sex_and_age_at_two_dates_are_not_added() -> None:
    conference = make.conference()
    edition = make_figures.edition(make_figures.dataset(conference, layout=Layout.UNHCR_LOCATIONS))
    for value, when in ((50, JUNE), (40, {})):
        make_figures.observation(conference, value, edition=edition, sex="f", min_age=0, max_age=4, **when)
    reading, lebanon = reading_of(conference), make_figures.country(conference, "LB")

    found = ages_of(reading, lebanon, "asylum", since=2000, datasets=datasets_of(reading))

    assert [each.values for each in found] == [{("f", 0, 4): 40}]
