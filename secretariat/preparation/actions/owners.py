"""Who can be in charge of something."""

from django.utils.translation import gettext as _

from secretariat.audit.action import Refused
from secretariat.conference.models import Membership
from secretariat.preparation.models import Assessment, Task


def refuse_wrong_owner(thing: Task | Assessment) -> None:
    """Somebody in charge is a person with a seat in the conference, or a party, not both."""
    if thing.owner_id and thing.owner_party_id:
        raise Refused(_("Name a person or a party, not both."), field="owner_party")
    if thing.owner is None:
        return
    if not Membership.objects.filter(conference_id=thing.conference_id, user=thing.owner).exists():
        raise Refused(_("This person has no seat in the conference."), field="owner")
