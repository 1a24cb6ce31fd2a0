"""The one door of change."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from secretariat.accounts.models import Role
from secretariat.audit.action import HIDDEN, Refused, Stale
from secretariat.audit.models import HOUSE, Entry, Record
from secretariat.audit.queries import history_of, revision_of
from secretariat.conference.actions import add_room, dismiss, revise_room
from secretariat.conference.models import Membership, Room
from secretariat.delegations.actions import invite_many, revise_invitation
from tests import make

pytestmark = pytest.mark.django_db


def test_a_deed_writes_one_entry_and_raises_the_revision() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)

    room = add_room(secretary, conference, name="Hall A", seats=200, booths=6)

    entry = Entry.objects.get()
    assert (entry.verb, entry.actor, entry.made_type, entry.made_id) == (
        "conference.add_room",
        secretary,
        "conference.room",
        room.pk,
    )
    assert entry.changes["seats"] == [None, 200]
    assert (entry.conference_id, entry.revision, revision_of(conference.pk)) == (conference.pk, 1, 1)


def test_an_entry_says_old_and_new_of_what_changed_and_nothing_else() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    room = Room.objects.create(conference=conference, name="Hall A", seats=200)

    revise_room(secretary, room, name="Hall A", seats=180, booths=0, version=1)

    assert Entry.objects.get().changes == {"seats": [200, 180]}
    assert Room.objects.get().version == 2


def test_a_deed_that_changes_nothing_leaves_no_entry_and_the_revision_where_it_was() -> None:
    conference = make.conference()
    room = Room.objects.create(conference=conference, name="Hall A", seats=200)

    revise_room(make.user(Role.SECRETARY, conference), room, name="Hall A", seats=200, booths=0)

    assert not Entry.objects.exists()
    assert revision_of(conference.pk) == 0


def test_hidden_fields_are_recorded_as_changed_but_never_by_value() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, contact_mail="old@example.org")

    revise_invitation(make.user(Role.SECRETARY, conference), invitation, details={"contact_mail": "new@example.org"})

    assert Entry.objects.get().changes == {"contact_mail": [HIDDEN, HIDDEN]}


def test_who_may_not_is_turned_away_and_nothing_is_written() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        add_room(make.user(Role.READER, conference), conference, name="Hall A", seats=1, booths=0)

    assert not Room.objects.exists()
    assert not Entry.objects.exists()


def test_a_refusal_undoes_everything_the_deed_had_done() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    last = Membership.objects.get(user=secretary)

    with pytest.raises(Refused, match="last secretary"):
        dismiss(secretary, last)

    assert Membership.objects.filter(pk=last.pk).exists()
    assert not Entry.objects.exists()


def test_a_removed_row_is_told_from_its_last_values() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    reader = Membership.objects.get(user=make.user(Role.READER, conference))
    number = reader.pk

    dismiss(secretary, reader)

    entry = Entry.objects.get()
    assert (entry.thing_type, entry.thing_id) == ("conference.membership", number)
    assert entry.changes["role"] == [Role.READER, None]


def test_a_row_that_is_gone_is_a_sentence_not_an_error() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    room = Room.objects.create(conference=conference, name="Hall A")
    Room.objects.all().delete()

    with pytest.raises(Refused, match="no longer there"):
        revise_room(secretary, room, name="Hall B", seats=1, booths=0)


def test_a_stale_version_overwrites_nothing() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    room = Room.objects.create(conference=conference, name="Hall A", seats=100)
    revise_room(secretary, room, name="Hall A", seats=150, booths=0, version=1)

    with pytest.raises(Stale):
        revise_room(secretary, room, name="Hall A", seats=90, booths=0, version=1)

    assert Room.objects.get().seats == 150


def test_the_door_reads_the_row_anew_so_values_set_outside_are_not_smuggled_in() -> None:
    conference = make.conference()
    room = Room.objects.create(conference=conference, name="Hall A", seats=100, booths=2)
    room.booths = 99

    revise_room(make.user(Role.SECRETARY, conference), room, name="Hall A", seats=101, booths=room.booths - 97)

    assert Room.objects.get().booths == 2


def test_each_row_of_a_batch_finds_its_way_back_to_the_deed() -> None:
    conference = make.conference()
    parties = [make.party("LB"), make.party("JO"), make.party("IQ")]

    invite_many(make.user(Role.SECRETARY, conference), conference, parties=parties, details={})

    entry = Entry.objects.get()
    assert entry.batch["counts"] == {"invitations": 3}
    for invitation in conference_invitations(conference.pk):
        assert list(history_of(invitation)) == [entry]


def test_a_deed_inside_a_wider_transaction_is_not_possible(settings: object) -> None:
    """The raising of the revision must be the last statement, so the door opens the transaction itself."""
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    atomic = transaction.Atomic(using="default", savepoint=True, durable=False)
    atomic._from_testcase = False  # type: ignore[attr-defined]

    with pytest.raises(RuntimeError, match="durable"), atomic:
        add_room(secretary, conference, name="Hall A", seats=1, booths=0)


def test_records_of_two_conferences_count_apart() -> None:
    first, second = make.conference(), make.conference("geneva-2021")
    secretary = make.user(Role.SECRETARY, first)
    Membership.objects.create(conference=second, user=secretary, role=Role.SECRETARY)

    add_room(secretary, first, name="A", seats=1, booths=0)
    add_room(secretary, first, name="B", seats=1, booths=0)
    add_room(secretary, second, name="C", seats=1, booths=0)

    assert [revision_of(first.pk), revision_of(second.pk)] == [2, 1]
    assert Record.objects.exclude(conference_id=HOUSE).count() == 2


def conference_invitations(conference_id: int) -> list:
    from secretariat.delegations.models import Invitation  # noqa: PLC0415

    return list(Invitation.objects.filter(conference_id=conference_id))
