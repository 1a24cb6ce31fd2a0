"""Sessions that are read from the cache and kept in the database as well: without the cache they are only slower.

To sign out asks both. If the cache does not answer then, whoever signs out is told of the fault, not that it is done.
"""

from typing import Any

from django.contrib.sessions.backends import cached_db, db
from redis.exceptions import RedisError

from secretariat.config.lasting import Lasting


class SessionStore(Lasting, cached_db.SessionStore):
    """A session that outlives the cache."""

    def load(self) -> dict[str, Any]:
        """Read it from the cache; from the database, if the cache does not answer."""
        try:
            return super().load()
        except RedisError:
            row = self._get_session_from_db()  # type: ignore[attr-defined]
            return self.decode(row.session_data) if row else {}

    def exists(self, session_key: str) -> bool:
        """Whether it is still there."""
        try:
            return bool(super().exists(session_key))
        except RedisError:
            return db.SessionStore.exists(self, session_key)
