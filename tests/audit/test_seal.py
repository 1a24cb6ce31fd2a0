"""Sealing a record: what a seal covers, who makes it, and what it leaves behind."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from secretariat.accounts.models import Role
from secretariat.audit import queries
from secretariat.audit.actions import seal
from secretariat.audit.models import HOUSE, Entry, Record, Seal
from secretariat.audit.queries import newest_seal, revision_of, seals_of, unsealed_records
from secretariat.config.house import furnish
from secretariat.engines.sealing import BEFORE_ALL, is_signed, leaves_of, new_key_file, public_key, read_key
from tests import make, make_record

pytestmark = pytest.mark.django_db


def test_a_seal_covers_every_deed_so_far_and_leaves_no_entry() -> None:
    conference = make.conference()
    make_record.deeds(conference)

    count = make_record.sealed(conference)

    made = Seal.objects.get()
    assert (count, made.number, made.first, made.last, made.count) == (8, 1, 1, 8, 8)
    assert (len(made.leaves), bytes(made.previous)) == (8 * 32, BEFORE_ALL)
    assert (revision_of(conference.pk), Entry.objects.count()) == (8, 8)
    assert list(unsealed_records()) == []
    verdict = make_record.outcome(conference)
    assert (verdict.faults, verdict.sealed, verdict.unsealed, verdict.up_to) == ([], 8, 0, 8)


def test_where_nothing_was_done_since_there_is_no_other_seal() -> None:
    conference = make.conference()
    make_record.deeds(conference)
    make_record.sealed(conference)

    assert make_record.sealed(conference) == 0
    assert Seal.objects.count() == 1


def test_each_seal_stands_on_the_one_before_it() -> None:
    conference = make.conference()
    make_record.deeds(conference)
    make_record.sealed(conference)
    make_record.deeds(conference, rooms=1)
    make_record.sealed(conference)
    make_record.deeds(conference, rooms=1)

    first, second = seals_of(conference.pk, with_leaves=True)
    assert (second.number, second.first, second.last, second.previous) == (2, 9, 10, first.hash)
    assert newest_seal(conference.pk) is not None
    verdict = make_record.outcome(conference)
    assert (verdict.faults, verdict.seals, verdict.unsealed) == ([], 2, 2)


def test_an_old_record_is_sealed_bit_by_bit_and_by_whole_revisions(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make.conference()
    make_record.deeds(conference)
    for _ in range(3):
        old = Entry.objects.get(conference_id=conference.pk, revision=4, made_id=None, verb="conference.revise_room")
        old.pk = None
        old.verb = "conference.add_room"
        old.save()
    monkeypatch.setattr(queries, "MOST_IN_A_SEAL", 5)

    counts = [make_record.sealed(conference) for _ in range(4)]

    assert counts == [7, 4, 0, 0]
    assert list(Seal.objects.values_list("last", flat=True)) == [4, 8]
    assert make_record.outcome(conference).faults == []


def test_entries_of_before_there_were_salts_are_sealed_and_found_changed_too() -> None:
    conference = make.conference()
    make_record.deeds(conference)
    Entry.objects.update(salt=None)
    make_record.sealed(conference)
    assert make_record.outcome(conference).is_whole

    make_record.behind_the_door("UPDATE audit_entry SET thing_label = 'Other' WHERE revision = 3")

    assert make_record.first_fault(conference).revision == 3


def test_every_entry_of_the_door_has_salts_of_its_own() -> None:
    conference = make.conference()
    make_record.deeds(conference)

    salts = {bytes(salt or b"") for salt in Entry.objects.values_list("salt", flat=True)}

    assert {len(salt) for salt in salts} == {48}
    assert len(salts) == 8


def test_the_record_of_the_house_is_sealed_as_well() -> None:
    make.house()
    furnish()

    assert seal(make_record.hand(), Record.objects.get(pk=HOUSE), at=make.NOON) == 1
    assert Seal.objects.get().conference_id == HOUSE


@pytest.mark.parametrize("value", make_record.HOSTILE_VALUES.values(), ids=make_record.HOSTILE_VALUES.keys())
def test_values_that_the_database_rewrites_verify_as_they_were(value: object) -> None:
    conference = make.conference()
    make_record.deeds(conference, rooms=1)
    Entry.objects.filter(revision=2).update(changes={"value": value}, batch={"skipped": value})
    make_record.sealed(conference)

    assert make_record.outcome(conference).is_whole


def test_leaves_are_the_same_on_every_database() -> None:
    """The hash stands here, so that it is compared on SQLite and on PostgreSQL."""
    entry = Entry(conference_id=3, revision=1, actor=make.user(None, pk=7), verb="conference.add_room")
    entry.thing_type, entry.thing_id, entry.thing_label = "conference.conference", 3, "Große Halle “Ä”"
    entry.changes, entry.batch, entry.at = make_record.HOSTILE_VALUES, {"counts": {"b": 2, "a": 1.50}}, make.NOON
    entry.save()

    with queries.entries_as_they_stand(3) as rows:
        leaf = leaves_of(rows)[0].hex()

    assert leaf == "0aafabfadb363c367a049a7671ec44b9b621c1cd450bcbebec7066bd02582d8c"


def test_the_moment_is_committed_to_with_its_microseconds() -> None:
    conference = make.conference()
    make_record.deeds(conference, rooms=1)
    moment = make.NOON.replace(microsecond=1)
    Entry.objects.filter(revision=1).update(at=moment)
    make_record.sealed(conference)
    assert make_record.outcome(conference).is_whole

    Entry.objects.filter(revision=1).update(at=make.NOON)

    assert make_record.first_fault(conference).kind == "changed"


def test_a_seal_is_signed_where_there_is_a_key(tmp_path: object) -> None:
    path = tmp_path / "key.pem"  # type: ignore[operator]
    public = new_key_file(path)
    conference = make.conference()
    make_record.deeds(conference)
    make_record.sealed(conference, key=read_key(path))

    made = newest_seal(conference.pk)

    assert made is not None
    assert made.key == public == public_key(read_key(path))
    assert is_signed(public, made.signature, made.hash)
    assert make_record.outcome(conference, keys=[public]).known == 1
    assert not make_record.outcome(conference, keys=["ab" * 32]).is_whole


@pytest.mark.parametrize("role", Role.values)
def test_nobody_but_the_hand_of_the_house_seals(role: str) -> None:
    conference = make.conference()
    make_record.deeds(conference)
    member = make.user(role, conference, party=make.party("LB") if role == Role.FOCAL_POINT else None)

    with pytest.raises(PermissionDenied):
        seal(member, Record.objects.get(pk=conference.pk), at=make.NOON)

    assert not Seal.objects.exists()


def test_one_number_stands_in_a_chain_once() -> None:
    conference = make.conference()
    make_record.deeds(conference)
    make_record.sealed(conference)
    second = Seal.objects.get()
    second.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        second.save(force_insert=True)


def test_seals_of_two_conferences_are_two_chains() -> None:
    one, other = make.conference(), make.conference("geneva-2031")
    make_record.deeds(one)
    make_record.deeds(other, rooms=2)

    assert [make_record.sealed(each) for each in (one, other)] == [8, 4]
    assert [each.number for each in Seal.objects.all()] == [1, 1]
    assert make_record.outcome(other).sealed == 4
