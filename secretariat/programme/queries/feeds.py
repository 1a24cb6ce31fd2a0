"""Calendars with a secret address: which there are, which one a secret opens, and what it shows."""

import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import override

from secretariat.accounts.models import User
from secretariat.audit.models import HOUSE
from secretariat.audit.queries import revision_of
from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegate, Delegation, Occasion
from secretariat.programme.models import Feed, Publication
from secretariat.programme.permissions import is_told_of, may_follow, may_see_timetable
from secretariat.programme.queries.calendars import FOR_DELEGATIONS, Calendared, calendar_of
from secretariat.programme.queries.entries import CANCELLED
from secretariat.programme.queries.known import Entry, Known, known_of, shown_in_office

# So many versions back, what was moved out of a calendar is told as called off; nobody's phone slept for longer.
VERSIONS_REMEMBERED = 30
# Raised when calendars are written otherwise, so that nobody keeps what was written before.
WRITTEN_AS = 2
# Before anything is published a calendar is empty, and so are all that are fetched until then.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

Concerns = Callable[[Entry], bool]


@dataclass(frozen=True)
class Followed:
    """A calendar with a secret address, and whether it still opens: it ends with the seat of whoever opened it."""

    feed: Feed
    is_open: bool


def fingerprint(secret: str) -> str:
    """What is kept of a secret: whoever reads the database cannot open anything with it."""
    return sha256(secret.encode()).hexdigest()


def feeds_of(delegation: Delegation) -> QuerySet[Feed]:
    """The calendars of a delegation and of its people that can be read, the newest first."""
    mine = Feed.objects.filter(Q(delegation=delegation) | Q(delegate__delegation=delegation), revoked_at=None)
    return _whole(mine)


def people_of(delegation: Delegation, user: User) -> list[Delegate]:
    """Those of a delegation who come, as far as the office shows them to this person. One query."""
    if delegation.occasion != Occasion.CONFERENCE:
        return []
    seen = Delegate.objects.in_office_of(user).filter(delegation=delegation)
    return list(seen.with_a_place().order_by("name", "pk"))


def feeds_of_the_house(conference: Conference, user: User, *, sees_all: bool) -> QuerySet[Feed]:
    """The calendars of the conference and of its rooms that can be read: one's own, or everybody's."""
    found = Feed.objects.filter(conference=conference, delegation=None, delegate=None, revoked_at=None)
    return _whole(found if sees_all else found.filter(entered_by=user))


def followed(feeds: Iterable[Feed]) -> list[Followed]:
    """These calendars, each with whether it still opens. A query for each person who opened one."""
    people: dict[int, User] = {}
    found = []
    for feed in feeds:
        opener = people.setdefault(feed.entered_by_id, feed.entered_by)
        found.append(Followed(feed, may_follow(opener, feed)))
    return found


def feed_with(conference: Conference, secret: str) -> Feed | None:
    """The calendar that a secret opens in this conference, unless it was ended or its opener has no seat any more."""
    # Looked up by its fingerprint, and compared in constant time: how long an answer takes tells nothing of it.
    kept = fingerprint(secret)
    found = _whole(Feed.objects.filter(conference=conference, secret_hash=kept, revoked_at=None)).first()
    if found is None or not hmac.compare_digest(found.secret_hash, kept):
        return None
    return found if may_follow(found.entered_by, found) else None


def tag_of(feed: Feed, language: str) -> str:
    """By what a program knows whether a calendar is still the one that it has; nothing is built for it. Three queries.

    A calendar changes with a version, with a deed in the conference or in the house, and with what its opener may see.
    """
    conference = feed.conference
    newest = Publication.objects.filter(conference=conference).order_by("-number").values_list("pk", flat=True).first()
    roles = sorted(str(role) for role in feed.entered_by.roles_in(conference.pk))
    revisions = (revision_of(conference.pk), revision_of(HOUSE))
    told = (feed.pk, feed.version, newest, revisions, roles, language, WRITTEN_AS)
    return sha256(repr(told).encode()).hexdigest()[:32]


def calendar_behind(feed: Feed, language: str) -> bytes:
    """The published calendar that a secret address shows now: what whoever opened it may see. Eight queries or so."""
    user = feed.entered_by
    if feed.delegation is not None:
        return calendar_of_delegation(feed.delegation, user, language)
    if feed.delegate is not None:
        return calendar_of_delegate(feed.delegate, user, language)
    if feed.room is not None:
        return calendar_of_room(feed.room, user, language)
    return calendar_of_conference(feed.conference, user, language)


def calendar_of_delegation(delegation: Delegation, user: User, language: str) -> bytes:
    """The published calendar of a delegation, as it is handed to whoever may read it.

    ``user`` takes it out, or opened the address that shows it.
    """
    conference = delegation.conference
    known, versions = _known_to_its_own(conference, delegation, user), _versions(conference)
    entries = told_to(versions, lambda each: _is_of_delegation(each, delegation.pk))
    return _written(known, entries, versions, _name(known, delegation.pk), language, delegation.pk)


def calendar_of_delegate(delegate: Delegate, user: User, language: str) -> bytes:
    """The published calendar of one person: sessions that need them, and the bilateral meetings of their delegation.

    Whoever comes no longer has nothing in it but what is called off.
    """
    conference, delegation_id = delegate.conference, delegate.delegation_id
    colleagues = set(Delegate.objects.filter(delegation=delegation_id).values_list("pk", flat=True))
    chair = (delegate.party.code, delegate.name)

    def concerns(entry: Entry) -> bool:
        chaired = entry.get("chair") or {}
        # A version that came from another house, or that is old, knows a chair by party and name alone.
        by_name = (chaired.get("party"), chaired.get("delegate")) == chair
        is_chair = entry["chair_id"] == delegate.pk if "chair_id" in entry else by_name
        if entry["sensitivity"] not in FOR_DELEGATIONS:
            return False
        named = colleagues.intersection(entry["delegates"])
        return is_chair or delegate.pk in named or (delegation_id in entry["delegations"] and not named)

    known, versions = _known_to_its_own(conference, delegate.delegation, user), _versions(conference)
    entries = told_to(versions, concerns)
    if not delegate.has_place:
        entries = [_called_off(each) for each in entries]
    return _written(known, entries, versions, delegate.name, language, delegation_id)


def calendar_of_room(room: Room, user: User, language: str) -> bytes:
    """Everything that is held in a room, as it is published and as this person may see it."""
    conference = room.conference
    known, versions = known_of(conference, user), _versions(conference)
    entries = seen_by(user, conference, told_to(versions, lambda each: each["room"] == room.pk))
    with override(language):
        name = str(room.name)
    return _written(known, entries, versions, name, language)


def calendar_of_conference(conference: Conference, user: User, language: str) -> bytes:
    """The whole programme, as it is published and as this person may see it."""
    # What is held no longer stays in every later version, cancelled.
    known, versions = known_of(conference, user), _versions(conference, 1)
    entries = seen_by(user, conference, told_to(versions, lambda _each: True))
    return _written(known, entries, versions, "", language)


def seen_by(user: User, conference: Conference, entries: Iterable[Entry]) -> list[Entry]:
    """What the office shows this person of a timetable; bilateral meetings to those who see everybody's."""
    sees_meetings = may_see_timetable(user, conference)
    seen = shown_in_office(entries, user, conference)
    return [each for each in seen if each["kind"] == "session" or sees_meetings]


def told_to(versions: Sequence[Publication], concerns: Concerns) -> list[Entry]:
    """What concerns somebody in the last version; what concerned them before and no longer does is called off.

    ``versions`` are the last ones that were published, the newest first.
    """
    if not versions:
        return []
    newest = {each["uid"]: each for each in versions[0].entries}
    found = {uid: each for uid, each in newest.items() if concerns(each)}
    for version in versions[1:]:
        for old in version.entries:
            if old["uid"] not in found and old["status"] != CANCELLED and concerns(old):
                found[old["uid"]] = _called_off(old, newest.get(old["uid"]))
    return list(found.values())


def _called_off(entry: Entry, newer: Entry | None = None) -> Entry:
    if entry["status"] == CANCELLED:
        return entry
    raised = int(entry["sequence"]) + 1
    return {**entry, "status": CANCELLED, "sequence": max(raised, int(newer["sequence"])) if newer else raised}


def _known_to_its_own(conference: Conference, delegation: Delegation, user: User) -> Known:
    """What a delegation may be told: of others that are kept back nothing; of itself what is its own.

    A delegation that is kept from whoever asks stays kept back.
    """
    known = known_of(conference, AnonymousUser())
    its_own = {delegation.pk} if is_told_of(user, delegation) else set()
    return replace(known, kept_back=known.kept_back - its_own)


def _is_of_delegation(entry: Entry, delegation_id: int) -> bool:
    return delegation_id in entry["delegations"] and entry["sensitivity"] in FOR_DELEGATIONS


def _versions(conference: Conference, most: int = VERSIONS_REMEMBERED) -> list[Publication]:
    found = Publication.objects.filter(conference=conference).order_by("-number").defer("changes")
    return list(found[:most])


def _name(known: Known, delegation_id: int) -> object:
    return known.parties.get(delegation_id, "")


def _written(
    known: Known,
    entries: list[Entry],
    versions: list[Publication],
    name: object,
    language: str,
    delegation_id: int | None = None,
) -> bytes:
    conference = known.conference
    stamp = versions[0].published_at if versions else NEVER
    with override(language):
        whole = conference.acronym or str(conference.title)
        called = f"{whole} – {name}" if name else whole
    return calendar_of(known, known.told(entries), Calendared(called, stamp, language, delegation_id))


def _whole(feeds: QuerySet[Feed]) -> QuerySet[Feed]:
    wanted = ("entered_by", "conference", "delegation__party", "delegate__party", "delegate__delegation", "room")
    return feeds.select_related(*wanted).order_by("-id")
