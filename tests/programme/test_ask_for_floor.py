"""Asking for the floor."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.programme.actions import ask_for_floor
from secretariat.programme.queries.speakers import waiting_of
from tests import make, make_programme, make_speakers
from tests.make_meetings import address
from tests.make_speakers import NOON

pytestmark = pytest.mark.django_db


def test_a_focal_point_asks_for_the_own_delegation_alone() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    focal = make.user(Role.FOCAL_POINT, conference, party=lebanon.party)

    turn = ask_for_floor(focal, held, delegation=lebanon, at=NOON)

    assert (turn.state, turn.limit_seconds, turn.asked_at) == ("waiting", 300, NOON)
    with pytest.raises(Refused, match="own delegation alone"):
        ask_for_floor(focal, held, delegation=iraq, at=NOON)
    with pytest.raises(Refused, match="on the list already"):
        ask_for_floor(focal, held, delegation=lebanon, at=NOON)


def test_a_closed_list_is_closed_to_delegations_but_not_to_a_point_of_order_or_the_officer() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference, is_open=False)
    lebanon = make_programme.delegation(conference, "LB")
    focal = make.user(Role.FOCAL_POINT, conference, party=lebanon.party)

    with pytest.raises(Refused, match="list is closed"):
        ask_for_floor(focal, held, delegation=lebanon, at=NOON)
    order = ask_for_floor(focal, held, delegation=lebanon, at=NOON, kind="point of order")
    ask_for_floor(make.user(Role.SECRETARY, conference), held, delegation=lebanon, at=NOON)

    assert order.limit_seconds == held.reply_seconds
    assert [row.kind for row in waiting_of(held, language="en")] == ["point of order", "statement"]


def test_somebody_of_another_delegation_or_conference_does_not_speak_for_it() -> None:
    conference, other = make.conference(), make.conference("elsewhere-2021")
    held = make_speakers.speakers_list(conference)
    officer = make.user(Role.SECRETARY, conference)
    stranger = make.delegate(make_programme.delegation(conference, "IQ"))

    with pytest.raises(Refused, match="not in the delegation"):
        ask_for_floor(officer, held, delegation=make_programme.delegation(conference, "LB"), delegate=stranger, at=NOON)
    with pytest.raises(Refused, match="own delegation alone"):
        ask_for_floor(officer, held, delegation=make_programme.delegation(other, "LB"), at=NOON)
    with pytest.raises(PermissionDenied):
        ask_for_floor(
            make.user(Role.READER, conference), held, delegation=make_programme.delegation(conference, "LB"), at=NOON
        )


def test_in_protocol_order_rank_comes_first_and_then_the_name() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference, rule="protocol")
    for code, rank in (("LB", "minister"), ("EG", "minister"), ("IQ", "head of state"), ("JO", "")):
        make.delegate(make_programme.delegation(conference, code), name=code, role="head", rank=rank)
    for minute, code in enumerate(("JO", "LB", "EG", "IQ")):
        make_speakers.turn(held, code, at=NOON + timedelta(minutes=minute))

    order = [row.delegation.party.code for row in waiting_of(held, language="en")]

    assert order == ["IQ", "EG", "LB", "JO"]


def test_the_page_puts_a_hostile_name_on_the_list_as_text() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    sent = make_programme.delegation(conference, "LB")
    person = make.delegate(sent, name="""<b>"=1+1'""")
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(
        address(conference, f"speakers/{held.pk}/ask/"),
        {"delegation": sent.pk, "delegate": person.pk, "kind": "statement"},
        follow=True,
    )

    assert [turn.speaker for turn in answer.context["floor"].waiting] == [person]
    assert "<b>" not in answer.content.decode().split("<main")[1].split("</main>")[0].replace("<bdi>", "")


def test_what_is_none_of_the_choices_is_told_at_its_field() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(address(conference, f"speakers/{held.pk}/ask/"), {"delegation": "999999", "kind": "song"})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"delegation", "kind"}


def test_officers_are_offered_nobody_who_is_kept_for_secretaries() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    sent = make_programme.delegation(conference, "LB")
    hidden = make.delegate(sent, name="Hidden Name", sensitivity="restricted")
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["programme"]))
    page = address(conference, f"speakers/{held.pk}/ask/")

    answer = browser.post(page, {"delegation": sent.pk, "delegate": hidden.pk, "kind": "statement"})

    assert "Hidden Name" not in browser.get(page).content.decode()
    assert set(answer.context["form"].errors) == {"delegate"}


def test_of_a_closed_list_the_page_lets_a_delegation_raise_a_point_of_order_alone() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference, is_open=False)
    sent = make_programme.delegation(conference, "LB")
    browser = make.client(make.user(Role.FOCAL_POINT, conference, party=sent.party))
    page = address(conference, f"speakers/{held.pk}/ask/")

    assert page in browser.get(address(conference, f"speakers/{held.pk}/")).content.decode()
    assert [kind for kind, _label in browser.get(page).context["form"].fields["kind"].choices] == ["point of order"]
    answer = browser.post(page, {"delegation": sent.pk, "kind": "point of order"}, follow=True)
    assert [str(turn.party_name) for turn in answer.context["floor"].waiting] == ["Lebanon"]
