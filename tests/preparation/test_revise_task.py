"""Changing a task, and what it needs."""

import json
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.preparation.actions import revise_task
from secretariat.preparation.models import Need, Task
from tests import make, make_preparation
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def _address(task: Task) -> str:
    return f"/en/damascus-2020/office/plan/{task.pk}/revise/"


def _posted(task: Task, **more: Any) -> dict[str, Any]:
    seen = {"initial-title": json.dumps({"en": str(task.title)}), "initial-sensitivity": "public"}
    return {"title_en": str(task.title), "sensitivity": "public", "version": str(task.version), **seen, **more}


def test_a_change_is_recorded_with_old_and_new_and_the_needs() -> None:
    conference = make.conference()
    first, second = make_preparation.task(conference, "First"), make_preparation.task(conference, "Second")
    task = make_preparation.task(conference, "Third")
    make_preparation.need(task, first)

    revise_task(
        make.user(Role.SECRETARY, conference), task, details={"due_date": date(2020, 11, 5)}, needs=[second], version=1
    )

    task.refresh_from_db()
    assert (task.due_date, task.version) == (date(2020, 11, 5), 2)
    changes = Entry.objects.get().changes
    assert changes == {"due_date": [None, "2020-11-05"], "needs": [[first.pk], [second.pk]]}


def test_a_circle_is_refused_and_named() -> None:
    conference = make.conference()
    invite, draw_up, mandate = (make_preparation.task(conference, each) for each in ("Invite", "Draw up", "Mandate"))
    make_preparation.need(invite, draw_up)
    make_preparation.need(draw_up, mandate)

    with pytest.raises(Refused) as refusal:
        revise_task(make.user(Role.SECRETARY, conference), mandate, details={}, needs=[invite])

    assert str(refusal.value) == (
        "This would be a circle: “Mandate” needs “Invite”, “Invite” needs “Draw up”, “Draw up” needs “Mandate”."
    )
    assert refusal.value.field == "needs"
    assert not mandate.needs.exists()


def test_a_task_does_not_need_itself() -> None:
    conference = make.conference()
    task = make_preparation.task(conference)

    with pytest.raises(Refused, match="cannot need itself"):
        revise_task(make.user(Role.SECRETARY, conference), task, details={}, needs=[task])


def test_a_circle_through_a_task_that_is_kept_close_is_refused_without_its_name() -> None:
    conference = make.conference()
    one, other = make_preparation.task(conference, "One"), make_preparation.task(conference, "Other")
    close = make_preparation.task(conference, "Hush", sensitivity="restricted")
    make_preparation.need(other, close)
    make_preparation.need(close, one)

    with pytest.raises(Refused, match="another task") as refusal:
        revise_task(make.user(Role.DESK_OFFICER, conference, desks=["preparation"]), one, details={}, needs=[other])

    assert "Hush" not in str(refusal.value)


def test_needs_that_this_person_does_not_see_stay() -> None:
    conference = make.conference()
    task, close = make_preparation.task(conference), make_preparation.task(conference, "Hush", sensitivity="restricted")
    make_preparation.need(task, close)

    revise_task(make.user(Role.DESK_OFFICER, conference, desks=["preparation"]), task, details={}, needs=[])

    assert [need.needs for need in task.needs.all()] == [close]


def test_a_reader_may_not_and_a_stale_version_changes_nothing() -> None:
    conference = make.conference()
    task = make_preparation.task(conference, version=2)

    with pytest.raises(PermissionDenied):
        revise_task(make.user(Role.READER, conference), task, details={"title": "Other"})
    with pytest.raises(Stale):
        revise_task(make.user(Role.SECRETARY, conference), task, details={"title": "Other"}, version=1)

    assert str(Task.objects.get().title) == "Send the invitations"


def test_the_page_keeps_what_was_entered_and_shows_what_somebody_else_changed() -> None:
    conference = make.conference()
    task = make_preparation.task(conference, "Send the invitations")
    browser = make.client(make.user(Role.SECRETARY, conference))
    revise_task(make.user(Role.SECRETARY, conference), task, details={"due_date": date(2020, 11, 5)})

    page = browser.post(_address(task), _posted(task, version="1", title_en="Send all invitations"))

    content = page.content.decode()
    assert page.status_code == 422
    assert [(each.label, each.now) for each in page.context["differences"]] == [("Due on", "2020-11-05")]
    assert 'value="Send all invitations"' in content


def test_the_page_changes_the_task_and_leaves_other_conferences_alone() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    task, foreign = make_preparation.task(conference), make_preparation.task(other)
    browser = make.client(make.user(Role.SECRETARY, conference))

    browser.post(_address(task), _posted(task, owner_unit_en="Protocol"))

    task.refresh_from_db()
    assert str(task.owner_unit) == "Protocol"
    assert browser.get(_address(foreign)).status_code == 404
    assert make.client(make.user(Role.READER, conference)).get(_address(task)).status_code == 403


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_two_links_made_at_once_that_together_close_a_circle_are_not_both_made() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    conference = make.conference()
    one, other = make_preparation.task(conference, "One"), make_preparation.task(conference, "Other")
    secretary = make.user(Role.SECRETARY, conference)
    refused: list[str] = []

    def link(task: Task, need: Task) -> None:
        rows = [Task.objects.get(pk=each.pk) for each in (task, need)]
        try:
            revise_task(User.objects.get(pk=secretary.pk), rows[0], details={}, needs=rows[1:])
        except Refused as error:
            refused.append(str(error))

    threads = [in_thread(partial(link, one, other)), in_thread(partial(link, other, one))]
    for thread in threads:
        thread.join(20)

    assert Need.objects.count() == 1
    assert len(refused) == 1
    assert "circle" in refused[0]
