"""The Gantt chart: where bars, links and lines stand."""

import re
from datetime import date

import pytest

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.preparation.queries import plan_of
from secretariat.preparation.queries.chart import Chart, chart_of
from tests import make, make_preparation

pytestmark = pytest.mark.django_db
GANTT = "/en/damascus-2020/office/plan/?view=gantt"


def _chart(conference: Conference, *, today: date = date(2020, 10, 15), from_the_right: bool = False) -> Chart | None:
    lines = plan_of(conference, make.user(Role.SECRETARY, conference), today=today)
    return chart_of(lines, opening=conference.start_date, today=today, from_the_right=from_the_right)


def _plan(conference: Conference) -> None:
    first = make_preparation.task(conference, "First", start_date=date(2020, 10, 1), due_date=date(2020, 10, 10))
    second = make_preparation.task(conference, "Second", start_date=date(2020, 10, 20), due_date=date(2020, 10, 31))
    make_preparation.need(second, first)


def test_a_bar_reaches_from_its_first_to_its_last_day_on_the_scale_of_whole_months() -> None:
    conference = make.conference()
    _plan(conference)

    chart = _chart(conference)

    assert chart is not None
    # October and November: 61 days.
    first, second = chart.bars
    assert (first.x, first.width) == (0, round(10 / 61 * 100, 2))
    assert second.x == round(19 / 61 * 100, 2)
    assert [month.label for month in chart.months] == ["Oct 2020", "Nov 2020"]


def test_a_name_stands_above_its_bar_and_every_bar_lies_within_the_width_of_the_screen() -> None:
    conference = make.conference()
    _plan(conference)
    make_preparation.task(conference, "Last", due_date=date(2020, 11, 30))

    chart = _chart(conference)

    assert chart is not None
    assert all(bar.row_y < bar.label_y < bar.y for bar in chart.bars)
    assert all(0 <= bar.x < bar.x + bar.width <= 100 for bar in chart.bars)


def test_of_a_long_plan_a_narrow_screen_names_fewer_months_than_a_wide_one() -> None:
    conference = make.conference()
    make_preparation.task(conference, "Long", start_date=date(2019, 10, 1), due_date=date(2020, 11, 30))

    chart = _chart(conference)

    assert chart is not None
    named = [month for month in chart.months if month.label]
    narrow = [month for month in named if month.is_on_narrow_screens]
    assert len(chart.months) == 14
    assert len(named) == 7
    assert len(narrow) == 3


def test_a_link_leads_from_the_end_of_what_is_needed_to_the_beginning_of_what_needs_it() -> None:
    conference = make.conference()
    _plan(conference)

    chart = _chart(conference)

    assert chart is not None
    ((path, is_critical),) = chart.links
    first, second = chart.bars
    start = re.match(r"M([\d.]+) ([\d.]+)", path)
    assert start is not None
    assert float(start[1]) == pytest.approx(first.x + first.width, abs=0.11)
    assert path.endswith(f"H{second.x}")
    assert is_critical


def test_the_opening_and_today_are_marked_but_a_today_far_away_is_not() -> None:
    conference = make.conference()
    _plan(conference)

    near, far = _chart(conference), _chart(conference, today=date(2026, 1, 1))

    assert near is not None
    assert far is not None
    assert [mark.kind for mark in near.marks] == ["opening", "today"]
    assert near.marks[0].x == round(41 / 61 * 100, 2)
    assert [mark.kind for mark in far.marks] == ["opening"]


def test_critical_late_and_done_are_told_by_a_sign_before_the_name() -> None:
    conference = make.conference()
    _plan(conference)
    make_preparation.task(conference, "Done", state="done", due_date=date(2020, 10, 5))

    chart = _chart(conference)

    assert chart is not None
    assert [bar.label.split(" ")[0] for bar in chart.bars] == ["◆!", "✓", "◆"]


def test_in_arabic_the_labels_stand_on_the_right_and_time_still_runs_from_left_to_right() -> None:
    conference = make.conference()
    _plan(conference)

    chart = _chart(conference, from_the_right=True)
    page = make.client(make.user(Role.SECRETARY, conference)).get(GANTT.replace("/en/", "/ar/")).content.decode()

    assert chart is not None
    assert chart.bars[0].x == 0 < chart.bars[1].x
    assert re.findall(r'class="chart-label[^>]* x="([^"]*)"', page) == ["100%", "100%"]


def test_without_any_day_there_is_no_chart_and_dropped_tasks_are_not_drawn() -> None:
    conference = make.conference()
    make_preparation.task(conference, "Undated")
    make_preparation.task(conference, "Dropped", state="dropped", due_date=date(2020, 10, 1))

    assert _chart(conference) is None


def test_the_page_draws_with_plain_numbers_whatever_the_language_writes() -> None:
    conference = make.conference()
    _plan(conference)

    page = make.client(make.user(Role.SECRETARY, conference)).get(GANTT.replace("/en/", "/fr/")).content.decode()

    assert re.search(r'<rect class="bar [^"]*" x="[\d.]+%" y="[\d.]+" width="[\d.]+%"', page)
    assert not re.search(r'(x|y|width)="\d+,\d', page)


def test_the_drawing_says_what_it_is_and_the_table_stands_behind_it() -> None:
    conference = make.conference()
    _plan(conference)

    page = make.client(make.user(Role.SECRETARY, conference)).get(GANTT).content.decode()

    assert 'role="img" aria-labelledby="chart-title chart-desc"' in page
    assert '<title id="chart-title">' in page
    assert '<desc id="chart-desc">' in page
    assert page.index("</svg>") < page.index("<table")
