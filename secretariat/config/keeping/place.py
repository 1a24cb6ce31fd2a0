"""Where a house lives: its database, its files, and the folder with its secrets."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, default_storage

# Secrets that lie in a file of the folder, unless the environment gives them.
GIVEN_BY = {"secret-key": "SECRET_KEY", "badge-secret": "BADGE_SECRET"}
_LARGEST_KEY = 64 * 1024
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_OF_A_DATABASE = re.compile(r"\.(sqlite3?|db)(-wal|-shm|-journal|\.restoring)?$")


@dataclass(frozen=True)
class Place:
    """Where a house lives, or is to live."""

    database: Mapping[str, Any]
    storage: Storage
    var: Path
    # Secrets that the environment gives, by the name of the file that would hold each.
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The kind of its database."""
        return "sqlite" if str(self.database["ENGINE"]).endswith("sqlite3") else "postgresql"

    def key_files(self) -> dict[str, Path]:
        """The secrets that lie in files: whatever small file stands in the folder itself."""
        found = sorted(self.var.iterdir()) if self.var.is_dir() else []
        return {
            each.name: each
            for each in found
            if is_key(each.name) and each.is_file() and not each.is_symlink() and each.stat().st_size <= _LARGEST_KEY
        }


def this_house() -> Place:
    """The house that the settings describe."""
    given = {name: os.environ[variable] for name, variable in GIVEN_BY.items() if os.environ.get(variable)}
    return Place(settings.DATABASES["default"], default_storage, settings.VAR, given)


def is_key(name: str) -> bool:
    """Whether a file of the folder may be a secret, by its name."""
    return bool(_KEY.fullmatch(name)) and not _OF_A_DATABASE.search(name)


def files_of(storage: Storage, folder: str = "") -> Iterator[str]:
    """The names of all files in storage, folder by folder."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    beneath = f"{folder}/" if folder else ""
    yield from (f"{beneath}{name}" for name in sorted(files))
    for inner in sorted(folders):
        yield from files_of(storage, f"{beneath}{inner}")
