"""Noting how far one has read the record, and the page of one's conferences."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.queries import revision_of
from secretariat.conference.actions import add_room
from secretariat.conference.models import Conference
from secretariat.overview.actions import look
from secretariat.overview.models import Look
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/look/"


def with_deeds(number: int) -> Conference:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    for place in range(number):
        add_room(secretary, conference, name=f"Room {place}", seats=None, booths=0)
    return conference


def test_how_far_one_has_read_is_kept_and_raises_no_revision() -> None:
    conference = with_deeds(2)
    reader = make.user(Role.READER, conference)

    look(reader, reader, conference=conference, revision=2, at=make.NOON)

    kept = Look.objects.get()
    assert (kept.user, kept.revision, kept.at) == (reader, 2, make.NOON)
    assert revision_of(conference.pk) == 2


def test_a_page_that_lay_open_makes_no_news_of_what_was_read_since() -> None:
    conference = with_deeds(2)
    reader = make.user(Role.READER, conference)
    look(reader, reader, conference=conference, revision=2, at=make.NOON)

    look(reader, reader, conference=conference, revision=1, at=make.NOON)

    assert Look.objects.get().revision == 2


def test_nobody_reads_for_somebody_else_or_where_they_have_no_seat() -> None:
    conference = with_deeds(1)
    secretary, reader = make.user(Role.SECRETARY, conference), make.user(Role.READER, conference)
    stranger = make.user(Role.SECRETARY, make.conference("geneva-2020"))

    with pytest.raises(PermissionDenied):
        look(secretary, reader, conference=conference, revision=1, at=make.NOON)
    with pytest.raises(PermissionDenied):
        look(stranger, stranger, conference=conference, revision=1, at=make.NOON)

    assert make.client(stranger).post(ADDRESS, {"revision": 1}).status_code == 404
    assert not Look.objects.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_button_notes_what_the_page_showed(language: str) -> None:
    conference = with_deeds(3)
    browser = make.client(make.user(Role.READER, conference))

    done = browser.post(ADDRESS.replace("/en/", f"/{language}/"), {"revision": "2"})

    assert done["Location"] == f"/{language}/damascus-2020/office/"
    assert Look.objects.get().revision == 2
    assert browser.get(ADDRESS).status_code == 405


@pytest.mark.parametrize(("sent", "kept"), [("999", 3), ("-1", 0), ("x", 0), ("9" * 40, 0), ("", 0)])
def test_nobody_reads_what_is_not_written_yet(sent: str, kept: int) -> None:
    conference = with_deeds(3)

    make.client(make.user(Role.READER, conference)).post(ADDRESS, {"revision": sent})

    assert Look.objects.get().revision == kept


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_of_offices_lists_the_conferences_one_has_a_seat_in(language: str) -> None:
    make.conference("geneva-2020")
    here = make.conference()
    reader = make.user(Role.READER, here)

    page = make.client(reader).get(f"/{language}/office/")

    assert [each["conference"] for each in page.context["offices"]] == [here]
    assert f"/{language}/damascus-2020/office/" in page.content.decode()
    assert "/office/convene/" not in page.content.decode()


def test_a_focal_point_is_led_to_the_delegations_and_the_keeper_to_convening() -> None:
    conference = make.conference()
    focal_point = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))
    keeper = make.user(None, is_superuser=True)

    assert "/en/damascus-2020/office/delegations/" in make.client(focal_point).get("/en/office/").content.decode()
    seen_by_keeper = make.client(keeper).get("/en/office/").content.decode()
    assert "/en/office/convene/" in seen_by_keeper
    assert "/en/office/load/" in seen_by_keeper
    assert make.client().get("/en/office/").status_code == 302
