"""Writing a version of the minutes."""

import threading
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.meetings.actions import agree_minutes, make_point, write_minutes
from secretariat.meetings.models import Meeting, Minutes, RecordState
from tests import make, make_meetings
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def test_a_version_is_added_to_the_earlier_ones_and_recorded() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    first = make_meetings.minutes(meeting, "They met.", state=RecordState.CIRCULATED)

    second = write_minutes(make.user(Role.RAPPORTEUR, conference), meeting, text="The sides met.", language="en")

    first.refresh_from_db()
    assert (first.text, second.number, second.state) == ("They met.", 2, "draft")
    meeting.refresh_from_db()
    assert meeting.record_state == RecordState.DRAFT
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_id) == ("meetings.write_minutes", second.pk)


def test_nobody_writes_past_a_version_they_did_not_see_nor_the_same_again() -> None:
    conference = make.conference()
    amal, meeting = make.user(Role.SECRETARY, conference), make_meetings.meeting(conference)
    make_meetings.minutes(meeting, "They met.")

    with pytest.raises(Stale):
        write_minutes(amal, meeting, text="Another text", language="en", version=0)
    with pytest.raises(Refused, match="says the same already"):
        write_minutes(amal, meeting, text="They met.", language="en", version=1)

    assert Minutes.objects.count() == 1


def test_an_agreed_record_takes_no_further_version_and_a_reader_writes_none() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)

    with pytest.raises(PermissionDenied):
        write_minutes(make.user(Role.READER, conference), meeting, text="x", language="en")
    make_meetings.minutes(meeting, state=RecordState.AGREED)
    with pytest.raises(Refused, match="can no longer be changed"):
        write_minutes(make.user(Role.SECRETARY, conference), meeting, text="x", language="en")

    assert Minutes.objects.count() == 1


def test_the_first_text_is_composed_of_what_is_written_down_without_what_fewer_people_see() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference, subject=make_meetings.said("The conference"))
    make_meetings.visitor(meeting, "RU", head="Alexander Lavrentiev")
    make_meetings.point(meeting, "The preparations", by=[make.party("SY"), make.party("RU")])
    make_meetings.point(meeting, "A quiet word", sensitivity=Sensitivity.RESTRICTED)
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(make_meetings.address(conference, f"meetings/{meeting.pk}/minutes/"))

    text = page.context["form"].initial["text"]
    assert "(Alexander Lavrentiev)" in text
    assert "Subject: The conference" in text
    assert "discussed: The preparations" in text
    assert "A quiet word" not in text


def test_the_form_begins_with_the_newest_version_or_anew_from_the_points() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    make_meetings.point(meeting, "The preparations")
    make_meetings.minutes(meeting, "They met.")
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = make_meetings.address(conference, f"meetings/{meeting.pk}/minutes/")

    assert browser.get(page).context["form"].initial["text"] == "They met."
    assert "The preparations" in browser.get(f"{page}?from=points").context["form"].initial["text"]
    answer = browser.post(page, {"text": "The sides met.", "language": "en", "version": 1})

    newest = Minutes.objects.get(number=2)
    assert answer.headers["Location"] == make_meetings.address(conference, f"minutes/{newest.pk}/")


def test_two_who_write_at_a_time_see_each_other_s_text_and_lose_nothing() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    make_meetings.minutes(meeting, "They met.")
    make_meetings.minutes(meeting, "They met in Damascus.")
    browser = make.client(make.user(Role.SECRETARY, conference))
    entered = {"text": "They met at noon.", "language": "en", "version": 1, "initial-text": "They met."}

    page = browser.post(make_meetings.address(conference, f"meetings/{meeting.pk}/minutes/"), entered)

    shown = [(each.seen, each.now, each.yours) for each in page.context["differences"] if each.label == "Text"]
    assert shown == [("They met.", "They met in Damascus.", "They met at noon.")]
    assert "They met at noon." in page.content.decode()
    assert Minutes.objects.count() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_versions_written_at_once_get_two_numbers() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("two writers at once need PostgreSQL")
    conference = make.conference()
    amal, meeting = make.user(Role.SECRETARY, conference), make_meetings.meeting(conference)
    begin = threading.Barrier(2)

    def write(text: str) -> None:
        begin.wait(10)
        write_minutes(amal, Meeting.objects.get(pk=meeting.pk), text=text, language="en")

    for each in [in_thread(partial(write, text)) for text in ("one", "two")]:
        each.join(20)

    assert sorted(meeting.minutes.values_list("number", flat=True)) == [1, 2]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_point_written_while_the_record_is_agreed_is_before_or_refused() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("two writers at once need PostgreSQL")
    conference = make.conference()
    amal, meeting = make.user(Role.SECRETARY, conference), make_meetings.meeting(conference)
    minutes = make_meetings.minutes(meeting, state=RecordState.CIRCULATED, circulated_date=make.TODAY)
    begin, told = threading.Barrier(2), []

    def agree() -> None:
        begin.wait(10)
        agree_minutes(amal, minutes, agreed_date=make.TODAY)
        told.append("agreed")

    def point() -> None:
        begin.wait(10)
        try:
            make_point(amal, Meeting.objects.get(pk=meeting.pk), details={"verb": "agreed", "text": "x"}, speakers=[])
            told.append("made")
        except Refused:
            told.append("refused")

    for each in [in_thread(agree), in_thread(point)]:
        each.join(20)

    revisions = {entry.verb: entry.revision for entry in Entry.objects.all()}
    meeting.refresh_from_db()
    assert meeting.is_frozen
    assert meeting.points.count() == told.count("made")
    if "made" in told:
        assert revisions["meetings.make_point"] < revisions["meetings.agree_minutes"]
