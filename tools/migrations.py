"""Whether a new migration lets the program before it go on serving: run by ``make check``.

Migrations of the first release are known by name in ``first_release.txt``. Of every newer one it is asked: does the old
program still write its rows, does it still find its columns, and does nobody wait for a lock while a table is read
through? What is judged by the operations is judged here; what is judged by the SQL, django-migration-linter judges.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
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
# How a field was before, by model and name; none where that is not known.
Before = Callable[[str, str], "models.Field[Any, Any] | None"]


def main() -> int:
    """Say what is wrong with which migration; 1 if anything is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 - apps are ready only now

    known = first_release()
    found: list[str] = []
    loader = MigrationLoader(None)
    newer = [each for each in loader.disk_migrations.values() if is_newer(each, known)]
    for migration in newer:
        told = troubles(migration.operations, _before(loader, migration))
        found += [f"{_name(migration)}: {trouble}" for trouble in told]
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


def troubles(operations: Iterable[Operation], before: Before = lambda _model, _name: None) -> Iterator[str]:
    """What of these the program before would not survive, each as a sentence.

    A field that is altered is compared with what it was before; where that is not known, the worst is taken for true.
    """
    new: set[str] = set()
    for operation in operations:
        if isinstance(operation, migrations.CreateModel):
            new.add(operation.name_lower)
        elif isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from troubles(operation.database_operations, before)
        elif isinstance(operation, migrations.AlterField):
            if operation.model_name_lower not in new:
                former = before(operation.model_name_lower, operation.name)
                yield from (f"{operation.describe()}: {why}" for why in _of_altered(former, operation.field))
        elif getattr(operation, "model_name", "").lower() not in new:
            yield from _trouble(operation)


def _trouble(operation: Operation) -> Iterator[str]:
    said = operation.describe()
    if isinstance(operation, _GOES):
        yield f"{said}: the program before still asks for it. Take it away one version after nothing asks for it."
    elif isinstance(operation, migrations.AddField) and _is_missed(operation.field):
        yield f"{said}: the program before writes rows without it. Give it a db_default, or let it be null."
    elif isinstance(operation, migrations.AddField) and operation.field.unique:
        yield f"{said}: the table is locked while the index is made."
    elif isinstance(operation, migrations.RunPython | migrations.RunSQL) and not _does_nothing(operation):
        yield f"{said}: nobody can tell what it does. Say in EXCEPTIONS why the program before survives it."
    elif type(operation) is migrations.AddIndex:
        yield f"{said}: the table is locked meanwhile. Use AddIndexConcurrently on PostgreSQL, or name the exception."
    elif isinstance(operation, migrations.AddConstraint):
        yield f"{said}: rows of the program before may break it, and the table is locked meanwhile."
    elif isinstance(operation, migrations.AlterUniqueTogether | migrations.AlterIndexTogether):
        yield f"{said}: the table is locked meanwhile."


def _is_missed(field: "models.Field[Any, Any]") -> bool:
    return not field.null and not field.many_to_many and not field.has_db_default()


def _does_nothing(operation: "migrations.RunPython | migrations.RunSQL") -> bool:
    if isinstance(operation, migrations.RunPython):
        return operation.code is migrations.RunPython.noop
    return operation.sql == migrations.RunSQL.noop


def _of_altered(former: "models.Field[Any, Any] | None", field: "models.Field[Any, Any]") -> list[str]:
    """What the program before would not survive of a field that is altered, the first thing alone."""
    if former is None:
        return ["it is not known what it was before."]
    is_other = _kind(field) not in {_kind(former), "TextField"} or _points_to(field) != _points_to(former)
    is_narrower = any(_is_narrower(field, former, each) for each in ("max_length", "max_digits", "decimal_places"))
    told = {
        "rows of the program before may be without it.": former.null and not field.null,
        "rows of the program before may break it, and the table is locked meanwhile.": _gains("unique", former, field),
        "the table is locked meanwhile.": _gains("db_index", former, field),
        "it becomes another kind: the program before may not read it, and the table is locked meanwhile.": is_other,
        "the program before still asks for its column.": field.db_column != former.db_column,
        "the program before may write rows without it.": former.has_db_default() and not field.has_db_default(),
        "what the program before writes may not fit.": is_narrower,
    }
    return [why for why, is_so in told.items() if is_so][:1]


def _gains(name: str, former: "models.Field[Any, Any]", field: "models.Field[Any, Any]") -> bool:
    return bool(getattr(field, name, False)) and not getattr(former, name, False)


def _kind(field: "models.Field[Any, Any]") -> str:
    return field.get_internal_type()


def _points_to(field: "models.Field[Any, Any]") -> object:
    return str(field.deconstruct()[3].get("to", "")).lower()


def _is_narrower(field: "models.Field[Any, Any]", former: "models.Field[Any, Any]", name: str) -> bool:
    size, was = getattr(field, name, None), getattr(former, name, None)
    return size is not None and (was is None or size < was)


def _before(loader: Any, migration: Any) -> Before:
    """How fields were before a migration."""
    state = loader.project_state((migration.app_label, migration.name), at_end=False)

    def before(model: str, name: str) -> "models.Field[Any, Any] | None":
        known = state.models.get((migration.app_label, model))
        return known.fields.get(name) if known else None

    return before


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
