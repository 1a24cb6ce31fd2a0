"""The plan as list, board, chart and spreadsheet, and the page of a task."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.test import Client
from i18nfield.strings import LazyI18nString
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.preparation.models import Task
from secretariat.preparation.queries import late_and_blocked, plan_of
from tests import make, make_preparation

pytestmark = pytest.mark.django_db
PLAN = "/en/damascus-2020/office/plan/"


def _browser(conference: Conference, role: str = Role.SECRETARY) -> Client:
    return make.client(make.user(role, conference))


def _shown(browser: Client, query: str = "") -> list[str]:
    return [str(line.task.title) for line in browser.get(f"{PLAN}?{query}").context["lines"]]


def _cells(browser: Client, query: str = "") -> list[list[str]]:
    return list(csv.reader(io.StringIO(browser.get(f"{PLAN}?format=csv{query}").content.decode("utf-8-sig"))))


def _three(conference: Conference) -> list[Task]:
    """A chain of two before the opening, and one task beside it that is held up."""
    first = make_preparation.task(conference, "First", start_date=date(2020, 10, 1), due_date=date(2020, 10, 10))
    second = make_preparation.task(conference, "Second", start_date=date(2020, 10, 11), due_date=date(2020, 10, 20))
    beside = make_preparation.task(conference, "Beside", blocked_because="No budget", due_date=date(2020, 10, 15))
    make_preparation.need(second, first)
    return [first, second, beside]


def test_a_line_says_whether_it_is_late_blocked_and_critical() -> None:
    conference = make.conference()
    _three(conference)

    lines = {
        str(line.task): line
        for line in plan_of(conference, make.user(Role.SECRETARY, conference), today=date(2020, 10, 12))
    }

    assert [(name, line.is_late, line.is_blocked, line.is_critical) for name, line in lines.items()] == [
        ("First", True, False, True),
        ("Beside", False, True, False),
        ("Second", False, True, True),
    ]
    assert [line.place.slack for line in lines.values() if line.place] == [0, 19, 0]
    assert lines["First"].needed_by == [lines["Second"].task]


def test_what_is_settled_is_neither_late_nor_critical() -> None:
    conference = make.conference()
    make_preparation.task(conference, state="done", due_date=date(2020, 10, 1))
    make_preparation.task(conference, "Dropped", state="dropped", due_date=date(2020, 10, 1), blocked_because="x")

    lines = plan_of(conference, make.user(Role.SECRETARY, conference), today=date(2020, 11, 1))

    assert [(line.is_late, line.is_blocked, line.place) for line in lines] == [(False, False, None)] * 2


def test_what_follows_the_opening_has_no_slack_before_it() -> None:
    conference = make.conference()
    make_preparation.task(conference, due_date=date(2020, 12, 1))

    (line,) = plan_of(conference, make.user(Role.SECRETARY, conference), today=date(2020, 11, 1))

    assert line.place is None


def test_a_plan_whose_needs_run_in_a_circle_is_still_shown_without_a_longest_chain() -> None:
    conference = make.conference()
    first, second = make_preparation.task(conference, "First"), make_preparation.task(conference, "Second")
    make_preparation.need(first, second)
    make_preparation.need(second, first)

    lines = plan_of(conference, make.user(Role.SECRETARY, conference), today=date(2020, 11, 1))

    assert [(line.is_blocked, line.place) for line in lines] == [(True, None), (True, None)]


def test_a_due_day_that_leaves_no_room_for_what_follows_endangers_the_opening() -> None:
    conference = make.conference()
    first = make_preparation.task(conference, "First", due_date=date(2020, 11, 9))
    second = make_preparation.task(conference, "Second", start_date=date(2020, 11, 8), due_date=date(2020, 11, 10))
    make_preparation.need(second, first)

    first_line, second_line = plan_of(conference, make.user(Role.SECRETARY, conference), today=date(2020, 11, 1))

    assert (first_line.endangers, second_line.endangers) == (True, False)


def test_the_morning_tells_late_blocked_and_due_this_week_each_task_once() -> None:
    conference, today = make.conference(), date(2020, 10, 12)
    first, _second, _beside = _three(conference)
    make_preparation.task(conference, "Soon", due_date=today + timedelta(days=6))
    make_preparation.task(conference, "Not soon", due_date=today + timedelta(days=7))
    waiting = make_preparation.task(conference, "Far", start_date=date(2020, 11, 1), due_date=date(2020, 11, 3))
    make_preparation.need(waiting, first)

    late, blocked, soon = late_and_blocked(
        plan_of(conference, make.user(Role.SECRETARY, conference), today=today), today
    )

    assert [[str(line.task) for line in each] for each in (late, blocked, soon)] == [
        ["First"],
        ["Beside", "Second"],
        ["Soon"],
    ]


def test_the_list_filters_by_words_in_any_language_state_and_kind() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    _three(conference)
    mine = make_preparation.task(conference, "Mine", owner=secretary, state="done")
    Task.objects.filter(pk=mine.pk).update(title=LazyI18nString({"en": "Badges", "ar": "البطاقات"}))
    browser = make.client(secretary)

    assert _shown(browser, "q=البطاقات") == ["Badges"]
    assert _shown(browser, "only=mine") == ["Badges"]
    assert _shown(browser, "state=held+up") == ["Beside"]
    assert _shown(browser, "only=critical") == ["First", "Second"]
    assert _shown(browser, "only=late&state=planned") == ["First", "Second"]
    assert len(_shown(browser, "state=nonsense&only=nothing&sort=nothing&view=nothing")) == 4


def test_the_list_sorts_both_ways_and_what_has_no_place_stands_last() -> None:
    conference = make.conference()
    _three(conference)
    make_preparation.task(conference, "Undated")
    browser = _browser(conference)

    assert _shown(browser) == ["First", "Beside", "Second", "Undated"]
    assert _shown(browser, "sort=-due") == ["Second", "Beside", "First", "Undated"]
    assert _shown(browser, "sort=title") == ["Beside", "First", "Second", "Undated"]
    assert _shown(browser, "sort=begins")[:2] == ["First", "Second"]


def test_the_board_has_a_column_for_each_state_and_a_form_for_each_task() -> None:
    conference = make.conference()
    _three(conference)

    page = _browser(conference).get(f"{PLAN}?view=board")

    assert [(column["key"], len(column["cards"])) for column in page.context["columns_of_tasks"]] == [
        ("planned", 2),
        ("under way", 0),
        ("held up", 1),
        ("done", 0),
        ("dropped", 0),
    ]
    assert page.content.decode().count('class="move"') == 3


def test_a_reader_moves_only_what_is_theirs() -> None:
    conference = make.conference()
    _three(conference)
    reader = make.user(Role.READER, conference)
    make_preparation.task(conference, "Mine", owner=reader)

    board = make.client(reader).get(f"{PLAN}?view=board").content.decode()
    listed = make.client(reader).get(PLAN).content.decode()

    assert board.count('class="move"') == 1
    assert "data-bulk-row" not in listed
    assert "Plan a task" not in listed


def test_the_spreadsheet_holds_what_is_shown_and_no_cell_is_a_formula() -> None:
    conference = make.conference()
    _three(conference)
    make_preparation.task(conference, "=HYPERLINK(0)", owner_unit=LazyI18nString({"en": "@SUM(1)"}), state="done")

    rows = _cells(_browser(conference), "&only=critical")
    hostile = _cells(_browser(conference), "&state=done")[1]

    assert rows[0][:4] == ["Task", "State", "Begins on", "Due on"]
    assert [row[0] for row in rows[1:]] == ["First", "Second"]
    assert rows[2][6] == "First"
    assert rows[1][-3:] == ["Yes", "0", "2020-10-31"]
    assert (hostile[0], hostile[5]) == ("'=HYPERLINK(0)", "'@SUM(1)")


def test_the_page_of_a_task_says_what_it_needs_and_what_needs_it() -> None:
    conference = make.conference()
    first, second, _beside = _three(conference)
    make.citation(second, make.source(conference, title="Minutes of the desk"), "by 20 October")
    browser = _browser(conference)

    page = browser.get(f"{PLAN}{second.pk}/")
    other = browser.get(f"{PLAN}{first.pk}/")

    assert page.context["line"].needs == [first]
    assert other.context["line"].needed_by == [second]
    assert "Minutes of the desk" in page.content.decode()
    assert "Latest end" in page.content.decode()


def test_a_task_that_is_kept_close_or_of_another_conference_is_not_found() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    close, foreign = make_preparation.task(conference, "Hush", sensitivity="restricted"), make_preparation.task(other)
    open_task = make_preparation.task(conference, "Open")
    make_preparation.need(open_task, close)
    browser = _browser(conference, Role.READER)

    assert browser.get(f"{PLAN}{close.pk}/").status_code == 404
    assert browser.get(f"{PLAN}{foreign.pk}/").status_code == 404
    for address in (PLAN, f"{PLAN}?view=board", f"{PLAN}?view=gantt", f"{PLAN}?format=csv", f"{PLAN}{open_task.pk}/"):
        assert "Hush" not in browser.get(address).content.decode()


def test_a_focal_point_and_a_stranger_find_no_plan() -> None:
    conference = make.conference()
    focal_point = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    assert make.client(focal_point).get(PLAN).status_code == 404
    assert make.client().get(PLAN).status_code == 302


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
@pytest.mark.parametrize("view", ["list", "board", "gantt"])
def test_the_views_answer_in_both_reading_directions_and_hostile_titles_do_no_harm(language: str, view: str) -> None:
    conference = make.conference()
    _three(conference)
    make_preparation.task(conference, make.HOSTILE, due_date=date(2020, 11, 1), blocked_because=make.HOSTILE)

    page = _browser(conference).get(f"{PLAN.replace('/en/', f'/{language}/')}?view={view}")

    assert page.status_code == 200
    assert "&lt;b&gt;" in page.content.decode()
    assert "<b>" not in page.content.decode()


def test_an_empty_plan_teaches_what_belongs_there() -> None:
    conference = make.conference()

    assert "Lay a template" in _browser(conference).get(PLAN).content.decode()
    assert "Lay a template" not in _browser(conference, Role.READER).get(PLAN).content.decode()


@pytest.mark.parametrize("view", ["list", "board", "gantt"])
def test_the_plan_asks_the_same_for_one_task_and_thirty(
    django_assert_num_queries: DjangoAssertNumQueries, view: str
) -> None:
    conference = make.conference()
    browser = _browser(conference)
    owner = make.user(Role.READER, conference)
    before = make_preparation.task(conference, "0", due_date=date(2020, 11, 1), owner=owner)
    browser.get(f"{PLAN}?view={view}")

    with django_assert_num_queries(7) as one:
        browser.get(f"{PLAN}?view={view}")
    for place in range(1, 30):
        task = make_preparation.task(conference, str(place), due_date=date(2020, 11, 1), owner_party=make.party("LB"))
        make_preparation.need(task, before)
        before = task
    with django_assert_num_queries(len(one)):
        browser.get(f"{PLAN}?view={view}")
