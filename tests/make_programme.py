"""Builders of the programme: rooms, sessions, accepted bilaterals and their places; plain, never through the door."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from i18nfield.strings import LazyI18nString

from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegate, Delegation, Occasion
from secretariat.meetings.models import Bilateral, BilateralState
from secretariat.programme.models import AgendaItem, KeptApart, MustAttend, Place, RoomClosure, RoomPair, Session
from tests import make

_numbers = count(1)
DAY = date(2020, 11, 11)


def at(hour: int, minute: int = 0, *, day: date = DAY) -> datetime:
    """A time of the first day, as the clocks of Damascus show it in November: two hours before Greenwich."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour - 2, minutes=minute)


def said(text: str) -> LazyI18nString:
    """A text in English."""
    return LazyI18nString({"en": text})


def room(conference: Conference, name: str = "Plenary hall", **fields: Any) -> Room:
    """A room, without tables unless some are given."""
    values = {"name": said(name), "seats": 200, "booths": 6, "position": next(_numbers)}
    return Room.objects.create(conference=conference, **{**values, **fields})


def delegation(conference: Conference, code: str = "LB") -> Delegation:
    """The delegation of a state to the conference, made once."""
    party = make.party(code)
    kept = Delegation.objects.filter(conference=conference, party=party, occasion=Occasion.CONFERENCE).first()
    return kept or make.delegation(conference, party)


def agenda_item(conference: Conference, number: str = "1", **fields: Any) -> AgendaItem:
    """An item of the agenda, after those there are."""
    position = AgendaItem.objects.filter(conference=conference).count() + 1
    values = {"number": number, "title": said(f"Item {number}"), "position": position}
    return AgendaItem.objects.create(**make._fact(conference, {**values, **fields}))


def session(conference: Conference, title: str = "Round table", **fields: Any) -> Session:
    """A session from ten to eleven on the first day, in no room unless one is given."""
    values = {"key": f"session-{next(_numbers)}", "title": said(title), "kind": "round table", "day": DAY}
    values |= {"starts_at": at(10), "ends_at": at(11)}
    return Session.objects.create(**make._fact(conference, {**values, **fields}))


def wanted(session: Session, code: str = "LB", delegate: Delegate | None = None) -> MustAttend:
    """A delegation, or one of its people, whom the session cannot do without."""
    sent = delegate.delegation if delegate is not None else delegation(session.conference, code)
    return MustAttend.objects.create(conference=session.conference, session=session, delegation=sent, delegate=delegate)


def bilateral(conference: Conference, one: str = "LB", other: str = "IQ", **fields: Any) -> Bilateral:
    """A meeting of half an hour that was asked for and accepted."""
    values = {
        "asking": delegation(conference, one),
        "asked": delegation(conference, other),
        "topic": "Return of refugees",
        "state": BilateralState.ACCEPTED,
        "entered_by": make._house_hand(),
    }
    return Bilateral.objects.create(conference=conference, **{**values, **fields})


def place(bilateral: Bilateral, room: Room | None = None, **fields: Any) -> Place:
    """The place of a meeting: at ten, at the first table, unless said otherwise."""
    starts_at = fields.pop("starts_at", at(10))
    ends_at = starts_at + timedelta(minutes=bilateral.minutes)
    values = {"conference": bilateral.conference, "bilateral": bilateral, "room": room}
    return Place.objects.create(**{**values, "starts_at": starts_at, "ends_at": ends_at, **fields})


def pair(one: Room, other: Room, minutes: int = 0, *, is_adjacent: bool = False) -> RoomPair:
    """How two rooms lie to each other."""
    first, second = sorted((one, other), key=lambda each: each.pk)
    return RoomPair.objects.create(
        conference=one.conference, one=first, other=second, minutes=minutes, is_adjacent=is_adjacent
    )


def closure(room: Room, first: datetime, last: datetime, reason: str = "") -> RoomClosure:
    """A time in which a room is closed."""
    return RoomClosure.objects.create(
        conference=room.conference, room=room, starts_at=first, ends_at=last, reason=reason
    )


def kept_apart(one: Delegation, other: Delegation) -> KeptApart:
    """Two delegations that are kept apart."""
    first, second = sorted((one, other), key=lambda each: each.pk)
    return KeptApart.objects.create(conference=one.conference, one=first, other=second)
