"""Meetings in the order of time, with the names of those who came, and the points made there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import User
from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegation
from secretariat.engines.folding import folded
from secretariat.meetings.models import Meeting, Point, Speaker, Visitor
from secretariat.parties.models import Party
from secretariat.parties.queries import in_all_languages

LONGEST_TITLE = 500
# A day that nobody knows comes after all that are known.
UNKNOWN = "9999"


@dataclass(frozen=True)
class Came:
    """A party that came to a meeting, under the name the conference gives it."""

    visitor: Visitor
    name: object
    delegation_id: int | None = None

    @property
    def party(self) -> Party:
        """The party."""
        return self.visitor.party


@dataclass(frozen=True)
class MeetingRow:
    """A meeting with the names of its host, its country and its visitors."""

    meeting: Meeting
    host_name: object
    country_name: object
    visitors: list[Came] = field(default_factory=list)

    @cached_property
    def parties(self) -> list[Party]:
        """The host and the visitors, each once."""
        host = [self.meeting.host] if self.meeting.host is not None else []
        return list(dict.fromkeys([*host, *(came.party for came in self.visitors)]))

    @property
    def when(self) -> str:
        """By which the meetings of a conference stand in the order of time; unknown days come last."""
        return self.meeting.held_date or UNKNOWN

    def speaks_of(self, words: str) -> bool:
        """Whether the title, the subject, the place, a person or a party in any language holds all these words."""
        meeting = self.meeting
        said = [meeting.title, meeting.subject, meeting.city, meeting.venue, meeting.host_person]
        said += [self.country_name, self.host_name]
        for came in self.visitors:
            said += [came.name, came.party.name, came.party.code, came.visitor.head]
        if meeting.host is not None:
            said += [meeting.host.name, meeting.host.code]
        known = folded(" ".join(in_all_languages(*said)))
        return all(word in known for word in folded(words).split())


@dataclass(frozen=True)
class PointRow:
    """A point of a meeting, with the parties that made it under the names the conference gives them."""

    point: Point
    speakers: list[tuple[Party, object]]

    @property
    def names(self) -> list[object]:
        """What the conference calls those who made the point."""
        return [name for _party, name in self.speakers]


def meetings_of(conference: Conference, user: User) -> list[MeetingRow]:
    """Meetings that the office shows this person, in the order of time. Four queries."""
    rows = rows_of(conference, user, Meeting.objects.in_office_of(user).filter(conference=conference))
    return sorted(rows, key=lambda row: (row.when, row.meeting.pk))


def meetings_with(conference: Conference, user: User, party: Party) -> list[MeetingRow]:
    """Meetings that this party hosted or came to, in the order of time. Four queries."""
    return rows_with(meetings_of(conference, user), party.pk)


def rows_with(rows: Iterable[MeetingRow], party_id: int) -> list[MeetingRow]:
    """Those of the rows in which the party is host or visitor."""
    return [row for row in rows if any(party.pk == party_id for party in row.parties)]


def rows_of(conference: Conference, user: User, meetings: QuerySet[Meeting]) -> list[MeetingRow]:
    """These meetings with the names of those who met. Four queries."""
    names = shown_names(conference)
    held = list(meetings.select_related("host", "country"))
    came: dict[int, list[Came]] = defaultdict(list)
    visitors = Visitor.objects.filter(meeting__in=[meeting.pk for meeting in held]).select_related("party")
    delegations = set(Delegation.objects.in_office_of(user).filter(conference=conference).values_list("pk", flat=True))
    for visitor in visitors.order_by("id"):
        seen = visitor.delegation_id if visitor.delegation_id in delegations else None
        came[visitor.meeting_id].append(Came(visitor, name_of(visitor.party, names), seen))
    return [
        MeetingRow(meeting, called(meeting.host, names), called(meeting.country, names), came[meeting.pk])
        for meeting in held
    ]


def points_of(meetings: Iterable[Meeting], user: User) -> dict[int, list[PointRow]]:
    """The points of these meetings of one conference that the office shows, by meeting, in order. Three queries."""
    held = list(meetings)
    ids = [meeting.pk for meeting in held]
    points = list(Point.objects.in_office_of(user).filter(meeting__in=ids).order_by("position", "id"))
    names = {shown.party_id: shown for shown in ShownName.objects.filter(conference_id__in=_conferences(held))}
    said: dict[int, list[tuple[Party, object]]] = defaultdict(list)
    speakers = Speaker.objects.filter(point__in=[point.pk for point in points]).select_related("party")
    for speaker in speakers.order_by("id"):
        said[speaker.point_id].append((speaker.party, name_of(speaker.party, names)))
    found: dict[int, list[PointRow]] = {pk: [] for pk in ids}
    for point in points:
        found[point.meeting_id].append(PointRow(point, said[point.pk]))
    return found


def title_for(conference: Conference, sides: Iterable[Party]) -> LazyI18nString:
    """A title made of the names of those who met, in each language in which all of them have one."""
    names = shown_names(conference)
    called_by = [_by_language(party, names) for party in sides]
    said = {
        code: " – ".join(name[code] for name in called_by)[:LONGEST_TITLE]
        for code in conference.languages
        if all(name.get(code) for name in called_by)
    }
    if not said:
        said = {conference.original_language: " – ".join(next(iter(name.values()), "") for name in called_by)}
    return LazyI18nString(said)


def called(party: Party | None, names: dict[int, ShownName]) -> object:
    """What the conference calls a party, if there is one."""
    return "" if party is None else name_of(party, names)


def _by_language(party: Party, names: dict[int, ShownName]) -> Mapping[str, str]:
    kept = getattr(party.name, "data", party.name)
    known = dict(kept) if isinstance(kept, dict) else {"en": str(kept)}
    shown = getattr(name_of(party, names), "data", None)
    own = {code: name for code, name in shown.items() if name} if isinstance(shown, dict) else {}
    return {**known, **own}


def _conferences(meetings: Iterable[Meeting]) -> set[int]:
    return {meeting.conference_id for meeting in meetings}
