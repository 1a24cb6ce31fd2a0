"""Pictures: drawn anew from what was handed in, with their credit and what they show in words."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import hold_file
from secretariat.audit.action import Refused, action, plain, unless_stale
from secretariat.conference.models import Conference
from secretariat.newsroom import permissions
from secretariat.newsroom.actions.parts import enter
from secretariat.newsroom.models import Picture
from secretariat.newsroom.queries.pictures import Drawn, file_name_of

PICTURE_FIELDS = ("name", "alternative", "credit", "licence")


@action(allow=permissions.may_add_picture)
def add_picture(actor: User, conference: Conference, *, drawn: Drawn, details: Mapping[str, Any]) -> Picture:
    """Keep a picture in two sizes, with whom to credit and what it shows for those who do not see it."""
    picture = Picture(conference=conference, entered_by=actor, width=drawn.width, height=drawn.height)
    _enter(picture, details)
    picture.large = hold_file(actor, conference.pk, _as_upload(drawn.large, "large"))
    picture.small = hold_file(actor, conference.pk, _as_upload(drawn.small, "small"))
    picture.save()
    return picture


@action(allow=permissions.may_revise_picture)
def revise_picture(actor: User, picture: Picture, *, details: Mapping[str, Any], version: int | None = None) -> Picture:
    """Correct what is said of a picture; the picture itself stays."""
    del actor
    unless_stale(picture, version)
    _enter(picture, details)
    picture.save(update_fields=PICTURE_FIELDS)
    return picture


def _enter(picture: Picture, details: Mapping[str, Any]) -> None:
    enter(picture, PICTURE_FIELDS, details)
    if not picture.credit:
        raise Refused(_("Say whom the picture is by."), field="credit")
    if not plain(picture.alternative):
        raise Refused(_("Say in words what the picture shows."), field="alternative")
    picture.name = file_name_of(picture.name)


def _as_upload(content: bytes, name: str) -> "UploadedFile[Any]":
    return SimpleUploadedFile(f"{name}.jpg", content, "image/jpeg")
