"""Delete what showed who people are, once it has served."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action
from secretariat.conference.models import Conference
from secretariat.delegations import permissions, queries
from secretariat.delegations.actions.particulars import forget_files
from secretariat.delegations.models import Change, ChangeState, Particulars, Terms, WatchedName
from secretariat.ui.templatetags.ui import day

# What desks above made of photos: each deletes its own within the same deed, and says how many of what.
ALSO_PURGED: list[Callable[[Conference], Mapping[str, int]]] = []


@action(allow=permissions.may_purge_particulars)
def purge_particulars(actor: User, conference: Conference, *, at: datetime) -> Batch:
    """Delete document numbers, dates of birth and photos, from changes and the watch list too, when they are due."""
    del actor
    kept = queries.retained(conference)
    if not kept.is_due(at.astimezone(conference.zone).date()):
        raise Refused(_("Nothing is deleted before %(day)s.") % {"day": day(kept.due_date)})
    counts = {
        "document_numbers": kept.document_numbers,
        "birth_dates": kept.birth_dates,
        "photos": kept.photos,
        "changes_with_particulars": _clear_changes(conference),
        "watched_birth_dates": kept.watched_birth_dates,
    }
    rows = Particulars.objects.filter(conference=conference)
    touched = list(rows.values_list("pk", flat=True))
    forget_files(rows.values_list("photo", flat=True))
    rows.delete()
    WatchedName.objects.filter(conference=conference).exclude(birth_date=None).update(birth_date=None)
    for purge in ALSO_PURGED:
        counts |= purge(conference)
    counts = {name: number for name, number in counts.items() if number}
    if counts:
        Terms.objects.update_or_create(conference=conference, defaults={"purged_at": at})
    return Batch(
        name=_("Particulars deleted"),
        conference_id=conference.pk,
        counts=counts,
        rows={Particulars._meta.label_lower: touched} if counts else {},
    )


def forget_unclaimed_photos(at: datetime) -> int:
    """Delete photos from the storage that no row names any more; says how many."""
    names = queries.unclaimed_photos(at)
    for name in names:
        default_storage.delete(name)
    return len(names)


def _clear_changes(conference: Conference) -> int:
    """Take particulars and photos out of changes; one that asked for nothing else and waits is gone."""
    found = queries.changes_with_particulars(conference)
    for change in found:
        forget_files([str(change.photo.name or "")])
        for held in (change.wanted, change.was):
            for name in (*queries.PARTICULARS, "photo"):
                held.pop(name, None)
        change.photo = ""
        if change.state == ChangeState.WAITING and not change.wanted:
            change.delete()
    Change.objects.bulk_update([change for change in found if change.pk], ["wanted", "was", "photo"])
    return len(found)
