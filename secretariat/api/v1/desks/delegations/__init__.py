"""What a program may read and do at the desk ``delegations``.

What is found by comparing all people, as pairs that may be one person, is told once somebody settled it.
"""

from secretariat.api.v1.desks.delegations.accrediting import DEEDS as OF_ACCREDITATION
from secretariat.api.v1.desks.delegations.inviting import DEEDS as OF_INVITATIONS
from secretariat.api.v1.desks.delegations.naming import DEEDS as OF_PEOPLE
from secretariat.api.v1.desks.delegations.rows import RESOURCES

DEEDS = (*OF_INVITATIONS, *OF_PEOPLE, *OF_ACCREDITATION)
LEFT_OUT = {
    "delegations.erase_person": "Nothing brings it back: a person does it, on the page that says what stays.",
    "delegations.hold_for_secretaries": "Part of the deeds that name or revise somebody whom a name is like.",
}

__all__ = ["DEEDS", "LEFT_OUT", "RESOURCES"]
