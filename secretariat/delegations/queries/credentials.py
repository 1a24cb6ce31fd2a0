"""Letters of credentials: what is taken as one, and which were handed in."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.models import File
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.models import Credentials, Delegation

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

# The archive takes more kinds; these are letters.
LETTERS = (".pdf", ".png", ".jpg", ".jpeg", ".docx")


def letter_of_credentials(upload: "UploadedFile[Any]") -> "UploadedFile[Any]":
    """The upload if it is named as letters are; what it really is, the archive judges by its content."""
    if PurePath(upload.name or "").suffix.lower() not in LETTERS:
        raise Refused(_("A letter is taken as PDF, PNG, JPEG or DOCX."), field="upload")
    return upload


def credentials_of(delegation: Delegation, user: User) -> Credentials | None:
    """A delegation's credentials, if the office shows them to this person."""
    shown = Credentials.objects.in_office_of(user).filter(delegation=delegation)
    return shown.select_related("letter", "party").first()


def letters_of(credentials: Credentials) -> QuerySet[File]:
    """Every letter that was handed in, the newest first; the record knows those that were replaced."""
    entries = Entry.objects.filter(made_type=credentials._meta.label_lower, made_id=credentials.pk)
    told = [entry.changes.get("letter_id", [None, None])[1] for entry in entries]
    wanted = {number for number in (*told, credentials.letter_id) if isinstance(number, int)}
    return File.objects.filter(pk__in=wanted, conference_id=credentials.conference_id).order_by("-pk")
