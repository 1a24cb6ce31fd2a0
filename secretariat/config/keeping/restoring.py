"""A backup is put back into an empty place: all of it, or nothing.

Files are named in a journal before they are written, and the database comes last, at one stroke. So whatever ends this
in the middle leaves a place without a database, and the next try takes away what the journal names. Who finds a
database touches nothing.
"""

import fcntl
import io
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any, BinaryIO

from django.core.files import File

from secretariat.config.keeping import databases
from secretariat.config.keeping.envelope import Damaged, Unusable
from secretariat.config.keeping.manifest import Manifest
from secretariat.config.keeping.place import Place, files_of
from secretariat.config.keeping.reading import Read, read_through
from secretariat.config.keeping.sqlite import sync

_JOURNAL, _STAGING = ".restore-under-way", ".restoring"


def restore(place: Place, file: BinaryIO, *, passphrase: str, known: Iterable[str]) -> Read:
    """Put a backup into a place that holds nothing; whatever goes wrong, it holds nothing again.

    ``known`` are the migrations that this version knows. Raises Unusable with the reason.
    """
    try:
        with _alone(place) as journal:
            return _restored(place, file, (passphrase, known), journal)
    except OSError as error:
        raise Unusable(f"{error.filename or place.var}: {error.strerror or error}. Nothing was restored.") from error


def _restored(place: Place, file: BinaryIO, how: tuple[str, Iterable[str]], journal: IO[str]) -> Read:
    passphrase, known = how
    _unless_held(place, journal)
    putting = _Putting(place, journal)
    try:
        read = read_through(file, passphrase, putting, known=known)
        putting.finish()
    except BaseException:
        putting.take_away()
        raise
    found = databases.counts(place)
    wrong = sorted(
        name for name in {*found, *read.manifest.counts} if found.get(name) != read.manifest.counts.get(name)
    )
    if wrong:
        raise Unusable(f"The database that was restored holds other rows than the backup says, in {', '.join(wrong)}.")
    return read


@contextmanager
def _alone(place: Place) -> Iterator[IO[str]]:
    """The journal, while no other restore is under way here; it is gone when all of it is done or taken away."""
    place.var.mkdir(parents=True, exist_ok=True)
    path = place.var / _JOURNAL
    with path.open("a+", encoding="utf-8", newline="\n") as journal:
        try:
            fcntl.flock(journal, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unusable("Another restore is under way here.") from None
        # A tool that puts the database back may outlive this process: until it ends, it holds the lock too.
        os.set_inheritable(journal.fileno(), True)  # noqa: FBT003 - the system's own call
        try:
            yield journal
        finally:
            if not path.stat().st_size:
                path.unlink()


def _unless_held(place: Place, journal: IO[str]) -> None:
    """Refuse a place that holds anything but what an earlier restore, ended in its middle, left behind."""
    if not databases.is_empty(place):
        raise Unusable("There is a house here already: its database is not empty. A backup goes into an empty place.")
    _take_away(place, journal)
    first = next(files_of(place.storage), None)
    if first is not None:
        raise Unusable(f"There are files here already, such as {first}. A backup goes into an empty place.")


def _take_away(place: Place, journal: IO[str]) -> None:
    """Take away what was begun: the files that the journal names, and copies that were not put in their place."""
    journal.seek(0)
    for line in journal:
        place.storage.delete(line.removesuffix("\n"))
    staging = place.var / _STAGING
    databases.staging(place, staging).unlink(missing_ok=True)
    shutil.rmtree(staging, ignore_errors=True)
    journal.truncate(0)


class _Putting:
    """Puts what it is handed where it belongs, the database last."""

    def __init__(self, place: Place, journal: IO[str]) -> None:
        self._place, self._journal = place, journal
        self._folder = place.var / _STAGING
        self._staged = databases.staging(place, self._folder)
        self._keys: dict[str, bytes] = {}
        # What the place had made for itself when it was first looked at.
        self._former: dict[str, bytes | None] = {}

    def begin(self, manifest: Manifest) -> None:
        """Refuse a backup of another kind of database."""
        if manifest.kind != self._place.kind:
            names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
            raise Unusable(
                f"The backup is one of {names.get(manifest.kind, manifest.kind)}, and this place is on"
                f" {names[self._place.kind]}. Conference files go from one to the other: `secretariat export`, `load`."
            )
        self._folder.mkdir(mode=0o700)

    def take_database(self, pieces: Iterable[bytes]) -> None:
        """Keep the copy where it waits for all else."""
        descriptor = os.open(self._staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            for piece in pieces:
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())

    def take_key(self, name: str, secret: bytes) -> None:
        """Hold a secret until all else is there."""
        self._keys[name] = secret

    def take_file(self, name: str, size: int, pieces: Iterator[bytes]) -> None:
        """Put a file into storage under its own name."""
        if self._place.storage.exists(name):
            raise Damaged(f"The backup holds {name} twice.")
        self._journal.write(f"{name}\n")
        self._journal.flush()
        raw: Any = _Pieces(pieces, size)
        content = File(raw, name=name)
        content.size = size
        kept = self._place.storage.save(name, content)
        if kept != name:
            self._place.storage.delete(kept)
            raise Unusable(f"The storage does not keep {name} under its name.")

    def finish(self) -> None:
        """Put secrets and database in their places, when all of the backup was found whole."""
        # What was written to the disk so far outlasts a power cut, before the database says that it is there.
        os.sync()
        for name, secret in self._keys.items():
            there = self._place.var / name
            self._former[name] = there.read_bytes() if there.is_file() else None
            self._write_key(name, secret)
        databases.put(self._place, self._staged)
        shutil.rmtree(self._folder, ignore_errors=True)
        self._journal.truncate(0)

    def take_away(self) -> None:
        """Leave nothing of what was begun."""
        for name, secret in self._former.items():
            if secret is None:
                (self._place.var / name).unlink(missing_ok=True)
            else:
                self._write_key(name, secret)
        _take_away(self._place, self._journal)

    def _write_key(self, name: str, secret: bytes) -> None:
        waiting = self._folder / "key"
        descriptor = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(secret)
            out.flush()
            os.fsync(out.fileno())
        waiting.replace(self._place.var / name)
        sync(self._place.var)


class _Pieces(io.RawIOBase):
    """A file that is read once, from pieces as they come."""

    def __init__(self, pieces: Iterator[bytes], size: int) -> None:
        super().__init__()
        self._pieces, self._size, self._at, self._held = pieces, size, 0, memoryview(b"")

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """Fill what is handed in, as far as a piece goes."""
        into = memoryview(buffer)  # type: ignore[arg-type]
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._held = memoryview(piece)
        count = min(len(into), len(self._held))
        into[:count], self._held = self._held[:count], self._held[count:]
        self._at += count
        return count

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to the beginning, as storages do before they read, while nothing has been read."""
        if (offset, whence, self._at) != (0, 0, 0):
            raise io.UnsupportedOperation
        return 0

    def tell(self) -> int:
        """How much has been read."""
        return self._at


def missing_keys(read: Read, place: Place) -> list[str]:
    """The secrets that the restored house needs and that neither the backup held nor the environment gives."""
    return [name for name in read.manifest.left_out if name not in place.given]


def other_keys(place: Place) -> list[str]:
    """The secrets that the environment gives otherwise than the house had them, whose file the backup brought."""
    files = place.key_files()
    return [name for name, secret in place.given.items() if name in files and files[name].read_text() != secret]
