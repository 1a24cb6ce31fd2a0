"""The machine: folders and their rights, room on the disk, files that are served, and backups."""

import os
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from secretariat.config.doctor.findings import Finding, broken, fine, warning

PART = "disk"
NO_ROOM, LITTLE_ROOM = 64 * 1024**2, 1024**3
OLD_BACKUP = 2 * 24 * 60 * 60
SECRETS = ("secret-key", "badge-secret", "seal-key.pem")


def folders_are_ours() -> Iterator[Finding]:
    """Whether the house may write there, whether others may read its secrets, and how much room is left."""
    from django.conf import settings  # noqa: PLC0415 - settings may be unreadable

    for folder in (settings.VAR, Path(settings.MEDIA_ROOT)):
        # Files come with the first one that is kept.
        place = folder if folder.exists() else folder.parent
        if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
            yield broken(PART, f"The house may not write to {folder}.", f"Make it, and give it to uid {os.getuid()}.")
    for name in SECRETS:
        kept = settings.VAR / name
        if kept.exists() and stat.S_IMODE(kept.stat().st_mode) & 0o077:
            yield broken(PART, f"Others on this machine can read {kept}.", f"Run chmod 600 {kept}")
    if os.getuid() == 0 and settings.VAR.exists() and settings.VAR.stat().st_uid != 0:
        owner = settings.VAR.stat().st_uid
        yield warning(
            PART,
            f"The doctor is root, and the house is uid {owner}: what the house may do cannot be told.",
            f"Run systemd-run --pipe --wait --uid={owner} --property=EnvironmentFile=/etc/secretariat.env "
            f"--working-directory={settings.VAR} {Path(sys.executable).with_name('secretariat')} doctor",
        )
    yield from _room(settings.VAR)


def _room(folder: Path) -> Iterator[Finding]:
    place = folder if folder.exists() else folder.parent
    free = shutil.disk_usage(place).free
    told = f"{free / 1024**3:.1f} GB are free at {folder}."
    remedy = "Make room, or move SECRETARIAT_VAR to a larger disk."
    if free < NO_ROOM:
        yield broken(PART, f"{told} Deeds will be refused.", remedy)
    elif free < LITTLE_ROOM:
        yield warning(PART, told, remedy)
    else:
        yield fine(PART, told)


def files_are_built() -> Iterator[Finding]:
    """Whether style sheets, scripts and languages were built."""
    from django.conf import settings  # noqa: PLC0415 - settings may be unreadable

    is_hashed = settings.STORAGES["staticfiles"]["BACKEND"].endswith("HashedFiles")
    if is_hashed and not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield broken("files", f"Style sheets are not built in {settings.STATIC_ROOT}.", "Run secretariat setup.")
    without = [
        code
        for code, _name in settings.LANGUAGES
        if code != "en" and not (settings.LOCALE_PATHS[0] / code / "LC_MESSAGES" / "django.mo").exists()
    ]
    if without:
        yield warning("files", f"Languages are not compiled: {', '.join(without)}.", "Run secretariat setup.")
    yield fine("files", "Nothing else is needed: no browser, no cache server, no broker.")


def backups_are_made() -> Iterator[Finding]:
    """Whether there is a backup, how old it is, and whether it would be lost with the data."""
    from django.conf import settings  # noqa: PLC0415 - settings may be unreadable

    part, named = "backups", getattr(settings, "BACKUP_FOLDER", "")
    if not named:
        yield warning(part, "No backups are made at night.", "Set BACKUP_FOLDER to a folder on another disk.")
        return
    folder = Path(named)
    if trouble := _trouble_with(folder):
        yield broken(part, f"Backups of nights have no place: {trouble}", _hand_over(folder))
        return
    found = [each.stat().st_mtime for each in folder.glob("*.backup") if each.is_file()]
    if not found:
        yield broken(part, f"There is no backup in {folder}.", f"Run secretariat backup --to {folder}")
        return
    hours = (time.time() - max(found)) / 3600
    if hours * 3600 > OLD_BACKUP:
        yield broken(part, f"The last backup is {hours / 24:.0f} days old.", "Read the log of the worker's nights.")
    else:
        yield fine(part, f"The last backup is {hours:.0f} hours old.")
    if folder.stat().st_dev == settings.VAR.stat().st_dev:
        yield warning(part, "Backups lie on the disk of the data: both are lost with it.", "Copy them elsewhere.")
    if not getattr(settings, "BACKUP_PASSPHRASE_FILE", ""):
        yield warning(part, "Backups of nights are not encrypted.", "Set BACKUP_PASSPHRASE_FILE.")


def _trouble_with(folder: Path) -> str:
    if not folder.is_absolute():
        return f"BACKUP_FOLDER is {folder}, which is elsewhere for each process."
    if not folder.is_dir():
        return f"{folder} is not there." if not folder.exists() else f"{folder} is no folder."
    return "" if os.access(folder, os.W_OK | os.X_OK) else f"the house may not write to {folder}."


def _hand_over(folder: Path) -> str:
    return f"Run install -d -o {os.getuid()} -m 700 {folder} as root, and let the unit or the container write there."
