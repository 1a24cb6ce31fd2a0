"""What a photo that was handed in comes to, and which photos nobody's row names any more."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NewType

from django.core.files.storage import default_storage
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.audit.action import Refused
from secretariat.delegations.models import Change, Particulars
from secretariat.engines.portraits.bounds import portrait_bounded
from secretariat.engines.portraits.models import FILE_LIMIT, Code, Unusable

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

# The bytes of a photo as the house wrote it; ``portrait_of`` alone makes one.
Portrait = NewType("Portrait", bytes)

PHOTOS = "photos"
# A deed under way has stored its photo, and its row is not seen yet.
UNDER_WAY = timedelta(hours=1)
UNUSABLE: Mapping[Code, str | Promise] = {
    "empty": _("This file is empty."),
    "too_large": _("This photo is larger than 15 MB."),
    "unknown": _("This is no photo. Photos are taken as JPEG, PNG or WebP."),
    "too_many_pixels": _("This photo has more than 40 megapixels. Hand in a smaller one."),
    "moving": _("This picture moves. Hand in one that stands still."),
    "too_small": _("This photo is too small: cut to 3 : 4, at least 240 × 320 pixels must be left."),
    "broken": _("This photo is damaged and cannot be opened."),
    "too_slow": _("This photo took longer to open than allowed. Hand in a smaller one."),
    "too_much": _("This photo needed more memory to open than allowed. Hand in a smaller one."),
}


def portrait_of(upload: "UploadedFile[Any]") -> Portrait:
    """The portrait that a photo comes to, written anew; refused with a sentence where it comes to none.

    The photo is judged by its content. It is opened in a process of its own, outside of any deed.
    """
    upload.seek(0)
    try:
        return Portrait(portrait_bounded(upload.read(FILE_LIMIT + 1)))
    except Unusable as unusable:
        raise Refused(UNUSABLE[unusable.code], field="photo") from unusable
    finally:
        upload.seek(0)


def digest_of(portrait: bytes) -> str:
    """The SHA-256 of a portrait."""
    return hashlib.sha256(portrait).hexdigest()


def unclaimed_photos(at: datetime) -> list[str]:
    """Photos in storage that no row names: a deed stored them and was not done, or was done and did not reach them."""
    named = {*Particulars.objects.exclude(photo="").values_list("photo", flat=True)}
    named |= {*Change.objects.exclude(photo="").values_list("photo", flat=True)}
    kept = (name for name in _stored(PHOTOS) if name not in named)
    return [name for name in kept if default_storage.get_modified_time(name) < at - UNDER_WAY]


def _stored(folder: str) -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for inner in folders:
        yield from _stored(f"{folder}/{inner}")
