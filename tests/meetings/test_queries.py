"""What other desks ask of this one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from secretariat.accounts.models import Role, Sensitivity
from secretariat.conference.models import ShownName
from secretariat.meetings import queries
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def test_meetings_stand_in_the_order_of_time_and_those_with_a_party_are_found() -> None:
    conference = make.conference()
    amal = make.user(Role.SECRETARY, conference)
    unknown = make_meetings.meeting(conference, held_date="", host=make.party("LB"))
    later = make_meetings.meeting(conference, held_date="2020-11-12")
    earlier = make_meetings.meeting(conference, held_date="2020-10")
    make_meetings.visitor(later, "RU")

    assert [row.meeting for row in queries.meetings_of(conference, amal)] == [earlier, later, unknown]
    assert [row.meeting for row in queries.meetings_with(conference, amal, make.party("RU"))] == [later]
    assert [row.meeting for row in queries.meetings_with(conference, amal, make.party("LB"))] == [unknown]


def test_the_names_are_those_the_conference_gives_in_the_language_of_the_reader() -> None:
    conference = make.conference()
    russia = make.party("RU")
    ShownName.objects.create(conference=conference, party=russia, name={"en": "Russia", "ar": "روسيا"})
    meeting = make_meetings.meeting(conference)
    make_meetings.visitor(meeting, "RU")
    make_meetings.point(meeting, by=[russia])
    amal = make.user(Role.SECRETARY, conference)

    with translation.override("ar"):
        row = queries.meetings_of(conference, amal)[0]
        points = queries.points_of([meeting], amal)[meeting.pk]

        assert str(row.visitors[0].name) == "روسيا"
        assert [str(name) for name in points[0].names] == ["روسيا"]


def test_late_is_what_is_open_and_past_its_day() -> None:
    conference = make.conference()
    amal, meeting = make.user(Role.SECRETARY, conference), make_meetings.meeting(conference)
    late = make_meetings.follow_up(meeting, due_date=date(2020, 11, 1))
    make_meetings.follow_up(meeting, due_date=date(2020, 11, 2))
    make_meetings.follow_up(meeting)
    done = make_meetings.follow_up(meeting, due_date=date(2020, 10, 30))
    make_meetings.progress(done, "done")

    assert [row.follow_up for row in queries.late_follow_ups(conference, amal, date(2020, 11, 2))] == [late]
    assert len(queries.open_follow_ups(conference, amal)) == 3


def test_what_a_person_may_not_see_is_in_no_answer() -> None:
    conference = make.conference()
    officer = make.user(Role.DESK_OFFICER, conference, desks=["dossier"])
    hidden = make_meetings.meeting(conference, sensitivity=Sensitivity.RESTRICTED)
    make_meetings.follow_up(hidden)
    seen = make_meetings.meeting(conference)
    make_meetings.point(seen, sensitivity=Sensitivity.RESTRICTED)

    assert [row.meeting for row in queries.meetings_of(conference, officer)] == [seen]
    assert queries.open_follow_ups(conference, officer) == []
    assert queries.points_of([seen], officer) == {seen.pk: []}


def test_more_rows_ask_no_more_often() -> None:
    counts = []
    conference = make.conference()
    amal = make.user(Role.SECRETARY, conference)
    for rows in (1, 29):
        for _number in range(rows):
            meeting = make_meetings.meeting(conference)
            make_meetings.visitor(meeting, "RU")
            make_meetings.point(meeting, by=[make.party("RU")])
            make_meetings.progress(make_meetings.follow_up(meeting))
            make_meetings.stop(make_meetings.mission(conference))
        assert amal.seats
        with CaptureQueriesContext(connection) as asked:
            held = [row.meeting for row in queries.meetings_of(conference, amal)]
            assert len(queries.points_of(held, amal)) == len(held)
            assert queries.open_follow_ups(conference, amal)
            assert queries.missions_of(conference, amal)
        counts.append(len(asked))

    assert counts == [14, 14]
