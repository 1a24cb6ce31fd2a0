"""A backup is made: one file that holds all of a house, while the house goes on working."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile, mkdtemp
from typing import BinaryIO

from secretariat.config.keeping import databases
from secretariat.config.keeping.envelope import Unusable, envelope
from secretariat.config.keeping.manifest import Manifest, program_version
from secretariat.config.keeping.packing import MANIFEST, PIECE, Packer, is_plain
from secretariat.config.keeping.place import GIVEN_BY, Place, files_of
from secretariat.config.keeping.sqlite import sync

SHORTEST_PASSPHRASE = 12
_WORK, _PART = ".backup-", ".secretariat-part"
# Whatever was begun so long ago was left behind by a process that was killed.
_ABANDONED = 24 * 60 * 60.0


@dataclass(frozen=True)
class Made:
    """A backup that was made, and the secrets of the house that are not in it."""

    path: Path
    size: int
    files: int
    rows: int
    left_out: tuple[str, ...]


def make(place: Place, target: Path, *, passphrase: str, at: datetime, prefix: str = "secretariat") -> Made:
    """Make a backup into a folder, under a name that says when, or into a file that is not there yet.

    It is written under another name, and has its own only when all of it is on the disk. Raises Unusable.
    """
    if passphrase and len(passphrase) < SHORTEST_PASSPHRASE:
        raise Unusable(f"The passphrase is shorter than {SHORTEST_PASSPHRASE} characters.")
    file = target / name_of(prefix, at) if target.is_dir() else target
    if file.exists():
        raise Unusable(f"{file} is there already. Name another file.")
    try:
        with _work(place.var) as folder, _writing(file) as out:
            files, rows, left_out = _write(place, folder, out, (passphrase, at))
        return Made(file, file.stat().st_size, files, rows, left_out)
    except FileExistsError as error:
        raise Unusable(f"{file} is there already. Name another file.") from error
    except OSError as error:
        raise Unusable(f"{error.filename or file}: {error.strerror or error}. No backup was made.") from error


def name_of(prefix: str, at: datetime) -> str:
    """What a backup of this moment is called."""
    return f"{prefix}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.backup"


def _write(place: Place, folder: Path, out: BinaryIO, how: tuple[str, datetime]) -> tuple[int, int, tuple[str, ...]]:
    passphrase, at = how
    keys = _keys(place, is_sealed=bool(passphrase))
    left_out = tuple(sorted(place.given.keys() - keys.keys()))
    wrapped = envelope(out, passphrase)
    # The database first: a file that comes in meanwhile is one too many, and none that the database names is missing.
    with databases.copy(place, folder) as copied, TemporaryFile(dir=folder) as digests:
        packer = Packer(wrapped.write, digests)
        manifest = Manifest(
            version=program_version(),
            made_at=at.astimezone(UTC).isoformat(timespec="seconds"),
            kind=place.kind,
            migrations=copied.migrations,
            counts=copied.counts,
            revisions=copied.revisions,
            keys=tuple(sorted(keys)),
            left_out=left_out,
        ).written()
        packer.add(MANIFEST, len(manifest), [manifest])
        with copied.file.open("rb") as file:
            packer.add(copied.file.name, copied.file.stat().st_size, iter(lambda: file.read(PIECE), b""))
        copied.file.unlink()
        for name, secret in sorted(keys.items()):
            packer.add(f"keys/{name}", len(secret), [secret])
        files = sum(_add_file(packer, place, name) for name in files_of(place.storage))
        packer.close()
    wrapped.close()
    return files, sum(copied.counts.values()), left_out


def _keys(place: Place, *, is_sealed: bool) -> dict[str, bytes]:
    """The secrets that go in: what the environment gives lies open nowhere, so it goes into sealed backups alone."""
    found = {name: file.read_bytes() for name, file in place.key_files().items() if name not in place.given}
    return {**found, **{name: each.encode() for name, each in place.given.items() if is_sealed}}


def _add_file(packer: Packer, place: Place, name: str) -> bool:
    if not is_plain(f"files/{name}"):
        raise Unusable(f"A file of the storage has a name that no backup can hold: {name!r}. Call it otherwise.")
    try:
        opened = place.storage.open(name, "rb")
    except FileNotFoundError:
        # It was deleted since: whoever deleted it wanted it gone.
        return False
    with opened:
        packer.add(f"files/{name}", opened.size, opened.chunks(PIECE))
    return True


@contextmanager
def _work(var: Path) -> Iterator[Path]:
    """A folder for the copy of the database, beside the database itself, that nobody else reads."""
    var.mkdir(parents=True, exist_ok=True)
    _clear(var.glob(f"{_WORK}*"))
    folder = Path(mkdtemp(prefix=_WORK, dir=var))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _writing(file: Path) -> Iterator[BinaryIO]:
    """The file under another name; it gets its own when it is whole and on the disk, and never that of another."""
    _clear(file.parent.glob(f".*{_PART}"))
    part = file.with_name(f".{file.name}.{os.getpid()}-{time.monotonic_ns()}{_PART}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        _give_name(part, file)
    finally:
        part.unlink(missing_ok=True)
    sync(file.parent)


def _give_name(part: Path, file: Path) -> None:
    try:
        os.link(part, file)
    except FileExistsError:
        raise
    except OSError:
        # Some disks know no second name; there two backups of one name at one moment are one.
        if file.exists():
            raise FileExistsError(str(file)) from None
        part.replace(file)


def _clear(left: Iterator[Path]) -> None:
    for each in left:
        with suppress(OSError):
            if time.time() - each.stat().st_mtime > _ABANDONED:
                shutil.rmtree(each) if each.is_dir() else each.unlink()


def names_left_out(names: tuple[str, ...]) -> str:
    """The settings whose secrets are not in a backup, in one line."""
    return ", ".join(GIVEN_BY.get(name, name) for name in names)
