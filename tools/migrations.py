"""Whether a new migration lets the program before it go on serving: run by ``make check``.

Migrations of the first release are known by name in ``first_release.txt``. Of every newer one it is asked: does the old
program still write its rows, does it still find its columns, and does nobody wait for a lock while a table is read
through? What is judged by the operations is judged here; what is judged by the SQL, django-migration-linter judges.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import django
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

FIRST_RELEASE = Path(__file__).with_name("first_release.txt")
# What breaks a rule for a reason: the migration, and why it may.
EXCEPTIONS: dict[str, str] = {}
_GOES = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.DeleteModel,
    migrations.AlterModelTable,
)
_ON_THE_LINTER_SIDE = ("NOT_NULL",)


def main() -> int:
    """Say what is wrong with which migration; 1 if anything is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 - apps are ready only now

    known = first_release()
    found: list[str] = []
    newer = [each for each in MigrationLoader(None).disk_migrations.values() if is_newer(each, known)]
    for migration in newer:
        found += [f"{_name(migration)}: {trouble}" for trouble in troubles(migration.operations)]
    found += _by_the_linter(newer)
    said = [*found, f"{len(newer)} migrations are newer than the first release; {len(found)} troubles."]
    sys.stdout.write("\n".join(said) + "\n")
    return 1 if found else 0


def first_release() -> frozenset[str]:
    """The migrations that the first release has, as ``desk.name``."""
    return frozenset(FIRST_RELEASE.read_text().split())


def is_newer(migration: Any, known: frozenset[str]) -> bool:
    """Whether it is ours, not of the first release, and no exception."""
    is_ours = type(migration).__module__.startswith("secretariat.")
    return is_ours and _name(migration) not in known and _name(migration) not in EXCEPTIONS


def troubles(operations: Iterable[Operation]) -> Iterator[str]:
    """What of these the program before would not survive, each as a sentence."""
    new: set[str] = set()
    for operation in operations:
        if isinstance(operation, migrations.CreateModel):
            new.add(operation.name_lower)
        elif isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from troubles(operation.database_operations)
        elif getattr(operation, "model_name", "").lower() not in new:
            yield from _trouble(operation)


def _trouble(operation: Operation) -> Iterator[str]:
    said = operation.describe()
    if isinstance(operation, _GOES):
        yield f"{said}: the program before still asks for it. Take it away one version after nothing asks for it."
    elif isinstance(operation, migrations.AddField) and _is_missed(operation.field):
        yield f"{said}: the program before writes rows without it. Give it a db_default, or let it be null."
    elif type(operation) is migrations.AddIndex:
        yield f"{said}: the table is locked meanwhile. Use AddIndexConcurrently on PostgreSQL, or name the exception."
    elif isinstance(operation, migrations.AddConstraint):
        yield f"{said}: rows of the program before may break it, and the table is locked meanwhile."
    elif isinstance(operation, migrations.AlterUniqueTogether | migrations.AlterIndexTogether):
        yield f"{said}: the table is locked meanwhile."


def _is_missed(field: "models.Field[Any, Any]") -> bool:
    return not field.null and not field.many_to_many and not field.has_db_default()


def _by_the_linter(newer: list[Any]) -> list[str]:
    from django_migration_linter import MigrationLinter  # noqa: PLC0415 - apps are ready only now
    from django_migration_linter.sql_analyser.analyser import analyse_sql_statements  # noqa: PLC0415

    linter = MigrationLinter(
        no_cache=True,
        no_output=True,
        # Columns with a default of the database are judged by their operation.
        exclude_migration_tests=_ON_THE_LINTER_SIDE,
    )
    found = []
    for migration in newer:
        sql = linter.get_sql(migration.app_label, migration.name)
        errors, _ignored, _warnings = analyse_sql_statements(
            linter.sql_analyser_class, sql, linter.exclude_migration_tests
        )
        found += [f"{_name(migration)}: {each.message}" for each in errors]
    return found


def _name(migration: Any) -> str:
    return f"{migration.app_label}.{migration.name}"


if __name__ == "__main__":
    sys.exit(main())
