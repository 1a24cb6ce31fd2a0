"""Every table of the office comes as a file too: what a page shows, on all its pages, and nothing that it does not."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import ResolverMatch, reverse
from lxml import html
from openpyxl import load_workbook

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.config import tables
from secretariat.config.tables import tables_in
from tests import make, make_meetings, make_programme
from tests.test_walk import EXPECTED, POSTED, cast, world

pytestmark = pytest.mark.django_db

# Pages whose tables are filled in, laid out or compared on the spot, or tell of one thing alone.
NO_LISTS = {
    "api:import",
    "api:open_token",
    "api:webhook",
    "conference:conference",
    "delegations:change",
    "delegations:delegation",
    "documents:document",
    "door:printing",
    "door:setup",
    "figures:camp",
    # Each of its drawings has a file of its numbers.
    "figures:country",
    "figures:dataset",
    "figures:edition",
    "figures:match_columns",
    "figures:release",
    "figures:review",
    "meetings:compare_minutes",
    "meetings:meeting",
    "meetings:mission",
    "pledges:dashboard",
    "pledges:pledge",
    "programme:draft",
    "programme:grid",
    "programme:venue",
}


def rows_in(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))


def sheet_in(answer: Any) -> list[list[str]]:
    sheet: Any = load_workbook(io.BytesIO(answer.content)).active
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def main_of(answer: Any) -> Any:
    return next(html.document_fromstring(answer.content.decode()).iter("main"))


def saved(main: Any, kind: str) -> list[str]:
    return [each.get("href") for each in main.iter("a") if f"={kind}" in (each.get("href") or "")]


def test_every_list_of_every_desk_is_saved_as_csv_and_as_xlsx() -> None:
    here, there = world("damascus-2020"), world("geneva-2021")
    browser = make.client(cast(here.conference, there.conference)[Role.SECRETARY])
    lists, wrong = set(), []
    for name, (gets, _refused) in EXPECTED.items():
        if POSTED in gets or Role.SECRETARY not in gets or "/office/" not in here.address(name):
            continue
        answer = browser.get(here.address(name))
        is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        if name in NO_LISTS or not is_page or not tables_in(html.document_fromstring(answer.content.decode())):
            continue
        lists.add(name)
        for kind in ("csv", "xlsx"):
            links = saved(main_of(answer), kind)
            files = [browser.get(f"{here.address(name)}{link}" if link.startswith("?") else link) for link in links]
            is_file = [kind in each["Content-Disposition"] for each in files if each.status_code == 200]
            if not files or not all(is_file) or len(is_file) != len(files):
                wrong.append((name, kind, links))

    assert wrong == []
    assert len(lists) > 40


def sessions(conference: Conference, number: int) -> None:
    for each in range(number):
        make_programme.session(conference, f"Session {each:03}")


def test_a_list_of_several_pages_is_saved_to_its_end_and_as_it_is_narrowed() -> None:
    conference = make.conference()
    sessions(conference, 230)
    browser = make.client(make.user(Role.READER, conference))
    address = reverse("programme:sessions", args=[conference.slug])

    whole = rows_in(browser.get(f"{address}?format=csv"))
    narrowed = sheet_in(browser.get(f"{address}?q=Session+00&format=xlsx"))

    assert whole[0] == ["Title", "When", "Room", "Agenda items", "Must attend", "State"]
    assert sorted(row[0].partition(" Round")[0] for row in whole[1:]) == [f"Session {each:03}" for each in range(230)]
    assert {row[0][:11] for row in narrowed[1:]} == {f"Session {each:03}" for each in (*range(10), 100, 200)}


def test_a_long_list_is_put_together_once_for_its_file() -> None:
    conference = make.conference()
    sessions(conference, 230)
    browser = make.client(make.user(Role.READER, conference))
    address = reverse("programme:sessions", args=[conference.slug])

    with CaptureQueriesContext(connection) as for_a_page:
        browser.get(address)
    with CaptureQueriesContext(connection) as for_the_file:
        browser.get(f"{address}?format=xlsx")

    assert len(for_the_file) == len(for_a_page)


def test_a_list_that_takes_too_long_says_that_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make.conference()
    sessions(conference, 130)
    monkeypatch.setattr(tables, "ROWS_AT_ONCE", 0)
    monkeypatch.setattr(tables, "MOST_SECONDS", 0.0)
    browser = make.client(make.user(Role.READER, conference))

    rows = rows_in(browser.get(f"{reverse('programme:sessions', args=[conference.slug])}?format=csv"))

    assert len(rows) == 102
    assert rows[-1] == ["The list goes on: narrow it, and save it again."]


def test_delegates_come_as_a_workbook_as_they_come_as_csv() -> None:
    conference = make.conference()
    delegation = make.delegation(conference)
    for name in ("Amal Haddad", "=1+1", "أمل حدّاد"):
        make.delegate(delegation, name)
    address = reverse("delegations:delegates", args=[conference.slug])
    browser = make.client(make.user(Role.READER, conference))

    sheet = browser.get(f"{address}?format=xlsx&col=party")

    assert sheet_in(sheet) == rows_in(browser.get(f"{address}?format=csv&col=party"))
    assert {row[0] for row in sheet_in(sheet)} == {"Name", "Amal Haddad", "'=1+1", "أمل حدّاد"}
    assert sheet["Content-Disposition"] == 'attachment; filename="damascus-2020-delegates.xlsx"'


def test_a_rule_that_says_no_is_told_by_the_page_and_not_by_an_error(rf: RequestFactory) -> None:
    def refuses(_request: HttpRequest) -> HttpResponse:
        raise Refused("Not before the opening.")

    request = rf.get("/office/", {"format": "csv"})
    request.resolver_match = ResolverMatch(refuses, (), {}, route="<slug>/office/")

    assert tables.as_shown(refuses).process_view(request, refuses, (), {}) is None


def test_a_file_says_no_more_than_its_reader_sees() -> None:
    conference = make.conference()
    make_meetings.meeting(conference, "Told to all")
    make_meetings.meeting(conference, "Told to few", sensitivity="restricted")
    address = f"{reverse('meetings:meetings', args=[conference.slug])}?format=csv"

    seen, all_of_it = (
        make.client(make.user(role, conference)).get(address).content.decode() for role in (Role.READER, Role.SECRETARY)
    )

    assert "Told to all" in seen
    assert "Told to few" not in seen
    assert "Told to few" in all_of_it
    focal = make.client(make.user(Role.FOCAL_POINT, conference, party=make.party("LB")))
    assert focal.get(address).status_code == 404
    assert make.client().get(address).status_code == 302


def test_what_can_be_done_is_no_part_of_a_table_and_no_cell_is_a_formula() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference, name="=1+1")
    make.user(Role.READER, conference)

    rows = rows_in(make.client(secretary).get(f"{reverse('conference:members', args=[conference.slug])}?format=csv"))

    assert rows[0] == ["Name", "Mail", "Role", "For"]
    assert "'=1+1" in {row[0] for row in rows}
    assert "Take the role away" not in str(rows)


def test_tables_of_one_page_stand_under_their_names_and_wide_cells_say_what_they_say_once() -> None:
    page = html.document_fromstring(
        "<html><body><main><h1>Lists</h1>"
        "<table><caption>First</caption><thead><tr><th rowspan=2>Name</th><th colspan=2>When</th></tr>"
        "<tr><th>Day</th><th>Hour</th></tr></thead>"
        "<tbody><tr><th>A</th><td>Monday<br>or Tuesday</td><td></td></tr></tbody></table>"
        "<section aria-labelledby=b><h2 id=b>Second</h2><table><tr><th>B</th><td><ul><li>x</li><li>y</li></ul>"
        "<form><button>Do it</button></form></td></tr></table></section></main></body></html>"
    )

    first, second = tables_in(page)

    assert (first.name, first.heading) == ("First", ["Name", "When", ""])
    assert first.rows == [["", "Day", "Hour"], ["A", "Monday or Tuesday", ""]]
    assert (second.name, second.heading, second.rows) == ("Second", ["B", "x y"], [])
