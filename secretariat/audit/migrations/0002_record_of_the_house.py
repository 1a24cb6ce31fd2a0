"""The house has a record of its own from the first day, so that its deeds have a thing to hold."""

from typing import Any

from django.db import migrations

HOUSE = 0


def open_the_record(apps: Any, schema_editor: Any) -> None:
    """Keep the record of the house, unless a deed has opened it already."""
    del schema_editor
    apps.get_model("audit", "Record").objects.get_or_create(conference_id=HOUSE)


class Migration(migrations.Migration):
    """Opens the record of the house."""

    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(open_the_record, migrations.RunPython.noop)]
