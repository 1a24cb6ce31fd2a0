"""What is done to the record itself: it is sealed, and a value in it can be erased without breaking the seal."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from secretariat.accounts.models import User
from secretariat.audit.action import action
from secretariat.audit.models import Entry, Record, Seal
from secretariat.audit.permissions import may_seal
from secretariat.audit.queries import newest_seal, rows_to_seal, written
from secretariat.engines import sealing


@action(allow=may_seal)
def seal(actor: User, record: Record, *, at: datetime, key: bytes | None = None) -> int:
    """Put the next seal on a record, and say how many entries it covers; it leaves no entry, or there were no end."""
    del actor
    before = newest_seal(record.pk)
    rows = rows_to_seal(record.pk, before.last if before else 0, record.revision)
    if not rows:
        return 0
    # The record is held, so nothing can still come below its revision.
    made = sealing.after(before, rows, at=written(at), private=key)
    Seal.objects.create(
        conference_id=record.pk,
        number=made.number,
        first=made.first,
        last=made.last,
        count=made.count,
        uneven=made.uneven,
        root=made.root,
        previous=made.previous,
        hash=made.hash,
        moment=at,
        key=made.key,
        signature=made.signature,
        leaves=made.leaves,
    )
    return made.count


def erase_values(entries: Collection[Entry], names: Collection[str] = sealing.VALUES) -> int:
    """Erase these values of entries for good, as part of a deed that says so, and say of how many entries.

    The entries stay where they are and still verify: the digest of each value takes its place.
    """
    done = 0
    for entry in entries:
        held: dict[str, Any] = {"label": entry.thing_label, "changes": entry.changes, "batch": entry.batch}
        values = sealing.Values(**held, salts=bytes(entry.salt or b""), digests=entry.digests)
        left = sealing.redacted(values, names)
        if left != values:
            entry.thing_label, entry.changes, entry.batch = left.label, dict(left.changes), dict(left.batch)
            entry.salt, entry.digests = left.salts, left.digests
            entry.save(update_fields=["thing_label", "changes", "batch", "salt", "digests"])
            done += 1
    return done


def erase_words(conference_id: int, words: Collection[str], *, told: Collection[int]) -> int:
    """Erase who somebody is from the record of a conference, as part of a deed that says so; of how many entries.

    Of the entries ``told`` (their numbers), which are of that person alone, everything is erased that they hold; of any
    other each value in which one of the words stands.
    """
    sought = {_plain(word) for word in words if word.strip()}
    done = 0
    for entry in Entry.objects.filter(conference_id=conference_id).order_by("pk").iterator(chunk_size=500):
        held = {"label": entry.thing_label, "changes": entry.changes, "batch": entry.batch}
        if entry.pk in told:
            done += erase_values([entry])
        elif names := [name for name, value in held.items() if value and _holds(value, sought)]:
            done += erase_values([entry], names)
    return done


def _holds(value: object, sought: Collection[str]) -> bool:
    text = _plain(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return any(word in text for word in sought)


def _plain(text: str) -> str:
    return text.casefold().replace("\\", "").replace('"', "\x00")
