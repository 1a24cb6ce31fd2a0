"""How an action takes over what was entered."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from secretariat.audit.action import Batch, difference, label_of, unless_stale


def take_over(row: object, names: Iterable[str], details: Mapping[str, Any]) -> None:
    """Give a row what was entered for these fields; what was not entered stays."""
    for name in names:
        if name in details:
            setattr(row, name, details[name])


def revise_settings(row: models.Model, names: Iterable[str], details: Mapping[str, Any], version: int | None) -> Batch:
    """Change the one row of settings that a conference has of a kind, in a deed on the conference; the row is held."""
    unless_stale(row, version)
    fields = list(names)
    before = {name: getattr(row, name) for name in fields}
    take_over(row, fields, details)
    changes = difference(row, before, {name: getattr(row, name) for name in fields})
    if changes:
        row.version += 1  # type: ignore[attr-defined]
        row.save(update_fields=[*fields, "version"])
    kind = label_of(row)
    return Batch(
        name=str(row),
        conference_id=row.conference_id,  # type: ignore[attr-defined]
        counts={kind: 1 if changes else 0},
        rows={kind: [row.pk]},
        changes={f"{kind}:{row.pk}": changes},
    )
