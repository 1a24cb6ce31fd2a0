"""Receive the letters that say for whom delegations speak, and examine them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import hold_file
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.delegations import permissions, queries
from secretariat.delegations.models import Credentials, CredentialsState, Delegation

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

RESULTS = (CredentialsState.EXAMINED, CredentialsState.ACCEPTED, CredentialsState.OBJECTION)


@action(allow=permissions.may_receive_credentials)
def receive_credentials(
    actor: User,
    delegation: Delegation,
    *,
    upload: "UploadedFile[Any] | None" = None,
    received_date: date | None = None,
    signed_by: str = "",
) -> Credentials:
    """Keep a delegation's letter of credentials; it takes the place of the one before, and is examined anew.

    The letter before stays with the file and in the record. Officers may note a letter that lies before them on paper.
    """
    if upload is None and not permissions.may_receive_on_paper(actor, delegation):
        raise Refused(_("Hand in the letter."), field="upload")
    kept = Credentials.objects.filter(delegation=delegation).first() or Credentials(
        conference_id=delegation.conference_id,
        delegation=delegation,
        party_id=delegation.party_id,
        sensitivity=delegation.sensitivity,
    )
    kept.entered_by = actor
    kept.letter = hold_file(actor, delegation.conference_id, queries.letter_of_credentials(upload)) if upload else None
    kept.state, kept.remark = CredentialsState.RECEIVED, ""
    kept.received_date, kept.signed_by = received_date, signed_by
    kept.version = kept.version + 1 if kept.pk else kept.version
    kept.save()
    return kept


@action(allow=permissions.may_examine_credentials)
def examine_credentials(
    actor: User, credentials: Credentials, *, state: str, remark: str = "", version: int | None = None
) -> Credentials:
    """Say what the examination of credentials came to."""
    del actor
    unless_stale(credentials, version)
    if state not in RESULTS:
        raise Refused(_("Say whether they are examined, accepted, or objected to."), field="state")
    if state == CredentialsState.OBJECTION and not remark.strip():
        raise Refused(_("Say what is objected to, and by whom."), field="remark")
    credentials.state, credentials.remark = state, remark
    credentials.save(update_fields=["state", "remark"])
    return credentials
