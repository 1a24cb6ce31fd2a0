"""Opening the calendar of the whole conference under a secret address."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import MOST_FEEDS, open_conference_feed
from secretariat.programme.models import Feed
from tests import make, make_programme
from tests.make_days import SECRET, entry, feed_of, fingerprint, publication

pytestmark = pytest.mark.django_db


def test_only_the_fingerprint_of_the_secret_is_kept_and_the_record_hides_it() -> None:
    conference = make.conference()

    made = open_conference_feed(make.user(Role.READER, conference), conference, name="Phone", secret=SECRET)

    assert made.secret_hash == fingerprint(SECRET)
    assert (made.delegation, made.delegate, made.room) == (None, None, None)
    assert made.secret_hash not in str(Entry.objects.get().changes)


def test_a_focal_point_and_whoever_sits_elsewhere_may_not() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    for person in (focal, make.user(Role.SECRETARY, other)):
        with pytest.raises(PermissionDenied):
            open_conference_feed(person, conference, name="Phone", secret=SECRET)


def test_each_person_has_a_limited_number_of_addresses() -> None:
    conference = make.conference()
    one, other = make.user(Role.SECRETARY, conference), make.user(Role.READER, conference)
    for number in range(MOST_FEEDS):
        feed_of(conference, f"secret {number}", entered_by=one)

    with pytest.raises(Refused, match="at most"):
        open_conference_feed(one, conference, name="One more", secret=SECRET)

    assert open_conference_feed(other, conference, name="The first", secret=SECRET).pk


def test_the_page_shows_the_address_once_and_lists_one_s_own() -> None:
    conference = make.conference()
    publication(conference, [entry(title={"en": "Opening"})])
    feed_of(conference, "of-somebody-else", name="Telephone of the secretary")
    browser = make.client(make.user(Role.PRESS_OFFICER, conference))
    page = reverse("programme:calendars", args=[conference.slug])

    answer = browser.post(
        reverse("programme:open_conference_feed", args=[conference.slug]), {"name": make.HOSTILE}, follow=True
    )
    address = answer.context["address"]["address"]

    assert answer.redirect_chain[0][0] == f"{page}#feeds"
    assert address in answer.content.decode()
    assert make.HOSTILE not in answer.content.decode()
    assert "Telephone of the secretary" not in answer.content.decode()
    assert address not in browser.get(page).content.decode()
    assert b"SUMMARY;LANGUAGE=en:Opening" in make.client().get(address).content


def test_officers_of_the_desk_see_all_and_end_those_of_others() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    kept = feed_of(conference, name="Telephone of a reader", entered_by=make.user(Role.READER, conference), room=room)
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["programme"]))
    page = reverse("programme:calendars", args=[conference.slug])

    assert "Telephone of a reader" in browser.get(page).content.decode()
    answer = browser.post(reverse("programme:revoke_feed", args=[conference.slug, kept.pk]))

    assert answer["Location"] == f"{page}#feeds"
    assert Feed.objects.get().revoked_at is not None


def test_one_that_opens_nothing_any_more_is_marked() -> None:
    conference = make.conference()
    feed_of(conference, entered_by=make.user(None))
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(reverse("programme:calendars", args=[conference.slug])).content.decode()

    assert "It opens nothing any more" in page
