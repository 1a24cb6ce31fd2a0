"""Leaves: what a seal commits to of each entry, without holding any of its values.

A leaf is the hash of who did what to which thing, when and where in the record, and of three **digests**: of the
label, of the changes and of the batch. A digest is SHA-256 over 16 random bytes (a *salt*, one for each value) and the
canonical value. So a value can be erased together with its salt while its digest stays: the record still verifies, and
nobody can find out by trying what the value was.
"""

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, NamedTuple

import orjson

from secretariat.engines.sealing.canonical import canonical, canonical_text, text_bytes

__all__ = ["VALUES", "Entry", "Values", "leaf_at", "leaves_of", "new_salts", "redacted"]

VALUES = ("label", "changes", "batch")
_SALT = 16
_UNSALTED = bytes(_SALT * len(VALUES))
_BLANK: Mapping[str, Any] = {"label": "", "changes": {}, "batch": {}}
_EMPTY = canonical({})


class Entry(NamedTuple):
    """An entry as databases and files hand it out; a plain tuple in this order does as well.

    ``at`` is the moment in UTC as ``YYYY-MM-DD HH:MM:SS.ffffff``; ``changes``, ``batch`` and ``digests`` are JSON
    texts; ``salts`` three times 16 bytes, or none for entries of before there were any, which counts as noughts;
    ``digests`` holds the digest, in hexadecimal, of each value that was erased.
    """

    conference: int
    revision: int
    actor: int
    verb: str
    thing_type: str
    thing_id: int
    made_type: str
    made_id: int | None
    at: str
    label: str
    changes: str
    batch: str
    salts: bytes | None = None
    digests: str | None = None


@dataclass(frozen=True)
class Values:
    """The values of an entry that can be erased, their salts, and the digests of those that were."""

    label: str
    changes: Mapping[str, Any]
    batch: Mapping[str, Any]
    salts: bytes = b""
    digests: Mapping[str, str] | None = None


def new_salts() -> bytes:
    """Return fresh salts for an entry, one for each of its values."""
    return secrets.token_bytes(_SALT * len(VALUES))


def leaves_of(entries: Iterable[tuple[Any, ...]]) -> list[bytes]:
    """Return the leaf, 32 bytes, of each of these whole revisions' entries, which come in the order of the record."""
    found: list[bytes] = []
    before, place = None, 0
    for entry in entries:
        place = place + 1 if entry[1] == before else 0
        before = entry[1]
        found.append(_leaf(entry, before, place))
    return found


def leaf_at(entry: tuple[Any, ...], revision: int, place: int) -> bytes:
    """Return the leaf that an entry would have at this place, counted from 0, of a revision."""
    return _leaf(entry, revision, place)


def redacted(values: Values, names: Collection[str]) -> Values:
    """Return an entry's values without those of these names (of ``VALUES``): their digests take their places.

    What was erased before stays erased. Raises ``ValueError`` for another name.
    """
    if not set(names) <= set(VALUES):
        raise ValueError(f"An entry has {', '.join(VALUES)}.")
    salts, digests = values.salts or _UNSALTED, dict(values.digests or {})
    present: dict[str, Any] = {}
    for number, name in enumerate(VALUES):
        if name in names and name not in digests:
            salt, value = _salt(salts, number), getattr(values, name)
            digests[name] = sha256(salt + (text_bytes(value) if name == "label" else canonical(value))).hexdigest()
            salts = _without(salts, number)
            present[name] = _BLANK[name]
    return replace(values, **present, salts=salts, digests=digests)


def _leaf(entry: tuple[Any, ...], revision: int, place: int) -> bytes:
    try:
        return _readable_leaf(entry, revision, place)
    except (TypeError, ValueError, AttributeError):
        # Something of another kind stands where a text or a number should: no entry of the door is like it.
        return sha256(b"\xff" + repr((revision, place, entry)).encode("utf-8", "surrogatepass")).digest()


def _readable_leaf(entry: tuple[Any, ...], revision: int, place: int) -> bytes:
    conference, _revision, actor, verb, kind, thing, made_kind, made, at, label, changes, batch, salts, digests = entry
    told = (conference, revision, place, actor, verb, kind, thing, made_kind, made, at)
    try:
        content = orjson.dumps(told)
    except TypeError:
        content = canonical(told)
    salts = salts or _UNSALTED
    if len(salts) != len(_UNSALTED):
        raise ValueError("other salts than the door gives")
    if digests is not None:
        return sha256(b"\x00" + content + _with_erased(entry, salts, digests)).digest()
    return sha256(
        b"\x00"
        + content
        + sha256(salts[:16] + text_bytes(label)).digest()
        + sha256(salts[16:32] + canonical_text(changes)).digest()
        + sha256(salts[32:] + (_EMPTY if batch == "{}" else canonical_text(batch))).digest()
    ).digest()


def _with_erased(entry: tuple[Any, ...], salts: bytes, digests: str) -> bytes:
    """The three digests of an entry of which values were erased; nothing else may stand where a value was."""
    row = Entry(*entry)
    kept = orjson.loads(digests) or {}
    written = (text_bytes(row.label), canonical_text(row.changes), canonical_text(row.batch))
    found = b""
    for number, name in enumerate(VALUES):
        erased = kept.get(name)
        if erased is None or written[number] != canonical(_BLANK[name]):
            found += sha256(_salt(salts, number) + written[number]).digest()
        else:
            found += bytes.fromhex(erased)
    return found


def _salt(salts: bytes, number: int) -> bytes:
    return salts[_SALT * number : _SALT * (number + 1)]


def _without(salts: bytes, number: int) -> bytes:
    return salts[: _SALT * number] + bytes(_SALT) + salts[_SALT * (number + 1) :]
