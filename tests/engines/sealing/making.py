"""Records in the plainest way: entries as tuples, and seals on every few of them."""

from typing import Any

from secretariat.engines.sealing import Entry, Seal, after, new_salts

AT = "2031-05-05 09:00:00.000000"
Row = tuple[Any, ...]


def entry(revision: int, **fields: Any) -> Row:
    """An entry that tells what room was added."""
    values: dict[str, Any] = {
        "conference": 3,
        "revision": revision,
        "actor": 17,
        "verb": "conference.add_room",
        "thing_type": "conference.conference",
        "thing_id": 3,
        "made_type": "conference.room",
        "made_id": revision,
        "at": f"2031-05-05 08:{revision % 60:02}:00.123456",
        "label": f"Room {revision}",
        "changes": f'{{"name": [null, "Room {revision}"], "seats": [null, {revision}]}}',
        "batch": "{}",
        "salts": new_salts(),
    }
    return tuple(Entry(**{**values, **fields}))


def changed(row: Row, **fields: Any) -> Row:
    """The same entry with other values."""
    return tuple(Entry(**{**dict(zip(Entry.__annotations__, row, strict=True)), **fields}))


def record(revisions: int = 12) -> list[Row]:
    """A record of one entry each revision, but two in the fifth and three in the seventh."""
    counts = {5: 2, 7: 3}
    return [
        entry(revision, made_id=10 * revision + place)
        for revision in range(1, revisions + 1)
        for place in range(counts.get(revision, 1))
    ]


def chain(rows: list[Row], *, ends: tuple[int, ...] = (4, 8, 10), private: bytes | None = None) -> list[Seal]:
    """Seals on it that end at these revisions."""
    found: list[Seal] = []
    for first, last in zip((0, *ends), ends, strict=False):
        part = [row for row in rows if first < row[1] <= last]
        found.append(after(found[-1] if found else None, part, at=AT, private=private))
    return found
