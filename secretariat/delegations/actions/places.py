"""Places of a delegation: who takes which."""

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.delegations import permissions, queries
from secretariat.delegations.models import Capacity, Delegate, DelegateRole, Delegation, Invitation
from secretariat.delegations.queries import Places


def hold_delegation(delegate: Delegate) -> Delegation:
    """Hold the delegation of a person, so that nobody else gives its places away meanwhile."""
    return Delegation.objects.select_for_update(no_key=True).get(pk=delegate.delegation_id)


def give_place(delegate: Delegate, places: Places | None = None) -> Places:
    """Give a person one of the delegation's places: within the quota a main one, then an overflow place.

    For many, the places are counted once, under the delegation's lock, and what is answered is handed to the next.
    """
    known = queries.places_of(hold_delegation(delegate)) if places is None else places
    if not known.has_main_place and not known.has_overflow_place:
        raise Refused(_("No place is left: %(places)s.") % {"places": known})
    delegate.is_overflow = not known.has_main_place
    return known.with_one_more(is_overflow=delegate.is_overflow)


def is_media(delegate: Delegate) -> bool:
    """Whether a person stands in the queue of the media: invited as such, or named as press."""
    if delegate.role == DelegateRole.PRESS:
        return True
    invited = Invitation.objects.filter(conference_id=delegate.conference_id, party_id=delegate.party_id)
    return invited.filter(capacity=Capacity.MEDIA).exists()


@action(allow=permissions.may_give_main_place)
def give_main_place(actor: User, delegate: Delegate) -> Delegate:
    """Move a person from an overflow place up to a main place that became free."""
    del actor
    if not delegate.is_overflow or not delegate.has_place:
        raise Refused(_("%(name)s is not on an overflow place.") % {"name": delegate.name})
    places = queries.places_of(hold_delegation(delegate))
    if not places.has_main_place:
        raise Refused(_("No main place is free: %(places)s.") % {"places": places})
    delegate.is_overflow = False
    delegate.save(update_fields=["is_overflow"])
    return delegate
