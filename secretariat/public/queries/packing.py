"""Files that pack many into one: packed once for an edition, and kept on the disk until the next is asked for."""

import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO

from django.conf import settings


def name_of_pack(edition: object, language: str) -> str:
    """What the pack of an edition is called: another edition, another name."""
    return sha256(f"{edition!r} {language}".encode()).hexdigest()[:32]


def packed(stem: str, name: str, pack: Callable[[], IO[bytes]]) -> BinaryIO:
    """The pack of this name, open to be read; packed if it is not there, and then those of the same stem are cleared.

    Many may ask at once: each packs its own, the last is kept, and each reads a whole one.
    """
    folder = Path(settings.MEDIA_ROOT).with_name("packed")
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / f"{stem}-{name}.zip"
    with suppress(FileNotFoundError):
        return wanted.open("rb")
    with pack() as made, NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as part:
        shutil.copyfileobj(made, part)
    # Open before it has its name: who packs another edition takes the name away, and the bytes stay for who reads them.
    opened = Path(part.name).open("rb")  # noqa: SIM115 - it is handed out, and closed by who reads it
    Path(part.name).replace(wanted)
    _clear(folder.glob(f"{stem}-*.zip"), wanted)
    return opened


def _clear(kept: Iterable[Path], wanted: Path) -> None:
    for each in kept:
        if each != wanted:
            each.unlink(missing_ok=True)
