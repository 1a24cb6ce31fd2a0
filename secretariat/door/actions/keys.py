"""Keys that sign badges: a new one takes the place of the old, and one that somebody else may hold is broken."""

import base64
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.conference.models import Conference
from secretariat.door import permissions
from secretariat.door.models import SigningKey
from secretariat.door.queries import key_that_signs, purpose_of
from secretariat.engines import admission


@action(allow=permissions.may_rotate_keys)
def rotate_keys(actor: User, conference: Conference, *, at: datetime) -> SigningKey:
    """Make a new key that signs from now on; what the old one signed stays good."""
    del actor
    old = key_that_signs(conference.pk)
    if old is not None:
        old.retired_at, old.version = at, old.version + 1
        old.save(update_fields=["retired_at", "version"])
    return new_key(conference)


@action(allow=permissions.may_break_key)
def break_key(actor: User, key: SigningKey, *, at: datetime) -> SigningKey:
    """Hold a key to be broken: no badge that it signed is good any more, and it signs nothing.

    If it was the one that signs, another takes its place at once: what tablets carry is signed as well.
    """
    del actor
    if key.broken_at is not None:
        raise Refused(_("This key is held to be broken already."))
    key.broken_at, key.retired_at = at, key.retired_at or at
    key.save(update_fields=["broken_at", "retired_at"])
    key_for(key.conference)
    return key


def key_for(conference: Conference) -> SigningKey:
    """The key that signs now; the first is made when it is first needed. The conference is held by whoever asks."""
    return key_that_signs(conference.pk) or new_key(conference)


def new_key(conference: Conference) -> SigningKey:
    """Make a key and seal its private half."""
    private = admission.new_private_key()
    public = admission.public_key_of(private)
    mark = admission.mark_of(public)
    sealed = admission.seal(private, settings.BADGE_SECRET, purpose=purpose_of(conference.pk, mark))
    return SigningKey.objects.create(
        conference=conference,
        mark=mark,
        public_key=base64.b64encode(public).decode("ascii"),
        sealed_private_key=sealed,
    )
