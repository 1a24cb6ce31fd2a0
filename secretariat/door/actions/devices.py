"""Putting devices at the gates, moving them, and taking them out of service."""

import secrets
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.conference.models import Conference
from secretariat.door import permissions
from secretariat.door.actions.keys import key_for
from secretariat.door.models import Device, Gate
from secretariat.door.queries import fingerprint, plain_code

# What is read aloud across a hall: nothing that looks or sounds like another.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
HALF = 4


def new_code() -> str:
    """A code with which a tablet is taken up, like K7QX-2M4P."""
    letters = "".join(secrets.choice(LETTERS) for _place in range(2 * HALF))
    return f"{letters[:HALF]}-{letters[HALF:]}"


@action(allow=permissions.may_enrol_device)
def enrol_device(actor: User, conference: Conference, *, name: str, gate: Gate, code: str) -> Device:
    """Give a tablet a place at a gate; it is taken up with the code within a quarter of an hour."""
    if gate.conference_id != conference.pk:
        raise Refused(_("There is no such gate here."), field="gate")
    _refuse_closed(gate)
    if Device.objects.filter(conference=conference, name=name, revoked_at=None).exists():
        raise Refused(_("A device of this name is in service already."), field="name")
    # A tablet pins the keys that there are when it is taken up: one at least, be there badges or not.
    key_for(conference)
    return Device.objects.create(
        conference=conference, name=name, gate=gate, token_sha256=fingerprint(plain_code(code)), entered_by=actor
    )


@action(allow=permissions.may_move_device)
def move_device(actor: User, device: Device, *, gate: Gate, version: int | None = None) -> Device:
    """Put a device at another gate."""
    del actor
    unless_stale(device, version)
    if gate.conference_id != device.conference_id:
        raise Refused(_("There is no such gate here."), field="gate")
    _refuse_closed(gate)
    if device.revoked_at is not None:
        raise Refused(_("This device was taken out of service."))
    device.gate = gate
    device.save(update_fields=["gate"])
    return device


@action(allow=permissions.may_revoke_device)
def revoke_device(actor: User, device: Device, *, at: datetime) -> Device:
    """Take a device out of service: it gets no list any more, and what it scans from now on counts for nothing."""
    del actor
    if device.revoked_at is not None:
        raise Refused(_("This device was taken out of service already."))
    device.revoked_at = at
    device.save(update_fields=["revoked_at"])
    return device


def _refuse_closed(gate: Gate) -> None:
    if not gate.is_open:
        raise Refused(_("This gate is not in use."), field="gate")
