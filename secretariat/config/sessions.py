"""Sessions that are read from the cache and kept in the database as well: without the cache they are only slower.

To sign out asks both. If the cache does not answer then, whoever signs out is told of the fault, not that it is done.
What the cache holds is believed for as long as nobody writes that somebody is there; then the database is asked whether
the session goes on.
"""

from typing import Any

from django.contrib.sessions.backends import cached_db, db
from redis.exceptions import RedisError

from secretariat.config.lasting import Lasting, is_to_be_written


class SessionStore(Lasting, cached_db.SessionStore):
    """A session that outlives the cache."""

    def load(self) -> dict[str, Any]:
        """Read it from the cache; from the database, if the cache does not answer or what it holds is old."""
        key = self.session_key
        try:
            held: dict[str, Any] = super().load()
            if not is_to_be_written(held):
                return held
            kept = self._kept()
            if not kept and key is not None:
                self.delete(key)
        except RedisError:
            return self._kept()
        return kept

    def _kept(self) -> dict[str, Any]:
        row = self._get_session_from_db()  # type: ignore[attr-defined]
        return self.decode(row.session_data) if row else {}

    def exists(self, session_key: str) -> bool:
        """Whether it is still there."""
        try:
            return bool(super().exists(session_key))
        except RedisError:
            return db.SessionStore.exists(self, session_key)
