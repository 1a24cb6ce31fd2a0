"""Inviting people to a session by mail."""

from email import message_from_bytes
from typing import Any

import pytest
import vobject
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.actions import carry
from secretariat.conference.models import Conference, Message
from secretariat.engines.calendars import read_ics
from secretariat.programme.actions import Guest, call_off_convocation, invite_to_session
from secretariat.programme.models import Convocation, Invitee, Session
from tests import make, make_programme
from tests.make_convening import convocation, invitee

pytestmark = pytest.mark.django_db

AMAL = Guest("amal@mofa.example", "Amal Haddad")
OMAR = Guest("omar@mofa.example", "Omar Khoury")


def officer(conference: Conference) -> User:
    return make.user(Role.DESK_OFFICER, conference, desks=["programme"])


def invite(session: Session, *guests: Guest, **details: Any) -> Convocation:
    values = {"guests": guests, "text": "", "language": "en", "at": make.NOON, **details}
    return invite_to_session(officer(session.conference), session, **values)


def calendar_of(message: Message) -> Any:
    return vobject.readOne(message.attachment)


def sent_to(address: str) -> list[Any]:
    """The calendars that went to an address, the oldest first."""
    return [calendar_of(each) for each in Message.objects.filter(to=address).order_by("pk")]


def test_each_gets_a_message_of_their_own_that_names_nobody_else() -> None:
    conference = make.conference()
    session = make_programme.session(conference, "Opening", room=make_programme.room(conference, "Salon"))

    made = invite(session, AMAL, OMAR, text="Please be seated at 9:45.")

    found = sent_to(AMAL.mail)[0]
    assert found.method.value == "REQUEST"
    assert (found.vevent.uid.value, found.vevent.sequence.value) == (str(made.uid), "0")
    assert (found.vevent.dtstart.value, found.vevent.dtend.value) == (session.starts_at, session.ends_at)
    assert found.vevent.summary.value == "Opening"
    assert found.vevent.location.value.startswith("Salon")
    assert found.vevent.description.value == "Please be seated at 9:45."
    assert [each.value for each in found.vevent.attendee_list] == ["mailto:amal@mofa.example"]
    assert found.vevent.attendee.params["PARTSTAT"] == ["NEEDS-ACTION"]
    assert found.vtimezone.tzid.value == "Asia/Damascus"
    assert OMAR.mail not in Message.objects.get(to=AMAL.mail).body
    entry = Entry.objects.get(verb="programme.invite_to_session")
    assert AMAL.mail not in str(entry.changes)


def test_the_mail_has_the_calendar_beside_its_text_and_as_a_file() -> None:
    conference = make.conference()
    invite(make_programme.session(conference), AMAL)
    message = Message.objects.get()
    carry.call(message.pk)

    whole = message_from_bytes(mail.outbox[-1].message().as_bytes())
    kinds = [(part.get_content_type(), part.get_param("method"), part.get_filename()) for part in whole.walk()]
    assert ("text/calendar", "REQUEST", None) in kinds
    assert ("text/calendar", "REQUEST", "invite.ics") in kinds
    assert kinds[0][0] == "multipart/mixed"
    assert ("multipart/alternative", None, None) in kinds
    parts: list[Any] = [
        part.get_payload(decode=True) for part in whole.walk() if part.get_content_type() == "text/calendar"
    ]
    assert parts[0].replace(b"\r\n", b"\n") == parts[1].replace(b"\r\n", b"\n")
    day = make_programme.DAY
    found = read_ics(parts[0], start=day, end=day, zone=conference.zone)
    assert len(found.events) == 1


def test_a_move_raises_the_number_and_asks_everybody_again_but_another_text_does_not() -> None:
    conference = make.conference()
    session = make_programme.session(conference)
    made = invite(session, AMAL)
    Invitee.objects.update(answer="accepted", answered_sequence=0)

    invite(session, AMAL, text="Another text")
    session.starts_at, session.ends_at = make_programme.at(14), make_programme.at(15)
    session.save()
    invite(session, AMAL)

    told = [(each.vevent.sequence.value, each.vevent.attendee.params["PARTSTAT"][0]) for each in sent_to(AMAL.mail)]
    assert told == [("0", "NEEDS-ACTION"), ("0", "ACCEPTED"), ("1", "NEEDS-ACTION")]
    made.refresh_from_db()
    assert (made.sequence, made.starts_at) == (1, make_programme.at(14))
    assert Convocation.objects.count() == 1


def test_whoever_is_no_longer_invited_is_told_so_and_can_be_asked_again() -> None:
    conference = make.conference()
    session = make_programme.session(conference)
    invite(session, AMAL, OMAR)

    invite(session, OMAR)
    invite(session, AMAL, OMAR)

    told = [(each.method.value, each.vevent.sequence.value) for each in sent_to(AMAL.mail)]
    assert told == [("REQUEST", "0"), ("CANCEL", "1"), ("REQUEST", "2")]
    assert [each.method.value for each in sent_to(OMAR.mail)] == ["REQUEST"] * 3


def subjects_to(address: str) -> list[str]:
    return [each.subject.partition(":")[0] for each in Message.objects.filter(to=address).order_by("pk")]


def test_the_subject_says_whether_somebody_is_invited_is_told_of_a_change_or_is_not_asked_any_more() -> None:
    conference = make.conference()
    session = make_programme.session(conference, "Opening")
    made = invite(session, AMAL)
    invite(session, AMAL)
    session.starts_at, session.ends_at = make_programme.at(14), make_programme.at(15)
    session.save()

    invite(session, AMAL, OMAR)
    invite(session, AMAL, OMAR, text="Another text")
    invite(session, OMAR, text="Another text")
    call_off_convocation(officer(conference), made, why="", at=make.NOON)

    assert subjects_to(AMAL.mail) == ["Invitation", "Invitation", "Changed", "Changed", "Cancelled"]
    # Whoever is invited only now is told of no change.
    assert subjects_to(OMAR.mail) == ["Invitation", "Changed", "Invitation", "Cancelled"]
    assert Message.objects.filter(to=OMAR.mail).latest("pk").subject.startswith("Cancelled: Opening (")


def test_what_was_called_off_and_is_held_again_is_a_change_of_the_same_meeting() -> None:
    conference = make.conference()
    session = make_programme.session(conference)
    made = invite(session, AMAL)
    call_off_convocation(officer(conference), made, why="", at=make.NOON)

    invite(session, AMAL)

    found = sent_to(AMAL.mail)
    told = [(each.method.value, each.vevent.sequence.value) for each in found]
    assert told == [("REQUEST", "0"), ("CANCEL", "1"), ("REQUEST", "2")]
    assert {each.vevent.uid.value for each in found} == {str(made.uid)}
    assert found[1].vevent.status.value == "CANCELLED"
    assert subjects_to(AMAL.mail) == ["Invitation", "Cancelled", "Changed"]


def test_a_delegate_is_kept_with_the_invitation_and_the_message_with_the_party() -> None:
    conference = make.conference()
    amal = make.delegate(make_programme.delegation(conference), mail=AMAL.mail, sensitivity="restricted")

    invite(make_programme.session(conference), Guest(amal.mail, amal.name, amal))

    assert Invitee.objects.get().delegate == amal
    message = Message.objects.get()
    assert (message.party, message.sensitivity) == (amal.party, "restricted")


@pytest.mark.parametrize(
    ("fields", "guests", "sentence"),
    [
        ({"state": "cancelled"}, [AMAL], "is cancelled"),
        ({"starts_at": None, "ends_at": None}, [AMAL], "no hours"),
        ({}, [], "Choose somebody"),
        ({}, [AMAL, Guest("AMAL@mofa.example")], "named twice"),
        ({}, [Guest("not a mail")], "No calendar takes this address"),
        ({}, [Guest(f"a{number}@example.org") for number in range(501)], "At most"),
    ],
)
def test_what_cannot_be_sent_is_refused_and_nothing_goes_out(
    fields: dict[str, Any], guests: list[Guest], sentence: str
) -> None:
    session = make_programme.session(make.conference(), **fields)

    with pytest.raises(Refused, match=sentence):
        invite(session, *guests)

    assert not Convocation.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.RAPPORTEUR, Role.PRESS_OFFICER, Role.DOOR_OFFICER])
def test_only_officers_of_the_desk_may(role: str) -> None:
    conference = make.conference()
    session = make_programme.session(conference)
    person = make.user(role, conference)

    with pytest.raises(PermissionDenied):
        invite_to_session(person, session, guests=[AMAL], text="", language="en", at=make.NOON)

    meetings_alone = make.user(Role.DESK_OFFICER, conference, desks=["meetings"])
    page = reverse("programme:invite_to_session", args=[conference.slug, session.pk])
    assert make.client(meetings_alone).post(page, {"others": AMAL.mail, "language": "en"}).status_code == 403


def test_the_page_offers_those_who_must_attend_and_takes_addresses() -> None:
    conference = make.conference()
    session = make_programme.session(conference, "Opening")
    lebanon = make_programme.delegation(conference)
    amal = make.delegate(lebanon, "Amal Haddad", mail=AMAL.mail)
    make.delegate(lebanon, "Without Mail")
    make.delegate(make_programme.delegation(conference, "IQ"), "Of Iraq", mail="iraq@mofa.example")
    make_programme.wanted(session, "LB")
    browser = make.client(officer(conference))
    page = reverse("programme:invite_to_session", args=[conference.slug, session.pk])

    shown = browser.get(page).content.decode()
    answer = browser.post(
        page, {"people": [amal.pk], "others": f"Omar Khoury <{OMAR.mail}>\n\nx@example.org", "language": "ar"}
    )

    assert "Amal Haddad" in shown
    assert AMAL.mail not in shown
    assert "Without Mail" not in shown
    assert "Of Iraq" not in shown
    made = Convocation.objects.get()
    assert answer["Location"] == reverse("programme:convocation", args=[conference.slug, made.pk])
    assert {(each.name, each.mail) for each in made.invitees.all()} == {
        ("Amal Haddad", AMAL.mail),
        ("Omar Khoury", OMAR.mail),
        ("", "x@example.org"),
    }
    assert "دعوة" in Message.objects.get(to=AMAL.mail).subject or Message.objects.get(to=AMAL.mail).language == "ar"


def test_a_line_that_is_no_address_is_told_by_its_number() -> None:
    conference = make.conference()
    session = make_programme.session(conference)
    page = reverse("programme:invite_to_session", args=[conference.slug, session.pk])

    answer = make.client(officer(conference)).post(page, {"others": "a@example.org\n<script>", "language": "en"})

    assert answer.status_code == 422
    assert "Line 2 is no mail address: &lt;script&gt;" in answer.content.decode()


def test_whom_an_officer_does_not_see_stays_invited() -> None:
    conference = make.conference()
    session = make_programme.session(conference)
    hidden = make.delegate(make_programme.delegation(conference), mail="hidden@mofa.example", sensitivity="restricted")
    kept = convocation(session)
    invitee(kept, hidden.mail, name=hidden.name, delegate=hidden)
    browser = make.client(officer(conference))
    page = reverse("programme:invite_to_session", args=[conference.slug, session.pk])

    shown = browser.get(page).content.decode()
    browser.post(page, {"others": AMAL.mail, "language": "en"})

    assert "1 person whom you do not see is invited too" in shown
    assert hidden.mail not in shown
    assert set(kept.invitees.filter(is_invited=True).values_list("mail", flat=True)) == {AMAL.mail, hidden.mail}


@pytest.mark.parametrize("name", [make.HOSTILE, "a\r\nATTENDEE:mailto:x@example.org", "\u202eevil", "م" * 300])
def test_no_title_or_name_adds_anything_to_a_calendar(name: str) -> None:
    conference = make.conference()
    session = make_programme.session(conference, name)

    invite(session, Guest(AMAL.mail, name), text=name)

    event = sent_to(AMAL.mail)[0].vevent
    assert len(event.attendee_list) == 1
    assert event.summary.value == " ".join(name.split())
    assert "\n" not in Message.objects.get().subject
