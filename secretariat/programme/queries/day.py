"""A delegation's day: where it must be and with whom, when it comes and goes, and where it waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation, Occasion
from secretariat.meetings.models import BlockedTime, Stay
from secretariat.programme.models import Publication
from secretariat.programme.queries.calendars import entries_of
from secretariat.programme.queries.entries import CANCELLED, changes_between, latest_publication, working_entries
from secretariat.programme.queries.known import Entry, Known, known_of, shown_in_office
from secretariat.programme.queries.published import Shown, shown

# Less than this between two things is the way from one to the other, no break.
SHORTEST_BREAK = timedelta(minutes=10)
QUARTER, MOST_QUARTERS = timedelta(minutes=15), 16


@dataclass(frozen=True)
class Presence:
    """When a delegation arrives and leaves, and the times in which it meets nobody."""

    stay: Stay | None = None
    blocked: Sequence[BlockedTime] = ()


@dataclass(frozen=True)
class Line:
    """One line of a day: something that is held, a blocked time, an arrival, a departure, a break, or the time now."""

    kind: str
    starts: datetime
    ends: datetime
    held: Shown | None = None
    reason: str = ""
    overlaps: bool = False
    is_now: bool = False
    is_continued: bool = False
    continues: bool = False

    @property
    def quarters(self) -> int:
        """How long it is drawn: quarters of an hour, within bounds."""
        return max(1, min(round((self.ends - self.starts) / QUARTER), MOST_QUARTERS))

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return round((self.ends - self.starts).total_seconds() / 60)


@dataclass(frozen=True)
class Timetabled:
    """What concerns a delegation in one timetable, published or working, with what changed since the version before."""

    known: Known
    delegation: Delegation
    entries: list[Entry]
    changes: dict[str, dict[str, Any]]
    publication: Publication | None
    presence: Presence


@dataclass(frozen=True)
class Day:
    """A day as one column, what is known of it without hours, and the days there are."""

    day: date
    days: list[date]
    lines: list[Line] = field(default_factory=list)
    unhoured: list[Shown] = field(default_factory=list)
    undated: list[Shown] = field(default_factory=list)
    idle_minutes: int = 0


def delegations_of(conference: Conference, user: User) -> list[Delegation]:
    """The delegations to the conference whose day this person may look at: a focal point, the own ones. One query."""
    seen = Delegation.objects.in_office_of(user).filter(conference=conference, occasion=Occasion.CONFERENCE)
    return list(seen.select_related("party"))


def timetabled(conference: Conference, user: User, delegation: Delegation, *, is_working: bool) -> Timetabled:
    """The timetable of a delegation as this person may see it."""
    known = known_of(conference, user)
    publication = latest_publication(conference)
    published = publication.entries if publication else []
    if is_working:
        entries = _concerning(delegation.pk, working_entries(conference, published), user, conference)
        changes = changes_between(_concerning(delegation.pk, published, user, conference), entries)
    else:
        entries = entries_of(delegation.pk, published)
        is_first = publication is None or publication.number == 1
        changes = [] if is_first or publication is None else publication.changes
    presence = Presence(
        Stay.objects.filter(delegation=delegation).first(), list(BlockedTime.objects.filter(delegation=delegation))
    )
    return Timetabled(
        known, delegation, known.told(entries), {each["uid"]: each for each in changes}, publication, presence
    )


def day_of(table: Timetabled, wanted: date | None, now: datetime) -> Day:
    """One day of a delegation, by the clocks of the venue. No query."""
    conference = table.known.conference
    rows = [
        shown(table.known, each, table.changes.get(each["uid"]), table.delegation.pk)
        for each in table.entries
        if each["status"] != CANCELLED or each["uid"] in table.changes
    ]
    days = _days(conference, rows)
    here = wanted if wanted in days else _usual(days, now.astimezone(conference.zone).date())
    lines = [*_held(conference, rows, here), *_of_presence(conference, table.presence, here)]
    lines = _with_overlaps(sorted(lines, key=lambda line: (line.starts, line.ends)))
    breaks = _breaks(lines)
    return Day(
        here,
        days,
        _with_now([*lines, *breaks], now, _bounds(conference, here)),
        [row for row in rows if row.where.starts is None and row.where.day == here],
        [row for row in rows if row.where.day is None],
        sum(line.minutes for line in breaks),
    )


def _concerning(delegation_id: int, entries: Iterable[Entry], user: User, conference: Conference) -> list[Entry]:
    """What officers may see of what concerns a delegation, also where the delegation itself is not told."""
    return [each for each in shown_in_office(entries, user, conference) if delegation_id in each["delegations"]]


def _days(conference: Conference, rows: Iterable[Shown]) -> list[date]:
    length = (conference.end_date - conference.start_date).days
    days = {conference.start_date + timedelta(days=number) for number in range(length + 1)}
    days |= {row.where.day for row in rows if row.where.day}
    return sorted(days)


def _usual(days: list[date], today: date) -> date:
    """Today, or the next day there is; before the conference and after it, its first."""
    return next((day for day in days if day >= today), days[0])


def _bounds(conference: Conference, day: date) -> tuple[datetime, datetime]:
    midnights = (datetime.combine(each, time(), tzinfo=conference.zone) for each in (day, day + timedelta(days=1)))
    first, last = (each.astimezone(UTC) for each in midnights)
    return first, last


def _held(conference: Conference, rows: Iterable[Shown], day: date) -> list[Line]:
    first, last = _bounds(conference, day)
    return [
        Line(
            row.kind,
            row.where.starts,
            row.where.ends,
            held=row,
            is_continued=row.where.starts < first,
            continues=row.where.ends > last,
        )
        for row in rows
        if row.where.starts and row.where.ends and row.where.starts < last and row.where.ends > first
    ]


def _of_presence(conference: Conference, presence: Presence, day: date) -> list[Line]:
    first, last = _bounds(conference, day)
    found = []
    for each in presence.blocked:
        if each.starts_at < last and each.ends_at > first:
            starts, ends = each.starts_at.astimezone(UTC), each.ends_at.astimezone(UTC)
            found.append(
                Line("blocked", starts, ends, reason=each.reason, is_continued=starts < first, continues=ends > last)
            )
    stay = presence.stay
    for kind, at in (("arrival", stay.arrives_at), ("departure", stay.departs_at)) if stay else ():
        if at and first <= at < last:
            found.append(Line(kind, at.astimezone(UTC), at.astimezone(UTC)))
    return found


def _takes_time(line: Line) -> bool:
    """Whether the delegation is somewhere in this time: what was called off asks for nobody."""
    return line.ends > line.starts and not (line.held and line.held.is_cancelled)


def _with_overlaps(lines: list[Line]) -> list[Line]:
    found: list[Line] = []
    latest: datetime | None = None
    for line in lines:
        is_over = latest is not None and line.starts < latest and _takes_time(line)
        found.append(replace(line, overlaps=is_over))
        if _takes_time(line):
            latest = max(latest or line.ends, line.ends)
    return found


def _breaks(lines: list[Line]) -> list[Line]:
    """The times between two things in which the delegation waits; the way to the first and from the last is its own."""
    found: list[Line] = []
    latest: datetime | None = None
    for line in filter(_takes_time, lines):
        if latest is not None and line.starts - latest >= SHORTEST_BREAK:
            found.append(Line("free", latest, line.starts))
        latest = max(latest or line.ends, line.ends)
    return found


def _with_now(lines: list[Line], now: datetime, bounds: tuple[datetime, datetime]) -> list[Line]:
    """The lines in the order of time, what is under way marked; between two of them, a line that tells the time."""
    marked = [replace(line, is_now=line.starts <= now < line.ends) for line in lines]
    ordered = sorted(marked, key=lambda line: (line.starts, line.ends))
    is_here = bounds[0] <= now < bounds[1]
    if not is_here or not ordered or any(line.is_now for line in ordered):
        return ordered
    place = next((number for number, line in enumerate(ordered) if line.starts > now), len(ordered))
    return [*ordered[:place], Line("now", now, now, is_now=True), *ordered[place:]]
