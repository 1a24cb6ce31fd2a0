"""Writing down a point of a meeting."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.meetings.actions import make_point
from secretariat.meetings.models import Point
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def test_a_point_is_kept_last_with_its_speakers_and_passage_and_recorded() -> None:
    conference = make.conference()
    meeting, source = make_meetings.meeting(conference), make.source(conference)
    make_meetings.point(meeting)
    sides = [make.party("SY"), make.party("RU"), make.party("SY")]

    point = make_point(
        make.user(Role.RAPPORTEUR, conference),
        meeting,
        details={"verb": "stressed", "text": make_meetings.said("The aim is humanitarian")},
        speakers=sides,
        cited=[Cited(source, "stressed that these efforts will not succeed")],
    )

    assert point.position == 2
    assert [speaker.party.code for speaker in point.speakers.all()] == ["SY", "RU"]
    assert Citation.objects.of([point]).get().passage.startswith("stressed")
    entry = Entry.objects.get()
    assert (entry.verb, entry.thing_id, entry.made_id) == ("meetings.make_point", meeting.pk, point.pk)


def test_an_agreed_record_takes_no_further_point() -> None:
    conference = make.conference()
    meeting = make_meetings.frozen(conference)

    with pytest.raises(Refused, match="can no longer be changed"):
        make_point(make.user(Role.SECRETARY, conference), meeting, details={"verb": "agreed", "text": "x"}, speakers=[])

    assert not Point.objects.exists()


def test_a_reader_may_not() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)

    with pytest.raises(PermissionDenied):
        make_point(make.user(Role.READER, conference), meeting, details={"verb": "agreed"}, speakers=[])


def test_the_form_offers_those_who_met_and_takes_another_party() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    make_meetings.visitor(meeting, "RU")
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = make_meetings.address(conference, f"meetings/{meeting.pk}/point/")

    offered = [name for _pk, name in browser.get(page).context["form"].fields["speakers"].choices]
    entered = {"verb": "thanked", "text_en": "The support", "sensitivity": "public", "other": make.party("LB").pk}
    answer = browser.post(page, {**entered, "speakers": [make.party("RU").pk], "another": "1"})

    assert len(offered) == 2
    assert answer.headers["Location"] == page
    assert [speaker.party.code for speaker in Point.objects.get().speakers.all()] == ["RU", "LB"]


def test_a_point_says_something() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    meeting = make_meetings.meeting(conference)

    page = browser.post(
        make_meetings.address(conference, f"meetings/{meeting.pk}/point/"), {"verb": "agreed", "sensitivity": "public"}
    )

    assert page.context["form"].errors == {"text": ["This field is required."]}


def test_the_page_of_the_meeting_shows_the_point_with_its_passage() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    point = make_meetings.point(meeting, "The preparations", by=[make.party("RU")])
    make.citation(point, make.source(conference, title="A report"), "the 2 sides discussed the preparations")

    text = (
        make.client(make.user(Role.READER, conference))
        .get(make_meetings.address(conference, f"meetings/{meeting.pk}/"))
        .content.decode()
    )

    assert "the 2 sides discussed the preparations" in text
    assert "The preparations" in text
    assert f"points/{point.pk}/revise/" not in text
