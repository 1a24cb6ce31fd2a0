"""A tablet takes up its enrolment: once, in time, and not by guessing."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.door.actions import enrol_device, take_up
from secretariat.door.models import Device
from tests import make, make_door
from tests.make_door import hand_in
from tests.threads import in_thread

pytestmark = pytest.mark.django_db
CODE = "K7QX-2M4P"


@pytest.fixture(autouse=True)
def _nobody_guessed_before() -> None:
    cache.clear()


def enrolled(conference: Conference, **fields: Any) -> Device:
    return make_door.device(make_door.gate(conference), "K7QX2M4P", **{"seen_at": None, **fields})


def ask(conference: Conference, code: object) -> Any:
    address = reverse("door:take_up", args=[conference.slug])
    return Client().post(address, json.dumps({"code": code}), content_type="application/json")


@pytest.mark.parametrize("typed", [CODE, "k7qx2m4p", " K7QX 2M4P "])
def test_a_code_gives_a_token_that_opens_the_snapshot(typed: str) -> None:
    conference = make.conference()
    device = enrolled(conference)

    answer = ask(conference, typed)

    assert answer.status_code == 200
    told = answer.json()
    assert (told["conference"], told["device"]) == (conference.slug, device.name)
    headers = {"Authorization": f"Device {told['token']}"}
    snapshot = Client().get(reverse("door:snapshot", args=[conference.slug]), headers=headers)
    assert snapshot.status_code == 200


def test_a_code_is_good_once() -> None:
    conference = make.conference()
    enrolled(conference)
    ask(conference, CODE)

    assert ask(conference, CODE).status_code == 400


def test_a_code_is_good_for_a_quarter_of_an_hour() -> None:
    conference = make.conference()
    enrolled(conference, entered_at=timezone.now() - timedelta(minutes=16))

    assert ask(conference, CODE).status_code == 400


def test_a_code_opens_no_other_conference() -> None:
    enrolled(make.conference())

    assert ask(make.conference("geneva-2021"), CODE).status_code == 400


def test_a_code_is_no_token() -> None:
    conference = make.conference()
    enrolled(conference)

    assert hand_in(conference, [make_door.sent("x")], token="K7QX2M4P").status_code == 401


def test_a_device_taken_out_of_service_before_it_began_is_not_taken_up() -> None:
    conference = make.conference()
    enrolled(conference, revoked_at=timezone.now())

    assert ask(conference, CODE).status_code == 400


@pytest.mark.parametrize("code", [None, 7, [], "", "x" * 5000, make.HOSTILE])
def test_what_is_no_code_is_told_so(code: object) -> None:
    conference = make.conference()
    enrolled(conference)

    answer = ask(conference, code)

    assert answer.status_code == 400
    assert "not known" in answer.json()["error"]


def test_a_conference_that_is_not_there_is_told_from_one_that_is_by_nothing() -> None:
    conference = make.conference(is_public=False)

    known = ask(conference, CODE)
    unknown = Client().post(
        "/en/nowhere-2020/door/take-up/", json.dumps({"code": CODE}), content_type="application/json"
    )

    assert (unknown.status_code, unknown.content) == (known.status_code, known.content)


def test_the_first_tablet_pins_a_key_before_there_is_a_badge() -> None:
    conference = make.conference()
    enrol_device(
        make.user(Role.DOOR_OFFICER, conference),
        conference,
        name="Tablet 7",
        gate=make_door.gate(conference),
        code=CODE,
    )

    told = ask(conference, CODE).json()

    headers = {"Authorization": f"Device {told['token']}"}
    snapshot = Client().get(reverse("door:snapshot", args=[conference.slug]), headers=headers)
    (key,) = told["keys"]
    assert snapshot["Door-Signature"].startswith(f"{key['mark']}:")


def test_whoever_guesses_too_often_has_to_wait() -> None:
    conference = make.conference()
    enrolled(conference)
    for _each in range(20):
        ask(conference, "AAAA-AAAA")

    answer = ask(conference, CODE)

    assert answer.status_code == 429
    assert Device.objects.get().seen_at is None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_tablets_one_takes_a_code_up() -> None:
    conference = make.conference()
    enrolled(conference)
    taken: list[object] = []

    def take() -> None:
        taken.append(take_up(conference.pk, CODE, at=timezone.now()))

    threads = [in_thread(take) for _each in range(6)]
    for thread in threads:
        thread.join()

    assert len([each for each in taken if each]) == 1
