"""Whatever is done to a record or to its seals is found, and the first entry that is not as it was is named."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretariat.engines.sealing import Entry, Known, Seal, Verdict, hash_of, new_key_file, read_key, root, verify
from tests.engines.sealing.making import Row, chain, changed, entry, record

REVISION = 12


def _verdict(seals: list[Seal], rows: list[Row], **known: object) -> Verdict:
    return verify(seals, rows, revision=REVISION, known=Known(**known))  # type: ignore[arg-type]


def _found(rows: list[Row], seals: list[Seal]) -> tuple[str, int, str]:
    verdict = _verdict(seals, rows)
    first = verdict.first_entry
    assert first is not None
    assert first is verdict.faults[0]
    return first.kind, first.revision, first.verb


def test_a_record_that_nobody_touched_is_whole() -> None:
    rows = record()

    verdict = _verdict(chain(rows), rows)

    assert (verdict.faults, verdict.seals, verdict.sealed, verdict.unsealed) == ([], 3, 13, 2)


@pytest.mark.parametrize("field", [name for name in Entry.__annotations__ if name not in {"revision", "digests"}])
@pytest.mark.parametrize("revision", [1, 6, 10])
def test_a_change_to_any_field_is_found_and_named(field: str, revision: int) -> None:
    rows = record()
    seals = chain(rows)
    number = next(number for number, row in enumerate(rows) if row[1] == revision)
    other: dict[str, object] = {"salts": bytes(48), "at": "2031-05-05 08:00:00.000001", "changes": '{"seats": [1, 2]}'}
    other |= {"batch": '{"counts": {}}', "made_id": None, "conference": 4, "actor": 1, "thing_id": 9}
    rows[number] = changed(rows[number], **{field: other.get(field, "other")})

    kind, found, _verb = _found(rows, seals)

    assert (kind, found) == ("changed", revision)


@pytest.mark.parametrize(("number", "revision"), [(0, 1), (4, 5), (5, 5), (7, 7), (8, 7), (9, 7), (12, 10)])
def test_a_removed_entry_is_missed_also_beside_others_of_its_revision(number: int, revision: int) -> None:
    rows = record()
    seals = chain(rows)
    del rows[number]

    assert _found(rows, seals) == ("removed", revision, "")


@pytest.mark.parametrize(("number", "revision"), [(0, 0), (0, 1), (1, 1), (5, 5), (7, 7), (9, 7), (10, 7), (13, 10)])
def test_an_inserted_entry_is_told_from_those_that_were_there(number: int, revision: int) -> None:
    rows = record()
    seals = chain(rows)
    rows.insert(number, entry(revision, verb="door.admit"))

    assert _found(rows, seals) == ("inserted", revision, "door.admit")


def test_an_entry_beyond_the_end_of_the_record_is_told_as_inserted() -> None:
    rows = record()

    assert _found([*rows, entry(13, verb="door.admit")], chain(rows)) == ("inserted", 13, "door.admit")


@pytest.mark.parametrize(("one", "other"), [(0, 2), (1, 6), (4, 6), (10, 12)])
def test_two_entries_that_changed_places_are_told_as_reordered(one: int, other: int) -> None:
    rows = record()
    seals = chain(rows, ends=(10,))
    first, second = rows[one][1], rows[other][1]
    rows[one], rows[other] = changed(rows[other], revision=first), changed(rows[one], revision=second)

    kind, revision, _verb = _found(rows, seals)

    assert (kind, revision) == ("reordered", first)


def test_the_entries_of_one_revision_in_another_order_are_told_as_reordered() -> None:
    rows = record()
    seals = chain(rows)
    rows[7], rows[9] = rows[9], rows[7]

    assert _found(rows, seals)[:2] == ("reordered", 7)


def test_an_entry_that_was_moved_to_a_later_revision_is_found_there() -> None:
    rows = record()
    seals = chain(rows)
    moved = rows.pop(5)
    rows.insert(6, changed(moved, revision=6))

    assert _found(rows, seals)[0] == "reordered"


def test_an_entry_that_was_removed_before_any_seal_leaves_a_gap() -> None:
    rows = record()
    seals = chain(rows)

    assert _found([row for row in rows if row[1] != 11], seals) == ("removed", 11, "")
    assert _found([row for row in rows if row[1] != 12], seals) == ("removed", 12, "")
    assert _found([row for row in rows if row[1] < 11], seals) == ("removed", 11, "")


def test_a_gap_that_was_sealed_is_still_told() -> None:
    rows = [row for row in record() if row[1] not in {5, 6}]

    assert _found(rows, chain(rows)) == ("removed", 5, "")


def _spoil(field: str) -> Callable[[Seal], Seal]:
    values = {"root": bytes(32), "previous": bytes(32), "hash": bytes(32), "at": "2031-01-01 00:00:00.000000"}
    return lambda seal: replace(seal, **{field: values.get(field, getattr(seal, field))})


@pytest.mark.parametrize("field", ["root", "previous", "hash", "at"])
def test_a_seal_that_was_changed_is_found(field: str) -> None:
    rows = record()
    seals = chain(rows)
    seals[1] = _spoil(field)(seals[1])

    verdict = _verdict(seals, rows)

    assert {fault.kind for fault in verdict.faults} <= {"seal", "chain"}
    assert not verdict.is_whole


def test_leaves_that_were_changed_are_told_as_the_seal_and_not_as_an_entry() -> None:
    rows = record()
    seals = chain(rows)
    seals[1] = replace(seals[1], leaves=bytes(32) + seals[1].leaves[32:])

    verdict = _verdict(seals, rows)

    assert [fault.kind for fault in verdict.faults] == ["seal"]
    assert "its leaves do not make its root" in verdict.faults[0].said


def test_a_seal_that_was_removed_is_missed_and_the_entries_after_it_are_still_looked_at() -> None:
    rows = record()
    seals = chain(rows)
    rows[12] = changed(rows[12], label="Other")

    verdict = _verdict([seals[0], seals[2]], rows)

    assert [(fault.kind, fault.revision) for fault in verdict.faults] == [("chain", 5), ("changed", 10)]
    assert "seal 2 is missing" in verdict.faults[0].said
    assert _verdict(seals[1:], record()).faults[0].kind == "chain"


def _rewritten(rows: list[Row], *, number: int) -> tuple[list[Row], Seal]:
    """A seal that was made anew in its place, over entries one of which was changed."""
    before = chain(rows)
    rows = [changed(row, label="Other") if row[1] == 6 else row for row in rows]
    return rows, chain(rows)[number] if number else before[0]


def test_a_root_made_anew_after_a_change_breaks_the_chain() -> None:
    rows = record()
    seals = chain(rows)
    rows, seals[1] = _rewritten(rows, number=1)
    assert hash_of(seals[1]) == seals[1].hash
    assert seals[1].root == root(seals[1].leaves)

    verdict = _verdict(seals, rows)

    assert [(fault.kind, fault.revision) for fault in verdict.faults] == [("chain", 9)]


def test_a_chain_that_was_rewritten_from_the_start_is_found_by_one_published_seal() -> None:
    rows = record()
    published = {seal.number: seal.hash for seal in chain(rows)}
    rows = [changed(row, label="Other") if row[1] == 6 else row for row in rows]
    seals = chain(rows)
    assert _verdict(seals, rows).is_whole

    verdict = _verdict(seals, rows, published=published)

    assert [(fault.kind, fault.revision) for fault in verdict.faults] == [("published", 5), ("published", 9)]


def test_seals_cut_off_at_the_end_are_found_by_a_published_one() -> None:
    rows = record()
    seals = chain(rows)

    verdict = _verdict(seals[:2], rows, published={seals[2].number: seals[2].hash})

    assert [fault.said for fault in verdict.faults] == ["seal 3 was published and is not there any more"]


def test_signatures_are_those_of_the_key_and_cannot_be_left_out(tmp_path: object) -> None:
    rows = record()
    path = tmp_path / "key.pem"  # type: ignore[operator]
    public = new_key_file(path)
    seals = chain(rows, private=read_key(path))

    assert path.stat().st_mode & 0o777 == 0o600
    assert _verdict(seals, rows, keys={public}).known == 3
    forged = [*seals[:2], replace(seals[2], signature=bytes(64))]
    assert [fault.kind for fault in _verdict(forged, rows).faults] == ["signature"]
    stripped = [*seals[:2], replace(seals[2], signature=b"", key="")]
    assert [fault.kind for fault in _verdict(stripped, rows, keys={public}).faults] == ["seal", "signature"]
    unsigned = [*seals[:2], *chain(rows)[2:]]
    assert "signature" in {fault.kind for fault in _verdict(unsigned, rows, keys={public}).faults}
    rewritten = chain(rows)
    assert _verdict(rewritten, rows, keys={public}).is_whole
    assert not _verdict(rewritten, rows, keys={public}, must_be_signed=True).is_whole
    with pytest.raises(FileExistsError):
        new_key_file(path)


def test_seals_that_claim_to_cover_endless_revisions_are_not_walked_through() -> None:
    rows = record()
    seals = chain(rows)
    endless = replace(seals[0], last=10**15, uneven=((2, 5 - 10**15),))
    endless = replace(endless, hash=hash_of(endless))

    assert not _verdict([endless], rows).is_whole


def test_a_seal_is_not_made_over_endless_revisions_without_an_entry() -> None:
    with pytest.raises(ValueError, match="revisions without end"):
        chain([*record(), entry(10**12)], ends=(10**12,))


def test_values_of_another_kind_are_a_change_and_no_crash() -> None:
    rows = record()
    seals = chain(rows)
    for value in (b"bytes", 1.5, None):
        rows[1] = changed(rows[1], label=value)
        assert _found(rows, seals)[:2] == ("changed", 2)
    rows[1] = changed(rows[1], label="Room", digests="no json")
    assert _found(rows, seals)[:2] == ("changed", 2)


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_removed_swapped_or_doubled_is_found(data: st.DataObject) -> None:
    rows = record()
    seals = chain(rows, ends=(4, 8, 12))
    number = data.draw(st.integers(0, len(rows) - 1))
    other = data.draw(st.integers(0, len(rows) - 1).filter(lambda each: each != number))
    kind = data.draw(st.sampled_from(["remove", "double", "swap"]))
    if kind == "remove":
        del rows[number]
    elif kind == "double":
        rows.insert(number, rows[number])
    else:
        one, two = rows[number], rows[other]
        rows[number], rows[other] = changed(two, revision=one[1]), changed(one, revision=two[1])

    verdict = _verdict(seals, rows)

    assert verdict.first_entry is not None
    if kind != "swap":
        assert verdict.first_entry.revision == (record()[number][1])
