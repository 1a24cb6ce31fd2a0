"""Ending the screen of a room."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from secretariat.accounts.models import Role
from secretariat.programme.actions import close_screen, renew_screen
from tests import make, make_speakers
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def test_the_address_shows_nothing_any_more() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    officer = make.user(Role.SECRETARY, conference)
    renew_screen(officer, held, secret="first")

    close_screen(officer, held)

    assert Client().get(f"/en/{conference.slug}/screen/first/").status_code == 404
    assert Client().get(f"/en/{conference.slug}/screen/first/now/").status_code == 404


def test_a_reader_ends_none() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        close_screen(make.user(Role.READER, conference), make_speakers.speakers_list(conference))


def test_the_page_answers() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference, screen_hash="0" * 64)
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(address(conference, f"speakers/{held.pk}/screen/close/"), follow=True)

    assert answer.context["list"].screen_hash == ""
