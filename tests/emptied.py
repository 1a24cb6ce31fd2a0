"""After a test whose deeds were committed the house is as it was before: what was written is deleted."""

from typing import Any

from django.conf import settings
from django.db import connection, transaction

from tests import make

# They come with the tables, and are the same in every test.
KEPT = {"django_content_type", "auth_permission"}


def empty_what_was_written(_case: Any = None) -> None:
    """Delete the rows of the tables that hold any.

    Django would truncate all tables: PostgreSQL then makes hundreds of files anew, for ten seconds after each test.
    """
    # Who refers to whom is looked at when the transaction ends: tables are emptied in any order.
    with transaction.atomic(), connection.cursor() as cursor:
        for table in written():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608
    make.house()


def written() -> set[str]:
    """The tables that hold a row."""
    present: set[str] = set(connection.introspection.django_table_names(only_existing=True))
    present.add(str(settings.CACHES["default"]["LOCATION"]))
    asked = [f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in sorted(present - KEPT)]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return {name for (name,) in cursor.fetchall()}
