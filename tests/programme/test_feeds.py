"""What calendars behind secret addresses show, and to whom they still open."""

from typing import Any

import pytest
import vobject
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from secretariat.accounts.models import Role
from secretariat.audit.models import Record
from secretariat.conference.models import Conference, Membership
from secretariat.delegations.models import Delegation
from secretariat.programme.queries.entries import working_entries
from secretariat.programme.queries.feeds import tag_of
from tests import make, make_programme
from tests.make_days import SECRET, entry, feed, feed_of, meeting, publication

pytestmark = pytest.mark.django_db


def read(conference: Conference, secret: str = SECRET, language: str = "en") -> bytes:
    answer = make.client().get(f"/{language}/{conference.slug}/calendar/{secret}.ics")
    assert answer.status_code == 200
    return bytes(answer.content)


def told(content: bytes) -> dict[str, tuple[str, int]]:
    """Title, state and number of each event, as another library reads them."""
    found = vobject.readOne(content.decode())
    events = getattr(found, "vevent_list", [])
    return {each.summary.value: (each.status.value, int(each.sequence.value)) for each in events}


def titled(title: str, **fields: Any) -> dict[str, Any]:
    return entry(title={"en": title}, **fields)


def everything(conference: Conference) -> None:
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    levels = ("public", "delegations", "secretariat", "restricted")
    sessions = [titled(f"Kept for {level}", sensitivity=level) for level in levels]
    publication(conference, [*sessions, meeting(lebanon, iraq, topic="Border crossings")])


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.SECRETARY, {"public", "delegations", "secretariat", "restricted", "meeting"}),
        (Role.DESK_OFFICER, {"public", "delegations", "secretariat", "meeting"}),
        (Role.RAPPORTEUR, {"public", "delegations", "secretariat", "meeting"}),
        (Role.READER, {"public", "delegations", "secretariat", "meeting"}),
        (Role.PRESS_OFFICER, {"public", "delegations"}),
        (Role.DOOR_OFFICER, {"public", "delegations"}),
    ],
)
def test_the_calendar_of_the_conference_shows_what_its_opener_may_see(role: str, shown: set[str]) -> None:
    conference = make.conference()
    everything(conference)
    feed_of(conference, entered_by=make.user(role, conference))

    found = {title.removeprefix("Kept for ").split(":")[0] for title in told(read(conference))}

    assert found == {"Bilateral meeting" if each == "meeting" else each for each in shown}
    assert b"Border crossings" not in read(conference)


def test_it_shows_less_as_soon_as_its_opener_may_see_less() -> None:
    conference = make.conference()
    everything(conference)
    opener = make.user(Role.SECRETARY, conference)
    feed_of(conference, entered_by=opener)
    assert "Kept for restricted" in told(read(conference))

    Membership.objects.filter(user=opener).update(role=Role.PRESS_OFFICER)

    assert set(told(read(conference))) == {"Kept for public", "Kept for delegations"}


@pytest.mark.parametrize("of", ["conference", "room", "delegate", "delegation"])
def test_it_ends_with_the_seat_of_its_opener(of: str) -> None:
    conference = make.conference()
    opener = make.user(Role.SECRETARY, conference)
    delegation = make_programme.delegation(conference)
    things: dict[str, Any] = {
        "room": make_programme.room(conference),
        "delegate": make.delegate(delegation),
        "delegation": delegation,
    }
    feed_of(conference, entered_by=opener, **({of: things[of]} if of in things else {}))
    address = f"/en/{conference.slug}/calendar/{SECRET}.ics"
    assert make.client().get(address).status_code == 200

    Membership.objects.filter(user=opener).delete()

    assert make.client().get(address).status_code == 404


def test_it_ends_with_the_account_of_its_opener() -> None:
    conference = make.conference()
    opener = make.user(Role.SECRETARY, conference)
    feed_of(conference, entered_by=opener)
    opener.is_active = False
    opener.save(update_fields=["is_active"])

    assert make.client().get(f"/en/{conference.slug}/calendar/{SECRET}.ics").status_code == 404


def test_a_room_tells_what_was_moved_out_of_it_as_called_off() -> None:
    conference = make.conference()
    hall, salon = make_programme.room(conference), make_programme.room(conference, "Salon")
    stays, moves = titled("Stays", room=hall.pk), titled("Moves", room=hall.pk)
    publication(conference, [stays, moves])
    publication(conference, [stays, {**moves, "room": salon.pk, "sequence": 1}])
    feed_of(conference, room=hall)
    feed_of(conference, "another", room=salon)

    assert told(read(conference)) == {"Stays": ("CONFIRMED", 0), "Moves": ("CANCELLED", 1)}
    assert told(read(conference, "another")) == {"Moves": ("CONFIRMED", 1)}


def test_what_was_called_off_stays_called_off_over_later_versions() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    mine = titled("No longer Lebanon's", delegations=[lebanon.pk])
    publication(conference, [mine])
    for sequence in (1, 2):
        publication(conference, [{**mine, "delegations": [], "sequence": sequence}])
    feed(lebanon)

    assert told(read(conference)) == {"No longer Lebanon's": ("CANCELLED", 2)}


def test_a_delegate_has_the_sessions_that_need_them_and_the_meetings_of_the_delegation() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    amal, omar = (make.delegate(lebanon, name) for name in ("Amal Haddad", "Omar Khoury"))
    mine = {"delegations": [lebanon.pk]}
    publication(
        conference,
        [
            titled("Needs Amal", delegates=[amal.pk], **mine),
            titled("Needs Omar", delegates=[omar.pk], **mine),
            titled("Needs Lebanon", **mine),
            titled("Under Amal", chair={"party": "LB", "delegate": "Amal Haddad"}),
            titled("Kept back", delegates=[amal.pk], sensitivity="secretariat", **mine),
            titled("Iraq's", delegations=[iraq.pk]),
            meeting(lebanon, iraq),
        ],
    )
    feed_of(conference, delegate=amal)

    assert set(told(read(conference))) == {
        "Needs Amal",
        "Needs Lebanon",
        "Under Amal",
        "Bilateral meeting with Iraq",
    }


def test_a_chair_is_known_by_who_they_are_and_not_by_a_name() -> None:
    conference = make.conference()
    amal = make.delegate(make_programme.delegation(conference), "Amal Hadad")
    room = make_programme.room(conference)
    make_programme.session(conference, "Under Amal", room=room, chair=amal, sensitivity="public")
    publication(conference, working_entries(conference, []))
    amal.name = "Amal Haddad"
    amal.save(update_fields=["name"])
    namesake = make.delegate(amal.delegation, "Amal Hadad")
    feed_of(conference, delegate=amal)
    feed_of(conference, "another secret", delegate=namesake)

    assert set(told(read(conference))) == {"Under Amal"}
    assert told(read(conference, "another secret")) == {}


def test_whoever_comes_no_longer_has_nothing_but_what_is_called_off() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    amal = make.delegate(lebanon, "Amal Haddad")
    publication(conference, [titled("Needs Amal", delegations=[lebanon.pk], delegates=[amal.pk])])
    feed_of(conference, delegate=amal)
    amal.state = "withdrawn"
    amal.save(update_fields=["state"])

    assert told(read(conference)) == {"Needs Amal": ("CANCELLED", 1)}


def test_both_libraries_read_the_same_zone_and_moments_and_hostile_titles() -> None:
    conference = make.conference(title=make_programme.said(make.HOSTILE))
    room = make_programme.room(conference, make.HOSTILE)
    publication(conference, [titled("a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b", room=room.pk)])
    feed_of(conference, room=room, name=make.HOSTILE)

    content = read(conference)
    ours: Any = Calendar.from_ical(content)
    theirs = vobject.readOne(content.decode())

    assert [part.name for part in ours.subcomponents] == ["VTIMEZONE", "VEVENT"]
    assert theirs.vevent.summary.value == ours.events[0]["SUMMARY"]
    assert theirs.vevent.dtstart.value == ours.events[0]["DTSTART"].dt == make_programme.at(10)
    assert theirs.vevent.last_modified.value == ours.events[0]["LAST-MODIFIED"].dt
    assert theirs.vtimezone.tzid.value == "Asia/Damascus"
    assert make.HOSTILE in theirs.vevent.location.value


def test_whoever_has_it_already_is_told_that_nothing_changed() -> None:
    conference = make.conference()
    publication(conference, [titled("First")])
    feed_of(conference)
    browser, address = Client(), f"/en/{conference.slug}/calendar/{SECRET}.ics"
    tag = browser.get(address)["ETag"]

    same = browser.get(address, headers={"if-none-match": tag})
    publication(conference, [titled("Second")])
    other = browser.get(address, headers={"if-none-match": tag})

    assert (same.status_code, same.content) == (304, b"")
    assert other.status_code == 200
    assert b"Second" in other.content
    assert other["ETag"] != tag


def test_for_whoever_has_it_already_no_calendar_is_built() -> None:
    conference = make.conference()
    for number in range(3):
        publication(conference, [titled(f"Version {number}")])
    feed_of(conference, room=make_programme.room(conference))
    browser, address = Client(), f"/en/{conference.slug}/calendar/{SECRET}.ics"
    tag = browser.get(address)["ETag"]

    with CaptureQueriesContext(connection) as asked:
        same = browser.get(address, headers={"if-none-match": tag})

    assert (same.status_code, same["ETag"]) == (304, tag)
    assert not [each["sql"] for each in asked if '"entries"' in each["sql"]]


def test_a_deed_and_another_seat_of_the_opener_make_another_tag() -> None:
    conference = make.conference()
    publication(conference, [titled("First")])
    feed = feed_of(conference)
    before = tag_of(feed, "en")

    feed.entered_by = make.user(Role.READER, conference)
    seated = tag_of(feed, "en")
    record = Record.objects.get_or_create(conference_id=conference.pk)[0]
    record.revision += 1
    record.save()

    assert len({before, seated, tag_of(feed, "en"), tag_of(feed, "ar")}) == 4


def test_a_calendar_speaks_the_language_of_its_address() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    publication(conference, [entry(title={"en": "Opening", "ar": "الافتتاح"}, room=room.pk)])
    feed_of(conference, room=room)

    assert set(told(read(conference, language="ar"))) == {"الافتتاح"}
    assert set(told(read(conference, language="en"))) == {"Opening"}


def test_the_secret_of_one_conference_opens_nothing_in_another() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    feed_of(other)

    assert make.client().get(f"/en/{conference.slug}/calendar/{SECRET}.ics").status_code == 404


@pytest.mark.parametrize("of", ["delegation", "delegate"])
def test_the_calendar_of_a_restricted_delegation_holds_what_is_its_own_and_nothing_of_others_kept_back(of: str) -> None:
    conference = make.conference()
    lebanon, iraq, jordan = (make_programme.delegation(conference, code) for code in ("LB", "IQ", "JO"))
    Delegation.objects.filter(pk__in=(lebanon.pk, iraq.pk)).update(sensitivity="restricted")
    things: dict[str, Any] = {"delegation": lebanon, "delegate": make.delegate(lebanon)}
    with_jordan, with_iraq = meeting(lebanon, jordan), meeting(lebanon, iraq)
    publication(conference, [titled("Needs Lebanon", delegations=[lebanon.pk]), with_jordan, with_iraq])
    feed_of(conference, **{of: things[of]})

    assert set(told(read(conference))) == {"Needs Lebanon", "Bilateral meeting with Jordan"}


@pytest.mark.parametrize("of", ["delegation", "delegate"])
@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.DESK_OFFICER])
def test_it_ends_where_its_opener_is_told_nothing_of_the_delegation_any_more(of: str, role: str) -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    things: dict[str, Any] = {"delegation": lebanon, "delegate": make.delegate(lebanon)}
    seat: dict[str, Any] = {"party": lebanon.party} if role == Role.FOCAL_POINT else {"desks": ["programme"]}
    kept = feed_of(conference, entered_by=make.user(role, conference, **seat), **{of: things[of]})
    address = f"/en/{conference.slug}/calendar/{SECRET}.ics"
    assert make.client().get(address).status_code == 200

    Delegation.objects.filter(pk=lebanon.pk).update(sensitivity="restricted")

    day = make.client(make.user(Role.SECRETARY, conference)).get(f"/en/{conference.slug}/office/programme/day/")
    assert make.client().get(address).status_code == 404
    assert [(each.feed, each.is_open) for each in day.context["feeds"]] == [(kept, False)]
    assert "may no longer see this calendar" in day.content.decode()


def test_whoever_takes_the_calendar_of_a_restricted_delegation_home_has_what_is_held_in_it() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    Delegation.objects.filter(pk=lebanon.pk).update(sensitivity="restricted")
    publication(conference, [titled("Needs Lebanon", delegations=[lebanon.pk])])
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.get(reverse("programme:day_calendar", args=[conference.slug, lebanon.pk]))

    assert set(told(answer.content)) == {"Needs Lebanon"}
