"""What lies in a backup: a tar of plain files, which any tar unpacks, read back more strictly than any tar does.

    manifest.json      who made it, of what, and when
    database.…         the database
    keys/…             the secrets of the house
    files/…            the files of its storage
    digests.txt        the SHA-256 of each, as ``sha256sum --check`` reads it

Nothing else is taken: no folder, no link, no device, no name that leads elsewhere.
"""

import hashlib
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO
from unicodedata import category

from secretariat.config.keeping.envelope import Damaged, Unusable

PIECE = 256 * 1024
MANIFEST, DIGESTS = "manifest.json", "digests.txt"
_BLOCK = tarfile.BLOCKSIZE
# A header that carries a long name; more than this is no name.
_LONGEST_EXTENSION = 64 * 1024
_KNOWN_RECORDS = frozenset({"path", "size"})


class Packer:
    """Writes one file after the other; holds a piece of one of them in memory, whatever their number and size."""

    def __init__(self, write: Callable[[bytes], object], digests: IO[bytes]) -> None:
        self._write, self._digests = write, digests

    def add(self, name: str, size: int, pieces: Iterable[bytes]) -> None:
        """Add a file of so many bytes; what it grows by meanwhile stays out."""
        digest = self._add(name, size, pieces)
        self._digests.write(line_of(name, digest))

    def close(self) -> None:
        """Add the list of digests, and end."""
        size = self._digests.tell()
        self._digests.seek(0)
        self._add(DIGESTS, size, iter(lambda: self._digests.read(PIECE), b""))
        self._write(bytes(2 * _BLOCK))

    def _add(self, name: str, size: int, pieces: Iterable[bytes]) -> str:
        header = tarfile.TarInfo(name)
        header.size, header.mode = size, 0o600
        self._write(header.tobuf(tarfile.PAX_FORMAT))
        digest, left = hashlib.sha256(), size
        for piece in pieces:
            part = piece[:left]
            digest.update(part)
            self._write(part)
            left -= len(part)
            if not left:
                break
        if left:
            raise Unusable(f"{name} became shorter while it was read.")
        self._write(bytes(-size % _BLOCK))
        return digest.hexdigest()


@dataclass(frozen=True)
class Packed:
    """One file of a backup that is being read; its pieces can be had once, and before the next file."""

    name: str
    size: int
    pieces: Iterator[bytes]


def unpacked(content: Iterator[bytes]) -> Iterator[Packed]:
    """The files of a backup, in order; what is not read of one is passed over.

    Raises Damaged for anything but plain files with plain names.
    """
    stream = _Stream(content)
    long: dict[str, str] = {}
    while True:
        block = stream.exactly(_BLOCK)
        if block == bytes(_BLOCK):
            break
        header = _header(block)
        if header.type == tarfile.XHDTYPE:
            long = _records(stream, header.size)
            continue
        packed = _packed(stream, header, long)
        yield packed
        for _piece in packed.pieces:
            pass
        if any(stream.exactly(-packed.size % _BLOCK)):
            raise Damaged(f"The backup is damaged after {packed.name}.")
        long = {}
    if any(stream.exactly(_BLOCK)) or stream.has_more():
        raise Damaged("The backup goes on after its end.")


def line_of(name: str, digest: str) -> bytes:
    """A line of the list of digests, in the form of sha256sum."""
    plain = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    mark = "" if plain == name else "\\"
    return f"{mark}{digest}  {plain}\n".encode()


def is_plain(name: str) -> bool:
    """Whether a name leads to one file beneath the folder that it is unpacked in, on any system."""
    path = PurePosixPath(name)
    is_same = str(path) == name and name not in {"", "."}
    leads_out = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name.split("/", maxsplit=1)[0]
    return is_same and not leads_out and not any(category(letter) in {"Cc", "Cs"} for letter in name)


class _Stream:
    """Bytes by their number, out of pieces as they come."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._held = pieces, memoryview(b"")

    def some(self, most: int) -> bytes:
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                raise Damaged("The backup is cut off.")
            self._held = memoryview(piece)
        part, self._held = self._held[:most], self._held[most:]
        return bytes(part)

    def exactly(self, size: int) -> bytes:
        found = bytearray()
        while len(found) < size:
            found += self.some(size - len(found))
        return bytes(found)

    def up_to(self, size: int) -> Iterator[bytes]:
        while size:
            part = self.some(min(size, PIECE))
            size -= len(part)
            yield part

    def has_more(self) -> bool:
        """Whether anything follows; the envelope finds out at its end whether it was whole."""
        return bool(self._held) or any(self._pieces)


def _header(block: bytes) -> tarfile.TarInfo:
    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "strict")
    except (tarfile.HeaderError, UnicodeDecodeError) as error:
        raise Damaged("The backup is damaged: a file in it has no name that can be read.") from error


def _records(stream: _Stream, size: int) -> dict[str, str]:
    """Names and sizes that have no room in a header."""
    if not 0 <= size <= _LONGEST_EXTENSION:
        raise Damaged("The backup is damaged: a file in it has a name without end.")
    text = stream.exactly(size)
    stream.exactly(-size % _BLOCK)
    found: dict[str, str] = {}
    try:
        while text:
            length = int(text[: text.index(b" ")])
            key, _equals, value = text[:length].split(b" ", 1)[1].decode().partition("=")
            found[key], text = value.removesuffix("\n"), text[length if length > 0 else len(text) :]
    except (ValueError, IndexError) as error:
        raise Damaged("The backup is damaged: a file in it has no name that can be read.") from error
    if not found.keys() <= _KNOWN_RECORDS:
        raise Damaged("The backup holds what no backup of the house holds.")
    return found


def _packed(stream: _Stream, header: tarfile.TarInfo, long: dict[str, str]) -> Packed:
    name, size = long.get("path", header.name), long.get("size", str(header.size))
    if header.type != tarfile.REGTYPE or not is_plain(name):
        raise Damaged(f"The backup holds something that is no plain file: {name!r}. Nothing of it is taken.")
    if not size.isdecimal():
        raise Damaged(f"The backup is damaged: nobody knows how long {name} is.")
    return Packed(name, int(size), stream.up_to(int(size)))
