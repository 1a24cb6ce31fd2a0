"""Reporting back on a follow-up."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.meetings.actions import report_progress
from secretariat.meetings.models import Progress
from secretariat.meetings.queries import open_follow_ups
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def test_a_report_is_kept_beside_earlier_ones_sets_the_state_and_is_recorded() -> None:
    conference = make.conference()
    follow_up, source = make_meetings.follow_up(make_meetings.meeting(conference)), make.source(conference)
    earlier = make_meetings.progress(follow_up)

    report = report_progress(
        make.user(Role.SECRETARY, conference),
        follow_up,
        details={"said_date": date(2020, 11, 9), "state": "done", "text": make_meetings.said("It is done")},
        cited=[Cited(source, "is done")],
    )

    follow_up.refresh_from_db()
    assert list(follow_up.progress.all()) == [earlier, report]
    assert follow_up.state == "done"
    assert Citation.objects.of([report]).count() == 1
    assert Entry.objects.get().made_id == report.pk


def test_a_report_of_an_earlier_day_does_not_undo_a_later_one() -> None:
    conference = make.conference()
    amal, follow_up = make.user(Role.SECRETARY, conference), make_meetings.follow_up(make_meetings.meeting(conference))
    report_progress(amal, follow_up, details={"said_date": date(2020, 11, 9), "state": "done"})

    report_progress(amal, follow_up, details={"said_date": date(2020, 11, 5), "state": "under way"})

    follow_up.refresh_from_db()
    assert follow_up.state == "done"


def test_a_report_says_something_and_is_not_older_than_the_meeting() -> None:
    conference = make.conference()
    amal, follow_up = make.user(Role.SECRETARY, conference), make_meetings.follow_up(make_meetings.meeting(conference))

    with pytest.raises(Refused, match="Say what was reported") as silent:
        report_progress(amal, follow_up, details={"said_date": make.TODAY, "state": "open"})
    with pytest.raises(Refused, match="cannot be older") as early:
        report_progress(amal, follow_up, details={"said_date": date(2020, 10, 28), "state": "done"})

    assert (silent.value.field, early.value.field) == ("text", "said_date")
    assert not Progress.objects.exists()


def test_a_report_for_fewer_people_tells_nothing_to_the_others() -> None:
    conference = make.conference()
    amal, reader = make.user(Role.SECRETARY, conference), make.user(Role.READER, conference)
    follow_up = make_meetings.follow_up(make_meetings.meeting(conference))

    report_progress(
        amal,
        follow_up,
        details={"said_date": make.TODAY, "state": "dropped", "sensitivity": Sensitivity.RESTRICTED},
    )

    follow_up.refresh_from_db()
    assert follow_up.state == "open"
    assert open_follow_ups(conference, amal) == []
    assert [row.state for row in open_follow_ups(conference, reader)] == ["open"]


def test_a_reader_may_not() -> None:
    conference = make.conference()
    follow_up = make_meetings.follow_up(make_meetings.meeting(conference))

    with pytest.raises(PermissionDenied):
        report_progress(make.user(Role.READER, conference), follow_up, details={})


def test_the_page_writes_it_down_and_tells_the_history() -> None:
    conference = make.conference()
    follow_up, source = make_meetings.follow_up(make_meetings.meeting(conference)), make.source(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    entered = {"said_date": "2020-11-05", "state": "under way", "text_en": "The list is sent", "sensitivity": "public"}

    browser.post(
        make_meetings.address(conference, f"follow-ups/{follow_up.pk}/report/"),
        {**entered, "source_1": source.pk, "passage_1": "the list was sent"},
    )
    text = browser.get(make_meetings.address(conference, f"follow-ups/{follow_up.pk}/")).content.decode()

    assert "The list is sent" in text
    assert "the list was sent" in text
    assert "5 November 2020" in text
