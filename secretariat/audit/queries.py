"""What the record can tell."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models, transaction
from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from secretariat.audit.action import label_of
from secretariat.audit.models import HOUSE, Entry, Record, Seal
from secretariat.engines import sealing

Row = tuple[Any, ...]
# A seal covers about so many entries at most: while it is made, no deed of its record ends.
MOST_IN_A_SEAL = 5_000
_AT_ONCE = 2_000


def house() -> Record:
    """The record of the house itself, in which deeds stand that belong to no conference."""
    return Record.objects.filter(pk=HOUSE).first() or Record(conference_id=HOUSE)


def revision_of(conference_id: int) -> int:
    """The revision of a conference's record; 0 before the first deed."""
    return Record.objects.filter(pk=conference_id).values_list("revision", flat=True).first() or 0


def history_of(thing: models.Model) -> QuerySet[Entry]:
    """Every deed on one row, newest first: what was done to it, what made it, and the batches it was part of."""
    return (
        entries_that_tell_of(label_of(thing), thing.pk).select_related("actor").distinct().order_by("-revision", "-id")
    )


def entries_that_tell_of(kind: str, row: int) -> QuerySet[Entry]:
    """The entries that may hold values of one row, by its kind (``desk.model``); an entry may come more than once."""
    return Entry.objects.filter(
        Q(thing_type=kind, thing_id=row, made_id=None, runs=None)
        | Q(made_type=kind, made_id=row)
        | Q(runs__thing_type=kind, runs__first_id__lte=row, runs__last_id__gte=row)
    )


def entries_since(conference_id: int, revision: int) -> QuerySet[Entry]:
    """Deeds in a conference after the given revision, newest first."""
    return (
        Entry.objects.filter(conference_id=conference_id, revision__gt=revision)
        .select_related("actor")
        .order_by("-revision", "-id")
    )


# ---- seals -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Unsealed:
    """A record with deeds above its last seal: how many, and since when the first of them waits."""

    record: Record
    deeds: int
    since: datetime


def unsealed_records() -> Iterator[Unsealed]:
    """Every record that is not sealed up to its revision."""
    last = Seal.objects.filter(conference_id=OuterRef("pk")).order_by("-number").values("last")[:1]
    behind = Record.objects.annotate(sealed=Coalesce(Subquery(last), 0)).filter(revision__gt=F("sealed"))
    for record in behind.order_by("pk"):
        waiting = Entry.objects.filter(conference_id=record.pk, revision__gt=record.sealed)
        oldest = waiting.order_by("revision", "id").values_list("at", flat=True).first()
        if oldest is not None:
            yield Unsealed(record, record.revision - record.sealed, oldest)


def sealed_up_to(conference_id: int) -> Seal | None:
    """The last seal of a record as far as a page tells of it; none where there is no seal yet."""
    return Seal.objects.filter(conference_id=conference_id).order_by("-number").only("last", "moment").first()


def newest_seal(conference_id: int) -> sealing.Seal | None:
    """The last seal of a record, without its leaves."""
    row = Seal.objects.filter(conference_id=conference_id).order_by("-number").defer("leaves").first()
    return _as_engine(row, with_leaves=False) if row else None


def seals_of(conference_id: int, *, with_leaves: bool) -> Iterator[sealing.Seal]:
    """The seals of a record that are there at this moment, by their numbers; leaves are large and read bit by bit."""
    rows = Seal.objects.filter(conference_id=conference_id).order_by("number")
    # Read now and not when the first is asked for: what is sealed meanwhile is not looked for among older entries.
    newest = rows.aggregate(newest=Max("number"))["newest"] or 0
    rows = rows.filter(number__lte=newest)
    found = rows if with_leaves else rows.defer("leaves")
    return (_as_engine(row, with_leaves=with_leaves) for row in found.iterator(chunk_size=50))


def known_records() -> list[int]:
    """The number of each conference of which there is a record, an entry or a seal, that of the house among them."""
    kept = (rows.values_list("conference_id", flat=True).distinct() for rows in (Record.objects, Seal.objects))
    entered = Entry.objects.order_by().values_list("conference_id", flat=True).distinct()
    return sorted({*entered, *(each for numbers in kept for each in numbers)})


@contextmanager
def entries_as_they_stand(conference_id: int) -> Iterator[Iterable[Row]]:
    """All entries of a record, in its order and as the engine reads them, streamed as they are at this moment."""
    is_postgres = connection.vendor == "postgresql"
    # There a cursor lives in a transaction; on SQLite one would keep every deed waiting.
    with transaction.atomic() if is_postgres else nullcontext(), connection.chunked_cursor() as cursor:
        cursor.execute(f"{_entries_read()} WHERE conference_id = %s {_IN_ORDER}", [conference_id])
        yield (row for rows in iter(lambda: cursor.fetchmany(_AT_ONCE), []) for row in rows)


def rows_to_seal(conference_id: int, above: int, revision: int) -> list[Row]:
    """The entries above a revision and up to another as the engine reads them: whole revisions, of as many as one seal
    covers."""
    where = f"{_entries_read()} WHERE conference_id = %s AND revision > %s AND revision <= %s {_IN_ORDER}"
    with connection.cursor() as cursor:
        cursor.execute(f"{where} LIMIT {MOST_IN_A_SEAL}", [conference_id, above, revision])
        rows: list[Row] = cursor.fetchall()
        if len(rows) == MOST_IN_A_SEAL:
            broken = rows[-1][1]
            cursor.execute(where, [conference_id, broken - 1, broken])
            rows = [*(row for row in rows if row[1] != broken), *cursor.fetchall()]
    return rows


def _as_engine(row: Seal, *, with_leaves: bool) -> sealing.Seal:
    return sealing.Seal(
        conference=row.conference_id,
        number=row.number,
        first=row.first,
        last=row.last,
        count=row.count,
        uneven=_pairs(row.uneven),
        root=bytes(row.root),
        previous=bytes(row.previous),
        at=written(row.moment),
        key=row.key,
        hash=bytes(row.hash),
        signature=bytes(row.signature),
        leaves=bytes(row.leaves) if with_leaves else b"",
    )


def _pairs(told: Any) -> tuple[tuple[int, int], ...]:
    try:
        return tuple((int(revision), int(count)) for revision, count in told)
    except (TypeError, ValueError):
        # Nobody sealed this: the hash of the seal is of something else.
        return ((0, 0),)


def written(moment: datetime) -> str:
    """A moment as seals and their entries write it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


_IN_ORDER = "ORDER BY revision, id"


def _entries_read() -> str:
    """The columns in the order of ``sealing.Entry``, alike on both databases."""
    if connection.vendor == "postgresql":
        moment = "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
        changes, batch, digests = "changes::text", "batch::text", "digests::text"
    else:
        moment = "CASE length(at) WHEN 26 THEN at WHEN 23 THEN at || '000' ELSE at || '.000000' END"
        changes, batch, digests = "changes", "batch", "digests"
    return (
        f"SELECT conference_id, revision, actor_id, verb, thing_type, thing_id, made_type, made_id, {moment}, "  # noqa: S608
        f"thing_label, {changes}, {batch}, salt, {digests} FROM audit_entry"
    )
