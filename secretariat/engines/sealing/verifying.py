"""The walk over a record: leaf by leaf, root by root, along the chain, and every signature."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from secretariat.engines.sealing.faults import Fault, Row, of_entries
from secretariat.engines.sealing.keys import is_signed
from secretariat.engines.sealing.leaves import Entry, leaves_of
from secretariat.engines.sealing.merkle import SIZE, root
from secretariat.engines.sealing.seals import BEFORE_ALL, Seal, hash_of

__all__ = ["Known", "Verdict", "known_of", "verify"]

_ERASED = tuple(Entry.__annotations__).index("digests")


@dataclass(frozen=True)
class Known:
    """What whoever verifies knows from elsewhere: public keys, and the hashes of published seals by their number.

    ``must_be_signed`` where there has to be a seal, and the last one at least has to bear the signature of one of the
    keys. ``conference`` is whose record it has to be; ``is_compared`` where published seals were given, one of this
    record at least.
    """

    keys: Collection[str] = ()
    published: Mapping[int, bytes] = field(default_factory=dict)
    must_be_signed: bool = False
    conference: int | None = None
    is_compared: bool = False


@dataclass
class Verdict:
    """What came of it: how much was looked at, and every fault, the first one first.

    ``sealed`` counts the entries that seals cover, ``unsealed`` those that stand above the last seal, ``erased`` those
    with a value that was erased; ``signed`` the seals with a signature that holds, ``known`` those of them by a known
    key. ``up_to`` is the revision of the last seal, ``at`` its moment. ``compared`` counts the published seals that
    were found here, and is none where none were given.
    """

    seals: int = 0
    sealed: int = 0
    unsealed: int = 0
    erased: int = 0
    signed: int = 0
    known: int = 0
    up_to: int = 0
    at: str = ""
    compared: int | None = None
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether everything is as it was sealed."""
        return not self.faults

    @property
    def first_entry(self) -> Fault | None:
        """The first entry that was changed, removed, inserted or reordered."""
        return next(
            (each for each in self.faults if each.kind in {"changed", "removed", "inserted", "reordered"}), None
        )


_NOTHING = Known()


def known_of(
    conference: int, keys: Collection[str] = (), seals: Iterable[Seal] | None = None, *, must_be_signed: bool = False
) -> Known:
    """Return what is known of one record: keys, and those of the published seals that are its own."""
    hashes = {seal.number: seal.hash for seal in seals or () if seal.conference == conference}
    return Known(frozenset(keys), hashes, must_be_signed, conference, is_compared=seals is not None)


def verify(
    seals: Iterable[Seal],
    entries: Iterable[Row],
    *,
    revision: int,
    now: Callable[[], int] | None = None,
    known: Known = _NOTHING,
) -> Verdict:
    """Verify one record: its seals by number, and all its entries by revision and number.

    Both are read once, from beginning to end; at no time more entries are held than one seal covers. ``revision`` is
    the revision of the record before anything was read; ``now`` says it when all was read, where deeds go on meanwhile.
    """
    walk = _Walk(iter(entries), known)
    for seal in seals:
        walk.past(seal)
    walk.to_the_end(revision, now() if now else revision)
    return walk.verdict


class _Walk:
    """Where the walk stands: the seal before, and the entry that was read ahead."""

    def __init__(self, entries: Iterator[Row], known: Known) -> None:
        self.verdict = Verdict(compared=0 if known.published or known.is_compared else None)
        self._entries = entries
        self._known = known
        self._ahead = next(entries, None)
        self._before: Seal | None = None
        self._awaited = set(known.published)

    def past(self, seal: Seal) -> None:
        """Look at a seal, and at the entries that it covers."""
        verdict, before = self.verdict, self._before
        expected = before.last + 1 if before else 1
        is_next = seal.first == expected
        self._look_at(seal, is_next=is_next)
        empty = next((revision for revision, count in seal.uneven if count == 0), None)
        if empty is not None:
            said = f"the entry of revision {empty} was removed before seal {seal.number} was made"
            verdict.faults.append(Fault("removed", empty, said))
        strays = self._rows_up_to(seal.first - 1)
        if strays and is_next:
            verdict.faults.append(_unknown(strays[0], "no revision has this number"))
        rows = self._rows_up_to(seal.last)
        leaves = b"".join(leaves_of(rows))
        verdict.seals, verdict.sealed = verdict.seals + 1, verdict.sealed + len(rows)
        verdict.erased += sum(1 for row in rows if row[_ERASED] is not None)
        if root(leaves) != seal.root or leaves != seal.leaves:
            verdict.faults.append(_within(seal, rows, leaves))
        else:
            self._look_whose(rows)
        verdict.up_to, verdict.at = seal.last, seal.at
        self._before = seal

    def to_the_end(self, revision: int, now: int) -> None:
        """Look at what stands above the last seal, and for published seals that are not there."""
        verdict, rows = self.verdict, self._rows_up_to(now)
        verdict.unsealed = len(rows)
        self._look_whose(rows)
        verdict.erased += sum(1 for row in rows if row[_ERASED] is not None)
        # Each deed raises the revision by one and leaves an entry.
        standing = [verdict.up_to, *(row[1] for row in rows)]
        standing += [revision + 1] if standing[-1] < revision else []
        gap = next((one + 1 for one, other in pairwise(standing) if other > one + 1), None)
        if gap is not None:
            said = f"the entry of revision {gap} was removed; no seal covers it yet"
            verdict.faults.append(Fault("removed", gap, said))
        if self._ahead is not None:
            verdict.faults.append(_unknown(self._ahead, f"the record ends at revision {now}"))
        if self._known.must_be_signed and not verdict.known:
            verdict.faults.append(Fault("signature", verdict.up_to, "no seal is signed by a key that is known"))
        if self._known.is_compared and not self._known.published:
            verdict.faults.append(Fault("published", 0, "none of the published seals is of this record"))
        for number in sorted(self._awaited):
            verdict.faults.append(Fault("published", 0, f"seal {number} was published and is not there any more"))

    def _look_whose(self, rows: list[Row]) -> None:
        whose = self._known.conference
        astray = next((row for row in rows if row[0] != whose), None) if whose is not None else None
        if astray is not None:
            self.verdict.faults.append(_unknown(astray, "it is of another record"))

    def _look_at(self, seal: Seal, *, is_next: bool) -> None:
        faults, before = self.verdict.faults, self._before
        if seal.number in self._awaited:
            self._awaited.remove(seal.number)
            self.verdict.compared = (self.verdict.compared or 0) + 1
        if self._known.conference not in {None, seal.conference}:
            faults.append(Fault("seal", seal.first, f"seal {seal.number} is of another record"))
        number = before.number + 1 if before else 1
        if seal.number > number:
            missing = f"seal {number} is" if seal.number == number + 1 else f"seals {number} to {seal.number - 1} are"
            faults.append(Fault("chain", before.last + 1 if before else 1, f"{missing} missing"))
        elif seal.number != number or not is_next or seal.previous != (before.hash if before else BEFORE_ALL):
            said = f"seal {seal.number} does not follow on the one before it: that one or this one was made anew"
            faults.append(Fault("chain", seal.first, said))
        if hash_of(seal) != seal.hash:
            faults.append(Fault("seal", seal.first, f"seal {seal.number} was changed: its hash is of something else"))
        if self._known.published.get(seal.number, seal.hash) != seal.hash:
            faults.append(Fault("published", seal.first, f"seal {seal.number} is not the one that was published"))
        self._look_at_signature(seal)

    def _look_at_signature(self, seal: Seal) -> None:
        verdict, keys = self.verdict, self._known.keys
        is_known = seal.key in keys
        if seal.key or seal.signature:
            if is_signed(seal.key, seal.signature, seal.hash):
                verdict.signed, verdict.known = verdict.signed + 1, verdict.known + is_known
            else:
                verdict.faults.append(
                    Fault("signature", seal.first, f"the signature of seal {seal.number} does not hold")
                )
        if verdict.known and not is_known:
            by = "by a key that is not known" if seal.key else "by nobody, though seals before it are signed"
            verdict.faults.append(Fault("signature", seal.first, f"seal {seal.number} is signed {by}"))

    def _rows_up_to(self, revision: int) -> list[Row]:
        found: list[Row] = []
        row = self._ahead
        if row is None or row[1] > revision:
            return found
        add = found.append
        add(row)
        for row in self._entries:
            if row[1] > revision:
                self._ahead = row
                return found
            add(row)
        self._ahead = None
        return found


def _within(seal: Seal, rows: list[Row], leaves: bytes) -> Fault:
    """What is wrong with a seal whose root or leaves are not those of the entries."""
    is_itself = len(seal.leaves) == SIZE * seal.count and root(seal.leaves) == seal.root
    if is_itself and _covers_its_count(seal):
        return of_entries(seal, rows)
    if leaves != seal.leaves and root(leaves) != seal.root:
        said = f"seal {seal.number} was changed, and so were entries of revisions {seal.first} to {seal.last}"
        return Fault("seal", seal.first, f"{said}: which of them, only a copy of the record can tell")
    return Fault("seal", seal.first, f"seal {seal.number} was changed: its leaves do not make its root")


def _covers_its_count(seal: Seal) -> bool:
    counts = dict(seal.uneven).values()
    return min(counts, default=1) >= 0 and seal.last - seal.first + 1 + sum(each - 1 for each in counts) == seal.count


def _unknown(row: Row, why: str) -> Fault:
    entry = Entry(*row)
    said = f"revision {entry.revision}, {entry.verb} of {entry.at} UTC was inserted: {why}"
    return Fault("inserted", entry.revision, said, str(entry.verb), str(entry.at))
