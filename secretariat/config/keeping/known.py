"""What this version of the house knows of databases: its migrations, and the files that rows name."""

from django.apps import apps
from django.core.files.storage import Storage
from django.db import models
from django.db.migrations.loader import MigrationLoader


def known_migrations() -> list[str]:
    """Every migration of this version, and those that it has put into one."""
    loader = MigrationLoader(None)
    replaced = [each for migration in loader.disk_migrations.values() for each in migration.replaces]
    return [f"{app}.{name}" for app, name in [*loader.disk_migrations, *replaced]]


def missing_files(storage: Storage) -> list[str]:
    """Files that rows of the house name and that its storage does not hold."""
    missing = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                named = model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
                missing += [name for name in named.iterator() if name and not storage.exists(name)]
    return missing
