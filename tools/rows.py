"""Rows for tables that nobody has written into yet: values of the right kind, and parents that are there."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction

MOMENT = datetime(2020, 11, 11, 9, 0, tzinfo=UTC)
ROWS = 2
# Numbers far from those that tables give.
FIRST = 1000
Row = dict[str, Any]


def fill_all() -> dict[str, str]:
    """Fill each table that is empty, parents before children; which could not be filled, with the reason."""
    empty = [each for each in apps.get_models(include_auto_created=True) if _is_empty(each)]
    why: dict[str, str] = {}
    is_moving = True
    while is_moving:
        why = {each._meta.label: _fill(each) for each in empty}
        left = [each for each in empty if why[each._meta.label]]
        is_moving, empty = len(left) < len(empty), left
    return {each._meta.label: why[each._meta.label] for each in empty}


def _is_empty(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._base_manager.exists()


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
        elif not (field.null and most_parents < 1) and not isinstance(field, models.GeneratedField | models.AutoField):
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
    (models.GenericIPAddressField, lambda _field, number: f"192.0.2.{number % 100}"),
    (models.EmailField, lambda _field, number: f"amal-{number}@example.org"),
    (models.CharField, _text),
    (models.TextField, _text),
    (models.FileField, _text),
)
# Where rules ask for more than a word of the right kind.
SAID: dict[str, Row] = {
    "figures.disclosurerules": {"protection": 3, "national_threshold": 5, "local_threshold": 10},
    "pledges.exchangerate": {"currency": "EUR", "into": "USD"},
}
