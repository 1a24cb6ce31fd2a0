"""The envelope of a backup: whoever opens it finds all that was put into it, or is told that it is damaged.

With a passphrase the content is sealed: scrypt makes a key of the passphrase, and AES-256-GCM seals the content in
chunks whose nonces count them and mark the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár,
2015). So nobody reads it without the passphrase, and a chunk that is changed, missing, doubled, moved or taken from
another file is found before anything of it is handed out. Without a passphrase the content lies open, and its SHA-256
stands at the end.

A sealed file: MAGIC, then log2 of n, r and p of scrypt (a byte each), the salt (16 bytes), the beginning of all nonces
(7 bytes), a mark by which a wrong passphrase is told from a damaged file (16 bytes); then the chunks, each 16 bytes
longer than what it holds. A nonce is the beginning, the number of the chunk (4 bytes) and 1 for the last, else 0. What
stands before the chunks is sealed with each of them as associated data.
"""

import hashlib
import hmac
import os
import struct
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"secretariat-sealed-1\n"
CHUNK = 256 * 1024
TAG = 16
# 128 MB of memory and some tenths of a second for each passphrase that somebody tries.
STRENGTH = 17
# What a file may ask of whoever opens it: up to 1 GB of memory.
_WEAKEST, _STRONGEST = 14, 20
_BLOCKS, _LANES = 8, 1
_PARAMETERS = struct.Struct(">BBB16s7s")
_MARK = 16
# With it the content begins: the name of the first file in it.
_FIRST_NAME = b"manifest.json"
_TRAILER = "\nsecretariat-backup sha256 {}\n"
_TRAILER_LENGTH = len(_TRAILER.format("0" * 64))


class Unusable(Exception):  # noqa: N818 - the house's word
    """A backup that cannot be made or taken, with a sentence for whoever keeps the house."""


class Damaged(Unusable):
    """What is in the file is not what was written into it."""


class WrongPassphrase(Unusable):
    """The file is sealed, and not with this passphrase."""


class Envelope(Protocol):
    """Takes the content piece by piece; nothing of it is whole before it is closed."""

    def write(self, data: bytes) -> None:
        """Put a piece in."""

    def close(self) -> None:
        """Write what marks the end."""


def envelope(out: BinaryIO, passphrase: str, *, strength: int = STRENGTH) -> Envelope:
    """An envelope around what is written; open for everybody where there is no passphrase."""
    return _Sealed(out, passphrase, strength) if passphrase else _Open(out)


def contents(file: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """What is in an envelope, piece by piece; after the last piece it is known to be whole.

    Raises Damaged or WrongPassphrase; of a sealed file nothing is handed out that was not sealed by this passphrase.
    """
    beginning = _exactly(file, len(MAGIC))
    if beginning != MAGIC:
        if not beginning.startswith(_FIRST_NAME):
            raise Damaged("This is no backup of a house, or its first bytes are damaged.")
        return _open_contents(file, beginning)
    if not passphrase:
        raise WrongPassphrase("The backup is sealed. Name the file with its passphrase: --passphrase-file.")
    return _sealed_contents(file, passphrase)


class _Open:
    def __init__(self, out: BinaryIO) -> None:
        self._out, self._digest = out, hashlib.sha256()

    def write(self, data: bytes) -> None:
        self._digest.update(data)
        self._out.write(data)

    def close(self) -> None:
        self._out.write(_TRAILER.format(self._digest.hexdigest()).encode())


class _Sealed:
    def __init__(self, out: BinaryIO, passphrase: str, strength: int) -> None:
        parameters = _PARAMETERS.pack(strength, _BLOCKS, _LANES, os.urandom(16), os.urandom(7))
        self._out, self._held, self._number = out, bytearray(), 0
        key, mark = _keys(passphrase, parameters)
        self._cipher, self._start, self._head = AESGCM(key), parameters[-7:], MAGIC + parameters + mark
        out.write(self._head)

    def write(self, data: bytes) -> None:
        self._held += data
        # What may be the last chunk is held until it is known whether it is.
        while len(self._held) > CHUNK:
            self._seal(bytes(self._held[:CHUNK]), is_last=False)
            del self._held[:CHUNK]

    def close(self) -> None:
        self._seal(bytes(self._held), is_last=True)

    def _seal(self, chunk: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._start, self._number, is_last=is_last)
        self._out.write(self._cipher.encrypt(nonce, chunk, self._head))
        self._number += 1


def _open_contents(file: BinaryIO, held: bytes) -> Iterator[bytes]:
    digest = hashlib.sha256()
    while piece := file.read(CHUNK):
        held += piece
        content, held = held[:-_TRAILER_LENGTH], held[-_TRAILER_LENGTH:]
        digest.update(content)
        yield content
    if held != _TRAILER.format(digest.hexdigest()).encode():
        raise Damaged("The backup is damaged or cut off: it is not what its digest at the end says.")


def _sealed_contents(file: BinaryIO, passphrase: str) -> Iterator[bytes]:
    parameters, mark = _exactly(file, _PARAMETERS.size), _exactly(file, _MARK)
    if len(mark) < _MARK:
        raise Damaged("The backup is cut off within its first bytes.")
    strength, blocks, lanes, _salt, start = _PARAMETERS.unpack(parameters)
    if not _WEAKEST <= strength <= _STRONGEST or (blocks, lanes) != (_BLOCKS, _LANES):
        raise Damaged("The backup is damaged: it asks for a key that no version of the house makes.")
    key, expected = _keys(passphrase, parameters)
    if not hmac.compare_digest(mark, expected):
        raise WrongPassphrase("This is not the passphrase of the backup, or its first bytes are damaged.")
    cipher, head, number = AESGCM(key), MAGIC + parameters + mark, 0
    chunk = _exactly(file, CHUNK + TAG)
    while True:
        following = _exactly(file, CHUNK + TAG)
        nonce = _nonce(start, number, is_last=not following)
        try:
            yield cipher.decrypt(nonce, chunk, head)
        except InvalidTag:
            raise Damaged(f"The backup is damaged or cut off at byte {_place_of(number)}.") from None
        if not following:
            return
        chunk, number = following, number + 1


def _keys(passphrase: str, parameters: bytes) -> tuple[bytes, bytes]:
    """The key that seals, and the mark by which it is known."""
    strength, blocks, lanes, salt, _start = _PARAMETERS.unpack(parameters)
    derived = Scrypt(salt=salt, length=64, n=1 << strength, r=blocks, p=lanes).derive(passphrase.encode())
    mark = hmac.new(derived[32:], MAGIC + parameters, hashlib.sha256).digest()
    return derived[:32], mark[:_MARK]


def _nonce(start: bytes, number: int, *, is_last: bool) -> bytes:
    return start + number.to_bytes(4, "big") + bytes([is_last])


def _place_of(number: int) -> int:
    return len(MAGIC) + _PARAMETERS.size + _MARK + number * (CHUNK + TAG)


def _exactly(file: BinaryIO, size: int) -> bytes:
    """So many bytes, or what is left: a pipe hands out fewer at a time."""
    pieces = []
    while size and (piece := file.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
