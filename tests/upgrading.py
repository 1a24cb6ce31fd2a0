"""An installation is made as it was at first and brought, migration by migration, to what the program is now.

There is no release yet, so each table gets rows as soon as it is there: whatever a migration does, it does to rows that
were there before it. Run as a program of its own; what was found is printed as JSON.
"""

import json
import os
import sys
import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import django
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState

MOMENT = datetime(2020, 11, 11, 9, 0, tzinfo=UTC)
ROWS = 2
# Numbers far from those that migrations give.
FIRST = 1000
Row = dict[str, Any]


def main() -> None:
    """Make, fill, bring forward, compare."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - apps are ready only now

    before, without = _brought_forward()
    tables = connection.introspection.table_names()
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    told = {
        "tables": len(before),
        "rows": sum(map(len, before.values())),
        "without": without,
        "lost": sorted(set(before) - set(tables)),
        "changed": [each for table in before if table in tables for each in _differences(table, before[table])],
    }
    json.dump(told, sys.stdout)


def _brought_forward() -> tuple[dict[str, list[Row]], list[str]]:
    """Every migration, one after the other; the rows that each table got, and which got none, with the reason."""
    executor = MigrationExecutor(connection)
    executor.recorder.ensure_schema()
    state = executor._create_project_state(with_applied_migrations=True)  # type: ignore[attr-defined]
    before: dict[str, list[Row]] = {}
    why: dict[str, str] = {}
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    step: list[Any] = []
    for done, (migration, is_backwards) in enumerate(plan, start=1):
        step.append((migration, is_backwards))
        makes_tables = any(isinstance(each, CreateModel) for each in migration.operations)
        if not (makes_tables and _is_ours(migration.app_label)) and done < len(plan):
            continue
        state = executor.migrate([(each.app_label, each.name) for each, _backwards in step], plan=step, state=state)
        step = []
        # Tables that point to each other are made in two steps, between which nobody can have worked.
        half_made = {each.app_label for each, _backwards in plan[done:] if each.name.endswith("_initial")}
        _fill_all(state, (before, why), half_made)
    return before, [f"{label}: {trouble}" for label, trouble in sorted(why.items())]


def _fill_all(state: ProjectState, noted: tuple[dict[str, list[Row]], dict[str, str]], half_made: set[str]) -> None:
    """Fill each table that has no rows of ours yet, parents before children."""
    before, why = noted
    is_moving = True
    while is_moving:
        is_moving = False
        for model in state.apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if table in before or not _is_ours(model._meta.app_label) or model._meta.app_label in half_made:
                continue
            why.pop(model._meta.label_lower, None)
            if trouble := _fill(model):
                why[model._meta.label_lower] = trouble
            else:
                before[table] = _rows(table)
                is_moving = True


def _is_ours(app: str) -> bool:
    return apps.get_app_config(app).name.startswith("secretariat.")


def _fill(model: type[models.Model]) -> str:
    """Some rows: with all that may be empty filled; or where a rule forbids that, nothing of it, or one thing alone."""
    trouble = ""
    for most_parents, rows in ((99, ROWS), (99, 1), (0, ROWS), (1, 1)):
        try:
            with transaction.atomic():
                made = [model(**_values(model, FIRST + number, most_parents)) for number in range(rows)]
                model._base_manager.bulk_create(made)
        except (DatabaseError, LookupError, TypeError, ValueError) as error:
            trouble = f"{type(error).__name__} {error}".splitlines()[0]
        else:
            return ""
    return trouble


def _values(model: type[models.Model], number: int, most_parents: int) -> Row:
    said = SAID.get(model._meta.label_lower, {})
    values: Row = {}
    for field in model._meta.concrete_fields:
        if field.name in said:
            values[field.attname] = said[field.name]
        elif field.is_relation:
            values[field.attname] = _parent(field, number)
            if field.null:
                most_parents -= values[field.attname] is not None
                values[field.attname] = values[field.attname] if most_parents >= 0 else None
        elif not (field.null and most_parents < 1) and not isinstance(field, models.GeneratedField):
            values[field.attname] = _value(field, number)
    return values


def _parent(field: Any, number: int) -> Any:
    """One of the rows that it may point to; of two fields that point there, each to another."""
    found = list(field.related_model._base_manager.order_by("-pk").values_list("pk", flat=True)[:ROWS])[::-1]
    if not found and not field.null:
        raise LookupError(f"no {field.related_model._meta.label_lower} yet")
    alike = [each for each in field.model._meta.concrete_fields if each.related_model is field.related_model]
    turn = alike.index(field) if len(alike) > 1 else number
    return found[turn % len(found)] if found else None


def _value(field: Any, number: int) -> Any:
    if field.primary_key and isinstance(field, models.AutoField | models.BigAutoField):
        return number
    if field.choices:
        return next(iter(field.flatchoices))[0]
    for kind, make in KINDS:
        if isinstance(field, kind):
            return make(field, number)
    raise TypeError(f"no value for {field}")


def _text(field: Any, number: int) -> str:
    word = f"{field.name}-{number}"
    # Of a short one, the letter of its place among the fields and the number.
    short = f"{chr(65 + field.model._meta.concrete_fields.index(field))}{number}"
    return short[-field.max_length :] if field.max_length and field.max_length < len(word) else word


def _place(field: Any) -> int:
    # What ends stands after what begins.
    return int(field.model._meta.concrete_fields.index(field))


KINDS: tuple[tuple[Any, Any], ...] = (
    (models.UUIDField, lambda _field, _number: uuid.uuid4()),
    (models.BooleanField, lambda field, _number: field.default if isinstance(field.default, bool) else False),
    (models.JSONField, lambda field, _number: field.get_default() if field.has_default() else {}),
    (models.DateTimeField, lambda field, number: MOMENT + timedelta(days=number, minutes=_place(field))),
    (models.DateField, lambda field, number: date(2020, 11, 11) + timedelta(days=number % 2 + 10 * _place(field))),
    (models.TimeField, lambda field, _number: time(_place(field), 0)),
    (models.DurationField, lambda _field, _number: timedelta(minutes=20)),
    (models.DecimalField, lambda _field, number: Decimal(number % 90)),
    (models.FloatField, lambda _field, number: number % 90 / 2),
    (models.SmallIntegerField, lambda _field, number: number),
    (models.IntegerField, lambda field, number: field.default if isinstance(field.default, int) else number),
    (models.BinaryField, lambda _field, _number: b"bytes"),
    (models.EmailField, lambda _field, number: f"amal-{number}@example.org"),
    (models.CharField, _text),
    (models.TextField, _text),
    (models.FileField, _text),
)
# Columns that are made of others, and made anew by a migration.
REWRITTEN = {"delegations_delegate": {"search"}}
# Where rules ask for more than a word of the right kind.
SAID: dict[str, Row] = {
    "figures.disclosurerules": {"protection": 3, "national_threshold": 5, "local_threshold": 10},
    "pledges.exchangerate": {"currency": "EUR", "into": "USD"},
}


# ---- what was there, and what became of it --------------------------------------------------------------------------


def _rows(table: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - tables of our own
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, map(str, row), strict=True)) for row in cursor.fetchall()]


def _differences(table: str, before: list[Row]) -> list[str]:
    """Rows of before that are no longer there as they were, in the columns that are still there."""
    after = _rows(table)
    columns = (set(after[0]) if after else set()) - REWRITTEN.get(table, set())
    found = {tuple(row[name] for name in sorted(columns & set(before[0]))) for row in after} if before else set()
    kept = [tuple(row[name] for name in sorted(columns & set(row))) for row in before]
    gone = sorted({name for row in before[:1] for name in row} - columns - REWRITTEN.get(table, set()))
    missing = [f"{table}: {row}" for row in kept if row not in found]
    return missing + [f"{table}: column {name}" for name in gone]


if __name__ == "__main__":
    main()
