"""The database."""

import sqlite3
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from secretariat.config.doctor.findings import Finding, broken, fine, warning
from secretariat.config.logs import without_secrets

PART = "database"
OLDEST_SQLITE, OLDEST_POSTGRESQL = (3, 37, 0), 14
LARGEST_CHECKED = 2 * 1024**3
MOST_SKEW = 5.0
_OVER_A_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "glusterfs", "ceph"}


def database_answers() -> Iterator[Finding]:
    """Whether it can be reached, and whether its tables are those of this program."""
    from django.db import DatabaseError, connection  # noqa: PLC0415 - settings may be unreadable

    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield broken(
            PART,
            f"The database does not answer: {without_secrets(str(error)).strip()}",
            "Look whether it runs, and whether DATABASE_URL names its host, its user and its password.",
        )
        return
    yield from _of_sqlite(connection) if connection.vendor == "sqlite" else _of_postgresql(connection)
    yield from _migrations(connection)


def _ask(connection: Any, question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return row[0] if row and len(row) == 1 else row


def _of_sqlite(connection: Any) -> Iterator[Finding]:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield broken(PART, f"SQLite {sqlite3.sqlite_version} is too old.", "Install Python with SQLite 3.37 or later.")
    mode = _ask(connection, "PRAGMA journal_mode")
    path = Path(str(connection.settings_dict["NAME"]))
    if mode not in {"wal", "memory"}:
        yield broken(
            PART,
            f"The journal of SQLite is in mode {mode}: readers wait for writers.",
            "The house asks for WAL when it starts; a disk that does not share memory refuses it. Use a local disk.",
        )
    if _file_system_of(path) in _OVER_A_NETWORK:
        yield broken(
            PART,
            "The SQLite file lies on a network drive, whose locks are not reliable: data will be lost.",
            "Move SECRETARIAT_VAR to a local disk, or set DATABASE_URL to PostgreSQL.",
        )
    if path.exists() and path.stat().st_size <= LARGEST_CHECKED:
        told = _ask(connection, "PRAGMA quick_check(1)")
        if told != "ok":
            yield broken(PART, f"The SQLite file is damaged: {told}", "Stop the house and restore the last backup.")
    yield fine(PART, f"SQLite {sqlite3.sqlite_version}, journal {mode}.")


def _of_postgresql(connection: Any) -> Iterator[Finding]:
    major = connection.pg_version // 10000
    if major < OLDEST_POSTGRESQL:
        yield broken(PART, f"PostgreSQL {major} is too old.", f"Use PostgreSQL {OLDEST_POSTGRESQL} or later.")
    encoding = _ask(connection, "SHOW server_encoding")
    if encoding != "UTF8":
        yield broken(
            PART,
            f"The database is kept in {encoding}: names in Arabic or Chinese cannot be written.",
            "Make a database with ENCODING 'UTF8' TEMPLATE template0, and restore a backup into it.",
        )
    if _ask(connection, "SELECT pg_is_in_recovery()"):
        yield broken(PART, "This is a replica: nothing can be written.", "Set DATABASE_URL to the primary.")
    yield from _collation(connection) if major >= 15 else ()
    skew = abs(float(_ask(connection, "SELECT extract(epoch FROM clock_timestamp())")) - time.time())
    if skew > MOST_SKEW:
        yield broken(
            "clock",
            f"The clocks of the database and of this machine are {skew:.0f} s apart: deadlines and embargoes differ.",
            "Let both follow the same time servers (chrony or systemd-timesyncd).",
        )
    yield fine(PART, f"PostgreSQL {major}, {encoding}.")


def _collation(connection: Any) -> Iterator[Finding]:
    kept, actual = _ask(
        connection,
        "SELECT datcollversion, pg_database_collation_actual_version(oid) FROM pg_database"
        " WHERE datname = current_database()",
    )
    if kept and actual and kept != actual:
        yield broken(
            PART,
            f"The system sorts otherwise ({actual}) than when the database was made ({kept}): indexes may miss rows.",
            "Run REINDEX DATABASE and ALTER DATABASE … REFRESH COLLATION VERSION while the house stands still.",
        )


def _migrations(connection: Any) -> Iterator[Finding]:
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - settings may be unreadable

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    ours = set(executor.loader.disk_migrations)
    our_apps = {app for app, _name in ours}
    newer = [key for key in executor.loader.applied_migrations if key[0] in our_apps and key not in ours]
    if plan:
        yield broken(
            PART, f"{len(plan)} migrations are to come: pages will fail.", "Run secretariat setup (or migrate)."
        )
    if newer and not _are_squashed(executor, newer):
        yield broken(
            PART,
            f"The database was made by a newer program ({'.'.join(newer[0])}).",
            "Install that program again; it does not go back.",
        )


def _are_squashed(executor: Any, keys: list[tuple[str, str]]) -> bool:
    replaced = {key for each in executor.loader.disk_migrations.values() for key in each.replaces}
    return all(key in replaced for key in keys)


def _file_system_of(path: Path) -> str:
    """The kind of file system that a path lies on, as far as the system tells."""
    try:
        mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return ""
    lies_in = {str(each) for each in path.resolve().parents}
    found = [(place, kind) for place, kind in mounts if place in lies_in]
    return max(found, key=lambda each: len(each[0]))[1] if found else ""


def work_is_done() -> Iterator[Finding]:
    """Whether a worker was seen, and what waits or failed."""
    from django.utils import timezone  # noqa: PLC0415 - settings may be unreadable

    from secretariat.api.models import Webhook  # noqa: PLC0415
    from secretariat.conference.models import Message  # noqa: PLC0415
    from secretariat.config.measuring import tasks_due  # noqa: PLC0415
    from secretariat.config.seen import LATELY, seconds_since_a_worker  # noqa: PLC0415

    since, told = seconds_since_a_worker(), tasks_due(timezone.now())
    run_it = "Run secretariat serve (it starts one) or secretariat work, and read its log."
    if since is None or since > LATELY:
        lately = "in the last days" if since is None else f"for {since:.0f} s"
        yield broken("worker", f"No worker was seen {lately}: no mail leaves, and nights do nothing.", run_it)
    else:
        yield fine("worker", f"A worker was seen {since:.0f} s ago.")
    if told["oldest"] > 15 * 60:
        yield broken("worker", f"A task has waited for {told['oldest'] / 60:.0f} minutes.", run_it)
    if told["failed"]:
        yield warning("worker", f"{told['failed']} tasks failed.", "Their reasons stand in the log of the worker.")
    failed = Message.objects.filter(result=Message.Result.FAILED).count()
    if failed:
        yield warning("mail", f"{failed} mails could not be sent.", "The outbox says why; send them again from there.")
    stopped = Webhook.objects.exclude(stopped_at=None).count()
    if stopped:
        yield warning("webhooks", f"{stopped} webhooks are stopped.", "The page of webhooks says why.")


def _waits_for_a_seal(since: datetime) -> Iterator[Finding]:
    from secretariat.audit.queries import unsealed_records  # noqa: PLC0415 - settings may be unreadable
    from secretariat.config.recorded import name_of  # noqa: PLC0415

    late = [name_of(each.record.pk) for each in unsealed_records() if each.since < since]
    if late:
        yield warning(
            "seals",
            f"For more than an hour no seal was made of what was done in {', '.join(late)}.",
            "The log of the worker says why; a change would not show.",
        )


def record_is_sealed() -> Iterator[Finding]:
    """Whether the record is sealed, where the program seals records."""
    from django.apps import apps  # noqa: PLC0415 - settings may be unreadable
    from django.conf import settings  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    try:
        seals = apps.get_model("audit", "Seal")
    except LookupError:
        return
    # The worker waits ten minutes with the first.
    old = apps.get_model("audit", "Entry")._default_manager.filter(at__lt=timezone.now() - timedelta(hours=1))
    if not seals._default_manager.exists() and old.exists():
        yield warning(
            "seals",
            "No seal was made yet: a change to the record would not show.",
            "The worker makes them; let it run.",
        )
    elif old.exists():
        yield from _waits_for_a_seal(timezone.now() - timedelta(hours=1))
    if not Path(getattr(settings, "SEAL_KEY_FILE", "")).is_file():
        yield warning("seals", "Seals are not signed: there is no key.", "Run secretariat seal-key.")
