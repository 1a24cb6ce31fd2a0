"""Settle hits of the watch list: somebody else, or the person meant."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.delegations import permissions
from secretariat.delegations.actions.accreditation import refuse_accreditation, release_hold
from secretariat.delegations.models import Delegate, DelegateState, HitState, Invitation, WatchHit
from secretariat.delegations.queries.decisions import language_of
from secretariat.delegations.queries.watching import has_other_open_hits


@action(allow=permissions.may_clear_hit)
def clear_hit(actor: User, hit: WatchHit, *, reason: str, at: datetime) -> WatchHit:
    """Find that a delegate is somebody else; unless something else holds them, they are examined like all."""
    delegate = _settle(actor, hit, HitState.CLEARED, reason=reason, at=at)
    # An officer who holds somebody says why; then the hold is that officer's to end.
    is_held_by_list = delegate.state == DelegateState.ON_HOLD and not delegate.reason
    if is_held_by_list and not has_other_open_hits(hit):
        release_hold(actor, delegate, at=at)
    return hit


@action(allow=permissions.may_uphold_hit)
def uphold_hit(actor: User, hit: WatchHit, *, reason: str, at: datetime) -> WatchHit:
    """Find that a delegate is the person meant: they are refused, and the delegation is not told why."""
    delegate = _settle(actor, hit, HitState.UPHELD, reason=reason, at=at)
    if delegate.has_place:
        refuse_accreditation(actor, delegate, reason=_without_reason(delegate), at=at)
    return hit


def _settle(actor: User, hit: WatchHit, state: str, *, reason: str, at: datetime) -> Delegate:
    if hit.state != HitState.OPEN:
        raise Refused(_("This hit is settled already: %(state)s.") % {"state": hit.get_state_display()})
    said = reason.strip()
    if not said:
        raise Refused(_("Say why; only secretaries read it."), field="reason")
    hit.state, hit.reason, hit.decided_by, hit.decided_at = state, said, actor, at
    hit.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    return Delegate.objects.get(pk=hit.delegate_id)


def _without_reason(delegate: Delegate) -> str:
    """What a delegation is told instead of a reason, in its language."""
    invitation = Invitation.objects.filter(conference=delegate.conference_id, party=delegate.party_id).first()
    with override(language_of(delegate, invitation)):
        return _("The secretariat gives no reason.")
