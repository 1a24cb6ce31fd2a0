"""Opening a calendar with a secret address, and ending it."""

import secrets
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegate, Delegation, Occasion
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
    _refuse_another_occasion(delegation)
    if feeds_of(delegation).count() >= MOST_FEEDS:
        raise Refused(
            _("A delegation has at most %(most)s addresses at a time. End one that nobody reads any more.")
            % {"most": MOST_FEEDS}
        )
    return _opened(actor, Feed(conference_id=delegation.conference_id, delegation=delegation), name, secret)


@action(allow=permissions.may_open_delegate_feed)
def open_delegate_feed(actor: User, delegate: Delegate, *, name: str, secret: str) -> Feed:
    """Open the calendar of one delegate under a secret address."""
    _refuse_another_occasion(delegate.delegation)
    if not delegate.has_place:
        raise Refused(_("%(name)s does not come, and has no calendar.") % {"name": delegate.name})
    _refuse_more_than_enough(Q(delegate=delegate))
    return _opened(actor, Feed(conference_id=delegate.conference_id, delegate=delegate), name, secret)


@action(allow=permissions.may_open_room_feed)
def open_room_feed(actor: User, room: Room, *, name: str, secret: str) -> Feed:
    """Open the calendar of a room under a secret address: what is held there, as its opener may see it."""
    _refuse_more_than_enough(Q(room=room))
    return _opened(actor, Feed(conference_id=room.conference_id, room=room), name, secret)


@action(allow=permissions.may_open_conference_feed)
def open_conference_feed(actor: User, conference: Conference, *, name: str, secret: str) -> Feed:
    """Open the calendar of the whole conference under a secret address, as its opener may see it."""
    _refuse_more_than_enough(
        Q(conference=conference, delegation=None, delegate=None, room=None, entered_by_id=actor.pk)
    )
    return _opened(actor, Feed(conference=conference), name, secret)


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


def _opened(actor: User, feed: Feed, name: str, secret: str) -> Feed:
    feed.name, feed.secret_hash, feed.entered_by = name, fingerprint(secret), actor
    feed.save()
    return feed


def _refuse_another_occasion(delegation: Delegation) -> None:
    if delegation.occasion != Occasion.CONFERENCE:
        raise Refused(_("Only a delegation to the conference itself has a calendar."))


def _refuse_more_than_enough(of_the_same: Q) -> None:
    if Feed.objects.filter(of_the_same, revoked_at=None).count() >= MOST_FEEDS:
        raise Refused(
            _("There are at most %(most)s addresses of one calendar at a time. End one that nobody reads any more.")
            % {"most": MOST_FEEDS}
        )
