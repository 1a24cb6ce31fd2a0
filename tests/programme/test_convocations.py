"""Pages of invitations by mail, and the command that takes answers in by itself."""

import io
import os
import subprocess
import sys
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.programme.actions import Guest, call_off_convocation, invite_to_session
from secretariat.programme.models import ReceivedReply
from secretariat.programme.queries.convening import Planned
from tests import make, make_meetings, make_programme
from tests.make_convening import convocation, invitee, mail_with, received, reply_text

pytestmark = pytest.mark.django_db


def page(conference: Conference, name: str, *args: object, role: str = Role.SECRETARY) -> str:
    browser = make.client(make.user(role, conference))
    return browser.get(reverse(f"programme:{name}", args=[conference.slug, *args])).content.decode()


def of_session(conference: Conference, **fields: Any) -> Any:
    session = make_programme.session(conference, room=make_programme.room(conference))
    told = Planned(conference).told_of(session, "en")
    kept = convocation(session, place=told.place, **fields)
    invitee(kept)
    return session, kept


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"starts_at": make_programme.at(9)}, ["time"]),
        ({"room": None}, ["place"]),
        ({"title": LazyI18nString({"en": "Another"})}, ["title"]),
        ({"state": "cancelled"}, ["gone"]),
        ({"starts_at": None, "ends_at": None}, ["gone"]),
    ],
)
def test_what_was_sent_is_compared_with_what_is_planned(change: dict[str, Any], codes: list[str]) -> None:
    conference = make.conference()
    session, kept = of_session(conference)
    for name, value in change.items():
        setattr(session, name, value)
    session.save()
    kept.refresh_from_db()

    assert Planned(conference).out_of_date(kept) == codes
    for shown in (page(conference, "session", session.pk), page(conference, "convocation", kept.pk)):
        assert ("The version that was sent is out of date" in shown) == bool(codes)


def test_a_bilateral_meeting_that_lost_its_place_is_gone_and_one_that_moved_has_other_hours() -> None:
    conference = make.conference()
    bilateral = make_programme.bilateral(conference)
    place = make_programme.place(bilateral)
    told = Planned(conference).told_of(bilateral, "en")
    kept = convocation(
        bilateral, summary=told.summary, place=told.place, starts_at=told.starts_at, ends_at=told.ends_at
    )
    assert Planned(conference).out_of_date(kept) == []

    place.starts_at, place.ends_at = make_programme.at(15), make_programme.at(16)
    place.save()
    kept.refresh_from_db()
    assert Planned(conference).out_of_date(kept) == ["time"]

    place.delete()
    kept.refresh_from_db()
    assert Planned(conference).out_of_date(kept) == ["gone"]


def test_a_meeting_that_is_held_on_another_day_is_told_by_the_day() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference, held_date="2020-11-11")
    kept = convocation(meeting)
    assert Planned(conference).out_of_date(kept) == []

    meeting.held_date = "2020-11"
    assert Planned(conference).out_of_date(kept) == []
    meeting.held_date = "2020-11-12"
    assert Planned(conference).out_of_date(kept) == ["day"]


def test_nothing_is_out_of_date_of_what_was_called_off() -> None:
    conference = make.conference()
    session, kept = of_session(conference, called_off_at=make.NOON)
    session.state = "cancelled"
    session.save()

    assert Planned(conference).out_of_date(kept) == []


def test_the_page_tells_each_answer_and_which_is_to_a_version_before() -> None:
    conference = make.conference()
    _session, kept = of_session(conference, sequence=1)
    invitee(kept, "omar@mofa.example", name="Omar Khoury", answer="declined", answered_sequence=0, comment="Ill")
    received(kept, sequence=0, sender="Somebody <else@example.org>")
    received(kept, "someone@example.org")

    shown = page(conference, "convocation", kept.pk)

    assert "to a version before" in shown
    assert "It answers a version that was sent before" in shown
    assert "Nobody was invited at this address" in shown
    assert "Somebody &lt;else@example.org&gt;" in shown
    assert "Nothing in a mail proves who sent it" in shown


def test_a_reader_sees_answers_but_neither_claims_nor_addresses_of_delegates() -> None:
    conference = make.conference()
    _session, kept = of_session(conference)
    amal = make.delegate(make_programme.delegation(conference), mail="amal@mofa.example")
    kept.invitees.update(delegate=amal)
    received(kept)

    shown = page(conference, "convocation", kept.pk, role=Role.READER)

    assert "Amal Haddad" in shown
    assert "amal@mofa.example" not in shown
    assert "Call it off" not in shown


def test_its_history_tells_each_sending_and_no_address() -> None:
    conference = make.conference()
    session = make_programme.session(conference)
    guest = Guest("amal@mofa.example", "Amal Haddad")
    secretary = make.user(Role.SECRETARY, conference)
    kept = invite_to_session(secretary, session, guests=[guest], text="", language="en", at=make.NOON)
    call_off_convocation(secretary, kept, why="", at=make.NOON)
    address = reverse("overview:history", args=[conference.slug, "programme.convocation", kept.pk])

    shown = make.client(secretary).get(address).content.decode()

    assert "told those who were invited that nothing is held" in shown
    assert "amal@mofa.example" not in shown


def test_of_a_session_that_somebody_does_not_see_there_is_no_invitation() -> None:
    conference = make.conference()
    kept = convocation(make_programme.session(conference, "Kept back", sensitivity="restricted"))
    invitee(kept)
    browser = make.client(make.user(Role.READER, conference))

    assert browser.get(reverse("programme:convocation", args=[conference.slug, kept.pk])).status_code == 404
    assert "Kept back" not in page(conference, "convocations", role=Role.READER)
    assert "Kept back" in page(conference, "convocations")


def test_the_list_asks_for_as_many_queries_for_twelve_as_for_three(django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("programme:convocations", args=[conference.slug])
    for _time in range(4):
        of_session(conference)
        invitee(convocation(make_meetings.meeting(conference)))
    for one, other in (("LB", "IQ"), ("JO", "TR"), ("EG", "RU"), ("FR", "DE")):
        bilateral = make_programme.bilateral(conference, one, other)
        make_programme.place(bilateral)
        invitee(convocation(bilateral))

    with django_assert_max_num_queries(16):
        assert browser.get(address).status_code == 200


class _Input:
    """Standard input that holds a mail."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def test_the_command_takes_in_one_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make.conference()
    _session, kept = of_session(conference)
    out = io.StringIO()
    for _time in range(2):
        monkeypatch.setattr(sys, "stdin", _Input(mail_with(reply_text(kept))))
        call_command("receive_replies", stdout=out)

    took = ReceivedReply.objects.get()
    assert (took.answer, took.state, took.sender) == ("accepted", "waiting", "Amal Haddad <amal@mofa.example>")
    assert "waits to be confirmed" in out.getvalue()


@pytest.mark.parametrize("content", [b"", b"From: a@example.org\r\n\r\nI shall come.\r\n", b"\xff\xfe\x00" * 10])
def test_a_mail_without_an_answer_ends_with_what_mail_servers_understand(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", _Input(content))

    with pytest.raises(CommandError) as caught:
        call_command("receive_replies")

    assert caught.value.returncode == 65


def test_an_answer_to_nothing_of_this_house_is_of_no_use(monkeypatch: pytest.MonkeyPatch) -> None:
    _session, kept = of_session(make.conference())
    text = reply_text(kept).replace(str(kept.uid), "00000000-0000-0000-0000-000000000000")
    monkeypatch.setattr(sys, "stdin", _Input(mail_with(text)))

    with pytest.raises(CommandError, match="Nobody was invited") as caught:
        call_command("receive_replies")

    assert caught.value.returncode == 65
    assert not ReceivedReply.objects.exists()


@pytest.mark.parametrize("content", [b"", b"From: a@example.org\r\n\r\nI shall come.\r\n"])
def test_of_a_copy_that_is_no_answer_nobody_is_told(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Input(content))

    call_command("receive_replies", "--copy", stdout=io.StringIO())

    assert not ReceivedReply.objects.exists()


def test_where_the_database_is_away_the_mail_server_tries_again_and_tells_nothing_of_the_house() -> None:
    text = reply_text(of_session(make.conference())[1])
    said = subprocess.run(
        [sys.executable, "-m", "secretariat", "receive-replies"],
        input=mail_with(text),
        capture_output=True,
        check=False,
        env={**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:9/nothing"},
    )

    assert said.returncode == 75
    assert b"Traceback" not in said.stderr
    assert b"127.0.0.1" not in said.stdout + said.stderr


def test_the_command_is_written_with_a_hyphen() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "secretariat", "receive-replies", "--help"], capture_output=True, check=False, text=True
    )

    assert said.returncode == 0
    assert "standard input" in said.stdout
