"""Settle pairs of delegates who may be one person. Nobody is merged: what was found is written down."""

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.delegations import permissions
from secretariat.delegations.models import Delegate, SettledPair


@action(allow=permissions.may_settle_pair)
def settle_pair(actor: User, one: Delegate, *, other: Delegate, is_same: bool, reason: str) -> SettledPair:
    """Write down whether two delegates are one person; the pair is proposed no more."""
    seen = Delegate.objects.in_office_of(actor).filter(conference=one.conference_id, pk=other.pk)
    if one.pk == other.pk or not seen.exists():
        raise Refused(_("Name two delegates of this conference."))
    said = reason.strip()
    if not said:
        raise Refused(_("Say why, for whoever looks at the two after you."), field="reason")
    older, younger = sorted((one, other), key=lambda delegate: delegate.pk)
    settled = SettledPair.objects.filter(one=older, other=younger).first()
    if settled is not None:
        found = _("one person") if settled.is_same else _("two persons")
        raise Refused(_("This pair is settled already: %(found)s.") % {"found": found})
    return SettledPair.objects.create(
        conference_id=one.conference_id, one=older, other=younger, is_same=is_same, reason=said, entered_by=actor
    )
