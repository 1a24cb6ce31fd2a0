"""The full-text index, made by the same function as in tests."""

from typing import Any

from django.db import migrations

from secretariat.public.queries.fulltext import prepare_index, undo_index


def _prepare(_apps: Any, schema_editor: Any) -> None:
    prepare_index(schema_editor.connection)


def _undo(_apps: Any, schema_editor: Any) -> None:
    undo_index(schema_editor.connection)


class Migration(migrations.Migration):
    """Prepare the index of this database."""

    dependencies = [("public", "0001_initial")]
    operations = [migrations.RunPython(_prepare, _undo)]
