"""How far a person has read."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.audit.queries import revision_of
from secretariat.conference.actions import add_room
from secretariat.overview.actions import look
from secretariat.overview.models import Look
from tests import make

pytestmark = pytest.mark.django_db


def test_a_look_is_remembered_and_leaves_the_record_as_it_is() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    look(reader, reader, conference=conference, revision=7, at=make.NOON)
    look(reader, reader, conference=conference, revision=9, at=make.NOON)

    assert Look.objects.get().revision == 9
    assert revision_of(conference.pk) == 0
    assert not Entry.objects.filter(conference_id=conference.pk).exists()


def test_nobody_looks_for_another() -> None:
    conference = make.conference()
    reader, other = make.user(Role.READER, conference), make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        look(reader, other, conference=conference, revision=1, at=make.NOON)


def test_a_stranger_may_not_look() -> None:
    conference = make.conference()
    stranger = make.user(None)

    with pytest.raises(PermissionDenied):
        look(stranger, stranger, conference=conference, revision=1, at=make.NOON)

    assert not Look.objects.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_was_read_is_not_shown_again(language: str) -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    add_room(secretary, conference, name="Hall of Peace", seats=10, booths=0)
    browser = make.client(secretary)
    address = f"/{language}/damascus-2020/office/"

    before = browser.get(address).content.decode()
    browser.post(f"{address}look/", {"revision": "1"})
    after = browser.get(address).content.decode()

    assert "Hall of Peace" in before
    assert "Hall of Peace" not in after


def test_a_forged_revision_hides_nothing_that_is_still_to_come() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)

    make.client(secretary).post("/en/damascus-2020/office/look/", {"revision": "999999"})
    add_room(secretary, conference, name="Hall of Peace", seats=10, booths=0)

    assert "Hall of Peace" in make.client(secretary).get("/en/damascus-2020/office/").content.decode()
