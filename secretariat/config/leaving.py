"""What the frame keeps of an account beside the house's own rows: how it signs in, and where it is signed in."""

from collections.abc import Mapping
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from secretariat.accounts.actions import end_sessions_of
from secretariat.accounts.models import User


def erase_sign_in_of(account: User, at: datetime) -> Mapping[str, int]:
    """Delete addresses, passkeys, second factors and recovery codes of an account, and end all its sessions.

    A browser that it had made known holds a cookie that says nothing without the address.
    """
    del at
    return {
        "account.emailaddress": EmailAddress.objects.filter(user=account).delete()[0],
        "mfa.authenticator": Authenticator.objects.filter(user=account).delete()[0],
        "sessions.session": end_sessions_of(account),
    }
