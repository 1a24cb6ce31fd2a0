"""What the frame keeps of an account beside the house's own rows: how it signs in, and where it is signed in."""

from collections.abc import Mapping
from datetime import datetime
from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from secretariat.accounts.models import User


def erase_sign_in_of(account: User, at: datetime) -> Mapping[str, int]:
    """Delete addresses, passkeys, second factors and recovery codes of an account, and end all its sessions.

    A browser that it had made known holds a cookie that says nothing without the address.
    """
    del at
    return {
        "account.emailaddress": EmailAddress.objects.filter(user=account).delete()[0],
        "mfa.authenticator": Authenticator.objects.filter(user=account).delete()[0],
        "sessions.session": _end_sessions_of(account),
    }


def _end_sessions_of(account: User) -> int:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    listed = UserSession.objects.filter(user=account)
    # One that began before sessions were listed stands in no list.
    held = {
        row.session_key
        for row in Session.objects.iterator(chunk_size=500)
        if str(row.get_decoded().get(SESSION_KEY, "")) == str(account.pk)
    }
    keys = held | set(listed.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=held).delete()
    listed.delete()

    def end() -> None:
        for key in keys:
            store(key).delete()

    # Where a cache answers first, it is asked too; one that does not answer holds nobody who can sign in.
    transaction.on_commit(end, robust=True)
    return len(keys)
