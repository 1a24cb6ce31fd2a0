"""What is done to the record itself: it is sealed, and a value in it can be erased without breaking the seal."""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

from secretariat.accounts.models import User
from secretariat.audit.action import action
from secretariat.audit.models import Entry, Record, Seal
from secretariat.audit.permissions import may_seal
from secretariat.audit.queries import newest_seal, rows_to_seal, written
from secretariat.engines import sealing

_PARTS = re.compile(r"[^\W\d_]+")


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


def erase_words(
    conference_id: int, words: Collection[str], *, told: Collection[int], rows: Collection[str] = ()
) -> int:
    """Erase who somebody is from the record of a conference, as part of a deed that says so; of how many entries.

    Of the entries ``told`` (their numbers), which are of that person alone, everything is erased that they hold; of any
    other each value in which one of the words stands, or that tells of one of the rows (``kind:number``).
    """
    sought = [_sought(word) for word in words if word.strip()]
    done = 0
    for entry in Entry.objects.filter(conference_id=conference_id).order_by("pk").iterator(chunk_size=500):
        held = {"label": entry.thing_label, "changes": entry.changes, "batch": entry.batch}
        if entry.pk in told:
            done += erase_values([entry])
        elif names := [name for name, value in held.items() if value and _holds(value, sought, rows)]:
            done += erase_values([entry], names)
    return done


def name_in_full(name: str) -> str:
    """Return a name as a word to erase, or nothing: one name alone may be anybody's."""
    return name if " " in name.strip() else ""


def _holds(value: object, sought: Collection[re.Pattern[str]], rows: Collection[str]) -> bool:
    if isinstance(value, dict):
        return any(key in rows or _holds(each, sought, rows) for key, each in value.items())
    if isinstance(value, list):
        return any(_holds(each, sought, rows) for each in value)
    return isinstance(value, str) and any(word.search(_plain(value)) for word in sought)


def _sought(word: str) -> re.Pattern[str]:
    """What finds a word where it stands by itself; one that is hardly a name is found only where it stands alone."""
    plain = re.escape(_plain(word))
    if "@" in word:
        return re.compile(rf"(?<![\w.+-]){plain}(?!\w|[.-]\w)")
    parts = _PARTS.findall(word)
    is_name = len([part for part in parts if len(part) > 1 or part.lower() == part.upper()]) > 1
    is_number = " " not in word.strip() and any(letter.isdecimal() for letter in word)
    # Where writing joins words to a name, as Arabic and Chinese do, no border is asked for.
    border = "[0-9A-Za-z\u00c0-\u024f\u0370-\u052f]"
    return re.compile(rf"(?<!{border}){plain}(?!{border})" if is_name or is_number else rf"\A{plain}\Z")


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("\\", "").split())
