"""Whom a new version of the timetable concerns, and the message that tells each of them, with a calendar."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import override as zoned
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference, Membership
from secretariat.conference.queries import Letter, address
from secretariat.delegations.models import Delegate, Delegation, Invitation
from secretariat.delegations.queries.decisions import SPOKEN, language_of
from secretariat.parties.models import Party
from secretariat.programme.models import Publication
from secretariat.programme.queries.calendars import (
    FOR_DELEGATIONS,
    Calendared,
    calendar_of,
    entries_of,
    place_in_words,
    summary_of,
)
from secretariat.programme.queries.entries import CANCELLED, Entry, changes_between
from secretariat.programme.queries.known import Known, known_of
from secretariat.ui.templatetags.ui import clock, day

KIND = "timetable"


@dataclass(frozen=True)
class Theirs:
    """What concerns somebody in a new version: everything that they have in it, and what changed."""

    entries: list[Entry]
    changes: list[dict[str, Any]]


@dataclass(frozen=True)
class Reader:
    """One person who is told, in which language, and what concerns them."""

    to: str
    language: str
    party: Party
    delegation_id: int
    theirs: Theirs
    has_account: bool = False


def concerned(before: Sequence[Entry], after: Sequence[Entry]) -> dict[int, Theirs]:
    """The delegations that a new version changes something for."""
    old, new = _by("delegations", before), _by("delegations", after)
    latest = {entry["uid"]: entry for entry in after}
    found = {}
    for number in sorted({*old, *new}):
        # What concerned a delegation before and no longer does is called off for it.
        mine = {entry["uid"]: entry for entry in new[number]}
        left = [latest[entry["uid"]] for entry in old[number] if entry["uid"] not in mine and entry["uid"] in latest]
        entries = entries_of(number, [*mine.values(), *left], old[number])
        changes = changes_between(old[number], entries)
        if changes:
            found[number] = Theirs(entries, changes)
    return found


def readers_of(
    conference: Conference, before: Sequence[Entry], after: Sequence[Entry], theirs: Mapping[int, Theirs]
) -> list[Reader]:
    """Everybody who is told, each address once: focal points, and delegates who must attend what changed.

    A delegation nobody speaks for is reached through the contact of its invitation. Four queries.
    """
    delegations = {
        each.pk: each
        for each in Delegation.objects.filter(conference=conference, pk__in=theirs).select_related("party")
    }
    invitations = {each.party_id: each for each in Invitation.objects.filter(conference=conference)}
    seats = _seats(conference)
    found: dict[str, Reader] = {}
    for number, delegation in delegations.items():
        has_account = delegation.party_id in seats
        for to, language in _addresses(delegation, seats, invitations):
            reader = Reader(to, language, delegation.party, number, theirs[number], has_account)
            found.setdefault(to.lower(), reader)
    for reader in _delegates(conference, before, after, invitations):
        found.setdefault(reader.to.lower(), reader)
    return list(found.values())


def letters_about(conference: Conference, publication: Publication, readers: Iterable[Reader]) -> list[Letter]:
    """One message for each reader, with their changes and their whole calendar. Four queries."""
    known = known_of(conference, AnonymousUser())
    calendars: dict[tuple[int, str, int], str] = {}
    letters = []
    for reader in readers:
        key = (reader.delegation_id, reader.language, id(reader.theirs))
        if key not in calendars:
            calendars[key] = _calendar(known, publication, reader)
        with override(reader.language), zoned(conference.zone):
            letters.append(
                Letter(
                    KIND,
                    reader.to,
                    reader.language,
                    _("Your timetable at %(conference)s: version %(number)s")
                    % {"conference": conference.title, "number": publication.number},
                    _body(known, publication, reader),
                    reader.party,
                    attachment_name=f"{conference.slug}-{publication.number}.ics",
                    attachment=calendars[key],
                )
            )
    return letters


def change_in_words(known: Known, change: Mapping[str, Any], entry: Entry, delegation_id: int | None = None) -> str:
    """What changed for one session or meeting, in the language and the time zone in force."""
    told = {
        "what": summary_of(known, entry, delegation_id),
        "before": _place(known, change["before"]),
        "after": _place(known, change["after"]),
    }
    what = change["what"]
    if what == "added":
        return _("New: %(what)s – %(after)s") % told
    if what == "moved":
        return _("Moved: %(what)s – now %(after)s; before %(before)s") % told
    if what == "cancelled":
        return _("Cancelled: %(what)s – was %(before)s") % told
    if what == "restored":
        return _("Held after all: %(what)s – %(after)s") % told
    return _("Revised: %(what)s – %(after)s") % told


def _body(known: Known, publication: Publication, reader: Reader) -> str:
    conference = known.conference
    entries = {entry["uid"]: entry for entry in reader.theirs.entries}
    lines = [
        f"– {change_in_words(known, change, entries[change['uid']], reader.delegation_id)}"
        for change in reader.theirs.changes
        if change["uid"] in entries
    ]
    told = {
        "conference": conference.title,
        "number": publication.number,
        "delegation": known.parties.get(reader.delegation_id, ""),
        "zone": conference.time_zone,
    }
    parts = [
        _("Version %(number)s of the timetable of %(conference)s is published. For %(delegation)s this changes:")
        % told,
        "\n".join(lines),
        publication.note,
        _("All times are those of the venue (%(zone)s).") % told,
        _("The calendar that goes with this message holds everything you have; open it to bring yours up to date."),
        address("programme:day", reader.language, conference.slug) if reader.has_account else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _place(known: Known, place: Mapping[str, Any] | None) -> str:
    """When and where something is held, as a reader at the venue says it."""
    if not place:
        return ""
    parts = [day(place["day"], "full")] if place["day"] else []
    if place["starts"]:
        first, last = (datetime.fromisoformat(place[name]) for name in ("starts", "ends"))
        parts.append(f"{clock(first)}–{clock(last)}")
    room = place_in_words(known, dict(place))
    if room:
        parts.append(room)
    return ", ".join(parts) or pgettext("a session", "time not known yet")


def _calendar(known: Known, publication: Publication, reader: Reader) -> str:
    with override(reader.language):
        name = f"{known.conference.acronym or known.conference.title} – {known.parties.get(reader.delegation_id, '')}"
    whose = Calendared(name, publication.published_at, reader.language, reader.delegation_id)
    return calendar_of(known, reader.theirs.entries, whose).decode()


def _by(name: str, entries: Iterable[Entry]) -> "defaultdict[int, list[Entry]]":
    found: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry["sensitivity"] in FOR_DELEGATIONS:
            for number in entry[name]:
                found[number].append(entry)
    return found


def _seats(conference: Conference) -> dict[int, list[tuple[str, str]]]:
    rows = Membership.objects.filter(conference=conference, role=Role.FOCAL_POINT, user__is_active=True)
    found: dict[int, list[tuple[str, str]]] = {}
    for party, mail, language in rows.order_by("pk").values_list("party_id", "user__email", "user__language"):
        found.setdefault(party or 0, []).append((mail, language))
    return found


def _addresses(
    delegation: Delegation, seats: Mapping[int, list[tuple[str, str]]], invitations: Mapping[int, Invitation]
) -> list[tuple[str, str]]:
    found = seats.get(delegation.party_id)
    if found:
        return found
    invitation = invitations.get(delegation.party_id)
    if invitation is None or not invitation.contact_mail:
        return []
    return [(invitation.contact_mail, invitation.language if invitation.language in SPOKEN else settings.LANGUAGE_CODE)]


def _delegates(
    conference: Conference, before: Sequence[Entry], after: Sequence[Entry], invitations: Mapping[int, Invitation]
) -> list[Reader]:
    """Delegates with a mail address of their own whom a session cannot do without."""
    old, new = _by("delegates", before), _by("delegates", after)
    rows = Delegate.objects.filter(conference=conference, pk__in={*old, *new}).exclude(mail="")
    found = []
    for delegate in rows.with_a_place().select_related("party"):
        present = {entry["uid"] for entry in new[delegate.pk]}
        gone = [{**entry, "status": CANCELLED} for entry in old[delegate.pk] if entry["uid"] not in present]
        entries = [*new[delegate.pk], *gone]
        changes = changes_between(old[delegate.pk], entries)
        if changes:
            language = language_of(delegate, invitations.get(delegate.party_id))
            theirs = Theirs(entries, changes)
            found.append(Reader(delegate.mail, language, delegate.party, delegate.delegation_id, theirs))
    return found
