"""A value can be erased from the record for good, and the record is still whole."""

import hashlib
import json

import pytest

from secretariat.accounts.models import Role
from secretariat.audit.actions import erase_values
from secretariat.audit.models import Entry
from secretariat.audit.queries import entries_that_tell_of
from secretariat.conference.models import Room
from secretariat.engines.sealing import Values, canonical, new_salts, redacted
from tests import make, make_record

pytestmark = pytest.mark.django_db


def test_what_was_erased_is_gone_and_the_record_is_whole() -> None:
    conference = make.conference()
    make_record.deeds(conference)
    make_record.sealed(conference)
    room = Room.objects.get(name="Hall 2")

    done = erase_values(list(entries_that_tell_of("conference.room", room.pk)))

    assert done == 2
    left = Entry.objects.filter(revision__in=(3, 4)).order_by("revision")
    assert [(entry.thing_label, entry.changes, entry.batch) for entry in left] == [("", {}, {})] * 2
    assert {bytes(entry.salt or b"") for entry in left} == {bytes(48)}
    verdict = make_record.outcome(conference)
    assert (verdict.faults, verdict.erased) == ([], 2)


def test_the_entries_of_a_row_are_those_that_made_it_changed_it_and_touched_it_with_others() -> None:
    conference = make.conference()
    make_record.deeds(conference)
    room = Room.objects.get(name="Hall 1")

    found = entries_that_tell_of("conference.room", room.pk)

    assert sorted(found.values_list("revision", flat=True)) == [1, 2]


def test_an_entry_can_be_erased_before_it_is_sealed() -> None:
    conference = make.conference()
    make_record.deeds(conference)
    erase_values(list(Entry.objects.filter(revision=3)))
    make_record.sealed(conference)

    assert make_record.outcome(conference).is_whole


def test_what_is_left_of_an_entry_is_still_sealed() -> None:
    conference = make.conference()
    make_record.deeds(conference)
    make_record.sealed(conference)
    erase_values(list(Entry.objects.filter(revision=3)), ["changes"])
    assert make_record.outcome(conference).is_whole

    Entry.objects.filter(revision=3).update(thing_label="Other")

    assert make_record.first_fault(conference).revision == 3


@pytest.mark.parametrize("values", [{"changes": {"seats": [1, 2]}}, {"thing_label": "Other"}, {"verb": "other.deed"}])
def test_nothing_can_be_written_where_a_value_was_erased(values: dict[str, object]) -> None:
    conference = make.conference()
    make_record.deeds(conference)
    make_record.sealed(conference)
    erase_values(list(Entry.objects.filter(revision=3)))

    Entry.objects.filter(revision=3).update(**values)

    assert (make_record.first_fault(conference).kind, make_record.first_fault(conference).revision) == ("changed", 3)


def test_a_digest_does_not_let_anybody_try_what_the_value_was() -> None:
    value = {"name": [None, "Amal"]}
    left = redacted(Values("Amal", value, {}, salts=new_salts()), ["label", "changes"])

    guesses = {hashlib.sha256(salt + canonical(value)).hexdigest() for salt in (b"", bytes(16), left.salts[32:])}

    assert left.digests is not None
    assert left.digests["changes"] not in guesses
    assert "Amal" not in json.dumps([left.label, left.changes, left.digests])


def test_to_erase_twice_erases_once_and_another_name_is_refused() -> None:
    conference = make.conference()
    make_record.deeds(conference)
    entries = list(Entry.objects.filter(revision=3))

    assert [erase_values(entries), erase_values(list(Entry.objects.filter(revision=3)))] == [1, 0]
    with pytest.raises(ValueError, match="An entry has label, changes, batch"):
        redacted(Values("", {}, {}), ["verb"])


def test_a_deed_that_erases_leaves_every_other_entry_as_it_was() -> None:
    conference = make.conference()
    secretary = make_record.deeds(conference)
    before = list(Entry.objects.exclude(revision=3).order_by("pk").values())

    erase_values(list(Entry.objects.filter(revision=3)))

    assert list(Entry.objects.exclude(revision=3).order_by("pk").values()) == before
    assert secretary.is_secretary_of(conference.pk)
    assert Role.SECRETARY in secretary.roles_in(conference.pk)
