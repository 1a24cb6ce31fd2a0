"""What several releases tell together: totals of a source and their parts, whichever ways they are broken down."""

from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.figures.actions import revise_disclosure_rules
from secretariat.figures.models import Edition
from tests import make, make_figures, make_releases

pytestmark = pytest.mark.django_db
STOCK: dict[str, Any] = {"groups": ("REF",), "measure": "stock", "rows": "asylum", "columns": "year"}


def rules_without_rounding(conference: Conference) -> None:
    revise_disclosure_rules(
        make.user(Role.SECRETARY, conference), conference, details={"local_rounding": 1, "large_rounding": 1}
    )


def edition_of(conference: Conference) -> Edition:
    return make_figures.edition(make_figures.dataset(conference))


def test_areas_within_areas_are_parts_of_the_total_of_their_country() -> None:
    conference = make.conference()
    edition, home = edition_of(conference), make_figures.country(conference, "SY")
    aleppo, damascus = make_figures.area(conference, "SY02", "Aleppo"), make_figures.area(conference)
    within = make_figures.site(conference, "A site", host="SY", parent=aleppo)
    for place, value in ((None, 103), (aleppo, 100), (damascus, 3), (within, 60)):
        make_figures.observation(conference, value, place=place, asylum=home, edition=edition)
    rules_without_rounding(conference)
    first = make_releases.published(edition, **STOCK)
    assert make_releases.cells(first)["SYR", "2020"] == "103"

    one = make_releases.laid_out(edition, **{**STOCK, "rows": "area", "filters": {"area": ("admin 1 SY02",)}})

    # 103 − 100 would tell of 3 people in Damascus.
    assert one.review.outcome["blank"] or one.review.state == "failed"


def test_ages_within_ages_are_parts_of_the_total_of_all() -> None:
    conference = make.conference()
    edition = edition_of(conference)
    for low, high, value in ((None, None, 103), (0, 17, 100), (18, None, 3), (0, 4, 60), (5, 17, 40)):
        make_figures.observation(conference, value, edition=edition, min_age=low, max_age=high)
    rules_without_rounding(conference)
    make_releases.published(edition, **STOCK)

    children = make_releases.laid_out(edition, **{**STOCK, "filters": {"age": ("0-17",)}})

    assert children.review.outcome["blank"] or children.review.state == "failed"


def test_a_wide_range_of_ages_is_the_sum_of_narrow_ones_without_any_total() -> None:
    conference = make.conference()
    edition = edition_of(conference)
    for low, high, value in ((0, 17, 103), (0, 4, 100), (5, 17, 3)):
        make_figures.observation(conference, value, edition=edition, min_age=low, max_age=high)
    rules_without_rounding(conference)
    make_releases.published(edition, **{**STOCK, "filters": {"age": ("0-17",)}})

    infants = make_releases.laid_out(edition, **{**STOCK, "filters": {"age": ("0-4",)}})

    assert infants.review.outcome["blank"] or infants.review.state == "failed"


def test_parts_by_sex_and_age_at_once_are_parts_of_the_total_of_all() -> None:
    conference = make.conference()
    edition = edition_of(conference)
    make_figures.observation(conference, 203, edition=edition)
    for sex, low, high, value in (("f", 0, 17, 100), ("f", 18, None, 50), ("m", 0, 17, 50), ("m", 18, None, 3)):
        make_figures.observation(conference, value, edition=edition, sex=sex, min_age=low, max_age=high)
    rules_without_rounding(conference)
    make_releases.published(edition, **STOCK)

    parts = make_releases.laid_out(
        edition,
        **{**STOCK, "rows": "sex", "columns": "age", "filters": {"sex": ("f", "m"), "age": ("0-17", "18+")}},
        has_margins=False,
    )

    # 203 less all that is shown would tell of 3 men.
    assert parts.review.outcome["blank"] or parts.review.state == "failed"


def test_a_release_about_others_counts_where_a_third_joins_the_two() -> None:
    conference = make.conference()
    edition = edition_of(conference)
    jordan, lebanon = make_figures.country(conference, "JO"), make_figures.country(conference, "LB")
    for sex, value in (("all", 103), ("f", 100), ("m", 3)):
        make_figures.observation(conference, value, edition=edition, sex=sex, asylum=jordan)
    make_figures.observation(conference, 200, edition=edition, asylum=lebanon)
    rules_without_rounding(conference)
    both = make_releases.published(edition, **{**STOCK, "rows": "group"})
    make_releases.published(edition, **STOCK, filters={"asylum": ("LBN",)})
    assert make_releases.cells(both)["REF", "2020"] == "303"

    women = make_releases.laid_out(edition, **STOCK, filters={"asylum": ("JOR",), "sex": ("f",)})

    # 303 − 200 − 100 would tell of 3 men, and only the first of the three is about Jordan.
    assert women.review.outcome["earlier"] == [1, 2]
    assert women.review.outcome["blank"]


def test_a_table_drawn_from_one_camp_follows_the_rules_of_camps_whatever_its_rows_say() -> None:
    conference = make.conference()
    edition, camp = edition_of(conference), make_figures.site(conference)
    jordan = make_figures.country(conference, "JO")
    for year, value in ((2019, 7), (2020, 1234)):
        make_figures.observation(conference, value, edition=edition, place=camp, asylum=jordan, year=year)

    made = make_releases.published(edition, **STOCK)

    assert made.rules["threshold"] == 10
    assert make_releases.cells(made)["JOR", "2019"] == "<10"
    assert make_releases.cells(made)["JOR", "2020"] == "1230"
