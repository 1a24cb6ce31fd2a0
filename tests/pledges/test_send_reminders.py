"""Reminding parties of what they promised."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.pledges.actions import send_reminders
from secretariat.pledges.models import Reminder
from tests import make, make_pledges
from tests.pledges.conftest import Follow

SOON = date(2021, 12, 10)


def test_the_focal_points_of_the_leading_party_are_reminded_in_their_language_once_of_a_day(follow: Follow) -> None:
    make_pledges.update(follow.pledge, on=date(2021, 11, 1))
    french = make.user(Role.FOCAL_POINT, follow.held, party=make.party("LB"), language="fr")
    batch = send_reminders(follow.officer, follow.held, on=SOON)
    again = send_reminders(follow.officer, follow.held, on=date(2021, 12, 20))

    assert (batch.done, again.done) == (2, 0)
    assert set(Message.objects.values_list("to", "language")) == {(follow.focal.email, "en"), (french.email, "fr")}
    assert Message.objects.get(language="en").body.count("31 December 2021") == 1 or "December 31, 2021" in (
        Message.objects.get(language="en").body
    )
    assert Reminder.objects.get().due_date == date(2021, 12, 31)
    assert Entry.objects.filter(verb="pledges.send_reminders").count() == 1


def test_a_year_of_silence_is_recalled_once_a_year(follow: Follow) -> None:
    follow.pledge.end_date = ""
    follow.pledge.save()

    assert send_reminders(follow.officer, follow.held, on=date(2021, 11, 10)).done == 0
    assert send_reminders(follow.officer, follow.held, on=date(2021, 11, 11)).done == 1
    assert send_reminders(follow.officer, follow.held, on=date(2022, 5, 1)).done == 0
    assert send_reminders(follow.officer, follow.held, on=date(2022, 11, 12)).done == 1


def test_a_target_that_is_due_soon_is_recalled_and_one_that_is_reached_is_not(follow: Follow) -> None:
    target = make_pledges.target(follow.pledge, due_date=date(2021, 6, 30))
    make_pledges.update(follow.pledge, on=date(2021, 5, 1))
    make_pledges.progress(target, actual=100)

    assert send_reminders(follow.officer, follow.held, on=date(2021, 6, 10)).done == 0
    make_pledges.target(follow.pledge, value=7, due_date=date(2021, 6, 29))
    assert send_reminders(follow.officer, follow.held, on=date(2021, 6, 10)).done == 1


def test_nobody_is_reminded_of_what_they_may_not_read_or_where_nobody_speaks_for_the_party(follow: Follow) -> None:
    follow.pledge.sensitivity = "restricted"
    follow.pledge.save()
    make_pledges.pledge(follow.held, "RU", end_date="2021", said_date="2021-06")
    batch = send_reminders(follow.officer, follow.held, on=SOON)

    assert batch.done == 0
    assert [name for name, _reason in batch.skipped] == ["Pledge 1", "Pledge 2"]
    assert not Reminder.objects.exists()


def test_a_stranger_may_not(follow: Follow) -> None:
    for person in (follow.focal, *follow.strangers):
        with pytest.raises(PermissionDenied):
            send_reminders(person, follow.held, on=SOON)


def test_the_page_answers(follow: Follow) -> None:
    answer = make.client(follow.officer).post(follow.address("send_reminders"), follow=True)

    assert answer.status_code == 200
    assert Message.objects.exists()
    assert make.client(follow.reader).post(follow.address("send_reminders")).status_code == 403


def test_what_the_office_wants_reached_for_itself_is_no_reason_to_write(follow: Follow) -> None:
    make_pledges.update(follow.pledge, on=date(2021, 5, 1))
    make_pledges.target(follow.pledge, due_date=date(2021, 6, 30), sensitivity="secretariat")

    assert send_reminders(follow.officer, follow.held, on=date(2021, 6, 10)).done == 0
    handed_in: dict[str, Any] = {
        "due_date": date(2021, 6, 30),
        "sensitivity": "secretariat",
        "entered_by": follow.focal,
    }
    make_pledges.target(follow.pledge, **handed_in)
    assert send_reminders(follow.officer, follow.held, on=date(2021, 6, 10)).done == 1
