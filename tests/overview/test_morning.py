"""The morning page, the search, the record and the history of a row."""

from datetime import date
from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.conference.actions import revise_room
from secretariat.conference.models import Room
from secretariat.delegations.actions import record_answer, revise_delegate
from secretariat.delegations.models import Standing
from tests import make

pytestmark = pytest.mark.django_db
OFFICE = "/en/damascus-2020/office/"


def test_who_has_not_answered_stands_there_by_region_and_who_has_does_not() -> None:
    conference = make.conference()
    make.invitation(conference, make.party("LB"))
    make.answer(make.invitation(conference, make.party("JO")), Standing.ACCEPTED)

    page = make.client(make.user(Role.SECRETARY, conference)).get(OFFICE).content.decode()
    silent = page[page.index('id="silent"') : page.index('id="second"')]

    assert "Asia" in silent
    assert "Lebanon" in silent
    assert "Jordan" not in silent


def test_two_answers_of_one_day_on_different_words_need_a_second_look() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, make.party("LB"))
    make.answer(invitation, Standing.ACCEPTED, said_by_party=make.party("SY"))
    make.answer(invitation, Standing.DECLINED, said_by_party=make.party("LB"))
    make.answer(make.invitation(conference, make.party("JO")), Standing.ACCEPTED)

    page = make.client(make.user(Role.READER, conference)).get(OFFICE).content.decode()
    contradicting = page[page.index("contradict each other") : page.index("without a source")]

    assert "Lebanon" in contradicting
    assert "Jordan" not in contradicting


def test_a_search_finds_a_person_in_another_spelling_and_script() -> None:
    conference = make.conference()
    delegation = make.delegation(conference, make.party("RU"))
    make.delegate(delegation, "Alexander Lavrentiev", original_name="Александр Лаврентьев", spellings=["Lavrentyev"])
    browser = make.client(make.user(Role.SECRETARY, conference))

    for words in ("lavrentyev", "Лаврентьев", "LAVRENTIEV"):
        assert "Alexander Lavrentiev" in browser.get(f"{OFFICE}search/", {"q": words}).content.decode()


def test_a_search_does_not_find_what_the_person_may_not_see() -> None:
    conference = make.conference()
    make.delegate(make.delegation(conference), "Amal Secret", sensitivity="restricted")

    page = make.client(make.user(Role.READER, conference)).get(f"{OFFICE}search/", {"q": "amal"}).content.decode()

    assert "Amal Secret" not in page


def test_hostile_names_are_shown_harmlessly() -> None:
    conference = make.conference()
    delegate = make.delegate(make.delegation(conference), make.HOSTILE)
    browser = make.client(make.user(Role.SECRETARY, conference))

    for address in (f"{OFFICE}search/?q=1%2B1", f"{OFFICE}history/delegations.delegate/{delegate.pk}/", OFFICE):
        page = browser.get(address).content.decode()
        assert "<b>" not in page
        assert "&lt;b&gt;" in page


def test_the_history_of_a_row_says_who_changed_what_from_what_to_what() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    delegate = make.delegate(make.delegation(conference), mail="old@example.org")
    revise_delegate(secretary, delegate, details={"name": "Amal Khoury", "mail": "new@example.org"})

    page = make.client(secretary).get(f"{OFFICE}history/delegations.delegate/{delegate.pk}/").content.decode()

    assert str(secretary) in page
    assert "Amal Haddad" in page
    assert "Amal Khoury" in page
    assert "old@example.org" not in page
    assert "new@example.org" not in page


@pytest.mark.parametrize(
    "kind", ["accounts.user", "conference.membership", "conference.message", "sessions.session", "x"]
)
def test_no_history_is_told_of_rows_that_are_not_the_offices(kind: str) -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)

    assert make.client(secretary).get(f"{OFFICE}history/{kind}/{secretary.pk}/").status_code == 404


def test_the_record_shows_every_deed_and_can_be_narrowed_to_one_verb() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    room = Room.objects.create(conference=conference, name="Hall of Peace")
    revise_room(secretary, room, name="Hall of Nations", seats=5, booths=0)
    details: dict[str, Any] = {"standing": Standing.ACCEPTED, "said_date": date(2020, 11, 1)}
    record_answer(secretary, make.invitation(conference, make.party("LB")), details=details)
    browser = make.client(secretary)

    whole = browser.get(f"{OFFICE}record/").content.decode()
    narrow = browser.get(f"{OFFICE}record/", {"verb": "conference.revise_room"}).content.decode()

    assert "Lebanon" in whole
    assert "Hall of Nations" in whole
    assert "Lebanon" not in narrow


@pytest.mark.parametrize("rows", [1, 30])
def test_the_morning_page_keeps_its_number_of_queries(rows: int, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    codes = ["LB", "JO", "IQ", "TR", "EG", "CN", "RU", "IR", "VE", "AE", "PK", "OM", "US", "FR", "ES", "DE", "IT", "GB"]
    codes += ["SE", "NO", "FI", "DK", "NL", "BE", "CH", "AT", "PL", "CZ", "HU", "RO"]
    for code in codes[:rows]:
        make.answer(make.invitation(conference, make.party(code)))
    browser = make.client(secretary)

    with django_assert_max_num_queries(24):
        assert browser.get(OFFICE).status_code == 200


def test_offices_lists_what_a_person_belongs_to_and_nothing_else() -> None:
    conference = make.conference()
    make.conference("geneva-2021", title="Another conference")

    page = make.client(make.user(Role.READER, conference)).get("/en/office/").content.decode()

    assert "Return of Refugees" in page
    assert "Another conference" not in page
