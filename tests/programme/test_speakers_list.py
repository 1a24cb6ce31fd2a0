"""The page of a speakers' list: one order for all, and each sees what they may."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.delegations.models import Rank
from secretariat.programme.actions import ask_for_floor, end_floor, give_floor
from secretariat.programme.models import SpeakersList
from secretariat.programme.queries.speakers import floor_of, time_used
from tests import make, make_programme, make_speakers
from tests.make_speakers import NOON

pytestmark = pytest.mark.django_db


def order(held: SpeakersList, language: str = "en") -> list[str]:
    floor = floor_of(held, at=NOON, language=language)
    return [turn.intervention.delegation.party.code for turn in floor.waiting]


def address(held: SpeakersList) -> str:
    return reverse("programme:speakers_list", args=[held.conference.slug, held.pk])


def later(seconds: int) -> Any:
    return NOON + timedelta(seconds=seconds)


def test_by_request_the_first_to_ask_is_the_first_to_speak() -> None:
    held = make_speakers.speakers_list(make.conference())
    make_speakers.turn(held, "LB", at=later(5))
    make_speakers.turn(held, "IQ", at=NOON)

    assert order(held) == ["IQ", "LB"]


def test_by_protocol_rank_comes_before_the_alphabet() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference, rule="protocol")
    minister = make.delegate(make_programme.delegation(conference, "LB"), rank=Rank.MINISTER)
    make_speakers.turn(held, "IQ")
    make_speakers.turn(held, "EG")
    make_speakers.turn(held, "LB", delegate=minister)

    assert order(held) == ["LB", "EG", "IQ"]


def test_a_point_of_order_comes_at_once_and_who_was_interrupted_goes_on_after_it() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    officer = make.user(Role.SECRETARY, conference)
    speaking = make_speakers.speaking(held, "IQ")
    make_speakers.turn(held, "EG")
    point = make_speakers.turn(held, "LB", at=later(50), kind="point of order", limit_seconds=120)

    give_floor(officer, point, at=later(60))
    speaking.refresh_from_db()

    assert (speaking.state, speaking.used_seconds, speaking.running_since) == ("waiting", 60, None)
    assert order(held) == ["IQ", "EG"]

    end_floor(officer, point, at=later(90))
    give_floor(officer, speaking, at=later(100))
    end_floor(officer, speaking, at=later(130))
    speaking.refresh_from_db()

    assert speaking.used_seconds == 90
    assert speaking.began_at == NOON


def test_a_point_of_order_does_not_interrupt_another() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    make_speakers.speaking(held, "IQ", kind="point of order")
    second = make_speakers.turn(held, "LB", kind="point of order")

    with pytest.raises(Refused, match="Iraq has the floor"):
        give_floor(make.user(Role.SECRETARY, conference), second, at=NOON)


def test_replies_are_heard_after_all_statements() -> None:
    held = make_speakers.speakers_list(make.conference())
    make_speakers.turn(held, "LB", kind="reply")
    make_speakers.turn(held, "IQ", at=later(60))

    assert order(held) == ["IQ", "LB"]


def test_time_is_told_by_delegation_with_what_an_interrupted_speaker_used() -> None:
    held = make_speakers.speakers_list(make.conference())
    make_speakers.turn(held, "LB", state="done", used_seconds=100, began_at=NOON, ended_at=NOON)
    make_speakers.turn(held, "LB", kind="reply", state="done", used_seconds=30, began_at=NOON, ended_at=NOON)
    make_speakers.turn(held, "IQ", used_seconds=40, began_at=NOON)

    told = time_used(floor_of(held, at=NOON, language="en"))

    assert [(str(each.party_name), each.turns, each.clock) for each in told] == [
        ("Lebanon", 2, "2:10"),
        ("Iraq", 1, "0:40"),
    ]


def test_a_session_that_was_cancelled_takes_nobody_on_its_list() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    held.session.state = "cancelled"
    held.session.save()

    with pytest.raises(Refused, match="cancelled"):
        ask_for_floor(
            make.user(Role.SECRETARY, conference), held, delegation=make_programme.delegation(conference), at=NOON
        )


def test_the_part_that_changes_is_sent_only_when_more_than_the_clock_went_on() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    turn = make_speakers.turn(held)
    officer = make.user(Role.SECRETARY, conference)
    browser, part = make.client(officer), {"HX-Request": "true"}
    mark = floor_of(held, at=NOON, language="en").mark

    assert browser.get(f"{address(held)}?mark={mark}", headers=part).status_code == 204
    give_floor(officer, turn, at=NOON)

    answer = browser.get(f"{address(held)}?mark={mark}", headers=part)
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()


def test_a_focal_point_sees_the_own_place_and_no_deeds_of_the_chair() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    make_speakers.turn(held, "IQ")
    make_speakers.turn(held, "LB", at=later(1))
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    said = make.client(focal).get(address(held)).content.decode()

    assert said.count("your delegation") == 1
    assert said.count("Take off the list") == 1
    assert "Give the floor" not in said


def test_the_list_of_a_session_kept_for_the_secretariat_is_not_found_by_a_focal_point() -> None:
    conference = make.conference()
    session = make_programme.session(conference, sensitivity="secretariat")
    held = SpeakersList.objects.create(conference=conference, session=session)
    focal = make.client(make.user(Role.FOCAL_POINT, conference, party=make.party("LB")))

    assert focal.get(address(held)).status_code == 404


def test_a_person_who_is_known_to_secretaries_alone_is_not_named() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    hidden = make.delegate(make_programme.delegation(conference), "Hidden Name", role="head", sensitivity="restricted")
    make_speakers.turn(held, delegate=hidden)
    make_speakers.turn(held, kind="point of order")

    assert "Hidden Name" not in make.client(make.user(Role.READER, conference)).get(address(held)).content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_a_long_list_needs_no_more_queries(count: int, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    codes = [
        "LB",
        "IQ",
        "JO",
        "EG",
        "TR",
        "FR",
        "DE",
        "IT",
        "ES",
        "RU",
        "CN",
        "US",
        "GB",
        "IR",
        "PK",
        "IN",
        "BR",
        "ZA",
        "NG",
        "KE",
    ]
    for code in codes[:count]:
        make_speakers.turn(held, code)
    browser = make.client(make.user(Role.SECRETARY, conference))
    browser.get(address(held))

    with django_assert_max_num_queries(22):
        browser.get(address(held))

    assert Conference.objects.count() == 1


def test_a_turn_of_which_nobody_knows_when_it_ended_stands_by_what_is_known() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    make_speakers.turn(held, "IQ", state="done", ended_at=later(90))
    make_speakers.turn(held, "LB", state="done", at=later(30))

    answer = make.client(make.user(Role.SECRETARY, conference)).get(address(held))

    assert [turn.intervention.delegation.party.code for turn in answer.context["floor"].done] == ["LB", "IQ"]
