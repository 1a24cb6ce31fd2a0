"""Seals: a run of whole revisions of one record, its root, and the hash of the seal before it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any

import orjson

from secretariat.engines.sealing.keys import public_key, sign
from secretariat.engines.sealing.leaves import leaves_of
from secretariat.engines.sealing.merkle import SIZE, root

__all__ = ["BEFORE_ALL", "Seal", "after", "hash_of", "places_of", "published", "read_published"]

BEFORE_ALL = bytes(SIZE)
_FORM = "secretariat seal 1"
# So many revisions without an entry are named in a seal; more come of a number that somebody wrote by hand.
_MOST_EMPTY = 100_000
_BYTES = ("root", "previous", "hash", "signature")
_NUMBERS, _TEXTS = ("conference", "number", "first", "last", "count"), ("at", "key")


@dataclass(frozen=True)
class Seal:
    """One seal: what it covers, what it commits to, and who signed it.

    It covers all entries of the revisions ``first`` to ``last`` of the record of a conference, ``count`` of them.
    ``uneven`` names each revision that has not exactly one entry, with how many it has. ``at`` is the moment in UTC as
    ``YYYY-MM-DD HH:MM:SS.ffffff``. ``key`` is the public key in hexadecimal digits, or empty where nobody signed.
    ``leaves`` are the leaf hashes, packed; the root commits to them, so they are no part of what is published.
    """

    conference: int
    number: int
    first: int
    last: int
    count: int
    uneven: tuple[tuple[int, int], ...]
    root: bytes
    previous: bytes
    at: str
    key: str = ""
    hash: bytes = b""
    signature: bytes = b""
    leaves: bytes = b""


def after(before: Seal | None, entries: Sequence[tuple[Any, ...]], *, at: str, private: bytes | None = None) -> Seal:
    """Return the seal that follows on another, over these entries in their order.

    The entries, one at least, are all that stand from where the former seal ends to the last revision among them. With
    a private key it is signed. Raises ``ValueError`` where more than 100,000 revisions have no entry.
    """
    last = entries[-1][1]
    first = before.last + 1 if before else 1
    if last - first - len(entries) > _MOST_EMPTY:
        raise ValueError("revisions without end have no entry")
    leaves = b"".join(leaves_of(entries))
    counts = Counter(entry[1] for entry in entries)
    made = Seal(
        conference=entries[0][0],
        number=before.number + 1 if before else 1,
        first=first,
        last=last,
        count=len(entries),
        uneven=tuple((each, counts[each]) for each in range(first, last + 1) if counts[each] != 1),
        root=root(leaves),
        previous=before.hash if before else BEFORE_ALL,
        at=at,
        key=public_key(private) if private else "",
        leaves=leaves,
    )
    digest = hash_of(made)
    return replace(made, hash=digest, signature=sign(private, digest) if private else b"")


def hash_of(seal: Seal) -> bytes:
    """Return the hash of a seal, which commits to all of it, to its key too, and to all seals before it."""
    told = (
        _FORM,
        seal.conference,
        seal.number,
        seal.first,
        seal.last,
        seal.count,
        seal.uneven,
        seal.root.hex(),
        seal.previous.hex(),
        seal.at,
        seal.key,
    )
    return sha256(b"\x02" + orjson.dumps(told)).digest()


def places_of(seal: Seal) -> Iterator[tuple[int, int]]:
    """Yield the revision, and the place in it from 0, of each leaf of a seal, in their order."""
    uneven = dict(seal.uneven)
    for revision in range(seal.first, seal.last + 1):
        for place in range(uneven.get(revision, 1)):
            yield revision, place


def published(seal: Seal) -> str:
    """Return a seal as one line of JSON, as it is published: without its leaves."""
    told = {name: value.hex() if name in _BYTES else value for name, value in asdict(seal).items() if name != "leaves"}
    return orjson.dumps(told).decode()


def read_published(line: str | bytes) -> Seal:
    """Return the seal that was published as this line; raises ``ValueError`` where it is none."""
    try:
        told = orjson.loads(line)
        told = {name: bytes.fromhex(value) if name in _BYTES else value for name, value in told.items()}
        _judge(told)
        return Seal(**told | {"uneven": tuple((int(each), int(count)) for each, count in told["uneven"])})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError("it is no seal") from error


def _judge(told: dict[str, Any]) -> None:
    """A number is a number, and a text a text."""
    if any(type(told[name]) is not int for name in _NUMBERS) or not all(isinstance(told[name], str) for name in _TEXTS):
        raise ValueError("it is no seal")
