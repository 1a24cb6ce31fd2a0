"""Opening a calendar with a secret address for a delegation, and ending it."""

import secrets
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.delegations.models import Delegation, Occasion
from secretariat.programme import permissions
from secretariat.programme.models import Feed
from secretariat.programme.queries.feeds import feeds_of, fingerprint

MOST_FEEDS = 20
# A phone asks every quarter of an hour; that it was there is worth a line once in an hour.
NOTED_EVERY = timedelta(hours=1)


def new_secret() -> str:
    """What nobody guesses: the part of an address that opens a calendar or the screen of a room."""
    return secrets.token_urlsafe(24)


@action(allow=permissions.may_open_feed)
def open_feed(actor: User, delegation: Delegation, *, name: str, secret: str) -> Feed:
    """Open a calendar of a delegation under a secret address; only the fingerprint of the secret is kept."""
    if delegation.occasion != Occasion.CONFERENCE:
        raise Refused(_("Only a delegation to the conference itself has a calendar."))
    if feeds_of(delegation).count() >= MOST_FEEDS:
        raise Refused(
            _("A delegation has at most %(most)s addresses at a time. End one that nobody reads any more.")
            % {"most": MOST_FEEDS}
        )
    return Feed.objects.create(
        conference_id=delegation.conference_id,
        delegation=delegation,
        name=name,
        secret_hash=fingerprint(secret),
        entered_by=actor,
    )


@action(allow=permissions.may_revoke_feed)
def revoke_feed(actor: User, feed: Feed, *, at: datetime) -> Feed:
    """End a calendar: its address opens nothing any more."""
    del actor
    if feed.revoked_at is not None:
        raise Refused(_("This address was ended already."))
    feed.revoked_at = at
    feed.save(update_fields=["revoked_at"])
    return feed


def note_reading(feed: Feed, at: datetime) -> None:
    """Note that a calendar was fetched, at most once in an hour; no deed of a person, and no entry in the record."""
    is_due = Q(last_read_at=None) | Q(last_read_at__lte=at - NOTED_EVERY)
    Feed.objects.filter(is_due, pk=feed.pk).update(last_read_at=at)
