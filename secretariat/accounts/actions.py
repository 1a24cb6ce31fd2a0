"""What can be done to where somebody is signed in; upper desks do it as part of their deeds, which are recorded."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.functions import Now

from secretariat.accounts.models import User


def end_sessions_of(account: User, *, but: str = "") -> int:
    """End every session of an account, in whichever browser, except one; says how many there were."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    # Read one by one, for one that began before sessions were listed stands in no list.
    held = {
        row.session_key
        for row in Session.objects.iterator(chunk_size=500)
        if str(row.get_decoded().get(SESSION_KEY, "")) == str(account.pk)
    } - {but}
    listed = UserSession.objects.filter(user=account).exclude(session_key=but)
    keys = held | set(listed.values_list("session_key", flat=True))
    number = Session.objects.filter(session_key__in=held, expire_date__gt=Now()).count()
    Session.objects.filter(session_key__in=held).delete()
    listed.delete()

    def end() -> None:
        for key in keys:
            store(key).delete()

    # Where a cache answers first, it is asked too; one that does not answer holds nobody who can sign in.
    transaction.on_commit(end, robust=True)
    return number
