"""What the value of a property must look like to be taken: addresses, numbers, languages, moments, pictures."""

import re
from datetime import datetime

from secretariat.engines.cards.models import PHOTO_LIMIT, Photo
from secretariat.engines.cards.properties import Property, unpacked

__all__ = ["LONGEST_MAIL", "LONGEST_PHONE", "LONGEST_UID", "is_kind", "is_language", "is_mail", "is_phone", "is_uri"]
__all__ += ["moment", "photo_of", "picture"]

# RFC 5321, 4.5.3.1.3, without its brackets.
LONGEST_MAIL = 254
LONGEST_PHONE = 100
LONGEST_UID = 200
_MAIL = re.compile(r'[^\s@,;:<>"()\[\]\\]+@[^\s@,;:<>"()\[\]\\]+')
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,10}", re.ASCII)
_KIND = re.compile(r"[a-z][a-z0-9-]{0,39}", re.ASCII)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:[!-\[\]-~]+", re.ASCII)
_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)(?:[.,]\d{1,9})?(Z|[+-]\d\d(?::?\d\d)?)?)?", re.ASCII
)
_DATA = re.compile(rb"data:[^,;]{0,100}+(?:;[^,;]{0,100}+){0,9};base64,", re.IGNORECASE)
# By their first bytes; what a card says of its picture is not believed.
_PICTURES = (
    (b"\xff\xd8\xff", b"", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", b"", "image/png"),
    (b"GIF87a", b"", "image/gif"),
    (b"GIF89a", b"", "image/gif"),
    (b"RIFF", b"WEBP", "image/webp"),
)


def is_mail(text: str) -> bool:
    """Whether a text has the form of one bare mail address; whether it exists is not known here."""
    return len(text) <= LONGEST_MAIL and bool(_MAIL.fullmatch(text))


def is_phone(text: str) -> bool:
    """Whether a text may be a phone number: it has a digit of any script, and is not long."""
    return len(text) <= LONGEST_PHONE and any(char.isdigit() for char in text)


def is_language(text: str) -> bool:
    """Whether a text has the form of a language tag (RFC 5646)."""
    return bool(_LANGUAGE.fullmatch(text))


def is_kind(text: str) -> bool:
    """Whether a text can be a KIND: one word in small letters (RFC 6350, 6.1.4)."""
    return bool(_KIND.fullmatch(text))


def is_uri(text: str) -> bool:
    """Whether a UID can be written as it stands, being an address."""
    return bool(_URI.fullmatch(text))


def moment(text: str) -> str:
    """Return a moment in the basic form of ISO 8601 (RFC 6350, 4.3.5), or nothing where the text is none.

    Parts of a second are left off; a day alone is midnight without a zone.
    """
    found = _MOMENT.fullmatch(text.strip().upper())
    if not found:
        return ""
    year, month, day, hour, minute, second, zone = (part or "" for part in found.groups())
    time = f"{hour or '00'}{minute or '00'}{second or '00'}"
    zone = zone.replace(":", "")
    try:
        datetime.strptime(f"{year}{month}{day}T{time}+0000", "%Y%m%dT%H%M%S%z")
    except ValueError:
        return ""
    return f"{year}{month}{day}T{time}{zone}"


def photo_of(stated: Property) -> tuple[Photo | None, str]:
    """Return the picture a PHOTO carries, or a code: "photo", "photo too large", "photo elsewhere"."""
    value = stated.value.strip()
    # A comma that a program escapes although an address needs none.
    found = (
        _DATA.match(value.replace(b"\\,", b",", 1).replace(b"\\;", b";", 2)) if value[:5].lower() == b"data:" else None
    )
    if found is None and stated.said("encoding") not in {"b", "base64"}:
        return None, "photo elsewhere" if b":" in value[:40] or stated.said("value") in {"uri", "url"} else "photo"
    packed = value.partition(b",")[2] if found else value
    if len(packed) * 3 // 4 > PHOTO_LIMIT * 11 // 10:
        return None, "photo too large"
    data = unpacked(packed)
    if len(data) > PHOTO_LIMIT:
        return None, "photo too large"
    media_type = picture(data)
    return (Photo(data, media_type), "") if media_type else (None, "photo")


def picture(data: bytes) -> str:
    """Return the media type of a picture by its first bytes; empty where it is none of JPEG, PNG, GIF, WebP."""
    kinds = (kind for start, inner, kind in _PICTURES if data.startswith(start) and data[8 : 8 + len(inner)] == inner)
    return next(kinds, "")
