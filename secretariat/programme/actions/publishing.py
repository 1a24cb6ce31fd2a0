"""Publishing the timetable: a numbered version, of which everybody is told whom it changes something for."""

from datetime import datetime

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.conference.actions import put_in_outbox
from secretariat.conference.models import Conference
from secretariat.programme import permissions
from secretariat.programme.actions.parts import refuse_with
from secretariat.programme.models import Publication
from secretariat.programme.queries.entries import changes_between, latest_publication, working_entries
from secretariat.programme.queries.judging import judged
from secretariat.programme.queries.telling import concerned, letters_about, readers_of
from secretariat.programme.queries.words import words_of


@action(allow=permissions.may_publish)
def publish(actor: User, conference: Conference, *, note: str = "", seen: int, at: datetime) -> Publication:
    """Publish the working timetable as a new version; ``seen`` is the number of the last one that this person saw."""
    # The door holds the conference: of two who publish at once the second finds the version of the first.
    latest = latest_publication(conference)
    number = latest.number if latest is not None else 0
    if number != seen:
        raise Refused(
            _("Somebody published version %(number)s meanwhile. Look at what would change now.") % {"number": number}
        )
    before = latest.entries if latest is not None else []
    entries = working_entries(conference, before)
    changes = changes_between(before, entries)
    if not changes:
        raise Refused(_("Nothing differs from what is published."))
    refuse_with(judged(conference, actor, words_of(conference, actor)).against)
    publication = Publication(conference=conference, number=number + 1, note=note, entries=entries, changes=changes)
    publication.published_at, publication.entered_by = at, actor
    publication.save()
    readers = readers_of(conference, before, entries, concerned(before, entries))
    put_in_outbox(actor, conference, letters_about(conference, publication, readers))
    return publication
