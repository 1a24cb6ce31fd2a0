"""The screen of a room, and its address."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.programme.actions import renew_screen
from tests import make, make_speakers
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def test_whoever_has_the_address_sees_who_speaks_without_signing_in() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    make_speakers.speaking(held, "IQ")
    make_speakers.turn(held, "LB")
    renew_screen(make.user(Role.SECRETARY, conference), held, secret="first")

    page = Client().get(f"/en/{conference.slug}/screen/first/")
    now = Client().get(f"/ar/{conference.slug}/screen/first/now/").json()

    assert page.status_code == 200
    assert "Iraq" in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    assert "العراق" in now["html"]
    assert now["clock"]["runs"] is True
    assert "first" not in str(Entry.objects.get().changes)


def test_a_new_address_ends_the_one_before_and_another_conference_opens_none() -> None:
    conference, other = make.conference(), make.conference("elsewhere-2021")
    held = make_speakers.speakers_list(conference)
    officer = make.user(Role.SECRETARY, conference)
    renew_screen(officer, held, secret="first")
    renew_screen(officer, held, secret="second")

    assert Client().get(f"/en/{conference.slug}/screen/first/").status_code == 404
    assert Client().get(f"/en/{other.slug}/screen/second/").status_code == 404
    assert Client().get(f"/en/{conference.slug}/screen/second/").status_code == 200
    with pytest.raises(PermissionDenied):
        renew_screen(make.user(Role.READER, conference), held, secret="third")


def test_the_page_shows_the_address_once() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    shown = browser.post(address(conference, f"speakers/{held.pk}/screen/renew/"), follow=True)
    again = browser.get(address(conference, f"speakers/{held.pk}/"))

    assert Client().get(shown.context["screen"]).status_code == 200
    assert again.context["screen"] == ""
