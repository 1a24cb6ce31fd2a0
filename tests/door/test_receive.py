"""Scans: kept once, judged by the server on its own, and never lost."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from secretariat.audit.models import Entry
from secretariat.audit.queries import revision_of
from secretariat.conference.models import Conference
from secretariat.delegations.models import DelegateState
from secretariat.door.actions import break_key
from secretariat.door.models import Badge, Gate, Scan
from secretariat.engines import admission
from tests import make, make_door
from tests.make_door import MORNING, hand_in, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING)


@pytest.fixture
def conference() -> Conference:
    return make.conference()


@pytest.fixture
def gate(conference: Conference) -> Gate:
    gate = make_door.gate(conference)
    make_door.device(gate)
    return gate


@pytest.fixture
def badge(conference: Conference) -> Badge:
    return make_door.badge(make_door.delegate(conference, original_name="أمل حداد"))


def only(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.content
    (result,) = answer.json()["results"]
    found: dict[str, Any] = result
    return found


def code(answer: Any) -> str:
    return str(only(answer)["verdict"]["code"])


def test_a_good_badge_goes_in_and_is_written_down_whole(conference: Conference, gate: Gate, badge: Badge) -> None:
    scan = sent(badge.text)

    result = only(hand_in(conference, [scan]))

    assert result["is_new"]
    assert result["verdict"] == {"code": "valid", "colour": "green", "admits": True}
    assert result["person"]["name"] == "Amal Haddad"
    assert result["person"]["original_name"] == "أمل حداد"
    assert result["person"]["party"]["fr"] == "Liban"
    kept = Scan.objects.get()
    assert (kept.badge, kept.gate, kept.zone, kept.number) == (badge, gate, "A", badge.number)
    assert (kept.door_verdict, kept.server_verdict, kept.is_admitted) == ("valid", "valid", True)
    assert kept.at == kept.received_at == MORNING


def test_a_scan_leaves_the_record_where_it_is(conference: Conference, gate: Gate, badge: Badge) -> None:
    before = revision_of(conference.pk)

    hand_in(conference, [sent(badge.text)])

    assert not Entry.objects.exists()
    assert revision_of(conference.pk) == before


def test_the_same_nonce_is_kept_once_and_answered_as_then(conference: Conference, gate: Gate, badge: Badge) -> None:
    scan = sent(badge.text)
    hand_in(conference, [scan])
    Badge.objects.update(state="lost")

    again = only(hand_in(conference, [scan]))

    assert not again["is_new"]
    assert again["verdict"] == {"code": "valid", "colour": "green", "admits": True}
    assert Scan.objects.count() == 1


def test_a_nonce_twice_in_one_queue_is_one_scan(conference: Conference, gate: Gate, badge: Badge) -> None:
    scan = sent(badge.text)

    results = hand_in(conference, [scan, scan]).json()["results"]

    assert [each["is_new"] for each in results] == [True, False]
    assert [each["verdict"]["code"] for each in results] == ["valid", "valid"]
    assert Scan.objects.count() == 1


@pytest.mark.parametrize("state", ["lost", "revoked", "replaced"])
def test_an_ended_badge_is_refused(conference: Conference, gate: Gate, badge: Badge, state: str) -> None:
    Badge.objects.update(state=state)

    assert code(hand_in(conference, [sent(badge.text)])) == state
    assert not Scan.objects.get().is_admitted


def test_a_badge_of_somebody_no_longer_accredited_is_refused(conference: Conference, gate: Gate, badge: Badge) -> None:
    badge.delegate.state = DelegateState.WITHDRAWN
    badge.delegate.save()

    assert code(hand_in(conference, [sent(badge.text)])) == "not-accredited"


def test_whoever_is_inside_is_not_let_in_again_elsewhere(conference: Conference, gate: Gate, badge: Badge) -> None:
    other = make_door.gate(conference, "Side door")
    make_door.device(other, "token-of-the-side-door")
    hand_in(conference, [sent(badge.text)])

    result = only(hand_in(conference, [sent(badge.text)], token="token-of-the-side-door"))

    assert result["verdict"]["code"] == "already-inside"
    assert result["last"] == {"direction": "entry", "at": "2020-11-11T08:00:00.000Z", "gate": gate.pk}


def test_the_same_badge_twice_within_seconds_was_read_twice(conference: Conference, gate: Gate, badge: Badge) -> None:
    hand_in(conference, [sent(badge.text)])

    assert code(hand_in(conference, [sent(badge.text)])) == "replayed"


def test_out_and_in_again(conference: Conference, gate: Gate, badge: Badge) -> None:
    make_door.scan(badge, gate, MORNING - timedelta(hours=1))

    assert code(hand_in(conference, [sent(badge.text, direction="exit")])) == "valid"
    assert code(hand_in(conference, [sent(badge.text)])) == "valid"


def test_a_queue_is_judged_in_the_order_in_which_it_happened(conference: Conference, gate: Gate, badge: Badge) -> None:
    times = [MORNING - timedelta(minutes=minutes) for minutes in (10, 30, 20)]
    ways = ["entry", "entry", "exit"]
    queue = [sent(badge.text, at, direction=way, offline=True) for at, way in zip(times, ways, strict=True)]

    results = hand_in(conference, queue).json()["results"]

    assert [each["verdict"]["code"] for each in results] == ["valid", "valid", "valid"]
    assert [each["nonce"] for each in results] == [each["nonce"] for each in queue]


def test_whoever_went_home_through_no_gate_comes_in_again_the_next_morning(
    conference: Conference, gate: Gate, badge: Badge
) -> None:
    # Five in the afternoon of the day before; then at three and at five in the morning.
    make_door.scan(badge, gate, MORNING - timedelta(hours=17))
    early = [sent(badge.text, MORNING - timedelta(hours=hours), offline=True) for hours in (7, 5)]

    results = hand_in(conference, early).json()["results"]

    assert [each["verdict"]["code"] for each in results] == ["already-inside", "valid"]


def test_a_queue_is_judged_with_what_other_doors_saw_meanwhile(
    conference: Conference, gate: Gate, badge: Badge
) -> None:
    other = make_door.gate(conference, "Side door")
    make_door.scan(badge, other, MORNING - timedelta(minutes=20))
    late = sent(badge.text, MORNING - timedelta(minutes=10), offline=True)
    early = sent(badge.text, MORNING - timedelta(minutes=30), direction="exit", offline=True)

    results = hand_in(conference, [late, early]).json()["results"]

    assert [each["verdict"]["code"] for each in results] == ["already-inside", "valid"]
    # The door let the person in, and that is what happened.
    assert Scan.objects.get(nonce=late["nonce"]).is_admitted


@pytest.mark.parametrize("off", [timedelta(days=1), timedelta(days=-1), timedelta(minutes=3)])
def test_a_wrong_clock_of_a_device_is_corrected(
    conference: Conference, gate: Gate, badge: Badge, off: timedelta
) -> None:
    scan = sent(badge.text, MORNING + off - timedelta(minutes=5), offline=True)

    answer = hand_in(conference, [scan], device_at=MORNING + off)

    assert code(answer) == "valid"
    kept = Scan.objects.get()
    assert kept.at == MORNING - timedelta(minutes=5)
    assert kept.device_at == MORNING + off - timedelta(minutes=5)


def test_a_number_typed_in_proves_nothing_until_somebody_looks(
    conference: Conference, gate: Gate, badge: Badge
) -> None:
    typed = sent(badge.number, verdict="typed", admitted=False)
    result = only(hand_in(conference, [typed]))

    assert result["verdict"] == {"code": "typed", "colour": "amber", "admits": False}
    assert result["person"]["name"] == "Amal Haddad"
    by_hand = sent(badge.number, verdict="typed", by_hand=True, follows=typed["nonce"])
    only(hand_in(conference, [by_hand]))
    assert [(each.is_admitted, each.by_hand, each.was_typed) for each in Scan.objects.order_by("pk")] == [
        (False, False, True),
        (True, True, True),
    ]


def test_red_is_let_in_by_nobodys_hand(conference: Conference, gate: Gate, badge: Badge) -> None:
    Badge.objects.update(state="revoked")

    hand_in(conference, [sent(badge.text, verdict="revoked", by_hand=True)])

    assert not Scan.objects.get().is_admitted


def test_a_scan_that_follows_stands_in_the_place_of_the_first(conference: Conference, gate: Gate, badge: Badge) -> None:
    first = sent(badge.text)
    hand_in(conference, [first])

    second = only(hand_in(conference, [sent(badge.text, follows=first["nonce"], offline=True)]))

    # Not read twice, and not inside already: it is the same passage.
    assert second["verdict"]["code"] == "valid"
    assert second["last"] is None


def test_a_follower_in_a_queue_hides_the_first_and_not_what_was_before(
    conference: Conference, gate: Gate, badge: Badge
) -> None:
    other = make_door.gate(conference, "Side door")
    make_door.scan(badge, other, MORNING - timedelta(hours=2))
    first = make_door.scan(badge, gate, MORNING - timedelta(seconds=2))
    queue = [
        sent(badge.text, follows=first.nonce, offline=True),
        sent(make_door.badge(make_door.delegate(conference, "Omar")).text, offline=True),
    ]

    results = hand_in(conference, queue).json()["results"]

    assert [each["verdict"]["code"] for each in results] == ["already-inside", "valid"]


def test_a_forged_text_names_nobody(conference: Conference, gate: Gate, badge: Badge) -> None:
    private = admission.new_private_key()
    forged = admission.badge_text({**admission.read(badge.text, {}), "zones": ["A"]}, private)
    tampered = badge.text[:-9] + "AAAAAAAAA"

    results = hand_in(conference, [sent(forged), sent(tampered)]).json()["results"]

    assert [each["verdict"]["code"] for each in results] == ["unknown-key", "forged"]
    assert [each["person"] for each in results] == [None, None]
    assert not Scan.objects.filter(badge__isnull=False).exists()


def test_a_badge_signed_by_a_broken_key_is_good_no_more(conference: Conference, gate: Gate, badge: Badge) -> None:
    badge.key.broken_at = badge.key.retired_at = MORNING
    badge.key.save()

    assert code(hand_in(conference, [sent(badge.text)])) == "unknown-key"


def test_what_is_kept_of_a_conference_is_read_anew_after_each_deed(
    conference: Conference, gate: Gate, badge: Badge
) -> None:
    assert code(hand_in(conference, [sent(badge.text)])) == "valid"

    break_key(make.user("secretary", conference), badge.key, at=MORNING)

    assert code(hand_in(conference, [sent(badge.text)])) == "unknown-key"


def test_of_a_queue_nobody_is_named_for_nobody_stands_there(conference: Conference, gate: Gate, badge: Badge) -> None:
    other = make_door.badge(make_door.delegate(conference, "Omar"))

    results = hand_in(conference, [sent(each.text, offline=True) for each in (badge, other)]).json()["results"]

    assert [(each["verdict"]["code"], each["person"], each["last"]) for each in results] == [("valid", None, None)] * 2


def test_many_scans_of_one_badge_do_not_slow_the_door_down(conference: Conference, gate: Gate, badge: Badge) -> None:
    device = make_door.device(gate, "another token")
    Scan.objects.bulk_create(
        (
            Scan(
                conference=conference,
                nonce=f"nonce-{number}",
                device=device,
                gate=gate,
                zone="A",
                badge=badge,
                number=badge.number,
                direction="entry" if number % 2 else "exit",
                at=MORNING - timedelta(seconds=number),
                device_at=MORNING,
                door_verdict="valid",
                server_verdict="valid",
                is_admitted=True,
            )
            for number in range(20_000)
        ),
        batch_size=500,
    )
    began = time.perf_counter()

    hand_in(conference, [sent(badge.text, MORNING - timedelta(hours=9), offline=True), sent(badge.text, offline=True)])

    # If each passage were compared with every other, it would be minutes.
    assert time.perf_counter() - began < 5


def test_a_badge_signed_by_a_retired_key_is_as_good_as_before(conference: Conference, gate: Gate, badge: Badge) -> None:
    badge.key.retired_at = MORNING
    badge.key.save()

    assert code(hand_in(conference, [sent(badge.text)])) == "valid"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "not-a-badge"),
        ("https://example.org/?q=<script>", "not-a-badge"),
        (make.HOSTILE, "not-a-badge"),
        ("SC1", "truncated"),
        ("SC1AAAA", "truncated"),
        ("SC1" + "A" * 900, "truncated"),
        ("9" * 10_000, "too-long"),
        ("SC1" + "A" * 10_000, "too-long"),
        ("🎫" * 40, "not-a-badge"),
        ("0000018", "not-a-badge"),
        ("\x00", "not-a-badge"),
    ],
)
def test_texts_that_are_no_badge_are_refused_and_kept(
    conference: Conference, gate: Gate, text: str, expected: str
) -> None:
    result = only(hand_in(conference, [sent(text, verdict=expected, admitted=False)]))

    assert result["verdict"] == {"code": expected, "colour": "red", "admits": False}
    assert Scan.objects.get().server_verdict == expected


def test_the_beginning_of_a_badge_is_truncated(conference: Conference, gate: Gate, badge: Badge) -> None:
    assert code(hand_in(conference, [sent(badge.text[:60])])) in {"truncated", "unknown-key", "forged"}
    assert not Scan.objects.get().is_admitted


def test_a_badge_of_another_conference_is_not_of_this_one(conference: Conference, gate: Gate) -> None:
    elsewhere = make_door.badge(make_door.delegate(make.conference("geneva-2021")))

    result = only(hand_in(conference, [sent(elsewhere.text)]))

    assert result["verdict"]["code"] == "wrong-conference"
    assert result["person"] is None


def test_a_number_that_was_never_given_is_unknown(conference: Conference, gate: Gate) -> None:
    assert code(hand_in(conference, [sent(admission.number_for(999_999))])) == "unknown-number"


def test_zones_and_days_are_those_of_the_list(conference: Conference, gate: Gate, badge: Badge) -> None:
    Badge.objects.update(zones=["B"])
    assert code(hand_in(conference, [sent(badge.text)])) == "wrong-zone"

    Badge.objects.update(valid_until="2020-11-10", valid_from="2020-11-09")
    assert code(hand_in(conference, [sent(badge.text)])) == "wrong-day"


def test_a_clock_at_the_end_of_all_time_is_told_so(conference: Conference, gate: Gate, badge: Badge) -> None:
    scans = [sent(badge.text, datetime(9999, 12, 31, tzinfo=UTC)), sent(badge.text, datetime(1, 1, 2, tzinfo=UTC))]

    results = hand_in(conference, scans, device_at=datetime(1, 1, 2, tzinfo=UTC)).json()["results"]

    assert "A time is written like" in results[0]["error"]
    assert results[1]["is_new"]
