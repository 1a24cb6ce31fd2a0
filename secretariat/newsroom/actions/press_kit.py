"""The press kit: pictures, logos, fact sheets and contacts, each with its credit and licence."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import hold_file
from secretariat.audit.action import Refused, action, plain, unless_stale
from secretariat.conference.models import Conference
from secretariat.newsroom import permissions
from secretariat.newsroom.actions.parts import enter
from secretariat.newsroom.models import PressItem, PressItemKind

PRESS_ITEM_FIELDS = ("kind", "title", "text", "picture", "credit", "licence", "is_public")
_OF_A_FILE = frozenset({PressItemKind.LOGO, PressItemKind.FACT_SHEET, PressItemKind.DOCUMENT})


@action(allow=permissions.may_add_press_item)
def add_press_item(
    actor: User,
    conference: Conference,
    *,
    details: Mapping[str, Any],
    upload: "UploadedFile[Any] | None" = None,
) -> PressItem:
    """Add a piece to the press kit."""
    item = PressItem(conference=conference, entered_by=actor)
    _enter(actor, item, details, upload)
    item.position = (PressItem.objects.filter(conference=conference).aggregate(last=Max("position"))["last"] or 0) + 1
    item.save()
    return item


@action(allow=permissions.may_revise_press_item)
def revise_press_item(
    actor: User,
    item: PressItem,
    *,
    details: Mapping[str, Any],
    upload: "UploadedFile[Any] | None" = None,
    version: int | None = None,
) -> PressItem:
    """Correct a piece of the press kit, or give it another file."""
    unless_stale(item, version)
    _enter(actor, item, details, upload)
    item.save()
    return item


@action(allow=permissions.may_remove_press_item)
def remove_press_item(actor: User, item: PressItem) -> None:
    """Take a piece out of the press kit."""
    del actor
    item.delete()


def _enter(actor: User, item: PressItem, details: Mapping[str, Any], upload: "UploadedFile[Any] | None") -> None:
    was = item.kind
    enter(item, PRESS_ITEM_FIELDS, details)
    if not plain(item.title):
        raise Refused(_("A piece of the press kit has a title."), field="title")
    if item.picture is not None and item.picture.conference_id != item.conference_id:
        raise Refused(_("This picture belongs to another conference."), field="picture")
    if upload is not None:
        item.file, item.file_name = hold_file(actor, item.conference_id, upload), ""
    elif item.kind != was and item.kind not in _OF_A_FILE:
        # What was the file of something else is handed out no more.
        item.file, item.file_name = None, ""
    _refuse_empty(item)


def _refuse_empty(item: PressItem) -> None:
    if item.kind == PressItemKind.PICTURE and item.picture is None:
        raise Refused(_("Choose the picture."), field="picture")
    if item.kind == PressItemKind.CONTACT and not plain(item.text):
        raise Refused(_("Say whom to ask, and how."), field="text")
    if item.kind in _OF_A_FILE and item.file is None and not item.file_name:
        raise Refused(_("Choose the file."), field="upload")
