"""What parties propose or have begun for the question itself."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action, difference_between, unless_stale
from secretariat.conference.models import Conference
from secretariat.dossier import permissions
from secretariat.dossier.models import Initiative

INITIATIVE_FIELDS = ("party", "text", "said_date", "state", "sensitivity")


@action(allow=permissions.may_record_initiative)
def record_initiative(
    actor: User, conference: Conference, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> Initiative:
    """Write down what a party proposes or has begun."""
    initiative = Initiative(conference=conference, entered_by=actor)
    _set(initiative, details)
    others = Initiative.objects.in_office_of(actor).filter(conference=conference, party=initiative.party)
    if any(not difference_between(initiative, other, ("party", "text", "said_date")) for other in others):
        raise Refused(
            _("The same initiative is written down already. If another source gives it, cite it on that one.")
        )
    initiative.save()
    Citation.objects.bulk_create(citations_for(initiative, cited))
    return initiative


@action(allow=permissions.may_revise_initiative)
def revise_initiative(
    actor: User, initiative: Initiative, *, version: int | None = None, details: Mapping[str, Any]
) -> Initiative:
    """Change what is kept of an initiative, or how far it has come."""
    del actor
    unless_stale(initiative, version)
    _set(initiative, details)
    initiative.save(update_fields=INITIATIVE_FIELDS)
    return initiative


def _set(initiative: Initiative, details: Mapping[str, Any]) -> None:
    for name in INITIATIVE_FIELDS:
        if name in details:
            setattr(initiative, name, details[name])
    if not str(initiative.text):
        raise Refused(_("Write down what is proposed."), field="text")
