"""What a person can do on the morning page."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import User
from secretariat.audit.action import action
from secretariat.conference.models import Conference
from secretariat.overview import permissions
from secretariat.overview.models import Look


@action(allow=permissions.may_look)
def look(actor: User, reader: User, *, conference: Conference, revision: int, at: datetime) -> None:
    """Remember up to which revision a person has read the record.

    It is a note of the reader's own and no fact of the conference: the record stays as it is.
    """
    if not actor.roles_in(conference.pk):
        raise PermissionDenied("overview.look")
    before = Look.objects.filter(conference=conference, user=reader).first()
    # A page that lay open for long does not make news of what was read since.
    furthest = max(revision, before.revision if before is not None else 0)
    Look.objects.update_or_create(conference=conference, user=reader, defaults={"revision": furthest, "at": at})


def erase_looks_of(account: User, at: datetime) -> Mapping[str, int]:
    """Forget how far an account had read the records; part of the deed that erases it."""
    del at
    return {"overview.look": Look.objects.filter(user=account).delete()[0]}
