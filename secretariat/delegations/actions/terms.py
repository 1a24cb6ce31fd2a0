"""What the conference asks of those whom it accredits."""

from collections.abc import Mapping
from typing import Any

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, action
from secretariat.conference.models import Conference
from secretariat.delegations import permissions
from secretariat.delegations.actions.entering import revise_settings, take_over
from secretariat.delegations.models import Terms

TERMS_FIELDS = (
    "photo_required",
    "document_required",
    "birth_date_required",
    "mail_required",
    "credentials_required",
    "retention_days",
)


@action(allow=permissions.may_revise_terms)
def revise_terms(
    actor: User, conference: Conference, *, details: Mapping[str, Any], version: int | None = None
) -> Terms | Batch:
    """Say what must be there before somebody is confirmed, and for how many days it is kept."""
    del actor
    terms = Terms.objects.select_for_update(no_key=True).filter(conference=conference).first()
    if terms is None:
        terms = Terms(conference=conference)
        take_over(terms, TERMS_FIELDS, details)
        terms.save()
        return terms
    return revise_settings(terms, TERMS_FIELDS, details, version)
