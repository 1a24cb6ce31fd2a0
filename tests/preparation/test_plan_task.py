"""Putting a task into the plan."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.preparation.actions import plan_task
from secretariat.preparation.models import Task
from tests import make, make_preparation

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/plan/add/"


def _details(**more: Any) -> dict[str, Any]:
    return {"title": "Print the badges", "due_date": date(2020, 11, 5), "sensitivity": "secretariat", **more}


def test_a_task_is_in_the_plan_with_what_it_needs_and_is_recorded() -> None:
    conference = make.conference()
    first = make_preparation.task(conference, "Collect the photographs")

    task = plan_task(make.user(Role.SECRETARY, conference), conference, details=_details(), needs=[first, first])

    assert [need.needs for need in task.needs.all()] == [first]
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_id) == ("preparation.plan_task", task.pk)
    assert entry.changes["needs"] == [None, [first.pk]]


def test_an_officer_of_the_desk_may_and_one_of_another_may_not() -> None:
    conference = make.conference()
    plan_task(make.user(Role.DESK_OFFICER, conference, desks=["preparation"]), conference, details=_details())

    with pytest.raises(PermissionDenied):
        plan_task(make.user(Role.DESK_OFFICER, conference, desks=["delegations"]), conference, details=_details())

    assert Task.objects.count() == 1


@pytest.mark.parametrize(
    ("details", "field", "sentence"),
    [
        ({"start_date": date(2020, 11, 6)}, "due_date", "before it begins, on 6 November 2020"),
        ({"done_date": date(2020, 11, 1)}, "done_date", "Only a task that is done"),
    ],
)
def test_days_that_make_no_sense_are_refused(details: dict[str, Any], field: str, sentence: str) -> None:
    conference = make.conference()

    with pytest.raises(Refused, match=sentence) as refusal:
        plan_task(make.user(Role.SECRETARY, conference), conference, details=_details(**details))

    assert refusal.value.field == field
    assert not Task.objects.exists()
    assert not Entry.objects.exists()


def test_in_charge_is_one_person_with_a_seat_or_one_party() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="not both"):
        plan_task(secretary, conference, details=_details(owner=secretary, owner_party=make.party("LB")))
    with pytest.raises(Refused, match="no seat"):
        plan_task(secretary, conference, details=_details(owner=make.user(None)))

    assert plan_task(secretary, conference, details=_details(owner=secretary)).owner == secretary


def test_the_same_task_is_not_planned_twice_but_one_that_is_kept_close_is_not_betrayed() -> None:
    conference = make.conference()
    officer = make.user(Role.DESK_OFFICER, conference, desks=["preparation"])
    make_preparation.task(conference, "Restricted", due_date=date(2020, 11, 5), sensitivity="restricted")
    plan_task(officer, conference, details=_details())

    with pytest.raises(Refused, match="in the plan already"):
        plan_task(officer, conference, details=_details())

    assert plan_task(officer, conference, details=_details(title="Restricted")).pk


def test_a_task_of_another_conference_is_not_needed_here() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")

    with pytest.raises(Refused, match="another conference"):
        plan_task(
            make.user(Role.SECRETARY, conference),
            conference,
            details=_details(),
            needs=[make_preparation.task(other)],
        )


def test_the_page_plans_a_task_in_two_languages() -> None:
    conference = make.conference(languages=["en", "ar"])
    first = make_preparation.task(conference, "Collect the photographs")
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(
        ADDRESS,
        {
            "title_en": "Print the badges",
            "title_ar": "طباعة البطاقات",
            "due_date": "2020-11-05",
            "needs": [str(first.pk)],
            "sensitivity": "secretariat",
        },
    )

    made = Task.objects.exclude(pk=first.pk).get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/en/damascus-2020/office/plan/{made.pk}/")
    assert made.title.data == {"en": "Print the badges", "ar": "طباعة البطاقات"}


def test_a_form_without_a_title_says_so_and_keeps_what_was_entered() -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).post(
        ADDRESS, {"owner_unit_en": "Protocol", "sensitivity": "secretariat"}
    )

    assert page.status_code == 422
    assert "title" in page.context["form"].errors
    assert 'value="Protocol"' in page.content.decode()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_and_a_reader_may_not_open_it(language: str) -> None:
    conference = make.conference()
    address = ADDRESS.replace("/en/", f"/{language}/")

    assert make.client(make.user(Role.SECRETARY, conference)).get(address).status_code == 200
    assert make.client(make.user(Role.READER, conference)).get(address).status_code == 403
