"""A record as a file of JSON lines: what it is, its seals, its entries; it verifies without the house."""

import base64
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import orjson

from secretariat.engines.sealing.faults import Row
from secretariat.engines.sealing.leaves import Entry
from secretariat.engines.sealing.seals import Seal, published, read_published
from secretariat.engines.sealing.verifying import Verdict, known_of, verify

__all__ = ["Header", "Unreadable", "read_seals", "record_lines", "verify_file"]

_FORM = "secretariat record 1"
_FIELDS = tuple(Entry.__annotations__)
_SALTS = _FIELDS.index("salts")


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """A file that is no record, or no list of seals; the message names the line."""


@dataclass(frozen=True)
class Header:
    """What a file says of the record it holds; ``keys`` are the public keys that the house held then."""

    conference: int
    slug: str
    revision: int
    keys: tuple[str, ...] = ()


def record_lines(header: Header, seals: Iterable[Seal], entries: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a record, without their ends."""
    told = {"form": _FORM, "conference": header.conference, "slug": header.slug}
    yield _line({**told, "revision": header.revision, "keys": header.keys})
    for seal in seals:
        leaves = base64.b64encode(seal.leaves).decode()
        yield _line({"seal": orjson.loads(published(seal)), "leaves": leaves})
    for row in entries:
        named = dict(zip(_FIELDS, row, strict=True))
        yield _line({"entry": {**named, "salts": row[_SALTS].hex() if row[_SALTS] else None}})


def verify_file(
    path: Path, *, keys: Collection[str] = (), seals: Iterable[Seal] | None = None
) -> tuple[Header, Verdict]:
    """Verify the record in a file against public keys and published seals that are known from elsewhere.

    Where keys are given, there must be seals that are signed by them; where published seals are given, one of them must
    be of this record. Header, seals and entries must be of one conference. Raises ``Unreadable`` where it is no record,
    and ``OSError``.
    """
    with path.open("rb") as file:
        lines = ((number, told) for number, told in _objects(file))
        _number, first = next(lines, (0, {}))
        header = _header(first)
        held: list[Seal] = []
        ahead: list[tuple[int, dict[str, Any]]] = []
        for number, told in lines:
            if "seal" not in told:
                ahead.append((number, told))
                break
            held.append(_seal(number, told))
        entries = (_entry(number, told) for number, told in chain(ahead, lines))
        known = known_of(header.conference, keys, seals, must_be_signed=bool(keys))
        return header, verify(held, entries, revision=header.revision, known=known)


def read_seals(path: Path) -> list[Seal]:
    """Return the published seals in a file, one a line; raises ``Unreadable`` and ``OSError``."""
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if line.strip():
            try:
                found.append(read_published(line))
            except ValueError:
                raise Unreadable(f"line {number} is no seal") from None
    return found


def _line(told: object) -> str:
    return orjson.dumps(told).decode()


def _objects(file: Iterable[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(file, start=1):
        try:
            told = orjson.loads(line)
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise Unreadable(f"line {number} is no line of a record")
        yield number, told


def _header(told: dict[str, Any]) -> Header:
    if told.get("form") != _FORM:
        raise Unreadable("this is no record")
    try:
        return Header(int(told["conference"]), told["slug"], int(told["revision"]), tuple(told["keys"]))
    except (KeyError, TypeError, ValueError):
        raise Unreadable("line 1 does not say what record it is") from None


def _seal(number: int, told: dict[str, Any]) -> Seal:
    try:
        return replace(read_published(orjson.dumps(told["seal"])), leaves=base64.b64decode(told["leaves"]))
    except (KeyError, TypeError, ValueError):
        raise Unreadable(f"line {number} is no seal") from None


def _entry(number: int, told: dict[str, Any]) -> Row:
    try:
        entry = told["entry"]
        salts = bytes.fromhex(entry["salts"]) if entry["salts"] else None
        return Entry(**{**entry, "salts": salts, "revision": int(entry["revision"])})
    except (KeyError, TypeError, ValueError):
        raise Unreadable(f"line {number} is no entry") from None
