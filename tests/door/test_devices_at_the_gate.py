"""Who is let in at the gate's addresses: devices of this conference, and nobody else."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from secretariat.conference.models import Conference
from secretariat.door.models import Device, Scan
from tests import make, make_door
from tests.make_door import MORNING, TOKEN, hand_in, sent
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING)


def post(conference: Conference, body: bytes | str) -> Any:
    address = reverse("door:receive", args=[conference.slug])
    headers = {"Authorization": f"Device {TOKEN}"}
    return Client().post(address, body, content_type="application/json", headers=headers)


@pytest.mark.parametrize(
    "shown", ["", "Device ", "Device wrong", f"Bearer {TOKEN}", "Device \u00e9", "Device " + "x" * 9000]
)
@pytest.mark.parametrize("name", ["snapshot", "photos", "receive"])
def test_whoever_shows_no_token_is_not_enrolled(name: str, shown: str) -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference))
    address = reverse(f"door:{name}", args=[conference.slug])
    browser = Client()

    answer = browser.generic("POST" if name == "receive" else "GET", address, "{}", headers={"Authorization": shown})

    assert answer.status_code == 401
    assert answer.json() == {"error": "not-enrolled"}


def test_a_token_of_another_conference_is_not_enrolled_here() -> None:
    here, there = make.conference(), make.conference("geneva-2021")
    make_door.device(make_door.gate(there))

    assert hand_in(here, [sent("x")]).status_code == 401
    assert not Scan.objects.exists()


def test_a_secretary_who_is_signed_in_is_no_device() -> None:
    conference = make.conference()
    browser = make.client(make.user("secretary", conference))

    assert browser.get(reverse("door:snapshot", args=[conference.slug])).status_code == 401


def test_a_revoked_device_gets_no_list() -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference), revoked_at=MORNING)
    headers = {"Authorization": f"Device {TOKEN}"}

    answer = Client().get(reverse("door:snapshot", args=[conference.slug]), headers=headers)

    assert (answer.status_code, answer.json()) == (403, {"error": "revoked"})


def test_what_a_revoked_device_sends_is_kept_and_counts_only_up_to_then() -> None:
    conference = make.conference()
    gate = make_door.gate(conference)
    make_door.device(gate, revoked_at=MORNING - timedelta(minutes=10))
    badge = make_door.badge(make_door.delegate(conference))
    before = sent(badge.text, MORNING - timedelta(minutes=20), offline=True)
    after = sent(badge.text, MORNING - timedelta(minutes=5), offline=True, direction="exit")

    answer = hand_in(conference, [before, after])

    assert answer.status_code == 403
    assert answer.json()["error"] == "revoked"
    assert [each["is_new"] for each in answer.json()["results"]] == [True, True]
    assert dict(Scan.objects.values_list("nonce", "is_admitted")) == {before["nonce"]: True, after["nonce"]: False}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"scans": []}',
        b'{"scans": [{}]}',
        b'{"device_at": "x", "scans": [{}]}',
        b"\xff",
        b"[" * 5000,
    ],
)
def test_what_is_no_queue_is_told_so(body: bytes) -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference))

    answer = post(conference, body)

    assert answer.status_code == 400
    assert len(answer.json()["error"]) > 20


def test_more_than_a_megabyte_or_five_hundred_scans_is_too_much() -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference))

    assert post(conference, b" " * 1_100_000).status_code == 413
    assert hand_in(conference, [sent("x") for _each in range(501)]).status_code == 413
    assert not Scan.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "1"},
        {"nonce": None},
        {"text": 7},
        {"text": "x" * 20_001},
        {"direction": "sideways"},
        {"at": "yesterday"},
        {"at": 1605081600},
        {"at": "0001-01-01T00:00:00+14:00"},
        {"at": "1999-01-01T00:00:00Z"},
        {"verdict": "green"},
        {"verdict": []},
        {"follows": "the first"},
    ],
)
def test_a_scan_of_the_wrong_form_is_told_so_and_the_others_are_kept(wrong: dict[str, Any]) -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference))
    good = sent("x", verdict="not-a-badge")

    results = hand_in(conference, [{**sent("y"), **wrong}, good, "no scan"]).json()["results"]

    assert len(results[0]["error"]) > 10
    assert results[1]["is_new"]
    assert "object" in results[2]["error"]
    assert list(Scan.objects.values_list("nonce", flat=True)) == [good["nonce"]]


def test_a_device_is_noted_once_a_minute() -> None:
    conference = make.conference()
    device = make_door.device(make_door.gate(conference), seen_at=MORNING - timedelta(seconds=59))
    hand_in(conference, [sent("x", verdict="not-a-badge")])
    assert Device.objects.get().seen_at == device.seen_at

    Device.objects.update(seen_at=MORNING - timedelta(seconds=61))
    hand_in(conference, [sent("x", verdict="not-a-badge")])
    assert Device.objects.get().seen_at == MORNING


def test_a_single_scan_takes_three_queries(django_assert_num_queries: Any) -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference))
    badge = make_door.badge(make_door.delegate(conference))
    hand_in(conference, [sent(badge.text)])

    with django_assert_num_queries(3):
        hand_in(conference, [sent(badge.text)])


def test_a_queue_takes_four_queries_however_long_it_is(django_assert_num_queries: Any) -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference))
    badges = [make_door.badge(make_door.delegate(conference, f"Person {number}")) for number in range(20)]
    hand_in(conference, [sent(badges[0].text)])

    with django_assert_num_queries(4):
        hand_in(conference, [sent(badge.text, offline=True) for badge in badges])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_queue_sent_over_several_wires_at_once_is_kept_once() -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference))
    badges = [make_door.badge(make_door.delegate(conference, f"Person {number}")) for number in range(30)]
    queue = [sent(badge.text, offline=True) for badge in badges]
    news: list[list[bool]] = []

    def send(turned: list[dict[str, Any]]) -> None:
        results = hand_in(conference, turned).json()["results"]
        news.append([each["is_new"] for each in results])

    threads = [in_thread(lambda turned=turned: send(turned)) for turned in (queue, queue[::-1], queue, queue[15:])]  # type: ignore[misc]
    for thread in threads:
        thread.join()

    assert Scan.objects.count() == 30
    assert sum(sum(each) for each in news) == 30


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_doors_that_read_one_badge_at_once_both_keep_what_they_saw() -> None:
    conference = make.conference()
    make_door.device(make_door.gate(conference))
    make_door.device(make_door.gate(conference, "Side door"), "token-of-the-side-door")
    badge = make_door.badge(make_door.delegate(conference))
    codes: list[str] = []

    def scan(token: str) -> None:
        answer = hand_in(conference, [sent(badge.text)], token=token)
        codes.append(json.loads(answer.content)["results"][0]["verdict"]["code"])

    threads = [in_thread(lambda token=token: scan(token)) for token in (TOKEN, "token-of-the-side-door")]  # type: ignore[misc]
    for thread in threads:
        thread.join()

    assert Scan.objects.count() == 2
    assert set(codes) <= {"valid", "already-inside"}
    assert "valid" in codes
