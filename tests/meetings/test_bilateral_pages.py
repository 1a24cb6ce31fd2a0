"""Lists of bilateral requests, and the page of one."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.parties.queries import shipped_states
from tests import make, make_bilaterals
from tests.make_bilaterals import FIRST_NOON, bilateral, delegation, focal_point

pytestmark = pytest.mark.django_db
STATES = [row["iso2"] for row in shipped_states()]


def shown_to(user: User, conference: Conference, asked: str = "") -> list[str]:
    page = make.client(user).get(make_bilaterals.address(conference, f"bilaterals/{asked}"))
    return [f"{row.asking_name} – {row.asked_name}" for row in page.context["rows"]]


def test_a_delegation_sees_its_own_what_to_answer_first() -> None:
    conference = make.conference()
    bilateral(conference, "LB", "JO")
    bilateral(conference, "IQ", "LB")
    bilateral(conference, "LB", "EG", state="proposed", proposed_minutes=15)
    bilateral(conference, "SY", "LB", state="accepted")
    bilateral(conference, "LB", "RU", state="declined")
    bilateral(conference, "IQ", "JO")

    page = make.client(focal_point(conference)).get(make_bilaterals.address(conference, "bilaterals/"))

    groups = {group["key"]: [str(line["name"]) for line in group["lines"]] for group in page.context["groups"]}
    assert groups == {
        "to-answer": ["Egypt", "Iraq"],
        "waiting": ["Jordan"],
        "agreed": ["Syria"],
        "closed": ["Russia"],
    }
    assert next(iter(groups)) == "to-answer"


def test_the_other_side_is_told_neither_the_rank_nor_the_history() -> None:
    conference = make.conference()
    there = bilateral(conference, rank="useful")
    page = make_bilaterals.address(conference, f"bilaterals/{there.pk}/")
    history = make_bilaterals.address(conference, f"history/meetings.bilateral/{there.pk}/")

    asking, asked = make.client(focal_point(conference)), make.client(focal_point(conference, "JO"))

    assert "Useful" in asking.get(page).content.decode()
    assert "Useful" not in asked.get(page).content.decode()
    assert asked.get(history).status_code == 404


def test_an_expired_request_is_renewed_by_one_side_and_still_declined_by_the_other() -> None:
    conference = make.conference()
    there = bilateral(conference, expires_at=timezone.now() - timedelta(hours=1))
    page = make_bilaterals.address(conference, f"bilaterals/{there.pk}/")

    asking = make.client(focal_point(conference)).get(page).context["may"]
    asked = make.client(focal_point(conference, "JO")).get(page)

    assert (asking["renew"], asking["withdraw"]) == (True, True)
    assert not asked.context["may"]["on_behalf"]
    assert {name for name, is_offered in asked.context["may"].items() if is_offered} == {"decline", "propose"}
    assert "No answer in time" in asked.content.decode()


def test_the_office_finds_requests_by_words_in_any_language_state_rank_and_delegation() -> None:
    conference = make.conference()
    officer = make_bilaterals.officer(conference)
    schools = bilateral(conference, "LB", "JO", rank="essential")
    bilateral(conference, "IQ", "LB", topic="Water", state="accepted")
    bilateral(conference, "EG", "JO", topic="Roads", expires_at=timezone.now() - timedelta(hours=1))

    assert shown_to(officer, conference, "?q=الأردن+school") == ["Lebanon – Jordan"]
    assert shown_to(officer, conference, "?q=water") == ["Iraq – Lebanon"]
    assert shown_to(officer, conference, "?state=accepted") == ["Iraq – Lebanon"]
    assert shown_to(officer, conference, "?state=asked") == ["Lebanon – Jordan"]
    assert shown_to(officer, conference, "?state=expired") == ["Egypt – Jordan"]
    assert shown_to(officer, conference, "?rank=essential") == ["Lebanon – Jordan"]
    assert shown_to(officer, conference, f"?delegation={schools.asking_id}&sort=asking") == [
        "Iraq – Lebanon",
        "Lebanon – Jordan",
    ]
    assert shown_to(officer, conference, "?sort=-asked") == ["Iraq – Lebanon", "Egypt – Jordan", "Lebanon – Jordan"]


def test_what_makes_no_sense_in_the_address_is_not_asked_for() -> None:
    conference = make.conference()
    bilateral(conference)

    for odd in ("?state=nonsense", "?sort=password", "?delegation=99999999999999999999", "?q=%00", "?page=-3"):
        assert shown_to(make_bilaterals.officer(conference), conference, odd) == ["Lebanon – Jordan"]


def test_a_delegation_kept_from_most_is_told_of_to_secretaries_alone() -> None:
    conference = make.conference()
    delegation(conference, "IL", sensitivity="restricted")
    there = bilateral(conference, "LB", "IL")
    officer, secretary = make_bilaterals.officer(conference), make.user(Role.SECRETARY, conference)

    assert shown_to(officer, conference) == []
    assert shown_to(secretary, conference) == ["Lebanon – Israel"]
    page = make_bilaterals.address(conference, f"bilaterals/{there.pk}/")
    assert make.client(officer).get(page).status_code == 404


def test_the_spreadsheet_holds_what_is_shown_and_no_formula() -> None:
    conference = make.conference()
    bilateral(conference, topic="=1+1", window_from=FIRST_NOON, state="accepted", languages=["ar", "de"])
    bilateral(conference, "IQ", "LB")

    sheet = make.client(make_bilaterals.officer(conference)).get(
        make_bilaterals.address(conference, "bilaterals/?state=accepted&format=csv")
    )

    heads, row = csv.reader(io.StringIO(sheet.content.decode("utf-8-sig")))
    told = dict(zip(heads, row, strict=True))
    assert (told["Asked by"], told["With"], told["Topic"]) == ("Lebanon", "Jordan", "'=1+1")
    assert (told["Not before"], told["Languages"]) == ("2020-11-11 12:00", "ar de")


def test_by_delegation_what_each_made_and_got_is_counted() -> None:
    conference = make.conference()
    bilateral(conference, "LB", "JO", state="accepted")
    bilateral(conference, "LB", "IQ")
    bilateral(conference, "JO", "IQ", state="declined")

    page = make.client(make.user(Role.READER, conference)).get(
        make_bilaterals.address(conference, "bilaterals/by-delegation/")
    )

    told = {str(each["row"].name): each["row"] for each in page.context["rows"]}
    assert list(told) == ["Iraq", "Jordan", "Lebanon"]
    assert [told[name].agreed for name in told] == [0, 1, 1]
    assert (told["Lebanon"].made["asked"], told["Iraq"].got["declined"]) == (1, 1)


@pytest.mark.parametrize("page", ["bilaterals/", "bilaterals/by-delegation/"])
@pytest.mark.parametrize("role", [Role.SECRETARY, Role.FOCAL_POINT])
def test_lists_ask_the_database_as_often_for_one_request_as_for_thirty(page: str, role: Role) -> None:
    if role == Role.FOCAL_POINT and page != "bilaterals/":
        return

    def queries(slug: str, others: list[str]) -> int:
        conference = make.conference(slug)
        for code in others:
            bilateral(conference, "LB", code)
        user = focal_point(conference) if role == Role.FOCAL_POINT else make.user(role, conference)
        browser = make.client(user)
        browser.get(make_bilaterals.address(conference, page))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(make_bilaterals.address(conference, page)).status_code == 200
        return len(asked)

    others = [code for code in STATES if code != "LB"][:30]

    assert queries("small-2020", others[:1]) == queries("large-2020", others)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_answer_with_hostile_words(language: str) -> None:
    conference = make.conference()
    there = bilateral(conference, topic=make.HOSTILE, answer=make.HOSTILE, state="declined")
    for user in (focal_point(conference), make_bilaterals.officer(conference)):
        for page in ("bilaterals/", f"bilaterals/{there.pk}/", f"delegations/{there.asking_id}/"):
            answer = make.client(user).get(make_bilaterals.address(conference, page, language))
            assert answer.status_code == 200
            assert make.HOSTILE not in answer.content.decode()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_empty_pages_teach(language: str) -> None:
    conference = make.conference()
    delegation(conference)
    for user in (focal_point(conference), make_bilaterals.officer(conference)):
        page = make.client(user).get(make_bilaterals.address(conference, "bilaterals/", language))
        assert page.status_code == 200
        assert "bilaterals/request/" in page.content.decode()
