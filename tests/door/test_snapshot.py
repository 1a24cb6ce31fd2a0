"""What a device carries: small, signed, and as it is now."""

import base64
import gzip
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, DelegateState
from secretariat.door.actions.keys import new_key
from secretariat.door.models import Badge, SigningKey
from secretariat.engines import admission
from tests import make, make_door
from tests.make_door import MORNING, TOKEN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING)


def ask(conference: Conference, **headers: str) -> Any:
    given = {"Authorization": f"Device {TOKEN}", **headers}
    return Client().get(reverse("door:snapshot", args=[conference.slug]), headers=given)


def signatures(answer: Any) -> dict[str, bytes]:
    pairs = (each.partition(":") for each in answer["Door-Signature"].split(", "))
    return {mark: base64.b64decode(signature) for mark, _colon, signature in pairs}


def test_it_holds_every_badge_with_what_it_is_worth_now() -> None:
    conference = make.conference()
    gate = make_door.gate(conference)
    make_door.device(gate)
    amal = make_door.badge(make_door.delegate(conference))
    gone = make_door.badge(make_door.delegate(conference, "Omar", "JO"), zones=["A", "B"])
    gone.delegate.state = DelegateState.WITHDRAWN
    gone.delegate.save()
    lost = make_door.badge(make_door.delegate(conference, make.HOSTILE), state="lost")
    make_door.scan(amal, gate)
    make_door.scan(lost, gate, direction="exit")

    told = ask(conference).json()

    numbers = told["badges"]["numbers"]
    places = {number: place for place, number in enumerate(numbers)}
    states = {number: told["states"][told["badges"]["states"][place]] for number, place in places.items()}
    assert states == {amal.number: "issued", gone.number: "not-accredited", lost.number: "lost"}
    place = places[gone.number]
    assert told["parties"][told["badges"]["parties"][place]]["en"] == "Jordan"
    assert told["zone_sets"][told["badges"]["zones"][place]] == ["A", "B"]
    assert told["day_sets"][told["badges"]["days"][place]] == ["2020-11-11", "2020-11-12"]
    assert told["class_list"][told["badges"]["classes"][place]] == "DEL"
    assert told["badges"]["names"][places[lost.number]] == make.HOSTILE
    assert told["inside"] == [[amal.number, "2020-11-11T08:00:00Z", gate.pk]]
    assert told["gate"] == {"id": gate.pk, "name": {"en": "Main entrance"}, "direction": "both"}
    assert (told["zone"], told["made_at"], told["longest_age"]) == ("A", "2020-11-11T08:00:00Z", 86400)
    assert told["photos"] is False


def test_it_holds_nobody_of_another_conference() -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference))
    make_door.badge(make_door.delegate(make.conference("geneva-2021")))

    assert ask(conference).json()["badges"]["numbers"] == []


def test_every_key_that_is_not_broken_signs_it() -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference))
    retired = new_key(conference)
    SigningKey.objects.update(retired_at=MORNING)
    broken = new_key(conference)
    SigningKey.objects.filter(pk=broken.pk).update(retired_at=MORNING, broken_at=MORNING)
    present = new_key(conference)

    answer = ask(conference)

    signed = signatures(answer)
    assert set(signed) == {present.mark, retired.mark}
    assert {key["mark"] for key in answer.json()["keys"]} == {present.mark, retired.mark}
    for key in (present, retired):
        public = base64.b64decode(key.public_key)
        assert admission.verify(public, signed[key.mark], b"SC1 snapshot\n" + answer.content)
        assert not admission.verify(public, signed[key.mark], b"SC1 snapshot\n" + answer.content + b" ")


def test_unchanged_it_is_not_sent_again_but_for_a_new_time() -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference))
    badge = make_door.badge(make_door.delegate(conference))
    tag = ask(conference)["ETag"]

    assert ask(conference, **{"If-None-Match": tag}).status_code == 304
    Badge.objects.filter(pk=badge.pk).update(state="lost")
    assert ask(conference, **{"If-None-Match": tag}).status_code == 200


def test_what_a_device_holds_is_called_unchanged_for_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference))
    tag = ask(conference)["ETag"]
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING + timedelta(minutes=11))

    assert ask(conference, **{"If-None-Match": tag}).status_code == 200


def test_packed_it_is_the_same_bytes() -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference))
    make_door.badge(make_door.delegate(conference))

    packed = ask(conference, **{"Accept-Encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == ask(conference).content


def test_under_another_secret_the_list_is_given_unsigned_rather_than_not_at_all(settings: Any) -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference))
    new_key(conference)
    settings.BADGE_SECRET = "another"

    answer = ask(conference)

    assert (answer.status_code, answer["Door-Signature"]) == (200, "")


def test_ten_thousand_badges_are_less_than_a_megabyte(django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference))
    first = make_door.badge(make_door.delegate(conference))
    people = Delegate.objects.bulk_create(
        (
            Delegate(
                conference=conference,
                delegation_id=first.delegate.delegation_id,
                party_id=first.delegate.party_id,
                name=f"Muhammad Abdurrahman al-Khatib {number}",
                state="accredited",
                entered_by=first.entered_by,
                sensitivity="public",
            )
            for number in range(10_000)
        ),
        batch_size=1000,
    )
    Badge.objects.bulk_create(
        (
            Badge(
                conference=conference,
                number=admission.number_for(100_000 + place),
                delegate=person,
                badge_class=first.badge_class,
                name=person.name,
                zones=["A"],
                valid_from=first.valid_from,
                valid_until=first.valid_until,
                key=first.key,
                text="x",
                entered_by=first.entered_by,
            )
            for place, person in enumerate(people)
        ),
        batch_size=1000,
    )

    with django_assert_max_num_queries(12):
        answer = ask(conference)

    assert len(json.loads(answer.content)["badges"]["numbers"]) == 10_001
    assert len(answer.content) < 1_000_000
