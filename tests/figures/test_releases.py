"""Released tables: what is summed, what is not broken down, areas within areas, and how they are read."""

from typing import Any

import pytest
from django.utils import translation

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.figures.models import Edition, Observation
from secretariat.figures.queries.releases import asked_of
from secretariat.figures.queries.releases.charting import chart_of
from secretariat.figures.queries.releases.handing_out import as_records, as_rows_with_notes, as_table
from secretariat.figures.queries.releases.showing import in_words, shown_table
from tests import make, make_figures, make_releases

pytestmark = pytest.mark.django_db
STOCK: dict[str, Any] = {"groups": ("REF",), "measure": "stock"}


def by_sex(conference: Conference, numbers: dict[str, int], **fields: Any) -> Edition:
    edition = make_figures.edition(make_figures.dataset(conference, **fields))
    for sex, value in numbers.items():
        make_figures.observation(conference, value, edition=edition, sex=sex)
    return edition


def test_what_the_source_counts_in_a_total_alone_is_a_row_of_its_own() -> None:
    edition = by_sex(make.conference(), {"all": 1000, "f": 500, "m": 450})

    made = make_releases.published(edition, **STOCK, rows="asylum", columns="sex")

    assert [column["key"] for column in made.content["columns"]] == ["total", "f", "m", "total rest"]
    assert make_releases.cells(made)["LBN", "total"] == "1000"
    assert make_releases.cells(made)["LBN", "total rest"] == "50"
    assert {"code": "rest"} in made.content["notes"]
    table = shown_table(made.content)
    assert [str(column.label) for column in table.columns][-1] == "Not broken down"


def test_parts_that_come_to_more_than_their_total_are_released_without_totals_alone() -> None:
    edition = by_sex(make.conference(), {"all": 900, "f": 500, "m": 450})

    with pytest.raises(Refused, match="more than their total"):
        make_releases.laid_out(edition, **STOCK, rows="asylum", columns="sex")
    made = make_releases.published(edition, **STOCK, rows="asylum", columns="sex", has_margins=False)

    assert [column["key"] for column in made.content["columns"]] == ["f", "m"]


def test_below_country_level_the_stricter_rules_hold() -> None:
    edition = by_sex(make.conference(), {"f": 1234, "m": 7, "x": 8, "u": 52})

    made = make_releases.published(edition, **STOCK, rows="asylum", columns="sex")

    shown = make_releases.cells(made)
    assert made.rules["threshold"] == 10
    assert shown["LBN", "f"] == "1230"
    assert shown["LBN", "u"] == "50"
    assert shown["LBN", "m"] in {"<10", ":"}
    notes = shown_table(made.content).notes
    assert any("rounded to the nearest 5, from 1,000 on to the nearest 10" in note for note in notes)


def test_a_total_beside_its_parts_is_counted_once() -> None:
    edition = by_sex(make.conference(), {"all": 1000, "f": 500, "m": 450})

    made = make_releases.published(edition, **STOCK, rows="asylum", columns="year")

    assert make_releases.cells(made)["LBN", "2020"] == "1000"


def test_areas_stand_within_their_country_and_sites_within_areas() -> None:
    conference = make.conference()
    edition = make_figures.edition(make_figures.dataset(conference))
    damascus, aleppo = make_figures.area(conference), make_figures.area(conference, "SY02", "Aleppo")
    camp = make_figures.site(conference, "A site", host="SY", parent=aleppo)
    home = make_figures.country(conference, "SY")
    for place, value in ((damascus, 400), (aleppo, 300), (camp, 100)):
        make_figures.observation(conference, value, place=place, asylum=home, edition=edition)

    made = make_releases.published(edition, **STOCK, rows="area", columns="year")

    rows = [(row["key"], row["level"]) for row in made.content["rows"]]
    assert rows == [
        ("total", 0),
        ("SYR", 1),
        ("admin 1 SY01", 2),
        ("admin 1 SY02", 2),
        (f"site {camp.code}", 3),
        ("admin 1 SY02 rest", 3),
    ]
    shown = make_releases.cells(made)
    assert (shown["SYR", "2020"], shown["admin 1 SY02", "2020"]) == ("700", "300")
    assert shown["admin 1 SY02 rest", "2020"] == "200"


def test_ages_that_overlap_are_refused_and_narrow_ones_stand_within_wide_ones() -> None:
    conference = make.conference()
    edition = make_figures.edition(make_figures.dataset(conference))
    for low, high, value in ((0, 17, 300), (0, 4, 100), (5, 17, 200), (18, None, 500)):
        make_figures.observation(conference, value, edition=edition, min_age=low, max_age=high)

    table = asked_of(make_releases.laid_out(edition, **STOCK, rows="age", columns="year")).table
    make_figures.observation(conference, 50, edition=edition, min_age=10, max_age=20)

    assert [(row.key, row.level) for row in table.rows] == [
        ("total", 0),
        ("0-17", 1),
        ("0-4", 2),
        ("5-17", 2),
        ("18+", 1),
    ]
    assert table.cells["total", "2020"].value == 800
    with pytest.raises(Refused, match="overlap"):
        make_releases.laid_out(edition, **STOCK, rows="age", columns="year")


def test_stocks_at_two_dates_of_a_year_are_never_added() -> None:
    conference = make.conference()
    edition = make_figures.edition(make_figures.dataset(conference))
    make_figures.observation(conference, 500, edition=edition)
    late = make_figures.observation(conference, 600, edition=edition)
    Observation.objects.filter(pk=late.pk).update(period_start="2020-06-30", period_end="2020-06-30")

    with pytest.raises(Refused, match="several dates"):
        make_releases.laid_out(edition, **STOCK, rows="asylum", columns="year")


def test_what_was_not_collected_is_no_nought() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference, {"LB": {2019: 900, 2020: 0}, "JO": {2020: 800}})

    made = make_releases.published(edition)
    table = shown_table(made.content)

    assert make_releases.cells(made)["JOR", "2019"] == ""
    assert make_releases.cells(made)["LBN", "2020"] == "0"
    assert any("nothing was collected" in note for note in table.notes)
    assert any(cell.text == "–" for _row, cells in table.rows for cell in cells)


def test_rows_stand_by_name_in_the_readers_language_with_the_total_first() -> None:
    made = make_releases.published(make_releases.returns(make.conference()))

    english = [str(row.label) for row, _cells in shown_table(made.content).rows]
    with translation.override("ar"):
        arabic = shown_table(made.content)
        names = {in_words(row.label) for row, _cells in arabic.rows[1:]}

    assert english == ["Total", "Jordan", "Lebanon", "Türkiye"]
    assert arabic.rows[0][0].is_total
    assert "الأردن" in names


def test_returns_are_never_called_voluntary() -> None:
    made = make_releases.published(make_releases.returns(make.conference()))

    assert any("was not verified" in note for note in shown_table(made.content).notes)


def test_files_hold_what_is_shown_and_records_have_the_names_of_hapi() -> None:
    made = make_releases.published(make_releases.returns(make.conference()))
    table = shown_table(made.content)

    rows = as_table(made.content, table)
    records = as_records(made.content)

    assert rows[0] == ["Country of asylum", "Total", "2018", "2019", "2020"]
    assert "Türkiye" in {row[0] for row in rows}
    assert any("Address" in row for row in as_rows_with_notes(made.content, table, "https://example.org/"))
    lebanon = next(
        each
        for each in records
        if each["asylum_location_code"] == "LBN" and each["reference_period_end"] == "2019-12-31"
    )
    assert lebanon["population"] == 900
    assert (lebanon["population_group"], lebanon["gender"], lebanon["age_range"]) == ("RET", "all", "all")
    assert lebanon["reference_period_start"] == "2019-01-01"
    hidden = [each for each in records if each["shown_as"] in {"<5", ":"}]
    assert hidden
    assert {each["population"] for each in hidden} == {None}


def test_years_are_drawn_as_lines_and_anything_else_as_bars() -> None:
    conference = make.conference()
    lines = chart_of(make_releases.published(make_releases.returns(conference)).content, from_right=False)
    edition = by_sex(conference, {"f": 500, "m": 450}, key="by-sex")
    bars = chart_of(make_releases.published(edition, **STOCK, rows="asylum", columns="sex").content, from_right=True)

    assert lines is not None
    assert lines.template == "ui/_chart_lines.html"
    assert bars is not None
    assert bars.template == "ui/_chart_bars.html"


def test_the_list_shows_states_and_rules_to_those_who_read_figures() -> None:
    conference = make.conference()
    make_releases.submitted(make_releases.returns(conference))
    address = f"/en/{conference.slug}/office/releases/"

    page = make.client(make.user(Role.READER, conference)).get(address).content.decode()

    assert "Waits for a second person" in page
    assert "hidden below 5, rounded to 1" in page
    assert "Prepare a release" not in page
    assert make.client(make.user(Role.PRESS_OFFICER, conference)).get(address).status_code == 403


def test_an_empty_list_teaches() -> None:
    conference = make.conference()

    page = make.client(make.user(Role.READER, conference)).get(f"/en/{conference.slug}/office/releases/")

    assert "Nothing was released yet" in page.content.decode()
