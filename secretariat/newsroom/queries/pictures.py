"""What a picture that was handed in comes to, and which pictures the public may see."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.engines.portraits.bounds import fitted_bounded
from secretariat.engines.portraits.models import FILE_LIMIT, Code, Unusable
from secretariat.newsroom.models import Article, Picture, PressItem

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGE, SMALL = 1600, 640
_IN_NO_FILE_NAME = dict.fromkeys(map(ord, "/\\:"), "-")
UNUSABLE: Mapping[Code, str | Promise] = {
    "empty": _("This file is empty."),
    "too_large": _("This picture is larger than 15 MB."),
    "unknown": _("This is no picture that is taken here. Pictures are taken as JPEG, PNG or WebP, not as SVG."),
    "too_many_pixels": _("This picture has more than 40 megapixels. Hand in a smaller one."),
    "moving": _("This picture moves. Hand in one that stands still."),
    "too_small": _("This picture is too small: it needs at least 240 pixels on each side."),
    "broken": _("This picture is damaged and cannot be opened."),
    "too_slow": _("This picture took longer to open than allowed. Hand in a smaller one."),
    "too_much": _("This picture needed more memory to open than allowed. Hand in a smaller one."),
}


@dataclass(frozen=True)
class Drawn:
    """A picture written anew in two sizes, as JPEG; width and height are those of the large one, in pixels."""

    large: bytes
    small: bytes
    width: int
    height: int


def drawn_from(upload: "UploadedFile[Any]") -> Drawn:
    """A picture as it is kept; refused with a sentence where it comes to none.

    It is judged by its content, and opened in a process of its own, outside of any deed.
    """
    upload.seek(0)
    try:
        large, small = fitted_bounded(upload.read(FILE_LIMIT + 1), (LARGE, SMALL))
    except Unusable as unusable:
        raise Refused(UNUSABLE[unusable.code], field="file") from unusable
    finally:
        upload.seek(0)
    width, height = _size_of(large)
    return Drawn(large, small, width, height)


def file_name_of(words: str) -> str:
    """The name of a picture as the bare name of a file, which is how a conference file names it."""
    printable = "".join(sign for sign in words if unicodedata.category(sign)[0] != "C")
    return " ".join(printable.translate(_IN_NO_FILE_NAME).split()).lstrip(".").strip()[:255].strip() or "picture"


def public_pictures(conference: Conference) -> QuerySet[Picture]:
    """Pictures that the public may see: those of articles that are out, and of the public press kit."""
    out = Article.objects.out().filter(conference=conference).order_by().values("picture_id")
    kit = PressItem._default_manager.filter(conference=conference, is_public=True).order_by().values("picture_id")
    return Picture.objects.filter(Q(pk__in=out) | Q(pk__in=kit), conference=conference)


def _size_of(jpeg: bytes) -> tuple[int, int]:
    """Width and height from the frame header of a JPEG (ITU-T T.81, B.2.2)."""
    place = 2
    while place + 9 < len(jpeg):
        marker, length = jpeg[place + 1], int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xC2:
            height, width = (int.from_bytes(jpeg[place + at : place + at + 2], "big") for at in (5, 7))
            return width, height
        place += 2 + length
    return 0, 0
