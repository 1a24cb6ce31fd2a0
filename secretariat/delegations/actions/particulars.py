"""Keep what shows who a delegate is: date of birth, document, photo."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action, difference, label_of, unless_stale
from secretariat.delegations import permissions, queries
from secretariat.delegations.actions.entering import take_over
from secretariat.delegations.actions.watching import look_at_watch_list
from secretariat.delegations.models import Change, Delegate, Particulars
from secretariat.delegations.queries import PARTICULARS, Portrait


@action(allow=permissions.may_keep_particulars)
def keep_particulars(
    actor: User, delegate: Delegate, *, details: Mapping[str, Any], version: int | None = None
) -> Batch:
    """Keep the date of birth and the document of a delegate."""
    _unless_a_second_look_is_needed(actor, delegate)
    kept = _held(delegate)
    unless_stale(kept, version)
    before = _values(kept)
    take_over(kept, PARTICULARS, details)
    unless_of_no_document(kept.document_number, kept.document_kind)
    done = _written(kept, before)
    if kept.birth_date != before["birth_date"]:
        # A name that was not like enough by itself may be so with the day.
        look_at_watch_list(actor, [delegate])
    return done


@action(allow=permissions.may_keep_photo)
def keep_photo(actor: User, delegate: Delegate, *, portrait: Portrait) -> Batch:
    """Keep a portrait of a delegate in the place of the one before."""
    _unless_a_second_look_is_needed(actor, delegate)
    kept = _held(delegate)
    before = _values(kept)
    digest = queries.digest_of(portrait)
    if kept.photo_sha256 != digest:
        kept.photo, kept.photo_sha256 = store_photo(portrait), digest
        forget_files([before["photo"]])
    return _written(kept, before)


@action(allow=permissions.may_remove_photo)
def remove_photo(actor: User, delegate: Delegate) -> Batch:
    """Delete the photo of a delegate, from the storage too."""
    _unless_a_second_look_is_needed(actor, delegate)
    kept = _held(delegate)
    before = _values(kept)
    if not kept.photo:
        raise Refused(_("There is no photo to delete."))
    kept.photo, kept.photo_sha256 = "", ""
    forget_files([before["photo"]])
    return _written(kept, before)


def unless_of_no_document(number: str, kind: str) -> None:
    """A number belongs to a document."""
    if number and not kind:
        raise Refused(_("Say what document has this number."), field="document_kind")


def apply_particulars(delegate: Delegate, wanted: Mapping[str, Any], photo_name: str = "") -> None:
    """Take over what a change wants of somebody's particulars, within the deed that approves it.

    ``wanted`` is plain JSON, of which only particulars are read; ``photo_name`` is a portrait that the change stored,
    and belongs to the delegate from now on.
    """
    kept = _held(delegate)
    before = _values(kept)
    take_over(kept, PARTICULARS, wanted)
    born = wanted.get("birth_date", kept.birth_date)
    kept.birth_date = date.fromisoformat(born) if isinstance(born, str) and born else born or None
    if photo_name and photo_name != before["photo"]:
        with default_storage.open(photo_name) as stored:
            kept.photo, kept.photo_sha256 = photo_name, queries.digest_of(stored.read())
        Change.objects.filter(delegate=delegate, photo=photo_name).update(photo="")
        forget_files([before["photo"]])
    _written(kept, before)


def store_photo(portrait: Portrait) -> str:
    """Store a portrait under a name that nobody guesses, and say which; the row that names it is written next.

    Should that deed not be done, the photo is found unclaimed at night and deleted.
    """
    name = Particulars._meta.get_field("photo").generate_filename(Particulars(), f"{secrets.token_hex(16)}.jpg")
    return default_storage.save(name, ContentFile(portrait))


def forget_files(names: Iterable[str]) -> None:
    """Delete files from the storage as soon as the deed is done; what cannot be deleted then, the night takes."""
    for name in filter(None, names):
        transaction.on_commit(_deletion_of(name), robust=True)


def _deletion_of(name: str) -> Callable[[], None]:
    # What is robust is called by its name in the log, which a partial has not.
    def delete() -> None:
        default_storage.delete(name)

    return delete


def _unless_a_second_look_is_needed(actor: User, delegate: Delegate) -> None:
    if not permissions.may_change_at_once(actor, delegate):
        raise Refused(_("%(name)s is accredited: a change needs a second look.") % {"name": delegate.name})


def _held(delegate: Delegate) -> Particulars:
    Particulars.objects.select_for_update(no_key=True).filter(delegate=delegate).first()
    return queries.particulars_of(delegate)


def _values(kept: Particulars) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in PARTICULARS} | {"photo": str(kept.photo.name or "")}


def _written(kept: Particulars, before: Mapping[str, Any]) -> Batch:
    """Write the row if it became another; what became other is told in the history of the delegate, never what it is.

    The row is no row of the record by itself: who may not see it is told nothing of it.
    """
    changes = difference(kept, before, _values(kept))
    if changes:
        kept.version += 1
        kept.save()
    return Batch(
        name=str(kept.delegate),
        conference_id=kept.conference_id,
        counts={label_of(kept): 1} if changes else {},
        rows={label_of(kept.delegate): [kept.delegate_id]},
        changes={label_of(kept): changes},
    )
