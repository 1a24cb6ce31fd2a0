"""Changing the rule of a speakers' list."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Stale
from secretariat.programme.actions import revise_list
from tests import make, make_speakers
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def test_the_time_is_for_those_who_come_and_what_was_given_stays() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    before = make_speakers.turn(held)

    revise_list(make.user(Role.SECRETARY, conference), held, details={"limit_seconds": 60, "is_open": False})

    before.refresh_from_db()
    assert (held.limit_seconds, held.is_open, before.limit_seconds) == (60, False, 300)


def test_a_stale_form_overwrites_nothing_and_a_reader_may_not() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)

    with pytest.raises(Stale):
        revise_list(make.user(Role.SECRETARY, conference), held, details={"limit_seconds": 60}, version=7)
    with pytest.raises(PermissionDenied):
        revise_list(make.user(Role.READER, conference), held, details={"limit_seconds": 60})
    held.refresh_from_db()
    assert held.limit_seconds == 300


def test_the_page_changes_it() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(
        address(conference, f"speakers/{held.pk}/revise/"),
        {"rule": "protocol", "limit_seconds": "120", "reply_seconds": "60", "is_open": "on", "version": held.version},
        follow=True,
    )

    assert answer.context["list"].rule == "protocol"
