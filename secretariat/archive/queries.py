"""What the archive can tell: citations of facts, and what an uploaded file really is."""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused

# Extension → the content types that a file of this name may show.
ALLOWED: dict[str, frozenset[str]] = {
    ".pdf": frozenset({"application/pdf"}),
    ".png": frozenset({"image/png"}),
    ".jpg": frozenset({"image/jpeg"}),
    ".jpeg": frozenset({"image/jpeg"}),
    ".webp": frozenset({"image/webp"}),
    ".mp3": frozenset({"audio/mpeg"}),
    ".mp4": frozenset({"video/mp4"}),
    ".docx": frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}),
    ".xlsx": frozenset({"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}),
    ".odt": frozenset({"application/vnd.oasis.opendocument.text"}),
    ".txt": frozenset({"text/plain"}),
    ".csv": frozenset({"text/plain"}),
}
TEXT = "text/plain"
MARKUP = re.compile(rb"<\s*(!doctype|html|head|body|script|svg|iframe|\?xml)", re.IGNORECASE)


@dataclass(frozen=True)
class LookedInto:
    """What an upload turned out to be."""

    name: str
    stored_name: str
    content_type: str
    size: int
    sha256: str


def citations_by_fact(
    user: User | AnonymousUser, facts: Iterable[models.Model]
) -> dict[tuple[str, int], list[Citation]]:
    """Citations this person may see, by fact: key (``desk.model``, id), in the order they were given. One query."""
    found: dict[tuple[str, int], list[Citation]] = defaultdict(list)
    for citation in Citation.objects.visible_to(user).of(list(facts)):
        found[citation.thing_type, citation.thing_id].append(citation)
    return found


def look_into(upload: UploadedFile) -> LookedInto:
    """Say what an uploaded file is by its content; refuse it if that is not what its name says."""
    name = _bare_name(upload.name or "")
    extension = PurePath(name).suffix.lower()
    size = upload.size or 0
    if size == 0:
        raise Refused(_("This file is empty."), field="upload")
    if size > settings.UPLOAD_LIMIT:
        raise Refused(
            _("This file is larger than %(limit)s MB.") % {"limit": settings.UPLOAD_LIMIT // 1024 // 1024},
            field="upload",
        )
    if extension not in ALLOWED:
        raise Refused(
            _("Files of this kind are not taken. These are: %(kinds)s.") % {"kinds": ", ".join(sorted(ALLOWED))},
            field="upload",
        )
    content_type = _content_type(upload)
    if content_type not in ALLOWED[extension]:
        raise Refused(
            _("This file is named %(extension)s, but its content is something else. It was not kept.")
            % {"extension": extension},
            field="upload",
        )
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return LookedInto(name, f"{digest.hexdigest()[:20]}{extension}", content_type, size, digest.hexdigest())


def _bare_name(name: str) -> str:
    printable = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    return PurePath(printable.replace("\\", "/")).name[-200:] or "file"


def _content_type(upload: UploadedFile) -> str:
    import filetype  # noqa: PLC0415 - read only when a file comes in

    upload.seek(0)
    head = upload.read(8192)
    upload.seek(0)
    guess = filetype.guess(head)
    if guess is not None:
        return str(guess.mime)
    return TEXT if _is_text(upload, head) else ""


def _is_text(upload: UploadedFile, head: bytes) -> bool:
    if MARKUP.search(head):
        return False
    try:
        text = upload.read().decode("utf-8")
    except UnicodeDecodeError:
        return False
    finally:
        upload.seek(0)
    return not any(unicodedata.category(char) == "Cc" and char not in "\t\r\n\f" for char in text)
