"""The screen of a room: opened by a secret address, kept nowhere, and gone when its address is."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from secretariat.accounts.models import Role
from secretariat.delegations.models import Delegate
from secretariat.programme.actions import close_screen, renew_screen
from secretariat.programme.models import SpeakersList
from secretariat.programme.queries.feeds import fingerprint
from tests import make, make_programme, make_speakers
from tests.make_speakers import NOON

pytestmark = pytest.mark.django_db
SECRET = "of-the-wall"


def wall(language: str = "en", secret: str = SECRET, place: str = "") -> Any:
    return make.client().get(f"/{language}/damascus-2020/screen/{secret}/{place}")


def held_list(**fields: Any) -> SpeakersList:
    conference = make.conference(title=make_programme.said("Conference"))
    return make_speakers.speakers_list(conference, screen_hash=fingerprint(SECRET), **fields)


def head(held: SpeakersList, code: str = "LB", **fields: Any) -> Delegate:
    return make.delegate(make_programme.delegation(held.conference, code), role="head", **fields)


def test_it_shows_who_has_the_floor_in_both_scripts_and_who_is_next() -> None:
    held = held_list()
    amal = head(held, original_name="أمل حدّاد")
    make_speakers.speaking(held, since=timezone.now(), delegate=amal)
    make_speakers.turn(held, "IQ")

    said = wall().content.decode()

    for words in ("Lebanon", "لبنان", "Amal Haddad", "أمل حدّاد", "Iraq", "العراق"):
        assert words in said
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in said


def test_in_arabic_the_other_script_is_that_of_the_conference() -> None:
    held = held_list()
    make_speakers.speaking(held, since=timezone.now())

    said = wall("ar").content.decode()

    assert 'dir="rtl"' in said
    assert said.index("لبنان") < said.index("Lebanon")


def test_beyond_the_time_given_it_says_so_in_words() -> None:
    held = held_list()
    make_speakers.speaking(held, since=timezone.now() - timedelta(seconds=400))

    said = wall().content.decode()

    assert "The time is over" in said
    assert "−1:4" in said


def test_the_order_on_the_wall_is_that_of_the_officers_in_every_language() -> None:
    held = held_list(rule="protocol")
    for code in ("IQ", "LB", "EG", "JO"):
        make_speakers.turn(held, code)

    english, arabic = (wall(language).context["floor"].waiting for language in ("en", "ar"))

    assert [turn.intervention.pk for turn in english] == [turn.intervention.pk for turn in arabic]


def test_a_person_who_is_known_to_secretaries_alone_is_not_named() -> None:
    held = held_list()
    head(held, name="Hidden Name", sensitivity="restricted")
    make_speakers.speaking(held, since=timezone.now())

    assert "Hidden Name" not in wall().content.decode()


def test_it_is_kept_nowhere_and_found_by_no_search_engine() -> None:
    held_list()

    for place in ("", "now/"):
        answer = wall(place=place)
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"


def test_a_renewed_or_closed_address_shows_nothing_and_neither_does_a_guess() -> None:
    held = held_list()
    officer = make.user(Role.SECRETARY, held.conference)

    renew_screen(officer, held, secret="another")
    assert (wall().status_code, wall(secret="another").status_code) == (404, 200)

    close_screen(officer, held)
    assert wall(secret="another").status_code == 404
    assert wall(secret="guess", place="now/").status_code == 404


def test_an_address_of_one_conference_shows_nothing_in_another() -> None:
    held_list()
    make.conference("geneva-2021")

    assert make.client().get(f"/en/geneva-2021/screen/{SECRET}/").status_code == 404


def test_what_changes_is_handed_out_with_the_clock_of_the_server() -> None:
    held = held_list()
    make_speakers.speaking(held, since=timezone.now() - timedelta(seconds=100))

    told = wall(place="now/").json()

    assert told["clock"]["runs"] is True
    assert 198 <= told["clock"]["left"] <= 200
    assert "Lebanon" in told["html"]


def test_a_hostile_name_stays_a_text() -> None:
    held = held_list()
    make_speakers.turn(held, at=NOON, delegate=head(held, name=make.HOSTILE))
    make_speakers.speaking(held, "IQ", since=timezone.now(), delegate=head(held, "IQ", name=make.HOSTILE))

    assert make.HOSTILE not in wall().content.decode()
