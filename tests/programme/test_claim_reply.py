"""Claiming the right of reply."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.programme.actions import claim_reply
from secretariat.programme.queries.speakers import waiting_of
from tests import make, make_programme, make_speakers
from tests.make_meetings import address
from tests.make_speakers import NOON

pytestmark = pytest.mark.django_db


def test_a_reply_waits_until_all_have_spoken() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    said = make_speakers.turn(held, "IQ", state="done", ended_at=NOON)
    make_speakers.turn(held, "JO")
    lebanon = make_programme.delegation(conference, "LB")

    reply = claim_reply(
        make.user(Role.FOCAL_POINT, conference, party=lebanon.party), held, delegation=lebanon, to=said, at=NOON
    )

    assert (reply.answers, reply.limit_seconds) == (said, held.reply_seconds)
    assert [row.kind for row in waiting_of(held, language="en")] == ["statement", "reply"]


def test_a_delegation_replies_twice_and_no_more_and_never_to_itself() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    said = make_speakers.turn(held, "IQ", state="done", ended_at=NOON)
    officer = make.user(Role.SECRETARY, conference)
    for _number in range(2):
        make_speakers.turn(held, "LB", kind="reply", state="done", ended_at=NOON)

    with pytest.raises(Refused, match="right of reply 2 times"):
        claim_reply(officer, held, delegation=make_programme.delegation(conference, "LB"), to=said, at=NOON)
    with pytest.raises(Refused, match="does not reply to itself"):
        claim_reply(officer, held, delegation=make_programme.delegation(conference, "IQ"), to=said, at=NOON)


def test_only_what_was_said_in_this_session_is_answered() -> None:
    conference = make.conference()
    held, other = make_speakers.speakers_list(conference), make_speakers.speakers_list(conference)
    officer = make.user(Role.SECRETARY, conference)
    lebanon = make_programme.delegation(conference, "LB")

    for said in (make_speakers.turn(held, "IQ"), make_speakers.turn(other, "IQ", state="done", ended_at=NOON)):
        with pytest.raises(Refused, match="said in this session"):
            claim_reply(officer, held, delegation=lebanon, to=said, at=NOON)
    with pytest.raises(PermissionDenied):
        claim_reply(make.user(Role.READER, conference), held, delegation=lebanon, to=said, at=NOON)


def test_the_page_offers_what_was_said_and_claims_it() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    said = make_speakers.speaking(held, "IQ")
    lebanon = make_programme.delegation(conference, "LB")
    browser = make.client(make.user(Role.FOCAL_POINT, conference, party=lebanon.party))

    answer = browser.post(
        address(conference, f"speakers/{held.pk}/reply/"), {"delegation": lebanon.pk, "to": said.pk}, follow=True
    )

    assert [turn.intervention.answers for turn in answer.context["floor"].waiting] == [said]
