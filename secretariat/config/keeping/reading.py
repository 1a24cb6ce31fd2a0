"""A backup is read from its first byte to its last, and each file in it compared with its digest."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, BinaryIO, Protocol

from secretariat.config.keeping.databases import COPIES
from secretariat.config.keeping.envelope import Damaged, Unusable, contents
from secretariat.config.keeping.manifest import LARGEST, Manifest, manifest_from, unless_newer
from secretariat.config.keeping.packing import DIGESTS, MANIFEST, Packed, line_of, unpacked
from secretariat.config.keeping.place import is_key

_LARGEST_KEY = 64 * 1024


@dataclass
class Read:
    """What was found in a backup that is whole."""

    manifest: Manifest
    files: int = 0
    size: int = 0


class Receiver(Protocol):
    """Is handed what is in a backup, in order; nothing of it is known to be whole before all has been handed out."""

    def begin(self, manifest: Manifest) -> None:
        """What the backup says of itself."""

    def take_database(self, pieces: Iterable[bytes]) -> None:
        """The copy of the database."""

    def take_key(self, name: str, secret: bytes) -> None:
        """A secret of the house."""

    def take_file(self, name: str, size: int, pieces: Iterator[bytes]) -> None:
        """A file of the storage."""


class Nobody:
    """Takes nothing: the backup is read for its own sake."""

    def begin(self, manifest: Manifest) -> None:
        """Any will do."""

    def take_database(self, pieces: Iterable[bytes]) -> None:
        """Let it pass."""

    def take_key(self, name: str, secret: bytes) -> None:
        """Let it pass."""

    def take_file(self, name: str, size: int, pieces: Iterator[bytes]) -> None:
        """Let it pass."""


def passphrase_in(file: Path | None) -> str:
    """The passphrase: the first line of its file; nothing where no file is named."""
    if file is None:
        return ""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(f"The file with the passphrase, {file}, cannot be read.") from error
    if not lines or not lines[0].strip():
        raise Unusable(f"The file with the passphrase, {file}, is empty.")
    return lines[0].strip()


def read_through(file: BinaryIO, passphrase: str, receiver: Receiver, *, known: Iterable[str]) -> Read:
    """Read all of a backup and hand it out; when this returns, it is whole.

    Raises Unusable: for a backup that is damaged, of a newer version, or sealed with another passphrase.
    """
    packed = unpacked(contents(file, passphrase))
    first = next(packed, None)
    if first is None or first.name != MANIFEST:
        raise Damaged("The backup does not begin with its manifest.")
    with TemporaryFile() as digests:
        content = _whole(first, LARGEST, digests)
        read = Read(manifest_from(content), size=len(content))
        unless_newer(read.manifest, known)
        receiver.begin(read.manifest)
        expected = iter(_steps(read.manifest))
        step = next(expected)
        for each in packed:
            while not _belongs(each.name, step):
                step = _next_step(expected, step, each.name)
            _hand_out(each, step, receiver, digests)
            read.files += step == "files/"
            read.size += each.size
            if step != "files/":
                step = next(expected)
    if step != "":
        raise Damaged("The backup ends before its list of digests.")
    return read


def _steps(manifest: Manifest) -> list[str]:
    """What follows the manifest, in order; a name that ends with a slash stands for all that begins with it."""
    if manifest.kind not in COPIES:
        raise Unusable(f"The backup is one of a kind of database that this version does not know: {manifest.kind}.")
    return [COPIES[manifest.kind], *(f"keys/{name}" for name in manifest.keys), "files/", DIGESTS, ""]


def _belongs(name: str, step: str) -> bool:
    return name.startswith(step) and len(name) > len(step) if step.endswith("/") else name == step


def _next_step(expected: Iterator[str], step: str, name: str) -> str:
    # There may be no file at all; everything else has to be there.
    if step != "files/":
        raise Damaged(f"The backup holds {name} where {step or 'its end'} should be.")
    return next(expected)


def _hand_out(each: Packed, step: str, receiver: Receiver, digests: IO[bytes]) -> None:
    if step == DIGESTS:
        _compare(each, digests)
        return
    if step.startswith("keys/"):
        name = each.name.removeprefix("keys/")
        if not is_key(name):
            raise Damaged(f"The backup holds something that is no secret of a house: {name!r}.")
        receiver.take_key(name, _whole(each, _LARGEST_KEY, digests))
        return
    pieces = _Noted(each, digests)
    if step == "files/":
        receiver.take_file(each.name.removeprefix("files/"), each.size, pieces)
    else:
        receiver.take_database(pieces)
    pieces.drain()


class _Noted(Iterator[bytes]):
    """Pieces that pass, with their digest noted when the last has passed."""

    def __init__(self, each: Packed, digests: IO[bytes]) -> None:
        self._each, self._digests, self._digest = each, digests, hashlib.sha256()
        self._is_over = False

    def __next__(self) -> bytes:
        piece = next(self._each.pieces, None)
        if piece is not None:
            self._digest.update(piece)
            return piece
        if not self._is_over:
            self._is_over = True
            self._digests.write(line_of(self._each.name, self._digest.hexdigest()))
        raise StopIteration

    def drain(self) -> None:
        """Let the rest pass."""
        for _piece in self:
            pass


def _whole(each: Packed, largest: int, digests: IO[bytes]) -> bytes:
    if each.size > largest:
        raise Damaged(f"The backup holds a {each.name} that is too large to be one.")
    return b"".join(_Noted(each, digests))


def _compare(each: Packed, digests: IO[bytes]) -> None:
    """Compare the list in the backup with what was read."""
    digests.seek(0)
    told = b""
    for piece in each.pieces:
        told += piece
        *lines, told = told.split(b"\n")
        for line in lines:
            if line + b"\n" != digests.readline():
                name = line.decode(errors="replace").partition("  ")[2]
                raise Damaged(f"The backup is damaged: {name} is not what it was.")
    if told or digests.readline():
        raise Damaged("The backup is damaged: it holds more than its list of digests.")
