"""Calendars with a secret address: which there are, and which one a secret opens."""

import hmac
from datetime import UTC, datetime
from hashlib import sha256

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation
from secretariat.programme.models import Feed
from secretariat.programme.queries.calendars import Calendared, calendar_of, entries_of
from secretariat.programme.queries.entries import latest_publication
from secretariat.programme.queries.known import known_of


def fingerprint(secret: str) -> str:
    """What is kept of a secret: whoever reads the database cannot open anything with it."""
    return sha256(secret.encode()).hexdigest()


def feeds_of(delegation: Delegation) -> QuerySet[Feed]:
    """The calendars of a delegation that can be read, the newest first."""
    return delegation.feeds.filter(revoked_at=None).select_related("entered_by").order_by("-id")


def feed_with(conference: Conference, secret: str) -> Feed | None:
    """The calendar that a secret opens in this conference, unless it was ended. One query."""
    # Looked up by its fingerprint, and compared in constant time: how long an answer takes tells nothing of it.
    kept = fingerprint(secret)
    feeds = Feed.objects.filter(conference=conference, secret_hash=kept, revoked_at=None)
    found = feeds.select_related("delegation").first()
    return found if found is not None and hmac.compare_digest(found.secret_hash, kept) else None


def calendar_of_delegation(delegation: Delegation, language: str) -> bytes:
    """The published calendar of a delegation, as it is handed to whoever may read it."""
    conference = delegation.conference
    known = known_of(conference, AnonymousUser())
    publication = latest_publication(conference)
    entries = known.told(entries_of(delegation.pk, publication.entries)) if publication else []
    # Before anything is published the calendar is empty, and so are all that are fetched until then.
    stamp = publication.published_at if publication else datetime(1970, 1, 1, tzinfo=UTC)
    name = f"{conference.acronym or conference.title} – {known.parties.get(delegation.pk, '')}"
    return calendar_of(known, entries, Calendared(name, stamp, language, delegation.pk))
