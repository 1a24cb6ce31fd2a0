"""Which database a row is read from: the primary, unless a public page is being read from a copy that is far enough."""

from django.db import DEFAULT_DB_ALIAS, models

from secretariat.public.queries.replicas import chosen


class Copies:
    """Reads go where the page under way reads, writes and locks to the primary, whatever a row came from."""

    def db_for_read(self, model: type[models.Model], **_hints: object) -> str:
        """The copy that was chosen for the page under way; the primary for all else."""
        del model
        return chosen() or DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[models.Model], **_hints: object) -> str:
        """Always the primary."""
        del model
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: models.Model, other: models.Model, **_hints: object) -> bool:
        """Copies hold the same rows."""
        del one, other
        return True

    def allow_migrate(self, db: str, app_label: str, **_hints: object) -> bool:
        """Tables are made on the primary; the copies follow."""
        del app_label
        return db == DEFAULT_DB_ALIAS
