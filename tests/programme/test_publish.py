"""Publishing the timetable: a version, whom it is told, and two officers at once."""

import threading
from datetime import datetime
from functools import partial
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from icalendar import Calendar

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.actions import carry
from secretariat.conference.models import Conference, Message
from secretariat.delegations.models import Delegation
from secretariat.programme.actions import publish
from secretariat.programme.models import Place, Publication
from tests import make, make_programme, make_timetable
from tests.make_programme import at, bilateral, place, session, wanted
from tests.threads import in_thread

pytestmark = pytest.mark.django_db
PUBLISH = "/en/damascus-2020/office/timetable/publish/"


def officer(conference: Conference) -> User:
    return make.user(Role.DESK_OFFICER, conference, desks=["programme"])


def focal(conference: Conference, code: str, language: str = "en") -> User:
    return make.user(Role.FOCAL_POINT, conference, party=make.party(code), language=language)


def held(conference: Conference, one: str = "LB", other: str = "IQ", start: datetime | None = None) -> Place:
    return place(bilateral(conference, one, other), conference.rooms.get(), starts_at=start or at(10))


def test_a_version_holds_all_that_is_held_and_it_is_recorded() -> None:
    conference = make_timetable.ready()
    kept = held(conference)
    opened = session(conference, "Opening", starts_at=at(8), ends_at=at(9))

    made = publish(officer(conference), conference, note="First", seen=0, at=make.NOON)

    assert (made.number, made.note, made.published_at) == (1, "First", make.NOON)
    assert [(each["kind"], each["uid"], each["sequence"]) for each in made.entries] == [
        ("session", str(opened.uid), 0),
        ("bilateral", str(kept.bilateral.uid), 0),
    ]
    assert {each["what"] for each in made.changes} == {"added"}
    entry = Entry.objects.get(verb="programme.publish")
    assert entry.made_id == made.pk
    assert "entries" not in entry.changes


def test_everybody_whom_it_concerns_gets_one_message_with_their_changes_and_their_calendar() -> None:
    conference = make_timetable.ready()
    lebanon, iraq = focal(conference, "LB"), focal(conference, "IQ", "ar")
    focal(conference, "EG")
    held(conference)
    held(conference, "LB", "JO", at(11))

    publish(officer(conference), conference, note="", seen=0, at=make.NOON)

    told = {message.to: message for message in Message.objects.all()}
    assert told.keys() == {lebanon.email, iraq.email}
    body = told[lebanon.email].body
    assert "New: Bilateral meeting with Iraq – Wednesday" in body
    assert "10:00–10:30, Bilateral hall, table 1" in body
    assert "Jordan" in body
    assert told[iraq.email].language == "ar"
    assert "Jordan" not in told[iraq.email].body
    calendar = Calendar.from_ical(told[lebanon.email].attachment)
    assert len(calendar.walk("VEVENT")) == 2
    carry.call(told[lebanon.email].pk)
    parts: Any = mail.outbox[0].message().get_payload()
    part = parts[1]
    assert (part.get_content_type(), part.get_param("method")) == ("text/calendar", "PUBLISH")
    assert part.get_filename() == "damascus-2020-1.ics"


def test_the_next_version_tells_what_moved_and_what_was_called_off_and_nobody_else() -> None:
    conference = make_timetable.ready()
    lebanon, egypt = focal(conference, "LB"), focal(conference, "EG")
    moved, gone = held(conference), held(conference, "LB", "JO", at(11))
    held(conference, "EG", "TR", at(9))
    make_timetable.published(conference)
    Place.objects.filter(pk=moved.pk).update(starts_at=at(9, 30), ends_at=at(10))
    gone.delete()

    made = publish(officer(conference), conference, seen=1, at=make.NOON)

    assert {(each["what"], each["uid"]) for each in made.changes} == {
        ("moved", str(moved.bilateral.uid)),
        ("cancelled", str(gone.bilateral.uid)),
    }
    sequences = {each["uid"]: (each["sequence"], each["status"]) for each in made.entries}
    assert sequences[str(moved.bilateral.uid)] == (1, "confirmed")
    assert sequences[str(gone.bilateral.uid)] == (1, "cancelled")
    assert not Message.objects.filter(to=egypt.email).exists()
    message = Message.objects.get(to=lebanon.email)
    assert "Moved: Bilateral meeting with Iraq" in message.body
    assert "Cancelled: Bilateral meeting with Jordan" in message.body
    states = {
        str(event["uid"]): str(event["status"]) for event in Calendar.from_ical(message.attachment).walk("VEVENT")
    }
    assert states[str(gone.bilateral.uid)] == "CANCELLED"


def test_a_delegate_who_must_attend_is_told_by_mail_of_their_own() -> None:
    conference = make_timetable.ready()
    delegation = make_programme.delegation(conference, "LB")
    delegate = make.delegate(delegation, name="Amal", mail="amal@example.org")
    wanted(session(conference, "Round table"), delegate=delegate)

    publish(officer(conference), conference, seen=0, at=make.NOON)

    assert "New: Round table" in Message.objects.get(to="amal@example.org").body


def test_who_saw_an_older_version_is_told_that_there_is_a_newer_one() -> None:
    conference = make_timetable.ready()
    held(conference)
    make_timetable.published(conference)

    with pytest.raises(Refused, match="Somebody published version 1 meanwhile"):
        publish(officer(conference), conference, seen=0, at=make.NOON)


def test_nothing_new_is_no_version() -> None:
    conference = make_timetable.ready()
    held(conference)
    make_timetable.published(conference)

    with pytest.raises(Refused, match="Nothing differs from what is published"):
        publish(officer(conference), conference, seen=1, at=make.NOON)


def test_what_clashes_is_not_published() -> None:
    conference = make_timetable.ready()
    held(conference, "LB", "IQ")
    held(conference, "EG", "JO")

    with pytest.raises(Refused, match="Bilateral hall"):
        publish(officer(conference), conference, seen=0, at=make.NOON)

    assert not Publication.objects.exists()
    assert not Message.objects.exists()


def test_whoever_does_not_work_on_the_desk_may_not() -> None:
    conference = make_timetable.ready()
    held(conference)
    with pytest.raises(PermissionDenied):
        publish(make.user(Role.DESK_OFFICER, conference, desks=["door"]), conference, seen=0, at=make.NOON)


def test_the_page_says_what_changes_how_many_are_told_and_publishes() -> None:
    conference = make_timetable.ready()
    focal(conference, "LB")
    held(conference)
    browser = make.client(officer(conference))

    page = browser.get(PUBLISH).content.decode()

    assert "New: Bilateral meeting: Iraq – Lebanon" in page or "New: Bilateral meeting: Lebanon – Iraq" in page
    assert "1 message goes out" in page
    assert "No message reaches these" in page
    answer = browser.post(PUBLISH, {"seen": "0", "note": make.HOSTILE}, follow=True)
    assert "Version 1" in answer.content.decode()
    assert "&lt;b&gt;" in answer.content.decode()


def test_the_page_shows_what_stands_against_it_and_offers_no_button() -> None:
    conference = make_timetable.ready()
    held(conference, "LB", "IQ")
    held(conference, "LB", "JO")

    page = make.client(officer(conference)).get(PUBLISH).content.decode()

    assert "It cannot be published like this" in page
    assert 'name="seen"' not in page


def test_the_page_of_whoever_comes_second_shows_what_would_change_now() -> None:
    conference = make_timetable.ready()
    held(conference)
    make_timetable.published(conference)
    held(conference, "EG", "JO", at(11))

    answer = make.client(officer(conference)).post(PUBLISH, {"seen": "0", "note": "Mine"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody published version 1 meanwhile" in page
    assert 'name="seen" value="1"' in page
    assert "Mine" in page


def test_a_session_that_is_kept_for_fewer_is_named_to_those_few_alone() -> None:
    conference = make_timetable.ready()
    room = make_programme.room(conference)
    session(conference, "Talks behind closed doors", room=room, sensitivity="restricted")
    session(conference, "Opening", room=room, starts_at=at(8), ends_at=at(9))
    browsers = [make.client(officer(conference)), make.client(make.user(Role.SECRETARY, conference))]
    previews = [browser.get(PUBLISH).content.decode() for browser in browsers]
    version = make_timetable.published(conference)
    office = "/en/damascus-2020/office"
    addresses = (f"{office}/timetable/versions/{version.pk}/", f"{office}/programme/rooms/{room.pk}/calendar.ics")

    for_officer, for_secretary = (
        [preview, *(browser.get(each).content.decode() for each in addresses)]
        for browser, preview in zip(browsers, previews, strict=True)
    )

    assert ["Opening" in each for each in for_officer] == [True, True, True]
    assert ["closed doors" in each for each in for_officer] == [False, False, False]
    assert ["closed doors" in each for each in for_secretary] == [True, True, True]


def test_a_meeting_with_a_delegation_that_is_kept_from_most_is_not_named_to_officers() -> None:
    conference = make_timetable.ready()
    kept = held(conference)
    Delegation.objects.filter(pk=kept.bilateral.asked_id).update(sensitivity="restricted")
    version = make_timetable.published(conference)
    address = f"/en/damascus-2020/office/timetable/versions/{version.pk}/"

    for_officer = make.client(officer(conference)).get(address).content.decode()
    for_secretary = make.client(make.user(Role.SECRETARY, conference)).get(address).content.decode()

    assert "Iraq" not in for_officer
    assert "Iraq" in for_secretary


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_publish_at_once_one_is_told_so() -> None:
    conference = make_timetable.ready()
    focal(conference, "LB")
    held(conference)
    officers = [officer(conference), officer(conference)]
    start = threading.Barrier(2)
    outcomes: list[object] = []

    def go(person: User) -> None:
        mine = Conference.objects.get(pk=conference.pk)
        start.wait(10)
        try:
            outcomes.append(publish(person, mine, seen=0, at=make.NOON).number)
        except Refused as refused:
            outcomes.append(str(refused))

    threads = [in_thread(partial(go, person)) for person in officers]
    for thread in threads:
        thread.join(30)

    assert sorted(map(str, outcomes)) == [
        "1",
        "Somebody published version 1 meanwhile. Look at what would change now.",
    ]
    assert Publication.objects.count() == 1
    assert Message.objects.count() == 1
