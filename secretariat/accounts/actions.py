"""What can be done to where somebody is signed in; upper desks do it as part of their deeds, which are recorded."""

import logging
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.functions import Coalesce, Now

from secretariat.accounts.models import User
from secretariat.accounts.queries import keys_of

logger = logging.getLogger(__name__)


def end_sessions_of(account: User, *, but: str = "") -> int:
    """End every session of an account, in whichever browser, except one; says how many there were."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    held = keys_of(account, also_expired=True) - {but}
    listed = UserSession.objects.filter(user=account).exclude(session_key=but)
    keys = held | set(listed.values_list("session_key", flat=True))
    number = Session.objects.filter(session_key__in=held, expire_date__gt=Now()).count()
    Session.objects.filter(session_key__in=held).delete()
    listed.delete()
    if not but:
        # Whatever a cache still holds of them opens nothing from now on.
        User.objects.filter(pk=account.pk).update(sessions_ended=Coalesce("sessions_ended", 0) + 1)
        account.refresh_from_db(fields=["sessions_ended"])

    def end() -> None:
        for key in keys:
            _forget(store(key), account)

    # Where a cache answers first, it is asked too.
    transaction.on_commit(end, robust=True)
    return number


def _forget(session: SessionBase, account: User) -> None:
    """Take one out of the cache; where that fails, the others are taken out all the same."""
    try:
        session.delete()
    except Exception as error:  # noqa: BLE001 - whichever cache it is
        # What opens the session is told nobody, not even in the words of the fault.
        logger.warning("The cache still holds a session of account %s: %s.", account.pk, type(error).__name__)
