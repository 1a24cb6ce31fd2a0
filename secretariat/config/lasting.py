"""How long a session lasts: as long as somebody is there, and never longer than it was given for.

The row of a session says when it ends. Whatever is written in the row puts that off by the time a session may rest, but
never beyond the days after which everybody signs in anew. So whoever reads a session need not know of either.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils import timezone

SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"
# To write at each request would cost a page more than all that it reads; so a session may end so much too soon.
SELDOM = 10 * 60


class Lasting(SessionBase):
    """A session that ends when its person has rested for long, and so long after they signed in at the latest."""

    def get_expiry_age(self, **told: Any) -> int:
        """In how many seconds it ends."""
        age = int(super().get_expiry_age(**told))
        # Who asks of a row that is being read knows when that row ends.
        if "expiry" in told or SESSION_KEY not in self:
            return age
        ends = int(self.get(SIGNED_IN_AT, _now())) + settings.SESSION_LASTS_DAYS * 24 * 60 * 60
        return max(0, min(age, settings.SESSION_RESTS_HOURS * 60 * 60, ends - _now()))

    def get_expiry_date(self, **told: Any) -> datetime:
        """When it ends."""
        return timezone.now() + timedelta(seconds=self.get_expiry_age(**told))

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - the framework's own
        """Write it down, with when its person signed in and was last seen."""
        held = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        if SESSION_KEY in held:
            held.setdefault(SIGNED_IN_AT, _now())
            held[SEEN_AT] = _now()
        super().save(must_create)

    def say_present(self) -> bool:
        """Write down that its person is there, and nothing else; says whether the session goes on.

        What this request read when it began may be old by now: it would undo what a page beside it wrote meanwhile. So
        what is kept is read anew, and held until it is written.
        """
        with transaction.atomic():
            rows = self.model.objects.select_for_update(no_key=True)  # type: ignore[attr-defined]
            row = rows.filter(session_key=self.session_key).first()
            if row is None:
                return False
            kept: Any = type(self)(self.session_key)
            kept._session_cache = kept.decode(row.session_data)  # noqa: SLF001 - it is one of its own kind
            kept.save()
        return True

    @classmethod
    def clear_expired(cls) -> None:
        """Delete those that are over, and what was listed of them for their people."""
        # Sessions are known of before there are any tables.
        from allauth.usersessions.models import UserSession  # noqa: PLC0415
        from django.contrib.sessions.models import Session  # noqa: PLC0415

        super().clear_expired()
        UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


class SessionStore(Lasting, db.SessionStore):
    """Sessions of a house without a cache: rows of the database."""


def is_to_be_written(session: SessionBase | dict[str, Any]) -> bool:
    """Whether somebody is signed in of whom it was not written for a while that they are there."""
    return SESSION_KEY in session and _now() - int(session.get(SEEN_AT, 0)) >= SELDOM


def _now() -> int:
    return int(timezone.now().timestamp())
