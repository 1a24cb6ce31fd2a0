"""The pages of drafts: the list, one laid open, what each delegation gets, and two compared."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.meetings.models import Bilateral
from secretariat.programme.models import Draft, DraftState
from secretariat.programme.queries.progress import line_of
from secretariat.programme.queries.standing import outcome_in_words, tiers_in_words
from tests import make, make_timetable
from tests.make_programme import at, bilateral, delegation, place

pytestmark = pytest.mark.django_db
DRAFTS = "/en/damascus-2020/office/timetable/"


def page(conference: Conference, address: str, role: str = Role.SECRETARY) -> str:
    answer = make.client(make.user(role, conference)).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def of(draft: Draft) -> str:
    return f"{DRAFTS}{draft.pk}/"


def test_the_list_teaches_as_long_as_there_is_nothing() -> None:
    conference = make.conference()

    assert "No timetable was sought yet" in page(conference, DRAFTS)
    assert "/timetable/seek/" not in page(conference, DRAFTS, Role.READER)


def test_the_list_costs_as_much_with_thirty_drafts_as_with_one() -> None:
    conference = make_timetable.ready()
    bilateral(conference)
    make_timetable.draft(conference, 0)
    browser = make.client(make.user(Role.SECRETARY, conference))
    browser.get(DRAFTS)
    with CaptureQueriesContext(connection) as few:
        browser.get(DRAFTS)
    for _ in range(29):
        make_timetable.draft(conference, 0)
    with CaptureQueriesContext(connection) as many:
        browser.get(DRAFTS)

    assert len(many) == len(few)
    assert not any('"problem"' in query["sql"] for query in many if "programme_draft" in query["sql"])


def test_a_draft_under_way_asks_again_by_itself_and_at_its_end_the_whole_page_is_fetched() -> None:
    conference = make_timetable.ready()
    bilateral(conference)
    draft = make_timetable.draft(conference, 0, state=DraftState.RUNNING)
    browser = make.client(make.user(Role.SECRETARY, conference))

    assert "HX-Refresh" not in browser.get(of(draft), headers={"HX-Request": "true"}).headers
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page(conference, of(draft))
    Draft.objects.update(state=DraftState.DONE)
    assert browser.get(of(draft), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_what_is_found_and_what_is_proved_are_told_in_words() -> None:
    conference = make_timetable.ready()
    for code, rank in (("IQ", "essential"), ("EG", "useful"), ("JO", "useful")):
        bilateral(conference, "LB", code, rank=rank)
    draft = make_timetable.draft(conference, 0, None, None, bound={"unmet": 1, "left": {"essential": 0, "useful": 1}})

    tiers = {tier.code: tier for tier in tiers_in_words(draft)}

    assert tiers["unmet"].found == "2 (Useful: 2)"
    assert tiers["unmet"].proved == "No timetable leaves out less than this: Useful: 1."
    assert tiers["breaks"].proved == "Nothing is proved yet."
    assert outcome_in_words(draft) == "2 meetings are left out."


def test_the_best_there_is_is_called_so() -> None:
    conference = make_timetable.ready()
    bilateral(conference)
    draft = make_timetable.draft(conference, 0, status="optimal", bound={"unmet": 0, "breaks": 0})

    told = page(conference, of(draft))

    assert "This is the best timetable there is: it is proved that there is none better." in told
    assert "Seek on" not in told


def test_what_a_draft_has_not_seen_is_named() -> None:
    conference = make_timetable.ready()
    revised, gone = bilateral(conference, "LB", "IQ"), bilateral(conference, "LB", "EG")
    draft = make_timetable.draft(conference, 0, 1)
    Bilateral.objects.filter(pk=revised.pk).update(version=2)
    Bilateral.objects.filter(pk=gone.pk).update(state="withdrawn")
    bilateral(conference, "LB", "JO")

    told = page(conference, of(draft))

    assert "This draft has not seen:" in told
    assert "<dt>Added since</dt><dd><bdi>Lebanon – Jordan</bdi>" in told
    assert "<dt>Revised since</dt><dd><bdi>Lebanon – Iraq</bdi>" in told
    assert "<dt>No longer wanted</dt><dd><bdi>Lebanon – Egypt</bdi>" in told


def test_a_draft_that_has_seen_everything_says_nothing_of_it() -> None:
    conference = make_timetable.ready()
    bilateral(conference)

    assert "This draft has not seen" not in page(conference, of(make_timetable.draft(conference, 0)))


def test_a_contradiction_is_told_wish_by_wish() -> None:
    conference = make_timetable.ready()
    bilateral(conference, "LB", "IQ")
    make_timetable.stay(delegation(conference, "LB"), arrives=at(10))
    wishes = [
        {"kind": "absence", "parties": [1], "slots": [0, 1], "word": "arrival"},
        {"kind": "fixed", "parties": [0, 1], "meetings": [0], "slots": [1]},
    ]
    if delegation(conference, "LB").pk < delegation(conference, "IQ").pk:
        wishes[0]["parties"] = [0]
    draft = make_timetable.draft(
        conference, 0, plan=None, score=None, status="infeasible", explanation={"contradiction": {"wishes": wishes}}
    )

    told = page(conference, of(draft))

    assert "<li>Lebanon arrives on 11 Nov 2020, 10:00.</li>" in told
    assert "<li>The meeting of Lebanon and Iraq is fixed on 11 Nov 2020, 09:30.</li>" in told
    assert "Give up any one of them, and the others can be kept." in told


def test_each_delegation_sees_what_it_gets() -> None:
    conference = make_timetable.ready()
    for code in ("IQ", "EG", "JO"):
        bilateral(conference, "LB", code)
    draft = make_timetable.draft(conference, 0, 2, None)

    told = page(conference, f"{of(draft)}delegations/")

    row = told[told.index("<bdi>Lebanon</bdi>") :]
    assert [cell.split("<")[0] for cell in row.split('">')[1:5]] == ["2", "1", "1", "1"]


def test_two_timetables_are_compared_by_who_gains_who_loses_and_what_moves() -> None:
    conference = make_timetable.ready()
    one, other = bilateral(conference, "LB", "IQ"), bilateral(conference, "LB", "EG")
    place(one, conference.rooms.get(), starts_at=at(9))
    place(other, conference.rooms.get(), starts_at=at(10))
    make_timetable.published(conference)
    draft = make_timetable.draft(conference, 0, 1)

    told = page(conference, f"{DRAFTS}compare/?one=published&other={draft.pk}")

    assert "1 meeting moves" in told
    assert "11 Nov 2020, 10:00, Bilateral hall, table 1" in told
    lebanon = told[told.index('<th scope="row"><bdi>Lebanon</bdi>') :]
    assert lebanon.index("Gains") < lebanon.index("</tr>")


@pytest.mark.parametrize(
    "asked", ["one=working&other=published", "one=x&other=999", f"one={'9' * 40}&other=working", ""]
)
def test_what_cannot_be_compared_is_said(asked: str) -> None:
    conference = make_timetable.ready()

    assert "Who gains" not in page(conference, f"{DRAFTS}compare/?{asked}")


def test_drafts_of_another_conference_are_not_compared() -> None:
    conference, elsewhere = make_timetable.ready(), make_timetable.ready(slug="other")
    bilateral(elsewhere)
    draft = make_timetable.draft(elsewhere, 0)

    assert "Who gains" not in page(conference, f"{DRAFTS}compare/?one={draft.pk}&other={draft.pk}")


def test_the_line_stays_where_it_is_until_something_better_is_found() -> None:
    trace: list[dict[str, Any]] = [
        {"seconds": 1.0, "unmet": 10, "breaks": 0, "unmet_bound": None},
        {"seconds": 3.0, "unmet": 5, "breaks": 0, "unmet_bound": 5},
    ]

    line = line_of(trace, "unmet", 10.0)

    assert line is not None
    heights = [float(point.split(",")[1]) for point in line.found.split()]
    assert heights == [14.0, 14.0, 90.0, 90.0, 90.0]
    assert (line.last.seconds, line.last.found, line.last.proved) == (10.0, 5, 5)
    assert len(line.proved.split()) == 3
    assert line_of([], "unmet", 10.0) is None


def test_a_long_search_has_a_short_table() -> None:
    trace = [{"seconds": float(number), "unmet": 500 - number, "breaks": 0} for number in range(400)]

    line = line_of(trace, "unmet", 400.0)

    assert line is not None
    assert len(line.rows) == 40
    assert line.rows[-1].found == 101
