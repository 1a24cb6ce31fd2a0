"""What everything in a problem of the engine is called: delegations, meetings, tables and times, for one reader."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.timezone import override as zoned
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from secretariat.accounts.models import User
from secretariat.conference.models import Conference, Room
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegation
from secretariat.engines.scheduling import Problem
from secretariat.meetings.models import Bilateral, Stay
from secretariat.programme.models import Session
from secretariat.programme.queries.problem import number_in, table_in
from secretariat.ui.templatetags.ui import clock, day, listed


@dataclass(frozen=True)
class Words:
    """Names by number; of what is kept from this reader, or is no longer there, it is told that it is so."""

    conference: Conference
    parties: Mapping[int, object]
    pairs: Mapping[int, tuple[int, int]]
    sessions: Mapping[int, object]
    rooms: Mapping[int, Room]
    stays: Mapping[int, Stay]

    def delegation(self, number: int) -> str:
        """A delegation by the name that the conference gives its party."""
        return str(self.parties.get(number) or _("a delegation"))

    def delegations(self, problem: Problem, parties: Iterable[int]) -> str:
        """Some parties of a problem, listed."""
        return listed(self.delegation(number_in(problem.parties[index].key)) for index in parties)

    def pair(self, number: int) -> str:
        """The two sides of a bilateral meeting."""
        return " – ".join(self.delegation(each) for each in self.pairs.get(number, ())) or _("a meeting")

    def meeting(self, key: str) -> str:
        """A bilateral meeting by its two sides, a session by its title."""
        kind, number = key.split(":")[:2]
        if kind == "session":
            title = self.sessions.get(int(number))
            return pgettext("a session", "“%(title)s”") % {"title": title} if title else _("a session")
        pair = [self.delegation(each) for each in self.pairs.get(int(number), ())]
        return _("the meeting of %(parties)s") % {"parties": listed(pair)} if pair else _("a meeting")

    def meetings(self, problem: Problem, indices: Iterable[int]) -> str:
        """Some meetings of a problem, listed."""
        return listed(self.meeting(problem.meetings[index].key) for index in indices)

    def table(self, key: str | None) -> str:
        """A table by its room and number; the room alone where it has but one."""
        where = table_in(key) if key else None
        if where is None:
            return ""
        return self.place(*where)

    def place(self, room_id: int | None, number: int | None) -> str:
        """A room, and the table where it has several."""
        room = self.rooms.get(room_id or 0)
        if room is None:
            return ""
        if room.tables < 2 or not number:
            return str(room.name)
        return pgettext("in a room", "%(room)s, table %(table)s") % {"room": room.name, "table": number}

    def absence(self, problem: Problem, party: int, slots: Collection[int]) -> str:
        """Why a delegation is not there in some slots: "Lebanon arrives on 12 Nov 2020, 14:00"."""
        given = problem.parties[party]
        number = number_in(given.key)
        reason = next((each.reason for each in given.absences if set(slots) & set(each.slots)), "other")
        stay = self.stays.get(number)
        who = self.delegation(number)
        if reason == "arrival" and stay is not None and stay.arrives_at is not None:
            return _("%(party)s arrives on %(time)s") % {"party": who, "time": self.moment(stay.arrives_at)}
        if reason == "departure" and stay is not None and stay.departs_at is not None:
            return _("%(party)s leaves on %(time)s") % {"party": who, "time": self.moment(stay.departs_at)}
        told = {"party": who, "times": self.times(problem, slots)}
        if reason == "blocked":
            return _("%(party)s meets nobody at %(times)s") % told
        if reason == "other":
            return _("%(party)s is in a session or another meeting at %(times)s") % told
        return _("%(party)s is not there at %(times)s") % told

    def when(self, minute: int) -> str:
        """A moment as the engine counts it, by the clocks of the venue."""
        return self.moment(datetime.fromtimestamp(minute * 60, UTC))

    def moment(self, moment: datetime) -> str:
        """A moment by the clocks of the venue: its day and time."""
        with zoned(self.conference.zone):
            return pgettext("a moment", "%(day)s, %(time)s") % {"day": day(moment, "medium"), "time": clock(moment)}

    def slot(self, problem: Problem, index: int) -> str:
        """When a slot begins."""
        return self.when(problem.slots[index].start) if 0 <= index < len(problem.slots) else "?"

    def times(self, problem: Problem, slots: Iterable[int], most: int = 4) -> str:
        """When some slots begin; of many the first ones."""
        held = sorted(slots)
        told = [self.slot(problem, index) for index in held[:most]]
        return listed([*told, "…"] if len(held) > most else told)


def words_of(conference: Conference, user: User) -> Words:
    """The names of all that a timetable of this conference can speak of. Six queries."""
    names = shown_names(conference)
    delegations = Delegation.objects.filter(conference=conference).select_related("party")
    bilaterals = Bilateral.objects.in_office_of(user).filter(conference=conference)
    return Words(
        conference,
        {each.pk: name_of(each.party, names) for each in delegations},
        {pk: (one, other) for pk, one, other in bilaterals.values_list("pk", "asking_id", "asked_id")},
        dict(Session.objects.in_office_of(user).filter(conference=conference).values_list("pk", "title")),
        {room.pk: room for room in Room.objects.filter(conference=conference)},
        {stay.delegation_id: stay for stay in Stay.objects.filter(conference=conference)},
    )
