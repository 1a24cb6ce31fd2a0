"""The backup of each night: made, read back, and only then are older ones let go."""

import fcntl
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from secretariat.accounts.models import User
from secretariat.config.keeping.envelope import Unusable
from secretariat.config.keeping.known import known_migrations
from secretariat.config.keeping.making import Made, make
from secretariat.config.keeping.place import Place, this_house
from secretariat.config.keeping.reading import Nobody, passphrase_in, read_through

PREFIX = "nightly"
_NAME = re.compile(rf"{PREFIX}-(\d{{8}}T\d{{6}}Z)\.backup")
# One that is younger is the backup of this night.
_SAME_NIGHT = timedelta(hours=12)
# The number of the lock that workers of one database on PostgreSQL take; any will do that nobody else uses.
_LOCK = 7_266_925

logger = logging.getLogger(__name__)


@task(queue_name="timetable")
def back_up() -> dict[str, Any]:
    """Make the backup of this night, on the hand that does what takes long, so that no mail waits for it.

    When it fails, keepers are told by mail, and what was kept before stays.
    """
    now, folder = timezone.now(), Path(settings.BACKUP_FOLDER)
    place = this_house()
    try:
        with _alone(place) as is_alone:
            if not is_alone or _is_made(folder, now):
                return {"made": "", "deleted": []}
            made = _made(place, folder, now)
            return {"made": made.path.name, "deleted": let_go(folder, keep=settings.BACKUP_KEEP)}
    except Exception as error:
        logger.exception("No backup was made tonight; it is tried again next night.")
        tell_keepers(str(error) if isinstance(error, Unusable | OSError) else type(error).__name__, folder)
        raise


def let_go(folder: Path, *, keep: tuple[int, int, int]) -> list[str]:
    """Delete backups of nights but the last of so many days, weeks and months; says which."""
    found = _nights(folder)
    kept: set[Path] = set()
    for count, form in zip(keep, ("%Y-%m-%d", "%G-%V", "%Y-%m"), strict=True):
        last = {f"{at:{form}}": file for at, file in found}
        kept.update(list(last.values())[-count:] if count else [])
    gone = [file for _at, file in found if file not in kept]
    for file in gone:
        file.unlink()
    return [file.name for file in gone]


def tell_keepers(reason: str, folder: Path) -> None:
    """Tell everybody who keeps the installation that there is no backup of this night, each in their language."""
    for keeper in User.objects.filter(is_superuser=True, is_active=True).order_by("pk"):
        with override(keeper.language):
            subject = _("No backup was made tonight")
            body = _(
                "The backup of this night could not be made.\n\nWhat went wrong: %(reason)s\nWhere it was to lie: "
                "%(folder)s\n\nOlder backups were kept, and it is tried again next night."
            ) % {"reason": reason, "folder": folder}
        try:
            EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [keeper.email]).send()
        except OSError:
            logger.exception("A keeper could not be told that there is no backup of this night.")


def _made(place: Place, folder: Path, now: datetime) -> Made:
    """Make it and read it back: what cannot be read is no backup."""
    folder.mkdir(parents=True, exist_ok=True)
    file = Path(settings.BACKUP_PASSPHRASE_FILE) if settings.BACKUP_PASSPHRASE_FILE else None
    passphrase = passphrase_in(file)
    made = make(place, folder, passphrase=passphrase, at=now, prefix=PREFIX)
    try:
        with made.path.open("rb") as back:
            read_through(back, passphrase, Nobody(), known=known_migrations())
    except (Unusable, OSError):
        made.path.unlink()
        raise
    return made


def _nights(folder: Path) -> list[tuple[datetime, Path]]:
    """The backups of nights, the oldest first; whatever else lies in the folder is somebody's."""
    named = [(match[1], file) for file in folder.glob("*.backup") if (match := _NAME.fullmatch(file.name))]
    return [(datetime.strptime(at, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC), file) for at, file in sorted(named)]


def _is_made(folder: Path, now: datetime) -> bool:
    return any(now - at < _SAME_NIGHT for at, _file in _nights(folder))


@contextmanager
def _alone(place: Place) -> Iterator[bool]:
    """Whether no other worker makes the backup of this night; none begins while this one is at it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
            is_alone = bool(cursor.fetchall()[0][0])
            try:
                yield is_alone
            finally:
                if is_alone:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
        return
    place.var.mkdir(parents=True, exist_ok=True)
    with (place.var / ".backup-lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
