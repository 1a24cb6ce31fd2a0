"""The keys of a conference: which are good, which signs, and their private halves for as long as they are needed."""

import base64

from django.conf import settings
from django.utils.translation import gettext as _

from secretariat.audit.action import Refused
from secretariat.door.models import SigningKey
from secretariat.engines import admission


def public_keys(conference_id: int) -> dict[str, bytes]:
    """The public keys whose signatures are good, by their marks. One query."""
    rows = SigningKey.objects.filter(conference_id=conference_id, broken_at=None).order_by("pk")
    return {mark: base64.b64decode(public) for mark, public in rows.values_list("mark", "public_key")}


def key_that_signs(conference_id: int) -> SigningKey | None:
    """The key with which badges are signed now; none before the first badge."""
    return SigningKey.objects.filter(conference_id=conference_id, retired_at=None, broken_at=None).first()


def purpose_of(conference_id: int, mark: str) -> str:
    """The place a private key is sealed for, so that it opens nowhere else."""
    return f"badge key {conference_id} {mark}"


def private_half(key: SigningKey) -> bytes:
    """The private half of a key; refused if it was sealed under another secret than the present one."""
    purpose = purpose_of(key.conference_id, key.mark)
    try:
        return admission.unseal(key.sealed_private_key, settings.BADGE_SECRET, purpose=purpose)
    except ValueError as error:
        raise Refused(
            _(
                "The key that signs badges was sealed under another secret: nothing was issued. Whoever keeps the"
                " installation must set BADGE_SECRET as it was; or declare the key broken, and a new one is made."
            )
        ) from error


def signatures(conference_id: int, message: bytes) -> list[tuple[str, bytes]]:
    """The signatures of every key that is not broken, the one that signs now first; those that open are used."""
    found = []
    for key in SigningKey.objects.filter(conference_id=conference_id, broken_at=None).order_by("-pk"):
        try:
            found.append((key.mark, admission.sign(private_half(key), message)))
        except Refused:
            # A tablet needs one signature that it knows; a key that does not open signs none.
            continue
    return found
