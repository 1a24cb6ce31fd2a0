"""The pages of imports: who finds which, in how many queries, and what the tabs show."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.api.queries.drafted import Drafted
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db


def _queries(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert browser.get(address).status_code == 200
    return len(counted)


def _sessions(count: int) -> list[Drafted]:
    cells: list[dict[str, Any]] = [
        make_brought_in.session_cells(title={"en": f"Session {number}"}, room="r") for number in range(count)
    ]
    return [Drafted("room", "r", {"name": "Hall"}), *(Drafted("session", f"s{n}", c) for n, c in enumerate(cells))]


def test_the_list_and_the_preview_ask_no_more_of_many_rows_than_of_one() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    browser, listed = make.client(officer), reverse("api:imports", args=[held.slug])
    small = make_brought_in.drafted(held, officer, *_sessions(1))
    of_one = _queries(browser, listed)
    large = make_brought_in.drafted(held, officer, *_sessions(40))

    assert _queries(browser, listed) == of_one
    few, many = (
        _queries(browser, reverse("api:import", args=[held.slug, batch.pk]) + "?kind=session")
        for batch in (small, large)
    )
    assert few == many


def test_the_tabs_show_one_sort_of_row_alone() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.table(held, officer, "Name,Country\nAmal Haddad,Lebanon\nKarim Aziz,Atlantis\n")
    browser, here = make.client(officer), reverse("api:import", args=[held.slug, batch.pk])

    pages = {
        verdict: browser.get(f"{here}?verdict={verdict}").content.decode() for verdict in ("new", "error", "bogus")
    }

    assert ("Amal Haddad" in pages["new"], "Karim Aziz" in pages["new"]) == (True, False)
    assert ("Amal Haddad" in pages["error"], "Karim Aziz" in pages["error"]) == (False, True)
    assert "Karim Aziz" in pages["bogus"]
    assert "Leave out all that cannot be brought in" in pages["new"]


def test_rooms_and_sessions_of_the_file_are_shown_by_their_names() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch = make_brought_in.programme(held, officer)
    here = reverse("api:import", args=[held.slug, batch.pk])

    sessions = make.client(officer).get(f"{here}?kind=session").content.decode()
    items = make.client(officer).get(f"{here}?kind=item").content.decode()

    assert "Hall A" in sessions
    assert "Plenary" in items


def test_an_officer_of_one_desk_finds_its_imports_alone() -> None:
    held, elsewhere = make.conference(), make.conference("elsewhere")
    make.party("LB"), make.party("JO")
    secretary = make.user(Role.SECRETARY, held)
    people, programme = make_brought_in.table(held, secretary), make_brought_in.programme(held, secretary)
    browser = make.client(make_brought_in.officer(held, "programme"))

    listed = browser.get(reverse("api:imports", args=[held.slug])).content.decode()

    assert "schedule.json" in listed
    assert "people.csv" not in listed
    assert browser.get(reverse("api:import", args=[held.slug, people.pk])).status_code == 403
    assert browser.get(reverse("api:import", args=[held.slug, programme.pk])).status_code == 200
    stranger = make.client(make.user(Role.SECRETARY, elsewhere))
    assert stranger.get(reverse("api:import", args=["elsewhere", programme.pk])).status_code == 404
    assert stranger.get(reverse("api:import", args=[held.slug, programme.pk])).status_code == 404


def test_the_record_tells_of_an_import_in_words() -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)
    make_brought_in.brought_in(secretary, make_brought_in.programme(held, secretary))

    page = make.client(secretary).get(reverse("overview:record", args=[held.slug])).content.decode()

    assert "brought a file in" in page
    assert "handed in a file to be brought in" in page
