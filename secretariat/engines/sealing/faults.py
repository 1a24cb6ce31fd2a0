"""What is wrong with a record, and with which entry: told apart by what its seal says it was."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from secretariat.engines.sealing.leaves import Entry, leaf_at
from secretariat.engines.sealing.merkle import SIZE
from secretariat.engines.sealing.seals import Seal, places_of

__all__ = ["Fault", "of_entries"]

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was sealed.

    ``kind`` is "changed", "removed", "inserted" or "reordered" of an entry, "seal", "chain", "signature" or "published"
    of a seal. ``revision`` is where the entry stands or stood, or the first that the seal covers; ``verb`` and
    ``moment`` (UTC) are those that the entry has now, and empty where it is gone. ``said`` tells it to a person.
    """

    kind: str
    revision: int
    said: str
    verb: str = ""
    moment: str = ""


@dataclass(frozen=True)
class _Revision:
    """The leaves that were sealed of one revision, and the entries that stand there now."""

    number: int
    was: list[bytes]
    rows: list[Row]

    def is_whole(self) -> bool:
        return self.was == [leaf_at(row, self.number, place) for place, row in enumerate(self.rows)]

    def apart(self) -> tuple[list[int], list[int], list[tuple[int, int]]]:
        """Places whose sealed entry is not here, entries not sealed here, and the pairs of place and entry."""
        lost, pairs = list(range(len(self.was))), []
        strangers = list(range(len(self.rows)))
        for number, row in enumerate(self.rows):
            home = next((place for place in lost if leaf_at(row, self.number, place) == self.was[place]), None)
            if home is not None:
                lost.remove(home)
                strangers.remove(number)
                pairs.append((home, number))
        return lost, strangers, pairs


def of_entries(seal: Seal, rows: Sequence[Row]) -> Fault:
    """Return what is wrong first with the entries of a seal whose leaves are in order; ``rows`` are not as sealed."""
    sealed: dict[int, list[bytes]] = defaultdict(list)
    for number, (at, _place) in enumerate(places_of(seal)):
        sealed[at].append(seal.leaves[SIZE * number : SIZE * (number + 1)])
    standing: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        standing[row[1]].append(row)
    for number in sorted({*sealed, *standing}):
        revision = _Revision(number, sealed.get(number, []), standing.get(number, []))
        if not revision.is_whole():
            return _first_of(revision, sealed, rows)
    # Each revision is whole: in a file they may still stand in another order.
    astray = next(row for row, other in pairwise(rows) if row[1] > other[1])
    return _of("reordered", astray, "revisions stand in another order")


def _first_of(revision: _Revision, sealed: dict[int, list[bytes]], rows: Sequence[Row]) -> Fault:
    lost, strangers, pairs = revision.apart()
    if strangers:
        row = revision.rows[strangers[0]]
        home = _home_of(row, sealed, revision.number)
        if home is not None:
            return _of("reordered", row, f"it was sealed in revision {home}")
        if lost:
            return _of("changed", row, "it is not what was sealed")
        return _of("inserted", row, "it was not there when the record was sealed")
    if lost:
        return _of_lost(revision, lost[0], rows)
    number = next(number for home, number in pairs if home != number)
    return _of("reordered", revision.rows[number], "the entries of this revision stand in another order")


def _home_of(row: Row, sealed: dict[int, list[bytes]], here: int) -> int | None:
    """The other revision in which an entry was sealed."""
    for revision, leaves in sealed.items():
        if revision != here and any(leaf_at(row, revision, place) == leaf for place, leaf in enumerate(leaves)):
            return revision
    return None


def _of_lost(revision: _Revision, place: int, rows: Sequence[Row]) -> Fault:
    leaf, number = revision.was[place], revision.number
    for row in rows:
        if row[1] != number and leaf_at(row, number, place) == leaf:
            return _of("reordered", row, f"it was sealed in revision {number}")
    among = f"entry {place + 1} of {len(revision.was)}" if len(revision.was) > 1 else "the entry"
    before = next((row for row in reversed(rows) if row[1] < number), None)
    beside = f"; before it stands {_named(before)}" if before is not None else ""
    return Fault("removed", number, f"{among} of revision {number} was removed{beside}")


def _of(kind: str, row: Row, why: str) -> Fault:
    entry = Entry(*row)
    return Fault(kind, entry.revision, f"{_named(row)} was {kind}: {why}", str(entry.verb), str(entry.at))


def _named(row: Row) -> str:
    entry = Entry(*row)
    return f"revision {entry.revision}, {entry.verb} of {entry.at} UTC"
