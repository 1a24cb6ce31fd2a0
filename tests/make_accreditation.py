"""Builders of what accreditation stands on: names watched for, hits, and what else is kept of a delegate."""

import hashlib
import io
from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from secretariat.archive.models import File
from secretariat.conference.models import Conference
from secretariat.delegations.models import (
    Change,
    Credentials,
    Delegate,
    Delegation,
    Particulars,
    Terms,
    WatchedName,
    WatchHit,
)
from secretariat.delegations.queries import kept_of, token_of
from tests import make


def watched(conference: Conference, name: str = "Amal Haddad", **fields: Any) -> WatchedName:
    """A name on the watch list."""
    values = {"reason": "A note of the host.", "entered_by": make.user(None), **fields}
    return WatchedName.objects.create(conference=conference, name=name, **values)


def hit(delegate: Delegate, **fields: Any) -> WatchHit:
    """A delegate found like a watched name."""
    name = fields.pop("watched", None) or watched(delegate.conference, delegate.name)
    values = {"likeness": 1.0, "because": "same", **fields}
    return WatchHit.objects.create(conference_id=delegate.conference_id, watched=name, delegate=delegate, **values)


def particulars(delegate: Delegate, **fields: Any) -> Particulars:
    """What shows who a delegate is."""
    return Particulars.objects.create(conference_id=delegate.conference_id, delegate=delegate, **fields)


PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


def photo(
    colour: tuple[int, int, int] = (120, 90, 60), size: tuple[int, int] = (600, 800), kind: str = "JPEG"
) -> bytes:
    """A photo as somebody hands it in."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


def upload(content: bytes | None = None, name: str = "photo.jpg") -> SimpleUploadedFile:
    """A photo on its way here."""
    return SimpleUploadedFile(name, photo() if content is None else content)


def letter(name: str = "credentials.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A letter of credentials on its way here."""
    return SimpleUploadedFile(name, content)


def particulars_with_photo(delegate: Delegate, **fields: Any) -> Particulars:
    """What shows who a delegate is, with a portrait in the storage."""
    made = particulars(delegate, **fields)
    made.photo.save("portrait.jpg", ContentFile(photo(size=(360, 480))), save=False)
    made.photo_sha256 = hashlib.sha256(photo(size=(360, 480))).hexdigest()
    made.save()
    return made


def credentials(delegation: Delegation, **fields: Any) -> Credentials:
    """A letter of credentials, with its file."""
    hand = delegation.entered_by
    kept = File(conference_id=delegation.conference_id, name="credentials.pdf", content_type="application/pdf")
    kept.size, kept.sha256, kept.entered_by = len(PDF), hashlib.sha256(PDF).hexdigest(), hand
    kept.content.save("credentials.pdf", ContentFile(PDF))
    values = {"delegation": delegation, "party": delegation.party, "signed_by": "The minister", "letter": kept}
    values |= {"sensitivity": delegation.sensitivity, "entered_by": hand, **fields}
    return Credentials.objects.create(conference_id=delegation.conference_id, **values)


def terms(conference: Conference, **fields: Any) -> Terms:
    """Terms that ask for nothing but what is said."""
    return Terms.objects.create(conference=conference, **{"photo_required": False, **fields})


def lebanon(*, quota: int | None = None, overflow: int = 0, **fields: Any) -> Delegation:
    """The delegation of Lebanon to a conference that asks for nothing, with as many places as the invitation says."""
    conference = make.conference()
    terms(conference)
    make.invitation(conference, quota=quota, overflow=overflow, **fields)
    return make.delegation(conference)


def change(
    delegate: Delegate, wanted: Mapping[str, Any], was: Mapping[str, Any] | None = None, **fields: Any
) -> Change:
    """A change that the delegation asks for."""
    values = {"entered_by": make.user(None), **fields}
    return Change.objects.create(
        conference_id=delegate.conference_id, delegate=delegate, wanted=dict(wanted), was=dict(was or {}), **values
    )


def looked_at(change: Change) -> str:
    """What stands for a change as somebody sees it now, beside what is kept now."""
    kept = Change.objects.get(pk=change.pk)
    return token_of(kept, kept_of(kept.delegate))
