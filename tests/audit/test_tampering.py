"""Whatever is done to a sealed record behind the door is found, and the very entry is named."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from secretariat.audit.models import Entry, Seal
from secretariat.audit.queries import seals_of
from secretariat.conference.models import Conference
from tests import make, make_record
from tests.make_record import behind_the_door, entry_of, first_fault, outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference() -> Conference:
    """A conference with eight deeds in its record, six of them under two seals."""
    made = make.conference()
    make_record.deeds(made, rooms=2)
    make_record.sealed(made)
    make_record.deeds(made, rooms=1)
    make_record.sealed(made)
    make_record.deeds(made, rooms=1)
    return made


def _now_as_json(changes: str) -> str:
    return f"{changes}::jsonb" if connection.vendor == "postgresql" else changes


def test_a_changed_value_is_found_with_its_revision_verb_and_moment(conference: Conference) -> None:
    told = """'{"seats": [1, 999], "name": ["Room 1", "Hall 1"], "booths": [0, 1]}'"""
    behind_the_door(f"UPDATE audit_entry SET changes = {_now_as_json(told)} WHERE revision = 2")  # noqa: S608

    fault = first_fault(conference)

    entry = entry_of(conference, 2)
    assert (fault.kind, fault.revision, fault.verb) == ("changed", 2, "conference.revise_room")
    assert fault.moment == entry.at.strftime("%Y-%m-%d %H:%M:%S.%f")
    assert fault.said.startswith("revision 2, conference.revise_room of ")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verb", "conference.remove_room"),
        ("thing_type", "conference.room"),
        ("thing_id", 999),
        ("made_type", "conference.day"),
        ("made_id", 999),
        ("thing_label", "Other"),
        ("at", "2031-05-05 10:00:00"),
        ("salt", b"x" * 48),
    ],
)
def test_no_column_of_an_entry_can_be_changed(conference: Conference, column: str, value: Any) -> None:
    behind_the_door(f"UPDATE audit_entry SET {column} = %s WHERE revision = 5", value)  # noqa: S608

    fault = first_fault(conference)

    assert (fault.kind, fault.revision) == ("changed", 5)


def test_nobody_else_can_be_made_to_have_done_it(conference: Conference) -> None:
    other = make.user(None)

    behind_the_door("UPDATE audit_entry SET actor_id = %s WHERE revision = 1", other.pk)

    assert first_fault(conference).revision == 1


def test_a_removed_entry_is_missed(conference: Conference) -> None:
    behind_the_door("DELETE FROM audit_entry WHERE revision = 3")

    fault = first_fault(conference)

    assert (fault.kind, fault.revision) == ("removed", 3)
    assert "before it stands revision 2, conference.revise_room" in fault.said


def test_an_entry_that_no_seal_covers_yet_is_missed_as_well(conference: Conference) -> None:
    behind_the_door("DELETE FROM audit_entry WHERE revision = 8")

    assert (first_fault(conference).kind, first_fault(conference).revision) == ("removed", 8)


@pytest.mark.parametrize("revision", [0, 3, 6, 99])
def test_an_inserted_entry_is_found(conference: Conference, revision: int) -> None:
    forged = entry_of(conference, 2)
    forged.pk, forged.revision, forged.verb = None, revision, "conference.admit"
    forged.save(force_insert=True)

    fault = first_fault(conference)

    assert (fault.kind, fault.revision, fault.verb) == ("inserted", revision, "conference.admit")


def test_two_entries_that_were_swapped_are_found(conference: Conference) -> None:
    one, other = entry_of(conference, 1), entry_of(conference, 3)
    behind_the_door("UPDATE audit_entry SET revision = %s WHERE id = %s", 3, one.pk)
    behind_the_door("UPDATE audit_entry SET revision = %s WHERE id = %s", 1, other.pk)

    fault = first_fault(conference)

    assert (fault.kind, fault.revision) == ("reordered", 1)
    assert "it was sealed in revision 3" in fault.said


def test_an_entry_that_was_moved_to_another_conference_is_missed(conference: Conference) -> None:
    other = make.conference("geneva-2031")
    behind_the_door("UPDATE audit_entry SET conference_id = %s WHERE revision = 4", other.pk)

    assert (first_fault(conference).kind, first_fault(conference).revision) == ("removed", 4)
    assert first_fault(other).kind == "inserted"


@pytest.mark.parametrize("column", ["root", "previous", "hash", "leaves", "count", "last", "uneven", "moment"])
def test_a_changed_seal_is_found(conference: Conference, column: str) -> None:
    values: dict[str, Any] = {"count": 3, "last": 5, "uneven": [[1, 1]], "moment": make.NOON.replace(hour=1)}
    Seal.objects.filter(number=1).update(**{column: values.get(column, b"x" * 32)})

    kinds = {fault.kind for fault in outcome(conference).faults}

    assert kinds & {"seal", "chain"}


def test_a_removed_seal_is_missed(conference: Conference) -> None:
    Seal.objects.filter(number=1).delete()

    fault = first_fault(conference)

    assert (fault.kind, fault.said) == ("chain", "seal 1 is missing")


def test_a_seal_that_was_made_anew_after_a_change_breaks_the_chain(conference: Conference) -> None:
    _make_first_anew(conference, also_the_rest=False)

    assert [fault.kind for fault in outcome(conference).faults] == ["chain"]


def test_a_chain_that_was_made_anew_from_the_start_is_found_by_a_published_seal(conference: Conference) -> None:
    published = list(seals_of(conference.pk, with_leaves=False))
    _make_first_anew(conference, also_the_rest=True)
    assert outcome(conference).is_whole

    verdict = outcome(conference, seals=published)

    assert [(fault.kind, fault.revision) for fault in verdict.faults] == [("published", 1), ("published", 5)]


def _make_first_anew(conference: Conference, *, also_the_rest: bool) -> None:
    """What somebody with the whole database can do: change an entry, and seal again as the worker would."""
    second = Seal.objects.get(number=2)
    last = Seal.objects.get(number=1).last
    Seal.objects.all().delete()
    behind_the_door("UPDATE audit_entry SET thing_label = 'Other' WHERE revision = 2")
    raised = "UPDATE audit_record SET revision = %s WHERE conference_id = %s"
    behind_the_door(raised, last, conference.pk)
    make_record.sealed(conference)
    behind_the_door(raised, second.last, conference.pk)
    if also_the_rest:
        make_record.sealed(conference)
    else:
        second.pk = None
        second.save(force_insert=True)
    behind_the_door(raised, 8, conference.pk)


def test_the_command_ends_with_one_and_names_the_entry(conference: Conference, capsys: Any) -> None:
    call_command("verify")
    assert "entries sealed: 6 up to revision 6" in capsys.readouterr().out
    behind_the_door("DELETE FROM audit_entry WHERE revision = 3")

    with pytest.raises(CommandError, match="1 of 1 records are not as they were sealed") as error:
        call_command("verify", conference=conference.slug)

    assert error.value.returncode == 1
    assert "FIRST ENTRY: the entry of revision 3 was removed" in capsys.readouterr().out


def test_published_seals_are_compared_from_their_file(conference: Conference, tmp_path: Path, capsys: Any) -> None:
    call_command("seals", conference.slug)
    place = tmp_path / "seals.jsonl"
    place.write_text(capsys.readouterr().out)
    call_command("verify", against=place)
    _make_first_anew(conference, also_the_rest=True)
    call_command("verify")

    with pytest.raises(CommandError):
        call_command("verify", against=place)

    assert "PUBLISHED: seal 1 is not the one that was published" in capsys.readouterr().out


def test_a_record_that_is_gone_altogether_is_found_by_its_published_seals(conference: Conference) -> None:
    published = list(seals_of(conference.pk, with_leaves=False))
    Seal.objects.all().delete()
    Entry.objects.all().delete()
    behind_the_door("DELETE FROM audit_record WHERE conference_id = %s", conference.pk)
    assert outcome(conference).is_whole

    assert [fault.kind for fault in outcome(conference, seals=published).faults] == ["published", "published"]
