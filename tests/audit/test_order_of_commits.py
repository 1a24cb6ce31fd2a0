"""The order of revisions is the order of commits, also when two transactions interleave."""

import threading

import pytest
from django.db import connection

from secretariat.accounts.models import Role, User
from secretariat.audit.action import action
from secretariat.audit.models import Entry, Record
from secretariat.conference.models import Room
from tests import make
from tests.threads import in_thread

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _everybody(_user: User, _thing: Room) -> bool:
    return True


def test_the_slower_of_two_deeds_gets_the_later_revision() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("two writers at once need PostgreSQL")
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    first = Room.objects.create(conference=conference, name="First", seats=0)
    second = Room.objects.create(conference=conference, name="Second", seats=0)
    first_has_begun, second_is_done = threading.Event(), threading.Event()

    @action(allow=_everybody)
    def slowly(actor: User, room: Room) -> Room:
        first_has_begun.set()
        assert second_is_done.wait(10)
        room.seats = 1
        room.save(update_fields=["seats"])
        return room

    @action(allow=_everybody)
    def quickly(actor: User, room: Room) -> Room:
        room.seats = 2
        room.save(update_fields=["seats"])
        return room

    slow = in_thread(lambda: slowly(secretary, first))
    assert first_has_begun.wait(10)
    quickly(secretary, second)
    seen_after_the_quick_one = Record.objects.get(pk=conference.pk).revision
    second_is_done.set()
    slow.join(10)

    revisions = dict(Entry.objects.values_list("thing_id", "revision"))
    assert seen_after_the_quick_one == 1
    assert revisions == {second.pk: 1, first.pk: 2}


def test_twenty_deeds_at_once_get_twenty_revisions_without_a_gap() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("two writers at once need PostgreSQL")
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    rooms = [Room.objects.create(conference=conference, name=f"Room {number}", seats=0) for number in range(20)]

    @action(allow=_everybody)
    def fill(actor: User, room: Room) -> Room:
        room.seats = 5
        room.save(update_fields=["seats"])
        return room

    threads = [in_thread(lambda room=room: fill(secretary, room)) for room in rooms]  # type: ignore[misc]
    for thread in threads:
        thread.join(20)

    assert sorted(Entry.objects.values_list("revision", flat=True)) == list(range(1, 21))
    assert Record.objects.get(pk=conference.pk).revision == 20
