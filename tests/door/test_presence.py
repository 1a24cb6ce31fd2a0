"""Who is in: by zone, by delegation, by the hour; heads, a quorum, conflicts, and who was turned away."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.door.queries import conflicts, hours_of, in_now, quorum_of, turned_away
from tests import make, make_door
from tests.make_door import MORNING

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING + 3 * HOUR)


@pytest.fixture
def conference() -> Conference:
    return make.conference()


def look(conference: Conference, name: str = "presence", question: str = "", role: str = Role.DOOR_OFFICER) -> Any:
    page = make.client(make.user(role, conference)).get(reverse(f"door:{name}", args=[conference.slug]) + question)
    assert page.status_code == 200
    return page


def test_inside_is_whoever_came_in_last_and_did_not_go_out(conference: Conference) -> None:
    gate = make_door.gate(conference)
    press = make_door.gate(conference, "Press", zone=make_door.zone(conference, "P", "Press centre"))
    amal, omar, lena = (make_door.badge(make_door.delegate(conference, name)) for name in ("Amal", "Omar", "Lena"))
    make_door.scan(amal, gate)
    make_door.scan(amal, press)
    make_door.scan(omar, gate)
    # Arrived later, happened earlier.
    make_door.scan(omar, gate, MORNING + 2 * HOUR, "exit")
    make_door.scan(omar, gate, MORNING + HOUR)
    make_door.scan(lena, gate, is_admitted=False)

    now = in_now(conference.pk, since=MORNING - timedelta(hours=6))

    assert dict(now.by_zone) == {"A": 1, "P": 1}
    assert now.people == 1
    zones = {zone.code: zone.inside for zone in look(conference).context["zones"]}
    assert zones == {"A": 1, "P": 1}


def test_a_scan_that_was_followed_by_another_counts_for_nothing(conference: Conference) -> None:
    gate = make_door.gate(conference)
    badge = make_door.badge(make_door.delegate(conference))
    first = make_door.scan(badge, gate)
    make_door.scan(badge, gate, MORNING + timedelta(seconds=1), follows=first.nonce, is_admitted=False)

    assert in_now(conference.pk, since=MORNING - timedelta(hours=6)).people == 0
    assert conflicts(conference, most=10) == []


def test_delegations_stand_in_protocol_order_with_who_came(conference: Conference) -> None:
    gate = make_door.gate(conference)
    lebanon = [make_door.badge(make_door.delegate(conference, name)) for name in ("Amal", "Omar")]
    make_door.delegate(conference, "Lina", "JO")
    make_door.delegate(conference, "Waits", "JO", state="nominated")
    make_door.scan(lebanon[0], gate, MORNING - HOUR)
    make_door.scan(lebanon[0], gate, MORNING, "exit")
    make_door.scan(lebanon[1], gate)

    parties = look(conference).context["parties"]

    assert [(str(each.name), each.accredited, each.arrived, each.inside) for each in parties] == [
        ("Jordan", 1, 0, 0),
        ("Lebanon", 2, 2, 1),
    ]


def test_a_quorum_is_counted_in_delegations_that_are_there(conference: Conference) -> None:
    gate = make_door.gate(conference)
    make_door.rules(conference, quorum=2)
    for name, code in (("Amal", "LB"), ("Omar", "LB"), ("Lina", "JO")):
        make_door.scan(make_door.badge(make_door.delegate(conference, name, code)), gate)

    quorum = quorum_of(conference.pk, in_now(conference.pk, since=MORNING - timedelta(hours=6)))

    assert (quorum.present, quorum.needed, quorum.is_reached) == (2, 2, True)
    assert "There is a quorum." in look(conference).content.decode()


def test_heads_are_shown_with_the_time_they_came_first(conference: Conference) -> None:
    gate = make_door.gate(conference)
    head = make_door.badge(make_door.delegate(conference, make.HOSTILE, role="head"))
    make_door.badge(make_door.delegate(conference, "Lina", "JO", role="head"))
    make_door.scan(head, gate, MORNING + HOUR)
    make_door.scan(head, gate, MORNING)

    page = look(conference)

    assert [(each.delegate.name, each.at) for each in page.context["heads"]] == [
        ("Lina", None),
        (make.HOSTILE, MORNING),
    ]
    assert make.HOSTILE not in page.content.decode()


def test_hours_are_those_of_the_venue_and_drawn_with_the_table_behind(conference: Conference) -> None:
    gate = make_door.gate(conference)
    badge = make_door.badge(make_door.delegate(conference))
    make_door.scan(badge, gate, MORNING)
    make_door.scan(badge, gate, MORNING + timedelta(minutes=59), "exit")
    make_door.scan(badge, gate, MORNING + 2 * HOUR)
    make_door.scan(badge, gate, MORNING + 30 * HOUR, "exit")

    hours = hours_of(conference.pk, conference.zone)

    assert [(each.hour.hour, each.entries, each.exits) for each in hours] == [(10, 1, 1), (12, 1, 0), (16, 0, 1)]
    page = look(conference, question="?day=2020-11-11")
    chart = page.context["chart"]
    assert [(each.label, each.entries.count, each.exits.count) for each in chart.hours] == [
        ("10:00", 1, 1),
        ("11:00", 0, 0),
        ("12:00", 1, 0),
    ]
    assert "<desc" in page.content.decode()
    assert look(conference).context["day"].isoformat() == "2020-11-12"


def test_one_badge_let_in_twice_is_a_conflict_with_both_doors(conference: Conference) -> None:
    main, side = make_door.gate(conference), make_door.gate(conference, "Side door")
    badge = make_door.badge(make_door.delegate(conference, make.HOSTILE))
    other = make_door.badge(make_door.delegate(conference, "Omar"))
    make_door.scan(badge, main)
    make_door.scan(badge, side, MORNING + HOUR, was_offline=True, server_verdict="already-inside")
    make_door.scan(other, main)
    make_door.scan(other, main, MORNING + HOUR, "exit")
    make_door.scan(other, main, MORNING + 2 * HOUR)

    (found,) = conflicts(conference, most=10)

    assert (found.first.gate, found.second.gate) == (main, side)
    page = look(conference, "conflicts").content.decode()
    assert "Side door" in page
    assert "Already inside" in page
    assert make.HOSTILE not in page


def test_whoever_went_home_through_no_gate_is_not_inside_on_the_next_morning(
    conference: Conference, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = make_door.gate(conference)
    badge = make_door.badge(make_door.delegate(conference))
    make_door.scan(badge, gate)
    # Two hours after midnight at the venue a late session still sits; three hours later it does not.
    for hours, people in ((16, 1), (19, 0)):
        monkeypatch.setattr("django.utils.timezone.now", lambda hours=hours: MORNING + hours * HOUR)
        assert look(conference).context["now"].people == people

    make_door.scan(badge, gate, MORNING + 24 * HOUR)

    assert conflicts(conference, most=10) == []


def test_entries_into_two_zones_are_no_conflict(conference: Conference) -> None:
    badge = make_door.badge(make_door.delegate(conference))
    make_door.scan(badge, make_door.gate(conference))
    make_door.scan(badge, make_door.gate(conference, "Press", zone=make_door.zone(conference, "P")))

    assert conflicts(conference, most=10) == []


def test_whoever_was_turned_away_is_listed_with_the_reason(conference: Conference) -> None:
    gate = make_door.gate(conference)
    badge = make_door.badge(make_door.delegate(conference))
    make_door.scan(badge, gate)
    refused = make_door.scan(badge, gate, MORNING + HOUR, is_admitted=False, server_verdict="wrong-day")
    # The door let somebody in without a network; the server would not have.
    let_in = make_door.scan(badge, gate, MORNING + 2 * HOUR, was_offline=True, server_verdict="revoked")

    assert list(turned_away(conference.pk)) == [let_in, refused]
    page = look(conference, "turned_away", "?reason=wrong-day")
    assert [line["scan"] for line in page.context["lines"]] == [refused]
    assert "Wrong day" in page.content.decode()
    assert len(look(conference, "turned_away", f"?q={badge.number}").context["lines"]) == 2
    assert look(conference, "turned_away", "?q=nobody").context["lines"] == []


def test_whoever_was_let_in_by_hand_was_not_turned_away(conference: Conference) -> None:
    gate = make_door.gate(conference)
    badge = make_door.badge(make_door.delegate(conference))
    asked = make_door.scan(badge, gate, is_admitted=False, server_verdict="typed")
    make_door.scan(badge, gate, MORNING + HOUR, by_hand=True, server_verdict="typed", follows=asked.nonce)
    refused = make_door.scan(badge, gate, MORNING + 2 * HOUR, is_admitted=False, server_verdict="already-inside")

    assert list(turned_away(conference.pk)) == [refused]


def test_nothing_of_another_conference_is_counted(conference: Conference) -> None:
    there = make.conference("geneva-2021")
    badge = make_door.badge(make_door.delegate(there))
    gate = make_door.gate(there)
    make_door.scan(badge, gate)
    make_door.scan(badge, gate, MORNING + HOUR)

    page = look(conference)

    assert (page.context["now"].people, page.context["parties"], page.context["conflicts"]) == (0, [], 0)
    assert look(conference, "conflicts").context["lines"] == []
    assert look(conference, "turned_away").context["total"] == 0


def test_the_pages_of_presence_take_few_queries(conference: Conference, django_assert_max_num_queries: Any) -> None:
    gate = make_door.gate(conference)
    for number in range(30):
        badge = make_door.badge(make_door.delegate(conference, f"Person {number}", ("LB", "JO", "FR")[number % 3]))
        make_door.scan(badge, gate, MORNING - HOUR)
        make_door.scan(badge, gate)
    browser = make.client(make.user(Role.DOOR_OFFICER, conference))

    for name in ("presence", "conflicts", "turned_away"):
        with django_assert_max_num_queries(18):
            assert browser.get(reverse(f"door:{name}", args=[conference.slug])).status_code == 200
