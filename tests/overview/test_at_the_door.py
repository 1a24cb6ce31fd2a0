"""What the morning page says of the door."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from tests import make, make_door
from tests.make_door import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("django.utils.timezone.now", "secretariat.overview.views.now"):
        monkeypatch.setattr(name, lambda: MORNING)


def in_use() -> Conference:
    conference = make.conference()
    make_door.rules(conference, quorum=1)
    gate = make_door.gate(conference)
    head = make_door.badge(make_door.delegate(conference, role="head", sensitivity="secretariat"))
    make_door.badge(make_door.delegate(conference, make.HOSTILE, "JO", role="head"))
    make_door.scan(head, gate, MORNING - timedelta(hours=1))
    make_door.scan(head, gate)
    make_door.scan(head, gate, MORNING, is_admitted=False, server_verdict="replayed")
    make_door.scan(head, gate, MORNING - timedelta(days=1), is_admitted=False)
    return conference


def morning(conference: Conference, role: str) -> Any:
    page = make.client(make.user(role, conference)).get(reverse("overview:morning", args=[conference.slug]))
    assert page.status_code == 200
    return page


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DOOR_OFFICER, Role.READER])
def test_it_says_who_is_inside_which_heads_came_and_what_to_look_into(role: str) -> None:
    door = morning(in_use(), role).context["door"]

    assert (door.people, door.quorum.present, door.quorum.is_reached) == (1, 1, True)
    assert (door.arrived, len(door.heads), door.conflicts, door.refused_today) == (1, 2, 1, 1)
    assert door.may_see == (role != Role.READER)


def test_a_hostile_name_does_no_harm_and_the_reader_is_led_nowhere_they_may_not_go() -> None:
    page = morning(in_use(), Role.READER).content.decode()

    assert "1 of 2 heads of delegations have come." in page
    assert make.HOSTILE not in page
    assert reverse("door:conflicts", args=["damascus-2020"]) not in page


def test_the_press_is_not_told_and_before_the_first_scan_nobody_is() -> None:
    assert morning(in_use(), Role.PRESS_OFFICER).context["door"] is None
    assert morning(make.conference("geneva-2021"), Role.SECRETARY).context["door"] is None
