"""Accounts that are closed and opened again, and the sessions of somebody who has lost a machine."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.actions import end_sessions_of
from secretariat.accounts.models import OF_THE_HOUSE, User
from secretariat.audit.action import Batch, Refused, action, label_of
from secretariat.audit.models import HOUSE
from secretariat.conference import permissions, queries

_SESSIONS = "sessions.session"

# What other desks let programs do in the name of an account: each ends its own in the same deed, and says how many.
ALSO_ENDED_OF_ACCOUNTS: list[Callable[[User, User, datetime], Mapping[str, int]]] = []


@action(allow=permissions.may_close_account)
def close_account(actor: User, account: User, *, reason: str, at: datetime) -> Batch:
    """Let nobody in by an account any more: sessions end, tokens are revoked; its roles and what it did stay."""
    hold_and_judge(actor, account, permissions.may_close_account)
    _unless_it_is_nobodys(account)
    if not account.is_active:
        raise Refused(_("This account is closed already."))
    if account.pk == actor.pk:
        raise Refused(_("Your own account is closed by another keeper of the house."))
    unless_last_keeper(account)
    if not reason.strip():
        raise Refused(_("Say why the account is closed."), field="reason")
    account.is_active = False
    account.save(update_fields=["is_active"])
    return _batch(account, _ended(actor, account, at), {"is_active": [True, False], "reason": ["", reason.strip()]})


@action(allow=permissions.may_reopen_account)
def reopen_account(actor: User, account: User, *, at: datetime) -> Batch:
    """Let somebody sign in again; they do so anew, and their programs get new tokens."""
    hold_and_judge(actor, account, permissions.may_reopen_account)
    _unless_it_is_nobodys(account)
    if account.is_active:
        raise Refused(_("This account is open."))
    # Whoever signed in or opened a token while the account was being closed is not let in by that now.
    ended = _ended(actor, account, at)
    account.is_active = True
    account.save(update_fields=["is_active"])
    return _batch(account, ended, {"is_active": [False, True]})


@action(allow=permissions.may_end_sessions)
def end_sessions(actor: User, account: User) -> Batch:
    """Sign somebody out everywhere; they sign in anew with what only they know."""
    hold_and_judge(actor, account, permissions.may_end_sessions)
    if account.pk == actor.pk:
        raise Refused(_("Your own sessions are ended where you are signed in."))
    # Where none is written a cache may still hold one: that is over as well.
    number = end_sessions_of(account)
    return _batch(account, {_SESSIONS: number} if number else {}, {})


def hold_and_judge(actor: User, account: User, allow: Callable[[User, User], bool]) -> None:
    """Hold whoever acts on an account, and judge them as they are now: they may have been closed meanwhile.

    The door holds the account before. Of two who act on each other at once, each waits for the other: the database
    lets one go on, and the door refuses the other.
    """
    if not allow(User.objects.select_for_update(no_key=True).get(pk=actor.pk), account):
        raise PermissionDenied


def unless_last_keeper(account: User) -> None:
    """Refuse what would leave the house without a keeper who may sign in."""
    if account.is_superuser and not queries.keepers().exclude(pk=account.pk).exists():
        raise Refused(_("The last keeper of the house stays."))


def _unless_it_is_nobodys(account: User) -> None:
    if account.is_erased:
        raise Refused(_("This account is erased already."))
    if account.email.endswith(OF_THE_HOUSE):
        raise Refused(_("This account is the house's own."))


def _ended(actor: User, account: User, at: datetime) -> dict[str, int]:
    counts = {_SESSIONS: end_sessions_of(account)}
    for end in ALSO_ENDED_OF_ACCOUNTS:
        counts |= end(actor, account, at)
    return counts


def _batch(account: User, counts: Mapping[str, int], changes: Mapping[str, list[object]]) -> Batch:
    kind = label_of(account)
    told = {f"{kind}:{account.pk}": changes} if changes else {}
    return Batch(
        name=str(account),
        conference_id=HOUSE,
        counts={kind: 1, **{each: number for each, number in counts.items() if number}},
        rows={kind: [account.pk]},
        changes=told,
    )
