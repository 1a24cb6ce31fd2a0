"""Withdraw a person, send another in their place, and nominate again who was withdrawn or refused."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.delegations import permissions
from secretariat.delegations.actions.accreditation import enter_state
from secretariat.delegations.actions.entering import take_over
from secretariat.delegations.actions.people import DELEGATE_FIELDS, enter_delegate, unless_unfit
from secretariat.delegations.actions.places import give_place, hold_delegation
from secretariat.delegations.actions.watching import look_at_watch_list
from secretariat.delegations.models import Delegate, DelegateState

# What a new person takes over from the one in whose place they come.
OF_THE_PLACE = ("role", "is_overflow", "sensitivity")
NEW_FIELDS = tuple(name for name in DELEGATE_FIELDS if name not in OF_THE_PLACE)


@action(allow=permissions.may_withdraw_delegate)
def withdraw_delegate(actor: User, delegate: Delegate, *, reason: str, at: datetime) -> Delegate:
    """Say that a person does not come; the place is free."""
    del actor
    _unless_out(delegate)
    said = reason.strip()
    if not said:
        raise Refused(_("Say why this person does not come."), field="reason")
    hold_delegation(delegate)
    enter_state(delegate, DelegateState.WITHDRAWN, reason=said, at=at)
    return delegate


@action(allow=permissions.may_substitute_delegate)
def substitute_delegate(
    actor: User, delegate: Delegate, *, details: Mapping[str, Any], reason: str, at: datetime
) -> Delegate:
    """Send a new person in the place of another, who is withdrawn; role and place are the same."""
    known = Delegate.objects.filter(substitutes=delegate).first()
    if known is not None:
        raise Refused(_("%(name)s came in the place of this person already.") % {"name": known.name})
    withdraw_delegate(actor, delegate, reason=reason, at=at)
    new = Delegate(
        conference_id=delegate.conference_id,
        delegation_id=delegate.delegation_id,
        party_id=delegate.party_id,
        entered_by=actor,
        substitutes=delegate,
    )
    take_over(new, NEW_FIELDS, details)
    for name in OF_THE_PLACE:
        setattr(new, name, getattr(delegate, name))
    enter_delegate(actor, new)
    look_at_watch_list(actor, [new])
    return new


@action(allow=permissions.may_nominate_again)
def nominate_again(actor: User, delegate: Delegate, *, at: datetime) -> Delegate:
    """Name a person again who was withdrawn or refused, if there is a place."""
    if delegate.has_place:
        raise Refused(_("%(name)s has a place already.") % {"name": delegate.name})
    give_place(delegate)
    delegate.state = DelegateState.NOMINATED
    unless_unfit(actor, delegate)
    delegate.save(update_fields=["is_overflow"])
    enter_state(delegate, DelegateState.NOMINATED, at=at)
    look_at_watch_list(actor, [delegate])
    return delegate


def _unless_out(delegate: Delegate) -> None:
    if not delegate.has_place:
        sentence = _("%(name)s has no place any more: %(state)s.")
        raise Refused(sentence % {"name": delegate.name, "state": delegate.get_state_display()})
