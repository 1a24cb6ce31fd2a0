"""What a conference calls that which a published timetable names by number alone: rooms, delegations, agenda items."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import OFFICE_ROLES, ROLES_THAT_SEE, Sensitivity, User
from secretariat.conference.models import Conference, Room
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegation
from secretariat.programme.models import AgendaItem, SessionKind

Entry = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """The rooms, delegations and agenda items of a conference, by their numbers."""

    conference: Conference
    rooms: dict[int, Room] = field(default_factory=dict)
    parties: dict[int, object] = field(default_factory=dict)
    items: dict[int, AgendaItem] = field(default_factory=dict)
    # Delegations that this reader is told nothing of.
    kept_back: frozenset[int] = frozenset()

    def told(self, entries: Iterable[Entry]) -> list[Entry]:
        """What this reader may be told of: nothing in which a delegation takes part that is kept from them."""
        return [each for each in entries if not self.kept_back.intersection(each["delegations"])]

    def room_of(self, entry: Entry) -> object:
        """The name of the room in which something is held; nothing where no room is known."""
        room = self.rooms.get(entry.get("room") or 0)
        return room.name if room is not None else ""

    def others(self, entry: Entry, delegation_id: int | None = None) -> list[object]:
        """The names of the delegations that take part beside this one."""
        ids = [each for each in entry["delegations"] if each != delegation_id]
        return [self.parties[each] for each in ids if each in self.parties]

    def agenda_of(self, entry: Entry) -> list[AgendaItem]:
        """The agenda items that a session treats, as far as they are known to this reader."""
        found = [self.items[each] for each in entry.get("items", ()) if each in self.items]
        return sorted(found, key=lambda item: (item.position, item.pk))


def known_of(conference: Conference, user: User | AnonymousUser) -> Known:
    """What entries of this conference may be called before this reader. Four queries."""
    names = shown_names(conference)
    delegations = list(Delegation.objects.filter(conference=conference).select_related("party"))
    sees_all = isinstance(user, User) and user.is_secretary_of(conference.pk)
    kept_back = [each.pk for each in delegations if each.sensitivity == Sensitivity.RESTRICTED and not sees_all]
    return Known(
        conference,
        {room.pk: room for room in Room.objects.filter(conference=conference)},
        {each.pk: name_of(each.party, names) for each in delegations},
        {item.pk: item for item in AgendaItem.objects.visible_to(user).filter(conference=conference)},
        frozenset(kept_back),
    )


def shown_in_office(entries: Iterable[Entry], user: User, conference: Conference) -> list[Entry]:
    """What the office shows this person of a timetable: a session that is kept for fewer people is not spoken of."""
    roles = user.roles_in(conference.pk) & OFFICE_ROLES
    seen = {level for level, those in ROLES_THAT_SEE.items() if roles & those}
    return [each for each in entries if each["sensitivity"] in seen]


def known_to_strangers(conference: Conference) -> Known:
    """What entries of this conference may be called before everybody: rooms and public agenda items. Two queries."""
    return Known(
        conference,
        {room.pk: room for room in Room.objects.filter(conference=conference)},
        items={item.pk: item for item in AgendaItem.objects.visible_to(AnonymousUser()).filter(conference=conference)},
    )


def title_of(entry: Entry) -> LazyI18nString:
    """The title of a session, in every language in which it is kept."""
    return LazyI18nString(entry["title"] or {})


def kind_of(entry: Entry) -> str:
    """What kind of session it is, in words."""
    kinds = {value: str(label) for value, label in SessionKind.choices}
    return kinds.get(entry.get("session_kind", ""), "")


def chair_of(entry: Entry, said: Callable[[object], str] = str) -> str:
    """Who presides over a session: name and capacity, as far as they are given."""
    chair = entry.get("chair") or {}
    name = chair.get("name") or chair.get("delegate") or ""
    capacity = said(LazyI18nString(chair["capacity"])) if chair.get("capacity") else ""
    return ", ".join(each for each in (name, capacity) if each)
