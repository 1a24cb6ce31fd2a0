"""Opening a calendar under a secret address."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import MOST_FEEDS, open_feed
from secretariat.programme.models import Feed
from tests import make, make_programme
from tests.make_days import SECRET, entry, feed, fingerprint, meeting, publication

pytestmark = pytest.mark.django_db


def test_only_the_fingerprint_of_the_secret_is_kept_and_the_record_hides_it() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)

    made = open_feed(make.user(Role.FOCAL_POINT, conference, party=lebanon.party), lebanon, name="Phone", secret=SECRET)

    assert made.secret_hash == fingerprint(SECRET)
    assert SECRET not in str(Entry.objects.get().changes)
    assert made.secret_hash not in str(Entry.objects.get().changes)


@pytest.mark.parametrize("role", [Role.READER, Role.DESK_OFFICER, Role.DOOR_OFFICER])
def test_who_is_neither_officer_of_the_desk_nor_focal_point_of_the_delegation_may_not(role: str) -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    person = make.user(role, conference, desks=["meetings"] if role == Role.DESK_OFFICER else [])

    with pytest.raises(PermissionDenied):
        open_feed(person, lebanon, name="Phone", secret=SECRET)


def test_the_focal_point_of_another_delegation_may_not() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    other = make.user(Role.FOCAL_POINT, conference, party=make.party("JO"))

    with pytest.raises(PermissionDenied):
        open_feed(other, lebanon, name="Phone", secret=SECRET)

    address = reverse("programme:open_feed", args=[conference.slug, lebanon.pk])
    assert make.client(other).post(address, {"name": "Phone"}).status_code == 404


def test_a_delegation_has_a_limited_number_of_addresses() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    for number in range(MOST_FEEDS):
        feed(lebanon, f"secret {number}")

    with pytest.raises(Refused, match="at most"):
        open_feed(make.user(Role.SECRETARY, conference), lebanon, name="One more", secret=SECRET)


def test_a_delegation_to_a_mission_has_none() -> None:
    conference = make.conference()
    sent = make.delegation(conference, occasion="mission")

    with pytest.raises(Refused, match="conference itself"):
        open_feed(make.user(Role.SECRETARY, conference), sent, name="Phone", secret=SECRET)


def test_the_page_shows_the_address_once_and_it_opens_the_published_calendar_without_signing_in() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    publication(conference, [meeting(lebanon, iraq), entry(title={"en": "Not Lebanon's"})])
    browser = make.client(make.user(Role.FOCAL_POINT, conference, party=lebanon.party))

    answer = browser.post(
        reverse("programme:open_feed", args=[conference.slug, lebanon.pk]), {"name": make.HOSTILE}, follow=True
    )
    address = answer.context["address"]["address"]
    again = browser.get(reverse("programme:day", args=[conference.slug])).content.decode()
    read = make.client().get(address)

    assert address in answer.content.decode()
    assert make.HOSTILE not in answer.content.decode()
    assert address not in again
    assert read.content.count(b"BEGIN:VEVENT") == 1
    assert b"Bilateral meeting with Iraq" in read.content
    assert read["Content-Type"] == "text/calendar; charset=utf-8"
    assert read["Cache-Control"] == "no-cache, private"
    assert Feed.objects.get().last_read_at is not None


def test_a_name_is_wanted() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    browser = make.client(make.user(Role.FOCAL_POINT, conference, party=lebanon.party))

    answer = browser.post(reverse("programme:open_feed", args=[conference.slug, lebanon.pk]), {"name": " "})

    assert answer.status_code == 422
    assert not Feed.objects.exists()


def test_an_unknown_secret_and_one_of_another_conference_open_nothing() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    feed(make_programme.delegation(other))

    for secret in (SECRET, "guess", "%00", "x" * 3000):
        assert make.client().get(f"/en/{conference.slug}/calendar/{secret}.ics").status_code == 404


def test_before_anything_is_published_the_calendar_is_empty_and_speaks_the_language_of_its_address() -> None:
    conference = make.conference()
    feed(make_programme.delegation(conference))

    read = make.client().get(f"/ar/{conference.slug}/calendar/{SECRET}.ics")

    assert read.status_code == 200
    assert b"BEGIN:VEVENT" not in read.content
    assert "لبنان" in read.content.decode()


def test_a_reading_is_noted_once_in_an_hour() -> None:
    conference = make.conference()
    kept = feed(make_programme.delegation(conference))
    address = f"/en/{conference.slug}/calendar/{SECRET}.ics"

    make.client().get(address)
    first = Feed.objects.get().last_read_at
    make.client().get(address)
    assert first is not None
    assert Feed.objects.get().last_read_at == first

    Feed.objects.filter(pk=kept.pk).update(last_read_at=first - timedelta(hours=2))
    make.client().get(address)
    noted = Feed.objects.get().last_read_at
    assert noted is not None
    assert noted >= first
    assert not Entry.objects.exists()


def test_a_calendar_can_be_asked_for_its_head_alone_but_not_written_to() -> None:
    conference = make.conference()
    feed(make_programme.delegation(conference))
    address = f"/en/{conference.slug}/calendar/{SECRET}.ics"

    assert make.client().head(address).status_code == 200
    assert make.client().post(address).status_code == 405
