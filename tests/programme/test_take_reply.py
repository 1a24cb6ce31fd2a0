"""Handing in an answer to an invitation that came by mail."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.engines.calendars import read_reply
from secretariat.programme.actions import take_reply
from secretariat.programme.models import Convocation, ReceivedReply
from tests import make, make_programme
from tests.make_convening import convocation, invitee, mail_with, received, reply_text

pytestmark = pytest.mark.django_db


def officer(conference: Conference) -> User:
    return make.user(Role.DESK_OFFICER, conference, desks=["programme"])


def invited(conference: Conference, **fields: Any) -> Convocation:
    kept = convocation(make_programme.session(conference), **fields)
    invitee(kept)
    return kept


def hand_in(person: User, conference: Conference, **fields: Any) -> Any:
    return make.client(person).post(reverse("programme:take_reply", args=[conference.slug]), fields)


def test_it_waits_to_be_confirmed_with_whom_it_claims_to_be_from() -> None:
    conference = make.conference()
    kept = invited(conference)

    took = take_reply(
        officer(conference), kept, reply=read_reply(reply_text(kept, "DECLINED", comment="I am ill.")), at=make.NOON
    )

    assert (took.claimed_mail, took.claimed_name, took.answer) == ("amal@mofa.example", "Amal Haddad", "declined")
    assert (took.state, took.invitee, took.comment) == ("waiting", kept.invitees.get(), "I am ill.")
    assert kept.invitees.get().answer == ""
    assert "amal@mofa.example" not in str(Entry.objects.get().changes)


def test_the_same_answer_is_kept_once_however_often_it_comes() -> None:
    conference = make.conference()
    kept = invited(conference)
    answer = read_reply(reply_text(kept))

    one, other = (take_reply(officer(conference), kept, reply=answer, at=make.NOON) for _time in range(2))
    take_reply(
        officer(conference), kept, reply=read_reply(reply_text(kept, at=make.NOON + timedelta(hours=1))), at=make.NOON
    )

    assert one.pk == other.pk
    assert ReceivedReply.objects.count() == 2


def test_who_comes_instead_is_kept() -> None:
    conference = make.conference()
    kept = invited(conference)
    text = reply_text(kept, "DELEGATED", more=';DELEGATED-TO="mailto:omar@mofa.example"')

    took = take_reply(officer(conference), kept, reply=read_reply(text), at=make.NOON)

    assert (took.answer, took.stands_in) == ("delegated", "omar@mofa.example")


def test_an_address_that_was_not_invited_is_kept_without_anybody() -> None:
    conference = make.conference()
    kept = invited(conference)

    took = take_reply(
        officer(conference), kept, reply=read_reply(reply_text(kept, mail="someone@example.org")), at=make.NOON
    )

    assert took.invitee is None


def test_a_flood_of_strangers_is_refused_and_takes_no_place_from_whoever_was_invited() -> None:
    conference = make.conference()
    kept = invited(conference)
    whole = received(kept, "stranger@example.org")
    ReceivedReply.objects.bulk_create(
        ReceivedReply(
            conference=conference,
            convocation=kept,
            claimed_mail=f"a{number}@example.org",
            answer="accepted",
            received_at=make.NOON,
            entered_by=whole.entered_by,
        )
        for number in range(99)
    )

    with pytest.raises(Refused, match="Too many answers"):
        take_reply(officer(conference), kept, reply=read_reply(reply_text(kept, mail="one@example.org")), at=make.NOON)
    took = take_reply(officer(conference), kept, reply=read_reply(reply_text(kept)), at=make.NOON)

    assert took.invitee == kept.invitees.get()


def test_a_flood_in_the_name_of_one_invitee_is_refused() -> None:
    conference = make.conference()
    kept = invited(conference)
    for number in range(20):
        received(kept, stamped_at=make.NOON - timedelta(minutes=number + 1))

    with pytest.raises(Refused, match="Too many answers"):
        take_reply(officer(conference), kept, reply=read_reply(reply_text(kept)), at=make.NOON)


def test_the_same_answer_once_more_is_no_deed_and_the_page_says_that_it_was_decided() -> None:
    conference = make.conference()
    kept, person = invited(conference), officer(conference)
    hand_in(person, conference, pasted=reply_text(kept))
    ReceivedReply.objects.update(state="confirmed")
    address = reverse("programme:take_reply", args=[conference.slug])

    shown = make.client(person).post(address, {"pasted": reply_text(kept)}, follow=True).content.decode()

    assert "Somebody decided on this answer already" in shown
    assert "Look at whom it claims to be from" not in shown
    assert Entry.objects.filter(verb="programme.take_reply").count() == 1


@pytest.mark.parametrize("sender", ["=?utf-8?b?AAAAA?=", "=?unicode-escape?q?=5Cud800?=", "=?x-unknown?b?AAAA?="])
def test_a_sender_written_in_no_way_that_is_known_stands_as_it_came(sender: str) -> None:
    conference = make.conference()
    kept = invited(conference)
    file = SimpleUploadedFile("reply.eml", mail_with(reply_text(kept), sender))

    assert hand_in(officer(conference), conference, file=file).status_code == 302
    assert ReceivedReply.objects.get().sender == sender


@pytest.mark.parametrize("role", [Role.READER, Role.RAPPORTEUR, Role.PRESS_OFFICER, Role.DOOR_OFFICER])
def test_who_does_not_invite_takes_nothing_in(role: str) -> None:
    conference = make.conference()
    kept, person = invited(conference), make.user(role, conference)

    with pytest.raises(PermissionDenied):
        take_reply(person, kept, reply=read_reply(reply_text(kept)), at=make.NOON)

    assert hand_in(person, conference, pasted=reply_text(kept)).status_code == 403


def test_the_page_reads_what_is_pasted_a_calendar_file_and_a_whole_mail() -> None:
    conference = make.conference()
    kept, person = invited(conference), officer(conference)
    file = SimpleUploadedFile("reply.ics", reply_text(kept, "TENTATIVE").encode(), "text/calendar")
    mail = SimpleUploadedFile("reply.eml", mail_with(reply_text(kept, "DECLINED"), "Somebody <else@example.org>"))

    answers = [
        hand_in(person, conference, pasted=reply_text(kept)),
        hand_in(person, conference, file=file),
        hand_in(person, conference, file=mail),
    ]

    assert {each["Location"] for each in answers} == {reverse("programme:convocation", args=[conference.slug, kept.pk])}
    found = list(ReceivedReply.objects.values_list("answer", "sender"))
    assert found == [("accepted", ""), ("tentative", ""), ("declined", "Somebody <else@example.org>")]


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("", "Hand in the mail"),
        ("Dear all, I shall come.", "There is no calendar in it"),
        (
            "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\nEND:VCALENDAR",
            "is an invitation",
        ),
        ("BEGIN:VCALENDAR\r\nMETHOD:COUNTER\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\nEND:VCALENDAR", "another time"),
        ("\x01" * 50, "no calendar"),
    ],
)
def test_what_is_no_answer_is_said_to_be_what_it_is(pasted: str, sentence: str) -> None:
    conference = make.conference()

    answer = hand_in(officer(conference), conference, pasted=pasted)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ReceivedReply.objects.exists()


def test_an_answer_to_a_meeting_of_another_conference_is_not_known_here() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    theirs = invited(other)

    answer = hand_in(officer(conference), conference, pasted=reply_text(theirs))

    assert answer.status_code == 422
    assert "nobody was invited from here" in answer.content.decode()
    assert not ReceivedReply.objects.exists()


@pytest.mark.parametrize("uid", ["not-a-mark", "00000000-0000-0000-0000-000000000000"])
def test_a_mark_that_nobody_sent_is_not_known(uid: str) -> None:
    conference = make.conference()
    kept = invited(conference)

    answer = hand_in(officer(conference), conference, pasted=reply_text(kept).replace(str(kept.uid), uid))

    assert answer.status_code == 422


def test_hostile_names_and_numbers_are_kept_harmless() -> None:
    conference = make.conference()
    kept = invited(conference)
    text = reply_text(kept, name="<b>\u202e^n=1+1", sequence=2**31 - 1, comment="<script>\\n" + "x" * 9_000)

    answer = hand_in(officer(conference), conference, pasted=text)

    took = ReceivedReply.objects.get()
    page = make.client(officer(conference)).get(answer["Location"]).content.decode()
    assert len(took.comment) <= 5_000
    assert took.sequence <= 1_000_000
    assert "<script>" not in page.partition("<main")[2]
